#include "simulator/run/run.h"

#include "simulator/run/interruptible.h"
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
        if (machines[i]->kind() == MachineKind::Real)
            parts->lead = i;
    for (auto& machine : machines) {
        Result<Snapshot> first = machine->start(setup);
        if (!first)
            return first.failure();
        Lane lane;
        lane.kind = machine->kind();
        lane.machine = std::move(machine);
        lane.source = source.clone();
        lane.history = std::make_unique<History>(std::move(first.value()), parts->options.history);
        parts->lanes.push_back(std::move(lane));
    }
    parts->scheduler.add(firstProcess);
    parts->known[firstProcess] = false;
    parts->checkpoints.add({{}, source.clone(), parts->scheduler, 0, {}, firstProcess});
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
        lane.kind = recorded.machine;
        lane.history = std::move(recorded.history);
        if (lane.kind == MachineKind::Real)
            parts->lead = parts->lanes.size();
        parts->lanes.push_back(std::move(lane));
    }
    parts->recorded = true;
    parts->steps = parts->lanes[parts->lead].history->stepCount();
    parts->scheduler.add(firstProcess);
    if (source)
        parts->checkpoints.add({{}, std::move(source), parts->scheduler, 0, {}, firstProcess});
    parts->publishedEnd.place.moment = parts->steps;
    parts->differences = std::move(differences);
    parts->choices = std::move(choices);
    if (status.state == RunState::Ready || status.state == RunState::WaitsForInput) {
        status.message = "a saved run shows its past alone: open its program to go on";
        status.state = RunState::Failed;
    }
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
MachineKind Run::machineKind(std::size_t lane) const {
    return parts_->lanes[lane].kind;
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

std::uint64_t Run::time() const {
    const std::lock_guard lock(parts_->shared);
    return parts_->publishedTime;
}

StopReason Run::step(std::stop_token stop) {
    Until one;
    one.steps = 1;
    return runUntil(one, stop);
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
    const Interruptible reachable(parts.options.interrupt, stop);
    const std::size_t first = parts.steps;
    if (parts.recorded)
        return StopReason::NotReady;
    if (until.page)
        for (const Lane& lane : parts.lanes)
            parts.watched.emplace_back(lane.machine->snapshot(), until.page->process, until.page->page);
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
    parts.watched.clear();
    parts.flush();
    parts.publish();
    return why;
}

namespace {

template <class Parts>
StopReason stepBy(Parts& parts, StatementStep size, const std::stop_token& stop) {
    if (parts.recorded)
        return StopReason::NotReady;
    const Interruptible reachable(parts.options.interrupt, stop);
    const StopReason why = goToStatement(parts, size, parts.scheduler.current(), stop);
    parts.flush();
    parts.publish();
    return why;
}

} // namespace

StopReason Run::stepStatement(std::stop_token stop) {
    return stepBy(*parts_, StatementStep::Into, stop);
}

StopReason Run::stepOver(std::stop_token stop) {
    return stepBy(*parts_, StatementStep::Over, stop);
}

StopReason Run::stepOut(std::stop_token stop) {
    return stepBy(*parts_, StatementStep::Out, stop);
}

void Run::choose(ProcessId process) {
    if (parts_->recorded)
        return;
    parts_->choose({parts_->scheduler.ticks(), parts_->steps, process});
    parts_->publish();
}

void Run::setTurn(std::uint32_t operations) {
    if (parts_->recorded)
        return;
    parts_->setTurn({parts_->scheduler.ticks(), parts_->steps, operations});
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
    const std::lock_guard lock(parts_->shared);
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

} // namespace faultline
