#pragma once

#include <cstdint>

/// Numbers of the x86-64 Linux interface (include/uapi of Linux 6.18), so that the simulator needs no Linux header.
namespace faultline::linux_values {

enum Errno : std::int32_t {
    eperm = 1,
    enoent = 2,
    esrch = 3,
    eintr = 4,
    eio = 5,
    enxio = 6,
    ebadf = 9,
    echild = 10,
    eagain = 11,
    enomem = 12,
    eacces = 13,
    efault = 14,
    ebusy = 16,
    eexist = 17,
    exdev = 18,
    enodev = 19,
    enotdir = 20,
    eisdir = 21,
    einval = 22,
    enfile = 23,
    emfile = 24,
    enotty = 25,
    efbig = 27,
    enospc = 28,
    espipe = 29,
    erofs = 30,
    emlink = 31,
    epipe = 32,
    erange = 34,
    edeadlk = 35,
    enametoolong = 36,
    enolck = 37,
    enosys = 38,
    enotempty = 39,
    eloop = 40,
    eidrm = 43,
    eoverflow = 75,
    eopnotsupp = 95,
    etimedout = 110,
};

// open
inline constexpr std::uint32_t oAccessMode = 3, oReadOnly = 0, oWriteOnly = 1, oReadWrite = 2, oCreate = 0100,
                               oExclusive = 0200, oTruncate = 01000, oAppend = 02000, oNonBlock = 04000,
                               oDirectory = 0200000, oNoFollow = 0400000, oCloseOnExec = 02000000, oPath = 010000000,
                               oLargeFile = 0100000;

// mmap and its kin
inline constexpr std::uint64_t protRead = 1, protWrite = 2, protExec = 4, protGrowsDown = 0x01000000,
                               protGrowsUp = 0x02000000, protSem = 8;
inline constexpr std::uint64_t mapShared = 1, mapPrivate = 2, mapSharedValidate = 3, mapTypeMask = 0xf, mapFixed = 0x10,
                               mapAnonymous = 0x20, map32Bit = 0x40, mapGrowsDown = 0x100, mapDenyWrite = 0x800,
                               mapExecutable = 0x1000, mapLocked = 0x2000, mapNoReserve = 0x4000, mapPopulate = 0x8000,
                               mapNonBlock = 0x10000, mapStack = 0x20000, mapHugeTlb = 0x40000, mapSync = 0x80000,
                               mapFixedNoReplace = 0x100000, mapUninitialized = 0x4000000;
inline constexpr std::uint64_t msAsync = 1, msInvalidate = 2, msSync = 4;
inline constexpr std::uint64_t mremapMayMove = 1, mremapFixed = 2, mremapDontUnmap = 4;
enum Advice : std::int32_t {
    madvNormal = 0,
    madvRandom = 1,
    madvSequential = 2,
    madvWillNeed = 3,
    madvDontNeed = 4,
    madvFree = 8,
    madvRemove = 9,
    madvDontFork = 10,
    madvDoFork = 11,
    madvMergeable = 12,
    madvUnmergeable = 13,
    madvHugePage = 14,
    madvNoHugePage = 15,
    madvDontDump = 16,
    madvDoDump = 17,
    madvWipeOnFork = 18,
    madvKeepOnFork = 19,
    madvCold = 20,
    madvPageOut = 21,
    madvPopulateRead = 22,
    madvPopulateWrite = 23,
    madvDontNeedLocked = 24,
    madvCollapse = 25,
    madvGuardInstall = 102,
    madvGuardRemove = 103,
};
inline constexpr std::uint64_t mclCurrent = 1, mclFuture = 2, mclOnFault = 4, mlockOnFault = 1;

// VM_ flags of a mapping (include/linux/mm.h); their equality decides merging.
inline constexpr std::uint64_t vmRead = 1, vmWrite = 2, vmExec = 4, vmShared = 8, vmMayRead = 0x10, vmMayWrite = 0x20,
                               vmMayExec = 0x40, vmMayShare = 0x80, vmGrowsDown = 0x100, vmLocked = 0x2000,
                               vmSequential = 0x8000, vmRandom = 0x10000, vmDontCopy = 0x20000, vmDontExpand = 0x40000,
                               vmLockOnFault = 0x80000, vmAccount = 0x100000, vmNoReserve = 0x200000,
                               vmWipeOnFork = 0x2000000, vmDontDump = 0x4000000, vmHugePage = 0x20000000,
                               vmNoHugePage = 0x40000000, vmMergeable = 0x80000000, vmMaybeGuard = 0x100000000;
inline constexpr std::uint64_t vmAccess = vmRead | vmWrite | vmExec;

// fcntl, flock, lseek, access
enum Fcntl : std::int32_t {
    fDupFd = 0,
    fGetFd = 1,
    fSetFd = 2,
    fGetFl = 3,
    fSetFl = 4,
    fGetLock = 5,
    fSetLock = 6,
    fSetLockWait = 7,
    fDupFdCloseOnExec = 1030,
    fAddSeals = 1033,
    fGetSeals = 1034,
    fGetPipeSize = 1032,
    fSetPipeSize = 1031,
};
inline constexpr std::int16_t lockRead = 0, lockWrite = 1, lockNone = 2;
inline constexpr std::int32_t flockShared = 1, flockExclusive = 2, flockNonBlock = 4, flockUnlock = 8;
inline constexpr std::int32_t seekSet = 0, seekCurrent = 1, seekEnd = 2, seekData = 3, seekHole = 4;

// fallocate, fadvise, memfd
inline constexpr std::uint32_t fallocKeepSize = 1, fallocPunchHole = 2, fallocCollapse = 8, fallocZero = 16,
                               fallocInsert = 32;
inline constexpr std::int32_t fadvNormal = 0, fadvRandom = 1, fadvSequential = 2, fadvWillNeed = 3, fadvDontNeed = 4,
                              fadvNoReuse = 5;
inline constexpr std::uint32_t mfdCloseOnExec = 1, mfdAllowSealing = 2, mfdHugeTlb = 4, mfdNoExecSeal = 8, mfdExec = 16;
inline constexpr std::uint32_t sealSeal = 1, sealShrink = 2, sealGrow = 4, sealWrite = 8, sealFutureWrite = 16,
                               sealExecute = 32, sealAll = 63;

// wait
inline constexpr std::int32_t waitNoHang = 1, waitUntraced = 2, waitContinued = 8;

// signals
enum SignalNumber : std::int32_t {
    sigHup = 1,
    sigInt = 2,
    sigQuit = 3,
    sigIll = 4,
    sigTrap = 5,
    sigAbort = 6,
    sigBus = 7,
    sigFpe = 8,
    sigKill = 9,
    sigUser1 = 10,
    sigSegv = 11,
    sigUser2 = 12,
    sigPipe = 13,
    sigAlarm = 14,
    sigTerm = 15,
    sigStackFault = 16,
    sigChild = 17,
    sigContinue = 18,
    sigStop = 19,
    sigTerminalStop = 20,
    sigTerminalIn = 21,
    sigTerminalOut = 22,
    sigUrgent = 23,
    sigXCpu = 24,
    sigXFileSize = 25,
    sigVirtualAlarm = 26,
    sigProfile = 27,
    sigWindow = 28,
    sigIo = 29,
    sigPower = 30,
    sigSys = 31,
    signalCount = 64,
};
inline constexpr std::int32_t segvMapError = 1, segvAccessError = 2, busAddressError = 2, siUser = 0, siKernel = 0x80,
                              childExited = 1, childKilled = 2, childStopped = 5, childContinued = 6;
inline constexpr std::uint64_t saNoChildStop = 1, saNoChildWait = 2, saSigInfo = 4, saRestorer = 0x04000000,
                               saOnStack = 0x08000000, saRestart = 0x10000000, saNoDefer = 0x40000000,
                               saResetHand = 0x80000000;
inline constexpr std::uint64_t handlerDefault = 0, handlerIgnore = 1;
inline constexpr std::int32_t sigBlock = 0, sigUnblock = 1, sigSetMask = 2;
inline constexpr std::int32_t stackOnStack = 1, stackDisable = 2;

// futex, System V shared memory, ioctl
inline constexpr std::uint32_t futexWait = 0, futexWake = 1, futexRequeue = 3, futexCmpRequeue = 4, futexWaitBitset = 9,
                               futexWakeBitset = 10, futexPrivate = 128, futexClock = 256;
inline constexpr std::int32_t ipcPrivate = 0, ipcCreate = 01000, ipcExclusive = 02000, ipcRemove = 0, ipcSet = 1,
                              ipcStat = 2;
inline constexpr std::int32_t shmReadOnly = 010000, shmRound = 020000, shmRemap = 040000, shmExec = 0100000;
inline constexpr std::uint32_t ttyGetAttributes = 0x5401, ttyGetWindow = 0x5413;

// limits
enum Limit : std::uint32_t {
    limitCpu = 0,
    limitFileSize = 1,
    limitData = 2,
    limitStack = 3,
    limitCore = 4,
    limitResident = 5,
    limitProcesses = 6,
    limitFiles = 7,
    limitMemlock = 8,
    limitAddressSpace = 9,
    limitCount = 16,
};

// st_mode
inline constexpr std::uint32_t modeType = 0170000, modeRegular = 0100000, modeDirectory = 0040000, modePipe = 0010000,
                               modeCharacter = 0020000;

} // namespace faultline::linux_values
