#pragma once

#include "simulator/hardware/tlb.h"
#include "simulator/machine/setup.h"

#include <optional>
#include <string_view>
#include <vector>

namespace faultline {

/// The hardware of that name: "textbook", "x86-32", "x86-64", "sv39", "arm64-16k", "arm64-64k"; nothing for another.
/// Sources: Intel SDM vol. 3 ch. 5, RISC-V privileged architecture (Sv39), Arm ARM D8; "textbook" is the design's own.
std::optional<Hardware> hardwarePreset(std::string_view name);
std::vector<std::string_view> hardwarePresetNames();
/// How the preset's TLB chooses the slot to give up.
Tlb::Replacement tlbReplacementOf(const Hardware& hardware);

} // namespace faultline
