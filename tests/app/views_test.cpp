// Views are driven as a user drives them: keys, mouse, and what a screen reader is told.
#include "app/views/bytes.h"
#include "app/views/c_lexer.h"
#include "app/views/output.h"
#include "app/views/processes.h"
#include "app/views/source_text.h"
#include "app/views/stage.h"
#include "app/views/story.h"
#include "app/views/tables.h"
#include "app/views/timeline.h"
#include "sample_moments.h"

#include <QAccessible>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

namespace faultline {
namespace {

Look lightLook() {
    return {themeOf(ThemeKind::Light), typeAt(1), true};
}

TimelineFacts fifteenSteps() {
    TimelineFacts facts;
    facts.count = 15;
    facts.ended = true;
    StepMark major;
    major.step = 5;
    major.major = 1;
    auto marks = std::make_shared<TimelineMarks>();
    marks->append(major);
    facts.lanes = {{QStringLiteral("Simulated"), 0, true, 0, 0, {marks}}};
    facts.nameOf = [](std::size_t step) { return QStringLiteral("step %1").arg(step); };
    return facts;
}

} // namespace

class ViewsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { installStageAccessibility(); }

    void arrowsWalkTheStageAndEnterSelectsAPage() {
        const SampleMoments sample;
        StageView stage;
        stage.setLook(lightLook());
        stage.resize(1074, 520);
        stage.show(sample.storeToPrivate());
        stage.setCurrent(0);
        QCOMPARE(stage.items()[0].name.section(QLatin1Char(','), 0, 0), QStringLiteral("Page s"));
        QTest::keyClick(&stage, Qt::Key_Down);
        QVERIFY(
            stage.items()[static_cast<std::size_t>(stage.current())].name.startsWith(QStringLiteral("Page s + 4096")));
        QTest::keyClick(&stage, Qt::Key_Right);
        QVERIFY(stage.items()[static_cast<std::size_t>(stage.current())].name.startsWith(
            QStringLiteral("TLB entry of s + 4096")));
        QTest::keyClick(&stage, Qt::Key_Left);
        QSignalSpy selected(&stage, &StageView::pageSelected);
        QTest::keyClick(&stage, Qt::Key_Return);
        QCOMPARE(selected.count(), 1);
        QCOMPARE(selected[0][1].toULongLong(), SampleMoments::s / 4096 + 1);
    }

    void aCellIsReadAloudWithItsStateFrameAndWhatHappenedToIt() {
        const SampleMoments sample;
        StageView stage;
        stage.setLook(lightLook());
        stage.resize(1074, 520);
        stage.show(sample.storeToPrivate());
        QAccessibleInterface* told = QAccessible::queryAccessibleInterface(&stage);
        QVERIFY(told);
        QStringList names;
        for (int i = 0; i < told->childCount(); ++i)
            names << told->child(i)->text(QAccessible::Name);
        QVERIFY2(names.contains(QStringLiteral("Page p + 4096, private copy, frame 7, just touched")),
                 qPrintable(names.join(QLatin1Char('\n'))));
        QVERIFY(names.contains(QStringLiteral("TLB, not visible")));
    }

    void whatIsNotVisibleSaysWhy() {
        const SampleMoments sample;
        StageView stage;
        stage.setLook(lightLook());
        stage.resize(1074, 520);
        stage.show(sample.storeToPrivate());
        for (const StageItem& item : stage.items())
            if (item.name == QStringLiteral("TLB, not visible"))
                QCOMPARE(item.tip, QStringLiteral("no kernel shows the TLB"));
    }

    void allPagesOfAMappingAreWalkedZoomedAndSelected() {
        SampleMoments sample;
        for (Snapshot* snapshot : {&sample.simulated, &sample.real})
            snapshot->processes[firstProcess].mappings.at(SampleMoments::p).end = SampleMoments::p + 5000 * 4096;
        StageView stage;
        stage.setLook(lightLook());
        stage.resize(1074, 520);
        stage.show();
        stage.show(sample.storeToPrivate());
        stage.openPages(firstProcess, SampleMoments::p + 4096);
        QVERIFY(stage.showsPages());
        StagePagesView& pages = stage.pages();
        QCOMPARE(pages.scene().count, 5000u);
        QCOMPARE(pages.current(), 1u);
        QCOMPARE(pages.nameOf(1), QStringLiteral("Page p + 4096, private copy, just touched"));
        QTest::keyClick(&pages, Qt::Key_Right);
        QCOMPARE(pages.current(), 2u);
        QVERIFY(pages.accessibleName().contains(QStringLiteral("Page p + 8192, mapped file page")));
        const std::uint64_t row = pages.grid().pagesPerRow();
        QTest::keyClick(&pages, Qt::Key_Down);
        QCOMPARE(pages.current(), 2 + row);
        QTest::keyClick(&pages, Qt::Key_Up);
        QSignalSpy chosen(&stage, &StageView::pageSelected);
        QTest::keyClick(&pages, Qt::Key_Return);
        QCOMPARE(chosen.takeFirst()[1].toULongLong(), SampleMoments::p / 4096 + 2);
        const int cell = pages.grid().level().cell;
        pages.zoomBy(2);
        QVERIFY(pages.grid().level().cell > cell);
        QTest::keyClick(&pages, Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(pages.grid().level().cell, cell);
        QTest::keyClick(&pages, Qt::Key_Escape);
        QVERIFY(!stage.showsPages());
    }

    void whatIsUnderThePointerStaysThereWhileZooming() {
        SampleMoments sample;
        sample.simulated.processes[firstProcess].mappings.at(SampleMoments::p).end =
            SampleMoments::p + 200000 * 4096ull;
        StagePagesView pages;
        pages.setLook(lightLook());
        pages.resize(1074, 520);
        pages.QWidget::show();
        pages.open(sample.storeToPrivate(), firstProcess, SampleMoments::p);
        const QPointF pointer = pages.gridArea(0).center();
        int strict = 0;
        for (int i = 0; i < 6; ++i) {
            const auto before = pages.grid().pageAt(pointer - pages.gridArea(0).topLeft() +
                                                    QPointF(0, pages.verticalScrollBar()->value()));
            QVERIFY(before);
            pages.zoomBy(1, pointer);
            const double y = pages.grid().rectOf(*before).center().y() - pages.verticalScrollBar()->value();
            const QString where = QStringLiteral("page %1 at %2, %3 pages a cell, scrolled %4 of %5")
                                      .arg(*before)
                                      .arg(y)
                                      .arg(pages.grid().level().pagesPerCell)
                                      .arg(pages.verticalScrollBar()->value())
                                      .arg(pages.verticalScrollBar()->maximum());
            // Except at the ends, beyond which nothing is scrolled.
            const int scrolled = pages.verticalScrollBar()->value();
            const bool atEnd = scrolled == 0 || scrolled == pages.verticalScrollBar()->maximum();
            QVERIFY2(atEnd || std::abs(y - (pointer.y() - pages.gridArea(0).top())) <= pages.grid().rowPitch(),
                     qPrintable(where));
            strict += !atEnd;
        }
        QVERIFY(strict > 0);
    }

    void aSentenceSelectsThePageItSpeaksOf() {
        const SampleMoments sample;
        StageView stage;
        stage.setLook(lightLook());
        stage.resize(1074, 520);
        stage.show(sample.storeToPrivate());
        QSignalSpy chosen(&stage, &StageView::pageSelected);
        for (int number = 1; number <= 6; ++number)
            stage.selectBadge(number);
        QCOMPARE(chosen.count(), 6);
        QCOMPARE(chosen[0][1].toULongLong(), SampleMoments::p / 4096 + 1); // the store
        QCOMPARE(chosen[2][1].toULongLong(), SampleMoments::p / 4096);     // the mapping, by its first page
        QCOMPARE(chosen[5][1].toULongLong(), SampleMoments::p / 4096 + 1);
    }

    void bytesBeyondTheEndOfTheFileAreNone() {
        SampleMoments sample;
        BytesView bytes;
        bytes.setLook(lightLook());
        bytes.select(sample.storeToPrivate(), firstProcess, SampleMoments::s / 4096 + 2);
        QVERIFY(bytes.rows().back().isFile);
        QCOMPARE(bytes.rows().back().length, 9000u - 8192u); // of the last page
        QCOMPARE(bytes.rows().front().length, 4096u);        // the rest of the page in memory is zeros
        sample.simulated.files[1].facts.size = 8000;
        sample.simulated.files[1].pages.erase(2);
        sample.simulated.processes[firstProcess].pages.erase(SampleMoments::s / 4096 + 2);
        bytes.select(sample.storeToPrivate(), firstProcess, SampleMoments::s / 4096 + 2);
        for (const ByteRow& row : bytes.rows()) {
            if (row.state == PageState::File)
                continue;
            QVERIFY(!row.visible);
            QVERIFY(!row.instead.isEmpty());
        }
    }

    void aFoldedSentenceIsUnfoldedByEnter() {
        const SampleMoments sample;
        Moment moment = sample.storeToPrivate();
        Sentence fold;
        fold.text = QStringLiteral("and 2 more like this.");
        fold.folded = true;
        fold.within = {moment.sentences[3], moment.sentences[3]};
        moment.sentences[4] = fold;
        StoryView story;
        story.setLook(lightLook());
        story.resize(800, 300);
        story.show(moment);
        story.show();
        auto* list = story.findChild<QListView*>();
        list->setFocus();
        list->setCurrentIndex(list->model()->index(4, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(story.model().rowCount(), 7);
        QCOMPARE(story.model().line(4).sentence.text, moment.sentences[3].text);
        QCOMPARE(story.model().line(5).answer.text, QStringLiteral("frame not visible"));
        QCOMPARE(story.model().line(6).number, 5);
    }

    void theBytesThatAreReadAreTheOnesThatAreLit() {
        SampleMoments sample;
        Operation& scan = sample.simulatedStep.operation;
        scan.kind = OperationKind::Scan;
        scan.target = {true, SampleMoments::p + 4096 + 58};
        scan.length = 4000;
        sample.simulatedStep.outcome.data = Bytes(24, 'x');
        Event reads;
        reads.kind = EventKind::ProgramScans;
        reads.address = SampleMoments::p + 4096; // the page alone, as the hardware tells it
        reads.count = 24;
        sample.simulatedStep.outcome.story = {reads};
        BytesView bytes;
        bytes.setLook(lightLook());
        bytes.show(sample.storeToPrivate());
        QCOMPARE(bytes.firstShown(), 48u);
        QCOMPARE(bytes.litBytes(), (std::pair{58, 24}));
    }

    void theStoryIsAListOfSentencesWithAnswers() {
        const SampleMoments sample;
        StoryView story;
        story.setLook(lightLook());
        story.show(sample.storeToPrivate());
        QCOMPARE(story.model().rowCount(), 6);
        QCOMPARE(story.model().data(story.model().index(4), Qt::DisplayRole).toString(),
                 QStringLiteral("5. Kernel sets the entry to frame 7, writable, and drops the old TLB entry. The real "
                                "kernel agrees: pagemap: own page."));
    }

    void theTimelineIsScrubbed() {
        TimelineView timeline;
        timeline.setLook(lightLook());
        timeline.resize(1400, 120);
        timeline.show(fifteenSteps(), 15);
        QSignalSpy chosen(&timeline, &TimelineView::momentChosen);
        QTest::mouseClick(&timeline, Qt::LeftButton, {}, QPoint(static_cast<int>(timeline.xOf(8)), 90));
        QCOMPARE(chosen.takeFirst()[0].toULongLong(), 8u);
        timeline.setMoment(8);
        QTest::keyClick(&timeline, Qt::Key_Left);
        QCOMPARE(chosen.takeFirst()[0].toULongLong(), 7u);
        QTest::keyClick(&timeline, Qt::Key_Home);
        QCOMPARE(chosen.takeFirst()[0].toULongLong(), 0u);
    }

    void everyStepHasItsPlaceOnTheTimeline() {
        TimelineView timeline;
        timeline.setLook(lightLook());
        timeline.resize(1400, 120);
        timeline.show(fifteenSteps(), 0);
        for (std::size_t step = 0; step <= 15; ++step)
            QCOMPARE(timeline.momentAt(timeline.xOf(step)), step);
    }

    void bytesOfTheCopyStandBesideThoseOfTheFile() {
        const SampleMoments sample;
        BytesView bytes;
        bytes.setLook(lightLook());
        bytes.show(sample.storeToPrivate());
        QCOMPARE(bytes.rows().size(), 3u);
        QCOMPARE(bytes.rows()[0].name, QStringLiteral("p + 4096"));
        QCOMPARE(bytes.rows()[0].bytes[0], std::uint8_t{'c'});
        QCOMPARE(bytes.rows()[1].name, QStringLiteral("s + 4096"));
        QCOMPARE(bytes.rows()[1].bytes[0], std::uint8_t{'b'});
        QVERIFY(bytes.rows()[2].isFile);
        QCOMPARE(bytes.rows()[2].bytes[0], std::uint8_t{'b'});
    }

    void breakpointsAndErrorsStandAtTheirLines() {
        SourceTextView source;
        source.setLook(lightLook());
        source.resize(400, 300);
        source.setFiles({{"a.c", "int main(void)\n{\n    return x;\n}\n"}}, 1);
        source.toggleBreakpoint(0, 3);
        QVERIFY(source.breakpoints().contains({0, 3}));
        QVERIFY(source.editor()->markersAtLine(2) != 0);
        source.toggleBreakpoint(0, 3);
        QVERIFY(source.breakpoints().empty());
        source.setErrors({{Severity::Error, {0, 3, 12}, "'x' is not declared", "declare it first"}});
        QVERIFY(source.editor()->annotation(2).contains(QStringLiteral("'x' is not declared")));
        QVERIFY(source.editor()->annotation(2).contains(QStringLiteral("declare it first")));
    }

    void typingInTheTextIsNoticed() {
        SourceTextView source;
        source.setLook(lightLook());
        source.setFiles({{"a.c", "int x;\n"}}, 1);
        QVERIFY(!source.edited());
        QSignalSpy edited(&source, &SourceTextView::textEdited);
        source.editor()->insert(QStringLiteral("static "));
        QCOMPARE(edited.count(), 1);
        QVERIFY(source.edited());
        QCOMPARE(source.files()[0].text, std::string("static int x;\n"));
    }

    void inputIsPassedOnWithItsLineEnd() {
        OutputView output;
        output.setLook(lightLook());
        output.setWaitsForInput(true);
        QSignalSpy given(&output, &OutputView::inputGiven);
        auto* line = output.findChild<QLineEdit*>();
        QTest::keyClicks(line, QStringLiteral("yes"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(given.takeFirst()[0].toByteArray(), QByteArray("yes\n"));
    }

    void aProcessThatWaitsCannotBeChosen() {
        ProcessNote parent, child;
        parent.id = 1000;
        parent.waitsFor = QStringLiteral("1001");
        parent.line = 18;
        child.id = 1001;
        child.turn = true;
        Moment moment;
        moment.processes = {parent, child};
        ProcessesView view;
        view.setLook(lightLook());
        view.show(moment, true);
        QCOMPARE(standingOf(parent), QStringLiteral("line 18, waits for 1001"));
        QVERIFY(!(view.model().flags(view.model().index(0)) & Qt::ItemIsEnabled));
        QSignalSpy chosen(&view, &ProcessesView::processChosen);
        QTest::keyClick(&view, Qt::Key_1);
        QCOMPARE(chosen.count(), 0);
        QTest::keyClick(&view, Qt::Key_2);
        QCOMPARE(chosen.count(), 1);
    }

    // A fork leaves its parent's lane, and where a process waits its line has gaps.
    void theTimelineShowsForksAndWaits() {
        TimelineFacts facts = fifteenSteps();
        const auto marks = facts.lanes[0].marks;
        TimelineLane parent{QStringLiteral("1000 parent"), 1000, false, 0, 0, marks};
        parent.blocked = std::make_shared<std::vector<BlockedStretch>>(std::vector<BlockedStretch>{{7, 12}});
        TimelineLane child{QStringLiteral("1001 child"), 1001, true, 8, 11, marks};
        child.parent = 1000;
        child.forked = 5;
        facts.lanes = {parent, child};
        std::vector<std::size_t> asked;
        facts.waitOf = [&asked](std::size_t step) {
            asked.push_back(step);
            return QStringLiteral("waits for 1001");
        };
        TimelineView timeline;
        timeline.setLook(lightLook());
        timeline.resize(1200, 124);
        timeline.show(facts, 15);
        const QImage image = timeline.grab().toImage();
        const auto inkBetween = [&](double x1, double x2, int y) {
            int ink = 0;
            for (int x = static_cast<int>(x1); x < static_cast<int>(x2); ++x)
                ink += image.pixelColor(x, y).lightness() < 225;
            return ink;
        };
        const double step = timeline.xOf(2) - timeline.xOf(1);
        // The lane of the parent is the row with the longest line between two steps at the start.
        int parentY = 0;
        for (int y = 60, most = 0; y < image.height(); ++y)
            if (const int ink = inkBetween(timeline.xOf(1) + 6, timeline.xOf(2) - 6, y); ink > most)
                most = ink, parentY = y;
        QVERIFY(parentY > 0);
        const double ran = inkBetween(timeline.xOf(13) + 6, timeline.xOf(14) - 6, parentY) / (step - 12);
        const double waited = inkBetween(timeline.xOf(7) + 6, timeline.xOf(8) - 6, parentY) / (step - 12);
        QVERIFY2(ran > 0.9 && waited > 0.2 && waited < 0.8, qPrintable(QStringLiteral("%1 %2").arg(ran).arg(waited)));
        QVERIFY(std::find(asked.begin(), asked.end(), 7u) != asked.end());
        // Between the lanes there is ink behind the fork, and none before it.
        QVERIFY(inkBetween(timeline.xOf(5) + 1, timeline.xOf(6), parentY + 10) > 0);
        QCOMPARE(inkBetween(timeline.xOf(3) + 6, timeline.xOf(4) - 6, parentY + 10), 0);
    }

    void everyDifferenceIsListedAndThoseOfTheStepStandOut() {
        const SampleMoments sample;
        const Moment moment = sample.withDifference();
        DifferencesView view;
        view.setLook(lightLook());
        const auto all = std::make_shared<const std::vector<Difference>>(moment.differences);
        view.show(all, 8, 15, true);
        QCOMPARE(view.model().rowCount(), 1);
        const auto font = [&] { return view.model().data(view.model().index(0, 0), Qt::FontRole).value<QFont>(); };
        QVERIFY(font().weight() > lightLook().type.body.weight());
        view.show(all, 9, 15, true);
        QCOMPARE(font().weight(), lightLook().type.body.weight());
        QCOMPARE(view.model().rows()[0].cells[4], QStringLiteral("Not explained yet: please report"));
        QVERIFY(csvLine(view.model().text().headers).startsWith(QStringLiteral("\"Step\",\"What\"")));
    }

    void sevenSentencesAreSeenWithoutScrollingInASmallWindow() {
        SampleMoments sample;
        Event cached;
        cached.kind = EventKind::CacheHit;
        cached.file = 1;
        cached.index = 1;
        auto& story = sample.simulatedStep.outcome.story;
        story.insert(story.begin() + 3, cached);
        const Moment moment = sample.storeToPrivate();
        QCOMPARE(moment.sentences.size(), 7u);
        StoryView view;
        view.setLook(lightLook());
        view.resize(734, 190); // of 1280 x 800
        view.show(moment);
        view.show();
        QCoreApplication::processEvents();
        const auto* list = view.findChild<QListView*>();
        QCOMPARE(list->verticalScrollBar()->maximum(), 0);
        // And where there is room the lines are as high as ever.
        view.resize(734, 400);
        QCoreApplication::processEvents();
        QVERIFY(list->visualRect(view.model().index(0, 0)).height() >= 24);
    }

    void anEarlierStepOfTheStatementIsTheFirstLineAndLeadsThere() {
        const SampleMoments sample;
        Moment moment = sample.storeToPrivate();
        moment.earlier = {{6, QStringLiteral("before, in step 6: the load at s + 4 took a minor fault.")}};
        StoryView view;
        view.setLook(lightLook());
        view.resize(734, 300);
        view.show(moment);
        view.show();
        QCOMPARE(view.model().rowCount(), 7);
        QCOMPARE(view.model().line(1).number, 1); // numbers stay those of the stage
        QCOMPARE(view.model().data(view.model().index(0, 0), Qt::DisplayRole).toString(), moment.earlier[0].text);
        QSignalSpy chosen(&view, &StoryView::stepChosen);
        auto* list = view.findChild<QListView*>();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier,
                          list->visualRect(view.model().index(0, 0)).center());
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toULongLong(), 6ull);
        QCOMPARE(view.model().rowCount(), 7);
    }

    void bytesAreWrittenTheSameInFrameAndPanel() {
        SampleMoments sample;
        Bytes numbers(64, 0);
        numbers[0] = 4, numbers[1] = 'A';
        for (Snapshot* snapshot : {&sample.simulated, &sample.real}) {
            const ContentId copy = snapshot->processes[firstProcess].pages[SampleMoments::p / 4096 + 1].content;
            snapshot->contents.write(copy, 0, numbers, 4096);
        }
        const Moment moment = sample.storeToPrivate();
        const StageScene scene = stageOf(moment, 0);
        const SpaceCell& cell = scene.lanes[0].space[static_cast<std::size_t>(scene.lanes[0].pathRow)];
        const QStringList frame =
            scene.lanes[0].memory[static_cast<std::size_t>(cell.memory)].text.split(QLatin1Char(' '));
        BytesView bytes;
        bytes.setLook(lightLook());
        bytes.show(moment);
        for (std::uint64_t i = 0; i < 16; ++i)
            QCOMPARE(bytes.byteShown(0, i), frame[static_cast<qsizetype>(i)]);
        // Text stays text, in the file's row, too.
        bytes.select(moment, firstProcess, SampleMoments::p / 4096);
        QCOMPARE(bytes.byteShown(0, 0), QStringLiteral("O"));
    }

    void withoutAnAccessTheBytesAreOfThePageThatTheProgramHasChanged() {
        SampleMoments sample;
        for (Snapshot* snapshot : {&sample.simulated, &sample.real})
            snapshot->processes[firstProcess].mappings.erase(SampleMoments::s);
        for (Step* step : {&sample.simulatedStep, &sample.realStep}) {
            step->operation = {};
            step->operation.kind = OperationKind::Call;
            step->operation.call = Call::Read;
            step->outcome = {};
        }
        BytesView bytes;
        bytes.setLook(lightLook());
        bytes.show(sample.storeToPrivate());
        QVERIFY(!bytes.rows().empty());
        QCOMPARE(bytes.rows()[0].name, QStringLiteral("p + 4096"));
    }

    void whatTheRealKernelSaysOfAFrameIsNeverABlank() {
        SampleMoments sample;
        const auto answer = [&] {
            const Moment moment = sample.storeToPrivate();
            for (std::size_t i = 0; i < moment.sentences.size(); ++i)
                if (moment.sentences[i].text.startsWith(QStringLiteral("takes free frame")))
                    return moment.answers[i];
            return RealAnswer{};
        };
        QVERIFY(answer().verdict == Verdict::NotVisible);
        QCOMPARE(answer().reason, QStringLiteral("frame numbers need CAP_SYS_ADMIN"));
        sample.real.notVisible.erase(Field::FrameNumbers); // they are shown, but this entry had none
        QVERIFY(answer().verdict == Verdict::NotVisible && !answer().reason.isEmpty());
        auto& change = std::get<PageChange>(sample.realStep.delta.changes.front());
        change.before->frame = 0x1000;
        change.after->frame = 0x2000;
        QVERIFY(answer().verdict == Verdict::Agrees);
        QCOMPARE(answer().text, QStringLiteral("pagemap: another frame"));
    }

    void countersOfTheRealKernelAreNotGuessed() {
        const SampleMoments sample;
        CountersView view;
        view.setLook(lightLook());
        view.show(sample.storeToPrivate());
        for (const TextTable::Row& row : view.model().rows())
            if (row.cells[0] == QStringLiteral("TLB hits"))
                QCOMPARE(row.cells[2], QStringLiteral("not visible"));
        // What pagemap shows is counted, although the tables themselves are not to be seen.
        SampleMoments hidden;
        hidden.real.notVisible[Field::PageTables] = "the kernel shows entries, not the tables that hold them";
        const auto copies = [&] {
            view.show(hidden.storeToPrivate());
            for (const TextTable::Row& row : view.model().rows())
                if (row.cells[0] == QStringLiteral("Private copies"))
                    return row.cells.mid(1).join(QLatin1Char(' '));
            return QString();
        };
        QCOMPARE(copies(), QStringLiteral("1 1"));
        hidden.real.processes[firstProcess].pages.begin()->second.state = PageState::Unknown;
        QCOMPARE(copies(), QStringLiteral("1 not visible"));
    }
};

} // namespace faultline

QTEST_MAIN(faultline::ViewsTest)
#include "views_test.moc"
