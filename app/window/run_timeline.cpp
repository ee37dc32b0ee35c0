#include "app/window/run_timeline.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RunTimeline)
};

bool maps(const StepMark& mark) {
    if (mark.operation != OperationKind::Call)
        return false;
    switch (mark.call) {
    case Call::Mmap:
    case Call::Mremap:
    case Call::Shmat:
    case Call::Brk:
    case Call::Fork: // the child's names are its parent's
    case Call::ForkEmpty:
        return true;
    default:
        return false;
    }
}

// More than four lanes: the first process, the last two, and the others in one.
void foldLanes(std::vector<TimelineLane>& lanes) {
    constexpr std::size_t most = 4;
    if (lanes.size() <= most)
        return;
    TimelineLane others;
    const std::size_t last = lanes.size() - 2;
    others.name = Words::tr("%1 others").arg(last - 1);
    others.first = lanes[1].first;
    for (std::size_t i = 1; i < last; ++i) {
        others.last = std::max(others.last, lanes[i].last);
        others.marks.insert(others.marks.end(), lanes[i].marks.begin(), lanes[i].marks.end());
    }
    lanes.erase(lanes.begin() + 1, lanes.begin() + static_cast<std::ptrdiff_t>(last));
    lanes.insert(lanes.begin() + 1, std::move(others));
}

} // namespace

void RunTimeline::follow() {
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane)
        followLane(lane);
    followDifferences();
    learnMappings();
}

void RunTimeline::followLane(std::size_t lane) {
    OfLane& kept = lanes_[lane];
    const History& history = run_->history(lane);
    const std::size_t first = history.firstMoment();
    const bool leads = lane == run_->leadingLane();
    for (const StepMark& mark : history.marks(kept.seen + 1)) {
        kept.seen = mark.step;
        kept.marks->append(mark);
        if (!leads || mark.process == 0)
            continue;
        const auto [process, isNew] = processes_.try_emplace(mark.process);
        if (isNew)
            process->second.first = mark.step;
        process->second.last = mark.step;
        process->second.marks->append(mark);
        std::vector<BlockedStretch>& waits = *process->second.blocked;
        if (!waits.empty() && waits.back().to == 0)
            waits.back().to = mark.step;
        if (mark.blocked)
            waits.push_back({mark.step, 0});
        if (maps(mark))
            mapping_.push_back(mark.step);
    }
    if (first == 0)
        return;
    kept.marks->dropBefore(first + 1);
    if (leads)
        for (auto& [id, process] : processes_)
            process.marks->dropBefore(first + 1);
}

void RunTimeline::followDifferences() {
    if (run_->differenceCount() == all_->size())
        return;
    auto all = std::make_shared<const std::vector<Difference>>(run_->differences());
    auto steps = std::make_shared<std::vector<std::size_t>>();
    for (const Difference& difference : *all)
        if (steps->empty() || steps->back() != difference.step)
            steps->push_back(difference.step);
    std::sort(steps->begin(), steps->end());
    all_ = std::move(all);
    differences_ = std::move(steps);
}

// Looks into steps that have mapped something, for the names; a program can make very many, so some at a time.
void RunTimeline::learnMappings() {
    constexpr qint64 mostMilliseconds = 4;
    const History& history = run_->history(run_->leadingLane());
    if (mapped_.empty()) {
        HistoryCursor cursor(history);
        const Snapshot& start = cursor.at(history.firstMoment());
        for (const auto& [id, process] : start.processes)
            for (const auto& [address, mapping] : process.mappings)
                if (!mapping.label.empty())
                    mapped_[address] = mapping;
    }
    QElapsedTimer clock;
    clock.start();
    while (lookedInto_ < mapping_.size() && clock.elapsed() < mostMilliseconds) {
        // Those of one stretch together: a stretch is unpacked as a whole.
        const std::size_t first = mapping_[lookedInto_];
        std::size_t last = first;
        while (lookedInto_ < mapping_.size() && mapping_[lookedInto_] < first + 512)
            last = mapping_[lookedInto_++];
        history.forEachKept(first, last, [this](const Step* step, const QuietStep*) {
            if (!step)
                return true;
            programNames_.learn(*step);
            if (step->outcome.child != 0)
                forks_[step->outcome.child] = {step->process, step->number,
                                               step->operation.call == Call::ForkEmpty
                                                   ? QString::fromStdString(step->operation.label)
                                                   : QString()};
            for (const Change& change : step->delta.changes)
                if (const auto* mapping = std::get_if<MappingChange>(&change);
                    mapping && mapping->after && !mapping->after->label.empty())
                    mapped_[mapping->after->start] = *mapping->after;
            return true;
        });
    }
}

const Mapping* RunTimeline::mappingNear(Address address) const {
    auto at = mapped_.upper_bound(address);
    if (at == mapped_.begin() || address >= (--at)->second.end)
        return nullptr;
    return &at->second;
}

QString RunTimeline::roleOf(ProcessId process) const {
    if (process == firstProcess)
        return Words::tr("parent");
    const auto fork = forks_.find(process);
    return fork == forks_.end() || fork->second.command.isEmpty() ? Words::tr("child") : fork->second.command;
}

std::vector<TimelineLane> RunTimeline::processLanes() const {
    std::vector<TimelineLane> lanes;
    for (const auto& [id, process] : processes_) {
        TimelineLane lane;
        lane.name = QStringLiteral("%1 %2").arg(id).arg(roleOf(id));
        lane.process = id;
        lane.first = id == firstProcess ? 0 : process.first;
        lane.last = process.last;
        lane.ended = true;
        lane.marks = {process.marks};
        lane.blocked = process.blocked;
        if (const auto fork = forks_.find(id); fork != forks_.end())
            lane.parent = fork->second.parent, lane.forked = fork->second.step;
        lanes.push_back(std::move(lane));
    }
    for (const RunningProcess& running : run_->processes())
        for (TimelineLane& lane : lanes)
            if (lane.process == running.id && !running.ended)
                lane.ended = false, lane.last = 0; // it is still there
    return lanes;
}

TimelineFacts RunTimeline::facts(bool simulated, bool real) const {
    TimelineFacts facts;
    facts.differences = differences_;
    if (processes_.size() > 1) {
        facts.lanes = processLanes();
        foldLanes(facts.lanes);
        facts.note =
            simulated && real ? Words::tr("a lane a process, both machines in it") : Words::tr("a lane a process");
        return facts;
    }
    // The simulated machine stands first, as on the stage.
    for (const MachineKind kind : {MachineKind::Simulated, MachineKind::Real})
        for (std::size_t index = 0; index < lanes_.size(); ++index) {
            const bool isReal = kind == MachineKind::Real;
            if (run_->machineKind(index) != kind || !(isReal ? real : simulated))
                continue;
            TimelineLane lane;
            lane.name = isReal ? Words::tr("Real kernel") : Words::tr("Simulated");
            lane.marks = {lanes_[index].marks};
            facts.lanes.push_back(std::move(lane));
        }
    return facts;
}

std::size_t RunTimeline::nextMark(std::size_t from, const Until& until) const {
    std::size_t found = 0;
    const auto offer = [&](std::size_t step) {
        if (step > from && (found == 0 || step < found))
            found = step;
    };
    for (const OfLane& lane : lanes_) {
        if (until.fault)
            offer(lane.marks->nextFault(from));
        if (until.signal)
            offer(lane.marks->nextSignal(from));
    }
    if (until.difference)
        if (const auto next = std::upper_bound(differences_->begin(), differences_->end(), from);
            next != differences_->end())
            offer(*next);
    return found;
}

} // namespace faultline
