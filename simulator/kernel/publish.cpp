#include "simulator/kernel/publish.h"

#include "simulator/kernel/vma_facts.h"

#include <algorithm>
#include <utility>

namespace faultline {

namespace {

template <class Map, class Key>
auto valueAt(const Map& map, const Key& key) -> std::optional<typename Map::mapped_type> {
    const auto found = map.find(key);
    if (found == map.end())
        return std::nullopt;
    return found->second;
}

Seen seen(bool yes) {
    return yes ? Seen::Yes : Seen::No;
}

std::optional<Page> pageShown(const Kernel& kernel, const Task& process, std::uint64_t number) {
    if (!process.space)
        return std::nullopt;
    const Entry& entry = process.space->table.at(number);
    Page page;
    if (entry.kind == Entry::Kind::Swapped) {
        page.state = PageState::Swapped;
        page.content = entry.frame;
        return page;
    }
    if (!entry.present())
        return std::nullopt;
    page.frame = entry.frame;
    page.writable = seen(entry.bits.writable);
    page.dirty = seen(entry.bits.dirty);
    page.accessed = seen(entry.bits.accessed);
    if (entry.frame == kernel.zeroFrame) {
        page.state = PageState::Zero;
        page.exclusive = Seen::No;
        return page;
    }
    const FrameRecord& record = kernel.frames[entry.frame];
    page.content = record.content;
    page.exclusive = seen(record.users.size() == 1);
    if (record.use == FrameUse::FileCache) {
        page.state = PageState::File;
    } else {
        const Vma* vma = process.space->mappings.at(number * kernel.pageSize);
        page.state = vma && vma->file ? PageState::Copy : PageState::Anonymous;
    }
    return page;
}

std::map<Address, Mapping> mappingsShown(const Kernel& kernel, const Task& process) {
    std::map<Address, Mapping> mappings;
    if (process.space)
        for (const auto& [start, vma] : process.space->mappings.all())
            mappings.emplace(start, shown(kernel, process, vma));
    return mappings;
}

std::optional<FileFacts> fileShown(const Inode& inode) {
    FileFacts facts;
    facts.name = inode.name;
    facts.kind = inode.kind;
    facts.size = inode.size;
    facts.unlinked = inode.links == 0;
    facts.gone = inode.gone;
    return facts;
}

std::optional<FilePage> filePageShown(const Inode& inode, std::uint64_t index, std::uint64_t pageSize) {
    const auto found = inode.pages.find(index);
    // A page behind the end, which a write that failed leaves in the cache, is nobody's.
    if (found == inode.pages.end() || index >= inode.pageCount(pageSize))
        return std::nullopt;
    FilePage page;
    page.cached = seen(found->second.cached);
    page.dirty = seen(found->second.dirty);
    page.frame = found->second.frame;
    page.content = found->second.content;
    return page;
}

std::optional<Frame> frameShown(const Kernel& kernel, std::uint64_t number) {
    const FrameRecord& record = kernel.frames[number];
    if (record.use == FrameUse::Free)
        return std::nullopt;
    Frame frame;
    frame.use = record.use;
    frame.process = record.process;
    frame.file = record.file;
    frame.index = record.index;
    frame.content = record.content;
    frame.mappedBy = static_cast<std::uint32_t>(record.users.size());
    return frame;
}

Counters countersNow(const Kernel& kernel) {
    Counters counters = kernel.counters;
    counters.tlbHits = kernel.mmu.hits;
    counters.tlbMisses = kernel.mmu.misses;
    return counters;
}

template <class Made, class Value>
void put(Kernel& kernel, Made made, const std::optional<Value>& before, std::optional<Value> after) {
    if (before == after)
        return;
    made.before = before;
    made.after = std::move(after);
    change(kernel.recorder.snapshot, kernel.recorder.delta, std::move(made));
}

void publishMappings(Kernel& kernel, ProcessId id) {
    const Task& process = *kernel.process(id);
    const auto now = mappingsShown(kernel, process);
    const auto before = kernel.recorder.snapshot.processes[id].mappings;
    for (const auto& [start, mapping] : before)
        if (!now.contains(start))
            put(kernel, MappingChange{id, start, {}, {}}, std::optional(mapping), std::optional<Mapping>{});
    for (const auto& [start, mapping] : now)
        put(kernel, MappingChange{id, start, {}, {}}, valueAt(before, start), std::optional(mapping));
}

template <class Items>
void sortOut(Items& items) {
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
}

void publishProcesses(Kernel& kernel) {
    Recorder& recorder = kernel.recorder;
    for (const ProcessId id : std::exchange(recorder.processes, {})) {
        const auto known = recorder.snapshot.processes.find(id);
        const std::optional<ProcessFacts> before =
            known == recorder.snapshot.processes.end() ? std::nullopt : std::optional(known->second.facts);
        put(kernel, ProcessChange{id, {}, {}}, before, std::optional(kernel.process(id)->facts));
    }
    for (const ProcessId id : std::exchange(recorder.mappings, {}))
        publishMappings(kernel, id);
    auto pages = std::exchange(recorder.pages, {});
    sortOut(pages);
    for (const auto& [id, number] : pages)
        put(kernel, PageChange{id, number, {}, {}}, valueAt(recorder.snapshot.processes[id].pages, number),
            pageShown(kernel, *kernel.process(id), number));
}

void publishFiles(Kernel& kernel) {
    Recorder& recorder = kernel.recorder;
    for (const FileId id : std::exchange(recorder.files, {})) {
        const auto known = recorder.snapshot.files.find(id);
        const std::optional<FileFacts> before =
            known == recorder.snapshot.files.end() ? std::nullopt : std::optional(known->second.facts);
        const Inode& inode = *kernel.files.file(id);
        if (before && before->size < inode.size) // pages that lay behind the end are the file's now
            for (auto page = inode.pages.lower_bound(before->size / kernel.pageSize); page != inode.pages.end(); ++page)
                recorder.filePages.emplace_back(id, page->first);
        put(kernel, FileChange{id, {}, {}}, before, fileShown(inode));
    }
    auto pages = std::exchange(recorder.filePages, {});
    sortOut(pages);
    for (const auto& [id, index] : pages) {
        put(kernel, FilePageChange{id, index, {}, {}}, valueAt(recorder.snapshot.files[id].pages, index),
            filePageShown(*kernel.files.file(id), index, kernel.pageSize));
    }
}

} // namespace

Delta publish(Kernel& kernel) {
    Recorder& recorder = kernel.recorder;
    publishProcesses(kernel);
    publishFiles(kernel);
    auto frames = std::exchange(recorder.frames, {});
    sortOut(frames);
    for (const std::uint64_t frame : frames)
        put(kernel, FrameChange{frame, {}, {}}, valueAt(recorder.snapshot.frames, frame), frameShown(kernel, frame));
    auto slots = kernel.mmu.tlb.takeChanged();
    sortOut(slots);
    for (const std::uint32_t slot : slots) {
        const TlbEntry* held = kernel.mmu.tlb.at(slot);
        put(kernel, TlbChange{slot, {}, {}}, valueAt(recorder.snapshot.tlb, slot),
            held ? std::optional(*held) : std::nullopt);
    }
    const Counters now = countersNow(kernel);
    if (now != recorder.snapshot.counters)
        change(recorder.snapshot, recorder.delta, CountersChange{recorder.snapshot.counters, now});
    return std::exchange(recorder.delta, {});
}

Snapshot photograph(const Kernel& kernel) {
    Snapshot snapshot;
    snapshot.pageSize = kernel.pageSize;
    snapshot.frameCount = kernel.frames.total();
    snapshot.tlbSlots = kernel.mmu.tlb.slots();
    snapshot.contents = kernel.recorder.snapshot.contents;
    snapshot.counters = countersNow(kernel);
    for (const auto& [id, process] : kernel.processes) {
        faultline::Process& made = snapshot.processes[id];
        made.facts = process.facts;
        made.mappings = mappingsShown(kernel, process);
        if (process.space)
            process.space->table.forEach(0, std::uint64_t{1} << kernel.layout.pageBits(),
                                         [&](std::uint64_t page, const Entry&) {
                                             if (auto shownPage = pageShown(kernel, process, page))
                                                 made.pages.emplace(page, *shownPage);
                                         });
    }
    for (const auto& [id, inode] : kernel.files.all()) {
        faultline::File& made = snapshot.files[id];
        made.facts = *fileShown(*inode);
        for (const auto& [index, page] : inode->pages)
            if (const auto shownPage = filePageShown(*inode, index, kernel.pageSize))
                made.pages.emplace(index, *shownPage);
    }
    kernel.frames.forEach([&](std::uint64_t frame) {
        if (const auto made = frameShown(kernel, frame))
            snapshot.frames.emplace(frame, *made);
    });
    for (std::uint32_t slot = 0; slot < kernel.mmu.tlb.slots(); ++slot)
        if (const TlbEntry* held = kernel.mmu.tlb.at(slot))
            snapshot.tlb.emplace(slot, *held);
    return snapshot;
}

} // namespace faultline
