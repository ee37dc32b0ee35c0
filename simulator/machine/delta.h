#pragma once

#include "simulator/machine/snapshot.h"

#include <optional>
#include <variant>
#include <vector>

namespace faultline {

// Each change names a thing and says what it was and what it became; nothing where it was not there, or is no more.

struct ProcessChange {
    ProcessId process = 0;
    std::optional<ProcessFacts> before, after;
    bool operator==(const ProcessChange&) const = default;
};
struct MappingChange { ///< of the mapping that starts at `start`
    ProcessId process = 0;
    Address start = 0;
    std::optional<Mapping> before, after;
    bool operator==(const MappingChange&) const = default;
};
struct PageChange {
    ProcessId process = 0;
    std::uint64_t page = 0; ///< virtual page number
    std::optional<Page> before, after;
    bool operator==(const PageChange&) const = default;
};
struct FileChange {
    FileId file = 0;
    std::optional<FileFacts> before, after;
    bool operator==(const FileChange&) const = default;
};
struct FilePageChange {
    FileId file = 0;
    std::uint64_t index = 0;
    std::optional<FilePage> before, after;
    bool operator==(const FilePageChange&) const = default;
};
/// Bytes of one page, old and new. Where `before` is empty the page had no bytes (it is made); where `after` is empty
/// it has none from now on; else both are equally long and begin at `offset`.
struct ContentChange {
    ContentId content = zeroContent;
    std::uint64_t offset = 0;
    Bytes before, after;
    bool operator==(const ContentChange&) const = default;
};
struct FrameChange {
    std::uint64_t frame = 0;
    std::optional<Frame> before, after; ///< nothing: free
    bool operator==(const FrameChange&) const = default;
};
struct TlbChange {
    std::uint32_t slot = 0;
    std::optional<TlbEntry> before, after;
    bool operator==(const TlbChange&) const = default;
};
struct CountersChange {
    Counters before, after;
    bool operator==(const CountersChange&) const = default;
};

using Change = std::variant<ProcessChange, MappingChange, PageChange, FileChange, FilePageChange, ContentChange,
                            FrameChange, TlbChange, CountersChange>;

/// What an operation changed in a snapshot. Applied to the snapshot before it, it gives the one after; taken back from
/// the one after, the one before. A page or mapping of a process goes before the process does, and comes after it.
struct Delta {
    std::vector<Change> changes; ///< in order; taken back from the last to the first

    bool empty() const { return changes.empty(); }
    void applyTo(Snapshot& snapshot) const;
    void takeBackFrom(Snapshot& snapshot) const;
    bool operator==(const Delta&) const = default;
};

/// Applies one change to the snapshot and appends it to the delta: the way a machine changes what it shows.
void change(Snapshot& snapshot, Delta& delta, Change made);

} // namespace faultline
