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

namespace {

// Events of the hardware speak of pages; the operation knows the first byte of its own in the page.
Address firstByteIn(const LaneMoment& lane, Address at) {
    for (const auto& [from, length] : accessedRanges(lane)) {
        const std::uint64_t size = lane.snapshot->pageSize, page = at / size;
        if (from / size <= page && page <= (from + length - 1) / size)
            return std::max(from, page * size);
    }
    return at;
}

} // namespace

std::vector<std::pair<Address, std::uint64_t>> accessedRanges(const LaneMoment& lane) {
    std::vector<std::pair<Address, std::uint64_t>> ranges;
    if (!lane.step || lane.step->operation.kind == OperationKind::Call)
        return ranges;
    const Operation& operation = lane.step->operation;
    // A scan ends at what it looks for: the bytes that it read are the outcome's.
    const std::uint64_t length = operation.kind == OperationKind::Scan && !lane.step->outcome.data.empty()
                                     ? lane.step->outcome.data.size()
                                     : operation.length;
    if (length == 0)
        return ranges;
    for (const Range* range : {&operation.target, &operation.source})
        if (range->onMachine && range->address != 0)
            ranges.emplace_back(range->address, length);
    return ranges;
}

std::optional<Address> lastAccess(const LaneMoment& lane) {
    if (!lane.step)
        return std::nullopt;
    std::optional<Address> found;
    const std::uint64_t size = lane.snapshot->pageSize;
    for (const Event& event : lane.step->outcome.story) {
        if (!isAccess(event.kind) || event.kind == EventKind::ProgramCalls || event.address == 0)
            continue;
        // An entry is of a page: the byte in it is what an event before has told.
        if (!found || *found / size != event.address / size || event.address % size != 0)
            found = event.address;
    }
    if (found)
        found = firstByteIn(lane, *found);
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
        if (lane.framesHidden.isEmpty()) { // simulated frames are given out from 0 on: of millions few are ever used
            const auto digits = static_cast<int>(std::to_string(from.snapshot->frameCount).size());
            lane.frameDigits = from.real ? std::max(2, digits) : 2;
        }
        lane.cacheHidden = reason(Field::PageCache);
        scene.lanes.push_back(std::move(lane));
    }
    const TouchedPages touched = touchedBy(moment);
    addSpace(scene, moment, touched, folding);
    addMemory(scene, moment, touched, folding);
    addCells(scene, moment, touched);
    addStory(scene, moment);
    if (moment.partedBefore() && moment.differences.empty())
        for (StageLane& lane : scene.lanes)
            if (lane.real)
                lane.agreement = StageLane::Agreement::Ended;
    for (std::size_t i = 0; i < scene.lanes.size(); ++i)
        if (!moment.lanes[i].stopped.isEmpty()) {
            scene.lanes[i].agreement = StageLane::Agreement::Ended;
            scene.lanes[i].ended = moment.lanes[i].stopped;
        }
    return scene;
}

} // namespace faultline
