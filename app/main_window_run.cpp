// Starting a run, showing it, and work on it off the window's thread.
#include "app/main_window.h"

#include "app/story/names.h"

#include <QElapsedTimer>

#include <algorithm>
#include <limits>
#include <utility>

namespace faultline {

namespace {

// "process 1000: ...": on the command line a line begins so, here a sentence does.
QString asSentence(QString text) {
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

void MainWindow::start(const ProgramText& text, const Choices& replay, std::size_t toStep, ProcessId thenChoose) {
    if (background_.busy())
        return;
    following_ = false;
    say(tr("Starting"));
    auto result = std::make_shared<StartedRun>();
    const RunSettings settings = runSettings_;
    StartOptions options;
    options.machines = text.options.hardware.any()
                           ? MachineChoice::Simulated
                           : machineChoiceNamed(text.options.machine).value_or(MachineChoice::Both);
    options.replay = replay;
    options.toStep = toStep;
    options.historyBytes = historyMebibytes() << 20;
    begin(
        [result, text, options, settings](std::stop_token stop) {
            *result = startRun(text, options, stop);
            const bool fresh = options.replay.inputs.empty() && options.toStep == 0;
            if (result->run && fresh && (!settings.input.isEmpty() || settings.inputEnds))
                result->run->run().supply({reinterpret_cast<const std::uint8_t*>(settings.input.constData()),
                                           static_cast<std::size_t>(settings.input.size())},
                                          settings.inputEnds);
        },
        [this, result, thenChoose] { started(std::move(*result), thenChoose); }, [] { return tr("Starting"); });
}

void MainWindow::started(StartedRun result, ProcessId thenChoose) {
    say({});
    const std::function<void()> then = std::exchange(onceStarted_, nullptr);
    page_->clearRun();
    discardRun();
    const bool missing = result.realWanted && !result.withoutReal.isEmpty();
    whyNotReal_ = missing ? result.withoutReal
                          : tr("This program runs on the simulated machine alone, as its settings say (Ctrl+R).");
    if (!result.files.empty()) {
        std::vector<SourceFile> own;
        for (const SourceFile& file : result.files)
            if (!file.name.starts_with('<'))
                own.push_back(file);
        // Positions count in all files; the built-in headers come last or are not shown.
        const bool inOrder =
            std::all_of(result.files.begin(), result.files.begin() + static_cast<std::ptrdiff_t>(own.size()),
                        [](const SourceFile& file) { return !file.name.starts_with('<'); });
        if (!page_->source().edited())
            page_->source().addFiles(inOrder ? own : result.files, text_.sources.size());
    } else if (!page_->source().edited() && !text_.sources.empty()) {
        page_->source().addFiles(text_.sources, text_.sources.size());
    }
    page_->source().setErrors(result.diagnostics);
    if (result.failure)
        say(toQString(result.failure->message()), tr("How it is run…"), [this] { askForSettings(); });
    else if (!result.run)
        say(tr("The program has errors. They are marked in the text; F10 starts it again."));
    if (!result.run) {
        enableActions();
        return;
    }
    page_->source().keepAsStarted();
    run_ = std::move(result.run);
    const QString about = result.aboutReal.isEmpty() ? QString() : tr("Real kernel, %1").arg(result.aboutReal);
    if (missing)
        say(tr("The real kernel takes no part: %1").arg(whyNotReal_));
    toolBar_->setAvailable(run_->has(LaneChoice::Simulated), run_->has(LaneChoice::Real), whyNotReal_, about);
    if (run_->has(LaneChoice::Both) && toolBar_->lanes() != LaneChoice::Both)
        toolBar_->setLanes(LaneChoice::Both);
    page_->setVariablesNeeded([run = run_](RunPlace place) { return run->variables(place); });
    learnerChooses_ = false;
    if (!result.replayed)
        say(tr("Stopped on the way to the step: nobody has been chosen."));
    else if (thenChoose != 0)
        choosePresent(thenChoose);
    if (!learnerChooses_)
        page_->processes().setByTurns();
    told_ = 0;
    showMoment(run_->lastMoment());
    if (run_->run().isRecorded())
        showMoment(run_->firstMoment());
    enableActions();
    if (then)
        then();
}

// Ending machines may take a while: the window doesn't wait for it.
void MainWindow::discardRun() {
    if (run_)
        discarding_ = std::jthread([old = std::exchange(run_, nullptr)]() mutable { old.reset(); });
}

ProgramText MainWindow::textNow() const {
    ProgramText text = text_;
    const std::vector<SourceFile> edited = page_->source().files();
    for (std::size_t i = 0; i < text.sources.size() && i < edited.size(); ++i)
        text.sources[i].text = edited[i].text;
    return text;
}

void MainWindow::reset() {
    if (background_.busy() || text_.sources.empty())
        return;
    if (run_ && run_->run().isRecorded()) {
        goTo(run_->firstMoment());
        return;
    }
    text_ = textNow();
    if (settingsChosen_ || askFirstComment())
        start(text_);
}

// The first comment may have been edited, and what the program keeps may be there by now.
bool MainWindow::askFirstComment() {
    const Result<ProgramOptions> own = ownOptions(text_.sources.front().text);
    if (!own) {
        say(toQString(own.failure().message()));
        return false;
    }
    text_.options = completed(typed_, own.value(), text_.sources.front().name);
    runSettings_.options = text_.options;
    return true;
}

void MainWindow::showPlace(const Shown& shown) {
    if (!run_)
        return;
    shown_ = shown;
    shown_.place.moment = std::clamp(shown.place.moment, run_->firstMoment(), run_->lastMoment());
    run_->setGoing(background_.busy());
    page_->show(*run_, shown_, toolBar_->lanes(), told_);
    modes_->setDifferences(run_->has(LaneChoice::Both), run_->run().differenceCount(),
                           page_->shown().differences.size());
    QString next = tr("Step");
    const auto& notes = page_->shown().processes;
    if (notes.size() > 1)
        for (const ProcessNote& note : notes)
            if (note.turn)
                next = tr("Step %1").arg(note.id);
    toolBar_->setStepText(next);
    enableActions();
}

void MainWindow::goTo(std::size_t moment) {
    if (!run_)
        return;
    // The last is where the run stands, which may be statements further.
    const RunPlace present = run_->run().presentPlace();
    goToPlace({!background_.busy() && moment >= present.moment ? present : RunPlace{moment, 0}, {}});
}

void MainWindow::goToPlace(const Shown& shown) {
    told_ = 0;
    if (!run_)
        return;
    if (background_.busy())
        following_ = shown.place.moment >= run_->lastMoment(); // while it runs, its end is followed
    else
        say({}); // it was about another moment
    showPlace(shown);
    const RunState state = run_->run().status().state;
    if (!background_.busy() && moment() == run_->lastMoment() && !run_->run().isRecorded() &&
        (state == RunState::Failed || state == RunState::Deadlock))
        sayHowItStands(); // and what can be done about it
}

// Work off the window's thread. Work that takes a while says how far it is, and the run's growth is shown.
void MainWindow::begin(Background::Work work, std::function<void()> done, std::function<QString()> saying) {
    constexpr int firstLook = 150; // milliseconds: what is done sooner says nothing
    workSaying_ = std::move(saying);
    progress_.start(firstLook);
    background_.start(std::move(work), [this, done = std::move(done)] {
        progress_.stop();
        done();
    });
}

void MainWindow::followWork() {
    if (!background_.busy())
        return;
    QElapsedTimer cost;
    cost.start();
    if (run_ && following_ && run_->lastMoment() > grownFrom_)
        showMoment(run_->lastMoment());
    else if (run_)
        page_->follow(*run_, toolBar_->lanes());
    say(workSaying_());
    // What is drawn meanwhile takes a small part of the time.
    progress_.setInterval(static_cast<int>(std::clamp<qint64>(4 * cost.elapsed(), 100, 1000)));
}

void MainWindow::move(MoveBy by, StepSize size, const QString& missed) {
    if (!run_ || background_.busy())
        return;
    say({});
    afterInput_ = nullptr;
    following_ = true;
    grownFrom_ = run_->lastMoment();
    auto made = std::make_shared<Move>();
    begin(
        [run = run_, from = shown_, made, by = std::move(by)](std::stop_token stop) {
            *made = by(run->run(), from, stop);
            run->keepFilesAtEnd();
        },
        [this, made, size, missed] { moved(*made, size, missed); },
        [run = run_, before = grownFrom_] {
            const std::size_t now = run->lastMoment();
            return now > before ? tr("Running: %1 steps").arg(countText(now)) : tr("Looking through the steps");
        });
}

void MainWindow::moved(const Move& made, StepSize size, const QString& missed) {
    say({});
    if (following_) {
        told_ = size == StepSize::Event ? 1 : 0;
        showPlace(made.shown);
    } else {
        showPlace(shown_); // the learner has gone elsewhere meanwhile
    }
    following_ = false;
    if (made.end == MoveEnd::Arrived && made.shown.arrivedAtLine)
        sayWhereItStopped();
    if (made.end == MoveEnd::Stopped)
        say(tr("Stopped after %1 steps. Run goes on.").arg(countText(run_->lastMoment())));
    if (made.end == MoveEnd::NoMore)
        sayHowItStands();
    if (made.end == MoveEnd::NoMore && !missed.isEmpty())
        say(message_->text().isEmpty() ? missed : missed + QLatin1Char(' ') + message_->text());
    else if (made.end == MoveEnd::Arrived && made.shown.place >= run_->run().presentPlace())
        sayHowItStands();
}

void MainWindow::sayWhereItStopped() {
    for (const ProcessNote& note : page_->shown().processes)
        if (note.line > 0 && (note.turn || page_->shown().processes.size() == 1))
            say(page_->source().breakpoints().contains({note.file, note.line})
                    ? tr("Stopped before line %1: a breakpoint.").arg(note.line)
                    : tr("Stopped before line %1.").arg(note.line));
}

// The text, and where the program's files have been kept.
QString MainWindow::withKeptFiles(const QString& text) const {
    if (run_->whyNotKept())
        return text + QLatin1Char(' ') +
               tr("Its files were not kept: %1").arg(toQString(run_->whyNotKept()->message()));
    if (run_->keptIn().isEmpty())
        return text;
    return text + QLatin1Char(' ') + tr("Its files are kept in %1").arg(run_->keptIn());
}

// What there is to say of the end of the run, or of what it waits for.
void MainWindow::sayHowItStands() {
    const RunStatus status = run_->run().status();
    const bool atEnd = moment() == run_->lastMoment();
    const auto again = [this] { reset(); };
    if (status.textError) {
        Diagnostic error;
        error.severity = Severity::Error;
        error.place = status.textError->place;
        error.message = status.textError->message;
        error.advice = status.textError->advice;
        page_->source().setErrors({error});
    }
    switch (status.state) {
    case RunState::Ready:
        break;
    case RunState::WaitsForInput:
        say(tr("The program waits for standard input: type it under Output."));
        break;
    case RunState::Ended:
        if (atEnd)
            say(withKeptFiles(status.endedBy
                                  ? tr("The program was ended by %1.").arg(signalText(status.endedBy))
                                  : tr("The program has ended, exit status %1.").arg(status.exitStatus & 0xff)));
        break;
    case RunState::Deadlock:
        say(tr("No process can go on: %1.").arg(toQString(status.message).remove(QStringLiteral("deadlock: "))),
            tr("Start again"), again);
        break;
    case RunState::StepLimit:
    case RunState::Failed:
        if (run_->run().isRecorded())
            say(tr("A saved run: what is recorded ends here."));
        else
            say(asSentence(toQString(status.message)), tr("Start again"), again);
        break;
    }
}

void MainWindow::chooseProcess(ProcessId process) {
    if (!run_ || background_.busy() || run_->run().isRecorded())
        return;
    if (page_->source().edited()) { // the run would not be the text's
        say(tr("The text has changed: Run and Step start it anew."));
        return;
    }
    if (moment() == run_->lastMoment()) {
        choosePresent(process);
        showPlace(shown_);
        return;
    }
    // Another choice in the past: a new run, with the same choices up to here.
    start(text_, run_->run().choicesUpTo(moment()), moment(), process);
}

// Who has been chosen goes on until another is, or until it can't.
void MainWindow::choosePresent(ProcessId process) {
    if (!learnerChooses_)
        run_->run().setTurn(std::numeric_limits<std::uint32_t>::max());
    learnerChooses_ = true;
    run_->run().choose(process);
}

void MainWindow::takeTurns() {
    if (!run_ || background_.busy() || run_->run().isRecorded() || !learnerChooses_)
        return;
    learnerChooses_ = false;
    run_->run().setTurn(1);
    showPlace(shown_);
}

void MainWindow::supply(const QByteArray& bytes, bool end) {
    if (!run_ || background_.busy())
        return;
    const MoveBy then = afterInput_;
    const QString missed = missedAfterInput_;
    const auto given = [bytes, end, then](Run& run, const Shown&, std::stop_token stop) {
        const std::size_t before = run.stepCount();
        run.supply({reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())},
                   end);
        if (then)
            return then(run, {run.presentPlace(), {}}, stop);
        Until one;
        one.steps = run.stepCount() > before ? 0 : 1;
        if (one.steps == 0) // the call that waited has ended: that was the step
            return Move{{run.presentPlace(), {}}, MoveEnd::Arrived};
        return moveLive(run, one, stop);
    };
    if (then)
        runBy(given, missed);
    else
        move(given, toolBar_->stepSize());
    afterInput_ = then;
}

} // namespace faultline
