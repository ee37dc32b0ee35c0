#pragma once

#include "simulator/machine/delta.h"

#include <set>
#include <span>
#include <utility>
#include <vector>

namespace faultline {

/// Keeps what the machine shows, and what the present operation leaves behind: its story, and which things it has
/// touched, so that the delta can be made of them at its end. Bytes are kept here once and for all: the snapshot's
/// contents are the machine's memory.
class Recorder {
public:
    Snapshot snapshot;
    std::vector<Event> story;
    Delta delta;
    ProcessId process = 0; ///< whose operation it is: put into each event

    /// Appends an event of the present process, to be filled in.
    Event& tell(EventKind kind);
    Event& tell(EventKind kind, Address address) {
        Event& event = tell(kind);
        event.address = address;
        return event;
    }

    // What the operation has touched.
    void processTouched(ProcessId id) { processes.insert(id); }
    void mappingsTouched(ProcessId id) { mappings.insert(id); }
    void pageTouched(ProcessId id, std::uint64_t page) { pages.emplace_back(id, page); }
    void fileTouched(FileId id) { files.insert(id); }
    void filePageTouched(FileId id, std::uint64_t index) { filePages.emplace_back(id, index); }
    void frameTouched(std::uint64_t frame) { frames.push_back(frame); }

    /// Writes bytes of a page, at once.
    void store(ContentId content, std::uint64_t offset, std::span<const std::uint8_t> bytes);
    /// The page has no bytes any more.
    void forget(ContentId content);
    /// A new id, with the bytes of another page (if it has any).
    ContentId copyOf(ContentId content);
    ContentId newContent() { return ++lastContent_; }
    void read(ContentId content, std::uint64_t offset, std::span<std::uint8_t> into) const;

    std::set<ProcessId> processes;
    std::set<ProcessId> mappings;
    std::set<FileId> files;
    std::vector<std::pair<ProcessId, std::uint64_t>> pages;
    std::vector<std::pair<FileId, std::uint64_t>> filePages;
    std::vector<std::uint64_t> frames;

private:
    ContentId lastContent_ = 0;
};

} // namespace faultline
