#pragma once

#include "simulator/machine/delta.h"
#include "simulator/machine/difference.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace faultline {

/// The things of a snapshot that deltas have touched: what a comparison after a step must look at.
struct TouchedFacts {
    std::set<std::pair<ProcessId, std::uint64_t>> pages;                  ///< virtual page numbers
    std::map<ProcessId, std::vector<std::pair<Address, Address>>> ranges; ///< where mappings changed: start, end
    std::set<std::pair<std::string, std::uint64_t>> filePages;            ///< by file name and page index
    std::set<std::string> files;                                          ///< by name
    std::set<ProcessId> processes;

    /// Adds what a delta has touched; `snapshot` is the one after it, and tells the files' names.
    void add(const Delta& delta, const Snapshot& snapshot);
    /// Everything that a snapshot holds.
    void addAll(const Snapshot& snapshot);
    bool empty() const {
        return pages.empty() && ranges.empty() && filePages.empty() && files.empty() && processes.empty();
    }
};

/// What can differ between two snapshots, as far as both machines see it.
struct Compared {
    ProcessId process = 0;
    std::string field;
    Address address = 0;
    std::string simulated, real; ///< equal texts: no difference
};

/// Compares what has been touched: every thing looked at is in the result, those that are equal too.
std::vector<Compared> compareTouched(const TouchedFacts& touched, const Snapshot& simulated, const Snapshot& real);

/// Compares two snapshots whole: mappings, page states, page cache, sizes of files. What comparing after each step must
/// come to.
std::vector<Difference> compareSnapshots(const Snapshot& simulated, const Snapshot& real, std::size_t step);

} // namespace faultline
