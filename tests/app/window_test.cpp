// The window around a program: start page, saved runs, dialogs, settings, exports, themes.
#include "app/window/export.h"
#include "tests/app/opened_window.h"

#include <QScrollBar>

namespace faultline {

class WindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itOpensWithTheStartPage() {
        Opened opened(nullptr);
        QVERIFY(opened.window.showsStartPage());
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
};

} // namespace faultline

QTEST_MAIN(faultline::WindowTest)
#include "window_test.moc"
