#include "app/main_window.h"

#include "app/window/icons.h"
#include "app/window/style.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QMimeData>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdio>

namespace faultline {

MainWindow::MainWindow(QSettings& settings)
    : settings_(settings), menu_(new QMenu(this)), modes_(new ModesBar(menu_, this)), messageBar_(new QWidget(this)),
      message_(new QLabel(messageBar_)), remedy_(new QPushButton(messageBar_)), cancel_(new QToolButton(messageBar_)),
      pages_(new QStackedWidget(this)), welcome_(new WelcomeView), page_(new ProgramPage) {
    setWindowTitle(QStringLiteral("Faultline"));
    setWindowIcon(programIcon());
    setAcceptDrops(true);
    makeActions();
    toolBar_ = new ProgramToolBar(
        {actions_.step, actions_.over, actions_.back, actions_.run, actions_.toCursor, actions_.reset}, this);
    makeMenu();
    messageBar_->setObjectName(QStringLiteral("message"));
    messageBar_->setAttribute(Qt::WA_StyledBackground);
    message_->setWordWrap(true);
    message_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    cancel_->setObjectName(QStringLiteral("cancel"));
    auto* line = new QHBoxLayout(messageBar_);
    line->setContentsMargins(16, 6, 12, 6);
    line->addWidget(message_, 1);
    line->addWidget(remedy_);
    remedy_->setObjectName(QStringLiteral("remedy"));
    line->addWidget(cancel_);
    messageBar_->hide();
    pages_->addWidget(welcome_);
    pages_->addWidget(page_);
    auto* middle = new QWidget(this);
    auto* layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(modes_);
    layout->addWidget(toolBar_);
    layout->addWidget(messageBar_);
    layout->addWidget(pages_, 1);
    setCentralWidget(middle);
    connect(cancel_, &QToolButton::clicked, this, [this] {
        if (background_.busy())
            background_.stop();
        else
            say({});
    });
    connect(&background_, &Background::busyChanged, this, &MainWindow::enableActions);
    connect(&progress_, &QTimer::timeout, this, &MainWindow::followWork);
    connect(&systemTheme_, &SystemTheme::changed, this, [this] {
        if (themeChoice_ == ThemeChoice::System)
            applyLook();
    });
    connectPage();
    toolBar_->hide();
    modes_->setProgramShown(false);
    restore();
    enableActions();
    welcome_->setFocus();
}

MainWindow::~MainWindow() {
    background_.stop();
    background_.finish();
}

void MainWindow::setTheme(ThemeChoice choice) {
    themeChoice_ = choice;
    applyLook();
}

void MainWindow::setScale(double scale) {
    look_.type.scale = std::clamp(scale, 0.8, 3.0);
    applyLook();
}

void MainWindow::applyLook() {
    const double scale = look_.type.scale > 0 ? look_.type.scale : 1;
    ThemeKind kind = ThemeKind::Light;
    if (themeChoice_ == ThemeChoice::System) {
        kind = systemTheme_.highContrast() && !systemTheme_.dark() ? ThemeKind::HighContrast
               : systemTheme_.dark()                               ? ThemeKind::Dark
                                                                   : ThemeKind::Light;
    } else {
        kind = static_cast<ThemeKind>(static_cast<int>(themeChoice_) - 1);
    }
    look_.theme = scale >= 1.5 ? forProjector(themeOf(kind)) : themeOf(kind);
    look_.type = typeAt(scale);
    QApplication::setPalette(paletteOf(look_.theme));
    QApplication::setFont(look_.type.body);
    setStyleSheet(styleSheetOf(look_));
    modes_->setLook(look_);
    toolBar_->setLook(look_);
    welcome_->setLook(look_);
    page_->setLook(look_);
    if (run_)
        showPlace(shown_);
}

void MainWindow::say(const QString& text) {
    say(text, {}, {});
}

void MainWindow::say(const QString& text, const QString& button, std::function<void()> pressed) {
    message_->setText(text);
    remedy_->disconnect(this);
    remedy_->setText(button);
    remedy_->setVisible(!button.isEmpty());
    if (pressed)
        connect(remedy_, &QPushButton::clicked, this, [pressed = std::move(pressed)] { pressed(); });
    cancel_->setText(background_.busy() ? tr("Cancel") : tr("Close"));
    cancel_->setShortcut(QKeySequence(Qt::Key_Escape)); // a new text takes the old key away
    // Its buttons take the keyboard's focus with them: it goes back to the stage, not to the next button.
    const bool had = messageBar_->isAncestorOf(QApplication::focusWidget());
    if (had && (text.isEmpty() || remedy_->isHidden()))
        page_->isVisible() ? page_->stage().setFocus() : welcome_->setFocus();
    messageBar_->setVisible(!text.isEmpty());
}

void MainWindow::waitUntilIdle() {
    while (background_.busy())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    QApplication::processEvents();
}

// The platform's theme has changed while the window is open.
void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ThemeChange)
        QTimer::singleShot(0, &systemTheme_, &SystemTheme::paletteChanged);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    std::vector<std::string> programs;
    for (const QUrl& url : event->mimeData()->urls()) {
        const QString path = url.toLocalFile();
        if (path.endsWith(QStringLiteral(".flt"))) {
            openSaved(path);
            return;
        }
        if (path.endsWith(QStringLiteral(".c")))
            programs.push_back(path.toStdString());
    }
    if (!programs.empty())
        openPrograms(programs);
}

void MainWindow::wheelEvent(QWheelEvent* event) {
    if (event->modifiers() & Qt::ControlModifier)
        setScale(look_.type.scale * (event->angleDelta().y() > 0 ? 1.1 : 1 / 1.1));
    else
        QMainWindow::wheelEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!mayDropText()) {
        event->ignore();
        return;
    }
    settings_.setValue(QStringLiteral("geometry"), saveGeometry());
    settings_.setValue(QStringLiteral("splitters"), page_->splitterState());
    settings_.setValue(QStringLiteral("theme"), static_cast<int>(themeChoice_));
    settings_.setValue(QStringLiteral("scale"), look_.type.scale);
    settings_.setValue(QStringLiteral("lowAddressesOnTop"), look_.lowAddressesOnTop);
    settings_.setValue(QStringLiteral("stepSize"), static_cast<int>(toolBar_->stepSize()));
    background_.stop();
    QMainWindow::closeEvent(event);
}

void MainWindow::about() {
    QMessageBox::about(
        this, tr("About Faultline"),
        tr("<h3>Faultline %1</h3><p>Watch memory come into being, page by page, and see your own kernel "
           "confirm it.</p><p>Free software under the GNU General Public License, version 3 or later. It "
           "comes with no warranty.</p><p>Qt %2</p>")
            .arg(QStringLiteral(FAULTLINE_WINDOW_VERSION), QString::fromLatin1(qVersion())));
}

int openWindow(int argc, char** argv, const OpenRequest& request) {
    // Qt would abort.
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        std::fputs("faultline: there is no display for the window; `faultline run PROGRAM.c` needs none\n", stderr);
        return 2;
    }
    QApplication::setStyle(new CalmStyle);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("faultline"));
    QApplication::setOrganizationName(QStringLiteral("faultline"));
    QApplication::setApplicationVersion(QStringLiteral(FAULTLINE_WINDOW_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("faultline"));
    installStageAccessibility();
    QSettings settings;
    MainWindow window(settings);
    window.show();
    window.open(request);
    return QApplication::exec();
}

} // namespace faultline
