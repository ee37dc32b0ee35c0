#include "app/window/moves.h"

#include "app/window/page_search.h"

#include <algorithm>

namespace faultline {
namespace {

Move endOf(const Run& run, StopReason why) {
    const MoveEnd end = why == StopReason::Reached       ? MoveEnd::Arrived
                        : why == StopReason::Interrupted ? MoveEnd::Stopped
                                                         : MoveEnd::NoMore;
    return {{run.presentPlace(), {}}, end};
}

Move stoppedAt(const Shown& from) {
    return {from, MoveEnd::Stopped};
}

std::optional<std::uint32_t> depthNow(const Run& run, ProcessId process) {
    for (const RunningProcess& running : run.processes())
        if (running.id == process && !running.ended && running.waitsFor.empty())
            return running.position.depth;
    return std::nullopt;
}

// A step over or out that began in the past, where the function called or left goes on beyond what is recorded.
StopReason goOn(Run& run, RunPlace from, StatementStep size, std::stop_token stop) {
    if (size == StatementStep::Into)
        return run.stepStatement(stop);
    const ProcessId process = run.turnAt(from);
    const std::uint32_t depth = std::max<std::uint32_t>(run.positionAt(from, process).depth, 1);
    const std::uint32_t deepest = size == StatementStep::Over ? depth : depth - 1;
    for (;;) {
        const auto now = depthNow(run, process);
        const StopReason why = now && *now > deepest + 1 ? run.stepOut(stop) : run.stepOver(stop);
        const auto then = depthNow(run, process);
        if (why != StopReason::Reached || !then || *then <= deepest)
            return why;
    }
}

} // namespace

Move moveByOperation(Run& run, const Shown& from, std::stop_token stop) {
    const std::size_t next = from.place.moment + 1;
    if (next <= run.presentPlace().moment)
        return {{{next, 0}, {}}, MoveEnd::Arrived};
    if (run.isRecorded())
        return {from, MoveEnd::NoMore};
    Move made = endOf(run, run.step(stop));
    // What settles with it are steps of their own: they are shown one by one.
    if (made.shown.place.moment > next)
        made.shown.place = {next, 0};
    return made;
}

Move moveBackByOperation(const Run& run, const Shown& from) {
    if (from.withoutOperation())
        return {{{from.place.moment, 0}, {}}, MoveEnd::Arrived};
    const std::size_t first = run.history(run.leadingLane()).firstMoment();
    if (from.place.moment <= first)
        return {{{first, 0}, {}}, MoveEnd::NoMore};
    return {{{from.place.moment - 1, 0}, {}}, MoveEnd::Arrived};
}

Move moveByStatement(Run& run, const Shown& from, StatementStep size, std::stop_token stop) {
    if (const auto next = run.nextStatement(from.place, size, stop))
        return {{*next, from.place}, MoveEnd::Arrived};
    if (stop.stop_requested())
        return stoppedAt(from);
    const RunPlace present = run.presentPlace();
    if (run.isRecorded())
        return {{present, present > from.place ? std::optional(from.place) : from.from}, MoveEnd::NoMore};
    Move made = endOf(run, from.place < present          ? goOn(run, from.place, size, stop)
                           : size == StatementStep::Into ? run.stepStatement(stop)
                           : size == StatementStep::Over ? run.stepOver(stop)
                                                         : run.stepOut(stop));
    if (made.shown.place > from.place)
        made.shown.from = from.place;
    else
        made.shown = from;
    return made;
}

Move moveBackByStatement(const Run& run, const Shown& from, std::stop_token stop) {
    const auto previous = run.previousStatement(from.place, stop);
    if (!previous)
        return stop.stop_requested() ? stoppedAt(from)
                                     : Move{{{run.history(run.leadingLane()).firstMoment(), 0}, {}}, MoveEnd::NoMore};
    return {{*previous, run.previousStatement(*previous, stop)}, MoveEnd::Arrived};
}

Move moveToLines(Run& run, const Shown& from, const Lines& lines, std::stop_token stop) {
    if (!lines.empty())
        if (const auto there = run.nextOn(from.place, lines, stop))
            return {{*there, {}, true}, MoveEnd::Arrived};
    if (stop.stop_requested())
        return stoppedAt(from);
    Until until;
    until.lines = lines;
    Move made = moveLive(run, until, stop);
    made.shown.arrivedAtLine = !lines.empty() && made.end == MoveEnd::Arrived;
    return made;
}

Move moveToPageChange(Run& run, const Shown& from, Until::PageOf page, std::stop_token stop) {
    if (const std::size_t step = nextPageChange(run, from.place.moment, page, stop))
        return {{{step, 0}, {}}, MoveEnd::Arrived};
    if (stop.stop_requested())
        return stoppedAt(from);
    Until until;
    until.page = page;
    return moveLive(run, until, stop);
}

Move moveLive(Run& run, const Until& until, std::stop_token stop) {
    if (run.isRecorded())
        return {{run.presentPlace(), {}}, MoveEnd::NoMore};
    return endOf(run, run.runUntil(until, stop));
}

} // namespace faultline
