// Heights of frames, page cache and file.
#include "app/views/scene_parts.h"

#include <QCoreApplication>

#include <algorithm>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StageScene)
};

constexpr std::uint64_t mostFileRows = 12;

// One of the group's pages stands in a row of its own, and has an entry.
bool showsEntry(const StageScene& scene, const Snapshot& snapshot, const SpaceGroup& group) {
    const Process* process = snapshot.process(group.process);
    for (std::size_t row = group.firstRow; process && row < group.firstRow + group.rowCount; ++row)
        if (!scene.space[row].isRun() && process->pages.contains(scene.space[row].firstPage))
            return true;
    return false;
}

// Files that mappings on the stage show, and those that the step has worked on.
void collectFiles(StageScene& scene, const Moment& moment) {
    const auto add = [&](const Snapshot& snapshot, FileId id, bool imageToo) {
        const File* file = snapshot.file(id);
        if (!file || file->facts.gone || (file->facts.kind == FileKind::Image && !imageToo))
            return;
        const QString name = stageNameOf(snapshot, id);
        if (std::find(scene.files.begin(), scene.files.end(), name) == scene.files.end())
            scene.files.push_back(name);
    };
    for (const LaneMoment& lane : moment.lanes) {
        for (const SpaceGroup& group : scene.groups)
            if (const Mapping* mapping = lane.snapshot->mappingAt(group.process, group.start))
                add(*lane.snapshot, mapping->file, !scene.note.isEmpty() || showsEntry(scene, *lane.snapshot, group));
        if (lane.step)
            for (const Event& event : lane.step->outcome.story)
                add(*lane.snapshot, event.file, false);
        // When all is unmapped, what is left is the files, and what is cached of them.
        if (scene.space.empty())
            for (const auto& [id, file] : lane.snapshot->files)
                if (file.facts.kind == FileKind::Regular && !file.facts.name.empty() && !file.pages.empty())
                    add(*lane.snapshot, id, false);
    }
}

std::uint64_t pagesOf(const Snapshot& snapshot, const File& file) {
    std::uint64_t pages = (file.facts.size + snapshot.pageSize - 1) / snapshot.pageSize;
    if (!file.pages.empty())
        pages = std::max(pages, file.pages.rbegin()->first + 1);
    return pages;
}

// Keys that must have a height: behind the page rows, and pages of files.
std::set<MemoryKey> wantedKeys(const StageScene& scene, const Moment& moment, int folding) {
    std::set<MemoryKey> keys;
    for (const LaneMoment& lane : moment.lanes) {
        const MemoryNames names(scene, *lane.snapshot);
        for (const SpaceRow& row : scene.space) {
            const Process* process = row.isRun() ? nullptr : lane.snapshot->process(row.process);
            const auto entry = process ? process->pages.find(row.firstPage) : decltype(process->pages.find(0)){};
            if (!process)
                continue;
            if (entry != process->pages.end()) {
                if (const auto key = names.of(row.process, row.firstPage, entry->second))
                    keys.insert(*key);
            }
            const Mapping* mapping = lane.snapshot->mappingAt(row.process, row.firstPage * lane.snapshot->pageSize);
            if (mapping && mapping->file != 0) {
                const std::uint64_t size = lane.snapshot->pageSize;
                const std::uint64_t index = (row.firstPage * size - mapping->start + mapping->offset) / size;
                const File* file = lane.snapshot->file(mapping->file);
                const bool unread = file && file->facts.kind == FileKind::Image && entry == process->pages.end() &&
                                    scene.note.isEmpty(); // not the point
                if (file && !unread && index < pagesOf(*lane.snapshot, *file))
                    if (const auto key = names.ofFilePage(mapping->file, index))
                        keys.insert(*key);
            }
        }
        if (lane.step)
            for (const Change& change : lane.step->delta.changes)
                if (const auto* page = std::get_if<FilePageChange>(&change); page && keys.size() < 48)
                    if (const auto key = names.ofFilePage(page->file, page->index))
                        keys.insert(*key);
        if (folding >= foldsFiles)
            continue;
        for (std::size_t number = 0; number < scene.files.size(); ++number) {
            const File* file = names.file(static_cast<int>(number));
            if (file && file->facts.kind != FileKind::Image && pagesOf(*lane.snapshot, *file) <= mostFileRows)
                for (std::uint64_t index = 0; index < pagesOf(*lane.snapshot, *file); ++index)
                    keys.insert({static_cast<int>(number), index, 0, 0});
        }
    }
    return keys;
}

std::map<MemoryKey, std::uint64_t> framesOf(const StageScene& scene, const LaneMoment& lane,
                                            const std::set<MemoryKey>& keys) {
    std::map<MemoryKey, std::uint64_t> frames;
    const MemoryNames names(scene, *lane.snapshot);
    for (const MemoryKey& key : keys)
        if (const File* file = key.file >= 0 ? names.file(key.file) : nullptr)
            if (const auto page = file->pages.find(key.index);
                page != file->pages.end() && page->second.frame != noFrame && page->second.cached == Seen::Yes)
                frames[key] = page->second.frame;
    for (const auto& [id, process] : lane.snapshot->processes)
        for (const auto& [number, page] : process.pages)
            if (page.frame != noFrame)
                if (const auto key = names.of(id, number, page); key && keys.contains(*key))
                    frames[*key] = page.frame;
    return frames;
}

// In the order of frames; what has none stands beside its neighbour in the file.
std::vector<MemoryKey> ordered(const std::set<MemoryKey>& keys, const std::map<MemoryKey, std::uint64_t>& frames) {
    std::vector<MemoryKey> order;
    if (frames.empty()) {
        for (const MemoryKey& key : keys)
            if (key.file >= 0)
                order.push_back(key);
        for (const MemoryKey& key : keys)
            if (key.file < 0)
                order.push_back(key);
        return order;
    }
    for (const auto& [key, frame] : frames)
        order.push_back(key);
    std::sort(order.begin(), order.end(),
              [&](const MemoryKey& a, const MemoryKey& b) { return frames.at(a) < frames.at(b); });
    for (const MemoryKey& key : keys) {
        if (frames.contains(key))
            continue;
        auto at = order.end();
        for (auto it = order.begin(); it != order.end(); ++it)
            if (key.file >= 0 && it->file == key.file && it->index < key.index)
                at = std::next(it);
        if (at == order.end() && key.file >= 0)
            at = std::find_if(order.begin(), order.end(),
                              [&](const MemoryKey& k) { return k.file == key.file && k.index > key.index; });
        order.insert(at, key);
    }
    return order;
}

} // namespace

QString stageNameOf(const Snapshot& snapshot, FileId id) {
    const File* file = snapshot.file(id);
    if (!file)
        return {};
    if (file->facts.kind == FileKind::Image)
        return Words::tr("program");
    if (!file->facts.name.empty())
        return toQString(file->facts.name);
    return Words::tr("shared memory %1").arg(id);
}

MemoryNames::MemoryNames(const StageScene& scene, const Snapshot& snapshot) : snapshot_(&snapshot) {
    for (const auto& [id, file] : snapshot.files) {
        const auto at = std::find(scene.files.begin(), scene.files.end(), stageNameOf(snapshot, id));
        if (at != scene.files.end() && !file.facts.gone)
            numbers_[id] = static_cast<int>(at - scene.files.begin());
    }
    for (const auto& [id, process] : snapshot.processes)
        for (const auto& [number, page] : process.pages)
            if (page.state != PageState::File && page.content != zeroContent && page.content != unknownContent)
                owners_.try_emplace(page.content, PageAt{id, number});
}

int MemoryNames::fileNumber(FileId file) const {
    const auto found = numbers_.find(file);
    return found == numbers_.end() ? -1 : found->second;
}

const File* MemoryNames::file(int number) const {
    for (const auto& [id, n] : numbers_)
        if (n == number)
            return snapshot_->file(id);
    return nullptr;
}

std::optional<MemoryKey> MemoryNames::ofFilePage(FileId file, std::uint64_t index) const {
    const int number = fileNumber(file);
    if (number < 0)
        return std::nullopt;
    return MemoryKey{number, index, 0, 0};
}

std::optional<MemoryKey> MemoryNames::of(ProcessId process, std::uint64_t page, const Page& entry) const {
    switch (entry.state) {
    case PageState::Zero:
        return MemoryKey{-2, 0, 0, 0};
    case PageState::File: {
        const Mapping* mapping = snapshot_->mappingAt(process, page * snapshot_->pageSize);
        if (!mapping)
            return std::nullopt;
        const std::uint64_t size = snapshot_->pageSize;
        return ofFilePage(mapping->file, (page * size - mapping->start + mapping->offset) / size);
    }
    case PageState::Copy:
    case PageState::Anonymous: {
        const auto owner = owners_.find(entry.content);
        const PageAt at = owner == owners_.end() ? PageAt{process, page} : owner->second;
        return MemoryKey{-1, 0, at.first, at.second};
    }
    default:
        return std::nullopt;
    }
}

int memoryRowOf(const StageScene& scene, const MemoryKey& key) {
    for (std::size_t row = 0; row < scene.memory.size(); ++row)
        if (scene.memory[row].kind == MemoryRow::Kind::Page && scene.memory[row].key == key)
            return static_cast<int>(row);
    return -1;
}

void addMemory(StageScene& scene, const Moment& moment, const TouchedPages&, int folding) {
    if (moment.lanes.empty())
        return;
    collectFiles(scene, moment);
    const std::set<MemoryKey> keys = wantedKeys(scene, moment, folding);
    const LaneMoment* simulated = moment.simulated();
    const LaneMoment& first = simulated ? *simulated : moment.lanes.front();
    const auto frames = framesOf(scene, first, keys);
    const std::uint64_t all = first.snapshot->frameCount;
    const auto run = [&](std::uint64_t from, std::uint64_t to) {
        if (from < to)
            scene.memory.push_back({MemoryRow::Kind::Frames, {-1, from, 0, 0}, to - from});
    };
    // What is free at the end of a run is one of its own: else a few frames in use are lost among millions.
    const auto gap = [&](std::uint64_t from, std::uint64_t to) {
        auto behind = first.snapshot->frames.lower_bound(to);
        const bool used = behind != first.snapshot->frames.begin() && (--behind)->first >= from;
        const std::uint64_t free = used ? behind->first + 1 : from;
        if (folding < foldsFrames)
            run(from, free);
        if (folding < foldsFrames || to == all)
            run(free, to);
    };
    std::uint64_t next = 0;
    if (scene.space.empty() && keys.empty())
        return;
    const bool hidden = !first.real ? false : !scene.lanes.front().framesHidden.isEmpty();
    if (hidden)
        scene.memory.push_back({MemoryRow::Kind::Frames, {-1, 0, 0, 0}, 0});
    for (const MemoryKey& key : ordered(keys, frames)) {
        if (const auto frame = frames.find(key); frame != frames.end() && !hidden) {
            gap(next, frame->second);
            next = std::max(next, frame->second + 1);
        }
        scene.memory.push_back({MemoryRow::Kind::Page, key, 1});
    }
    if (hidden)
        scene.memory.push_back({MemoryRow::Kind::Frames, {-1, 0, 0, 0}, 0});
    else
        gap(next, all);
}

} // namespace faultline
