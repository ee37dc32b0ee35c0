#pragma once

#include "simulator/machine/machine.h"

namespace faultline {

/// What has settled in process order, as Machine::settle() gives it. Changes are told in the order in which they were
/// made: all with the first that is told of.
void sortByProcess(std::vector<Settled>& settled);

} // namespace faultline
