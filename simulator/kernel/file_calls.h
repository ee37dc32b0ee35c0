#pragma once

#include "simulator/kernel/system_call.h"

namespace faultline {

// Files by name.
CallEnd callOpen(SystemCall& call);
CallEnd callCreat(SystemCall& call);
CallEnd callStat(SystemCall& call);
CallEnd callFstat(SystemCall& call);
CallEnd callAccess(SystemCall& call);
CallEnd callUnlink(SystemCall& call);
CallEnd callRename(SystemCall& call);
CallEnd callLink(SystemCall& call);
CallEnd callMkdir(SystemCall& call);
CallEnd callRmdir(SystemCall& call);
CallEnd callChmod(SystemCall& call);
CallEnd callFchmod(SystemCall& call);
CallEnd callTruncate(SystemCall& call);
CallEnd callFtruncate(SystemCall& call);
CallEnd callGetcwd(SystemCall& call);
CallEnd callShmOpen(SystemCall& call);
CallEnd callShmUnlink(SystemCall& call);
CallEnd callMemfdCreate(SystemCall& call);

// Files by descriptor.
CallEnd callClose(SystemCall& call);
CallEnd callRead(SystemCall& call);
CallEnd callPread(SystemCall& call);
CallEnd callWrite(SystemCall& call);
CallEnd callPwrite(SystemCall& call);
CallEnd callLseek(SystemCall& call);
CallEnd callDup(SystemCall& call);
CallEnd callDup2(SystemCall& call);
CallEnd callPipe(SystemCall& call);
CallEnd callFcntl(SystemCall& call);
CallEnd callFlock(SystemCall& call);
CallEnd callFsync(SystemCall& call);
CallEnd callSync(SystemCall& call);
CallEnd callFallocate(SystemCall& call);
CallEnd callFadvise(SystemCall& call);
CallEnd callSyncFileRange(SystemCall& call);
CallEnd callIoctl(SystemCall& call);

/// fcntl's locks (F_GETLK, F_SETLK, F_SETLKW).
CallEnd recordLock(SystemCall& call, OpenFile& file);
/// F_ADD_SEALS, F_GET_SEALS.
CallEnd addSeals(SystemCall& call, OpenFile& file);
CallEnd getSeals(SystemCall& call, OpenFile& file);
/// read() and write() of a pipe.
CallEnd readPipe(SystemCall& call, OpenFile& file);
CallEnd writePipe(SystemCall& call, OpenFile& file);

/// Whether the process's user may read (4), write (2) or search (1) what the inode is.
bool permitted(const Kernel& kernel, const Inode& inode, std::uint32_t wanted);
/// Makes the file as long as asked, with ext4's auto_da_alloc where that is nothing; 0 or an errno.
std::int32_t setSize(SystemCall& call, Inode& inode, std::int64_t size);

} // namespace faultline
