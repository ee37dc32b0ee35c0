#include "simulator/run/run_parts.h"

namespace faultline {

Past Run::Parts::past() const {
    TurnChoices made;
    const std::lock_guard lock(shared);
    made.turns = choices.turns;
    made.lengths = choices.lengths;
    for (const Choices::Input& input : choices.inputs)
        made.inputs.push_back(input.step);
    return Past(*lanes[lead].history, checkpoints, std::move(made), publishedEnd);
}

RunPlace Run::presentPlace() const {
    const std::lock_guard lock(parts_->shared);
    return parts_->publishedEnd.place;
}

std::optional<RunPlace> Run::nextStatement(RunPlace from, StatementStep size, std::stop_token stop) const {
    return parts_->past().next(from, size, stop);
}

std::optional<RunPlace> Run::previousStatement(RunPlace from, std::stop_token stop) const {
    return parts_->past().previous(from, stop);
}

std::optional<RunPlace> Run::nextOn(RunPlace from, const Lines& lines, std::stop_token stop) const {
    return parts_->past().nextOn(from, lines, stop);
}

ProcessId Run::turnAt(RunPlace place) const {
    const auto there = parts_->past().at(place, {});
    return there ? there->turns().current().value_or(0) : 0;
}

Position Run::positionAt(RunPlace place, ProcessId process) const {
    if (const auto there = parts_->past().at(place, {}))
        return there->positionOf(process);
    Position position;
    if (const auto step = parts_->lanes[parts_->lead].history->step(place.moment))
        position.place = step->operation.place;
    return position;
}

SourcePlace Run::nextPlaceAt(RunPlace place, ProcessId process, bool atStatement) const {
    const Source* now = parts_->lanes[parts_->lead].source.get();
    if (now && place >= presentPlace())
        return now->nextPlace(process, atStatement);
    if (const auto there = parts_->past().at(place, {}); there && there->turns().knows(process))
        return there->source().nextPlace(process, atStatement);
    return {};
}

Position Run::positionAt(std::size_t moment, ProcessId process) const {
    return positionAt(RunPlace{moment, 0}, process);
}

std::vector<Variable> Run::variablesAt(std::size_t lane, RunPlace place, ProcessId process) const {
    const auto there = parts_->past().at(place, {});
    if (!there || !there->turns().knows(process))
        return {};
    const auto snapshot = parts_->lanes[lane].history->at(place.moment);
    return snapshot ? there->source().variables(process, *snapshot) : std::vector<Variable>{};
}

std::vector<Variable> Run::variablesAt(std::size_t lane, std::size_t moment, ProcessId process) const {
    return variablesAt(lane, RunPlace{moment, 0}, process);
}

} // namespace faultline
