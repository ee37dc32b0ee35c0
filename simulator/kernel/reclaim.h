#pragma once

#include "simulator/kernel/kernel.h"

namespace faultline {

// Making room in memory: the policy chooses, clean file pages are dropped, dirty ones written first, private pages and
// files in memory go to swap.

/// Makes one page leave; false: none may.
bool evictOne(Kernel& kernel);
/// An entry that said "swapped" is gone: its bytes go with the last one.
void dropSwapped(Kernel& kernel, ContentId content);
/// Brings a swapped page back; false: no frame to be had.
bool swapIn(Kernel& kernel, Task& process, const Vma& vma, std::uint64_t page);
/// One more entry leads to the swapped page (fork).
void shareSwapped(Kernel& kernel, ContentId content);

} // namespace faultline
