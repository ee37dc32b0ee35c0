#pragma once

#include "simulator/kernel/kernel.h"
#include "simulator/machine/result.h"

namespace faultline {

/// Whether a machine can be made of the setup; a failure says what is wrong with it.
std::optional<Failure> checkSetup(const Setup& setup);
/// Puts the setup's files in place and makes the first process with the image mapped.
std::optional<Failure> boot(Kernel& kernel, const Setup& setup);

} // namespace faultline
