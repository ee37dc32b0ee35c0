#include "realmode/probes/residency.h"
#include "realmode/worker/protocol.h"

#include <sys/syscall.h>
#include <unistd.h>

namespace faultline {

namespace {

using worker::pageSize;
constexpr long cachestatNumber = 451; // newer than Debian 12's headers

struct Range {
    std::uint64_t offset, length;
};
struct Statistics {
    std::uint64_t cached, dirty, writeback, evicted, recentlyEvicted;
};

void append(std::vector<CachedRun>& runs, std::uint64_t first, std::uint64_t count, bool dirty) {
    if (!runs.empty() && runs.back().first + runs.back().count == first && runs.back().dirty == dirty)
        runs.back().count += count;
    else
        runs.push_back({first, count, dirty});
}

/// Halves a stretch until it is all of one kind.
bool divide(int descriptor, std::uint64_t first, std::uint64_t count, std::vector<CachedRun>& runs) {
    const auto here = countCached(descriptor, first, count);
    if (!here)
        return false;
    if (here->cached == 0)
        return true;
    const bool oneKind = here->cached >= count && (here->dirty == 0 || here->dirty >= count);
    if (count == 1 || oneKind) {
        append(runs, first, count, here->dirty != 0);
        return true;
    }
    return divide(descriptor, first, count / 2, runs) && divide(descriptor, first + count / 2, count - count / 2, runs);
}

} // namespace

std::optional<CacheCount> countCached(int descriptor, std::uint64_t first, std::uint64_t count) {
    const Range range{first * pageSize, count * pageSize};
    Statistics statistics{};
    if (::syscall(cachestatNumber, descriptor, &range, &statistics, 0) != 0)
        return std::nullopt;
    return CacheCount{statistics.cached, statistics.dirty + statistics.writeback};
}

std::optional<std::vector<CachedRun>> cachedRuns(int descriptor, std::uint64_t count) {
    std::vector<CachedRun> runs;
    if (count && !divide(descriptor, 0, count, runs))
        return std::nullopt;
    return runs;
}

} // namespace faultline
