// The stage draws the scene of the first picture, and says it in words for those who cannot see it.
#include "app/views/stage_painter.h"
#include "sample_moments.h"

#include <QImage>
#include <QTest>

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
