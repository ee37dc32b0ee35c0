// Opening, saving, exporting, remembering.
#include "app/main_window.h"
#include "app/story/names.h"
#include "app/window/file_progress.h"

#include <QApplication>
#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QSaveFile>
#include <QScreen>

namespace faultline {
namespace {

constexpr int mostRecent = 8;

QString whenText(const QDateTime& when) {
    const qint64 days = when.date().daysTo(QDate::currentDate());
    if (days <= 0)
        return MainWindow::tr("today");
    if (days == 1)
        return MainWindow::tr("yesterday");
    return days < 7 ? QLocale().dayName(when.date().dayOfWeek())
                    : QLocale().toString(when.date(), QLocale::ShortFormat);
}

} // namespace

void MainWindow::open(const OpenRequest& request) {
    if (!request.savedRun.empty()) {
        openSaved(QString::fromStdString(request.savedRun));
        return;
    }
    if (request.programs.empty())
        return;
    ProgramOptions options;
    options.arguments = request.arguments;
    options.argumentsGiven = request.argumentsGiven;
    openPrograms(request.programs, options);
}

void MainWindow::openPrograms(const std::vector<std::string>& paths, const ProgramOptions& options) {
    if (background_.busy())
        return;
    Result<ProgramText> text = readProgram(paths, options);
    if (!text) {
        say(QString::fromStdString(text.failure().message()));
        return;
    }
    if (!mayDropText())
        return;
    text_ = std::move(text.value());
    typed_ = options;
    settingsChosen_ = false;
    runSettings_ = {};
    runSettings_.options = text_.options;
    pages_->setCurrentWidget(page_);
    toolBar_->show();
    modes_->setProgramShown(true);
    page_->source().setFiles(text_.sources, text_.sources.size());
    page_->stage().setFocus();
    const QString path = QFileInfo(QString::fromStdString(paths.front())).absoluteFilePath();
    setWindowTitle(tr("%1 - Faultline").arg(QFileInfo(path).fileName()));
    remember(path, tr("program"));
    start(text_);
}

void MainWindow::openSaved(const QString& path) {
    if (background_.busy() || !mayDropText())
        return;
    const QString saying = tr("Opening %1").arg(QFileInfo(path).fileName());
    say(saying);
    following_ = false;
    auto result = std::make_shared<StartedRun>();
    auto progress = std::make_shared<FileProgress>();
    begin([result, progress, name = path.toStdString(), most = historyMebibytes() << 20](
              std::stop_token stop) { *result = openSavedRun(name, most, progress->goesOn(stop)); },
          [this, result, path] {
              if (!result->run) {
                  say(QString::fromStdString(result->failure->message()));
                  return;
              }
              pages_->setCurrentWidget(page_);
              toolBar_->show();
              modes_->setProgramShown(true);
              setWindowTitle(tr("%1 - Faultline").arg(QFileInfo(path).fileName()));
              text_ = {};
              page_->source().setFiles(result->files, 0);
              remember(path, tr("saved run"));
              started(std::move(*result), 0);
          },
          [progress, saying] { return progress->text(saying); });
}

void MainWindow::askForProgram() {
    const QStringList paths =
        QFileDialog::getOpenFileNames(this, tr("Open a program"), {}, tr("C programs (*.c);;All files (*)"));
    std::vector<std::string> names;
    for (const QString& path : paths)
        names.push_back(path.toStdString());
    if (!names.empty())
        openPrograms(names);
}

void MainWindow::askForShipped() {
    if (const auto path = chooseShippedProgram(this))
        openPrograms({path->toStdString()});
}

void MainWindow::askForSaved() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a saved run"), {}, tr("Saved runs (*.flt)"));
    if (!path.isEmpty())
        openSaved(path);
}

void MainWindow::saveTo(const QString& path) {
    if (!run_ || background_.busy())
        return;
    const QString saying = tr("Saving %1").arg(QFileInfo(path).fileName());
    auto failure = std::make_shared<std::optional<Failure>>();
    auto progress = std::make_shared<FileProgress>();
    following_ = false;
    begin(
        [run = run_, failure, progress, name = path.toStdString()](std::stop_token stop) {
            *failure = saveRun(run->run(), run->program().origin, name, progress->goesOn(stop));
        },
        [this, failure, path] {
            if (*failure) {
                say(QString::fromStdString((*failure)->message()));
                return;
            }
            remember(path, tr("saved run"));
            say(tr("Saved: %1").arg(path));
        },
        [progress, saying] { return progress->text(saying); });
}

void MainWindow::askForPicture() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the stage"), QStringLiteral("stage.svg"),
                                                      tr("Pictures (*.svg *.png *.pdf)"));
    if (!path.isEmpty())
        exportPicture(path);
}

// Off the window's thread, with what is shown now.
void MainWindow::write(const QString& path,
                       std::function<Exported(const QString&, FileProgress&, std::stop_token)> made) {
    if (background_.busy())
        return;
    const QString saying = tr("Writing %1").arg(QFileInfo(path).fileName());
    auto result = std::make_shared<Exported>(Exported::Failed);
    auto progress = std::make_shared<FileProgress>();
    following_ = false;
    begin([result, progress, path,
           made = std::move(made)](std::stop_token stop) { *result = made(path, *progress, std::move(stop)); },
          [this, result, path] {
              say(*result == Exported::Written   ? tr("Written: %1").arg(path)
                  : *result == Exported::Stopped ? tr("Stopped: %1 has not been written.").arg(path)
                                                 : tr("%1 can't be written. Choose another place.").arg(path));
          },
          [progress, saying] { return progress->text(saying); });
}

void MainWindow::exportPicture(const QString& path) {
    write(path, [picture = page_->stage().picture()](const QString& file, FileProgress&, const std::stop_token&) {
        return exportStage(picture, file) ? Exported::Written : Exported::Failed;
    });
}

void MainWindow::exportTable(const TableText& table, const QString& path) {
    write(path, [table](const QString& file, FileProgress& progress, const std::stop_token& stop) {
        return faultline::exportTable(table, file, [&, all = table.rows.size()](std::size_t rows) {
            progress.done = rows, progress.whole = all;
            return !stop.stop_requested();
        });
    });
}

void MainWindow::askForTable() {
    const QStringList names{tr("Variables"), tr("Counters"), tr("Differences")};
    bool chosen = false;
    const QString name = QInputDialog::getItem(this, tr("Export a table"), tr("Table"), names, 0, false, &chosen);
    if (!chosen)
        return;
    TablePanel* tables[] = {&page_->variables(), &page_->counters(), &page_->differences()};
    const QString path = QFileDialog::getSaveFileName(this, tr("Export a table"),
                                                      name.toLower() + QStringLiteral(".csv"), tr("Tables (*.csv)"));
    if (!path.isEmpty())
        exportTable(tables[names.indexOf(name)]->model().text(), path);
}

std::size_t MainWindow::historyMebibytes() const {
    return static_cast<std::size_t>(
        std::clamp(settings_.value(QStringLiteral("historyMiB"), 1024).toInt(), leastHistory, mostHistory));
}

void MainWindow::askForSettings() {
    runSettings_.historyMebibytes = static_cast<int>(historyMebibytes());
    RunSettingsDialog dialog(runSettings_, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    runSettings_ = dialog.settings();
    settings_.setValue(QStringLiteral("historyMiB"), runSettings_.historyMebibytes);
    text_.options = runSettings_.options;
    settingsChosen_ = true;
    reset();
}

// Shipped programs stay as they are: what is made of them goes to a file of the learner's. Empty: nowhere.
QString MainWindow::whereToSave(const QString& path) {
    const QFileInfo file(path);
    if (shippedPrograms().isEmpty() || file.canonicalPath() != shippedPrograms())
        return path;
    return QFileDialog::getSaveFileName(this, tr("Save the program as"), QDir::home().filePath(file.fileName()),
                                        tr("C programs (*.c);;All files (*)"));
}

bool MainWindow::saveText() {
    const std::vector<SourceFile> sources = textNow().sources;
    const std::set<std::uint32_t> unsaved = page_->source().unsaved();
    for (std::uint32_t i = 0; i < sources.size(); ++i) {
        if (!unsaved.empty() && !unsaved.contains(i))
            continue;
        const QString path = whereToSave(QString::fromStdString(sources[i].name));
        if (path.isEmpty())
            return false;
        QSaveFile out(path);
        const QByteArray text = QByteArray::fromStdString(sources[i].text);
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit()) {
            say(tr("%1 can't be written. Save it in a folder of your own.").arg(path));
            return false;
        }
        text_.sources[i].name = path.toStdString();
        page_->source().keepAsSaved(i, text_.sources[i].name);
        if (i == 0)
            setWindowTitle(tr("%1 - Faultline").arg(QFileInfo(path).fileName()));
        remember(QFileInfo(path).absoluteFilePath(), tr("program"));
    }
    say(tr("Saved."));
    return true;
}

bool MainWindow::mayDropText() {
    if (page_->source().unsaved().empty())
        return true;
    QMessageBox box(QMessageBox::Question, tr("Unsaved changes"), tr("The program's text has unsaved changes."),
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    box.setDefaultButton(QMessageBox::Save);
    switch (box.exec()) {
    case QMessageBox::Save:
        return saveText();
    case QMessageBox::Discard:
        return true;
    default:
        return false;
    }
}

void MainWindow::remember(const QString& path, const QString& kind) {
    QStringList recent = settings_.value(QStringLiteral("recent")).toStringList();
    recent.erase(std::remove_if(recent.begin(), recent.end(),
                                [&](const QString& entry) { return entry.section(QLatin1Char('\t'), 0, 0) == path; }),
                 recent.end());
    recent.prepend(QStringList{path, kind, QDateTime::currentDateTime().toString(Qt::ISODate)}.join(QLatin1Char('\t')));
    while (recent.size() > mostRecent)
        recent.removeLast();
    settings_.setValue(QStringLiteral("recent"), recent);
    refreshRecent();
}

void MainWindow::refreshRecent() {
    std::vector<RecentFile> files;
    recentMenu_->clear();
    for (const QString& entry : settings_.value(QStringLiteral("recent")).toStringList()) {
        const QString path = entry.section(QLatin1Char('\t'), 0, 0);
        if (!QFileInfo::exists(path))
            continue;
        files.push_back({path, entry.section(QLatin1Char('\t'), 1, 1),
                         whenText(QDateTime::fromString(entry.section(QLatin1Char('\t'), 2, 2), Qt::ISODate))});
        recentMenu_->addAction(QFileInfo(path).fileName(), this, [this, path] {
            path.endsWith(QStringLiteral(".flt")) ? openSaved(path) : openPrograms({path.toStdString()});
        });
    }
    recentMenu_->setEnabled(!files.empty());
    if (files.size() > 4)
        files.resize(4);
    welcome_->setRecent(files);
}

void MainWindow::restore() {
    themeChoice_ = static_cast<ThemeChoice>(std::clamp(settings_.value(QStringLiteral("theme"), 0).toInt(), 0, 3));
    look_.type.scale = std::clamp(settings_.value(QStringLiteral("scale"), 1.0).toDouble(), 0.8, 3.0);
    look_.lowAddressesOnTop = settings_.value(QStringLiteral("lowAddressesOnTop"), true).toBool();
    toolBar_->setStepSize(
        static_cast<StepSize>(std::clamp(settings_.value(QStringLiteral("stepSize"), 1).toInt(), 0, 2)));
    // The first time: with the frame that the desktop puts around it on the screen that there is.
    constexpr QSize frame(16, 48);
    resize(QSize(1440, 900).boundedTo(screen()->availableSize() - frame));
    restoreGeometry(settings_.value(QStringLiteral("geometry")).toByteArray());
    applyLook();
    page_->restoreSplitters(settings_.value(QStringLiteral("splitters")).toByteArray());
    refreshRecent();
}

} // namespace faultline
