// The stage draws the scene of the first picture, and says it in words for those who cannot see it.
#include "app/views/scene_parts.h"
#include "app/views/stage.h"
#include "app/views/stage_pages_painter.h"
#include "app/views/stage_painter.h"
#include "sample_moments.h"

#include <QImage>
#include <QScrollBar>
#include <QTest>

#include <bit>
#include <csignal>
#include <set>

namespace faultline {

class StageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aStoreToAPrivatePageIsOnePathWithSixBadges() {
        const SampleMoments sample;
        const StageScene scene = stageOf(sample.storeToPrivate(), 0);
        QCOMPARE(scene.lanes.size(), 2u);
        const StageLane& lane = scene.lanes[0];
        QCOMPARE(scene.space.at(static_cast<std::size_t>(lane.pathRow)).name, QStringLiteral("p + 4096"));
        QCOMPARE(lane.badges.size(), 6u);
        QCOMPARE(lane.copies.size(), 1u);
        QCOMPARE(lane.faultText, QStringLiteral("minor fault at p + 4096: copy-on-write"));
        QVERIFY(scene.lanes[1].agreement == StageLane::Agreement::Agrees);
    }

    void bothMachinesStandInTheSameRows() {
        const SampleMoments sample;
        const StageScene scene = stageOf(sample.storeToPrivate(), 0);
        QCOMPARE(scene.space.size(), 6u);
        for (const StageLane& lane : scene.lanes) {
            QCOMPARE(lane.space.size(), scene.space.size());
            QCOMPARE(lane.memory.size(), scene.memory.size());
        }
        // The copy of each machine is at one height, and so are the file's pages.
        const auto row = static_cast<std::size_t>(scene.lanes[0].pathRow);
        QCOMPARE(scene.lanes[0].space[row].memory, scene.lanes[1].space[row].memory);
    }

    void aPageThatDiffersIsMarkedOnBothMachines() {
        const SampleMoments sample;
        const StageScene scene = stageOf(sample.withDifference(), 0);
        for (const StageLane& lane : scene.lanes) {
            std::size_t marked = 0;
            for (const SpaceCell& cell : lane.space)
                marked += cell.differs;
            QCOMPARE(marked, 1u);
        }
    }

    void nothingStandsOutsideTheStageAndNoColumnsOverlap_data() {
        QTest::addColumn<int>("width");
        for (const int width : {886, 1000, 1074, 1400})
            QTest::newRow(qPrintable(QString::number(width))) << width;
    }
    void nothingStandsOutsideTheStageAndNoColumnsOverlap() {
        QFETCH(int, width);
        const SampleMoments sample;
        const StageScene scene = stageOf(sample.storeToPrivate(), 0);
        const Look look{themeOf(ThemeKind::Light), typeAt(1), true};
        const StageColumns at = layOut(scene, look, width).columns;
        double end = 0;
        for (const Span& span : {at.bar, at.lens, at.label, at.page, at.tlb, at.entry, at.frames, at.cache, at.file}) {
            QVERIFY(span.left >= end);
            QVERIFY(span.width > 0);
            end = span.right();
        }
        QVERIFY2(end <= width, qPrintable(QString::number(end)));
    }

    void whatHasNoRoomIsLeftOutAndTheRestIsWhole_data() {
        QTest::addColumn<int>("width");
        for (const int width : {480, 560, 640, 720, 800})
            QTest::newRow(qPrintable(QString::number(width))) << width;
    }
    void whatHasNoRoomIsLeftOutAndTheRestIsWhole() {
        QFETCH(int, width);
        const SampleMoments sample;
        const StageScene scene = stageOf(sample.storeToPrivate(), 0);
        const Look look{themeOf(ThemeKind::Light), typeAt(1), true};
        const StageColumns at = layOut(scene, look, width).columns;
        QVERIFY(at.page.shown() && at.frames.shown());
        double end = 0;
        for (const Span& span : {at.bar, at.lens, at.label, at.page, at.tlb, at.entry, at.frames, at.cache, at.file}) {
            QVERIFY(span.left >= end - 1);
            end = std::max(end, span.right());
        }
        QVERIFY2(end <= width, qPrintable(QString::number(end)));
    }

    void noColumnMovesFromStepToStep_data() {
        QTest::addColumn<int>("width");
        for (const int width : {886, 1074, 1400})
            QTest::newRow(qPrintable(QString::number(width))) << width;
    }
    void noColumnMovesFromStepToStep() {
        QFETCH(int, width);
        SampleMoments sample;
        const Look look{themeOf(ThemeKind::Light), typeAt(1), true};
        const auto columnsOf = [&](const Moment& moment) {
            const StageColumns at = layOut(stageOf(moment, 0), look, width).columns;
            QList<double> lefts;
            for (const Span& span : {at.axis, at.label, at.page, at.tlb, at.entry, at.frames, at.cache, at.file})
                lefts << span.left << span.width;
            return lefts;
        };
        const QList<double> before = columnsOf(sample.storeToPrivate());
        // A mapping with a long name, no TLB entry any more, and another process.
        for (Snapshot* snapshot : {&sample.simulated, &sample.real}) {
            snapshot->tlb.clear();
            Process& process = snapshot->processes[firstProcess];
            for (auto& [start, mapping] : process.mappings)
                mapping.label = "shared_counters";
            snapshot->processes[1001] = process;
        }
        QCOMPARE(columnsOf(sample.storeToPrivate()), before);
    }

    void aPageOfTwoProcessesIsMarkedWhereOneHasTouchedIt() {
        SampleMoments sample;
        Bytes numbers(64, 0);
        numbers[0] = 2, numbers[4] = 7;
        for (Snapshot* snapshot : {&sample.simulated, &sample.real}) {
            Process& process = snapshot->processes[firstProcess];
            const ContentId content = process.pages[SampleMoments::p / 4096 + 1].content;
            snapshot->contents.write(content, 0, numbers, 4096);
            snapshot->processes[1001] = process; // as after fork
        }
        const StageScene scene = stageOf(sample.storeToPrivate(), 0);
        for (const StageLane& lane : scene.lanes) {
            const SpaceCell& touched = lane.space[static_cast<std::size_t>(lane.pathRow)];
            const MemoryCell& frame = lane.memory[static_cast<std::size_t>(touched.memory)];
            QVERIFY(frame.text.startsWith(QStringLiteral("02 00 00 00 07")));
            QCOMPARE(frame.marked, 0);
            QCOMPARE(frame.markedCount, 2); // a byte, not half of it
        }
    }

    void badgesOfAMappingNeverStandOnItsLetters() {
        SampleMoments sample;
        for (Snapshot* snapshot : {&sample.simulated, &sample.real})
            snapshot->processes[firstProcess].mappings[SampleMoments::p].label = "counters";
        Event forbidden;
        forbidden.kind = EventKind::FindsForbidden;
        forbidden.address = SampleMoments::p + 4096;
        auto& story = sample.simulatedStep.outcome.story;
        story.insert(story.begin() + 3, forbidden);
        const StageScene scene = stageOf(sample.storeToPrivate(), 0);
        const Look look{themeOf(ThemeKind::Light), typeAt(1), true};
        for (const double width : {886.0, 1074.0}) {
            const StageLayout layout = layOut(scene, look, width);
            const StagePainter painter(scene, layout, look);
            const RowSpan& rows = layout.groups.back();
            const double line = heightOf(look.type.body), left = layout.columns.label.left;
            const double widths[] = {widthOf(look.type.fixedStrong, scene.groups.back().name),
                                     widthOf(look.type.body, scene.groups.back().kind)};
            std::set<int> seen;
            for (double y = rows.top; y < rows.bottom(); ++y)
                for (double x = left; x < layout.columns.page.left; ++x)
                    if (const int badge = painter.badgeUnder(0, {x, y})) {
                        seen.insert(badge);
                        const auto row = static_cast<std::size_t>((y - rows.top) / line);
                        QVERIFY2(row > 1 || x > left + widths[row] || y < rows.top + 3,
                                 qPrintable(QStringLiteral("%1 at %2, %3").arg(badge).arg(x - left).arg(y - rows.top)));
                    }
            QVERIFY(seen.contains(3) && seen.contains(4));
        }
    }

    void besideItsMappingAPageHasAShorterName() {
        const SampleMoments sample;
        const StageScene scene = stageOf(sample.storeToPrivate(), 0);
        QCOMPARE(scene.space[3].name, QStringLiteral("p"));
        QVERIFY(scene.space[3].shortName.isEmpty());
        QCOMPARE(scene.space[4].shortName, QStringLiteral("+ 4096"));
        // Many frames: their numbers leave no room for the words.
        const MemoryCell& free = scene.lanes[0].memory.back();
        QCOMPARE(free.run, QStringLiteral("8-63 free"));
        QCOMPARE(free.shortRun, QStringLiteral("free from 8"));
    }

    void theRealPathOfACallIsItsOwn() {
        SampleMoments sample;
        sample.simulatedStep.operation.kind = sample.realStep.operation.kind = OperationKind::Call;
        Event touches;
        touches.kind = EventKind::KernelFaults;
        touches.address = SampleMoments::p + 4096;
        sample.simulatedStep.outcome.story = {touches};
        sample.realStep.outcome.story.clear();
        sample.realStep.delta.changes.clear();
        sample.realStep.outcome.minor = 1;
        const StageScene counted = stageOf(sample.storeToPrivate(), 0);
        QVERIFY(counted.lanes[0].pathRow >= 0);
        QCOMPARE(counted.lanes[1].pathRow, -1); // one fault, but it has not said where
        PageChange change;
        change.process = firstProcess;
        change.page = SampleMoments::p / 4096;
        change.after = sample.real.processes[firstProcess].pages.begin()->second;
        sample.realStep.delta.changes = {change};
        const StageScene seen = stageOf(sample.storeToPrivate(), 0);
        QVERIFY(seen.lanes[1].pathRow >= 0);
        QCOMPARE(seen.space[static_cast<std::size_t>(seen.lanes[1].pathRow)].name, QStringLiteral("p"));
    }

    // As at a prompt: the program waits in a call that touches none of its memory.
    static void callNothing(SampleMoments& sample) {
        for (Step* step : {&sample.simulatedStep, &sample.realStep}) {
            step->operation = {};
            step->operation.kind = OperationKind::Call;
            step->operation.call = Call::Read;
            step->outcome = {};
            step->delta.changes.clear();
        }
    }

    void aMappingOfTheProgramKeepsItsRowsWhereThereIsRoom() {
        SampleMoments sample;
        callNothing(sample);
        for (Snapshot* snapshot : {&sample.simulated, &sample.real}) {
            Process& process = snapshot->processes[firstProcess];
            process.mappings.erase(SampleMoments::s);
            for (std::uint64_t page = 0; page < 3; ++page)
                process.pages.erase(SampleMoments::s / 4096 + page);
        }
        for (std::uint64_t frame = 8; frame < 10; ++frame) // runs of frames before, between and behind
            sample.simulated.frames[frame].use = FrameUse::PageTable;
        StageView stage;
        stage.setLook({themeOf(ThemeKind::Light), typeAt(1), true});
        stage.resize(918, 382); // in a window of 1280 x 800, under a message
        stage.show(sample.storeToPrivate());
        QCOMPARE(stage.scene().space.size(), 3u);
        for (std::size_t row = 0; row < 3; ++row) {
            QVERIFY(!stage.scene().space[row].isRun());
            QVERIFY(stage.scene().lanes[0].space[row].memory >= 0);
        }
        QCOMPARE(stage.scene().lanes[0].memory.back().run, QStringLiteral("10-63 free")); // 8 and 9 are not called so
        QVERIFY(!stage.verticalScrollBar()->isVisibleTo(&stage));
    }

    void twoMappingsOfThreePagesKeepTheirRowsInASmallWindow() {
        SampleMoments sample;
        callNothing(sample);
        StageView stage;
        stage.setLook({themeOf(ThemeKind::Light), typeAt(1), true});
        stage.resize(918, 418); // of 1280 x 800
        stage.show(sample.storeToPrivate());
        QCOMPARE(stage.scene().space.size(), 6u);
        QVERIFY(!stage.verticalScrollBar()->isVisibleTo(&stage));
        // Frames that no row leads to are there as long as they have room.
        stage.resize(918, 620);
        QCOMPARE(stage.scene().lanes[0].memory.back().run, QStringLiteral("8-63 free"));
        QCOMPARE(stage.scene().lanes[0].memory.front().run, QStringLiteral("0-3 page tables"));
    }

    void whichMappingIsPrivateAndWhichSharedIsReadWhereThereIsLittleRoom() {
        SampleMoments sample;
        callNothing(sample);
        for (Snapshot* snapshot : {&sample.simulated, &sample.real}) {
            Process& process = snapshot->processes[firstProcess];
            for (const Address start : {SampleMoments::s, SampleMoments::p}) {
                process.mappings.at(start).end = start + 4096;
                for (std::uint64_t page = 1; page < 3; ++page)
                    process.pages.erase(start / 4096 + page);
            }
        }
        StageView stage;
        stage.setLook({themeOf(ThemeKind::Light), typeAt(1), true});
        const auto labels = [&](int height, bool shared) {
            for (Snapshot* snapshot : {&sample.simulated, &sample.real})
                snapshot->processes[firstProcess].mappings.at(SampleMoments::p).shared = shared;
            stage.resize(918, height);
            stage.show(sample.storeToPrivate());
            const QRect page = stage.itemRect(0);
            return stage.grab().toImage().copy(page.left() - 90, 0, 80, height);
        };
        for (const int height : {280, 310, 340, 382, 420})
            QVERIFY2(labels(height, true) != labels(height, false), qPrintable(QString::number(height)));
    }

    void theByteThatTheKernelTouchedForACallIsMarkedNotThePagesFirst() {
        SampleMoments sample;
        callNothing(sample);
        Event touches, sets;
        touches.kind = EventKind::KernelFaults;
        touches.address = SampleMoments::p + 4096 + 19;
        sets.kind = EventKind::SetsEntry;
        sets.address = SampleMoments::p + 4096;
        sample.simulatedStep.outcome.story = {touches, sets};
        sample.simulatedStep.outcome.minor = 1;
        const Moment moment = sample.storeToPrivate();
        QCOMPARE(lastAccess(moment.lanes[0]).value_or(0), touches.address);
        const StageScene scene = stageOf(moment, 0);
        const SpaceCell& touched = scene.lanes[0].space[static_cast<std::size_t>(scene.lanes[0].pathRow)];
        const MemoryCell& frame = scene.lanes[0].memory[static_cast<std::size_t>(touched.memory)];
        QCOMPARE(frame.text.mid(frame.marked), QStringLiteral("t a page read aloud\u00b7\u00b7\u00b7\u00b7\u00b7"));
        QCOMPARE(scene.lanes[0].faultText.section(QLatin1Char(':'), 0, 0), QStringLiteral("minor fault at p + 4115"));
    }

    void aBadgeFindsRoomBelowALongNameHoweverTightTheRows() {
        SampleMoments sample;
        for (Snapshot* snapshot : {&sample.simulated, &sample.real}) {
            Process& process = snapshot->processes[firstProcess];
            process.mappings.at(SampleMoments::p).label = "literals";
            process.mappings.at(SampleMoments::p).end = SampleMoments::p + 4096;
        }
        for (Event& event : sample.simulatedStep.outcome.story)
            if (event.address > SampleMoments::p)
                event.address = SampleMoments::p;
        const StageScene scene = stageOf(sample.storeToPrivate(), 0);
        const Look look{themeOf(ThemeKind::Light), typeAt(1), true};
        const StageLayout layout = layOut(scene, look, 886, 1, false);
        const StagePainter painter(scene, layout, look);
        const RowSpan& rows = layout.groups.back();
        const double left = layout.columns.label.left, name = widthOf(look.type.fixedStrong, scene.groups.back().name);
        bool seen = false;
        for (double y = rows.top; y < rows.bottom() + 8; ++y)
            for (double x = left; x < layout.columns.page.left; ++x) {
                const bool badge = painter.badgeUnder(0, {x, y}) != 0;
                seen = seen || badge;
                QVERIFY(!badge || x > left + name || y > rows.top + heightOf(look.type.body) - 4);
            }
        QVERIFY(seen);
    }

    void whatIsTouchedAndWhatItIsComparedWithAreFoldedLast() {
        const SampleMoments sample;
        for (int folding = 0; folding <= mostFolding; ++folding) {
            const StageScene scene = stageOf(sample.storeToPrivate(), folding);
            std::size_t pages = 0;
            for (const SpaceRow& row : scene.space)
                pages += !row.isRun();
            QCOMPARE(pages, 6u);
        }
    }

    void whenTheProgramHasEndedItsFileAndWhatIsCachedOfItStay() {
        SampleMoments sample;
        for (Snapshot* snapshot : {&sample.simulated, &sample.real}) {
            snapshot->processes[firstProcess].mappings.clear();
            snapshot->processes[firstProcess].pages.clear();
        }
        Moment moment = sample.storeToPrivate();
        moment.lanes[0].step = moment.lanes[1].step = nullptr;
        moment.ended = true;
        moment.number = moment.count;
        const StageScene scene = stageOf(moment, 0);
        QVERIFY(!scene.empty());
        QCOMPARE(scene.files.size(), 1u);
        QCOMPARE(scene.note, QStringLiteral("The program has ended: nothing is mapped any more."));
        const auto cached = std::count_if(scene.lanes[0].memory.begin(), scene.lanes[0].memory.end(),
                                          [](const MemoryCell& cell) { return cell.cached; });
        QVERIFY(cached > 0);
    }

    void beforeTheFirstMappingTheStageSaysSoAndShowsTheImage() {
        SampleMoments sample;
        for (Snapshot* snapshot : {&sample.simulated, &sample.real}) {
            Process& process = snapshot->processes[firstProcess];
            process.mappings.clear();
            process.pages.clear();
            File& image = snapshot->files[2];
            image.facts.kind = FileKind::Image;
            Mapping code;
            code.start = 0x400000;
            code.end = 0x401000;
            code.protection = protectRead | protectExecute;
            code.file = 2;
            code.label = "code";
            process.mappings[code.start] = code;
        }
        Moment moment = sample.storeToPrivate();
        moment.lanes[0].step = moment.lanes[1].step = nullptr;
        const StageScene scene = stageOf(moment, 0);
        QCOMPARE(scene.note, QStringLiteral("Nothing is mapped yet. Step to the first mmap."));
        QCOMPARE(scene.groups.size(), 1u);
        QCOMPARE(scene.groups[0].name, QStringLiteral("code"));
        QVERIFY(!scene.groups[0].folded);
    }

    void anAccessToNothingHasARowAtItsPlace() {
        SampleMoments sample;
        for (Snapshot* snapshot : {&sample.simulated, &sample.real}) {
            snapshot->processes[firstProcess].mappings.erase(SampleMoments::p);
            for (std::uint64_t page = 0; page < 3; ++page)
                snapshot->processes[firstProcess].pages.erase(SampleMoments::p / 4096 + page);
        }
        for (Step* step : {&sample.simulatedStep, &sample.realStep})
            step->outcome.signal.number = SIGSEGV, step->outcome.signal.address = SampleMoments::p + 4096;
        const StageScene scene = stageOf(sample.storeToPrivate(), 0);
        QCOMPARE(scene.groups.size(), 2u);
        QVERIFY(scene.groups[1].unmapped);
        for (const StageLane& lane : scene.lanes) {
            QCOMPARE(lane.pathRow, static_cast<int>(scene.groups[1].firstRow));
            QVERIFY(lane.reach == Reach::Entry);
        }
    }

    void everyPageHasOnePlaceAtEveryLevel_data() {
        QTest::addColumn<quint64>("pages");
        for (const quint64 pages : {1ull, 13ull, 1000ull, 4097ull, 100000ull, 1000000ull, 10000000ull})
            QTest::newRow(qPrintable(QString::number(pages))) << pages;
    }
    void everyPageHasOnePlaceAtEveryLevel() {
        QFETCH(quint64, pages);
        constexpr int width = 900, height = 200;
        const std::vector<PagesLevel> levels = pagesLevels(pages, width, height);
        QVERIFY(!levels.empty());
        QVERIFY(PagesGrid(pages, levels.front(), width).height() <= height || pages > 50000000);
        for (const PagesLevel& level : levels) {
            const PagesGrid grid(pages, level, width);
            QVERIFY(std::has_single_bit(grid.cellsPerRow()));
            QVERIFY(grid.width() <= width);
            for (const quint64 page : {quint64{0}, pages / 3, pages / 2, pages - 1}) {
                const auto found = grid.pageAt(grid.rectOf(page).center());
                QVERIFY(found.has_value());
                QCOMPARE(*found / level.pagesPerCell, page / level.pagesPerCell);
            }
            QVERIFY(!grid.pageAt(QPointF(-1, 0)));
        }
    }

    void onePageOfAMillionIsStillSeen() {
        PagesLane lane;
        lane.pages.assign(1000000, 0);
        lane.pages[654321] = static_cast<std::uint8_t>(PageState::Copy);
        PagesPainter painter;
        const Look look{themeOf(ThemeKind::Light), typeAt(1), true};
        painter.setLook(look);
        const std::vector<PagesLevel> levels = pagesLevels(lane.pages.size(), 900, 200);
        const PagesGrid grid(lane.pages.size(), levels.front(), 900);
        const QImage image = painter.picture(lane, grid, 0, QSize(900, 200), 1);
        const QRectF bin = grid.rectOf(654321);
        QCOMPARE(image.pixelColor(static_cast<int>(bin.left()), static_cast<int>(bin.bottom()) - 1),
                 look.theme.meanOf(PageState::Copy));
    }

    void itIsDrawnInEveryTheme() {
        const SampleMoments sample;
        const StageScene scene = stageOf(sample.storeToPrivate(), 0);
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::HighContrast}) {
            const Look look{themeOf(kind), typeAt(1), true};
            const StageLayout layout = layOut(scene, look, 1074);
            QImage image(1074, 512, QImage::Format_ARGB32);
            QPainter painter(&image);
            StagePainter(scene, layout, look).paint(painter, QRectF(0, 0, 1074, 512), 0, {});
            // The copy's cell has the copy's colour.
            const auto row = static_cast<std::size_t>(scene.lanes[0].pathRow);
            const QRectF cell = layout.cell(layout.columns.page, layout.space[row]);
            const QRectF lane = StagePainter(scene, layout, look).rowsArea(0, QRectF(0, 0, 1074, 512));
            QCOMPARE(image.pixelColor((cell.translated(lane.topLeft()).topRight() + QPointF(-3, 12)).toPoint()),
                     look.theme.of(PageState::Copy).fill);
            painter.end();
            if (const QString folder = qEnvironmentVariable("FAULTLINE_PICTURES"); !folder.isEmpty())
                image.save(QStringLiteral("%1/stage-%2.png").arg(folder).arg(static_cast<int>(kind)));
        }
    }
};

} // namespace faultline

QTEST_MAIN(faultline::StageTest)
#include "stage_test.moc"
