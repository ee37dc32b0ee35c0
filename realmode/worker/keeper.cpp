#include "realmode/worker/keeper.h"

#include "realmode/worker/access.h"
#include "realmode/worker/limits.h"
#include "realmode/worker/namespaces.h"
#include "realmode/worker/protocol.h"
#include "realmode/worker/remove.h"
#include "realmode/worker/system_call.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/wait.h>

namespace faultline::worker {

namespace {

Launch* launch = nullptr;

[[noreturn]] void leave(int status) {
    for (;;)
        systemCall(SYS_exit_group, status);
}

/// The worker dies first when memory runs out.
void offerToDieFirst() {
    const std::int64_t file = systemCall(SYS_open, "/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC, 0);
    if (file < 0)
        return;
    systemCall(SYS_write, file, "800", 3);
    systemCall(SYS_close, file);
}

[[noreturn]] void becomeWorker() {
    if (launch->separate && !leaveNamespaces()) {
        launch->separate = false;
        leave(125);
    }
    const std::uint64_t none = 0;
    systemCall(SYS_rt_sigprocmask, SIG_SETMASK, &none, 0, 8);
    systemCall(SYS_setpgid, 0, 0);
    systemCall(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    systemCall(SYS_prctl, PR_SET_THP_DISABLE, 1, 0, 0, 0);
    systemCall(SYS_personality, ADDR_NO_RANDOMIZE);
    offerToDieFirst();
    systemCall(SYS_umask, 022);
    setLimits();
    systemCall(SYS_dup2, keeperTerminal, 0);
    systemCall(SYS_dup2, keeperTerminal, 1);
    systemCall(SYS_dup2, keeperErrors, 2);
    systemCall(SYS_dup2, keeperShared, 3);
    systemCall(SYS_close_range, 4, ~0u, 0);
    systemCall(SYS_fcntl, 3, F_SETFD, 0);
    const char* const arguments[] = {"faultline-worker", "worker", nullptr};
    const char* const environment[] = {nullptr};
    const std::int64_t error = systemCall(SYS_execve, launch->worker, arguments, environment);
    launch->failedError.store(static_cast<std::int32_t>(-error));
    launch->failedAt.store(static_cast<std::int32_t>(Stage::Execute));
    leave(125);
}

/// Gives the child once it is the worker, or is no more.
std::int64_t startWorker() {
    for (;;) {
        const bool separate = launch->separate;
        const std::int64_t pid = systemCall(SYS_clone, SIGCHLD | CLONE_VFORK, 0, 0, 0, 0);
        if (pid == 0)
            becomeWorker();
        if (launch->separate == separate)
            return pid;
        systemCall(SYS_wait4, pid, 0, 0, 0); // spoilt by namespaces that are not to be had
    }
}

void tell(KeeperNews::What what, std::int64_t pid, int status) {
    const KeeperNews news{what, static_cast<std::int32_t>(pid), status};
    systemCall(SYS_sendto, keeperSocket, &news, sizeof news, MSG_NOSIGNAL, 0, 0);
}

void reap() {
    for (;;) {
        int status = 0;
        const std::int64_t pid = systemCall(SYS_wait4, -1, &status, WNOHANG, 0);
        if (pid <= 0)
            return;
        tell(KeeperNews::What::Ended, pid, status);
    }
}

/// Kills the children that the kernel lists, those adopted included. Returns whether there was one.
bool killChildren() {
    char path[64] = "/proc/self/task/";
    const std::int64_t self = systemCall(SYS_getpid);
    char digits[24];
    int count = 0;
    for (std::int64_t rest = self; rest; rest /= 10)
        digits[count++] = static_cast<char>('0' + rest % 10);
    int length = 16;
    while (count)
        path[length++] = digits[--count];
    memcpy(path + length, "/children", 10);
    const std::int64_t file = systemCall(SYS_open, path, O_RDONLY | O_CLOEXEC, 0);
    if (file < 0)
        return false;
    char text[4096];
    const std::int64_t got = systemCall(SYS_read, file, text, sizeof text);
    systemCall(SYS_close, file);
    std::int64_t pid = 0;
    for (std::int64_t i = 0; i < got; ++i) {
        if (text[i] >= '0' && text[i] <= '9') {
            pid = pid * 10 + (text[i] - '0');
        } else if (pid) {
            systemCall(SYS_kill, pid, SIGKILL);
            pid = 0;
        }
    }
    return got > 0;
}

/// For kernels without the list of children: every channel knows its worker.
void killChannels() {
    for (std::uint32_t slot = 1; slot < slotCount; ++slot) {
        const auto* channel = reinterpret_cast<const Channel*>(sharedStart + slotSize * slot);
        if (const std::int32_t pid = channel->pid.load(); pid > 1)
            systemCall(SYS_kill, pid, SIGKILL);
    }
}

[[noreturn]] void finish() {
    for (int round = 0; round < 10000; ++round) {
        if (!killChildren())
            killChannels();
        const std::int64_t pid = systemCall(SYS_wait4, -1, 0, 0, 0);
        if (pid == -ECHILD)
            break;
    }
    const std::uint32_t segments = launch->sharedSegments.load();
    for (std::uint32_t i = 0; i < segments && i < sizeof launch->sharedSegmentIds / sizeof(std::int32_t); ++i)
        systemCall(SYS_shmctl, launch->sharedSegmentIds[i], IPC_RMID, 0);
    if (launch->home[0])
        removeTree(launch->home);
    if (launch->shmFolder[0])
        removeTree(launch->shmFolder);
    leave(0);
}

} // namespace

void keep() {
    systemCall(SYS_setsid);
    systemCall(SYS_prctl, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    systemCall(SYS_close_range, 7, ~0u, 0);
    const std::int64_t at = systemCall(SYS_mmap, sharedStart, sharedSize, PROT_READ | PROT_WRITE,
                                       MAP_SHARED | MAP_FIXED_NOREPLACE, keeperShared, 0);
    if (at != static_cast<std::int64_t>(sharedStart))
        leave(125);
    launch = reinterpret_cast<Launch*>(sharedStart);
    launch->keeperPid.store(static_cast<std::int32_t>(systemCall(SYS_getpid)));
    // What ends a session of the terminal must not end the keeper: it goes when the app does.
    std::uint64_t blocked = 0;
    for (const int signal : {SIGCHLD, SIGINT, SIGQUIT, SIGHUP, SIGTERM, SIGPIPE})
        blocked |= std::uint64_t{1} << (signal - 1);
    systemCall(SYS_rt_sigprocmask, SIG_SETMASK, &blocked, 0, 8);
    const std::uint64_t children = std::uint64_t{1} << (SIGCHLD - 1);
    const std::int64_t signals = systemCall(SYS_signalfd4, -1, &children, 8, O_CLOEXEC | O_NONBLOCK);

    const std::int64_t pid = startWorker();
    systemCall(SYS_close, keeperTerminal);
    systemCall(SYS_close, keeperErrors);
    tell(KeeperNews::What::Started, pid, 0);
    for (;;) {
        pollfd waits[2] = {{keeperSocket, POLLIN, 0}, {static_cast<int>(signals), POLLIN, 0}};
        systemCall(SYS_poll, waits, 2, -1);
        if (waits[1].revents) {
            std::uint8_t drained[512];
            systemCall(SYS_read, signals, drained, sizeof drained);
            reap();
        }
        if (waits[0].revents) { // the app says nothing: it closes its end, or it is no more
            std::uint8_t message[64];
            if (systemCall(SYS_recvfrom, keeperSocket, message, sizeof message, MSG_DONTWAIT, 0, 0) != -EAGAIN)
                finish();
        }
    }
}

} // namespace faultline::worker
