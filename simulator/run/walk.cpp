#include "simulator/run/walk.h"

#include "simulator/run/clock.h"

#include <algorithm>

namespace faultline {

void feed(Source& source, const Step& step) {
    const bool asked = step.kind != StepKind::Arrived && step.kind != StepKind::Ended;
    switch (step.status) {
    case Status::Done:
        if (asked)
            source.give(step.process, step.outcome);
        break;
    case Status::Signalled:
        if (asked)
            source.retry(step.process);
        break;
    case Status::Ended:
        source.end(step.process);
        return;
    case Status::Blocked:
    case Status::Failed:
        return;
    }
    if (!step.outcome.delivered.empty())
        source.deliver(step.process, step.outcome.delivered);
}

Walk::Walk(const Standpoint& from, const History& history, std::shared_ptr<const TurnChoices> choices,
           const RecordedEnd& end)
    : place_(from.place), source_(from.source->clone()), scheduler_(from.scheduler), now_(from.now), used_(from.used),
      followed_(from.followed), turnsMade_(from.turnsMade), lengthsMade_(from.lengthsMade), reader_(history),
      choices_(std::move(choices)), end_(end) {}

Standpoint Walk::standpoint() const {
    return {place_, source_->clone(), scheduler_, now_, used_, followed_, turnsMade_, lengthsMade_};
}

Position Walk::positionOf(ProcessId process) const {
    return scheduler_.knows(process) ? source_->position(process) : Position{};
}

void Walk::makeChoices() {
    const std::uint64_t now = scheduler_.ticks();
    for (; lengthsMade_ < choices_->lengths.size() && choices_->lengths[lengthsMade_].tick <= now; ++lengthsMade_)
        scheduler_.setTurn(choices_->lengths[lengthsMade_].operations);
    for (; turnsMade_ < choices_->turns.size(); ++turnsMade_) {
        const Choices::Turn& turn = choices_->turns[turnsMade_];
        if (turn.tick > now || (turn.step == place_.moment && turn.statements > place_.statements))
            break;
        if (scheduler_.choose(turn.process))
            followed_ = turn.process;
    }
}

/// A step that nobody's own turn has made is next when its time has come, or all wait for it.
bool Walk::comesBesides(const StepReader::Kept& step) const {
    if (!step.whole || step.whole->kind == StepKind::Performed || step.whole->kind == StepKind::Clock)
        return false;
    return step.whole->time <= now_ || !scheduler_.current();
}

bool Walk::somebodyWakes() {
    const bool waitsForInput = std::binary_search(choices_->inputs.begin(), choices_->inputs.end(), place_.moment);
    const StepReader::Kept next = reader_.read(place_.moment + 1);
    return !waitsForInput && comesBesides(next) && next.whole->time <= now_;
}

Unit Walk::advance(bool stopAtStatement) {
    if (place_ >= end_.place)
        return Unit::Nothing;
    makeChoices();
    const StepReader::Kept next = reader_.read(place_.moment + 1);
    const auto process = scheduler_.current();
    if (comesBesides(next) || (!process && next)) {
        pass(next);
        return Unit::Step;
    }
    if (!process)
        return Unit::Nothing;
    follow(followed_, scheduler_);
    if (asked_.contains(*process)) { // the record has others go first
        if (next)
            pass(next);
        return next ? Unit::Step : Unit::Nothing;
    }
    // A choice made between two statements wants them counted.
    const bool chosen = turnsMade_ < choices_->turns.size() && choices_->turns[turnsMade_].step == place_.moment;
    return goOn(*process, next, stopAtStatement || chosen || place_.moment >= end_.place.moment);
}

Unit Walk::goOn(ProcessId process, const StepReader::Kept& next, bool stopAtStatement) {
    const auto before = used_.find(process);
    const std::uint64_t already = before == used_.end() ? 0 : before->second;
    const std::uint64_t ranBefore = stopAtStatement ? source_->position(process).instructions : 0;
    const Yield yield = source_->advance(process, instructionsPerTick - already, stopAtStatement);
    if (yield.what == Yielded::Statement) {
        const std::uint64_t ran = source_->position(process).instructions - ranBefore;
        used_[process] = std::min(already + ran, instructionsPerTick - 1);
        ++place_.statements;
        return Unit::Statement;
    }
    if (already)
        used_.erase(process);
    if (yield.what == Yielded::Budget && (next || scheduler_.ticks() < end_.ticks)) {
        tick();
        return Unit::Time;
    }
    if (yield.what == Yielded::Operation) {
        asked_.insert(process);
        if (next) {
            pass(next);
            return Unit::Step;
        }
    }
    return Unit::Nothing;
}

bool Walk::walkTo(RunPlace place, const std::stop_token& stop) {
    while (place_ < place)
        if (stop.stop_requested() || advance(place_.moment >= place.moment) == Unit::Nothing)
            return false;
    return place_ == place;
}

void Walk::tick() {
    now_ += RunClock::nanosecondsPerTick;
    scheduler_.tick();
}

void Walk::pass(const StepReader::Kept& step) {
    step.whole ? passWhole(*step.whole) : passQuiet(*step.quiet);
    ++place_.moment;
    place_.statements = 0;
}

void Walk::runToOperation(ProcessId process) {
    if (asked_.erase(process) != 0)
        return;
    constexpr std::uint64_t atOnce = 1 << 20;
    for (;;) {
        const Yielded what = source_->advance(process, atOnce, false).what;
        if (what == Yielded::Operation || what == Yielded::Error)
            return;
    }
}

void Walk::passQuiet(const QuietStep& step) {
    runToOperation(step.process);
    const std::uint64_t value = step.access.store ? 0 : step.access.value;
    for (std::size_t i = 0; i < 8; ++i)
        quietOutcome_.value[i] = static_cast<std::uint8_t>(value >> (8 * i));
    source_->give(step.process, quietOutcome_);
    tick();
}

void Walk::passWhole(const Step& step) {
    const bool asked = step.kind == StepKind::Performed || step.kind == StepKind::Clock;
    now_ = std::max(now_, step.time);
    if (asked)
        runToOperation(step.process);
    else if (step.kind == StepKind::Arrived && step.status != Status::Ended && scheduler_.knows(step.process))
        // A signal came between two operations: the process is brought to where it was then.
        for (std::uint64_t done; (done = source_->position(step.process).instructions) < step.instructions;)
            if (source_->advance(step.process, step.instructions - done, false).what != Yielded::Budget)
                break;
    feed(*source_, step);
    scheduleAfter(step);
    if (!asked)
        return;
    tick();
    if (step.operation.kind == OperationKind::Call && step.operation.call == Call::SchedYield &&
        step.kind == StepKind::Performed)
        scheduler_.yield();
}

/// As the run does it when the step is made.
void Walk::scheduleAfter(const Step& step) {
    switch (step.status) {
    case Status::Blocked:
        scheduler_.block(step.process);
        return;
    case Status::Ended:
        used_.erase(step.process);
        asked_.erase(step.process);
        scheduler_.remove(step.process);
        return;
    case Status::Done:
    case Status::Signalled:
    case Status::Failed:
        break;
    }
    if (step.kind == StepKind::Woken)
        scheduler_.wake(step.process);
    if (step.outcome.child != 0 && !scheduler_.knows(step.outcome.child))
        scheduler_.add(step.outcome.child);
}

} // namespace faultline
