#pragma once

#include "simulator/machine/result.h"
#include "simulator/machine/setup.h"

#include <cstdint>
#include <string>

namespace faultline {

/// What the simulated machine alone can be told of its hardware, as the options of `faultline run` say it.
struct HardwareOptions {
    std::string preset;         ///< --preset; empty: x86-64
    std::uint64_t pageSize = 0; ///< --page-size, bytes; 0: the preset's
    std::uint64_t frames = 0;   ///< --frames; 0: as many as there is memory for
    std::string policy;         ///< --policy; empty: the preset's
    std::string tlb;            ///< --tlb: "ENTRIES" or "ENTRIES,WAYS"; empty: the preset's

    /// Something is said: the real machine can't be so.
    bool any() const { return !preset.empty() || pageSize != 0 || frames != 0 || !policy.empty() || !tlb.empty(); }
    bool operator==(const HardwareOptions&) const = default;
};

inline constexpr std::uint64_t fewestFrames = 3, mostFrames = std::uint64_t{1} << 24; ///< for --frames

/// The names that --preset and --policy know, with commas between.
std::string listOfPresets();
std::string listOfPolicies();

/// The hardware that they describe. Or what is wrong with them.
Result<Hardware> hardwareOf(const HardwareOptions& options);

} // namespace faultline
