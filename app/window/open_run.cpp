#include "app/window/open_run.h"

#include "app/session/kept_files.h"
#include "app/session/scratch_files.h"
#include "app/story/names.h"

#include <QCoreApplication>
#include <algorithm>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OpenRun)
};

bool isReal(const Run& run, std::size_t lane) {
    return run.machineKind(lane) == MachineKind::Real;
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

std::size_t OpenRun::lastMoment() const {
    return std::min(run_->stepCount(), run_->history(run_->leadingLane()).stepCount());
}

void OpenRun::addLane(Moment& moment, bool real, const Shown& shown) {
    if (!has(real ? LaneChoice::Real : LaneChoice::Simulated))
        return;
    const Setup& setup = program_.origin.setup;
    const std::size_t lane = laneFor(real);
    const History& history = run_->history(lane);
    const std::size_t at = std::min(moment.number, history.stepCount());
    LaneMoment made;
    made.real = real;
    made.snapshot = &cursors_[lane]->at(at);
    if (auto step = at == moment.number && !shown.withoutOperation() ? history.step(at) : std::nullopt) {
        steps_[lane] = std::move(*step);
        made.step = &steps_[lane];
        // What a fatal signal was about is gone with the process: shown is what the access met.
        if (steps_[lane].status == Status::Ended && steps_[lane].outcome.signal && at - 1 >= history.firstMoment())
            made.snapshot = &cursors_[lane]->at(at - 1);
    }
    made.title = real ? Words::tr("Real kernel") : Words::tr("Simulated machine");
    // "Linux 6.18" of "Linux 6.18.44-1-amd64".
    const QString kernel = toQString(setup.parameters.kernel).section(QLatin1Char('.'), 0, 1);
    made.detail =
        real ? (kernel.isEmpty() ? QStringLiteral("Linux") : kernel)
             : Words::tr("%1, %2 frames").arg(toQString(setup.hardware.preset), countText(made.snapshot->frameCount));
    const RunStatus status = run_->status();
    if (real && !run_->isRecorded() && status.state == RunState::Failed && !status.textError && at == lastMoment())
        made.stopped = Words::tr("its worker has ended");
    moment.lanes.push_back(made);
}

void OpenRun::keepFilesAtEnd() {
    if (options_.keep.empty() || !keptIn_.isEmpty() || whyNotKept_ || run_->isRecorded() ||
        run_->status().state != RunState::Ended)
        return;
    const std::vector<FileContents> files = run_->files(run_->leadingLane());
    whyNotKept_ = options_.keptByUs ? replaceKept(files, options_.keep) : keepFiles(files, options_.keep);
    if (!whyNotKept_)
        keptIn_ = QString::fromStdString(options_.keep);
}

Moment OpenRun::moment(const Shown& shown, LaneChoice choice) {
    Moment moment;
    moment.count = lastMoment();
    moment.ended = ended();
    moment.number = std::clamp(shown.place.moment, firstMoment(), moment.count);
    if (!going_ && run_->laneCount() == 2) // while it goes on, one history may be a little behind the other
        moment.comparedTo = std::min(run_->history(0).stepCount(), run_->history(1).stepCount());
    if (choice != LaneChoice::Real || !has(LaneChoice::Real))
        addLane(moment, false, shown);
    if (choice != LaneChoice::Simulated || !has(LaneChoice::Simulated))
        addLane(moment, true, shown);
    if (!shown.withoutOperation())
        moment.differences = run_->differencesAt(moment.number);
    const Address end = program_.origin.setup.parameters.userEnd;
    moment.spaceEnd = end > (Address{1} << 32) ? Address{1} << 47 : end;
    timeline_.follow();
    moment.programNames = &timeline_.programNames();
    addProcesses(moment, shown);
    tellStory(moment);
    tellStatement(moment, shown);
    addLostStore(moment);
    if (moment.partedBefore() && moment.lanes.size() == 2)
        moment.note = (moment.number == moment.comparedTo + 1
                           ? Words::tr("Here the machines part: %1 goes on alone.")
                           : Words::tr("The machines parted in step %2: %1 goes on alone, nothing is compared."))
                          .arg(moment.teller()->real ? Words::tr("the real kernel") : Words::tr("the simulated one"));
    if (moment.partedBefore() && moment.lanes.size() == 2 && moment.number > moment.comparedTo + 1)
        moment.note = moment.note.arg(moment.comparedTo + 1);
    return moment;
}

// A statement that asked nothing of the machine, or several things.
void OpenRun::tellStatement(Moment& moment, const Shown& shown) const {
    if (!shown.from)
        return;
    if (!shown.withoutOperation()) {
        if (shown.operations() > 1)
            moment.note = Words::tr("%1 operations, the last:").arg(countText(shown.operations()));
        addEarlierFaults(moment, *shown.from);
        return;
    }
    moment.instead = Words::tr("This statement asks nothing of memory or kernel.");
    ProcessId process = run_->turnAt(*shown.from);
    if (process == 0)
        process = firstProcess;
    moment.statement = run_->positionAt(*shown.from, process).place;
    moment.statementOf = process;
}

// What the statement met before its last operation: the nearest are enough to be found.
void OpenRun::addEarlierFaults(Moment& moment, RunPlace from) const {
    constexpr std::size_t most = 3, furthest = 64;
    const LaneMoment* teller = moment.teller();
    if (!teller || !teller->step)
        return;
    const History& history = run_->history(laneFor(teller->real));
    const std::size_t first = std::max(from.moment + 1, moment.number - std::min(moment.number, furthest));
    for (std::size_t number = moment.number - 1; number >= first && moment.earlier.size() < most; --number)
        if (const auto step = history.step(number); step && step->process == teller->step->process)
            if (auto fault = earlierFault(moment, *step))
                moment.earlier.insert(moment.earlier.begin(), std::move(*fault));
}

// A store over what another process has stored since this one's last load of it: the update that is lost.
void OpenRun::addLostStore(Moment& moment) const {
    constexpr std::size_t furthest = 64;
    const LaneMoment* teller = moment.teller();
    if (!teller || !teller->step || teller->step->operation.kind != OperationKind::Store || moment.processes.size() < 2)
        return;
    const History& history = run_->history(laneFor(teller->real));
    std::optional<Step> lost;
    const std::size_t first = std::max<std::size_t>(1, moment.number - std::min(moment.number, furthest));
    for (std::size_t number = moment.number - 1; number >= first; --number) {
        auto step = history.step(number);
        const Before before = step ? accessBefore(moment, *step) : Before::OwnStore;
        if (before == Before::OthersStore && !lost)
            lost = std::move(step);
        if (before == Before::OwnLoad && lost)
            moment.earlier.push_back(overwrittenStore(moment, *step, *lost));
        if (before == Before::OwnLoad || before == Before::OwnStore)
            return;
    }
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

void OpenRun::addProcesses(Moment& moment, const Shown& shown) const {
    const RunPlace at{moment.number, shown.place.statements};
    // Who steps by statements, or has come to one, sees the statement that is next, else the operation.
    const bool atStatement = shown.from.has_value() || at.statements > 0;
    if (moment.lanes.empty())
        return;
    const LaneMoment& lane = moment.lanes.front();
    const bool several = lane.snapshot->processes.size() > 1;
    const bool latest = going_ ? at.moment >= moment.count : at >= run_->presentPlace();
    const std::vector<RunningProcess> running = run_->processes();
    const ProcessId arrived = !latest && !going_ && shown.arrivedAtLine ? run_->turnAt(at) : 0;
    for (const auto& [id, process] : lane.snapshot->processes) {
        ProcessNote note;
        note.id = id;
        if (several)
            note.role = timeline_.roleOf(id);
        note.ended = process.facts.ended;
        note.waitedFor = process.facts.waitedFor;
        note.last = lane.step && lane.step->process == id;
        if (process.facts.blocked)
            note.waitsFor = toQString(process.facts.blocked->on);
        SourcePlace place;
        const auto now =
            std::find_if(running.begin(), running.end(), [&, id = id](const RunningProcess& p) { return p.id == id; });
        if (latest && now != running.end()) {
            note.turn = now->turn && !note.ended;
            place = now->position.place;
            if (!now->waitsFor.empty())
                note.waitsFor = toQString(now->waitsFor);
        } else if (!latest && !note.ended) {
            note.turn = id == arrived;
            place = run_->positionAt(at, id).place;
        }
        if (!going_ && !note.ended && note.waitsFor.isEmpty())
            if (const SourcePlace next = run_->nextPlaceAt(at, id, atStatement); next.line > 0)
                place = next;
        note.file = place.file;
        note.line = place.line;
        note.next = lineText(place);
        moment.processes.push_back(std::move(note));
    }
}

namespace {

// "mmap s", "store p", "wait ends"; `labelAt` gives the name of the mapping at an address.
QString nameOfStep(const Step& made, const std::function<QString(Address)>& labelAt) {
    const Operation& operation = made.operation;
    const bool isCall = operation.kind == OperationKind::Call;
    const Call call = operation.call;
    if (made.kind == StepKind::Arrived)
        return toQString(signalName(made.outcome.signal              ? made.outcome.signal.number
                                    : made.outcome.delivered.empty() ? 0
                                                                     : made.outcome.delivered.front().number));
    QString name = toQString(kindName(operation)), of;
    if (isCall && call == Call::ExitGroup)
        name = Words::tr("exit");
    if (isCall && call == Call::Wait4)
        name.replace(QStringLiteral("wait4"), QStringLiteral("wait"));
    if (made.kind == StepKind::Woken)
        name = Words::tr("%1 ends").arg(name);
    if (isCall && (call == Call::Mmap || call == Call::Mremap || call == Call::Shmat))
        of = toQString(operation.label);
    const bool byAddress = !isCall || call == Call::Munmap || call == Call::Mprotect || call == Call::Msync ||
                           call == Call::Madvise || call == Call::Mremap || call == Call::Mlock ||
                           call == Call::Munlock || call == Call::Shmdt;
    Address address = isCall ? operation.argument(0) : operation.target.address;
    if (address == 0 && !isCall)
        address = operation.source.address;
    if (of.isEmpty() && byAddress && address != 0)
        of = labelAt(address);
    return of.isEmpty() ? name : QStringLiteral("%1 %2").arg(name, of);
}

} // namespace

QString OpenRun::nameOf(std::size_t step) {
    if (const auto known = names_.find(step); known != names_.end())
        return known->second;
    QString name;
    run_->history(run_->leadingLane()).forEach(step, step, [&](const Step& made) {
        name = nameOfStep(made, [this](Address address) {
            const Mapping* mapping = timeline_.mappingNear(address);
            return mapping ? toQString(mapping->label) : QString();
        });
        return false;
    });
    if (names_.size() > 20000)
        names_.clear(); // they can be asked for again
    return names_[step] = name;
}

ProcessId OpenRun::processOf(std::size_t step) {
    if (const auto known = processes_.find(step); known != processes_.end())
        return known->second;
    ProcessId process = 0;
    run_->history(run_->leadingLane()).forEach(step, step, [&](const Step& made) {
        process = made.process;
        return false;
    });
    if (processes_.size() > 20000)
        processes_.clear();
    return processes_[step] = process;
}

QString OpenRun::waitOf(std::size_t step) {
    if (const auto known = waits_.find(step); known != waits_.end())
        return known->second;
    QString words;
    run_->history(run_->leadingLane()).forEach(step, step, [&](const Step& made) {
        for (const Change& change : made.delta.changes)
            if (const auto* process = std::get_if<ProcessChange>(&change);
                process && process->process == made.process && process->after && process->after->blocked)
                words = Words::tr("waits for %1").arg(toQString(process->after->blocked->on));
        return false;
    });
    if (waits_.size() > 20000)
        waits_.clear();
    return waits_[step] = words;
}

std::shared_ptr<const std::vector<Difference>> OpenRun::differences() {
    timeline_.follow();
    return timeline_.allDifferences();
}

TimelineFacts OpenRun::timeline(LaneChoice choice) {
    timeline_.follow();
    const bool both = choice == LaneChoice::Both || !has(choice);
    TimelineFacts facts = timeline_.facts(both || choice == LaneChoice::Simulated, both || choice == LaneChoice::Real);
    facts.first = firstMoment();
    facts.count = lastMoment();
    facts.ended = ended();
    if (facts.first > 0)
        facts.note = Words::tr("the first %1 steps are folded into one: the memory for the past is full")
                         .arg(countText(facts.first));
    for (TimelineLane& lane : facts.lanes)
        lane.ended = lane.ended || (facts.ended && lane.process == 0);
    facts.nameOf = [this](std::size_t step) { return nameOf(step); };
    facts.waitOf = [this](std::size_t step) { return waitOf(step); };
    facts.processOf = [this](std::size_t step) { return processOf(step); };
    return facts;
}

QString OpenRun::output(std::size_t moment) {
    constexpr std::size_t most = 64 * 1024;
    const History& history = run_->history(run_->leadingLane());
    KeptOutput kept = history.keptOutput(written_.empty() ? 0 : written_.back().index + 1);
    while (!written_.empty() && written_.front().index < kept.firstKept)
        written_.pop_front();
    for (OutputPiece& piece : kept.pieces)
        written_.push_back(std::move(piece));
    const auto end = std::upper_bound(written_.begin(), written_.end(), moment,
                                      [](std::size_t m, const OutputPiece& piece) { return m < piece.step; });
    QByteArray text;
    auto piece = end;
    const auto prepend = [&text](const Bytes& bytes) {
        text.prepend(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    };
    // What was typed stands there too, as a terminal shows it. What is there before the first step was not typed.
    std::vector<Choices::Input> typed = run_->choicesUpTo(moment).inputs;
    const auto prependTypedSince = [&](std::size_t step) {
        for (; !typed.empty() && typed.back().step >= step; typed.pop_back())
            prepend(typed.back().bytes);
    };
    while (piece != written_.begin() && text.size() <= static_cast<qsizetype>(most)) {
        --piece;
        prependTypedSince(piece->step);
        prepend(piece->written.bytes);
    }
    if (piece == written_.begin())
        prependTypedSince(1);
    bool whole = piece == written_.begin() && kept.dropped == 0;
    if (const auto over = text.size() - static_cast<qsizetype>(most); over > 0) {
        const qsizetype line = text.indexOf('\n', over);
        text.remove(0, line < 0 || line + 1 >= text.size() ? over : line + 1);
        whole = false;
    }
    const QString shown = QString::fromUtf8(text);
    return whole ? shown : Words::tr("(more before)") + QLatin1Char('\n') + shown;
}

std::vector<Variable> OpenRun::variables(RunPlace place) const {
    const std::size_t lane = run_->leadingLane();
    const std::optional<Step> step = run_->history(lane).step(place.moment);
    return run_->variablesAt(lane, place, step ? step->process : firstProcess);
}

std::size_t OpenRun::nextMark(std::size_t from, const Until& until) {
    timeline_.follow();
    return timeline_.nextMark(from, until);
}

} // namespace faultline
