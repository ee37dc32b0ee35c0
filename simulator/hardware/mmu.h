#pragma once

#include "simulator/hardware/page_table.h"
#include "simulator/hardware/tlb.h"
#include "simulator/machine/event.h"

#include <vector>

namespace faultline {

/// What a translation came to.
struct Translation {
    enum class Result : std::uint8_t {
        Done,
        NotPresent, ///< no entry: page fault
        Forbidden,  ///< an entry, but the access is not allowed: page fault
    };
    Result result = Result::Done;
    std::uint64_t frame = noFrame;
    bool bitsChanged = false; ///< the walk has set accessed or dirty in the entry
};

/// The memory management unit: the TLB, and the walk of the page table where the TLB does not help. Sets accessed and
/// dirty bits itself, as x86 does; faults are the kernel's business.
class Mmu {
public:
    Mmu(std::uint32_t tlbEntries, std::uint32_t tlbWays, Tlb::Replacement replacement)
        : tlb(tlbEntries, tlbWays, replacement) {}

    /// Translates one page for an access of the process, and tells the story of it.
    Translation translate(ProcessId process, PageTable& table, std::uint64_t page, bool write,
                          std::vector<Event>& story);

    Tlb tlb;
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;

private:
    Translation walk(ProcessId process, PageTable& table, std::uint64_t page, bool write, std::vector<Event>& story);
    void fill(ProcessId process, std::uint64_t page, std::uint64_t shift, const Entry& entry,
              std::vector<Event>& story);
};

/// Whether the entry's bits let a program do this access. x86 has no bit for reading: what a program may reach, it may
/// read.
constexpr bool allows(const EntryBits& bits, bool write) {
    return bits.user && (!write || bits.writable);
}

} // namespace faultline
