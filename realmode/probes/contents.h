#pragma once

#include "realmode/descriptor.h"
#include "simulator/machine/operation.h"

#include <span>
#include <sys/types.h>

namespace faultline {

/// /proc/PID/mem, through which a process's memory is read and its pages are left as they are. process_vm_readv would
/// pin them, and before an anonymous page that is shared since a fork is pinned, the kernel gives the process a copy of
/// its own (gup_must_unshare): its next store would then take no fault. None where this user may not use
/// process_vm_readv either: both ask for the same right (ptrace(2), "Ptrace access mode checking").
OwnedDescriptor openMemory(pid_t pid);
/// Bytes of another process's memory. Only for pages known present: others would be faulted in by reading them.
/// Returns how many bytes could be read.
std::size_t readMemory(int memory, Address address, std::span<std::uint8_t> bytes);
/// Bytes of an open file. Only for pages known cached: others would be read into the cache. A cached page that has
/// not been read yet (fallocate has made it) is left as it is: fault-around passes it by, and would no longer.
std::size_t readFile(int descriptor, std::uint64_t offset, std::span<std::uint8_t> bytes);

} // namespace faultline
