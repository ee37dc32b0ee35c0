#include "simulator/machine/call.h"

#include <array>
#include <utility>

namespace faultline {

namespace {

constexpr std::array callNames = {
    std::pair{Call::Read, "read"},
    std::pair{Call::Write, "write"},
    std::pair{Call::Open, "open"},
    std::pair{Call::Close, "close"},
    std::pair{Call::Stat, "stat"},
    std::pair{Call::Fstat, "fstat"},
    std::pair{Call::Lstat, "lstat"},
    std::pair{Call::Lseek, "lseek"},
    std::pair{Call::Mmap, "mmap"},
    std::pair{Call::Mprotect, "mprotect"},
    std::pair{Call::Munmap, "munmap"},
    std::pair{Call::Brk, "brk"},
    std::pair{Call::Sigaction, "sigaction"},
    std::pair{Call::Sigprocmask, "sigprocmask"},
    std::pair{Call::Sigreturn, "sigreturn"},
    std::pair{Call::Ioctl, "ioctl"},
    std::pair{Call::Pread, "pread"},
    std::pair{Call::Pwrite, "pwrite"},
    std::pair{Call::Access, "access"},
    std::pair{Call::Pipe, "pipe"},
    std::pair{Call::SchedYield, "sched_yield"},
    std::pair{Call::Mremap, "mremap"},
    std::pair{Call::Msync, "msync"},
    std::pair{Call::Mincore, "mincore"},
    std::pair{Call::Madvise, "madvise"},
    std::pair{Call::Shmget, "shmget"},
    std::pair{Call::Shmat, "shmat"},
    std::pair{Call::Shmctl, "shmctl"},
    std::pair{Call::Dup, "dup"},
    std::pair{Call::Dup2, "dup2"},
    std::pair{Call::Pause, "pause"},
    std::pair{Call::Nanosleep, "nanosleep"},
    std::pair{Call::Alarm, "alarm"},
    std::pair{Call::Getpid, "getpid"},
    std::pair{Call::Fork, "fork"},
    std::pair{Call::ExitGroup, "_exit"},
    std::pair{Call::Wait4, "wait4"},
    std::pair{Call::Kill, "kill"},
    std::pair{Call::Uname, "uname"},
    std::pair{Call::Shmdt, "shmdt"},
    std::pair{Call::Fcntl, "fcntl"},
    std::pair{Call::Flock, "flock"},
    std::pair{Call::Fsync, "fsync"},
    std::pair{Call::Fdatasync, "fdatasync"},
    std::pair{Call::Truncate, "truncate"},
    std::pair{Call::Ftruncate, "ftruncate"},
    std::pair{Call::Getcwd, "getcwd"},
    std::pair{Call::Rename, "rename"},
    std::pair{Call::Mkdir, "mkdir"},
    std::pair{Call::Rmdir, "rmdir"},
    std::pair{Call::Creat, "creat"},
    std::pair{Call::Link, "link"},
    std::pair{Call::Unlink, "unlink"},
    std::pair{Call::Chmod, "chmod"},
    std::pair{Call::Fchmod, "fchmod"},
    std::pair{Call::Umask, "umask"},
    std::pair{Call::Gettimeofday, "gettimeofday"},
    std::pair{Call::Getrlimit, "getrlimit"},
    std::pair{Call::Getrusage, "getrusage"},
    std::pair{Call::Getuid, "getuid"},
    std::pair{Call::Getgid, "getgid"},
    std::pair{Call::Geteuid, "geteuid"},
    std::pair{Call::Getegid, "getegid"},
    std::pair{Call::Getppid, "getppid"},
    std::pair{Call::Sigpending, "sigpending"},
    std::pair{Call::Sigsuspend, "sigsuspend"},
    std::pair{Call::Sigaltstack, "sigaltstack"},
    std::pair{Call::Mlock, "mlock"},
    std::pair{Call::Munlock, "munlock"},
    std::pair{Call::Mlockall, "mlockall"},
    std::pair{Call::Munlockall, "munlockall"},
    std::pair{Call::Setrlimit, "setrlimit"},
    std::pair{Call::Sync, "sync"},
    std::pair{Call::Time, "time"},
    std::pair{Call::Futex, "futex"},
    std::pair{Call::Fadvise, "posix_fadvise"},
    std::pair{Call::ClockGettime, "clock_gettime"},
    std::pair{Call::Waitid, "waitid"},
    std::pair{Call::SyncFileRange, "sync_file_range"},
    std::pair{Call::Fallocate, "fallocate"},
    std::pair{Call::MemfdCreate, "memfd_create"},
    std::pair{Call::Mlock2, "mlock2"},
    std::pair{Call::ForkEmpty, "system"},
    std::pair{Call::ShmOpen, "shm_open"},
    std::pair{Call::ShmUnlink, "shm_unlink"},
};

} // namespace

std::string_view nameOf(Call call) {
    for (const auto& [known, name] : callNames)
        if (known == call)
            return name;
    return "call";
}

std::optional<Call> callNamed(std::string_view name) {
    for (const auto& [call, known] : callNames)
        if (known == name)
            return call;
    return std::nullopt;
}

bool isClockCall(Call call) {
    switch (call) {
    case Call::Nanosleep:
    case Call::Alarm:
    case Call::Time:
    case Call::Gettimeofday:
    case Call::ClockGettime:
        return true;
    default:
        return false;
    }
}

} // namespace faultline
