// A program that runs, waits, never ends, or whose worker is killed: the window answers, and loses nothing.
#include "tests/app/opened_window.h"

#include <QPushButton>

#include <csignal>

namespace faultline {

class WindowRunningTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
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

QTEST_MAIN(faultline::WindowRunningTest)
#include "window_running_test.moc"
