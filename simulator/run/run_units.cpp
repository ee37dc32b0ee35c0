#include "simulator/run/run_parts.h"

#include <algorithm>

namespace faultline {

void Run::Parts::applyReplay() {
    const std::uint64_t now = scheduler.ticks();
    const Choices& replay = options.replay;
    while (replayedLengths < replay.lengths.size() && replay.lengths[replayedLengths].tick <= now)
        setTurn(replay.lengths[replayedLengths++]);
    while (replayedTurns < replay.turns.size() && replay.turns[replayedTurns].tick <= now)
        choose(replay.turns[replayedTurns++]);
    while (replayedInputs < replay.inputs.size() && replay.inputs[replayedInputs].tick <= now) {
        const Choices::Input& input = replay.inputs[replayedInputs++];
        supply(input.bytes, input.end);
    }
}

void Run::Parts::choose(Choices::Turn turn) {
    if (!scheduler.choose(turn.process))
        return;
    followed = turn.process;
    turn.statements = steps == begunSince ? begun : 0;
    const std::lock_guard lock(shared);
    choices.turns.push_back(turn);
}

void Run::Parts::setTurn(const Choices::TurnLength& length) {
    scheduler.setTurn(length.operations);
    const std::lock_guard lock(shared);
    choices.lengths.push_back(length);
}

Unit Run::Parts::advance(bool stopAtStatement) {
    applyReplay();
    if (state() != RunState::Ready)
        return Unit::Nothing;
    if (options.maxSteps != 0 && std::max<std::uint64_t>(steps, scheduler.ticks()) >= options.maxSteps) {
        setState(RunState::StepLimit, "stopped after " + std::to_string(options.maxSteps) + " steps");
        return Unit::Nothing;
    }
    if (steps != begunSince) {
        begunSince = steps;
        begun = 0;
    }
    if (++unitsSinceCheck >= 256)
        keepCheckpoint();
    if (wakeDue())
        return Unit::Step;
    const auto process = scheduler.current();
    if (!process)
        return idle();
    follow(followed, scheduler);

    Source& source = *lanes[lead].source;
    std::uint64_t already = 0;
    if (!used.empty())
        if (const auto found = used.find(*process); found != used.end())
            already = found->second;
    const std::uint64_t ranBefore = stopAtStatement ? source.position(*process).instructions : 0;
    const std::uint64_t begunBefore = source.statementsBegun(*process);
    const std::uint64_t budget = instructionsPerTick - already;
    const Yield yield = source.advance(*process, budget, stopAtStatement);
    if (comparing() && !followersAgree(*process, yield, budget, stopAtStatement) && yield.what != Yielded::Operation)
        return Unit::Step;
    if (yield.what == Yielded::Error) {
        fail(*yield.error);
        return Unit::Nothing;
    }
    if (yield.what == Yielded::Statement) {
        const std::uint64_t ran = source.position(*process).instructions - ranBefore;
        used[*process] = std::min(already + ran, instructionsPerTick - 1);
        ++begun;
        atStatement.insert(*process);
        return Unit::Statement;
    }
    if (already)
        used.erase(*process);
    const bool counted = !atStatement.empty() && atStatement.erase(*process) != 0;
    if (yield.what == Yielded::Budget) {
        begun += source.statementsBegun(*process) - begunBefore - (counted ? 1 : 0);
        clock.tick();
        scheduler.tick();
        return Unit::Time;
    }
    perform(*process, *yield.operation);
    return Unit::Step;
}

bool Run::Parts::somebodyWakes() const {
    const auto due = clock.nextDue();
    return due && *due <= clock.now();
}

/// The other machine's program runs as far and must ask for the same. If not, the runs part.
bool Run::Parts::followersAgree(ProcessId process, const Yield& yield, std::uint64_t budget, bool stopAtStatement) {
    Lane& lane = lanes[follower()];
    const Yield other = lane.source->advance(process, budget, stopAtStatement);
    if (other.what == yield.what && (yield.what != Yielded::Operation || *other.operation == *yield.operation))
        return true;
    const auto text = [](const Yield& asked) {
        return asked.what == Yielded::Operation ? describeOperation(*asked.operation) : std::string("computes");
    };
    part(lane, Comparison::parting(steps + 1, process, text(other), text(yield)));
    return false;
}

void Run::Parts::fail(const TextError& error) {
    setState(RunState::Failed, error.advice.empty() ? error.message : error.message + "; " + error.advice);
    const std::lock_guard lock(shared);
    status.textError = error;
}

/// Sleepers whose time has come wake; alarms that are due ring. false: none.
bool Run::Parts::wakeDue() {
    const auto due = clock.nextDue();
    if (!due || *due > clock.now())
        return false;
    for (const ProcessId process : clock.takeAwake()) {
        Step step;
        step.kind = StepKind::Woken;
        step.process = process;
        step.operation.kind = OperationKind::Call;
        step.operation.call = Call::Nanosleep;
        scheduler.wake(process);
        finish(std::vector<std::optional<Step>>(lanes.size(), step));
    }
    for (const ProcessId process : clock.takeAlarms())
        raiseAlarm(process);
    return true;
}

/// Nobody can go on: time jumps to whoever sleeps, input is waited for, or all wait for each other.
Unit Run::Parts::idle() {
    if (scheduler.empty()) {
        setState(RunState::Ended);
        return Unit::Nothing;
    }
    if (const auto due = clock.nextDue()) {
        clock.jumpTo(*due);
        wakeDue();
        return Unit::Step;
    }
    const std::size_t before = steps;
    settle();
    if (steps != before)
        return Unit::Step;
    if (waitsForInput() && !inputEnded)
        setState(RunState::WaitsForInput, "waits for standard input");
    else if (known.at(firstProcess)) // what it left behind waits for ever: no shell would wait for that
        endAll();
    else
        setState(RunState::Deadlock, whoWaits());
    return Unit::Nothing;
}

bool Run::Parts::waitsForInput() const {
    const Snapshot& snapshot = lanes[lead].machine->snapshot();
    return std::any_of(waiting.begin(), waiting.end(), [&](ProcessId id) {
        const Process* process = snapshot.process(id);
        return process && process->facts.blocked && process->facts.blocked->what == WaitsFor::Input;
    });
}

std::string Run::Parts::whoWaits() const {
    const Snapshot& snapshot = lanes[lead].machine->snapshot();
    std::string text;
    for (const ProcessId id : waiting) {
        const Process* process = snapshot.process(id);
        const std::string on = process && process->facts.blocked ? process->facts.blocked->on : "something";
        text += (text.empty() ? "process " : ", process ") + std::to_string(id) + " waits for " + on;
    }
    return "deadlock: " + text;
}

} // namespace faultline
