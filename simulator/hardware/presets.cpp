#include "simulator/hardware/presets.h"

namespace faultline {

namespace {

Hardware made(std::string_view name, std::uint64_t pageSize, std::vector<std::uint8_t> levelBits,
              std::uint32_t tlbEntries, std::uint32_t tlbWays) {
    Hardware hardware;
    hardware.preset = name;
    hardware.pageSize = pageSize;
    hardware.levelBits = std::move(levelBits);
    hardware.tlbEntries = tlbEntries;
    hardware.tlbWays = tlbWays;
    return hardware;
}

} // namespace

std::optional<Hardware> hardwarePreset(std::string_view name) {
    if (name == "x86-64")
        return made(name, 4096, {9, 9, 9, 9}, 64, 4);
    if (name == "x86-32")
        return made(name, 4096, {10, 10}, 64, 4);
    if (name == "sv39")
        return made(name, 4096, {9, 9, 9}, 32, 32);
    if (name == "arm64-16k")
        return made(name, 16384, {1, 11, 11, 11}, 48, 48);
    if (name == "arm64-64k")
        return made(name, 65536, {6, 13, 13}, 48, 48);
    if (name == "textbook") {
        Hardware textbook = made(name, 256, {8}, 16, 16);
        textbook.frames = 16;
        textbook.policy = "fifo";
        return textbook;
    }
    return std::nullopt;
}

std::vector<std::string_view> hardwarePresetNames() {
    return {"textbook", "x86-32", "x86-64", "sv39", "arm64-16k", "arm64-64k"};
}

Tlb::Replacement tlbReplacementOf(const Hardware& hardware) {
    return hardware.preset == "textbook" ? Tlb::Replacement::Fifo : Tlb::Replacement::LeastRecentlyUsed;
}

} // namespace faultline
