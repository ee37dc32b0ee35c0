#pragma once

#include "tests/oracle/machine_pair.h"

#include <string_view>

namespace faultline {

/// The rule that explains a disagreement which no model can avoid, as narrowly as it can be told; empty: nothing does.
/// A sequence ends with it, and the report counts it.
std::string_view ruleFor(const Disagreement& disagreement);

} // namespace faultline
