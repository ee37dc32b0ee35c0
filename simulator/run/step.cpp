#include "simulator/run/step.h"

#include <algorithm>
#include <cassert>

namespace faultline {

namespace {

std::array<std::uint8_t, 16> bytesOf(std::uint64_t value) {
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < 8; ++i)
        bytes[i] = static_cast<std::uint8_t>(value >> (8 * i));
    return bytes;
}

/// Writes what lies in one page of the store.
void writePiece(Snapshot& snapshot, ProcessId process, Address address, std::span<const std::uint8_t> bytes) {
    const std::uint64_t page = address / snapshot.pageSize;
    const auto owner = snapshot.processes.find(process);
    if (owner == snapshot.processes.end())
        return;
    const auto entry = owner->second.pages.find(page);
    if (entry == owner->second.pages.end())
        return;
    const ContentId content = entry->second.content;
    if (content == zeroContent || content == unknownContent)
        return; // bytes that the machine doesn't show
    snapshot.contents.write(content, address % snapshot.pageSize, bytes, snapshot.pageSize);
}

const TlbEntry* tlbEntryOf(const Snapshot& snapshot, ProcessId process, std::uint64_t page) {
    for (const auto& [slot, entry] : snapshot.tlb)
        if (entry.page == page && (entry.process == process || entry.process == 0))
            return &entry;
    return nullptr;
}

} // namespace

Operation operationOf(const QuietStep& quiet) {
    Operation operation;
    operation.kind = quiet.access.store ? OperationKind::Store : OperationKind::Load;
    operation.target.address = quiet.access.address;
    operation.length = quiet.access.length;
    operation.place = quiet.place;
    if (quiet.access.store)
        operation.value = bytesOf(quiet.access.value);
    return operation;
}

Step stepOf(const QuietStep& quiet) {
    Step step;
    step.process = quiet.process;
    step.operation = operationOf(quiet);
    if (!quiet.access.store)
        step.outcome.value = bytesOf(quiet.access.value);
    return step;
}

void applyQuietStore(Snapshot& snapshot, const QuietStep& quiet, bool takeBack) {
    if (!quiet.access.store)
        return;
    const auto bytes = bytesOf(takeBack ? quiet.access.old : quiet.access.value);
    std::span<const std::uint8_t> rest(bytes.data(), quiet.access.length);
    Address address = quiet.access.address;
    while (!rest.empty()) {
        const std::uint64_t room = snapshot.pageSize - address % snapshot.pageSize;
        const auto here = rest.first(std::min<std::uint64_t>(rest.size(), room));
        writePiece(snapshot, quiet.process, address, here);
        rest = rest.subspan(here.size());
        address += here.size();
    }
}

std::vector<Event> quietStory(const Snapshot& before, const QuietStep& quiet) {
    std::vector<Event> story;
    Event access;
    access.kind = quiet.access.store ? EventKind::ProgramStores : EventKind::ProgramLoads;
    access.address = quiet.access.address;
    access.count = quiet.access.length;
    if (quiet.access.store)
        access.value = static_cast<std::int64_t>(quiet.access.value);
    access.process = quiet.process;
    story.push_back(access);

    const std::uint64_t page = quiet.access.address / before.pageSize;
    if (const TlbEntry* entry = tlbEntryOf(before, quiet.process, page)) {
        Event hit;
        hit.kind = EventKind::TlbHit;
        hit.address = page * before.pageSize;
        hit.frame = entry->frame;
        hit.entry = entry->bits;
        hit.write = quiet.access.store;
        hit.process = quiet.process;
        story.push_back(hit);
    }
    if (!quiet.access.store) {
        Event gets = access;
        gets.kind = EventKind::ProgramGets;
        gets.value = static_cast<std::int64_t>(quiet.access.value);
        story.push_back(gets);
    }
    return story;
}

} // namespace faultline
