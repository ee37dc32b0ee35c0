#include "simulator/machine/delta.h"

#include <cassert>

namespace faultline {

namespace {

template <class Map, class Key, class Value>
void put(Map& map, const Key& key, const std::optional<Value>& value) {
    if (value)
        map.insert_or_assign(key, *value);
    else
        map.erase(key);
}

void putFacts(Snapshot& snapshot, ProcessId id, const std::optional<ProcessFacts>& facts) {
    if (facts)
        snapshot.processes[id].facts = *facts;
    else
        snapshot.processes.erase(id);
}

void putFacts(Snapshot& snapshot, FileId id, const std::optional<FileFacts>& facts) {
    if (facts)
        snapshot.files[id].facts = *facts;
    else
        snapshot.files.erase(id);
}

void putBytes(Snapshot& snapshot, ContentId id, std::uint64_t offset, const Bytes& bytes) {
    if (bytes.empty())
        snapshot.contents.erase(id);
    else
        snapshot.contents.write(id, offset, bytes, snapshot.pageSize);
}

/// Writes the side of a change that `side` picks: before or after.
template <class Side>
void write(Snapshot& snapshot, const Change& made, Side side) {
    struct Writer {
        Snapshot& snapshot;
        Side side;
        void operator()(const ProcessChange& c) { putFacts(snapshot, c.process, side(c)); }
        void operator()(const MappingChange& c) { put(snapshot.processes[c.process].mappings, c.start, side(c)); }
        void operator()(const PageChange& c) { put(snapshot.processes[c.process].pages, c.page, side(c)); }
        void operator()(const FileChange& c) { putFacts(snapshot, c.file, side(c)); }
        void operator()(const FilePageChange& c) { put(snapshot.files[c.file].pages, c.index, side(c)); }
        void operator()(const ContentChange& c) { putBytes(snapshot, c.content, c.offset, side(c)); }
        void operator()(const FrameChange& c) { put(snapshot.frames, c.frame, side(c)); }
        void operator()(const TlbChange& c) { put(snapshot.tlb, c.slot, side(c)); }
        void operator()(const CountersChange& c) { snapshot.counters = side(c); }
    };
    std::visit(Writer{snapshot, side}, made);
}

constexpr auto after = [](const auto& c) -> const auto& {
    return c.after;
};
constexpr auto before = [](const auto& c) -> const auto& {
    return c.before;
};

} // namespace

void Delta::applyTo(Snapshot& snapshot) const {
    for (const Change& made : changes)
        write(snapshot, made, after);
}

void Delta::takeBackFrom(Snapshot& snapshot) const {
    for (auto made = changes.rbegin(); made != changes.rend(); ++made)
        write(snapshot, *made, before);
}

void change(Snapshot& snapshot, Delta& delta, Change made) {
    write(snapshot, made, after);
    delta.changes.push_back(std::move(made));
}

} // namespace faultline
