#pragma once

#include "simulator/kernel/access.h"
#include "simulator/machine/outcome.h"

namespace faultline {

/// Performs an operation that is no system call: a load, store, atomic update, copy, fill, compare or scan. A signal or
/// refusal in the result: it could not be done (to its end).
Touched performProgramOperation(Kernel& kernel, Task& process, const Operation& operation, Outcome& outcome);

} // namespace faultline
