#include "realmode/worker/calls.h"

#include "realmode/worker/access.h"
#include "realmode/worker/limits.h"
#include "realmode/worker/signals.h"
#include "realmode/worker/state.h"
#include "realmode/worker/system_call.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/shm.h>
#include <sys/stat.h>

namespace faultline::worker {

namespace {

std::uint64_t valueOf(const Argument& argument) {
    return argument.isData ? reinterpret_cast<std::uint64_t>(state.channel->data() + argument.value) : argument.value;
}

/// Where in the file a write would begin, or -1 where the descriptor is none of a regular file on a disk.
std::int64_t offsetOfWrite(std::uint64_t descriptor) {
    struct stat facts;
    if (systemCall(SYS_fstat, descriptor, &facts) < 0 || !S_ISREG(facts.st_mode))
        return -1;
    const std::int64_t flags = systemCall(SYS_fcntl, descriptor, F_GETFL, 0);
    if (flags >= 0 && (flags & O_APPEND))
        return facts.st_size;
    return systemCall(SYS_lseek, descriptor, 0, SEEK_CUR);
}

/// write and pwrite in pieces within a page of the file, so that its cached folios stay single pages. The result is
/// the whole call's.
std::int64_t writeInPieces(std::uint32_t call, const std::uint64_t (&a)[6]) {
    std::int64_t offset = offsetOfWrite(a[0]);
    if (call == SYS_pwrite64 && offset >= 0)
        offset = static_cast<std::int64_t>(a[3]);
    if (offset < 0 || a[2] == 0)
        return programSystemCall(call, a[0], a[1], a[2], a[3], a[4], a[5]);
    std::uint64_t done = 0;
    while (done < a[2]) {
        const std::uint64_t inPage = pageSize - (static_cast<std::uint64_t>(offset) + done) % pageSize;
        const std::uint64_t piece = a[2] - done < inPage ? a[2] - done : inPage;
        const std::int64_t wrote = programSystemCall(call, a[0], a[1] + done, piece, a[3] + done, 0, 0);
        if (wrote < 0)
            return done ? static_cast<std::int64_t>(done) : wrote;
        done += static_cast<std::uint64_t>(wrote);
        if (static_cast<std::uint64_t>(wrote) < piece)
            break;
    }
    return static_cast<std::int64_t>(done);
}

/// A segment made here is remembered, so that the keeper can remove it at the end.
void noteSegment(std::int64_t id) {
    struct shmid_ds facts;
    if (id < 0 || systemCall(SYS_shmctl, id, IPC_STAT, &facts) < 0 || facts.shm_cpid != state.channel->pid.load())
        return;
    Launch& launch = *state.launch;
    const std::uint32_t known = launch.sharedSegments.load();
    for (std::uint32_t i = 0; i < known; ++i)
        if (launch.sharedSegmentIds[i] == id)
            return;
    if (known < sizeof launch.sharedSegmentIds / sizeof launch.sharedSegmentIds[0]) {
        launch.sharedSegmentIds[known] = static_cast<std::int32_t>(id);
        launch.sharedSegments.store(known + 1);
    }
}

/// Signal calls are the worker's to answer: it keeps what the program believes. Structs lie in the channel's data.
std::int64_t signalCall(const Request& request, const std::uint64_t (&a)[6]) {
    switch (request.kind) {
    case Kind::Sigaction:
        return setAction(static_cast<int>(a[0]), reinterpret_cast<const KernelAction*>(a[1]),
                         reinterpret_cast<KernelAction*>(a[2]));
    case Kind::Sigprocmask:
        return setMask(static_cast<int>(a[0]), reinterpret_cast<const std::uint64_t*>(a[1]),
                       reinterpret_cast<std::uint64_t*>(a[2]));
    case Kind::Sigreturn:
        return returnFromHandler();
    case Kind::Sigaltstack:
        return setAlternateStack(reinterpret_cast<const void*>(a[0]), reinterpret_cast<void*>(a[1]));
    case Kind::Sigsuspend:
        return suspend(*reinterpret_cast<const std::uint64_t*>(a[0]));
    default:
        *reinterpret_cast<std::uint64_t*>(a[0]) = pending();
        return 0;
    }
}

} // namespace

void performCall(const Request& request, Reply& reply) {
    std::uint64_t a[6];
    for (int i = 0; i < 6; ++i)
        a[i] = valueOf(request.arguments[i]);
    if (request.kind != Kind::Call) {
        reply.result = signalCall(request, a);
    } else {
        if (request.touch) // the kernel reads the program's own path, as it would without the rewriting
            systemCall(SYS_access, request.touch, 0);
        if (request.call == SYS_getrlimit || request.call == SYS_setrlimit)
            reply.result = limitCall(request.call, a[0], a[1]);
        else if (request.cutAtPages)
            reply.result = writeInPieces(request.call, a);
        else
            reply.result = programSystemCall(request.call, a[0], a[1], a[2], a[3], a[4], a[5]);
        if (state.channel->inputEnds.exchange(0)) { // the app has woken a reader to tell it so
            if (reply.result == -EINTR || reply.result == restartLater)
                reply.result = 0;
        }
        if (request.call == SYS_shmget)
            noteSegment(reply.result);
    }
    reply.again = reply.result == restartLater;
}

void performFork(const Request& request, Reply& reply) {
    const std::uint32_t slot = request.slot; // the parent's request may be another one by the time the child looks
    const std::int64_t child = systemCall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (child == 0) {
        state.channel = reinterpret_cast<Channel*>(sharedStart + slotSize * slot);
        state.dataTouched = 0;
        touchOwnPages();
        state.channel->taken = state.channel->caught.load();
        state.channel->pid.store(static_cast<std::int32_t>(systemCall(SYS_getpid)));
        return;
    }
    touchOwnPages();
    reply.result = child;
}

} // namespace faultline::worker
