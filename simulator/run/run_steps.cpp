#include "simulator/run/run_parts.h"

#include <algorithm>

namespace faultline {

namespace {

std::uint64_t numberIn(const std::array<std::uint8_t, 16>& bytes, std::uint64_t length) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < length; ++i)
        number |= std::uint64_t{bytes[i]} << (8 * i);
    return number;
}

void putNumber(std::array<std::uint8_t, 16>& bytes, std::uint64_t number) {
    for (std::size_t i = 0; i < 8; ++i)
        bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
}

Step stepOf(StepKind kind, ProcessId process, const Operation& operation, Performed performed) {
    Step step;
    step.kind = kind;
    step.status = performed.status;
    step.process = process;
    step.operation = operation;
    step.outcome = std::move(performed.outcome);
    step.delta = std::move(performed.delta);
    return step;
}

constexpr std::uint64_t mostQuiet = 8; ///< bytes of an access that can be quiet

} // namespace

void Run::Parts::perform(ProcessId process, const Operation& asked) {
    if (asked.kind == OperationKind::Call && isClockCall(asked.call))
        return clockCall(process, asked);
    if (asked.isAccess() && asked.length <= mostQuiet && performQuietly(process, asked))
        return;

    const Operation operation = asked; // the source's own goes with the next call
    std::vector<std::optional<Step>> sides(lanes.size());
    Performed first = lanes[lead].machine->perform(process, operation, {});
    if (first.failure)
        return leadFailed(process, operation, first);
    const Given given = first.outcome.given;
    sides[lead] = stepOf(StepKind::Performed, process, operation, std::move(first));
    if (auto second = performFollower(process, operation, given))
        sides[follower()] = stepOf(StepKind::Performed, process, operation, std::move(*second));
    finish(std::move(sides));
    scheduler.tick();
    clock.tick();
    if (operation.kind == OperationKind::Call && operation.call == Call::SchedYield)
        scheduler.yield();
    // Only a step that is not quiet can end what others wait for, or send them signals.
    if (known.size() > 1 || !waiting.empty())
        settle();
}

/// What the leader has just done, on the other machine, which is told what can't be foreseen. Nothing: it takes no
/// part, or can't, and the runs part.
std::optional<Performed> Run::Parts::performFollower(ProcessId process, const Operation& operation,
                                                     const Given& given) {
    if (!comparing())
        return std::nullopt;
    Lane& lane = lanes[follower()];
    Performed performed = lane.machine->perform(process, operation, given);
    if (!performed.failure)
        return performed;
    followerFailed(process, *performed.failure);
    return std::nullopt;
}

void Run::Parts::followerFailed(ProcessId process, const Failure& failure) {
    if (comparing())
        part(lanes[follower()], Comparison::parting(steps + 1, process, failure.message(), "goes on"));
}

/// The leading machine can do no more. What it was asked for was not done: it is no step, and there is nothing to
/// compare. Only what the program wrote before that and nobody has seen yet is kept, in a step without an operation.
void Run::Parts::leadFailed(ProcessId process, const Operation& operation, Performed& performed) {
    if (!performed.outcome.written.empty()) {
        for (Lane& lane : lanes)
            lane.parted = true;
        lanes[lead].parted = false;
        Performed written;
        written.status = Status::Failed;
        written.outcome.written = std::move(performed.outcome.written);
        std::vector<std::optional<Step>> sides(lanes.size());
        sides[lead] = stepOf(StepKind::Arrived, process, {}, std::move(written));
        finish(std::move(sides));
    }
    setState(RunState::Failed, performed.failure->message());
    const std::lock_guard lock(shared);
    status.endedIn = operation;
}

/// The short way of a load or store. false: nothing was done.
bool Run::Parts::performQuietly(ProcessId process, const Operation& operation) {
    QuietStep step;
    step.process = process;
    step.place = operation.place;
    step.access.store = operation.kind == OperationKind::Store;
    step.access.length = static_cast<std::uint8_t>(operation.length);
    step.access.address = operation.target.address;
    if (step.access.store)
        step.access.value = numberIn(operation.value, operation.length);
    QuietStep other = step;
    Lane& leader = lanes[lead];
    if (!leader.machine->performQuietly(process, step.access))
        return false;

    thread_local Outcome outcome;
    putNumber(outcome.value, step.access.store ? 0 : step.access.value);
    if (!watched.empty())
        notable.page |= watched[lead].changedBy(step);

    if (comparing()) {
        Lane& lane = lanes[follower()];
        if (lane.machine->performQuietly(process, other.access)) {
            if (!Comparison::sameQuiet(other.access, step.access)) {
                Step ours = faultline::stepOf(other), theirs = faultline::stepOf(step);
                ours.number = theirs.number = steps + 1;
                noteDifferences(
                    comparison.step({&ours, &lane.machine->snapshot()}, {&theirs, &leader.machine->snapshot()}),
                    step.place);
            }
            Outcome answer = outcome;
            putNumber(answer.value, other.access.store ? 0 : other.access.value);
            lane.source->give(process, answer);
            lane.keep(other);
        } else if (auto second = performFollower(process, operation, {})) {
            Step ours = stepOf(StepKind::Performed, process, operation, std::move(*second));
            Step theirs = faultline::stepOf(step);
            ours.number = theirs.number = steps + 1;
            ours.time = clock.now();
            noteDifferences(comparison.step({&ours, &lane.machine->snapshot()}, {&theirs, &leader.machine->snapshot()}),
                            step.place);
            if (!watched.empty())
                notable.page |= watched[follower()].changedBy(ours.delta);
            feed(*lane.source, ours);
            lane.parted = ours.status != Status::Done;
            lane.keep(std::move(ours));
        }
    }
    leader.source->give(process, outcome);
    leader.keep(step);
    ++steps;
    scheduler.tick();
    clock.tick();
    return true;
}

void Run::Parts::clockCall(ProcessId process, const Operation& asked) {
    const Operation operation = asked;
    std::optional<Outcome> answer = clock.answer(process, operation);
    Performed performed;
    performed.status = answer ? Status::Done : Status::Blocked;
    if (answer)
        performed.outcome = std::move(*answer);
    finish(std::vector<std::optional<Step>>(lanes.size(), stepOf(StepKind::Clock, process, operation, performed)));
    scheduler.tick();
    clock.tick();
}

/// SIGALRM, as if the process sent it to itself: a machine is asked for it as for any other signal.
void Run::Parts::raiseAlarm(ProcessId process) {
    constexpr std::uint64_t sigalrm = 14;
    Operation kill;
    kill.kind = OperationKind::Call;
    kill.call = Call::Kill;
    kill.label = "alarm";
    kill.arguments = {CallArgument::number(static_cast<std::uint64_t>(process)), CallArgument::number(sigalrm)};
    std::vector<std::optional<Settled>> sides(lanes.size());
    const auto note = [&](std::size_t lane, Performed performed) {
        Settled& rung = sides[lane].emplace();
        rung.process = process;
        rung.performed = std::move(performed);
        if (rung.performed.status == Status::Done && !rung.performed.outcome.delivered.empty())
            rung.performed.status = Status::Signalled;
        rung.performed.outcome.result = 0;
    };
    Performed first = lanes[lead].machine->perform(process, kill, {});
    if (first.failure)
        return leadFailed(process, kill, first);
    const Given given = first.outcome.given;
    note(lead, std::move(first));
    if (auto second = performFollower(process, kill, given))
        note(follower(), std::move(*second));
    settled(std::move(sides));
    settle();
}

/// Asks the machines what has happened besides, and records it in process order. One process can have had several
/// things happen to it: the first that one machine tells of belongs to the first of the other, and so on.
void Run::Parts::settle() {
    using Sides = std::vector<std::optional<Settled>>;
    std::map<ProcessId, std::vector<Sides>> all;
    const auto ask = [&](std::size_t lane) {
        std::map<ProcessId, std::size_t> told;
        for (Settled& one : lanes[lane].machine->settle()) {
            std::vector<Sides>& ofProcess = all[one.process];
            const std::size_t index = told[one.process]++;
            if (index == ofProcess.size())
                ofProcess.emplace_back(lanes.size());
            ofProcess[index][lane] = std::move(one);
        }
    };
    ask(lead);
    if (comparing())
        ask(follower());
    for (auto& [process, ofProcess] : all)
        for (Sides& sides : ofProcess)
            settled(std::move(sides));
}

void Run::Parts::settled(std::vector<std::optional<Settled>> sides) {
    if (state() == RunState::Failed)
        return;
    if (auto& first = sides[lead]; first && first->performed.failure)
        return leadFailed(first->process, {}, first->performed);
    if (auto& second = sides[follower()]; lanes.size() == 2 && second && second->performed.failure) {
        followerFailed(second->process, *second->performed.failure);
        second.reset();
        if (!sides[lead])
            return;
    }
    std::vector<std::optional<Step>> made(lanes.size());
    std::optional<Outcome> cutSleep; ///< a handler cuts a sleep short: the clock's answer, one for all
    ProcessId process = 0;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        if (!sides[i])
            continue;
        process = sides[i]->process;
        const bool ended = sides[i]->operationEnded;
        made[i] = stepOf(ended ? StepKind::Woken : StepKind::Arrived, process, {}, std::move(sides[i]->performed));
        Step& step = *made[i];
        const auto asked = blockedOn.find(process);
        if (asked != blockedOn.end())
            step.operation = asked->second;
        if (ended || step.status == Status::Ended)
            continue;
        step.instructions = lanes[i].source->position(process).instructions;
        if (step.status != Status::Signalled)
            continue;
        if (clock.asleep(process))
            cutSleep = clock.interrupt(process);
        if (cutSleep) {
            step.kind = StepKind::Woken;
            step.status = Status::Done;
            step.outcome.result = cutSleep->result;
            step.outcome.error = cutSleep->error;
            step.outcome.returned = cutSleep->returned;
        } else if (waiting.contains(process)) { // a handler runs, then the call is made again
            step.kind = StepKind::Woken;
        }
    }
    finish(std::move(made));
}

} // namespace faultline
