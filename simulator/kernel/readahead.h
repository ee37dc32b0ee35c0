#pragma once

#include <cstdint>

namespace faultline {

/// Where a struct file's readahead stands (struct file_ra_state). In pages.
struct Readahead {
    std::uint64_t start = 0;
    std::uint64_t size = 0;
    std::uint64_t asyncSize = 0;
    std::int64_t previousPosition = -1; ///< bytes: the end of the last read()
    std::uint32_t misses = 0;           ///< mmap_miss: after 100 more misses than hits, mmap reads no more ahead
};

} // namespace faultline
