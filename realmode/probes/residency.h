#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace faultline {

struct CacheCount {
    std::uint64_t cached = 0; ///< pages
    std::uint64_t dirty = 0;
    bool operator==(const CacheCount&) const = default;
};

/// How many pages of [first, first + count) of an open file are in the page cache (cachestat(2), Linux 6.5); nothing
/// where the kernel lacks it or the file is not ours.
std::optional<CacheCount> countCached(int descriptor, std::uint64_t first, std::uint64_t count);

struct CachedRun {
    std::uint64_t first = 0; ///< page index
    std::uint64_t count = 0;
    bool dirty = false;
    bool operator==(const CachedRun&) const = default;
};

/// The cached pages of the first `count` pages, as runs that are all dirty or all clean, in order.
std::optional<std::vector<CachedRun>> cachedRuns(int descriptor, std::uint64_t count);

} // namespace faultline
