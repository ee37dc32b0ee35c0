#pragma once

#include "simulator/kernel/system_call.h"

namespace faultline {

// The mmap family. Errors and their order as Linux 6.18's (kernel-facts D, E).

CallEnd callMmap(SystemCall& call);
CallEnd callMunmap(SystemCall& call);
CallEnd callMprotect(SystemCall& call);
CallEnd callBrk(SystemCall& call);
CallEnd callMremap(SystemCall& call);
CallEnd callMsync(SystemCall& call);
CallEnd callMincore(SystemCall& call);
CallEnd callMadvise(SystemCall& call);
CallEnd callMlock(SystemCall& call);
CallEnd callMunlock(SystemCall& call);
CallEnd callMlockall(SystemCall& call);
CallEnd callMunlockall(SystemCall& call);

/// Adds a mapping of whole pages where nothing is; its flags are complete. Shared anonymous memory gets a file.
Vma& makeMapping(Kernel& kernel, Task& process, Vma made);
/// A file for shared anonymous memory, memfd or System V.
std::shared_ptr<OpenFile> makeMemoryFile(Kernel& kernel, FileKind kind, std::string name, std::uint64_t size);

} // namespace faultline
