#include "simulator/machine/snapshot.h"

#include <array>
#include <cassert>

namespace faultline {

std::string_view nameOf(PageState state) {
    constexpr std::array<std::string_view, 8> names = {"none",      "cached", "file",    "copy",
                                                       "anonymous", "zero",   "swapped", "unknown"};
    return names[static_cast<std::size_t>(state)];
}

std::string_view nameOf(FileKind kind) {
    constexpr std::array<std::string_view, 6> names = {"regular",          "image",  "shared-memory",
                                                       "shared-anonymous", "memory", "system-v"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view nameOf(Field field) {
    constexpr std::array<std::string_view, 16> names = {
        "tlb",           "frames",    "frame-numbers", "page-tables", "page-writable",   "page-dirty",
        "page-accessed", "exclusive", "page-cache",    "cache-dirty", "fault-addresses", "contents",
        "counters",      "zero-page", "swap",          "disk"};
    return names[static_cast<std::size_t>(field)];
}

const Process* Snapshot::process(ProcessId id) const {
    const auto found = processes.find(id);
    return found == processes.end() ? nullptr : &found->second;
}

const File* Snapshot::file(FileId id) const {
    const auto found = files.find(id);
    return found == files.end() ? nullptr : &found->second;
}

const Mapping* Snapshot::mappingAt(ProcessId id, Address address) const {
    const Process* owner = process(id);
    if (!owner)
        return nullptr;
    auto after = owner->mappings.upper_bound(address);
    if (after == owner->mappings.begin())
        return nullptr;
    const Mapping& mapping = std::prev(after)->second;
    return address < mapping.end ? &mapping : nullptr;
}

const FilePage* Snapshot::filePageOf(ProcessId id, std::uint64_t page) const {
    const Mapping* mapping = mappingAt(id, page * pageSize);
    const File* backing = mapping ? file(mapping->file) : nullptr;
    if (!backing)
        return nullptr;
    const auto found = backing->pages.find((page * pageSize - mapping->start + mapping->offset) / pageSize);
    return found == backing->pages.end() ? nullptr : &found->second;
}

PageState Snapshot::stateOf(ProcessId id, std::uint64_t page) const {
    const Process* owner = process(id);
    if (!owner)
        return PageState::None;
    const auto entry = owner->pages.find(page);
    if (entry != owner->pages.end())
        return entry->second.state;
    const FilePage* behind = filePageOf(id, page);
    if (!behind)
        return PageState::None;
    switch (behind->cached) {
    case Seen::Yes:
        return PageState::Cached;
    case Seen::No:
        return PageState::None;
    case Seen::NotVisible:
        return PageState::Unknown;
    }
    return PageState::None;
}

const FileFacts* Snapshot::fileNamed(std::string_view name) const {
    for (const auto& [id, file] : files)
        if (file.facts.name == name && !file.facts.gone && !file.facts.unlinked)
            return &file.facts;
    return nullptr;
}

} // namespace faultline
