// The window: bars, pages, and what the user does with a run.
#pragma once

#include "app/session/open_request.h"
#include "app/views/welcome.h"
#include "app/window/background.h"
#include "app/window/dialogs.h"
#include "app/window/export.h"
#include "app/window/program_page.h"
#include "app/window/run_settings.h"
#include "app/window/system_theme.h"
#include "app/window/tool_bar.h"

#include <QMainWindow>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>

#include <thread>

namespace faultline {

struct FileProgress;
enum class ThemeChoice : std::uint8_t { System, Light, Dark, HighContrast };

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    using MoveBy = std::function<Move(Run&, const Shown&, std::stop_token)>;

    /// `settings` keeps theme, sizes and recent files; must outlive the window.
    explicit MainWindow(QSettings& settings);
    ~MainWindow() override;

    void open(const OpenRequest& request);
    void openPrograms(const std::vector<std::string>& paths, const ProgramOptions& options = {});
    void openSaved(const QString& path);
    /// Writes the run to a .flt file, in the background; a message says what came of it.
    void saveTo(const QString& path);
    /// The stage as it is now to a .svg, .png or .pdf file, in the background; a message says what came of it.
    void exportPicture(const QString& path);
    void exportTable(const TableText& table, const QString& path);

    void setTheme(ThemeChoice choice);
    ThemeKind themeShown() const { return look_.theme.kind; }
    double scale() const { return look_.type.scale; }
    SystemTheme& systemTheme() { return systemTheme_; }
    void setScale(double scale);
    /// For tests and pictures: waits until no work goes on.
    void waitUntilIdle();
    bool isWorking() const { return background_.busy(); }

    // What the actions do.
    void step();
    void stepInto();
    void stepOver();
    void stepOut();
    void back();
    void runOn();
    void runToCursor();
    void runToLine(std::uint32_t file, std::uint32_t from); ///< or the first after it with a statement
    /// Where the step has not been made yet, the run goes on to it.
    void goToStep(std::size_t step);
    void reset();
    void goTo(std::size_t moment);
    void goToPlace(const Shown& shown);
    void runToNext(const Until& until);
    void runToPageChange();

    ProgramPage& page() { return *page_; }
    OpenRun* run() { return run_.get(); }
    ProgramToolBar& toolBar() { return *toolBar_; }
    std::size_t moment() const { return shown_.place.moment; }
    RunPlace place() const { return shown_.place; }
    bool showsStartPage() const { return pages_->currentWidget() == welcome_; }
    QString message() const { return message_->text(); }
    /// Unsaved edits are asked about. false: they are to stay.
    bool mayDropText();
    void say(const QString& text); ///< in the line under the bars; empty: nothing
    /// The same with a button that does something about it.
    void say(const QString& text, const QString& button, std::function<void()> pressed);

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
    void keepFocus(QWidget* had);
    // main_window_run.cpp
    void start(const ProgramText& text, const Choices& replay = {}, std::size_t toStep = 0, ProcessId thenChoose = 0);
    void started(StartedRun result, ProcessId thenChoose);
    void begin(Background::Work work, std::function<void()> done, std::function<QString()> saying);
    /// A move of the run from the place shown, off the window's thread; `missed`: said where it can't get there.
    void move(MoveBy by, StepSize size, const QString& missed = {});
    void moved(const Move& made, StepSize size, const QString& missed);
    void followWork();
    void sayHowItStands();
    void sayWhereItStopped();
    QString withKeptFiles(const QString& text) const;
    std::size_t historyMebibytes() const; ///< that a run's past may take
    void showMoment(std::size_t moment) { showPlace({{moment, 0}, {}}); }
    void showPlace(const Shown& shown);
    void runBy(const MoveBy& by, const QString& missed = {});
    bool tellNext();
    bool showNextOperation(StepSize size);
    bool startsAgain(std::function<void()> then);
    void discardRun();
    void chooseProcess(ProcessId process);
    void choosePresent(ProcessId process);
    void takeTurns();
    void supply(const QByteArray& bytes, bool end);
    ProgramText textNow() const;
    bool askFirstComment();
    // main_window_files.cpp
    void askForProgram();
    void askForShipped();
    void askForSaved();
    void askForPicture();
    void askForTable();
    void write(const QString& path, std::function<Exported(const QString&, FileProgress&, std::stop_token)> made);
    void askForSettings();
    bool saveText();
    QString whereToSave(const QString& path);
    void remember(const QString& path, const QString& kind);
    void refreshRecent();
    void restore();
    // main_window.cpp
    void applyLook();
    void about();

    QSettings& settings_;
    Look look_;
    ThemeChoice themeChoice_ = ThemeChoice::System;
    SystemTheme systemTheme_;
    Background background_;
    std::jthread discarding_;      ///< ends the machines of a run that is no longer shown
    std::shared_ptr<OpenRun> run_; ///< shared with work that goes on
    MoveBy afterInput_;            ///< the run that waits for what is typed; null: it was a step
    QString missedAfterInput_;
    std::function<void()> onceStarted_;   ///< what the button was pressed for that has started the program
    bool learnerChooses_ = false;         ///< who steps next
    bool following_ = false;              ///< the moment shown goes with the run
    std::size_t grownFrom_ = 0;           ///< steps when the work began
    std::function<QString()> workSaying_; ///< how far the work at hand is
    ProgramText text_;
    ProgramOptions typed_;        ///< options given with the program, before its first comment is asked
    bool settingsChosen_ = false; ///< in the dialog: the first comment is not asked again
    RunSettings runSettings_;
    Shown shown_;
    std::size_t told_ = 0; ///< sentences of the step that are shown; 0: all
    QString whyNotReal_;

    QMenu* menu_;
    QMenu* recentMenu_ = nullptr;
    ModesBar* modes_;
    ProgramToolBar* toolBar_ = nullptr;
    QWidget* messageBar_;
    QLabel* message_;
    QPushButton* remedy_; ///< what can be done about what the message says
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
    QPointer<QWidget> focusBack_; ///< had the keyboard's focus until work disabled it
};

/// Opens the window and gives the exit status when it is closed.
int openWindow(int argc, char** argv, const OpenRequest& request);
/// `faultline picture …`: a picture of the window at a step of a program, without a display.
int pictureCommand(int argc, char** argv);

} // namespace faultline
