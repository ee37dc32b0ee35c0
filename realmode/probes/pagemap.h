#pragma once

#include "simulator/machine/operation.h"

#include <optional>
#include <vector>

namespace faultline {

/// What the kernel shows of a page table entry (Documentation/admin-guide/mm/pagemap.rst).
struct PageEntry {
    std::uint64_t page = 0;   ///< virtual page number
    bool present = false;     ///< else swapped
    bool file = false;        ///< a page of a file or of shared anonymous memory
    bool exclusive = false;   ///< mapped once in all
    std::optional<bool> zero; ///< the shared zero page; nothing where this kernel does not say
    std::uint64_t frame = 0;  ///< shown to CAP_SYS_ADMIN alone; 0: not shown

    bool operator==(const PageEntry&) const = default;
};

/// Pages of [start, end) that have an entry, in order of addresses. `descriptor`: an open /proc/PID/pagemap. By
/// PAGEMAP_SCAN (Linux 6.7) if `mayScan` and the kernel has it, else by reading every entry.
std::vector<PageEntry> readPagemap(int descriptor, Address start, Address end, bool mayScan = true);
/// Whether this kernel has PAGEMAP_SCAN and lets us use it.
bool hasPagemapScan(int descriptor);

} // namespace faultline
