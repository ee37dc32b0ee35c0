#pragma once

#include "simulator/machine/difference.h"

#include <span>
#include <string_view>

namespace faultline {

/// The named property of the kernel that explains the differences of one step, which no model can avoid, as narrowly as
/// it can be told; empty: nothing does.
std::string_view ruleFor(std::span<const Difference> differences);

} // namespace faultline
