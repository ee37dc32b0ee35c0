#pragma once

#include "simulator/kernel/kernel.h"

namespace faultline {

// Entries, frames and the reverse map: what every part of the kernel that changes a page goes through.

/// Sets the entry of a page and keeps the reverse map and what is shown up to date. An entry that was there before is
/// replaced, its TLB entry dropped and its frame let go of.
void setEntry(Kernel& kernel, Task& process, std::uint64_t page, const Entry& entry);
/// Takes the entry of a page away (none: nothing happens).
void clearEntry(Kernel& kernel, Task& process, std::uint64_t page);
enum class KeepGuards : std::uint8_t { No, Yes };
/// Takes all entries in [start, end) away and tells it; guard markers stay if told so.
std::uint64_t clearEntries(Kernel& kernel, Task& process, Address start, Address end,
                           KeepGuards guards = KeepGuards::No);
/// Changes only the bits of an entry that is present.
void setBits(Kernel& kernel, Task& process, std::uint64_t page, const EntryBits& bits);

/// The simulated computer has more memory than this one may give for it: of what is filled, the bytes, the record of
/// how they came to be and the snapshot take about three times as much here, and that stays below 1 GiB.
inline constexpr std::uint64_t mostFilled = std::uint64_t{288} << 20; ///< bytes

/// No more frames are given: as many bytes are filled. Never where memory was made small on purpose.
bool isOverfull(const Kernel& kernel);
/// A frame, taken from the free ones or from a page that is evicted for it. noFrame: there is none to be had.
std::uint64_t takeFrame(Kernel& kernel, FrameUse use);
/// A frame for a private page of the process, with a content of its own.
std::uint64_t takeAnonymousFrame(Kernel& kernel, Task& process, std::uint64_t page, ContentId content);
/// Lets a frame go where no entry leads to it and no cache holds it.
void releaseFrame(Kernel& kernel, std::uint64_t frame);

/// The bits a new entry of the mapping has: allowed to be reached, executed; never writable by itself.
EntryBits entryBitsOf(const Vma& vma, bool accessed);
bool isCachedFrame(const Kernel& kernel, std::uint64_t frame);

} // namespace faultline
