#include "simulator/hardware/tlb.h"

#include <algorithm>
#include <utility>

namespace faultline {

namespace {

std::uint32_t divisorFor(std::uint32_t entries, std::uint32_t ways) {
    ways = std::clamp<std::uint32_t>(ways, 1, std::max<std::uint32_t>(entries, 1));
    while (entries % ways != 0)
        --ways;
    return ways;
}

} // namespace

Tlb::Tlb(std::uint32_t entries, std::uint32_t ways, Replacement replacement)
    : ways_(entries == 0 ? 0 : divisorFor(entries, ways)), sets_(entries == 0 ? 1 : entries / ways_),
      replacement_(replacement), slots_(entries) {}

Tlb::Filled Tlb::fill(const TlbEntry& entry) {
    const std::uint32_t first = setOf(entry.page) * ways_;
    std::uint32_t chosen = first;
    for (std::uint32_t slot = first; slot < first + ways_; ++slot) {
        if (!slots_[slot].used) {
            chosen = slot;
            break;
        }
        if (slots_[slot].stamp < slots_[chosen].stamp)
            chosen = slot;
    }
    Slot& held = slots_[chosen];
    Filled filled{chosen, std::nullopt};
    if (held.used)
        filled.evicted = held.entry;
    held = {true, ++clock_, entry};
    changed_.push_back(chosen);
    return filled;
}

bool Tlb::drop(ProcessId process, std::uint64_t page) {
    const auto slot = find(process, page);
    if (!slot)
        return false;
    slots_[*slot].used = false;
    changed_.push_back(*slot);
    return true;
}

std::uint64_t Tlb::flush() {
    std::uint64_t dropped = 0;
    for (std::uint32_t slot = 0; slot < slots(); ++slot) {
        if (std::exchange(slots_[slot].used, false)) {
            changed_.push_back(slot);
            ++dropped;
        }
    }
    return dropped;
}

std::uint64_t Tlb::flush(ProcessId process) {
    std::uint64_t dropped = 0;
    for (std::uint32_t slot = 0; slot < slots(); ++slot) {
        if (slots_[slot].used && slots_[slot].entry.process == process) {
            slots_[slot].used = false;
            changed_.push_back(slot);
            ++dropped;
        }
    }
    return dropped;
}

std::vector<std::uint32_t> Tlb::takeChanged() {
    return std::exchange(changed_, {});
}

} // namespace faultline
