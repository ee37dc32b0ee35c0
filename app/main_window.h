// The window: bars, pages, and what the user does with a run.
#pragma once

#include "app/session/open_request.h"
#include "app/views/welcome.h"
#include "app/window/background.h"
#include "app/window/dialogs.h"
#include "app/window/program_page.h"
#include "app/window/tool_bar.h"

#include <QMainWindow>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>

namespace faultline {

enum class ThemeChoice : std::uint8_t { System, Light, Dark, HighContrast };

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// `settings` keeps theme, sizes and recent files; must outlive the window.
    explicit MainWindow(QSettings& settings);
    ~MainWindow() override;

    void open(const OpenRequest& request);
    void openPrograms(const std::vector<std::string>& paths, const ProgramOptions& options = {});
    void openSaved(const QString& path);
    /// Writes the run to a .flt file; false and a message if that fails.
    bool saveTo(const QString& path);

    void setTheme(ThemeChoice choice);
    void setScale(double scale);
    /// For tests and pictures: waits until no work goes on.
    void waitUntilIdle();

    // What the actions do.
    void step();
    void stepInto();
    void stepOver();
    void stepOut();
    void back();
    void runOn();
    void runToCursor();
    void reset();
    void goTo(std::size_t moment);
    void runToNext(const Until& until);

    ProgramPage& page() { return *page_; }
    OpenRun* run() { return run_.get(); }
    ProgramToolBar& toolBar() { return *toolBar_; }
    std::size_t moment() const { return moment_; }
    bool showsStartPage() const { return pages_->currentWidget() == welcome_; }
    QString message() const { return message_->text(); }
    void say(const QString& text); ///< in the line under the bars; empty: nothing

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    // main_window_actions.cpp
    void makeActions();
    void makeMenu();
    void makeThemeMenu();
    QAction* action(const QString& text, const QKeySequence& key, std::function<void()> done);
    void connectPage();
    void enableActions();
    // main_window_run.cpp
    void start(const ProgramText& text, const Choices& replay = {}, std::size_t toStep = 0, ProcessId thenChoose = 0);
    void started(StartedRun result, ProcessId thenChoose);
    void work(std::function<void(Run&, std::stop_token)> what);
    void work(std::function<void(Run&, std::stop_token)> what, StepSize size);
    void afterWork(StepSize size);
    void showMoment(std::size_t moment);
    bool stepInThePast(StepSize size);
    void chooseProcess(ProcessId process);
    void supply(const QByteArray& bytes, bool end);
    ProgramText textNow() const;
    // main_window_files.cpp
    void askForProgram();
    void askForShipped();
    void askForSaved();
    void askForPicture();
    void askForTable();
    void askForSettings();
    void saveText();
    void remember(const QString& path, const QString& kind);
    void refreshRecent();
    void restore();
    // main_window.cpp
    void applyLook();
    void about();

    QSettings& settings_;
    Look look_;
    ThemeChoice themeChoice_ = ThemeChoice::System;
    Background background_;
    std::shared_ptr<OpenRun> run_; ///< shared with work that goes on
    ProgramText text_;
    RunSettings runSettings_;
    std::size_t moment_ = 0, told_ = 0;
    QString whyNotReal_;

    QMenu* menu_;
    QMenu* recentMenu_ = nullptr;
    ModesBar* modes_;
    ProgramToolBar* toolBar_ = nullptr;
    QWidget* messageBar_;
    QLabel* message_;
    QToolButton* cancel_;
    QStackedWidget* pages_;
    WelcomeView* welcome_;
    ProgramPage* page_;
    QTimer progress_;
    struct Actions {
        QAction *step, *into, *over, *out, *back, *run, *toCursor, *reset;
        QAction *nextFault, *nextSignal, *nextDifference, *pageChange, *goTo;
        QAction *save, *picture, *table, *settings, *saveText;
    } actions_{};
};

/// Opens the window and gives the exit status when it is closed.
int openWindow(int argc, char** argv, const OpenRequest& request);
/// `faultline picture …`: a picture of the window at a step of a program, without a display.
int pictureCommand(int argc, char** argv);

} // namespace faultline
