// Cells: a page, a frame, a piece of a table, as they are drawn everywhere.
#pragma once

#include "app/look/look.h"

#include <QPainter>
#include <QRectF>

#include <array>
#include <cstdint>

namespace faultline {

/// The letter of a page state: c F C A 0 S ?, or nothing for a page that is not present.
QString letterOf(PageState state);
/// "mapped file page", "private copy": the state's name in the window.
QString nameForWindow(PageState state);

/// The state's pattern over a rectangle: hatch, dots, lines or cross hatch; nothing for solid states. Drawn as lines,
/// so that exports stay sharp; nothing leaves the rectangle.
void paintPattern(QPainter& painter, const QRectF& area, const Theme& theme, PageState state);

/// Fill, pattern and edge of a state, without text.
void paintState(QPainter& painter, const QRectF& area, const Look& look, PageState state);

struct CellLook {
    PageState state = PageState::None;
    QString number;                ///< in bold at the left: a frame's number
    bool numberNotVisible = false; ///< cross hatch in its place
    QString text;                  ///< after it, fixed; cut to fit
    QString shorter;               ///< in its place where it does not fit; empty: none
    QString letter;                ///< at the right
    bool proportional = false;     ///< the text is a word, not an address
    bool dirty = false;
    bool locked = false;
    bool touched = false; ///< by the last step: an ink outline
    bool differs = false; ///< a ≠ plate in place of the letter
    int markedFrom = -1;  ///< characters of the text with a `now` plate: the first; -1: none
    int markedCount = 1;
    double numberWidth = 0;
};
void paintCell(QPainter& painter, const QRectF& area, const Look& look, const CellLook& cell);

/// What is added to a square that stands for a page in a grid of many.
struct SmallCellLook {
    bool dirty = false;
    bool locked = false;
    bool letter = false; ///< there is room for it
};
/// A page as a square of 8 pixels and more: a dark corner on private copies, a dot on anonymous pages.
void paintSmallCell(QPainter& painter, const QRectF& area, const Look& look, PageState state,
                    const SmallCellLook& cell);

/// A cell of paper with an outline: a table entry, a page of a file.
struct PlainCellLook {
    QString text;
    QString shorter; ///< in its place where it does not fit; empty: none
    bool fixed = true;
    bool strong = false;
    bool touched = false;
    bool dim = false; ///< secondary text
    bool centred = false;
    double hatchWidth = 0; ///< that much at the left is not visible
    QString struckOut;     ///< before the text, with an arrow: what it was
};
void paintPlainCell(QPainter& painter, const QRectF& area, const Look& look, const PlainCellLook& cell);

/// A part that the machine does not show, with the words where there is room.
/// `avoid`: a height that the words keep away from, for a line runs there; below 0: none.
void paintNotVisible(QPainter& painter, const QRectF& area, const Look& look, const QString& words, double avoid = -1);

/// A stacked bar of how many pages are in each state.
void paintStateBar(QPainter& painter, const QRectF& area, const Look& look, const std::array<std::uint64_t, 8>& counts);

} // namespace faultline
