#include "realmode/worker/address_space.h"
#include "realmode/worker/confinement.h"
#include "realmode/worker/keeper.h"
#include "realmode/worker/operations.h"
#include "realmode/worker/signals.h"
#include "realmode/worker/state.h"
#include "realmode/worker/system_call.h"
#include "realmode/worker/wait.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

extern "C" char __executable_start, __data_start_own, _end;

namespace faultline::worker {

State state;

namespace {

constexpr std::uint64_t stackTouched = 65536;

void touch(std::uint64_t start, std::uint64_t end) {
    start &= ~(pageSize - 1);
    end = (end + pageSize - 1) & ~(pageSize - 1);
    if (systemCall(SYS_madvise, start, end - start, MADV_POPULATE_WRITE) == 0)
        return;
    for (std::uint64_t at = start; at < end; at += pageSize) { // before Linux 5.14
        auto* byte = reinterpret_cast<volatile std::uint8_t*>(at);
        *byte = *byte;
    }
}

/// Code and constants: read only, so reading them is enough.
void touchCode() {
    for (const char* at = &__executable_start; at < &__data_start_own; at += pageSize)
        (void)*const_cast<const volatile char*>(at);
}

[[noreturn]] void fail(Stage stage, std::int64_t error) {
    if (state.launch) {
        state.launch->failedError.store(static_cast<std::int32_t>(-error));
        state.launch->failedAt.store(static_cast<std::int32_t>(stage));
    }
    for (;;)
        systemCall(SYS_exit_group, 125);
}

void mapShared() {
    const std::int64_t at =
        systemCall(SYS_mmap, sharedStart, sharedSize, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED_NOREPLACE, 3, 0);
    if (at != static_cast<std::int64_t>(sharedStart))
        fail(Stage::MapShared, at);
    systemCall(SYS_close, 3);
    state.launch = reinterpret_cast<Launch*>(sharedStart);
    state.channel = reinterpret_cast<Channel*>(sharedStart + slotSize);
}

void mapImage() {
    const Launch& launch = *state.launch;
    if (!launch.segmentCount)
        return;
    std::int64_t file = -1;
    if (launch.imageFile[0]) {
        file = systemCall(SYS_open, launch.imageFile, O_RDONLY | O_CLOEXEC, 0);
        if (file < 0)
            fail(Stage::OpenImage, file);
    }
    for (std::uint32_t i = 0; i < launch.segmentCount; ++i) {
        const LaunchSegment& segment = launch.segments[i];
        const int flags = MAP_PRIVATE | MAP_FIXED_NOREPLACE | (segment.anonymous ? MAP_ANONYMOUS : 0);
        const std::int64_t at = systemCall(SYS_mmap, segment.start, segment.size, segment.protection, flags,
                                           segment.anonymous ? -1 : file, segment.offset);
        if (at != static_cast<std::int64_t>(segment.start))
            fail(Stage::MapImage, at < 0 ? at : -EEXIST);
    }
    if (file >= 0)
        systemCall(SYS_close, file);
}

[[noreturn]] void serve() {
    for (std::uint32_t served = 0;;) {
        waitForRequest(served);
        Channel* before = state.channel;
        performRequest();
        if (state.channel != before) { // a forked child: its own channel counts from 0
            served = 0;
            continue;
        }
        answer(++served);
    }
}

[[noreturn]] void work(std::uint64_t stackPointer) {
    unmapKernelPages();
    mapShared();
    state.launch->topOfMappings.store(topOfMappings());
    state.stackHigh = (stackPointer + pageSize - 1) & ~(pageSize - 1);
    state.stackLow = state.stackHigh - stackTouched;
    const Launch& launch = *state.launch;
    if (const std::int64_t moved = systemCall(SYS_chdir, launch.scratch); moved < 0)
        fail(Stage::Directory, moved);
    mapImage();
    armSignals();
    confine();
    touchCode();
    touchOwnPages();
    state.channel->pid.store(static_cast<std::int32_t>(systemCall(SYS_getpid)));
    answer(0);
    serve();
}

} // namespace

void touchOwnPages() {
    touch(reinterpret_cast<std::uint64_t>(&__data_start_own), reinterpret_cast<std::uint64_t>(&_end));
    touch(state.stackLow, state.stackHigh);
    touch(reinterpret_cast<std::uint64_t>(state.channel), reinterpret_cast<std::uint64_t>(state.channel) + dataOffset);
    touch(sharedStart, sharedStart + sizeof(Launch));
    const std::uint64_t data = state.dataTouched ? state.dataTouched : pageSize;
    state.dataTouched = 0;
    touchData(data);
}

void touchData(std::uint64_t end) {
    if (end <= state.dataTouched)
        return;
    const auto data = reinterpret_cast<std::uint64_t>(state.channel->data());
    touch(data + state.dataTouched, data + end);
    state.dataTouched = (end + pageSize - 1) & ~(pageSize - 1);
}

} // namespace faultline::worker

/// argv[1] says what this process is. The worker's stack is the kernel's; argc lies at its end.
extern "C" [[noreturn]] void workerMain(const std::uint64_t* stack) {
    using namespace faultline::worker;
    const std::uint64_t count = stack[0];
    const char* role = count > 1 ? reinterpret_cast<const char*>(stack[2]) : "";
    if (role[0] == 'w')
        work(reinterpret_cast<std::uint64_t>(stack));
    if (role[0] == 'k')
        keep();
    static constexpr char message[] = "faultline-worker: started by faultline, not by hand\n";
    systemCall(SYS_write, 2, message, sizeof message - 1);
    for (;;)
        systemCall(SYS_exit_group, 2);
}
