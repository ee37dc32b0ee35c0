#include "simulator/run/run_parts.h"

#include <algorithm>

namespace faultline {

void Run::Parts::finish(std::vector<std::optional<Step>> sides) {
    const std::size_t number = ++steps;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        if (lanes[i].parted)
            sides[i].reset();
        if (!sides[i])
            continue;
        sides[i]->number = number;
        sides[i]->time = clock.now();
        feed(*lanes[i].source, *sides[i]);
    }
    if (comparing())
        compare(sides);
    // Without the leader's side the other has done what the leader hasn't, and compare() has parted it.
    if (sides[lead])
        followLead(*sides[lead]);
    for (std::size_t i = 0; i < lanes.size(); ++i)
        if (sides[i]) {
            if (!watched.empty())
                notable.page |= watched[i].changedBy(sides[i]->delta);
            lanes[i].keep(std::move(*sides[i]));
        } else if (i == lead) {
            Step nothing;
            nothing.kind = StepKind::Arrived;
            lanes[i].keep(std::move(nothing));
        }
    if (scheduler.empty() && (state() == RunState::Ready || state() == RunState::WaitsForInput)) {
        setState(RunState::Ended);
        compareFiles();
    }
}

/// The scheduler, the clock and the status follow what the leader's machine says.
void Run::Parts::followLead(const Step& step) {
    const ProcessId process = step.process;
    notable.fault |= step.outcome.minor + step.outcome.major > 0;
    notable.signal |= step.outcome.signal.number != 0 || !step.outcome.delivered.empty();
    notable.output |= !step.outcome.written.empty();
    switch (step.status) {
    case Status::Blocked:
        if (step.kind != StepKind::Clock)
            waiting.insert(process);
        blockedOn[process] = step.operation;
        scheduler.block(process);
        return;
    case Status::Ended:
        if (process == firstProcess) {
            const Process* first = lanes[lead].machine->snapshot().process(firstProcess);
            const std::lock_guard lock(shared);
            status.endedBy = first && first->facts.endedBy ? first->facts.endedBy : step.outcome.signal;
            status.exitStatus = first ? first->facts.exitStatus : 0;
            status.endedIn = step.operation;
        }
        known[process] = true;
        waiting.erase(process);
        blockedOn.erase(process);
        used.erase(process);
        clock.forget(process);
        scheduler.remove(process);
        return;
    case Status::Done:
    case Status::Signalled:
    case Status::Failed:
        break;
    }
    if (step.kind == StepKind::Woken) {
        waiting.erase(process);
        blockedOn.erase(process);
        scheduler.wake(process);
    }
    if (step.outcome.child != 0 && !known.contains(step.outcome.child)) {
        known[step.outcome.child] = false;
        scheduler.add(step.outcome.child);
    }
}

void Run::Parts::compare(const std::vector<std::optional<Step>>& sides) {
    Lane& other = lanes[follower()];
    const auto& simulated = sides[follower()];
    const auto& real = sides[lead];
    const auto text = [](const std::optional<Step>& side) {
        if (!side)
            return std::string("nothing happens");
        return std::string(side->kind == StepKind::Woken ? "no longer waits" : "is told of a signal");
    };
    if (!simulated || !real) {
        const ProcessId process = real ? real->process : simulated->process;
        part(other, Comparison::parting(steps, process, text(simulated), text(real)));
        return;
    }
    noteDifferences(
        comparison.step({&*simulated, &other.machine->snapshot()}, {&*real, &lanes[lead].machine->snapshot()}),
        real->operation.place);
    // From different states the two would ask for different things: what differed has been said.
    if (simulated->status != real->status || simulated->outcome.child != real->outcome.child)
        other.parted = true;
}

void Run::Parts::compareFiles() {
    if (!comparing() || filesCompared)
        return;
    filesCompared = true;
    noteDifferences(comparison.end(steps, lanes[follower()].machine->files(), lanes[lead].machine->files()), {});
}

void Run::Parts::part(Lane& lane, Difference difference) {
    lane.parted = true;
    // Who has ended has no place in the text any more.
    if (const auto process = known.find(difference.process); process != known.end() && !process->second)
        difference.place = lane.source->position(difference.process).place;
    noteDifferences({std::move(difference)}, {});
}

void Run::Parts::noteDifferences(std::vector<Difference> found, const SourcePlace& place) {
    if (found.empty())
        return;
    for (Difference& difference : found)
        if (difference.place.line == 0)
            difference.place = place;
    notable.difference = true;
    const std::lock_guard lock(shared);
    std::move(found.begin(), found.end(), std::back_inserter(differences));
}

void Run::Parts::keepCheckpoint() {
    unitsSinceCheck = 0;
    if (options.history.keepNothing)
        return;
    std::uint64_t instructions = 0;
    const Source& source = *lanes[lead].source;
    for (const auto& [process, ended] : known)
        if (!ended)
            instructions += source.position(process).instructions;
    if (!checkpoints.wanted(steps, instructions))
        return;
    checkpoints.noteInstructions(instructions);
    checkpoints.dropBefore(lanes[lead].history->firstMoment());
    checkpoints.add({{steps, begun},
                     source.clone(),
                     scheduler,
                     clock.now(),
                     used,
                     followed,
                     choices.turns.size(),
                     choices.lengths.size()});
}

void Run::Parts::supply(std::span<const std::uint8_t> input, bool end) {
    if (inputEnded)
        return;
    {
        const std::lock_guard lock(shared);
        choices.inputs.push_back({scheduler.ticks(), steps, {input.begin(), input.end()}, end});
    }
    inputEnded = end;
    eachLane([&](Lane& lane) { lane.machine->supply(input, end); });
    if (state() == RunState::WaitsForInput)
        setState(RunState::Ready);
    settle();
}

void Run::Parts::endAll() {
    std::vector<ProcessId> left;
    for (const auto& [process, ended] : known)
        if (!ended)
            left.push_back(process);
    for (const ProcessId process : left) {
        std::vector<std::optional<Step>> sides(lanes.size());
        for (const std::size_t i : {lead, follower()}) {
            if (i == lead ? sides[lead].has_value() : !comparing())
                continue;
            Performed performed = lanes[i].machine->end(process);
            if (performed.failure && i == lead)
                return leadFailed(process, {}, performed);
            if (performed.failure) {
                followerFailed(process, *performed.failure);
                continue;
            }
            Step step;
            step.kind = StepKind::Ended;
            step.status = Status::Ended;
            step.process = process;
            step.outcome = std::move(performed.outcome);
            step.delta = std::move(performed.delta);
            sides[i] = std::move(step);
        }
        finish(std::move(sides));
    }
}

void Run::Parts::setState(RunState state, std::string message) {
    state_ = state;
    const std::lock_guard lock(shared);
    status.state = state;
    status.message = std::move(message);
}

void Run::Parts::flush() {
    for (Lane& lane : lanes)
        lane.flush();
}

void Run::Parts::publish() {
    const Lane& leader = lanes[lead];
    const auto turn = scheduler.current();
    std::vector<RunningProcess> now;
    for (const auto& [id, ended] : known) {
        RunningProcess running;
        running.id = id;
        running.ended = ended;
        running.turn = turn == id;
        if (!ended)
            running.position = leader.source->position(id);
        const Process* process = leader.machine->snapshot().process(id);
        if (clock.asleep(id))
            running.waitsFor = "the time";
        else if (waiting.contains(id))
            running.waitsFor = process && process->facts.blocked ? process->facts.blocked->on : "something";
        now.push_back(std::move(running));
    }
    const std::lock_guard lock(shared);
    published = std::move(now);
    publishedTime = clock.now();
    publishedEnd = {{steps, steps == begunSince ? begun : 0}, scheduler.ticks()};
}

} // namespace faultline
