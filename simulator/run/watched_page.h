#pragma once

#include "simulator/run/step.h"

#include <set>
#include <utility>

namespace faultline {

/// A page that the learner waits for, on one machine: which bytes it shows, and which other pages show them, too. Used
/// from one snapshot on, step by step, until it has changed.
class WatchedPage {
public:
    /// `page`: virtual page number. It may not be mapped yet.
    WatchedPage(const Snapshot& start, ProcessId process, std::uint64_t page);

    /// Its entry, its bytes, the file's page that it shows or would show, or its mapping: it comes, goes, or gets other
    /// rights.
    bool changedBy(const Delta& delta);
    bool changedBy(const QuietStep& step) const;

private:
    bool isRemapped(const MappingChange& made) const;

    ProcessId process_;
    std::uint64_t page_;
    std::uint64_t pageSize_;
    ContentId content_ = zeroContent;
    FileId file_ = 0; ///< 0: none, or what becomes of its page is no matter, as the process has its own copy
    std::uint64_t filePage_ = 0;
    std::set<std::pair<ProcessId, std::uint64_t>> same_; ///< pages with the same content
};

} // namespace faultline
