#pragma once

#include "simulator/kernel/kernel.h"

namespace faultline {

// Page faults: mm/memory.c and mm/filemap.c of Linux 6.18, for pages of one size. (kernel-facts A and B.)

enum class FaultBy { Program, Kernel }; ///< Kernel: for a system call

/// Handles a fault at an address. A signal with a number: the access cannot be done. Else the entry now allows it, and
/// the process has one minor or major fault more.
Signal handleFault(Kernel& kernel, Task& process, Address address, bool write, FaultBy by);

} // namespace faultline
