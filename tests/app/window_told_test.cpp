// What the window says of a step: story, answers of the real kernel, bytes, processes, differences.
#include "app/views/scene_parts.h"
#include "tests/app/opened_window.h"

#include <QListView>
#include <QRegularExpression>
#include <QSignalSpy>

namespace faultline {

class WindowToldTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
};

} // namespace faultline

QTEST_MAIN(faultline::WindowToldTest)
#include "window_told_test.moc"
