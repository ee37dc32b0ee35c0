#include "simulator/run/past.h"

namespace faultline {

void Past::remember(const Walk& walk) const {
    checkpoints_->remember(walk.standpoint());
}

std::optional<Walk> Past::at(RunPlace place, std::stop_token stop) const {
    const std::size_t first = history_->firstMoment();
    if (place > end_.place || place.moment < first || place.moment > history_->stepCount())
        return std::nullopt;
    std::optional<Standpoint> from = checkpoints_->atOrBefore(place, first);
    if (const auto near = checkpoints_->remembered();
        near && near->place <= place && near->place.moment >= first && (!from || near->place > from->place))
        from = near;
    if (!from)
        return std::nullopt;
    std::optional<Walk> walk(std::in_place, *from, *history_, choices_, end_);
    if (!walk->walkTo(place, stop))
        return std::nullopt;
    if (from->place < place)
        remember(*walk);
    return walk;
}

std::optional<RunPlace> Past::next(RunPlace from, StatementStep size, std::stop_token stop) const {
    std::optional<Walk> walk = at(from, stop);
    if (!walk)
        return stop.stop_requested() ? std::nullopt : nextByMoments(from, false, nullptr, stop);
    if (goToStatement(*walk, size, walk->turns().current(), stop) != StopReason::Reached)
        return std::nullopt;
    remember(*walk);
    return walk->place();
}

std::optional<RunPlace> Past::nextOn(RunPlace from, const Lines& lines, std::stop_token stop) const {
    std::optional<Walk> walk = at(from, stop);
    if (!walk)
        return stop.stop_requested() ? std::nullopt : nextByMoments(from, false, &lines, stop);
    while (!stop.stop_requested()) {
        const Unit unit = walk->advance();
        if (unit == Unit::Nothing)
            break;
        if (unit != Unit::Statement)
            continue;
        const SourcePlace place = walk->positionOf(*walk->turns().current()).place;
        if (!lines.contains({place.file, place.line}))
            continue;
        remember(*walk);
        return walk->place();
    }
    return std::nullopt;
}

/// Goes on from the start by statements as whoever steps does, up to the place.
Past::Search Past::stopsBefore(const Standpoint& start, RunPlace place, const std::stop_token& stop) const {
    Search search;
    Walk walk(start, *history_, choices_, end_);
    std::optional<ProcessId> process = walk.turns().current();
    if (walk.turns().canGo(start.followed))
        process = start.followed;
    while (goToStatement(walk, StatementStep::Into, process, stop) == StopReason::Reached && walk.place() < place) {
        search.found = walk.place();
        process = walk.turns().current();
    }
    search.reached = walk.place() == place;
    return search;
}

/// The last statement before the place that the process begins whose statement begins there.
std::optional<RunPlace> Past::lastOfItsProcess(const Standpoint& start, RunPlace place,
                                               const std::stop_token& stop) const {
    Walk walk(start, *history_, choices_, end_);
    std::map<ProcessId, RunPlace> last;
    while (walk.place() < place && !stop.stop_requested()) {
        const Unit unit = walk.advance();
        if (unit == Unit::Nothing)
            return std::nullopt;
        if (unit == Unit::Statement && walk.place() < place)
            last[*walk.turns().current()] = walk.place();
    }
    const auto found = last.find(walk.turns().current().value_or(0));
    return found == last.end() ? std::nullopt : std::optional(found->second);
}

std::optional<RunPlace> Past::previous(RunPlace from, std::stop_token stop) const {
    const std::size_t first = history_->firstMoment();
    const RunPlace start{first, 0};
    if (from <= start)
        return std::nullopt;
    // The stop before is often before the last checkpoint: on to the one before that.
    for (RunPlace before = from; !stop.stop_requested();) {
        const RunPlace bound = before.statements > 0
                                   ? RunPlace{before.moment, before.statements - 1}
                                   : RunPlace{before.moment == 0 ? 0 : before.moment - 1, ~std::uint64_t{0}};
        const std::optional<Standpoint> checkpoint = checkpoints_->atOrBefore(bound, first);
        if (!checkpoint)
            return nextByMoments(from, true, nullptr, stop);
        const Search search = stopsBefore(*checkpoint, from, stop);
        if (stop.stop_requested())
            break;
        if (!search.reached && from.statements > 0)
            if (const auto own = lastOfItsProcess(*checkpoint, from, stop))
                return own;
        if (search.found)
            return search.found;
        if (checkpoint->place == start)
            return start;
        before = checkpoint->place;
    }
    return std::nullopt;
}

/// By the places that the steps themselves tell.
std::optional<RunPlace> Past::nextByMoments(RunPlace from, bool back, const Lines* lines,
                                            const std::stop_token& stop) const {
    StepReader reader(*history_);
    const auto lineOf = [&](std::size_t step) {
        const StepReader::Kept kept = reader.read(step);
        return kept ? std::pair(kept.place().file, kept.place().line) : std::pair(0u, 0u);
    };
    const auto here = lineOf(from.moment);
    std::size_t moment = from.moment;
    while (!stop.stop_requested()) {
        if (back ? moment <= history_->firstMoment() : moment >= end_.place.moment)
            break;
        moment = back ? moment - 1 : moment + 1;
        const auto there = lineOf(moment);
        if (lines ? lines->contains(there) : there.second != 0 && there != here)
            return RunPlace{moment, 0};
    }
    if (stop.stop_requested() || lines || moment == from.moment)
        return std::nullopt;
    return RunPlace{moment, 0};
}

} // namespace faultline
