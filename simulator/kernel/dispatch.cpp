#include "simulator/kernel/file_calls.h"
#include "simulator/kernel/memory_calls.h"
#include "simulator/kernel/perform.h"
#include "simulator/kernel/process_calls.h"
#include "simulator/kernel/signals.h"

#include <unordered_map>

namespace faultline {

using namespace linux_values;

namespace {

using Handler = CallEnd (*)(SystemCall&);

CallEnd callGetpid(SystemCall& call) {
    return CallEnd::done(call.process.id);
}
CallEnd callGetppid(SystemCall& call) {
    return CallEnd::done(call.process.facts.parent);
}
CallEnd callUser(SystemCall& call) {
    return CallEnd::done(call.given.result.value_or(call.kernel.parameters.user));
}
CallEnd callGroup(SystemCall& call) {
    return CallEnd::done(call.given.result.value_or(call.kernel.parameters.group));
}
CallEnd callYield(SystemCall&) {
    return CallEnd::done(0);
}
CallEnd callUmask(SystemCall& call) {
    const std::uint32_t old = call.process.umask;
    call.process.umask = call.bits(0) & 0777;
    return CallEnd::done(old);
}

const std::unordered_map<Call, Handler>& handlers() {
    static const std::unordered_map<Call, Handler> all = {
        {Call::Read, callRead},
        {Call::Write, callWrite},
        {Call::Open, callOpen},
        {Call::Close, callClose},
        {Call::Stat, callStat},
        {Call::Fstat, callFstat},
        {Call::Lstat, callStat},
        {Call::Lseek, callLseek},
        {Call::Mmap, callMmap},
        {Call::Mprotect, callMprotect},
        {Call::Munmap, callMunmap},
        {Call::Brk, callBrk},
        {Call::Sigaction, callSigaction},
        {Call::Sigprocmask, callSigprocmask},
        {Call::Sigreturn, callSigreturn},
        {Call::Ioctl, callIoctl},
        {Call::Pread, callPread},
        {Call::Pwrite, callPwrite},
        {Call::Access, callAccess},
        {Call::Pipe, callPipe},
        {Call::SchedYield, callYield},
        {Call::Mremap, callMremap},
        {Call::Msync, callMsync},
        {Call::Mincore, callMincore},
        {Call::Madvise, callMadvise},
        {Call::Shmget, callShmget},
        {Call::Shmat, callShmat},
        {Call::Shmctl, callShmctl},
        {Call::Dup, callDup},
        {Call::Dup2, callDup2},
        {Call::Pause, callPause},
        {Call::Getpid, callGetpid},
        {Call::Fork, callFork},
        {Call::ExitGroup, callExitGroup},
        {Call::Wait4, callWait4},
        {Call::Waitid, callWaitid},
        {Call::Kill, callKill},
        {Call::Uname, callUname},
        {Call::Shmdt, callShmdt},
        {Call::Fcntl, callFcntl},
        {Call::Flock, callFlock},
        {Call::Fsync, callFsync},
        {Call::Fdatasync, callFsync},
        {Call::Truncate, callTruncate},
        {Call::Ftruncate, callFtruncate},
        {Call::Getcwd, callGetcwd},
        {Call::Rename, callRename},
        {Call::Mkdir, callMkdir},
        {Call::Rmdir, callRmdir},
        {Call::Creat, callCreat},
        {Call::Link, callLink},
        {Call::Unlink, callUnlink},
        {Call::Chmod, callChmod},
        {Call::Fchmod, callFchmod},
        {Call::Umask, callUmask},
        {Call::Getrlimit, callGetrlimit},
        {Call::Getrusage, callGetrusage},
        {Call::Getuid, callUser},
        {Call::Getgid, callGroup},
        {Call::Geteuid, callUser},
        {Call::Getegid, callGroup},
        {Call::Getppid, callGetppid},
        {Call::Sigpending, callSigpending},
        {Call::Sigsuspend, callSigsuspend},
        {Call::Sigaltstack, callSigaltstack},
        {Call::Mlock, callMlock},
        {Call::Munlock, callMunlock},
        {Call::Mlockall, callMlockall},
        {Call::Munlockall, callMunlockall},
        {Call::Setrlimit, callSetrlimit},
        {Call::Sync, callSync},
        {Call::Futex, callFutex},
        {Call::Fadvise, callFadvise},
        {Call::SyncFileRange, callSyncFileRange},
        {Call::Fallocate, callFallocate},
        {Call::MemfdCreate, callMemfdCreate},
        {Call::Mlock2, callMlock},
        {Call::ForkEmpty, callForkEmpty},
        {Call::ShmOpen, callShmOpen},
        {Call::ShmUnlink, callShmUnlink},
    };
    return all;
}

} // namespace

CallEnd dispatchCall(SystemCall& call) {
    const auto handler = handlers().find(call.operation.call);
    return handler == handlers().end() ? CallEnd::failed(enosys) : handler->second(call);
}

} // namespace faultline
