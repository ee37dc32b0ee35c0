#pragma once

#include "simulator/run/step.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace faultline {

/// Whole steps in a tenth of the memory: of each field only what departs from its default, numbers in as many bytes as
/// they need. For steps that are seldom looked at.
Bytes pack(std::span<const std::shared_ptr<const Step>> steps);
std::vector<std::shared_ptr<const Step>> unpack(std::span<const std::uint8_t> packed);

} // namespace faultline
