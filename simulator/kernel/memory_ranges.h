#pragma once

#include "simulator/kernel/kernel.h"

#include <optional>

namespace faultline {

// What the calls of the mmap family have in common: finding room, taking ranges away, limits, populating.

/// Where a mapping is asked for (get_unmapped_area).
struct PlaceWish {
    const OpenFile* file = nullptr; ///< nothing: private anonymous, or shared anonymous with `shared`
    Address hint = 0;               ///< page-aligned; 0: none
    std::uint64_t length = 0;       ///< whole pages
    std::uint64_t offset = 0;       ///< bytes, in the file
    bool shared = false;
};
/// The address that Linux would give: the hint if it is free, else the highest gap, files and whole 2 MiB of anonymous
/// memory aligned to 2 MiB. Nothing: no room.
std::optional<Address> place(const Kernel& kernel, const Task& process, const PlaceWish& wish);

/// Takes [start, end) away: entries, then mappings, splitting those that reach beyond.
void unmapRange(Kernel& kernel, Task& process, Address start, Address end);

/// may_expand_vm: RLIMIT_AS and RLIMIT_DATA.
bool mayExpand(const Kernel& kernel, const Task& process, std::uint64_t flags, std::uint64_t pages);
/// __vm_enough_memory under heuristic overcommit: no single call may ask for more than all of memory and swap.
bool enoughMemory(const Kernel& kernel, std::uint64_t pages);
/// mlock_future_ok: RLIMIT_MEMLOCK for `bytes` more.
bool mayLock(const Kernel& kernel, const Task& process, std::uint64_t flags, std::uint64_t bytes);
bool mayLockAtAll(const Kernel& kernel, const Task& process);

/// Faults in what populate would (populate_vma_page_range). False: it met a page that cannot be had.
bool populate(Kernel& kernel, Task& process, Address start, Address end);

/// Lets the entries of [start, end) follow new flags of their mapping (change_protection).
void changeProtection(Kernel& kernel, Task& process, const Vma& vma, Address start, Address end);

} // namespace faultline
