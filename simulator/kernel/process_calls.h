#pragma once

#include "simulator/kernel/system_call.h"

namespace faultline {

CallEnd callFork(SystemCall& call);
CallEnd callForkEmpty(SystemCall& call);
CallEnd callExitGroup(SystemCall& call);
/// struct rusage of x86-64; what no model keeps (times) as argument `index` is given.
Bytes usage(const SystemCall& call, std::size_t index, std::uint64_t minor, std::uint64_t major);
CallEnd callWait4(SystemCall& call);
CallEnd callWaitid(SystemCall& call);
CallEnd callGetrlimit(SystemCall& call);
CallEnd callSetrlimit(SystemCall& call);
CallEnd callGetrusage(SystemCall& call);
CallEnd callUname(SystemCall& call);
CallEnd callFutex(SystemCall& call);
CallEnd callShmget(SystemCall& call);
CallEnd callShmat(SystemCall& call);
CallEnd callShmdt(SystemCall& call);
CallEnd callShmctl(SystemCall& call);

/// A piece of an attached System V segment has come into an address space or gone from it: who did it is kept, and a
/// removed segment goes with its last piece.
void segmentTouched(Kernel& kernel, const Inode* inode, ProcessId by);

/// A process of the kernel that stands alone: the first, or a child before it gets its parent's things.
Task& makeTask(Kernel& kernel, ProcessId parent);

} // namespace faultline
