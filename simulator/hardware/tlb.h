#pragma once

#include "simulator/machine/snapshot.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace faultline {

/// The translation lookaside buffer: sets of `ways` slots; slot = set * ways + way. A page's set is its number modulo
/// the number of sets.
class Tlb {
public:
    enum class Replacement : std::uint8_t { LeastRecentlyUsed, Fifo };

    /// `ways` is brought to a divisor of `entries`; 0 entries: no TLB.
    Tlb(std::uint32_t entries, std::uint32_t ways, Replacement replacement);

    std::uint32_t slots() const { return static_cast<std::uint32_t>(slots_.size()); }

    /// The slot that holds the page, now the most recently used of its set; nothing: a miss.
    std::optional<std::uint32_t> find(ProcessId process, std::uint64_t page) {
        const std::uint32_t first = setOf(page) * ways_;
        for (std::uint32_t slot = first; slot < first + ways_; ++slot) {
            Slot& held = slots_[slot];
            if (held.used && held.entry.page == page && held.entry.process == process) {
                if (replacement_ == Replacement::LeastRecentlyUsed)
                    held.stamp = ++clock_;
                return slot;
            }
        }
        return std::nullopt;
    }
    const TlbEntry* at(std::uint32_t slot) const { return slots_[slot].used ? &slots_[slot].entry : nullptr; }
    EntryBits& bitsOf(std::uint32_t slot) {
        changed_.push_back(slot);
        return slots_[slot].entry.bits;
    }

    struct Filled {
        std::uint32_t slot = 0;
        std::optional<TlbEntry> evicted;
    };
    /// Puts an entry into a free slot of its set, else in place of the oldest. There must be at least one slot.
    Filled fill(const TlbEntry& entry);
    /// Drops the page's entry; false: there was none.
    bool drop(ProcessId process, std::uint64_t page);
    /// Drops all entries, or those of one process; gives how many.
    std::uint64_t flush();
    std::uint64_t flush(ProcessId process);

    /// Slots changed since the last call.
    std::vector<std::uint32_t> takeChanged();

private:
    struct Slot {
        bool used = false;
        std::uint64_t stamp = 0;
        TlbEntry entry;
    };

    std::uint32_t setOf(std::uint64_t page) const { return static_cast<std::uint32_t>(page % sets_); }

    std::uint32_t ways_;
    std::uint32_t sets_;
    Replacement replacement_;
    std::uint64_t clock_ = 0;
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> changed_;
};

} // namespace faultline
