#include "app/views/stage_pages_scene.h"

#include "app/views/scene_parts.h"

#include <QCoreApplication>

#include <algorithm>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StagePages)
};

// Entries, and pages of the file that are cached where there is no entry: in order of pages, each map walked once.
void readPages(const Snapshot& snapshot, const PagesScene& scene, PagesLane& lane) {
    const std::uint64_t size = scene.pageSize, first = scene.start / size, end = first + scene.count;
    lane.pages.assign(static_cast<std::size_t>(scene.count), 0);
    const Process* process = snapshot.process(scene.process);
    const Mapping* mapping = snapshot.mappingAt(scene.process, scene.start);
    if (!process || !mapping)
        return;
    if (const File* file = snapshot.file(mapping->file)) {
        const std::uint64_t shift = mapping->offset / size;
        for (auto at = file->pages.lower_bound(shift); at != file->pages.end() && at->first < shift + scene.count;
             ++at) {
            const FilePage& page = at->second;
            const PageState state = page.cached == Seen::Yes          ? PageState::Cached
                                    : page.cached == Seen::NotVisible ? PageState::Unknown
                                                                      : PageState::None;
            const bool dirty = page.cached == Seen::Yes && page.dirty == Seen::Yes;
            lane.pages[static_cast<std::size_t>(at->first - shift)] =
                static_cast<std::uint8_t>(static_cast<std::uint8_t>(state) | (dirty ? PageMark::dirty : 0));
        }
    }
    for (auto at = process->pages.lower_bound(first); at != process->pages.end() && at->first < end; ++at) {
        std::uint8_t& mark = lane.pages[static_cast<std::size_t>(at->first - first)];
        const bool keepsDirty = at->second.state == PageState::File;
        mark = static_cast<std::uint8_t>(static_cast<std::uint8_t>(at->second.state) |
                                         (keepsDirty ? mark & PageMark::dirty : 0));
    }
    for (const std::uint8_t mark : lane.pages)
        ++lane.counts[mark & PageMark::stateBits];
}

void readTouched(const Moment& moment, PagesScene& scene) {
    const TouchedPages touched = touchedBy(moment);
    const std::uint64_t first = scene.start / scene.pageSize;
    for (const auto* pages : {&touched.accessed, &touched.changed})
        for (const auto& [process, page] : *pages)
            if (process == scene.process && page >= first && page - first < scene.count)
                scene.touched.push_back(page - first);
    for (const Difference& difference : moment.differences)
        if ((difference.process == scene.process || difference.process == 0) && difference.field.starts_with("page") &&
            difference.address >= scene.start && (difference.address - scene.start) / scene.pageSize < scene.count)
            scene.differing.push_back((difference.address - scene.start) / scene.pageSize);
    for (auto* list : {&scene.touched, &scene.differing}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
}

} // namespace

PagesScene pagesOf(const Moment& moment, ProcessId process, Address within) {
    PagesScene scene;
    scene.process = process;
    const LaneMoment* owner = nullptr;
    for (const LaneMoment& lane : moment.lanes)
        if (!owner && lane.snapshot->mappingAt(process, within))
            owner = &lane;
    if (!owner)
        return scene;
    const Mapping& mapping = *owner->snapshot->mappingAt(process, within);
    scene.start = mapping.start;
    scene.pageSize = owner->snapshot->pageSize;
    scene.count = (mapping.end - mapping.start) / scene.pageSize;
    scene.locked = mapping.locked;
    scene.name = moment.names(*owner, process).mapping(process, mapping);
    if (scene.name.isEmpty())
        scene.name = Words::tr("no name");
    scene.kind = QStringLiteral("%1, %2").arg(mapping.shared ? Words::tr("shared") : Words::tr("private"),
                                              rightsText(mapping.protection));
    for (const LaneMoment& from : moment.lanes) {
        PagesLane lane;
        lane.real = from.real;
        lane.title = from.title;
        readPages(*from.snapshot, scene, lane);
        const auto reason = from.snapshot->notVisible.find(Field::PageCache);
        if (reason != from.snapshot->notVisible.end())
            lane.reasons[static_cast<std::size_t>(PageState::Unknown)] = toQString(reason->second);
        scene.lanes.push_back(std::move(lane));
    }
    readTouched(moment, scene);
    return scene;
}

} // namespace faultline
