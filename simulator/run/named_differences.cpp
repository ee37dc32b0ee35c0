#include "simulator/run/named_differences.h"

#include <algorithm>

namespace faultline {

namespace {

/// A page of a file that only the kernel has cached. What the kernel machine reads to show a file's bytes may meet a
/// page marked PG_readahead; reading it starts the next window of readahead, which the program did not ask for
/// (filemap_readahead; no flag of preadv2 prevents it).
bool readAheadByObserver(const Difference& difference) {
    return difference.field.starts_with("page ") && difference.field.find(" of ") != std::string::npos &&
           difference.simulated == "not in the page cache" && difference.real == "in the page cache";
}

/// A page beside one that was read from the disk, not mapped by the kernel: it was not read yet when the access was
/// tried again, so fault-around passed it by. Where the page touched is a hole, nothing is waited for at all.
bool mappedInPart(const Difference& difference) {
    return difference.field.starts_with("page 0x") && difference.simulated == "file" && difference.real == "none";
}

} // namespace

std::string_view ruleFor(std::span<const Difference> differences, bool readFromDisk) {
    if (differences.empty())
        return {};
    if (std::all_of(differences.begin(), differences.end(), readAheadByObserver))
        return "read ahead by the observer";
    if (readFromDisk && std::all_of(differences.begin(), differences.end(), mappedInPart))
        return "cold window mapped in part";
    return {};
}

} // namespace faultline
