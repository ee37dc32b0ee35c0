#include "realmode/system_call_filter.h"

#include "realmode/kernel_profile.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace faultline {

namespace {

/// What a program may ask for (simulator/machine/call.h), and what the worker needs for itself.
constexpr int allowed[] = {
    SCMP_SYS(read),          SCMP_SYS(write),
    SCMP_SYS(open),          SCMP_SYS(close),
    SCMP_SYS(stat),          SCMP_SYS(fstat),
    SCMP_SYS(lstat),         SCMP_SYS(lseek),
    SCMP_SYS(mmap),          SCMP_SYS(mprotect),
    SCMP_SYS(munmap),        SCMP_SYS(brk),
    SCMP_SYS(rt_sigaction),  SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),  SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),      SCMP_SYS(access),
    SCMP_SYS(pipe),          SCMP_SYS(sched_yield),
    SCMP_SYS(mremap),        SCMP_SYS(msync),
    SCMP_SYS(mincore),       SCMP_SYS(madvise),
    SCMP_SYS(shmget),        SCMP_SYS(shmat),
    SCMP_SYS(shmctl),        SCMP_SYS(dup),
    SCMP_SYS(dup2),          SCMP_SYS(pause),
    SCMP_SYS(nanosleep),     SCMP_SYS(alarm),
    SCMP_SYS(getpid),        SCMP_SYS(exit),
    SCMP_SYS(wait4),         SCMP_SYS(uname),
    SCMP_SYS(shmdt),         SCMP_SYS(fcntl),
    SCMP_SYS(flock),         SCMP_SYS(fsync),
    SCMP_SYS(fdatasync),     SCMP_SYS(truncate),
    SCMP_SYS(ftruncate),     SCMP_SYS(getcwd),
    SCMP_SYS(rename),        SCMP_SYS(mkdir),
    SCMP_SYS(rmdir),         SCMP_SYS(creat),
    SCMP_SYS(link),          SCMP_SYS(unlink),
    SCMP_SYS(chmod),         SCMP_SYS(fchmod),
    SCMP_SYS(umask),         SCMP_SYS(gettimeofday),
    SCMP_SYS(getrlimit),     SCMP_SYS(getrusage),
    SCMP_SYS(getuid),        SCMP_SYS(getgid),
    SCMP_SYS(geteuid),       SCMP_SYS(getegid),
    SCMP_SYS(getppid),       SCMP_SYS(rt_sigpending),
    SCMP_SYS(rt_sigsuspend), SCMP_SYS(sigaltstack),
    SCMP_SYS(mlock),         SCMP_SYS(munlock),
    SCMP_SYS(mlockall),      SCMP_SYS(munlockall),
    SCMP_SYS(setrlimit),     SCMP_SYS(sync),
    SCMP_SYS(time),          SCMP_SYS(futex),
    SCMP_SYS(fadvise64),     SCMP_SYS(clock_gettime),
    SCMP_SYS(exit_group),    SCMP_SYS(fallocate),
    SCMP_SYS(memfd_create),  SCMP_SYS(mlock2),
    SCMP_SYS(tgkill),        SCMP_SYS(restart_syscall),
    SCMP_SYS(waitid),        SCMP_SYS(sync_file_range),
};

constexpr int killing[] = {
    SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter), SCMP_SYS(ptrace),  SCMP_SYS(bpf),
    SCMP_SYS(mount),          SCMP_SYS(keyctl),         SCMP_SYS(unshare),
};

void allowByArgument(scmp_filter_ctx filter) {
    // fork, and nothing that makes a namespace or a thread.
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_EQ, SIGCHLD));
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    // isatty asks by TCGETS alone.
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1, SCMP_A1(SCMP_CMP_EQ, 0x5401));
    // A signal to everybody would reach the user's other processes.
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(kill), 1,
                     SCMP_A0_32(SCMP_CMP_NE, static_cast<std::uint32_t>(-1)));
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(kill), 1,
                     SCMP_A0_32(SCMP_CMP_EQ, static_cast<std::uint32_t>(-1)));
}

} // namespace

void fillFilter(worker::Launch& launch) {
    launch.landlockAbiAtMost = static_cast<std::uint32_t>(landlockAbiAtMost());
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
    if (!filter)
        return;
    for (const int call : allowed)
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
    for (const int call : killing)
        seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, call, 0);
    allowByArgument(filter);
    const int file = ::memfd_create("filter", MFD_CLOEXEC);
    if (file >= 0 && seccomp_export_bpf(filter, file) == 0) {
        const ssize_t length = ::pread(file, launch.filter, sizeof launch.filter, 0);
        if (length > 0 && length < static_cast<ssize_t>(sizeof launch.filter))
            launch.filterLength = static_cast<std::uint32_t>(length / 8);
    }
    if (file >= 0)
        ::close(file);
    seccomp_release(filter);
}

} // namespace faultline
