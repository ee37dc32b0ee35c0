#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace faultline {

/// The system calls that a program may make. The value is the call's number on x86-64 Linux, so that the worker can
/// make it as it stands; numbers from 1000 on are ours and no kernel's.
enum class Call : std::uint16_t {
    Read = 0,
    Write = 1,
    Open = 2,
    Close = 3,
    Stat = 4,
    Fstat = 5,
    Lstat = 6,
    Lseek = 8,
    Mmap = 9,
    Mprotect = 10,
    Munmap = 11,
    Brk = 12,
    Sigaction = 13,
    Sigprocmask = 14,
    Sigreturn = 15, ///< a handler of the program has returned: the mask it found is put back
    Ioctl = 16,     ///< TCGETS alone, for isatty
    Pread = 17,
    Pwrite = 18,
    Access = 21,
    Pipe = 22,
    SchedYield = 24,
    Mremap = 25,
    Msync = 26,
    Mincore = 27,
    Madvise = 28,
    Shmget = 29,
    Shmat = 30,
    Shmctl = 31,
    Dup = 32,
    Dup2 = 33,
    Pause = 34,
    Nanosleep = 35,
    Alarm = 37,
    Getpid = 39,
    Fork = 57,
    ExitGroup = 231,
    Wait4 = 61,
    Kill = 62,
    Uname = 63,
    Shmdt = 67,
    Fcntl = 72,
    Flock = 73,
    Fsync = 74,
    Fdatasync = 75,
    Truncate = 76,
    Ftruncate = 77,
    Getcwd = 79,
    Rename = 82,
    Mkdir = 83,
    Rmdir = 84,
    Creat = 85,
    Link = 86,
    Unlink = 87,
    Chmod = 90,
    Fchmod = 91,
    Umask = 95,
    Gettimeofday = 96,
    Getrlimit = 97,
    Getrusage = 98,
    Getuid = 102,
    Getgid = 104,
    Geteuid = 107,
    Getegid = 108,
    Getppid = 110,
    Sigpending = 127,
    Sigsuspend = 130,
    Sigaltstack = 131,
    Mlock = 149,
    Munlock = 150,
    Mlockall = 151,
    Munlockall = 152,
    Setrlimit = 160,
    Sync = 162,
    Time = 201,
    Futex = 202,
    Fadvise = 221,
    ClockGettime = 228,
    Waitid = 247,
    SyncFileRange = 277,
    Fallocate = 285,
    MemfdCreate = 319,
    Mlock2 = 325,
    /// fork for system(): the child starts with an empty map, as after exec. Arguments and result as fork's.
    ForkEmpty = 1000,
    /// shm_open(name, flags, mode): the name in the private folder of /dev/shm; shm_unlink(name) likewise.
    ShmOpen = 1001,
    ShmUnlink = 1002,
};

/// The call's name as programs write it: "mmap", "fcntl"; ForkEmpty is "system".
std::string_view nameOf(Call call);
/// The call of that name, or nothing.
std::optional<Call> callNamed(std::string_view name);

/// Calls that the run's clock answers, not a machine: sleeping, alarms and the time. (Design: "Scheduler and clock".)
bool isClockCall(Call call);

} // namespace faultline
