// Draws the stage: for the window, a projector and exports alike.
#pragma once

#include "app/look/look.h"
#include "app/views/stage_layout.h"
#include "app/views/stage_scene.h"

#include <QPainter>

namespace faultline {

/// What the user has pointed at.
struct StagePointing {
    int litBadge = 0; ///< number of a sentence; 0: none
    int selectedLane = -1;
    QRectF selected;     ///< within its lane's rows; empty: none
    double progress = 1; ///< of the motion along the lit path: 0 to 1, all of it there
};

class StagePainter {
public:
    StagePainter(const StageScene& scene, const StageLayout& layout, const Look& look)
        : scene_(scene), layout_(layout), look_(look) {}

    /// Heads and lanes into `area`; each lane gets its share of the height, and shows its rows from `scroll` on.
    void paint(QPainter& painter, const QRectF& area, double scroll, const StagePointing& pointing) const;
    /// The whole stage, nothing scrolled.
    QSizeF fullSize(double width) const;
    /// Where the rows of a lane begin and how high they are shown, within `area`.
    QRectF rowsArea(std::size_t lane, const QRectF& area) const;

    /// The number of the badge at a point within a lane's rows; 0: none.
    int badgeUnder(std::size_t lane, QPointF point) const;

private:
    std::vector<QPointF> badgePlaces(const StageLane& lane) const;
    void heads(QPainter& painter, const QRectF& area) const;
    void laneHead(QPainter& painter, const QRectF& area, const StageLane& lane) const;
    void rows(QPainter& painter, const StageLane& lane, const StagePointing& pointing) const;
    void litCells(QPainter& painter, int litBadge) const;
    std::vector<QRectF> cellsOf(const StageBadge& badge) const;
    void processes(QPainter& painter) const;
    void addressAxis(QPainter& painter, const StageLane& lane) const;
    bool kindBeside(std::size_t group) const;
    void groupLabels(QPainter& painter, const StageLane& lane) const;
    bool isThere(const StageLane& lane, const SpaceGroup& group) const; ///< on this machine

    void pathBand(QPainter& painter, const StageLane& lane) const;
    void pathLine(QPainter& painter, const StageLane& lane) const;
    void pathBack(QPainter& painter, const StageLane& lane, const RowSpan& row) const;
    void connectors(QPainter& painter, const StageLane& lane) const;
    void copies(QPainter& painter, const StageLane& lane, bool band, double progress) const;
    void spaceCells(QPainter& painter, const StageLane& lane) const;
    void nothingCell(QPainter& painter, const StageLane& lane, std::size_t row) const;
    void runCell(QPainter& painter, const StageLane& lane, std::size_t row) const;
    void entryCells(QPainter& painter, const StageLane& lane, std::size_t row) const;
    void memoryCells(QPainter& painter, const StageLane& lane, double reached) const;
    void memoryCell(QPainter& painter, const StageLane& lane, std::size_t row) const;
    void hiddenTlb(QPainter& painter, const StageLane& lane) const;
    void badges(QPainter& painter, const StageLane& lane, int lit) const;
    QPointF badgeAt(const StageLane& lane, const StageBadge& badge) const;
    QPointF mappingBadgeAt(std::size_t group, std::size_t index) const;

    const StageScene& scene_;
    const StageLayout& layout_;
    const Look& look_;
};

} // namespace faultline
