// The window as a new user meets it: open a program, step to the end, back, and to the end again.
#include "app/main_window.h"
#include "app/views/scene_parts.h"
#include "app/window/export.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>

namespace faultline {
namespace {

std::string shipped(const char* name) {
    return std::string(FAULTLINE_SOURCE_DIR "/resources/programs/") + name;
}

std::vector<int> childrenOf(int parent) {
    std::vector<int> children;
    for (const QString& entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(entry));
        if (!stat.open(QIODevice::ReadOnly))
            continue;
        const QByteArray text = stat.readAll(); // PID (NAME) STATE PPID …
        const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 1 && fields[0] != "Z" && fields[1].toInt() == parent)
            children.push_back(entry.toInt());
    }
    return children;
}

// A window with settings of its own.
struct Opened {
    explicit Opened(const char* program) {
        window.resize(1440, 900);
        window.show();
        if (program)
            window.openPrograms({shipped(program)});
        window.waitUntilIdle();
    }
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    MainWindow window{settings};

    bool write(const char* name, const char* text) const {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
    }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&window, static_cast<Qt::Key>(key), modifiers);
        window.waitUntilIdle();
    }
    void toEnd() {
        for (int i = 0; i < 500 && !(window.run()->ended() && window.moment() == window.run()->lastMoment()); ++i)
            window.step(), window.waitUntilIdle();
    }
};

} // namespace

class WindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itOpensWithTheStartPage() {
        Opened opened(nullptr);
        QVERIFY(opened.window.showsStartPage());
    }

    void aProgramIsSteppedToItsEndBackAndToTheEndAgain() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        QVERIFY2(window.run(), qPrintable(window.message()));
        QCOMPARE(window.moment(), 0u);
        opened.toEnd();
        const std::size_t end = window.moment();
        QVERIFY(end > 10);
        QCOMPARE(window.page().output().text(), QStringLiteral("b b\nc l"));
        for (std::size_t i = 0; i < end; ++i)
            window.back();
        QCOMPARE(window.moment(), 0u);
        QCOMPARE(window.page().output().text(), QString());
        opened.toEnd();
        QCOMPARE(window.moment(), end);
        QCOMPARE(window.run()->lastMoment(), end); // nothing was done twice
        QCOMPARE(window.page().output().text(), QStringLiteral("b b\nc l"));
    }

    void programFourGoesForthBackAndForthAgainAtEverySize_data() {
        QTest::addColumn<int>("size");
        QTest::newRow("statement") << static_cast<int>(StepSize::Statement);
        QTest::newRow("operation") << static_cast<int>(StepSize::Operation);
    }
    void programFourGoesForthBackAndForthAgainAtEverySize() {
        QFETCH(int, size);
        Opened opened("private-shared.c");
        MainWindow& window = opened.window;
        window.toolBar().setStepSize(static_cast<StepSize>(size));
        const auto forth = [&] {
            std::vector<RunPlace> places{window.place()};
            QStringList outputs{window.page().output().text()};
            for (int i = 0; i < 500 && !(window.run()->ended() && window.moment() == window.run()->lastMoment()); ++i) {
                window.step(), window.waitUntilIdle();
                places.push_back(window.place());
                outputs << window.page().output().text();
            }
            return std::pair{places, outputs};
        };
        const auto first = forth();
        QVERIFY(first.first.size() > 15);
        QVERIFY(first.second.last().contains(QStringLiteral("p has 's', s has 'S'")));
        for (std::size_t i = first.first.size() - 1; i-- > 0;) {
            window.back(), window.waitUntilIdle();
            QVERIFY2(window.place() == first.first[i], qPrintable(QStringLiteral("back to stop %1").arg(i)));
            QCOMPARE(window.page().output().text(), first.second[static_cast<qsizetype>(i)]);
        }
        const auto again = forth();
        QVERIFY(again.first == first.first);
        QCOMPARE(again.second, first.second);
        QCOMPARE(window.run()->run().differenceCount(), 0u);
    }

    void whoStepsNextIsAtTheLineThatTheNextStepRuns() {
        Opened opened(nullptr);
        MainWindow& window = opened.window;
        ProgramOptions plain;
        plain.arguments = {"plain"};
        plain.argumentsGiven = true;
        window.openPrograms({shipped("race.c")}, plain);
        window.waitUntilIdle();
        QVERIFY2(window.run(), qPrintable(window.message()));
        int compared = 0;
        for (int i = 0; i < 80 && !window.run()->ended(); ++i) {
            std::map<ProcessId, std::uint32_t> lines;
            for (const ProcessNote& note : window.page().shown().processes)
                if (note.turn && note.waitsFor.isEmpty())
                    lines[note.id] = note.line;
            window.step(), window.waitUntilIdle();
            const Step* shown = window.page().shown().simulated()->step;
            if (!shown || shown->kind != StepKind::Performed || !lines.contains(shown->process))
                continue;
            const ProcessId process = shown->process;
            QCOMPARE(lines[process], shown->operation.place.line);
            // The same when it is gone back to.
            window.back();
            for (const ProcessNote& note : window.page().shown().processes)
                if (note.id == process && note.waitsFor.isEmpty())
                    QCOMPARE(note.line, lines[note.id]);
            window.step(), window.waitUntilIdle();
            ++compared;
        }
        QVERIFY(compared > 15);
    }

    void spaceOnStepStepsOn() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto* step = window.toolBar().findChild<QToolButton*>(QStringLiteral("step"));
        step->setFocus();
        for (std::size_t made = 1; made <= 4; ++made) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
            window.waitUntilIdle();
            QCOMPARE(window.moment(), made);
            QVERIFY(step->hasFocus());
        }
    }

    void whatTheKeyboardHasLitInTheStoryGoesOutWithIt() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.step(), window.waitUntilIdle();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto* list = window.page().story().findChild<QListView*>();
        QSignalSpy lit(&window.page().story(), &StoryView::sentenceHovered);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QVERIFY(!lit.isEmpty() && lit.last().front().toInt() > 0);
        window.page().stage().setFocus();
        QCOMPARE(lit.last().front().toInt(), 0);
    }

    void keysDoWhatTheyDoElsewhere() {
        Opened opened("stage.c");
        opened.window.activateWindow();
        opened.press(Qt::Key_F10);
        QCOMPARE(opened.window.moment(), 1u);
        opened.press(Qt::Key_F10);
        opened.press(Qt::Key_F9);
        QCOMPARE(opened.window.moment(), 1u);
        opened.press(Qt::Key_F5);
        QVERIFY(opened.window.run()->ended());
    }

    void runStopsAtABreakpointAndRunToCursorAtTheCursor() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.page().source().toggleBreakpoint(0, 23);
        window.runOn();
        window.waitUntilIdle();
        QCOMPARE(window.page().shown().processes.front().line, 23u);
        window.page().source().editor()->setCursorPosition(25, 4);
        window.runToCursor();
        window.waitUntilIdle();
        QCOMPARE(window.page().shown().processes.front().line, 26u);
    }

    void theTimelineShowsAnyMoment() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.runOn();
        window.waitUntilIdle();
        Q_EMIT window.page().timeline().momentChosen(8);
        QCOMPARE(window.moment(), 8u);
        const std::vector<Sentence>& sentences = window.page().shown().sentences;
        QVERIFY(!sentences.empty());
        QCOMPARE(sentences.front().whole(), QStringLiteral("Program stores 'c' at p + 4096."));
        QVERIFY(sentences.back().text.contains(QStringLiteral("The file still holds 'b'.")));
    }

    void eventsAreToldOneByOne() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.runOn();
        window.waitUntilIdle();
        window.goTo(7);
        window.toolBar().setStepSize(StepSize::Event);
        window.step();
        QCOMPARE(window.moment(), 8u);
        QCOMPARE(window.page().shown().sentences.size(), 1u);
        window.step();
        QCOMPARE(window.page().shown().sentences.size(), 2u);
        window.back();
        QCOMPARE(window.page().shown().sentences.size(), 1u);
    }

    void anErrorStandsInTheTextAndTheMendedTextRuns() {
        Opened opened(nullptr);
        MainWindow& window = opened.window;
        const QString path = opened.folder.filePath(QStringLiteral("wrong.c"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("int main(void)\n{\n    return y;\n}\n");
        file.close();
        window.openPrograms({path.toStdString()});
        window.waitUntilIdle();
        QVERIFY(!window.run());
        QVERIFY(!window.page().source().editor()->annotation(2).isEmpty());
        window.page().source().editor()->setText(QStringLiteral("int main(void)\n{\n    return 7;\n}\n"));
        window.step(); // runs the text as it is now
        window.waitUntilIdle();
        QVERIFY2(window.run(), qPrintable(window.message()));
        window.runOn();
        window.waitUntilIdle();
        QCOMPARE(window.run()->run().status().exitStatus, 7);
    }

    void aSavedRunIsOpenedWithAllOfItThere() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.runOn();
        window.waitUntilIdle();
        const std::size_t end = window.run()->lastMoment();
        const QString path = opened.folder.filePath(QStringLiteral("run.flt"));
        window.saveTo(path);
        window.waitUntilIdle();
        QVERIFY2(QFileInfo::exists(path), qPrintable(window.message()));
        window.openSaved(path);
        window.waitUntilIdle();
        QVERIFY2(window.run() && window.run()->run().isRecorded(), qPrintable(window.message()));
        QCOMPARE(window.run()->lastMoment(), end);
        window.goTo(8);
        QCOMPARE(window.page().shown().sentences.front().whole(), QStringLiteral("Program stores 'c' at p + 4096."));
        window.goTo(end);
        QCOMPARE(window.page().output().text(), QStringLiteral("b b\nc l"));
    }

    void theStageShowsWhatAFatalAccessMet() {
        Opened opened("past-end.c");
        MainWindow& window = opened.window;
        window.runOn();
        window.waitUntilIdle();
        const StageScene& scene = window.page().stage().scene();
        QVERIFY(!scene.empty());
        QVERIFY(scene.lanes[0].fault == FaultKind::Bus);
        QVERIFY(scene.lanes[0].pathRow >= 0);
        for (const RealAnswer& answer : window.page().shown().answers)
            QVERIFY2(answer.verdict != Verdict::Differs, qPrintable(answer.text));
    }

    void aStoreToEachOfSixPageStatesIsADifferentStory() {
        QTemporaryDir folder;
        const auto write = [&](const char* name, const QByteArray& text) {
            QFile file(folder.filePath(QString::fromLatin1(name)));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        };
        QVERIFY(write("f.txt", QByteArray(6 * 4096, 'f')));
        QVERIFY(write("six.c", R"(#include <fcntl.h>
#include <sys/mman.h>
int main(void)
{
    int fd = open("f.txt", O_RDWR), rw = PROT_READ | PROT_WRITE;
    volatile char *a = mmap(0, 8192, rw, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    volatile char *p = mmap(0, 4096, rw, MAP_PRIVATE, fd, 0);
    volatile char *q = mmap(0, 4096, rw, MAP_PRIVATE, fd, 0);
    volatile char *s = mmap(0, 4096, rw, MAP_SHARED, fd, 4096);
    char x;
    a[0] = '1';           /* not present */
    x = a[4096];
    a[4096] = '2';        /* zero page */
    p[0] = '3';           /* in the page cache */
    p[1] = '4';           /* private copy */
    x = q[0];
    q[0] = '5';           /* mapped file page, private */
    x = s[0];
    s[0] = '6';           /* mapped file page, shared and clean */
    return x == 0;
}
)"));
        ProgramOptions options;
        options.with = {folder.filePath(QStringLiteral("f.txt")).toStdString()};
        const Result<ProgramText> text = readProgram({folder.filePath(QStringLiteral("six.c")).toStdString()}, options);
        QVERIFY(text);
        StartOptions simulatedAlone;
        simulatedAlone.machines = MachineChoice::Simulated;
        StartedRun started = startRun(text.value(), simulatedAlone);
        QVERIFY2(started.run, started.failure ? started.failure->message().c_str() : "text");
        started.run->run().runUntil({}, {});
        std::map<QString, char> stories;
        for (std::size_t step = 1; step <= started.run->lastMoment(); ++step) {
            const Moment moment = started.run->moment(step, LaneChoice::Simulated);
            const Operation& operation = moment.lanes[0].step->operation;
            if (operation.kind != OperationKind::Store || moment.sentences.empty())
                continue;
            // The same but for names and values: what was stored where does not make a story another one.
            QString story;
            for (const Sentence& sentence : moment.sentences)
                story += sentence.whole() + QLatin1Char('\n');
            story.replace(QRegularExpression(QStringLiteral("'.'|\\b[apqs]( \\+ \\d+)?\\b|\\d+")), QStringLiteral("#"));
            QVERIFY2(stories.emplace(story, static_cast<char>(operation.value[0])).second, qPrintable(story));
        }
        QCOMPARE(stories.size(), 6u);
    }

    void withTwoProcessesTheListSaysWhoStepsNext() {
        Opened opened("fork.c");
        MainWindow& window = opened.window;
        // Live, for who is next is known before the step is made.
        const auto able = [&] {
            std::vector<ProcessId> ids;
            for (const ProcessNote& note : window.page().shown().processes)
                if (!note.ended && note.waitsFor.isEmpty())
                    ids.push_back(note.id);
            return ids;
        };
        while (able().size() < 2 && !window.run()->ended())
            window.step(), window.waitUntilIdle();
        QCOMPARE(able().size(), 2u);
        ProcessesView& list = window.page().processes();
        QVERIFY(list.isVisible());
        // Whoever the list names makes the next step, and so does whoever is chosen.
        for (const ProcessId chosen : {ProcessId{0}, able()[1], able()[0], able()[1]}) {
            if (chosen != 0)
                Q_EMIT list.processChosen(chosen);
            ProcessId next = 0;
            for (int row = 0; row < list.model().rowCount(); ++row)
                if (list.model().note(row).turn)
                    next = list.model().note(row).id;
            QVERIFY(next != 0);
            if (chosen != 0)
                QCOMPARE(next, chosen);
            auto* button = window.toolBar().findChild<QToolButton*>(QStringLiteral("step"));
            QVERIFY(button->text().contains(QString::number(next)));
            window.step();
            window.waitUntilIdle();
            QCOMPARE(window.page().shown().teller()->step->process, next);
        }
    }

    void theBytesAreThoseOfTheProgramsOwnMappings() {
        Opened opened("private-shared.c");
        MainWindow& window = opened.window;
        window.runOn();
        window.waitUntilIdle();
        bool mapped = false;
        std::size_t looked = 0;
        for (std::size_t step = 1; step <= window.run()->lastMoment(); ++step) {
            window.goTo(step);
            const Moment& moment = window.page().shown();
            const Process* process = moment.teller()->snapshot->process(firstProcess);
            mapped = mapped || moment.teller()->step->operation.label == "p";
            const bool still = process && std::any_of(process->mappings.begin(), process->mappings.end(),
                                                      [](const auto& m) { return m.second.label == "p"; });
            if (!mapped || !still)
                continue;
            ++looked;
            const auto& rows = window.page().bytes().rows();
            QVERIFY2(!rows.empty() && !rows.front().name.contains(QStringLiteral("literals")),
                     qPrintable(QStringLiteral("step %1").arg(step)));
            QVERIFY(rows.back().isFile); // beside the file's
        }
        QVERIFY(looked > 10);
    }

    void whereverOneGoesThereAreBytesOfWhatIsMapped() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.runOn();
        window.waitUntilIdle();
        window.goTo(4); // close(fd): both mappings are there, the step touches neither
        const auto& rows = window.page().bytes().rows();
        QVERIFY(rows.size() == 3 && rows.back().name == QStringLiteral("notes.txt"));
        window.goTo(window.run()->lastMoment());
        QVERIFY(window.page().bytes().rows().empty());
        window.goTo(8);
        QCOMPARE(window.page().bytes().rows().front().name, QStringLiteral("p + 4096"));
    }

    // Where the machines agree, so do all answers of the real kernel; and what it can't tell has a reason, not a blank.
    void everySentenceHasAnAnswerThatAgreesOrAReason_data() {
        QTest::addColumn<QString>("program");
        const QDir folder(QStringLiteral(FAULTLINE_SOURCE_DIR "/resources/programs"));
        for (const QString& name : folder.entryList({QStringLiteral("*.c")}))
            QTest::newRow(qPrintable(name)) << name;
        // Signals that wait or are another's, and faults of the kernel's own.
        for (const char* name : {"blocked-and-pending.c", "kill-child.c", "nested-signals.c", "read-efault.c",
                                 "stop-and-continue.c", "vectors.c"})
            QTest::newRow(name) << QStringLiteral("../../tests/conformance/programs/") + QString::fromLatin1(name);
    }
    void everySentenceHasAnAnswerThatAgreesOrAReason() {
        QFETCH(QString, program);
        Opened opened(qPrintable(program));
        MainWindow& window = opened.window;
        QVERIFY2(window.run(), qPrintable(window.message()));
        window.runOn();
        window.waitUntilIdle();
        const std::size_t last = std::min<std::size_t>(150, window.run()->lastMoment());
        QVERIFY(last > 0);
        for (std::size_t step = 1; step <= last; ++step) {
            const Moment moment = window.run()->moment(step, LaneChoice::Both);
            if (moment.lanes.size() < 2)
                QSKIP("the real kernel takes no part here");
            for (std::size_t i = 0; i < moment.answers.size(); ++i) {
                const Sentence& sentence = moment.sentences[i];
                const RealAnswer& answer = moment.answers[i];
                const QString at = QStringLiteral("step %1: %2: %3").arg(step).arg(sentence.whole(), answer.text);
                QVERIFY2(answer.verdict != Verdict::Differs || !moment.differences.empty(), qPrintable(at));
                QVERIFY2(answer.verdict != Verdict::Silent || sentence.folded || sentence.actor == Actor::Program,
                         qPrintable(at));
                QVERIFY2(answer.verdict != Verdict::NotVisible || !answer.reason.isEmpty(), qPrintable(at));
            }
        }
    }

    void whatTheKernelRemovesTheRealOneIsAskedFor() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.runOn();
        window.waitUntilIdle();
        std::size_t asked = 0;
        for (std::size_t step = 1; step <= window.run()->lastMoment(); ++step) {
            window.goTo(step);
            const Moment& moment = window.page().shown();
            for (std::size_t i = 0; i < moment.sentences.size(); ++i)
                if (moment.sentences[i].text.startsWith(QStringLiteral("removes")) &&
                    moment.sentences[i].text.contains(QStringLiteral("page table"))) {
                    ++asked;
                    QVERIFY2(moment.answers[i].verdict == Verdict::Agrees, qPrintable(moment.answers[i].text));
                }
        }
        QVERIFY(asked > 0);
    }

    void noSegmentOfTheToolBarIsCut() {
        Opened opened("stage.c");
        for (const QSize size : {QSize(1440, 900), QSize(1264, 770), QSize(1280, 800)}) {
            opened.window.resize(size);
            for (const double scale : {1.0, 1.6}) {
                opened.window.setScale(scale);
                QCoreApplication::processEvents();
                for (QToolButton* button : opened.window.toolBar().findChildren<QToolButton*>())
                    if (button->property("segment").isValid())
                        QVERIFY2(button->width() >= widthOf(typeAt(scale).strong, button->text()) + 4,
                                 qPrintable(button->text()));
            }
        }
    }

    void theDialogsFieldsFollowOneAnother() {
        Opened opened(nullptr);
        RunSettings settings;
        RunSettingsDialog dialog(settings, nullptr);
        // From the first field on by Tab: never up again within a column.
        dialog.show();
        auto* first = dialog.findChild<QLineEdit*>();
        QVERIFY(first);
        int last = -1;
        std::size_t fields = 0;
        for (QWidget* field = first; fields < 8; field = field->nextInFocusChain()) {
            const bool stops = field->focusPolicy() & Qt::TabFocus && field->isVisible() && field->isEnabled() &&
                               field->focusProxy() == nullptr;
            if (!stops || qobject_cast<QAbstractScrollArea*>(field->parentWidget()))
                continue;
            const int y = field->mapTo(&dialog, QPoint(0, 0)).y();
            QVERIFY2(y >= last, field->metaObject()->className());
            last = y;
            ++fields;
        }
    }

    void theStageIsExportedInThreeForms() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.runOn();
        window.waitUntilIdle();
        window.goTo(8);
        for (const char* name : {"s.svg", "s.png", "s.pdf"}) {
            const QString path = opened.folder.filePath(QString::fromLatin1(name));
            window.exportPicture(path);
            QVERIFY(window.isWorking()); // off the window's thread
            window.waitUntilIdle();
            QCOMPARE(window.message(), QStringLiteral("Written: %1").arg(path));
            QVERIFY(QFileInfo(path).size() > 2000);
        }
        window.exportPicture(opened.folder.filePath(QStringLiteral("no/such/folder.svg")));
        window.waitUntilIdle();
        QVERIFY(window.message().contains(QStringLiteral("can't be written")));
    }

    void aTableIsExportedAndCanBeStoppedOnTheWay() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.runOn();
        window.waitUntilIdle();
        const QString path = opened.folder.filePath(QStringLiteral("t.csv"));
        window.exportTable(window.page().counters().model().text(), path);
        window.waitUntilIdle();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("\"Counter\",\"Simulated\",\"Real kernel\"\n\"Minor faults\","));
        TableText large{{QStringLiteral("n")}, std::vector<QStringList>(5000, {QStringLiteral("1")})};
        const QString stopped = opened.folder.filePath(QStringLiteral("stopped.csv"));
        std::size_t told = 0;
        QVERIFY(exportTable(large, stopped, [&](std::size_t rows) { return (told = rows) < 2000; }) ==
                Exported::Stopped);
        QCOMPARE(told, 2000u);
        QVERIFY(!QFileInfo::exists(stopped));
    }

    void aSignalThatAHandlerIsRunForIsFoundInThePast() {
        Opened opened(nullptr);
        MainWindow& window = opened.window;
        QVERIFY(opened.write("raised.c", "#include <signal.h>\n#include <unistd.h>\n"
                                         "static volatile int seen;\n"
                                         "static void handler(int number) { seen = number; }\n"
                                         "int main(void) {\n"
                                         "    signal(SIGUSR1, handler);\n"
                                         "    write(1, \"a\\n\", 2);\n"
                                         "    raise(SIGUSR1);\n"
                                         "    write(1, \"b\\n\", 2);\n"
                                         "    return seen == SIGUSR1 ? 0 : 1;\n}\n"));
        window.openPrograms({opened.folder.filePath(QStringLiteral("raised.c")).toStdString()});
        window.waitUntilIdle();
        Until signal;
        signal.signal = true;
        window.runToNext(signal);
        window.waitUntilIdle();
        const std::size_t live = window.moment();
        QVERIFY(!window.page().shown().teller()->step->outcome.delivered.empty());
        window.runOn();
        window.waitUntilIdle();
        QVERIFY(window.moment() > live);
        window.goTo(0);
        window.runToNext(signal);
        window.waitUntilIdle();
        QCOMPARE(window.moment(), live);
    }

    void aProjectorsLettersFitTheWindow_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1440x900") << QSize(1440, 900);
        QTest::newRow("1280x800") << QSize(1280, 800);
    }
    void aProjectorsLettersFitTheWindow() {
        QFETCH(QSize, size);
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.runOn();
        window.waitUntilIdle();
        window.goTo(8);
        window.resize(size);
        window.setScale(1.6);
        QCoreApplication::processEvents();
        QCOMPARE(window.size(), size);
        ProgramPage& page = window.page();
        QVERIFY(page.isCompact());
        QVERIFY(page.story().isVisible());
        QCOMPARE(page.stage().horizontalScrollBar()->maximum(), 0);
        const auto& items = page.stage().items();
        QVERIFY(!items.empty());
        for (int item = 0; item < static_cast<int>(items.size()); ++item)
            QVERIFY(page.stage().itemRect(item).right() <= page.stage().viewport()->width());
        window.setScale(1);
        QCoreApplication::processEvents();
        QVERIFY(!page.isCompact());
        QVERIFY(page.story().isVisible() && page.bytes().isVisible());
    }

    void theWorkerKilledFromOutsideLeavesThePastAndOneClickStartsAgain() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        for (int i = 0; i < 5; ++i)
            window.step(), window.waitUntilIdle();
        QCOMPARE(window.moment(), 5u);
        const std::vector<int> keepers = childrenOf(static_cast<int>(QCoreApplication::applicationPid()));
        QCOMPARE(keepers.size(), 1u);
        const std::vector<int> workers = childrenOf(keepers.front());
        QVERIFY(!workers.empty());
        kill(workers.front(), SIGKILL);
        window.step();
        window.waitUntilIdle();
        QVERIFY2(window.message().contains(QStringLiteral("SIGKILL")) && window.message()[0].isUpper(),
                 qPrintable(window.message()));
        window.goTo(4);
        QCOMPARE(window.moment(), 4u);
        QVERIFY(window.page().shown().real() && window.page().shown().real()->step);
        window.step(); // to the last: what there is to say of it is said again
        QCOMPARE(window.moment(), 5u);
        QVERIFY2(window.message().contains(QStringLiteral("SIGKILL")), qPrintable(window.message()));
        for (const StageLane& lane : window.page().stage().scene().lanes)
            QCOMPARE(lane.agreement == StageLane::Agreement::Ended && !lane.ended.isEmpty(), lane.real);
        auto* again = window.findChild<QPushButton*>(QStringLiteral("remedy"));
        QVERIFY(again && again->isVisible());
        QTest::mouseClick(again, Qt::LeftButton);
        window.waitUntilIdle();
        QCOMPARE(window.moment(), 0u);
        opened.toEnd();
        QCOMPARE(window.page().output().text(), QStringLiteral("b b\nc l"));
    }

    void theWorkerOfAnotherProcessKilledFromOutsideIsNoDifference() {
        Opened opened("fork.c");
        MainWindow& window = opened.window;
        const auto processes = [&] { return window.page().shown().processes; };
        while (processes().size() < 2 && !window.run()->ended())
            window.step(), window.waitUntilIdle();
        QCOMPARE(processes().size(), 2u);
        Q_EMIT window.page().processes().processChosen(processes()[1].id);
        const std::vector<int> keepers = childrenOf(static_cast<int>(QCoreApplication::applicationPid()));
        QCOMPARE(keepers.size(), 1u);
        const std::vector<int> workers = childrenOf(keepers.front());
        QCOMPARE(workers.size(), 1u); // the first process's; the other is its child
        kill(workers.front(), SIGKILL);
        QTRY_VERIFY(childrenOf(keepers.front()) != workers); // a step that it dies in reads what is left of it
        for (int i = 0; i < 3 && !window.run()->ended(); ++i)
            window.step(), window.waitUntilIdle();
        QVERIFY2(window.message().contains(QStringLiteral("SIGKILL")), qPrintable(window.message()));
        QCOMPARE(window.run()->run().differenceCount(), 0u);
    }

    void whatIsTypedIsSeenAndTheRunThatWaitedGoesOn() {
        Opened opened(nullptr);
        MainWindow& window = opened.window;
        QVERIFY(opened.write("asks.c", "#include <stdio.h>\nint main(void)\n{\n    char a[20] = \"\", b[20] = \"\";\n"
                                       "    printf(\"one? \");\n    scanf(\"%19s\", a);\n    printf(\"two? \");\n"
                                       "    scanf(\"%19s\", b);\n    printf(\"%s and %s\\n\", a, b);\n"
                                       "    return 3;\n}\n"));
        window.openPrograms({opened.folder.filePath(QStringLiteral("asks.c")).toStdString()});
        window.waitUntilIdle();
        QVERIFY2(window.run(), qPrintable(window.message()));
        window.runOn(), window.waitUntilIdle();
        const std::size_t asked = window.moment();
        QCOMPARE(window.page().output().text(), QStringLiteral("one? "));
        Q_EMIT window.page().output().inputGiven("hat\n");
        window.waitUntilIdle();
        QCOMPARE(window.page().output().text(), QStringLiteral("one? hat\ntwo? "));
        QVERIFY(window.run()->run().status().state == RunState::WaitsForInput);
        Q_EMIT window.page().output().inputGiven("coat\n");
        window.waitUntilIdle();
        QVERIFY(window.run()->ended() && window.moment() == window.run()->lastMoment());
        QCOMPARE(window.page().output().text(), QStringLiteral("one? hat\ntwo? coat\nhat and coat"));
        QVERIFY2(window.message().contains(QStringLiteral("exit status 3")), qPrintable(window.message()));
        window.goTo(asked);
        QCOMPARE(window.page().output().text(), QStringLiteral("one? "));
        // Who has come to the question by a step goes a step on.
        window.reset(), window.waitUntilIdle();
        while (window.run()->run().status().state == RunState::Ready)
            window.step(), window.waitUntilIdle();
        QCOMPARE(window.moment(), asked);
        Q_EMIT window.page().output().inputGiven("hat\n");
        window.waitUntilIdle();
        QCOMPARE(window.moment(), asked + 1);
        QVERIFY(window.run()->run().status().state == RunState::Ready);
    }

    void aRunToALineShowsThatLineAndSaysSo_data() {
        QTest::addColumn<bool>("breakpoint");
        QTest::newRow("breakpoint") << true;
        QTest::newRow("menu at the line") << false;
    }
    void aRunToALineShowsThatLineAndSaysSo() {
        QFETCH(bool, breakpoint);
        Opened opened("private-shared.c");
        MainWindow& window = opened.window;
        SourceTextView& source = window.page().source();
        const QString text = QString::fromStdString(source.files()[0].text);
        const auto line = static_cast<std::uint32_t>(text.left(text.indexOf(QStringLiteral("p[4] ="))).count('\n')) + 1;
        const std::unique_ptr<QMenu> menu(source.menuFor(line));
        menu->actions().at(breakpoint ? 1 : 0)->trigger();
        if (breakpoint)
            window.runOn();
        window.waitUntilIdle();
        // Live, and where it is recorded.
        for (int time = 0; time < 2; ++time) {
            QVERIFY2(window.message().startsWith(QStringLiteral("Stopped before line %1").arg(line)),
                     qPrintable(window.message()));
            int marked = 0;
            for (const SourceNote& note : source.notes())
                marked += note.next && note.line == line ? 1 : 0;
            QCOMPARE(marked, 1);
            const int first = source.editor()->firstVisibleLine();
            QVERIFY(first < static_cast<int>(line) &&
                    static_cast<int>(line) < first + source.editor()->height() / source.editor()->textHeight(0));
            const std::size_t before = window.moment();
            window.goTo(0);
            breakpoint ? window.runOn() : window.runToLine(0, line);
            window.waitUntilIdle();
            QCOMPARE(window.moment(), before);
        }
        window.step(), window.waitUntilIdle();
        QCOMPARE(window.page().shown().simulated()->step->operation.place.line, line);
    }

    void aLetterTypedAndUndoneKeepsTheRun() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        for (int i = 0; i < 3; ++i)
            window.step(), window.waitUntilIdle();
        SourceTextView& source = window.page().source();
        source.editor()->insertAt(QStringLiteral("x"), 0, 0);
        QVERIFY(source.edited() && !source.unsaved().empty());
        source.editor()->undo();
        QVERIFY(!source.edited() && source.unsaved().empty());
        QCOMPARE(window.message(), QString());
        QVERIFY(!source.notes().empty());
        window.stepOver(), window.waitUntilIdle();
        QVERIFY(window.place() > (RunPlace{3, 0}));
    }

    void aStepThatIsNotRecordedIsRunTo() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.goToStep(8), window.waitUntilIdle();
        QCOMPARE(window.moment(), 8u);
        QCOMPARE(window.run()->lastMoment(), 8u);
        window.goToStep(4);
        QCOMPARE(window.moment(), 4u);
        window.goToStep(5000), window.waitUntilIdle();
        QVERIFY(window.run()->ended() && window.moment() == window.run()->lastMoment());
        QVERIFY2(window.message().contains(QStringLiteral("no step 5")), qPrintable(window.message()));
        QTimer::singleShot(0, [] {
            auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            QVERIFY2(dialog->labelText().contains(QStringLiteral("0 to ")), qPrintable(dialog->labelText()));
            dialog->reject();
        });
        opened.press(Qt::Key_G, Qt::ControlModifier);
    }

    void aCommandThatSystemRunsIsCalledByItsName() {
        Opened opened("private-shared.c");
        MainWindow& window = opened.window;
        window.runOn(), window.waitUntilIdle();
        std::set<QString> roles;
        for (std::size_t moment = 1; moment <= window.run()->lastMoment(); ++moment) {
            window.goTo(moment);
            for (const ProcessNote& note : window.page().shown().processes)
                if (!note.role.isEmpty())
                    roles.insert(note.role);
        }
        QVERIFY(roles == (std::set<QString>{QStringLiteral("cat"), QStringLiteral("parent")}));
    }

    void everyProcessHasItsNumberAtItsLine() {
        Opened opened("fork.c");
        MainWindow& window = opened.window;
        int both = 0;
        for (int i = 0; i < 40 && !window.run()->ended(); ++i) {
            window.step(), window.waitUntilIdle();
            QString words;
            for (const SourceNote& note : window.page().source().notes())
                words += note.text + QLatin1Char(';');
            if (window.page().shown().processes.size() < 2)
                continue;
            for (const ProcessNote& note : window.page().shown().processes)
                if (!note.ended && note.line > 0)
                    QVERIFY2(words.contains(QString::number(note.id)), qPrintable(words));
            ++both;
        }
        QVERIFY(both > 3);
    }

    void everyControlHasAnAccessibleName() {
        Opened opened("stage.c");
        for (QToolButton* button : opened.window.findChildren<QToolButton*>())
            if (button->isVisible())
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                         qPrintable(button->objectName()));
    }

    void themeSizeAndRecentFilesAreThereAfterARestart() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("s.ini"));
        {
            QSettings settings(path, QSettings::IniFormat);
            MainWindow window(settings);
            window.setTheme(ThemeChoice::Dark);
            window.setScale(1.6);
            window.toolBar().setStepSize(StepSize::Statement);
            window.openPrograms({shipped("stage.c")});
            window.waitUntilIdle();
            window.close();
        }
        QSettings settings(path, QSettings::IniFormat);
        MainWindow window(settings);
        QCOMPARE(window.themeShown(), ThemeKind::Dark);
        QCOMPARE(window.scale(), 1.6);
        QCOMPARE(window.toolBar().stepSize(), StepSize::Statement);
        QVERIFY(settings.value(QStringLiteral("recent"))
                    .toStringList()
                    .join(QLatin1Char(' '))
                    .contains(QStringLiteral("stage.c")));
    }

    void theThemeFollowsTheSystemWhileTheWindowIsOpen() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        SystemTheme& system = window.systemTheme();
        system.setSetting(QStringLiteral("color-scheme"), 1u);
        QCOMPARE(window.themeShown(), ThemeKind::Dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), themeOf(ThemeKind::Dark).window);
        system.setSetting(QStringLiteral("color-scheme"), 2u);
        QCOMPARE(window.themeShown(), ThemeKind::Light);
        system.setSetting(QStringLiteral("contrast"), 1u);
        QCOMPARE(window.themeShown(), ThemeKind::HighContrast);
        window.setTheme(ThemeChoice::Light); // chosen by the learner: the system is not asked any more
        system.setSetting(QStringLiteral("color-scheme"), 1u);
        QCOMPARE(window.themeShown(), ThemeKind::Light);
    }

    void aStatementThatTookAFaultOnTheWaySaysSo() {
        QTemporaryDir folder;
        QFile code(folder.filePath(QStringLiteral("way.c")));
        QVERIFY(code.open(QFile::WriteOnly));
        code.write("#include <stdio.h>\n#include <sys/mman.h>\nint main(void)\n{\n"
                   "    char *a = mmap(NULL, 4096, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n"
                   "    fprintf(stderr, \"%d\\n\", a[7]);\n    return 0;\n}\n");
        code.close();
        const Result<ProgramText> text = readProgram({code.fileName().toStdString()}, {});
        QVERIFY(text);
        StartOptions simulatedAlone;
        simulatedAlone.machines = MachineChoice::Simulated;
        StartedRun started = startRun(text.value(), simulatedAlone);
        QVERIFY2(started.run, started.failure ? started.failure->message().c_str() : "text");
        started.run->run().runUntil({}, {});
        std::size_t load = 0, write = 0;
        for (std::size_t step = 1; step <= started.run->lastMoment(); ++step) {
            const Moment moment = started.run->moment(step, LaneChoice::Simulated);
            if (moment.lanes[0].step->operation.kind == OperationKind::Load && load == 0)
                load = step;
            if (moment.lanes[0].step->operation.call == Call::Write &&
                moment.lanes[0].step->operation.kind == OperationKind::Call)
                write = step;
        }
        QVERIFY(load > 0 && write > load);
        Shown shown;
        shown.place.moment = write;
        shown.from = RunPlace{};
        shown.from->moment = load - 1;
        const Moment moment = started.run->moment(shown, LaneChoice::Simulated);
        QVERIFY(!moment.earlier.empty());
        QCOMPARE(moment.earlier.front().step, load);
        QCOMPARE(moment.earlier.front().text,
                 QStringLiteral("before, in step %1: the load at a + 7 took a minor fault.").arg(load));
        shown.from->moment = load; // the load is of the statement before
        for (const EarlierStep& fault : started.run->moment(shown, LaneChoice::Simulated).earlier)
            QVERIFY(fault.step > load);
    }

    // race.c unlocked, each process one operation in turn: both load the counter before either stores it.
    void aStoreOverWhatAnotherHasStoredSinceTheLoadSaysSo() {
        ProgramOptions options;
        options.arguments = {"plain"};
        options.argumentsGiven = true;
        const Result<ProgramText> text = readProgram({shipped("race.c")}, options);
        QVERIFY(text);
        StartOptions simulatedAlone;
        simulatedAlone.machines = MachineChoice::Simulated;
        StartedRun started = startRun(text.value(), simulatedAlone);
        QVERIFY2(started.run, started.failure ? started.failure->message().c_str() : "text");
        started.run->run().runUntil({}, {});
        struct Access {
            std::size_t step;
            ProcessId process;
            bool store;
            Address at;
        };
        std::vector<Access> all;
        std::size_t told = 0;
        for (std::size_t step = 1; step <= started.run->lastMoment(); ++step) {
            const Moment moment = started.run->moment(step, LaneChoice::Simulated);
            const Step& made = *moment.lanes[0].step;
            const auto ranges = accessedRanges(moment.lanes[0]);
            QVERIFY(moment.earlier.size() <= 1);
            if (ranges.size() == 1)
                all.push_back({step, made.process, made.operation.kind == OperationKind::Store, ranges[0].first});
            for (const EarlierStep& earlier : moment.earlier) {
                ++told;
                const auto lost = std::find_if(all.begin(), all.end(),
                                               [&](const Access& access) { return access.step == earlier.step; });
                QVERIFY(lost != all.end() && lost->store && lost->process != made.process);
                QCOMPARE(lost->at, all.back().at);
                // Between its load and its store, and nothing of its own behind that load.
                const auto before = std::find_if(std::next(all.rbegin()), all.rend(), [&](const Access& access) {
                    return access.process == made.process && access.at == lost->at;
                });
                QVERIFY(before != all.rend() && !before->store && before->step < lost->step);
            }
        }
        QVERIFY(told > 0);
    }

    void statementsOfThePastAreThoseThatWereSteppedLive() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.toolBar().setStepSize(StepSize::Statement);
        struct Sight {
            RunPlace place;
            std::vector<std::pair<std::uint32_t, bool>> lines; ///< next line of each process; marked
            std::vector<std::string> values;
            bool operator==(const Sight&) const = default;
        };
        const auto seen = [&] {
            Sight here{window.place(), {}, {}};
            for (const ProcessNote& note : window.page().shown().processes)
                here.lines.push_back({note.line, note.ended});
            for (const Variable& variable : window.run()->variables(window.place()))
                here.values.push_back(variable.name + "=" + variable.value);
            return here;
        };
        std::vector<Sight> live{seen()};
        while (!(window.run()->ended() && window.moment() == window.run()->lastMoment())) {
            window.step();
            window.waitUntilIdle();
            live.push_back(seen());
        }
        QVERIFY(live.size() > 10);
        bool quiet = false; // a statement without an operation is a step, too
        for (std::size_t i = 1; i < live.size(); ++i)
            quiet = quiet || live[i].place.moment == live[i - 1].place.moment;
        QVERIFY(quiet);
        for (std::size_t i = live.size() - 1; i-- > 0;) {
            window.back();
            window.waitUntilIdle();
            QVERIFY2(window.place() == live[i].place, qPrintable(QString::number(i)));
        }
        for (std::size_t i = 1; i + 1 < live.size(); ++i) {
            window.step();
            window.waitUntilIdle();
            QVERIFY2(seen() == live[i], qPrintable(QString::number(i)));
        }
    }

    void breakpointsInThePastAreFound() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.page().source().toggleBreakpoint(0, 23);
        window.runOn();
        window.waitUntilIdle();
        const RunPlace live = window.place();
        window.page().source().toggleBreakpoint(0, 23);
        window.runOn();
        window.waitUntilIdle();
        window.page().source().toggleBreakpoint(0, 23);
        window.goTo(0);
        window.runOn();
        window.waitUntilIdle();
        QVERIFY(window.place() == live);
    }

    void aProgramThatKeepsItsFilesGoesOnFromThem() {
        const QByteArray before = qgetenv("XDG_STATE_HOME");
        QTemporaryDir state;
        qputenv("XDG_STATE_HOME", state.path().toUtf8());
        {
            Opened opened("counter-create.c");
            MainWindow& window = opened.window;
            window.runOn();
            window.waitUntilIdle();
            QVERIFY2(window.message().contains(state.path()), qPrintable(window.message()));
            window.openPrograms({shipped("counter-increment.c")});
            window.waitUntilIdle();
            for (int count = 1; count <= 3; ++count) {
                window.runOn();
                window.waitUntilIdle();
                QCOMPARE(window.page().output().text(), QStringLiteral("the counter is %1").arg(count));
                window.reset();
                window.waitUntilIdle();
            }
        }
        before.isNull() ? qunsetenv("XDG_STATE_HOME") : qputenv("XDG_STATE_HOME", before);
    }

    void hardwareIsChosenForTheSimulatedMachineAlone() {
        Opened opened(nullptr);
        MainWindow& window = opened.window;
        QVERIFY(opened.write("small.c", "// faultline: --machine simulated --preset sv39\n"
                                        "int main(void)\n{\n    return 0;\n}\n"));
        window.openPrograms({opened.folder.filePath(QStringLiteral("small.c")).toStdString()});
        window.waitUntilIdle();
        QVERIFY2(window.run(), qPrintable(window.message()));
        QCOMPARE(window.run()->run().laneCount(), 1u);
        QVERIFY(window.page().shown().lanes[0].detail.startsWith(QStringLiteral("sv39")));
        QCOMPARE(window.toolBar().lanes(), LaneChoice::Simulated);
        QVERIFY(window.toolBar().whyNot(LaneChoice::Both).contains(QStringLiteral("settings")));
    }

    void thePastIsScrubbedWhileTheProgramRuns() {
        Opened opened(nullptr);
        MainWindow& window = opened.window;
        QVERIFY(opened.write("ever.c", "// faultline: --machine simulated\n#include <stdlib.h>\nint main(void)\n{\n    "
                                       "volatile char *p = malloc(1 << 20);\n"
                                       "    for (unsigned i = 0;; i++)\n        p[i & 0xfffff] = i;\n}\n"));
        window.openPrograms({opened.folder.filePath(QStringLiteral("ever.c")).toStdString()});
        window.waitUntilIdle();
        QVERIFY2(window.run(), qPrintable(window.message()));
        window.runOn();
        QTRY_VERIFY(window.moment() > 100); // it is followed
        QVERIFY(window.isWorking());
        Q_EMIT window.page().timeline().momentChosen(40);
        QCOMPARE(window.moment(), 40u);
        const std::size_t then = window.run()->lastMoment();
        QTRY_VERIFY(window.run()->lastMoment() > then);
        QCOMPARE(window.moment(), 40u); // and stays where the learner has gone
        QCOMPARE(window.findChild<QToolButton*>(QStringLiteral("cancel"))->shortcut(), QKeySequence(Qt::Key_Escape));
        window.findChild<QToolButton*>(QStringLiteral("cancel"))->click();
        window.waitUntilIdle();
        QCOMPARE(window.moment(), 40u);
        QVERIFY2(!window.run()->ended(), window.run()->run().status().message.c_str());
    }

    void whileAProgramRunsTheWindowAnswersAndCanStopIt() {
        Opened opened(nullptr);
        MainWindow& window = opened.window;
        const QString path = opened.folder.filePath(QStringLiteral("ever.c"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("int main(void)\n{\n    volatile int i = 0;\n    for (;;)\n        i = i + 1;\n}\n");
        file.close();
        window.openPrograms({path.toStdString()});
        window.waitUntilIdle();
        QVERIFY2(window.run(), qPrintable(window.message()));
        window.runOn();
        QTest::qWait(50); // the loop of events turns while the program runs
        auto* cancel = window.findChild<QToolButton*>(QStringLiteral("cancel"));
        QVERIFY(cancel);
        cancel->click();
        window.waitUntilIdle();
        QVERIFY(!window.run()->ended());
    }

    void unsavedEditsAreAskedAbout() {
        Opened opened(nullptr);
        MainWindow& window = opened.window;
        QVERIFY(opened.write("own.c", "int main(void)\n{\n    return 1;\n}\n"));
        const QString path = opened.folder.filePath(QStringLiteral("own.c"));
        window.openPrograms({path.toStdString()});
        window.waitUntilIdle();
        window.page().source().editor()->setText(QStringLiteral("int main(void)\n{\n    return 2;\n}\n"));
        window.runOn(); // compiles it and runs it
        window.waitUntilIdle();
        QVERIFY2(window.run() && window.run()->ended(), qPrintable(window.message()));
        QCOMPARE(window.run()->run().status().exitStatus, 2);
        QVERIFY(!window.page().source().unsaved().empty()); // run is not saved
        int asked = 0;
        const auto answer = [&](QMessageBox::StandardButton button) {
            QTimer::singleShot(0, &window, [&asked, button] {
                if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
                    ++asked;
                    box->button(button)->click();
                }
            });
        };
        answer(QMessageBox::Cancel);
        QVERIFY(!window.close());
        answer(QMessageBox::Cancel);
        window.openPrograms({shipped("stage.c")});
        QCOMPARE(asked, 2);
        QVERIFY(window.page().source().editor()->text().contains(QStringLiteral("return 2")));
        answer(QMessageBox::Save);
        QVERIFY(window.close());
        QCOMPARE(asked, 3);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("return 2"));
        QVERIFY(window.page().source().unsaved().empty());
    }

    void aShippedProgramIsNotOverwritten() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        QFile file(QString::fromStdString(shipped("stage.c")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        window.page().source().editor()->append(QStringLiteral("/* mine */\n"));
        bool asked = false;
        QTimer::singleShot(0, &window, [&asked] {
            if (auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget())) {
                asked = true;
                dialog->reject();
            }
        });
        window.activateWindow();
        opened.press(Qt::Key_S, Qt::ControlModifier);
        QVERIFY(asked);
        QVERIFY(!window.page().source().unsaved().empty());
        file.seek(0);
        QCOMPARE(file.readAll(), before);
    }

    void afterAnEditStepStepsThroughTheNewText() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.page().source().editor()->append(QStringLiteral("/* mine */\n"));
        window.step();
        window.waitUntilIdle();
        QCOMPARE(window.moment(), 1u);
    }

    void thePageSelectedByHandStaysSelected() {
        Opened opened("stage.c");
        MainWindow& window = opened.window;
        window.runOn();
        window.waitUntilIdle();
        window.goTo(7);
        const Snapshot& snapshot = *window.page().shown().lanes[0].snapshot;
        const Mapping* mapping = nullptr;
        for (const auto& [start, each] : snapshot.process(firstProcess)->mappings)
            if (each.label == "s")
                mapping = &each;
        QVERIFY(mapping);
        const std::uint64_t page = mapping->start / snapshot.pageSize;
        Q_EMIT window.page().stage().pageSelected(firstProcess, page);
        const QString name = window.page().bytes().rows().front().name;
        window.goTo(8); // a store to p
        QCOMPARE(window.page().bytes().rows().front().name, name);
        QVERIFY(window.page().selectedPage() && window.page().selectedPage()->page == page);
        Q_EMIT window.page().stage().pageSelected(firstProcess, page); // once more: the steps are followed
        QVERIFY(!window.page().selectedPage());
        QVERIFY(window.page().bytes().rows().front().name != name);
        // Unmapping it is a change, too, also in the recorded past.
        Q_EMIT window.page().stage().pageSelected(firstProcess, page);
        const auto mapped = [&] {
            return window.page().shown().lanes[0].snapshot->mappingAt(firstProcess, page * snapshot.pageSize) !=
                   nullptr;
        };
        for (std::size_t before = 7; mapped(); before = window.moment()) {
            window.runToPageChange();
            window.waitUntilIdle();
            QVERIFY2(window.moment() > before, qPrintable(window.message()));
        }
        QVERIFY(window.moment() < window.run()->lastMoment());
    }

    void runningUntilAPageChangesStopsWhereItIsUnmapped() {
        Opened opened(nullptr);
        MainWindow& window = opened.window;
        QVERIFY(opened.write("un.c", "// faultline: --machine simulated\n#include <sys/mman.h>\nint main(void)\n{\n"
                                     "    char *p = mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n"
                                     "    munmap(p, 4096);\n    mmap(0, 8192, PROT_READ, MAP_PRIVATE | "
                                     "MAP_ANONYMOUS, -1, 0);\n    return 0;\n}\n"));
        window.openPrograms({opened.folder.filePath(QStringLiteral("un.c")).toStdString()});
        window.waitUntilIdle();
        QVERIFY2(window.run(), qPrintable(window.message()));
        window.toolBar().setStepSize(StepSize::Operation);
        window.step();
        window.waitUntilIdle();
        const Snapshot& snapshot = *window.page().shown().lanes[0].snapshot;
        std::optional<std::uint64_t> page;
        for (const auto& [start, each] : snapshot.process(firstProcess)->mappings)
            if (each.label == "p")
                page = start / snapshot.pageSize;
        QVERIFY(page);
        Q_EMIT window.page().stage().pageSelected(firstProcess, *page); // nothing has touched it
        window.runToPageChange();
        window.waitUntilIdle();
        QCOMPARE(window.moment(), 2u); // live
        window.runOn();
        window.waitUntilIdle();
        window.goTo(1);
        window.runToPageChange();
        window.waitUntilIdle();
        QCOMPARE(window.moment(), 2u); // and where it is recorded
    }

    void onceTheMachinesHavePartedTheOneThatGoesOnTells() {
        Snapshot snapshot;
        Step step;
        Moment moment;
        moment.lanes.resize(2);
        moment.lanes[0].snapshot = moment.lanes[1].snapshot = &snapshot;
        moment.lanes[1].real = true;
        moment.lanes[1].step = &step;
        moment.number = moment.comparedTo = 4;
        QVERIFY(!moment.partedBefore());
        QCOMPARE(moment.teller(), &moment.lanes[0]);
        moment.number = 5;
        QVERIFY(moment.partedBefore());
        QCOMPARE(moment.teller(), &moment.lanes[1]);
        const StageScene scene = stageOf(moment, 0);
        QVERIFY(scene.lanes[1].agreement == StageLane::Agreement::Ended);
    }

    void aLineWithoutCodeStandsForTheNextWithCode() {
        SourceTextView view;
        SourceFile file;
        file.name = "a.c";
        file.text = "#include <stdio.h>\n#define TWO \\\n    2\n\n/* a\n b */\nint main(void)\n{\n    // c\n"
                    "    return 0; /* d */\n}\n";
        view.setFiles({file}, 1);
        QCOMPARE(view.lineWithCode(0, 1), 7u);
        QCOMPARE(view.lineWithCode(0, 8), 10u);
        QCOMPARE(view.lineWithCode(0, 11), 0u);
    }

    void differencesAreToldInTheReadersWords() {
        DifferencesView view;
        Difference error{1, 1000, "errno", "0", "16", {}, 0, {}};
        Difference parts{2, 1000, "the runs part here", "write(1, [62 20 62 0a], 4)", "computes", {}, 0, {}};
        view.show(std::make_shared<const std::vector<Difference>>(std::vector{error, parts}), 1, 2, true);
        const auto& rows = view.model().rows();
        QCOMPARE(rows[0].cells[2], QStringLiteral("no error"));
        QCOMPARE(rows[0].cells[3], QStringLiteral("EBUSY"));
        QCOMPARE(rows[0].cells[4], QStringLiteral("Not explained yet: please report"));
        QCOMPARE(rows[1].cells[2], QStringLiteral("write(1, \"b b\\n\", 4)"));
    }

    void aStepThatNeverEndsIsCancelled() {
        Opened opened(nullptr);
        MainWindow& window = opened.window;
        QVERIFY(opened.write("spin.c", "int main(void)\n{\n    for (;;)\n        ;\n}\n"));
        window.openPrograms({opened.folder.filePath(QStringLiteral("spin.c")).toStdString()});
        window.waitUntilIdle();
        QVERIFY2(window.run(), qPrintable(window.message()));
        window.toolBar().setStepSize(StepSize::Operation);
        window.step();
        QTest::qWait(300);
        QVERIFY(window.isWorking());
        window.findChild<QToolButton*>(QStringLiteral("cancel"))->click();
        window.waitUntilIdle();
        QVERIFY(!window.run()->ended());
        window.step(); // and the window closes while another goes on
        QVERIFY(window.isWorking());
    }

    void aLineThatIsReadIntoAnEndlessLoopIsCancelled() {
        Opened opened(nullptr);
        MainWindow& window = opened.window;
        QVERIFY(opened.write("reads.c", "#include <unistd.h>\nint main(void)\n{\n    char c;\n    read(0, &c, 1);\n"
                                        "    for (;;)\n        ;\n}\n"));
        window.openPrograms({opened.folder.filePath(QStringLiteral("reads.c")).toStdString()});
        window.waitUntilIdle();
        window.runOn();
        window.waitUntilIdle();
        QVERIFY2(window.run()->run().status().state == RunState::WaitsForInput, qPrintable(window.message()));
        Q_EMIT window.page().output().inputGiven("a\n");
        QTest::qWait(300); // the read ends; what follows never does
        QVERIFY(window.isWorking());
        window.findChild<QToolButton*>(QStringLiteral("cancel"))->click();
        window.waitUntilIdle();
        QVERIFY(!window.run()->ended());
    }
};

} // namespace faultline

QTEST_MAIN(faultline::WindowTest)
#include "window_test.moc"
