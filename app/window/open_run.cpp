#include "app/window/open_run.h"

#include "app/story/names.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OpenRun)
};

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
    std::stable_sort(others.marks.begin(), others.marks.end(),
                     [](const StepMark& a, const StepMark& b) { return a.step < b.step; });
    lanes.erase(lanes.begin() + 1, lanes.begin() + static_cast<std::ptrdiff_t>(last));
    lanes.insert(lanes.begin() + 1, std::move(others));
}

bool isReal(const Run& run, std::size_t lane) {
    return run.machineName(lane) == "real";
}

} // namespace

void OpenRun::makeCursors() {
    for (std::size_t lane = 0; lane < run_->laneCount(); ++lane)
        cursors_.push_back(std::make_unique<HistoryCursor>(run_->history(lane)));
    steps_.resize(run_->laneCount());
}

std::size_t OpenRun::laneFor(bool real) const {
    for (std::size_t lane = 0; lane < run_->laneCount(); ++lane)
        if (isReal(*run_, lane) == real)
            return lane;
    return 0;
}

bool OpenRun::has(LaneChoice choice) const {
    if (choice == LaneChoice::Both)
        return run_->laneCount() == 2;
    for (std::size_t lane = 0; lane < run_->laneCount(); ++lane)
        if (isReal(*run_, lane) == (choice == LaneChoice::Real))
            return true;
    return false;
}

bool OpenRun::ended() const {
    const RunState state = run_->status().state;
    return run_->isRecorded() || (state != RunState::Ready && state != RunState::WaitsForInput);
}

std::size_t OpenRun::firstMoment() const {
    std::size_t first = 0;
    for (std::size_t lane = 0; lane < run_->laneCount(); ++lane)
        first = std::max(first, run_->history(lane).firstMoment());
    return first;
}

Moment OpenRun::moment(std::size_t number, LaneChoice choice) {
    Moment moment;
    moment.count = run_->stepCount();
    moment.ended = ended();
    moment.number = std::clamp(number, firstMoment(), moment.count);
    const Setup& setup = program_.origin.setup;
    const auto add = [&](bool real) {
        if (!has(real ? LaneChoice::Real : LaneChoice::Simulated))
            return;
        const std::size_t lane = laneFor(real);
        const History& history = run_->history(lane);
        const std::size_t at = std::min(moment.number, history.stepCount());
        LaneMoment shown;
        shown.real = real;
        shown.snapshot = &cursors_[lane]->at(at);
        if (at == moment.number && at > history.firstMoment()) {
            steps_[lane] = history.step(at);
            shown.step = &steps_[lane];
            // What a fatal signal was about is gone with the process: shown is what the access met.
            if (steps_[lane].status == Status::Ended && steps_[lane].outcome.signal && at - 1 >= history.firstMoment())
                shown.snapshot = &cursors_[lane]->at(at - 1);
        }
        shown.title = real ? Words::tr("Real kernel") : Words::tr("Simulated machine");
        // "Linux 6.18" of "Linux 6.18.44-1-amd64".
        const QString kernel = toQString(setup.parameters.kernel).section(QLatin1Char('.'), 0, 1);
        shown.detail = real ? (kernel.isEmpty() ? QStringLiteral("Linux") : kernel)
                            : Words::tr("%1, %2 frames")
                                  .arg(toQString(setup.hardware.preset), countText(shown.snapshot->frameCount));
        moment.lanes.push_back(shown);
    };
    if (choice != LaneChoice::Real || !has(LaneChoice::Real))
        add(false);
    if (choice != LaneChoice::Simulated || !has(LaneChoice::Simulated))
        add(true);
    moment.differences = run_->differencesAt(moment.number);
    moment.spaceEnd = setup.parameters.userEnd > (Address{1} << 32) ? Address{1} << 47 : setup.parameters.userEnd;
    addProcesses(moment);
    tellStory(moment);
    return moment;
}

QString OpenRun::lineText(SourcePlace place) const {
    if (place.line == 0 || place.file >= program_.files.size())
        return {};
    QString text = toQString(lineOf(program_.files[place.file].text, place.line));
    for (const QString& comment : {QStringLiteral("/*"), QStringLiteral("//")})
        if (const qsizetype at = text.indexOf(comment); at > 0)
            text.truncate(at);
    return text.simplified();
}

void OpenRun::addProcesses(Moment& moment) const {
    if (moment.lanes.empty())
        return;
    const LaneMoment& lane = moment.lanes.front();
    const bool several = lane.snapshot->processes.size() > 1, latest = moment.number == moment.count;
    const std::vector<RunningProcess> running = run_->processes();
    for (const auto& [id, process] : lane.snapshot->processes) {
        ProcessNote note;
        note.id = id;
        if (several)
            note.role = id == firstProcess ? Words::tr("parent") : Words::tr("child");
        note.ended = process.facts.ended;
        note.waitedFor = process.facts.waitedFor;
        note.last = lane.step && lane.step->process == id;
        if (process.facts.blocked)
            note.waitsFor = toQString(process.facts.blocked->on);
        SourcePlace place;
        const auto now =
            std::find_if(running.begin(), running.end(), [&](const RunningProcess& p) { return p.id == id; });
        if (latest && now != running.end()) {
            note.turn = now->turn && !note.ended;
            place = now->position.place;
            if (!now->waitsFor.empty())
                note.waitsFor = toQString(now->waitsFor);
        } else if (!latest && !note.ended) {
            place = run_->positionAt(moment.number, id).place;
        }
        note.file = place.file;
        note.line = place.line;
        note.next = lineText(place);
        moment.processes.push_back(std::move(note));
    }
}

QString OpenRun::nameOf(std::size_t step) {
    if (const auto known = names_.find(step); known != names_.end())
        return known->second;
    const History& history = run_->history(run_->leadingLane());
    if (step == 0 || step <= history.firstMoment() || step > history.stepCount())
        return {};
    const Step made = history.step(step);
    QString name = toQString(kindName(made.operation));
    const Call call = made.operation.call;
    const bool maps = made.operation.kind == OperationKind::Call &&
                      (call == Call::Mmap || call == Call::Mremap || call == Call::Shmat);
    QString of = maps ? toQString(made.operation.label) : QString();
    const bool byAddress = made.operation.kind != OperationKind::Call || call == Call::Munmap ||
                           call == Call::Mprotect || call == Call::Msync || call == Call::Madvise ||
                           call == Call::Mremap || call == Call::Mlock || call == Call::Munlock || call == Call::Shmdt;
    Address address =
        made.operation.kind == OperationKind::Call ? made.operation.argument(0) : made.operation.target.address;
    if (address == 0 && made.operation.kind != OperationKind::Call)
        address = made.operation.source.address;
    if (of.isEmpty() && byAddress && address != 0)
        if (auto at = seen_.upper_bound(address); at != seen_.begin() && address < (--at)->second.end)
            of = toQString(at->second.label);
    if (made.kind == StepKind::Woken)
        name = Words::tr("%1 ends").arg(name);
    else if (made.kind == StepKind::Arrived)
        name = toQString(signalName(made.outcome.signal              ? made.outcome.signal.number
                                    : made.outcome.delivered.empty() ? 0
                                                                     : made.outcome.delivered.front().number));
    else if (made.operation.kind == OperationKind::Call && made.operation.call == Call::ExitGroup)
        name = Words::tr("exit");
    if (made.operation.kind == OperationKind::Call && made.operation.call == Call::Wait4)
        name.replace(QStringLiteral("wait4"), QStringLiteral("wait"));
    if (!of.isEmpty())
        name = QStringLiteral("%1 %2").arg(name, of);
    if (names_.size() > 20000)
        names_.clear();
    return names_[step] = name;
}

// Names of mappings from the steps made since the last look; a few at a time, for a run can have millions.
void OpenRun::scanNames() {
    constexpr std::size_t most = 100000;
    const History& history = run_->history(run_->leadingLane());
    const std::size_t first = std::max(scanned_, history.firstMoment()) + 1,
                      last = std::min(history.stepCount(), scanned_ + most);
    if (first > last)
        return;
    history.forEachKept(first, last, [this](const Step* step, const QuietStep*) {
        if (step)
            for (const Change& change : step->delta.changes)
                if (const auto* mapping = std::get_if<MappingChange>(&change);
                    mapping && mapping->after && !mapping->after->label.empty())
                    seen_[mapping->after->start] = *mapping->after;
        return true;
    });
    scanned_ = last;
}

TimelineFacts OpenRun::timeline(LaneChoice choice) {
    TimelineFacts facts;
    scanNames();
    facts.first = firstMoment();
    facts.count = run_->stepCount();
    facts.ended = ended();
    facts.nameOf = [this](std::size_t step) { return nameOf(step); };
    for (const Difference& difference : run_->differences())
        facts.differences.insert(difference.step);
    const std::size_t leading = run_->leadingLane();
    std::map<ProcessId, std::pair<std::size_t, std::size_t>> spans;
    for (const StepMark& mark : run_->history(leading).marks()) {
        auto& span = spans.try_emplace(mark.process, mark.step, mark.step).first->second;
        span.second = mark.step;
    }
    if (spans.size() > 1) {
        for (const auto& [id, span] : spans) {
            TimelineLane lane;
            lane.name =
                QStringLiteral("%1 %2").arg(id).arg(id == firstProcess ? Words::tr("parent") : Words::tr("child"));
            lane.process = id;
            lane.first = id == firstProcess ? 0 : span.first;
            lane.last = span.second;
            lane.ended = true;
            for (const StepMark& mark : run_->history(leading).marks())
                if (mark.process == id)
                    lane.marks.push_back(mark);
            facts.lanes.push_back(std::move(lane));
        }
    } else {
        for (const bool real : {false, true}) {
            if (!has(real ? LaneChoice::Real : LaneChoice::Simulated) ||
                (choice != LaneChoice::Both && has(choice) && (choice == LaneChoice::Real) != real))
                continue;
            TimelineLane lane;
            lane.name = real ? Words::tr("Real kernel") : Words::tr("Simulated");
            lane.marks = run_->history(laneFor(real)).marks();
            lane.ended = facts.ended;
            facts.lanes.push_back(std::move(lane));
        }
    }
    foldLanes(facts.lanes);
    return facts;
}

QString OpenRun::output(std::size_t moment) const {
    return QString::fromStdString(run_->history(run_->leadingLane()).output(moment, 0));
}

std::vector<Variable> OpenRun::variables(std::size_t moment) const {
    const std::size_t lane = run_->leadingLane();
    if (moment == 0 || moment > run_->history(lane).stepCount() || moment <= run_->history(lane).firstMoment())
        return run_->variablesAt(lane, moment, firstProcess);
    return run_->variablesAt(lane, moment, run_->history(lane).step(moment).process);
}

SourcePlace OpenRun::placeOf(std::size_t step) const {
    const History& history = run_->history(run_->leadingLane());
    if (step <= history.firstMoment() || step > history.stepCount())
        return {};
    return history.step(step).operation.place;
}

std::size_t OpenRun::nextLine(std::size_t from, bool back) const {
    const SourcePlace here = placeOf(from);
    std::size_t at = from;
    const std::size_t first = firstMoment(), last = lastMoment();
    // A loop that is one line long is passed over as one; not for ever, though.
    for (std::size_t tried = 0; tried < 20000; ++tried) {
        if (back ? at <= first : at >= last)
            break;
        at = back ? at - 1 : at + 1;
        const SourcePlace place = placeOf(at);
        if (place.line != 0 && (place.line != here.line || place.file != here.file))
            break;
    }
    return at;
}

std::size_t OpenRun::nextMark(std::size_t from, const Until& until) const {
    std::size_t found = 0;
    const auto offer = [&](std::size_t step) {
        if (step > from && (found == 0 || step < found))
            found = step;
    };
    if (until.fault || until.signal)
        for (std::size_t lane = 0; lane < run_->laneCount(); ++lane)
            for (const StepMark& mark : run_->history(lane).marks(from + 1))
                if ((until.fault && mark.minor + mark.major > 0) || (until.signal && mark.signal != 0))
                    offer(mark.step);
    if (until.difference)
        for (const Difference& difference : run_->differences())
            offer(difference.step);
    return found;
}

} // namespace faultline
