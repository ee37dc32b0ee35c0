#include "app/session/hardware_options.h"

#include "simulator/hardware/presets.h"
#include "simulator/policies/registry.h"

#include <algorithm>
#include <sstream>

namespace faultline {

namespace {

std::string listed(const std::vector<std::string_view>& names) {
    std::string list;
    for (const std::string_view name : names)
        list += (list.empty() ? "" : ", ") + std::string(name);
    return list;
}

std::optional<Failure> readTlb(const std::string& text, Hardware& hardware) {
    std::uint32_t entries = 0, ways = 0;
    char comma = 0;
    std::istringstream in(text);
    in >> entries;
    if (in && in >> comma && comma == ',')
        in >> ways;
    else if (in.eof() && entries != 0)
        ways = std::min(entries, hardware.tlbWays), in.clear();
    if (!in || entries == 0 || ways == 0 || entries % ways != 0 || entries > 65536)
        return Failure{"'" + text + "' is no TLB", "--tlb",
                       "write ENTRIES or ENTRIES,WAYS; the ways divide the entries"};
    hardware.tlbEntries = entries;
    hardware.tlbWays = ways;
    return std::nullopt;
}

} // namespace

std::string listOfPresets() {
    return listed(hardwarePresetNames());
}

std::string listOfPolicies() {
    return listed(policyNames());
}

Result<Hardware> hardwareOf(const HardwareOptions& options) {
    Hardware hardware;
    if (!options.preset.empty()) {
        const auto named = hardwarePreset(options.preset);
        if (!named)
            return Failure{"there is no preset '" + options.preset + "'", "--preset",
                           "choose one of " + listOfPresets()};
        hardware = *named;
    }
    if (options.pageSize != 0) {
        if (options.pageSize < 16 || (options.pageSize & (options.pageSize - 1)) != 0)
            return Failure{"a page size is a power of two, 16 or more", "--page-size", ""};
        hardware.pageSize = options.pageSize;
    }
    if (options.frames != 0) {
        if (options.frames < fewestFrames || options.frames > mostFrames)
            return Failure{"there can't be " + std::to_string(options.frames) + " frames", "--frames",
                           "give from " + std::to_string(fewestFrames) + " to " + std::to_string(mostFrames)};
        hardware.frames = options.frames;
    }
    if (!options.policy.empty()) {
        if (!makePolicy(options.policy))
            return Failure{"there is no policy '" + options.policy + "'", "--policy",
                           "choose one of " + listOfPolicies()};
        hardware.policy = options.policy;
    }
    if (!options.tlb.empty())
        if (auto failure = readTlb(options.tlb, hardware))
            return *failure;
    return hardware;
}

} // namespace faultline
