#pragma once

#include "simulator/hardware/page_table.h"
#include "simulator/kernel/mapping_list.h"

namespace faultline {

/// The address space of a process (struct mm_struct).
struct AddressSpace {
    AddressSpace(MappingList list, PageTable pageTable) : mappings(std::move(list)), table(std::move(pageTable)) {}

    MappingList mappings;
    PageTable table;
    Address heapStart = 0;
    Address heapEnd = 0;           ///< the break, as brk was told: not rounded
    std::uint64_t futureFlags = 0; ///< of every new mapping: mlockall(MCL_FUTURE)
    std::uint64_t mappedPages = 0; ///< total_vm, for RLIMIT_AS
    std::uint64_t lockedPages = 0; ///< locked_vm, for RLIMIT_MEMLOCK
};

} // namespace faultline
