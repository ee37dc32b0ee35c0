// The text in the window: errors, edits, and what becomes of them.
#include "tests/app/opened_window.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QTimer>

namespace faultline {

class WindowTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
};

} // namespace faultline

QTEST_MAIN(faultline::WindowTextTest)
#include "window_text_test.moc"
