// Where everything on the stage stands: columns from font metrics, rows from the scene.
#pragma once

#include "app/look/look.h"
#include "app/views/stage_scene.h"

#include <QPainterPath>
#include <QRectF>

#include <vector>

namespace faultline {

struct Span {
    double left = 0, width = 0;
    bool shown() const { return width > 0; }
    double right() const { return left + width; }
    double middle() const { return left + width / 2; }
};

/// Columns, in pixels from the left edge of the stage. One without width is left out: there is no room for it.
struct StageColumns {
    bool axisShown = true;
    Span axis, bar, lens, label, page, tlb, entry, frames, cache, file;
    double left = 0, right = 0; ///< of what is drawn
};

/// A height within a lane, from the top of its rows.
struct RowSpan {
    double top = 0, height = 0;
    double bottom() const { return top + height; }
    double middle() const { return top + height / 2; }
};

struct StageLayout {
    StageColumns columns;
    double headHeight = 0;     ///< of the column heads
    double laneHeadHeight = 0; ///< of a machine's name
    std::vector<RowSpan> space, memory, groups, processes;
    RowSpan note;          ///< of the scene's note; no height: there is none
    double rowsHeight = 0; ///< of all rows of a lane
    double lanePadding = 0;
    double rowPitch = 0, cellHeight = 0;
    double numberWidth = 0; ///< of a frame's number, with its space

    /// Height of a lane when nothing is scrolled.
    double laneHeight() const { return laneHeadHeight + rowsHeight + lanePadding; }
    QRectF cell(const Span& column, const RowSpan& row) const {
        return {column.left, row.top, column.width, row.height};
    }
    /// From the entry of a space row to the frame of a memory row.
    QPainterPath connector(std::size_t spaceRow, std::size_t memoryRow) const;
};

/// `tight`: rows and gaps a little lower (1) or as low as letters allow (2), where otherwise something would have to be
/// folded, or cut. `captions`: a mapping of one row still has a line for its kind below its name; else it stands beside
/// it, where that has room.
StageLayout layOut(const StageScene& scene, const Look& look, double width, int tight = 0, bool captions = true);

} // namespace faultline
