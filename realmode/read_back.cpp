#include "realmode/read_back.h"

#include "realmode/probes/contents.h"
#include "realmode/probes/maps.h"
#include "realmode/probes/pagemap.h"

#include <algorithm>
#include <cassert>

namespace faultline {

namespace {

using worker::pageSize;

bool isPrivate(PageState state) {
    return state == PageState::Copy || state == PageState::Anonymous || state == PageState::Swapped;
}

bool allZero(std::span<const std::uint8_t> bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

} // namespace

void ReadBack::setFacts(ProcessId process, const ProcessFacts& facts) {
    const ProcessFacts before = snapshot_.processes.at(process).facts;
    if (!(before == facts))
        put(ProcessChange{process, before, facts});
}

void ReadBack::addProcess(ProcessId process, ProcessId parent) {
    ProcessFacts facts;
    facts.parent = parent;
    put(ProcessChange{process, std::nullopt, facts});
}

void ReadBack::setPage(ProcessId process, std::uint64_t page, const std::optional<Page>& after) {
    const auto& pages = snapshot_.processes.at(process).pages;
    const auto found = pages.find(page);
    const std::optional<Page> before = found == pages.end() ? std::nullopt : std::optional(found->second);
    if (before == after)
        return;
    put(PageChange{process, page, before, after});
    if (after && isPrivate(after->state) && after->content != unknownContent)
        ++users_[after->content];
    if (before && isPrivate(before->state) && before->content != unknownContent && --users_[before->content] == 0) {
        users_.erase(before->content);
        dropContent(before->content);
    }
}

void ReadBack::dropContent(ContentId content) {
    const auto bytes = snapshot_.contents.bytes(content);
    if (!bytes.empty())
        put(ContentChange{content, 0, Bytes(bytes.begin(), bytes.end()), {}});
}

void ReadBack::setBytes(ContentId content, std::uint64_t offset, std::span<const std::uint8_t> bytes) {
    if (content == unknownContent || content == zeroContent || bytes.empty())
        return;
    const auto before = snapshot_.contents.bytes(content);
    if (before.empty()) {
        if (!allZero(bytes))
            put(ContentChange{content, offset, {}, Bytes(bytes.begin(), bytes.end())});
        return;
    }
    const auto old = before.subspan(offset, bytes.size());
    const auto [first, firstOld] = std::mismatch(bytes.begin(), bytes.end(), old.begin());
    if (first == bytes.end())
        return;
    const auto from = static_cast<std::size_t>(first - bytes.begin());
    std::size_t to = bytes.size();
    while (bytes[to - 1] == old[to - 1])
        --to;
    put(ContentChange{
        content, offset + from,
        Bytes(old.begin() + static_cast<std::ptrdiff_t>(from), old.begin() + static_cast<std::ptrdiff_t>(to)),
        Bytes(first, bytes.begin() + static_cast<std::ptrdiff_t>(to))});
}

Mapping ReadBack::mappingOf(const MapsLine& line) {
    Mapping mapping;
    mapping.start = line.start;
    mapping.end = line.end;
    mapping.protection = line.protection;
    mapping.shared = line.shared;
    mapping.file = fileOfMapping(line);
    mapping.offset = mapping.file ? line.offset : 0;
    if (mapping.file)
        mapping.name = snapshot_.files.at(mapping.file).facts.name;
    else
        mapping.name = line.name;
    return mapping;
}

void ReadBack::mappings(RealProcess& process, const Labelled& labelled) {
    const std::vector<MapsLine> lines = readMaps(process.maps.number());
    std::map<Address, Mapping> now;
    for (const MapsLine& line : lines)
        if (!hidden(line.start, line.end))
            now.emplace(line.start, mappingOf(line));
    const std::map<Address, Mapping> before = snapshot_.processes.at(process.id).mappings;
    for (auto& [start, mapping] : now) { // a mapping keeps the label of what it was made from
        auto old = before.upper_bound(start);
        if (old != before.begin() && std::prev(old)->second.end > start)
            mapping.label = std::prev(old)->second.label;
        else if (old != before.end() && old->first < mapping.end)
            mapping.label = old->second.label;
        if (!labelled.label.empty() && start < labelled.end && mapping.end > labelled.start)
            mapping.label = labelled.label;
    }
    // Pages go before their mapping does: in what is mapped no more, or mapped to something else.
    for (const auto& [start, old] : before) {
        Address at = old.start;
        for (auto it = now.lower_bound(0); it != now.end(); ++it) {
            const Mapping& mapping = it->second;
            if (mapping.end <= at || mapping.start >= old.end)
                continue;
            if (mapping.start > at)
                dropPages(process.id, at, mapping.start);
            at = std::min(mapping.end, old.end);
        }
        if (at < old.end)
            dropPages(process.id, at, old.end);
    }
    for (const auto& [start, old] : before)
        if (const auto found = now.find(start); found == now.end())
            put(MappingChange{process.id, start, old, std::nullopt});
    for (const auto& [start, mapping] : now) {
        const auto found = before.find(start);
        if (found == before.end())
            put(MappingChange{process.id, start, std::nullopt, mapping});
        else if (!(found->second == mapping))
            put(MappingChange{process.id, start, found->second, mapping});
    }
}

void ReadBack::dropPages(ProcessId process, Address start, Address end) {
    const auto& pages = snapshot_.processes.at(process).pages;
    std::vector<std::uint64_t> dropped;
    for (auto page = pages.lower_bound(start / pageSize); page != pages.end() && page->first < end / pageSize; ++page)
        dropped.push_back(page->first);
    for (const std::uint64_t page : dropped)
        setPage(process, page, std::nullopt);
}

Page ReadBack::pageFor(RealProcess& process, const Mapping& mapping, const PageEntry& entry,
                       std::vector<std::uint64_t>& unread) {
    const auto& pages = snapshot_.processes.at(process.id).pages;
    const auto found = pages.find(entry.page);
    const Page* before = found == pages.end() ? nullptr : &found->second;
    const Page* parents = nullptr;
    if (!before && inheritFrom_) {
        const auto inherited = inheritFrom_->pages.find(entry.page);
        if (inherited != inheritFrom_->pages.end())
            parents = &inherited->second;
    }
    Page page;
    page.exclusive = entry.exclusive ? Seen::Yes : Seen::No;
    page.frame = entry.frame ? entry.frame : noFrame;
    if (!entry.present) {
        page.state = PageState::Swapped;
        page.exclusive = Seen::NotVisible;
        page.content = before ? before->content : parents ? parents->content : unknownContent;
        return page;
    }
    if (entry.file && mapping.file) {
        page.state = PageState::File;
        page.content =
            filePageContent(mapping.file, (entry.page * pageSize - mapping.start + mapping.offset) / pageSize);
        return page;
    }
    // A kernel that doesn't say which page is the zero page shows it as neither a file's nor exclusive.
    const bool looksZero = !entry.exclusive && (!before || before->state == PageState::Zero) &&
                           (!parents || parents->state == PageState::Zero);
    if (entry.zero.value_or(looksZero)) {
        page.state = PageState::Zero;
        page.exclusive = Seen::No;
        return page;
    }
    page.state = mapping.file ? PageState::Copy : PageState::Anonymous;
    const Page* same = before ? before : parents;
    if (same && isPrivate(same->state) && same->content != unknownContent) {
        const auto users = users_.find(same->content);
        const bool sharedBefore = users != users_.end() && users->second > 1;
        if (!before || !sharedBefore || !entry.exclusive) {
            page.content = same->content;
            return page;
        }
    }
    page.content = newContent();
    unread.push_back(entry.page);
    return page;
}

std::size_t ReadBack::memory(RealProcess& process, Address address, std::span<std::uint8_t> bytes) {
    if (process.memory)
        return readMemory(process.memory.number(), address, bytes);
    const Mapping* mapping = snapshot_.mappingAt(process.id, address);
    return mapping && mapping->protection && askBytes ? askBytes(process, address, bytes) : 0;
}

void ReadBack::readPrivate(RealProcess& process, const std::vector<std::uint64_t>& pages) {
    constexpr std::size_t most = 256;
    Bytes room(most * pageSize);
    for (std::size_t first = 0; first < pages.size();) {
        std::size_t count = 1;
        while (first + count < pages.size() && count < most && pages[first + count] == pages[first] + count)
            ++count;
        const std::size_t got = memory(process, pages[first] * pageSize, std::span(room).first(count * pageSize));
        for (std::size_t i = 0; i < count; ++i) {
            Page page = snapshot_.processes.at(process.id).pages.at(pages[first] + i);
            if ((i + 1) * pageSize <= got) {
                setBytes(page.content, 0, std::span(room).subspan(i * pageSize, pageSize));
                continue;
            }
            page.content = unknownContent; // it may not be read
            setPage(process.id, pages[first] + i, page);
        }
        first += count;
    }
}

void ReadBack::pages(RealProcess& process, Address start, Address end) {
    if (process.over)
        return;
    std::vector<std::uint64_t> unread;
    const auto& mappings = snapshot_.processes.at(process.id).mappings;
    auto at = mappings.upper_bound(start);
    if (at != mappings.begin())
        --at;
    for (; at != mappings.end() && at->first < end; ++at) {
        const Mapping& mapping = at->second;
        const Address from = std::max(start, mapping.start), to = std::min(end, mapping.end);
        if (from >= to)
            continue;
        const std::vector<PageEntry> entries = readPagemap(process.pagemap.number(), from, to, interfaces.pagemapScan);
        std::vector<std::uint64_t> gone;
        const auto& pages = snapshot_.processes.at(process.id).pages;
        auto entry = entries.begin();
        for (auto page = pages.lower_bound(from / pageSize); page != pages.end() && page->first < to / pageSize;
             ++page) {
            while (entry != entries.end() && entry->page < page->first)
                ++entry;
            if (entry == entries.end() || entry->page != page->first)
                gone.push_back(page->first);
        }
        for (const std::uint64_t page : gone)
            setPage(process.id, page, std::nullopt);
        for (const PageEntry& present : entries)
            setPage(process.id, present.page, pageFor(process, mapping, present, unread));
    }
    if (!unread.empty())
        readPrivate(process, unread);
}

void ReadBack::allPages() {
    for (auto& [id, process] : processes_)
        if (!process->over && !snapshot_.processes.at(id).mappings.empty())
            pages(*process, 0, ~Address{0});
}

void ReadBack::pagesOf(FileId file) {
    for (auto& [id, process] : processes_) {
        if (process->over)
            continue;
        const std::map<Address, Mapping> mappings = snapshot_.processes.at(id).mappings;
        for (const auto& [start, mapping] : mappings)
            if (mapping.file == file)
                pages(*process, mapping.start, mapping.end);
    }
}

void ReadBack::inherit(RealProcess& child, ProcessId parent) {
    mappings(child);
    const auto& from = snapshot_.processes.at(parent);
    const std::map<Address, Mapping> own = snapshot_.processes.at(child.id).mappings;
    for (const auto& [start, mapping] : own) {
        const auto same = from.mappings.find(start);
        if (same == from.mappings.end() || same->second.label == mapping.label)
            continue;
        Mapping labelled = mapping;
        labelled.label = same->second.label;
        put(MappingChange{child.id, start, mapping, labelled});
    }
    inheritFrom_ = &snapshot_.processes.at(parent);
    pages(child, 0, ~Address{0});
    inheritFrom_ = nullptr;
}

void ReadBack::processGone(ProcessId process) {
    dropPages(process, 0, ~Address{0});
    const std::map<Address, Mapping> mappings = snapshot_.processes.at(process).mappings;
    for (const auto& [start, mapping] : mappings)
        put(MappingChange{process, start, mapping, std::nullopt});
}

void ReadBack::bytes(RealProcess& process, Address start, std::uint64_t length) {
    if (process.over || length == 0)
        return;
    const auto& pages = snapshot_.processes.at(process.id).pages;
    const std::uint64_t last = (start + length - 1) / pageSize;
    Bytes room(pageSize);
    for (auto page = pages.lower_bound(start / pageSize); page != pages.end() && page->first <= last; ++page) {
        const Page shown = page->second;
        if (shown.state == PageState::Swapped || shown.state == PageState::Zero)
            continue;
        if (memory(process, page->first * pageSize, room) == pageSize)
            setBytes(shown.content, 0, room);
    }
}

void ReadBack::stored(ProcessId process, Address address, std::span<const std::uint8_t> bytes) {
    const auto& pages = snapshot_.processes.at(process).pages;
    while (!bytes.empty()) {
        const std::uint64_t offset = address % pageSize;
        const std::size_t here = std::min<std::size_t>(bytes.size(), pageSize - offset);
        const auto found = pages.find(address / pageSize);
        if (found != pages.end())
            setBytes(found->second.content, offset, bytes.first(here));
        bytes = bytes.subspan(here);
        address += here;
    }
}

bool ReadBack::known(ProcessId process, Address address, std::span<std::uint8_t> bytes) const {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const Address at = address + i;
        const Process* owner = snapshot_.process(process);
        const auto entry = owner->pages.find(at / pageSize);
        ContentId content = unknownContent;
        if (entry != owner->pages.end())
            content = entry->second.content;
        else if (const FilePage* behind = snapshot_.filePageOf(process, at / pageSize))
            content = behind->content;
        if (content == unknownContent)
            return false;
        bytes[i] = snapshot_.contents.byteAt(content, at % pageSize);
    }
    return true;
}

} // namespace faultline
