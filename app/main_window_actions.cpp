// Actions and menu.
#include "app/main_window.h"

#include "app/story/names.h"

#include <QActionGroup>
#include <QApplication>
#include <QFileDialog>
#include <QInputDialog>

#include <limits>

namespace faultline {

QAction* MainWindow::action(const QString& text, const QKeySequence& key, std::function<void()> done) {
    auto* made = new QAction(text, this);
    made->setShortcut(key);
    const QString shortcut = key.toString(QKeySequence::NativeText);
    made->setToolTip(shortcut.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, shortcut));
    connect(made, &QAction::triggered, this, [done = std::move(done)] { done(); });
    addAction(made);
    return made;
}

void MainWindow::makeActions() {
    Actions& a = actions_;
    a.step = action(tr("Step"), QKeySequence(Qt::Key_F10), [this] { step(); });
    a.into = action(tr("Step into: the next smaller size"), QKeySequence(Qt::Key_F11), [this] { stepInto(); });
    a.over = action(tr("Step over"), QKeySequence(Qt::CTRL | Qt::Key_F10), [this] { stepOver(); });
    a.out = action(tr("Step out"), QKeySequence(Qt::SHIFT | Qt::Key_F11), [this] { stepOut(); });
    a.back = action(tr("Back"), QKeySequence(Qt::Key_F9), [this] { back(); });
    a.run = action(tr("Run"), QKeySequence(Qt::Key_F5), [this] { runOn(); });
    a.toCursor = action(tr("Run to cursor"), QKeySequence(Qt::CTRL | Qt::Key_F5), [this] { runToCursor(); });
    a.reset = action(tr("Reset"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F5), [this] { reset(); });
    a.nextFault = action(tr("Run to the next fault"), QKeySequence(Qt::Key_F6), [this] {
        Until until;
        until.fault = true;
        runToNext(until);
    });
    a.nextSignal = action(tr("Run to the next signal"), QKeySequence(Qt::Key_F7), [this] {
        Until until;
        until.signal = true;
        runToNext(until);
    });
    a.nextDifference = action(tr("Run to the next difference"), QKeySequence(Qt::Key_F8), [this] {
        Until until;
        until.difference = true;
        runToNext(until);
    });
    a.pageChange = action(tr("Run until the selected page changes"), QKeySequence(Qt::CTRL | Qt::Key_F7),
                          [this] { runToPageChange(); });
    a.goTo = action(tr("Go to step…"), QKeySequence(Qt::CTRL | Qt::Key_G), [this] {
        if (!run_)
            return;
        const std::size_t last = run_->lastMoment();
        const bool goesOn = !run_->ended() && !page_->source().edited();
        const QString range = tr("%1 to %2").arg(countText(run_->firstMoment()), countText(last));
        bool chosen = false;
        const int step = QInputDialog::getInt(
            this, tr("Go to step"),
            goesOn ? tr("Step (%1 are recorded; a later one is run to)").arg(range) : tr("Step (%1)").arg(range),
            static_cast<int>(moment()), static_cast<int>(run_->firstMoment()),
            goesOn ? std::numeric_limits<int>::max() : static_cast<int>(last), 1, &chosen);
        if (chosen)
            goToStep(static_cast<std::size_t>(step));
    });
    a.save = action(tr("Save the run…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] {
        const QString path =
            QFileDialog::getSaveFileName(this, tr("Save the run"), QStringLiteral("run.flt"), tr("Saved runs (*.flt)"));
        if (!path.isEmpty())
            saveTo(path);
    });
    a.saveText = action(tr("Save the program's text"), QKeySequence::Save, [this] { saveText(); });
    a.picture =
        action(tr("Export the stage as a picture…"), QKeySequence(Qt::CTRL | Qt::Key_E), [this] { askForPicture(); });
    a.table = action(tr("Export a table…"), {}, [this] { askForTable(); });
    a.settings = action(tr("Arguments, files, standard input…"), QKeySequence(Qt::CTRL | Qt::Key_R),
                        [this] { askForSettings(); });
}

void MainWindow::makeMenu() {
    Actions& a = actions_;
    menu_->addAction(action(tr("Open a program…"), QKeySequence::Open, [this] { askForProgram(); }));
    menu_->addAction(action(tr("Example programs…"), {}, [this] { askForShipped(); }));
    menu_->addAction(action(tr("Open a saved run…"), {}, [this] { askForSaved(); }));
    recentMenu_ = menu_->addMenu(tr("Recent"));
    menu_->addSeparator();
    for (QAction* each : {a.settings, a.saveText, a.save, a.picture, a.table})
        menu_->addAction(each);
    menu_->addSeparator();
    QMenu* run = menu_->addMenu(tr("Run"));
    for (QAction* each : {a.step, a.into, a.over, a.out, a.back, a.run, a.toCursor, a.nextFault, a.nextSignal,
                          a.nextDifference, a.pageChange, a.goTo, a.reset})
        run->addAction(each);
    run->addAction(action(tr("Breakpoint at the cursor"), QKeySequence(Qt::CTRL | Qt::Key_B), [this] {
        const auto [file, line] = page_->source().cursorPlace();
        page_->source().toggleBreakpoint(file, line);
    }));
    QMenu* view = menu_->addMenu(tr("View"));
    makeThemeMenu();
    QAction* low = action(tr("Low addresses on top"), {}, [] {});
    low->setCheckable(true);
    low->setChecked(settings_.value(QStringLiteral("lowAddressesOnTop"), true).toBool());
    connect(low, &QAction::toggled, this, [this](bool top) {
        look_.lowAddressesOnTop = top;
        applyLook();
    });
    view->addAction(low);
    QAction* motion = action(tr("Steps in motion"), {}, [] {});
    motion->setCheckable(true);
    connect(motion, &QAction::toggled, this, [this](bool on) {
        settings_.setValue(QStringLiteral("motion"), on);
        page_->stage().setMotion(on);
    });
    motion->setChecked(settings_.value(QStringLiteral("motion"), true).toBool());
    page_->stage().setMotion(motion->isChecked());
    view->addAction(motion);
    view->addAction(action(tr("Larger"), QKeySequence::ZoomIn, [this] { setScale(look_.type.scale * 1.1); }));
    view->addAction(action(tr("Smaller"), QKeySequence::ZoomOut, [this] { setScale(look_.type.scale / 1.1); }));
    view->addAction(action(tr("Size for a desk"), QKeySequence(Qt::CTRL | Qt::Key_0), [this] { setScale(1); }));
    view->addAction(action(tr("Size for a projector"), QKeySequence(Qt::CTRL | Qt::Key_9), [this] { setScale(1.6); }));
    view->addSeparator();
    for (const auto& [name, panel] : page_->panels()) {
        auto* shown = new QAction(name, this);
        shown->setCheckable(true);
        shown->setChecked(true);
        connect(shown, &QAction::toggled, panel, &QWidget::setVisible);
        view->addAction(shown);
    }
    menu_->addSeparator();
    menu_->addAction(action(tr("About Faultline"), {}, [this] { about(); }));
    menu_->addAction(action(tr("Quit"), QKeySequence::Quit, [this] { close(); }));
}

void MainWindow::makeThemeMenu() {
    QMenu* menu = menu_->addMenu(tr("Theme"));
    auto* group = new QActionGroup(this);
    const QString names[] = {tr("As the system"), tr("Light"), tr("Dark"), tr("High contrast")};
    const int now = settings_.value(QStringLiteral("theme"), 0).toInt();
    for (int i = 0; i < 4; ++i) {
        QAction* each = menu->addAction(names[i]);
        each->setCheckable(true);
        each->setChecked(i == now);
        group->addAction(each);
        connect(each, &QAction::triggered, this, [this, i] { setTheme(static_cast<ThemeChoice>(i)); });
    }
}

void MainWindow::connectPage() {
    connect(welcome_, &WelcomeView::openProgram, this, &MainWindow::askForProgram);
    connect(welcome_, &WelcomeView::openShipped, this, &MainWindow::askForShipped);
    connect(welcome_, &WelcomeView::openSaved, this, &MainWindow::askForSaved);
    connect(welcome_, &WelcomeView::openRecent, this, [this](const QString& path) {
        path.endsWith(QStringLiteral(".flt")) ? openSaved(path) : openPrograms({path.toStdString()});
    });
    connect(page_, &ProgramPage::momentChosen, this, [this](quint64 moment) { goTo(moment); });
    connect(&page_->processes(), &ProcessesView::processChosen, this, &MainWindow::chooseProcess);
    connect(&page_->processes(), &ProcessesView::byTurns, this, &MainWindow::takeTurns);
    connect(&page_->output(), &OutputView::inputGiven, this, [this](const QByteArray& bytes) { supply(bytes, false); });
    connect(&page_->output(), &OutputView::inputEnded, this, [this] { supply({}, true); });
    connect(&page_->source(), &SourceTextView::textEdited, this, [this] {
        page_->source().setErrors({});
        if (run_ && !page_->source().edited()) { // as it was: the run is the text's again
            goToPlace(shown_);
            return;
        }
        page_->source().setNotes({});
        say(tr("The text has changed: Run and Step start it anew."));
        enableActions();
    });
    connect(&page_->source(), &SourceTextView::runToWanted, this, &MainWindow::runToLine);
    connect(toolBar_, &ProgramToolBar::lanesChanged, this, [this] { showPlace(shown_); });
    connect(toolBar_, &ProgramToolBar::stepSizeChanged, this, [this] {
        told_ = 0;
        showPlace(shown_);
    });
    connect(modes_, &ModesBar::differencesWanted, this, [this] { page_->showDifferences(); });
    connect(modes_, &ModesBar::startPageWanted, this, [this] {
        pages_->setCurrentWidget(welcome_);
        toolBar_->hide();
        welcome_->setFocus();
    });
    connect(modes_, &ModesBar::programWanted, this, [this] {
        pages_->setCurrentWidget(page_);
        toolBar_->show();
    });
}

// A button that is disabled while its work goes on gets the focus back: who holds Space steps on, and does not wander
// to the next button.
void MainWindow::keepFocus(QWidget* had) {
    if (had && !had->isEnabled() && toolBar_->isAncestorOf(had)) {
        focusBack_ = had;
        page_->stage().setFocus();
    }
    if (background_.busy() || !focusBack_)
        return;
    if (focusBack_->isEnabled() && page_->stage().hasFocus())
        focusBack_->setFocus();
    focusBack_ = nullptr;
}

void MainWindow::enableActions() {
    QWidget* had = focusWidget();
    const bool busy = background_.busy(), has = run_ != nullptr, edited = page_->source().edited();
    const bool atEnd = has && shown_.place >= run_->run().presentPlace();
    const bool waits = atEnd && run_->run().status().state == RunState::WaitsForInput;
    const bool untold = told_ > 0 && told_ < page_->sentenceCount();
    const bool more = has && (!atEnd || !run_->ended() || untold);
    Actions& a = actions_;
    a.step->setEnabled(!busy && ((more && !waits) || edited || (!has && !text_.sources.empty())));
    for (QAction* each : {a.into, a.over, a.out, a.nextFault, a.nextSignal, a.nextDifference, a.pageChange})
        each->setEnabled(!busy && more && !waits && !edited);
    a.run->setEnabled(!busy && ((more && !waits) || edited));
    a.toCursor->setEnabled(!busy && more && !waits && !edited);
    page_->source().setCanRun(a.toCursor->isEnabled());
    a.back->setEnabled(has && shown_.place > RunPlace{run_->firstMoment(), 0});
    a.reset->setEnabled(!busy && (has || !text_.sources.empty()));
    a.goTo->setEnabled(has);
    for (QAction* each : {a.save, a.picture, a.table})
        each->setEnabled(!busy && has);
    a.settings->setEnabled(!busy && !text_.sources.empty());
    a.saveText->setEnabled(!text_.sources.empty());
    keepFocus(had);
}

} // namespace faultline
