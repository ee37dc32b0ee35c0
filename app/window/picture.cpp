// `faultline picture`: the window at a step of a program, as a PNG file, without a display.
#include "app/main_window.h"
#include "app/window/export.h"
#include "app/window/style.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cstdio>
#include <string>

namespace faultline {
namespace {

struct Wanted {
    QString file, program, theme = QStringLiteral("light"), machine = QStringLiteral("both");
    QSize size{1440, 900};
    std::vector<std::size_t> steps; ///< none: the last
    QString pages;                  ///< of this mapping, all of them
    double scale = 1;
    QStringList arguments;
};

constexpr int usageError = 2;

int complain(const QString& text) {
    std::fprintf(stderr, "faultline: %s\n", qPrintable(text));
    return usageError;
}

void describe(QCommandLineParser& parser) {
    parser.setApplicationDescription(QStringLiteral(
        "Writes a picture of the window at a step of a program or saved run (.png), or of the stage alone "
        "(.svg, .pdf)."));
    parser.addHelpOption();
    parser.addOptions(
        {{QStringLiteral("step"),
          QStringLiteral("The step to show, or several: 3,5,9 (then % in the file's name is the step); the last "
                         "one if not given."),
          QStringLiteral("N")},
         {QStringLiteral("pages"), QStringLiteral("Of all pages of the mapping with this name."),
          QStringLiteral("NAME")},
         {QStringLiteral("size"), QStringLiteral("Of the window, in pixels; 1440x900 if not given."),
          QStringLiteral("WxH")},
         {QStringLiteral("theme"), QStringLiteral("light, dark or contrast."), QStringLiteral("NAME")},
         {QStringLiteral("machine"), QStringLiteral("simulated, real or both."), QStringLiteral("NAME")},
         {QStringLiteral("scale"), QStringLiteral("Of all text and cells; 1.6 for a projector."),
          QStringLiteral("FACTOR")}});
    parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("The picture to write."));
    parser.addPositionalArgument(QStringLiteral("PROGRAM"), QStringLiteral("A C program (.c) or a saved run (.flt)."));
    parser.addPositionalArgument(QStringLiteral("ARGUMENTS"), QStringLiteral("Of the program, behind its name."),
                                 QStringLiteral("[ARGUMENTS…]"));
}

// Empty: good. Else what is wrong.
QString read(const QCommandLineParser& parser, Wanted& wanted) {
    const QStringList names = parser.positionalArguments();
    if (names.size() < 2)
        return QStringLiteral("picture needs the file to write and a program; see --help");
    wanted.file = names[0];
    wanted.program = names[1];
    wanted.arguments = names.mid(2);
    bool good = true;
    for (const QString& step : parser.value(QStringLiteral("step")).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        wanted.steps.push_back(step.toULongLong(&good));
        if (!good)
            return QStringLiteral("--step needs a number, or several with commas between them");
    }
    if (wanted.steps.size() > 1 && !wanted.file.contains(QLatin1Char('%')))
        return QStringLiteral("for several steps the file's name needs a % in the place of the step");
    wanted.pages = parser.value(QStringLiteral("pages"));
    if (parser.isSet(QStringLiteral("size"))) {
        const QStringList parts = parser.value(QStringLiteral("size")).split(QLatin1Char('x'));
        wanted.size = parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
        if (wanted.size.width() < 640 || wanted.size.height() < 400 || wanted.size.width() > 8000 ||
            wanted.size.height() > 8000)
            return QStringLiteral("--size needs WIDTHxHEIGHT, from 640x400 to 8000x8000");
    }
    for (const auto& [option, value] :
         {std::pair{QStringLiteral("theme"), &wanted.theme}, {QStringLiteral("machine"), &wanted.machine}})
        if (parser.isSet(option))
            *value = parser.value(option);
    if (!QStringList{QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("contrast")}.contains(
            wanted.theme))
        return QStringLiteral("--theme needs light, dark or contrast");
    if (!machineChoiceNamed(wanted.machine.toStdString()))
        return QStringLiteral("--machine needs simulated, real or both");
    if (parser.isSet(QStringLiteral("scale")))
        wanted.scale = parser.value(QStringLiteral("scale")).toDouble(&good);
    return good && wanted.scale >= 0.8 && wanted.scale <= 3 ? QString()
                                                            : QStringLiteral("--scale needs a number from 0.8 to 3");
}

OpenRequest requestOf(const Wanted& wanted) {
    OpenRequest request;
    if (wanted.program.endsWith(QStringLiteral(".flt")))
        request.savedRun = wanted.program.toStdString();
    else
        request.programs = {wanted.program.toStdString()};
    for (const QString& word : wanted.arguments)
        request.arguments.push_back(word.toStdString());
    request.argumentsGiven = !wanted.arguments.isEmpty();
    return request;
}

// Puts all pages of the mapping in the place of the stage. false: no mapping has that name.
bool showPages(MainWindow& window, const QString& name) {
    StageView& stage = window.page().stage();
    for (const SpaceGroup& group : stage.scene().groups)
        if (group.name == name) {
            stage.openPages(group.process, group.start);
            return true;
        }
    return false;
}

int save(MainWindow& window, const QString& file) {
    QApplication::processEvents();
    const bool stageAlone = file.endsWith(QStringLiteral(".svg")) || file.endsWith(QStringLiteral(".pdf"));
    if (stageAlone ? exportStage(window.page().stage().picture(), file) : window.grab().save(file, "PNG"))
        return 0;
    return complain(QStringLiteral("%1 can't be written").arg(file));
}

int draw(const Wanted& wanted) {
    QTemporaryDir folder; // the user's own settings are left alone
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    MainWindow window(settings);
    window.resize(wanted.size);
    window.setTheme(wanted.theme == QStringLiteral("dark")       ? ThemeChoice::Dark
                    : wanted.theme == QStringLiteral("contrast") ? ThemeChoice::HighContrast
                                                                 : ThemeChoice::Light);
    window.setScale(wanted.scale);
    window.page().stage().setMotion(false);
    window.show();
    if (wanted.program == QStringLiteral("-"))
        return save(window, wanted.file);
    window.open(requestOf(wanted));
    window.waitUntilIdle();
    if (!window.run())
        return complain(window.message());
    const auto choice = *machineChoiceNamed(wanted.machine.toStdString());
    window.toolBar().setLanes(choice == MachineChoice::Simulated ? LaneChoice::Simulated
                              : choice == MachineChoice::Real    ? LaneChoice::Real
                                                                 : LaneChoice::Both);
    window.runOn();
    window.waitUntilIdle();
    if (window.message().startsWith(MainWindow::tr("The program has ended")))
        window.say({});
    std::vector<std::size_t> steps = wanted.steps;
    if (steps.empty())
        steps.push_back(window.run()->lastMoment());
    for (const std::size_t step : steps) {
        window.goTo(step == 0 && !wanted.steps.empty() ? window.run()->firstMoment() : step);
        if (!wanted.pages.isEmpty() && !showPages(window, wanted.pages))
            return complain(QStringLiteral("no mapping is called %1 at step %2").arg(wanted.pages).arg(step));
        if (const int status = save(window, QString(wanted.file).replace(QLatin1Char('%'), QString::number(step)));
            status != 0)
            return status;
    }
    return 0;
}

} // namespace

int pictureCommand(int argc, char** argv) {
    // The offscreen platform says of each window what it does not do.
    qInstallMessageHandler([](QtMsgType kind, const QMessageLogContext&, const QString& text) {
        if (kind >= QtWarningMsg && !text.startsWith(QStringLiteral("QStandardPaths")) &&
            !text.startsWith(QStringLiteral("This plugin")))
            std::fprintf(stderr, "faultline: %s\n", qPrintable(text));
    });
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication::setStyle(new CalmStyle);
    QApplication application(argc, argv);
    installStageAccessibility();
    QApplication::setApplicationName(QStringLiteral("faultline"));
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    describe(parser);
    QStringList words = application.arguments();
    words.removeAt(1); // "picture"
    if (!parser.parse(words))
        return complain(parser.errorText());
    if (parser.isSet(QStringLiteral("help"))) {
        std::fputs(qPrintable(parser.helpText().replace(words[0], QStringLiteral("faultline picture"))), stdout);
        return 0;
    }
    Wanted wanted;
    if (const QString wrong = read(parser, wanted); !wrong.isEmpty())
        return complain(wrong);
    return draw(wanted);
}

} // namespace faultline
