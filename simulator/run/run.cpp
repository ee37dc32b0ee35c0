#include "simulator/run/run.h"

#include "simulator/run/run_parts.h"

#include <algorithm>
#include <cassert>

namespace faultline {

Run::Run(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Run::~Run() = default;

Result<std::unique_ptr<Run>> Run::start(const Source& source, const Setup& setup,
                                        std::vector<std::unique_ptr<Machine>> machines, RunOptions options) {
    assert(machines.size() == 1 || machines.size() == 2);
    auto parts = std::make_unique<Parts>();
    parts->options = std::move(options);
    for (std::size_t i = 0; i < machines.size(); ++i)
        if (machines[i]->name() == "real")
            parts->lead = i;
    for (auto& machine : machines) {
        Result<Snapshot> first = machine->start(setup);
        if (!first)
            return first.failure();
        Lane lane;
        lane.name = machine->name();
        lane.machine = std::move(machine);
        lane.source = source.clone();
        lane.history = std::make_unique<History>(std::move(first.value()), parts->options.history);
        parts->lanes.push_back(std::move(lane));
    }
    parts->scheduler.add(firstProcess);
    parts->known[firstProcess] = false;
    parts->checkpoints.add(0, source.clone());
    if (parts->comparing())
        parts->noteDifferences(parts->comparison.start(parts->lanes[parts->follower()].machine->snapshot(),
                                                       parts->lanes[parts->lead].machine->snapshot()),
                               {});
    parts->publish();
    return std::unique_ptr<Run>(new Run(std::move(parts)));
}

std::unique_ptr<Run> Run::opened(std::vector<RecordedLane> lanes, std::unique_ptr<Source> source,
                                 std::vector<Difference> differences, Choices choices, RunStatus status) {
    auto parts = std::make_unique<Parts>();
    for (RecordedLane& recorded : lanes) {
        Lane lane;
        lane.name = recorded.machine;
        lane.history = std::move(recorded.history);
        if (lane.name == "real")
            parts->lead = parts->lanes.size();
        parts->lanes.push_back(std::move(lane));
    }
    parts->recorded = true;
    parts->steps = parts->lanes[parts->lead].history->stepCount();
    if (source)
        parts->checkpoints.add(0, std::move(source));
    parts->differences = std::move(differences);
    parts->choices = std::move(choices);
    if (status.state == RunState::Ready || status.state == RunState::WaitsForInput)
        status.message = "a saved run: start it again to go on";
    if (status.state == RunState::Ready || status.state == RunState::WaitsForInput)
        status.state = RunState::Failed;
    parts->state_ = status.state;
    parts->status = std::move(status);
    return std::unique_ptr<Run>(new Run(std::move(parts)));
}

bool Run::isRecorded() const {
    return parts_->recorded;
}

std::size_t Run::laneCount() const {
    return parts_->lanes.size();
}
std::string_view Run::machineName(std::size_t lane) const {
    return parts_->lanes[lane].name;
}
const History& Run::history(std::size_t lane) const {
    return *parts_->lanes[lane].history;
}
std::size_t Run::leadingLane() const {
    return parts_->lead;
}
std::size_t Run::stepCount() const {
    return parts_->steps;
}

RunStatus Run::status() const {
    const std::lock_guard lock(parts_->shared);
    return parts_->status;
}

std::vector<Difference> Run::differences() const {
    const std::lock_guard lock(parts_->shared);
    return parts_->differences;
}

std::size_t Run::differenceCount() const {
    const std::lock_guard lock(parts_->shared);
    return parts_->differences.size();
}

std::vector<Difference> Run::differencesAt(std::size_t step) const {
    const std::lock_guard lock(parts_->shared);
    std::vector<Difference> found;
    std::copy_if(parts_->differences.begin(), parts_->differences.end(), std::back_inserter(found),
                 [&](const Difference& difference) { return difference.step == step; });
    return found;
}

std::vector<RunningProcess> Run::processes() const {
    const std::lock_guard lock(parts_->shared);
    return parts_->published;
}

SourcePlace Run::nextPlaceOf(ProcessId process) const {
    const std::lock_guard lock(parts_->shared);
    for (const RunningProcess& running : parts_->published)
        if (running.id == process)
            return running.position.place;
    return {};
}

std::uint64_t Run::time() const {
    const std::lock_guard lock(parts_->shared);
    return parts_->publishedTime;
}

StopReason Run::step() {
    Until one;
    one.steps = 1;
    return runUntil(one);
}

namespace {

bool reached(const Until& until, std::size_t made, const auto& notable) {
    return (until.steps != 0 && made >= until.steps) || (until.fault && notable.fault) ||
           (until.signal && notable.signal) || (until.difference && notable.difference) ||
           (until.output && notable.output) || (until.page && notable.page);
}

} // namespace

StopReason Run::runUntil(const Until& until, std::stop_token stop) {
    Parts& parts = *parts_;
    const std::size_t first = parts.steps;
    if (parts.recorded)
        return StopReason::NotReady;
    parts.watched = until.page;
    StopReason why = StopReason::Reached;
    for (std::uint64_t units = 1;; ++units) {
        if (stop.stop_requested()) {
            why = StopReason::Interrupted;
            break;
        }
        parts.notable = {};
        const Unit unit = parts.advance(!until.lines.empty());
        if (unit == Unit::Nothing) {
            why = StopReason::NotReady;
            break;
        }
        if (unit == Unit::Statement) {
            const SourcePlace place = parts.lanes[parts.lead].source->position(*parts.scheduler.current()).place;
            if (until.lines.contains({place.file, place.line}))
                break;
        } else if (reached(until, parts.steps - first, parts.notable)) {
            break;
        }
        if (units % 65536 == 0)
            parts.publish();
    }
    parts.watched.reset();
    parts.flush();
    parts.publish();
    return why;
}

namespace {

/// Goes on until a statement of the process begins that is not deeper than `depth`, whoever else has a turn meanwhile.
template <class Parts>
StopReason runToStatement(Parts& parts, std::uint32_t depth, std::stop_token stop) {
    if (parts.recorded)
        return StopReason::NotReady;
    const auto process = parts.scheduler.current();
    StopReason why = StopReason::Reached;
    for (;;) {
        if (stop.stop_requested()) {
            why = StopReason::Interrupted;
            break;
        }
        const Unit unit = parts.advance(true);
        if (unit == Unit::Nothing) {
            why = StopReason::NotReady;
            break;
        }
        // Of a process that had no turn to begin with, or has ended, any other's next statement is the next.
        const bool followed = process && parts.known.contains(*process) && !parts.known.at(*process);
        if (unit == Unit::Statement) {
            const ProcessId here = *parts.scheduler.current();
            if (!followed || (here == *process && parts.lanes[parts.lead].source->position(here).depth <= depth))
                break;
        } else if (followed && parts.scheduler.blocked(*process)) {
            break; // it waits: the learner sees who goes on
        }
    }
    parts.flush();
    parts.publish();
    return why;
}

constexpr std::uint32_t anyDepth = ~std::uint32_t{0};

} // namespace

StopReason Run::stepStatement(std::stop_token stop) {
    return runToStatement(*parts_, anyDepth, stop);
}

StopReason Run::stepOver(std::stop_token stop) {
    const auto process = parts_->scheduler.current();
    const std::uint32_t depth =
        process && !parts_->recorded ? parts_->lanes[parts_->lead].source->position(*process).depth : anyDepth;
    return runToStatement(*parts_, std::max<std::uint32_t>(depth, 1), stop);
}

StopReason Run::stepOut(std::stop_token stop) {
    const auto process = parts_->scheduler.current();
    const std::uint32_t depth =
        process && !parts_->recorded ? parts_->lanes[parts_->lead].source->position(*process).depth : anyDepth;
    return runToStatement(*parts_, depth == anyDepth || depth == 0 ? depth : depth - 1, stop);
}

void Run::choose(ProcessId process) {
    if (parts_->recorded)
        return;
    if (parts_->scheduler.choose(process))
        parts_->choices.turns.push_back({parts_->scheduler.ticks(), parts_->steps, process});
    parts_->publish();
}

void Run::setTurn(std::uint32_t operations) {
    if (parts_->recorded)
        return;
    parts_->scheduler.setTurn(operations);
    parts_->choices.lengths.push_back({parts_->scheduler.ticks(), parts_->steps, operations});
}

void Run::supply(std::span<const std::uint8_t> input, bool end) {
    if (parts_->recorded)
        return;
    parts_->supply(input, end);
    parts_->flush();
    parts_->publish();
}

bool Run::inputEnded() const {
    return parts_->inputEnded;
}

Choices Run::choicesUpTo(std::size_t moment) const {
    Choices choices = parts_->choices;
    const auto later = [&](const auto& choice) { return choice.step >= moment; };
    std::erase_if(choices.turns, later);
    std::erase_if(choices.inputs, later);
    std::erase_if(choices.lengths, later);
    return choices;
}

void Run::end() {
    if (parts_->recorded)
        return;
    parts_->endAll();
    parts_->flush();
    parts_->publish();
}

std::vector<FileContents> Run::files(std::size_t lane) {
    if (parts_->recorded)
        return {};
    return parts_->lanes[lane].machine->files();
}

const Snapshot& Run::present(std::size_t lane) const {
    return parts_->lanes[lane].machine->snapshot();
}

Position Run::positionAt(std::size_t moment, ProcessId process) const {
    const History& history = *parts_->lanes[parts_->lead].history;
    if (const auto source = parts_->checkpoints.at(moment, history))
        return source->position(process);
    Position position;
    if (const auto step = history.step(moment))
        position.place = step->operation.place;
    return position;
}

std::vector<Variable> Run::variablesAt(std::size_t lane, std::size_t moment, ProcessId process) const {
    const auto source = parts_->checkpoints.at(moment, *parts_->lanes[parts_->lead].history);
    const auto snapshot = source ? parts_->lanes[lane].history->at(moment) : std::nullopt;
    return snapshot ? source->variables(process, *snapshot) : std::vector<Variable>{};
}

} // namespace faultline
