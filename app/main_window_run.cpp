// What the user does with a run: steps, runs, goes back.
#include "app/main_window.h"

#include <QApplication>
#include <QFileInfo>

#include <algorithm>

namespace faultline {

void MainWindow::start(const ProgramText& text, const Choices& replay, std::size_t toStep, ProcessId thenChoose) {
    if (background_.busy())
        return;
    say(tr("Starting"));
    auto result = std::make_shared<StartedRun>();
    const RunSettings settings = runSettings_;
    background_.start(
        [result, text, replay, toStep, settings](std::stop_token stop) {
            *result = startRun(text, MachineChoice::Both, replay, toStep, stop);
            const bool fresh = replay.inputs.empty() && toStep == 0;
            if (result->run && fresh && (!settings.input.isEmpty() || settings.inputEnds))
                result->run->run().supply({reinterpret_cast<const std::uint8_t*>(settings.input.constData()),
                                           static_cast<std::size_t>(settings.input.size())},
                                          settings.inputEnds);
        },
        [this, result, thenChoose] { started(std::move(*result), thenChoose); });
}

void MainWindow::started(StartedRun result, ProcessId thenChoose) {
    say({});
    run_.reset();
    page_->clearRun();
    whyNotReal_ = result.withoutReal;
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
            page_->source().setFiles(inOrder ? own : result.files, text_.sources.size());
    } else if (!page_->source().edited() && !text_.sources.empty()) {
        page_->source().setFiles(text_.sources, text_.sources.size());
    }
    page_->source().setErrors(result.diagnostics);
    if (result.failure)
        say(QString::fromStdString(result.failure->message()));
    else if (!result.run)
        say(tr("The program has errors. They are marked in the text; F10 starts it again."));
    if (!result.run) {
        enableActions();
        return;
    }
    page_->source().keepAsStarted();
    run_ = std::move(result.run);
    if (!whyNotReal_.isEmpty())
        say(tr("The real kernel takes no part: %1").arg(whyNotReal_));
    toolBar_->setAvailable(run_->has(LaneChoice::Simulated), run_->has(LaneChoice::Real), whyNotReal_);
    if (run_->has(LaneChoice::Both) && toolBar_->lanes() != LaneChoice::Both)
        toolBar_->setLanes(LaneChoice::Both);
    page_->setVariablesNeeded([run = run_](std::size_t moment) { return run->variables(moment); });
    if (thenChoose != 0)
        run_->run().choose(thenChoose);
    told_ = 0;
    showMoment(run_->lastMoment());
    if (run_->run().isRecorded())
        showMoment(run_->firstMoment());
    enableActions();
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
    start(text_);
}

void MainWindow::showMoment(std::size_t moment) {
    if (!run_)
        return;
    moment_ = std::clamp(moment, run_->firstMoment(), run_->lastMoment());
    page_->show(*run_, moment_, toolBar_->lanes(), told_);
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
    told_ = 0;
    if (!background_.busy())
        say({}); // it was about another moment
    showMoment(moment);
}

// A piece of work on the run, off the window's thread.
void MainWindow::work(std::function<void(Run&, std::stop_token)> what) {
    work(std::move(what), toolBar_->stepSize());
}

void MainWindow::work(std::function<void(Run&, std::stop_token)> what, StepSize size) {
    if (!run_ || background_.busy() || run_->run().isRecorded())
        return;
    say({});
    progress_.start(200);
    background_.start([run = run_, what = std::move(what)](std::stop_token stop) { what(run->run(), stop); },
                      [this, size] { afterWork(size); });
}

void MainWindow::afterWork(StepSize size) {
    progress_.stop();
    say({});
    told_ = size == StepSize::Event ? 1 : 0;
    showMoment(run_->lastMoment());
    const RunStatus status = run_->run().status();
    if (status.state == RunState::Deadlock || status.state == RunState::Failed)
        say(QString::fromStdString(status.message));
    else if (status.state == RunState::WaitsForInput)
        say(tr("The program waits for standard input: type it under Output."));
    else if (status.state == RunState::Ended && moment_ == run_->lastMoment())
        say(status.endedBy ? tr("The program was ended by %1.").arg(signalText(status.endedBy))
                           : tr("The program has ended, exit status %1.").arg(status.exitStatus & 0xff));
}

// Where the moment is not the last, a step shows what was recorded. false: it is the last.
bool MainWindow::stepInThePast(StepSize size) {
    if (size == StepSize::Event && told_ > 0 && told_ < page_->sentenceCount()) {
        ++told_;
        showMoment(moment_);
        return true;
    }
    if (moment_ >= run_->lastMoment())
        return false;
    told_ = size == StepSize::Event ? 1 : 0;
    showMoment(size == StepSize::Statement ? run_->nextLine(moment_, false) : moment_ + 1);
    return true;
}

void MainWindow::step() {
    if (page_->source().edited() || (!run_ && !text_.sources.empty())) {
        reset(); // the text has changed: it is run from the start
        return;
    }
    if (!run_ || background_.busy())
        return;
    const StepSize size = toolBar_->stepSize();
    if (stepInThePast(size))
        return;
    if (size == StepSize::Statement)
        work([](Run& run, std::stop_token stop) { run.stepStatement(stop); });
    else
        work([](Run& run, std::stop_token) { run.step(); });
}

void MainWindow::stepInto() {
    const StepSize size = toolBar_->stepSize();
    const StepSize smaller = size == StepSize::Statement ? StepSize::Operation : StepSize::Event;
    if (!run_ || background_.busy() || stepInThePast(smaller))
        return;
    work([](Run& run, std::stop_token) { run.step(); }, smaller);
}

void MainWindow::stepOver() {
    if (!run_ || background_.busy() || stepInThePast(StepSize::Statement))
        return;
    work([](Run& run, std::stop_token stop) { run.stepOver(stop); });
}

void MainWindow::stepOut() {
    if (!run_ || background_.busy() || stepInThePast(StepSize::Statement))
        return;
    work([](Run& run, std::stop_token stop) { run.stepOut(stop); });
}

void MainWindow::back() {
    if (!run_ || background_.busy())
        return;
    const StepSize size = toolBar_->stepSize();
    if (size == StepSize::Event && told_ > 1) {
        --told_;
        showMoment(moment_);
        return;
    }
    told_ = 0;
    say({});
    if (moment_ > run_->firstMoment())
        showMoment(size == StepSize::Statement ? run_->nextLine(moment_, true) : moment_ - 1);
}

void MainWindow::runToNext(const Until& until) {
    if (!run_ || background_.busy())
        return;
    const std::size_t recorded = run_->nextMark(moment_, until);
    if (recorded != 0) {
        goTo(recorded);
        return;
    }
    if (run_->run().isRecorded() || run_->ended()) {
        goTo(run_->lastMoment());
        return;
    }
    work([until](Run& run, std::stop_token stop) { run.runUntil(until, stop); });
}

void MainWindow::runOn() {
    if (page_->source().edited()) {
        reset();
        return;
    }
    if (!run_ || background_.busy())
        return;
    Until until;
    until.lines = page_->source().breakpoints();
    // In the past, breakpoints stop where a recorded step stands on their line.
    if (!until.lines.empty() && run_->lastMoment() - moment_ < 20000)
        for (std::size_t step = moment_ + 1; step <= run_->lastMoment(); ++step) {
            const SourcePlace place = run_->placeOf(step);
            const SourcePlace before = run_->placeOf(step - 1);
            if (until.lines.contains({place.file, place.line}) && (place.line != before.line || step == moment_ + 1) &&
                step > moment_ + 1) {
                goTo(step);
                return;
            }
        }
    if (run_->ended()) {
        goTo(run_->lastMoment());
        return;
    }
    work([until](Run& run, std::stop_token stop) { run.runUntil(until, stop); });
}

void MainWindow::runToCursor() {
    if (!run_ || background_.busy())
        return;
    Until until;
    until.lines.insert(page_->source().cursorPlace());
    if (run_->ended()) {
        const auto [file, line] = page_->source().cursorPlace();
        for (std::size_t step = moment_ + 1; step <= std::min(run_->lastMoment(), moment_ + 20000); ++step)
            if (run_->placeOf(step).file == file && run_->placeOf(step).line == line) {
                goTo(step);
                return;
            }
        say(tr("No step from here on stands on that line."));
        return;
    }
    work([until](Run& run, std::stop_token stop) { run.runUntil(until, stop); });
}

void MainWindow::chooseProcess(ProcessId process) {
    if (!run_ || background_.busy() || run_->run().isRecorded())
        return;
    if (moment_ == run_->lastMoment()) {
        run_->run().choose(process);
        showMoment(moment_);
        return;
    }
    // Another choice in the past: a new run, with the same choices up to here.
    start(text_, run_->run().choicesUpTo(moment_), moment_, process);
}

void MainWindow::supply(const QByteArray& bytes, bool end) {
    if (!run_ || background_.busy())
        return;
    run_->run().supply(
        {reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())}, end);
    work([](Run& run, std::stop_token) { run.step(); });
}

} // namespace faultline
