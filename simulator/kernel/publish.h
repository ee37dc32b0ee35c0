#pragma once

#include "simulator/kernel/kernel.h"

namespace faultline {

/// Brings what is shown up to date with what the operation has touched, and takes the delta of it.
Delta publish(Kernel& kernel);
/// Everything shown, made anew from the machine's own structures: must equal what deltas have made of the first
/// snapshot. For start() and for tests.
Snapshot photograph(const Kernel& kernel);

} // namespace faultline
