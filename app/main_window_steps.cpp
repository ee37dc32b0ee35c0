// What the user does with a run: steps, runs, goes back.
#include "app/main_window.h"

#include "app/story/names.h"

namespace faultline {

namespace {

MainWindow::MoveBy byStatement(StatementStep size) {
    return [size](Run& run, const Shown& from, std::stop_token stop) { return moveByStatement(run, from, size, stop); };
}

Move byOperation(Run& run, const Shown& from, std::stop_token stop) {
    return moveByOperation(run, from, stop);
}

} // namespace

// The step size Event: the next sentence of the step that is shown. false: it has been told.
bool MainWindow::tellNext() {
    if (told_ == 0 || told_ >= page_->sentenceCount())
        return false;
    ++told_;
    showPlace(shown_);
    return true;
}

// The next operation where it is recorded: shown at once. false: it has to be made.
bool MainWindow::showNextOperation(StepSize size) {
    const std::size_t next = shown_.place.moment + 1;
    if (next > run_->lastMoment())
        return false;
    goTo(next);
    if (size == StepSize::Event) {
        told_ = 1;
        showPlace(shown_);
    }
    return true;
}

// The text has changed, or has not been started: it is run from the start, and then goes on as was asked.
bool MainWindow::startsAgain(std::function<void()> then) {
    if (!page_->source().edited() && (run_ || text_.sources.empty()))
        return false;
    if (background_.busy())
        return true;
    reset();
    if (background_.busy()) // it is being started
        onceStarted_ = std::move(then);
    return true;
}

void MainWindow::step() {
    if (startsAgain([this] { step(); }) || !run_ || background_.busy())
        return;
    const StepSize size = toolBar_->stepSize();
    if (size == StepSize::Event && tellNext())
        return;
    if (size == StepSize::Statement)
        move(byStatement(StatementStep::Into), size);
    else if (!showNextOperation(size))
        move(byOperation, size);
}

void MainWindow::stepInto() {
    if (!run_ || background_.busy())
        return;
    const StepSize smaller = toolBar_->stepSize() == StepSize::Statement ? StepSize::Operation : StepSize::Event;
    if (smaller == StepSize::Event && tellNext())
        return;
    if (!showNextOperation(smaller))
        move(byOperation, smaller);
}

void MainWindow::stepOver() {
    if (run_ && !background_.busy())
        move(byStatement(StatementStep::Over), StepSize::Statement);
}

void MainWindow::stepOut() {
    if (run_ && !background_.busy())
        move(byStatement(StatementStep::Out), StepSize::Statement);
}

void MainWindow::back() {
    if (!run_)
        return;
    const StepSize size = toolBar_->stepSize();
    if (told_ > 1) {
        --told_;
        showPlace(shown_);
        return;
    }
    told_ = 0;
    if (size != StepSize::Statement || background_.busy()) {
        goToPlace(moveBackByOperation(run_->run(), shown_).shown);
        return;
    }
    move([](Run& run, const Shown& from, std::stop_token stop) { return moveBackByStatement(run, from, stop); }, size);
}

void MainWindow::runToNext(const Until& until) {
    if (!run_ || background_.busy())
        return;
    if (const std::size_t recorded = run_->nextMark(moment(), until)) {
        goTo(recorded);
        return;
    }
    const QString missed = until.fault        ? tr("No more page faults.")
                           : until.signal     ? tr("No more signals.")
                           : until.difference ? tr("No more differences.")
                                              : QString();
    runBy([until](Run& run, const Shown&, std::stop_token stop) { return moveLive(run, until, stop); }, missed);
}

void MainWindow::runToPageChange() {
    if (!run_ || background_.busy())
        return;
    const std::optional<Until::PageOf> page = page_->selectedPage();
    if (!page) {
        say(tr("Select a page on the stage first: click it, or walk there with the arrows and press Enter."));
        return;
    }
    runBy(
        [page](Run& run, const Shown& from, std::stop_token stop) { return moveToPageChange(run, from, *page, stop); },
        tr("The page does not change any more."));
}

void MainWindow::runOn() {
    if (startsAgain([this] { runOn(); }) || !run_ || background_.busy())
        return;
    runBy([lines = page_->source().breakpoints()](Run& run, const Shown& from, std::stop_token stop) {
        return moveToLines(run, from, lines, stop);
    });
}

void MainWindow::runToCursor() {
    const auto cursor = page_->source().cursorPlace();
    runToLine(cursor.first, cursor.second);
}

void MainWindow::runToLine(std::uint32_t file, std::uint32_t from) {
    if (!run_ || background_.busy())
        return;
    const std::uint32_t withCode = page_->source().lineWithCode(file, from);
    if (withCode == 0) {
        say(tr("No statement follows the cursor in this file."));
        return;
    }
    const std::pair line{file, withCode};
    runBy([line](Run& run, const Shown& at, std::stop_token stop) { return moveToLines(run, at, {line}, stop); },
          tr("No statement from here on begins in line %1.").arg(line.second));
}

void MainWindow::goToStep(std::size_t step) {
    if (!run_ || step <= run_->lastMoment() || background_.busy() || run_->run().isRecorded()) {
        goTo(step);
        return;
    }
    if (page_->source().edited()) { // the run would not be the text's
        say(tr("The text has changed: Run and Step start it anew."));
        return;
    }
    runBy(
        [step](Run& run, const Shown&, std::stop_token stop) {
            Until until;
            until.steps = step - std::min(step, run.stepCount());
            Move made = moveLive(run, until, stop);
            if (made.end == MoveEnd::Arrived && made.shown.place.moment > step)
                made.shown.place = {step, 0}; // some steps come together
            return made;
        },
        tr("There is no step %1.").arg(countText(step)));
}

// A run that meets a question to whoever types goes on once it is answered.
void MainWindow::runBy(const MoveBy& by, const QString& missed) {
    move(by, StepSize::Operation, missed);
    afterInput_ = by;
    missedAfterInput_ = missed;
}

} // namespace faultline
