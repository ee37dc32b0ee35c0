// Going through a program in the window: by every size of step, forth and back, to a line, a page, a signal, a step.
#include "tests/app/opened_window.h"

#include <QInputDialog>
#include <QTimer>

#include <csignal>

namespace faultline {

class WindowSteppingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
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

    // A private copy is not changed by what becomes of the file's page: program 4, from its private store on.
    void runningUntilAnOwnPageChangesPassesStoresToTheFile() {
        Opened opened("private-shared.c");
        MainWindow& window = opened.window;
        const auto copy = [&]() -> std::optional<std::uint64_t> {
            const Snapshot& snapshot = *window.page().shown().lanes[0].snapshot;
            if (const Process* process = snapshot.process(firstProcess))
                for (const auto& [page, entry] : process->pages)
                    if (const Mapping* mapping = snapshot.mappingAt(firstProcess, page * snapshot.pageSize);
                        mapping && mapping->label == "p" && entry.state != PageState::File)
                        return page;
            return std::nullopt;
        };
        while (!copy() && !window.run()->ended())
            window.step(), window.waitUntilIdle();
        const std::size_t copied = window.moment();
        const auto page = copy();
        QVERIFY(page);
        Q_EMIT window.page().stage().pageSelected(firstProcess, *page);
        for (const bool recorded : {false, true}) {
            window.goTo(copied);
            window.runToPageChange();
            window.waitUntilIdle();
            const Step* step = window.page().shown().lanes[0].step;
            QVERIFY2(step && step->operation.kind == OperationKind::Call,
                     qPrintable(QStringLiteral("%1: %2").arg(recorded).arg(window.moment())));
            QCOMPARE(step->operation.call, Call::Munmap);
            QVERIFY(recorded || window.moment() == window.run()->lastMoment());
            window.runOn();
            window.waitUntilIdle();
        }
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
};

} // namespace faultline

QTEST_MAIN(faultline::WindowSteppingTest)
#include "window_stepping_test.moc"
