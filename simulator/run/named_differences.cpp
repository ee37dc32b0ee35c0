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

} // namespace

std::string_view ruleFor(std::span<const Difference> differences) {
    return !differences.empty() && std::all_of(differences.begin(), differences.end(), readAheadByObserver)
               ? "read ahead by the observer"
               : std::string_view();
}

} // namespace faultline
