// The conditions of #if and #elif.
#pragma once

#include <vector>

#include "simulator/program/diagnostic.h"
#include "simulator/program/token.h"

namespace faultline {

// Whether the condition, with macros replaced, is not zero (C11 6.10.1). Names that are left count as 0. A condition
// that makes no sense is reported and counts as false.
bool isConditionTrue(const std::vector<Token>& tokens, SourcePlace place, Reporter& reporter);

} // namespace faultline
