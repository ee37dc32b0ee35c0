#include "app/views/stage_scene.h"

#include "app/views/scene_parts.h"

#include <algorithm>

namespace faultline {
namespace {

void addPagesOf(std::set<PageAt>& pages, ProcessId process, Address from, std::uint64_t length, std::uint64_t size) {
    // A long range is shown by where it was met, which the story tells; all its pages would be a wall.
    constexpr std::uint64_t most = 64;
    const std::uint64_t first = from / size, last = (from + std::max<std::uint64_t>(length, 1) - 1) / size;
    for (std::uint64_t page = first; page <= std::min(last, first + most); ++page)
        pages.insert({process, page});
}

bool isAccess(EventKind kind) {
    return kind <= EventKind::ProgramUpdates ||
           (kind >= EventKind::TlbHit && kind <= EventKind::KernelFaults && kind != EventKind::TlbEvicts) ||
           kind == EventKind::SetsEntry || kind == EventKind::UsesZeroPage || kind == EventKind::MakesWritable;
}

void addProcesses(StageScene& scene, const Moment& moment) {
    for (const ProcessNote& note : moment.processes) {
        if (note.waitedFor && !note.last)
            continue;
        StageProcess process;
        process.id = note.id;
        process.role = note.role;
        process.last = note.last;
        scene.processes.push_back(process);
    }
    if (!scene.processes.empty())
        return;
    std::set<ProcessId> ids;
    for (const LaneMoment& lane : moment.lanes)
        for (const auto& [id, process] : lane.snapshot->processes)
            if (!process.facts.waitedFor)
                ids.insert(id);
    for (const ProcessId id : ids)
        scene.processes.push_back({id, {}, {}, false, 0, 0});
}

} // namespace

std::optional<Address> lastAccess(const LaneMoment& lane) {
    if (!lane.step)
        return std::nullopt;
    std::optional<Address> found;
    for (const Event& event : lane.step->outcome.story)
        if (isAccess(event.kind) && event.kind != EventKind::ProgramCalls && event.address != 0)
            found = event.address;
    const Operation& operation = lane.step->operation;
    if (!found && operation.kind != OperationKind::Call) {
        const Range& range = operation.target.onMachine ? operation.target : operation.source;
        found = lane.step->outcome.signal.address ? lane.step->outcome.signal.address : range.address;
    }
    return found;
}

TouchedPages touchedBy(const Moment& moment) {
    TouchedPages touched;
    for (const LaneMoment& lane : moment.lanes) {
        if (!lane.step)
            continue;
        const std::uint64_t size = lane.snapshot->pageSize;
        const ProcessId process = lane.step->process;
        for (const Event& event : lane.step->outcome.story)
            if (isAccess(event.kind) && event.kind != EventKind::ProgramCalls && event.address != 0)
                addPagesOf(touched.accessed, process, event.address, 1, size);
        const Operation& operation = lane.step->operation;
        if (operation.kind != OperationKind::Call) {
            if (operation.target.onMachine && operation.target.address != 0)
                addPagesOf(touched.accessed, process, operation.target.address, operation.length, size);
            if (operation.source.onMachine && operation.source.address != 0)
                addPagesOf(touched.accessed, process, operation.source.address, operation.length, size);
        }
        for (const Change& change : lane.step->delta.changes)
            if (const auto* page = std::get_if<PageChange>(&change); page && page->after && touched.changed.size() < 64)
                touched.changed.insert({page->process, page->page});
    }
    return touched;
}

StageScene stageOf(const Moment& moment, int folding) {
    StageScene scene;
    scene.spaceEnd = moment.spaceEnd;
    addProcesses(scene, moment);
    for (const LaneMoment& from : moment.lanes) {
        StageLane lane;
        lane.real = from.real;
        lane.title = from.title;
        lane.detail = from.detail;
        const auto reason = [&](Field field) {
            const auto found = from.snapshot->notVisible.find(field);
            return found == from.snapshot->notVisible.end() ? QString() : toQString(found->second);
        };
        lane.tlbHidden = reason(Field::Tlb);
        lane.framesHidden = reason(Field::Frames);
        if (lane.framesHidden.isEmpty())
            lane.framesHidden = reason(Field::FrameNumbers);
        lane.cacheHidden = reason(Field::PageCache);
        scene.lanes.push_back(std::move(lane));
    }
    const TouchedPages touched = touchedBy(moment);
    addSpace(scene, moment, touched, folding);
    addMemory(scene, moment, touched, folding);
    addCells(scene, moment, touched);
    addStory(scene, moment);
    return scene;
}

} // namespace faultline
