#include "realmode/probes/pagemap.h"
#include "realmode/worker/protocol.h"

#include <array>
#include <sys/ioctl.h>
#include <unistd.h>

namespace faultline {

namespace {

using worker::pageSize;
constexpr std::uint64_t presentBit = 1ull << 63, swapBit = 1ull << 62, fileBit = 1ull << 61, exclusiveBit = 1ull << 56;
constexpr std::uint64_t guardBit = 1ull << 58;
constexpr std::uint64_t frameBits = (1ull << 55) - 1;

// PAGEMAP_SCAN of linux/fs.h, newer than Debian 12's headers.
struct ScanArgument {
    std::uint64_t size, flags, start, end, walkEnd, vector, vectorLength, maxPages;
    std::uint64_t inverted, mask, anyOf, wanted;
};
struct Region {
    std::uint64_t start, end, categories;
};
constexpr unsigned long scanRequest = _IOWR('f', 16, ScanArgument);
constexpr std::uint64_t isPresent = 1 << 3, isSwapped = 1 << 4, isZero = 1 << 5;

/// Appends the entries of [start, end) as pagemap shows them.
void readEntries(int descriptor, Address start, Address end, std::optional<bool> zero,
                 std::vector<PageEntry>& entries) {
    std::array<std::uint64_t, 1024> raw;
    for (Address at = start; at < end;) {
        const std::uint64_t wanted = std::min<std::uint64_t>(raw.size(), (end - at) / pageSize);
        const ssize_t got =
            ::pread(descriptor, raw.data(), wanted * sizeof raw[0], static_cast<off_t>(at / pageSize * sizeof raw[0]));
        if (got <= 0)
            return;
        const auto count = static_cast<std::size_t>(got) / sizeof raw[0];
        for (std::size_t i = 0; i < count; ++i)
            if ((raw[i] & (presentBit | swapBit)) && !((raw[i] & guardBit) && !(raw[i] & presentBit)))
                entries.push_back({at / pageSize + i, (raw[i] & presentBit) != 0, (raw[i] & fileBit) != 0,
                                   (raw[i] & exclusiveBit) != 0, zero, raw[i] & presentBit ? raw[i] & frameBits : 0});
        at += count * pageSize;
    }
}

/// Regions with entries from `start` on; moves `start` to where the kernel stopped looking.
bool scan(int descriptor, Address& start, Address end, std::vector<Region>& regions) {
    std::array<Region, 256> found;
    ScanArgument argument{};
    argument.size = sizeof argument;
    argument.start = start;
    argument.end = end;
    argument.vector = reinterpret_cast<std::uint64_t>(found.data());
    argument.vectorLength = found.size();
    argument.anyOf = isPresent | isSwapped;
    argument.wanted = isPresent | isSwapped | isZero;
    const int count = ::ioctl(descriptor, scanRequest, &argument);
    if (count < 0)
        return false;
    regions.insert(regions.end(), found.begin(), found.begin() + count);
    start = argument.walkEnd > start ? argument.walkEnd : end;
    return true;
}

} // namespace

bool hasPagemapScan(int descriptor) {
    std::vector<Region> regions;
    Address start = 0;
    return scan(descriptor, start, pageSize, regions);
}

std::vector<PageEntry> readPagemap(int descriptor, Address start, Address end, bool mayScan) {
    std::vector<PageEntry> entries;
    std::vector<Region> regions;
    for (Address at = start; at < end;) {
        if (!mayScan || !scan(descriptor, at, end, regions)) {
            entries.clear();
            readEntries(descriptor, start, end, std::nullopt, entries);
            return entries;
        }
    }
    for (const Region& region : regions)
        readEntries(descriptor, region.start, region.end, (region.categories & isZero) != 0, entries);
    return entries;
}

} // namespace faultline
