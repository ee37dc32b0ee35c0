#pragma once

#include "simulator/kernel/kernel.h"
#include "simulator/machine/machine.h"

namespace faultline {

/// Performs an operation of a process, and what follows on its way back to the program. The delta is not taken yet.
Performed performOperation(Kernel& kernel, Task& process, const Operation& operation, const Given& given);
/// Tries what the process waits for again; nothing: it still waits.
std::optional<Performed> resumeOperation(Kernel& kernel, Task& process);
/// Makes one system call. Called again, as `resumed`, while it is blocked.
struct CallEnd dispatchCall(class SystemCall& call);

} // namespace faultline
