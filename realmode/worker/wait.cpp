#include "realmode/worker/wait.h"

#include "realmode/worker/state.h"
#include "realmode/worker/system_call.h"

#include <errno.h>
#include <linux/futex.h>
#include <time.h>

namespace faultline::worker {

namespace {

std::uint64_t cycles() {
    return __builtin_ia32_rdtsc();
}

bool keeperLives() {
    const std::int32_t keeper = state.launch->keeperPid.load(std::memory_order_relaxed);
    return systemCall(SYS_kill, keeper, 0) != -ESRCH;
}

} // namespace

void waitForRequest(std::uint32_t served) {
    Channel& channel = *state.channel;
    const std::uint64_t start = cycles();
    const std::uint64_t spin = state.launch->spinCycles;
    do {
        if (channel.requested.load(std::memory_order_acquire) != served)
            return;
        __builtin_ia32_pause();
    } while (cycles() - start < spin);
    while (channel.requested.load(std::memory_order_acquire) == served) {
        channel.workerSleeps.store(1);
        const timespec second{1, 0};
        if (channel.requested.load() == served) {
            const std::int64_t slept = systemCall(SYS_futex, &channel.requested, FUTEX_WAIT, served, &second, 0, 0);
            if (slept == -ETIMEDOUT && !keeperLives())
                for (;;)
                    systemCall(SYS_exit_group, 124);
        }
        channel.workerSleeps.store(0);
    }
}

void answer(std::uint32_t served) {
    Channel& channel = *state.channel;
    channel.answered.store(served);
    if (channel.appSleeps.load())
        systemCall(SYS_futex, &channel.answered, FUTEX_WAKE, 1, 0, 0, 0);
}

} // namespace faultline::worker
