// Which pages of files the kernel wrote back on its own account. cachestat counts a file's dirty pages. Without it,
// smaps tells how much of a mapping is dirty: nothing of it any more means that what was stored through it has been
// written.
#include "realmode/probes/smaps.h"
#include "realmode/read_back.h"

#include <algorithm>
#include <chrono>

namespace faultline {

namespace {

using worker::pageSize;

} // namespace

bool ReadBack::dirtied(ProcessId process, Address start, std::uint64_t length) {
    if (length == 0 || (interfaces.cachestat && !sawDirty_))
        return false;
    bool cleanAgain = false;
    const auto& pages = snapshot_.processes.at(process).pages;
    const std::uint64_t last = (start + length - 1) / pageSize;
    for (auto page = pages.lower_bound(start / pageSize); page != pages.end() && page->first <= last; ++page) {
        const Mapping* mapping = snapshot_.mappingAt(process, page->first * pageSize);
        auto* known = mapping && mapping->shared ? files_.byId(mapping->file) : nullptr;
        if (!known || known->kind != FileKind::Regular || page->second.state != PageState::File)
            continue;
        const std::uint64_t index = (page->first * pageSize - mapping->start + mapping->offset) / pageSize;
        if (!interfaces.cachestat) {
            dirty_[known->id].insert(index);
            continue;
        }
        const auto& cached = snapshot_.files.at(known->id).pages;
        const auto found = cached.find(index);
        if (found == cached.end() || found->second.cached != Seen::Yes || found->second.dirty != Seen::No)
            continue;
        FilePage after = found->second;
        after.dirty = Seen::Yes; // as the store left it
        setFilePage(known->id, index, after);
        if (known->count)
            ++known->count->dirty;
        cleanAgain = true;
    }
    return cleanAgain;
}

void ReadBack::synced(ProcessId process, Address start, std::uint64_t length) {
    for (auto& [id, indexes] : dirty_)
        for (Address at = start; at < start + length; at += pageSize) {
            const Mapping* mapping = snapshot_.mappingAt(process, at);
            if (mapping && mapping->file == id)
                indexes.erase((at - mapping->start + mapping->offset) / pageSize);
        }
}

std::optional<std::set<std::uint64_t>> ReadBack::cleanNow(FileId file) {
    std::set<std::uint64_t> mapped;
    for (const auto& [id, process] : processes_) {
        if (process->over)
            continue;
        const std::vector<SmapsEntry> entries = readSmaps(process->pid);
        for (const auto& [start, mapping] : snapshot_.processes.at(id).mappings) {
            if (mapping.file != file || !mapping.shared)
                continue;
            const auto entry = std::find_if(entries.begin(), entries.end(),
                                            [&, start = start](const auto& one) { return one.start == start; });
            if (entry == entries.end() || entry->dirty)
                return std::nullopt;
            for (const std::uint64_t index : dirty_[file]) {
                const Address address = mapping.start + index * pageSize - mapping.offset;
                if (index * pageSize >= mapping.offset && address < mapping.end &&
                    snapshot_.processes.at(id).pages.contains(address / pageSize))
                    mapped.insert(index);
            }
        }
    }
    return mapped;
}

void ReadBack::writtenByCall() {
    std::erase_if(dirty_, [&](const auto& file) { return file.second.empty() || cleanNow(file.first); });
}

void ReadBack::ownWorkByMappings(Given& given) {
    std::erase_if(dirty_, [&](const auto& file) {
        const auto clean = file.second.empty() ? std::set<std::uint64_t>() : cleanNow(file.first);
        if (!clean)
            return false;
        for (const std::uint64_t index : *clean)
            given.writtenBack.push_back({snapshot_.files.at(file.first).facts.name, index});
        return true;
    });
    const auto now = std::chrono::steady_clock::now();
    if (now - lastLookForEvicted_ < std::chrono::seconds(1))
        return;
    lastLookForEvicted_ = now;
    for (auto& [id, known] : files_.all()) {
        const FileFacts& facts = snapshot_.files.at(id).facts;
        if (!known.descriptor || facts.gone || known.kind != FileKind::Regular)
            continue;
        const std::map<std::uint64_t, FilePage> before = snapshot_.files.at(id).pages;
        cachedByMappings(known, (facts.size + pageSize - 1) / pageSize);
        const auto& pages = snapshot_.files.at(id).pages;
        for (const auto& [index, page] : before)
            if (const auto after = pages.find(index);
                page.cached == Seen::Yes && after != pages.end() && after->second.cached == Seen::No)
                given.evicted.push_back({facts.name, index});
    }
}

} // namespace faultline
