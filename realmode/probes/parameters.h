#pragma once

#include "realmode/kernel_machine.h"

namespace faultline {

/// What differs from one Linux machine to another, read and measured by a throw-away worker in its confinement. Takes
/// some hundredths of a second.
Result<Parameters> readParameters(const KernelMachine::Options& options = {});

} // namespace faultline
