// How the bytes are drawn: a row of cells a page, and between two rows where they are equal.
#include "app/look/cell.h"
#include "app/look/marks.h"
#include "app/views/bytes.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace faultline {

double BytesView::rowPitch() const {
    const double room = height() - look_.px(28) - look_.px(10);
    const double most = look_.px(namesAbove() ? 56 : 48), least = look_.px(namesAbove() ? 48 : 36);
    return std::clamp(room / static_cast<double>(std::max<std::size_t>(1, rows_.size())), least, most);
}

double BytesView::rowTop(std::size_t row) const {
    return look_.px(namesAbove() ? 24 : 30) + rowPitch() * static_cast<double>(row);
}

bool BytesView::namesAbove() const {
    double names = 0;
    for (const ByteRow& row : rows_)
        names = std::max(names, widthOf(look_.type.fixedStrong, row.name));
    return width() - 2 * look_.px(24) - names - look_.px(18) < static_cast<double>(shownBytes) * look_.px(15);
}

void BytesView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), look_.theme.paper);
    const double pad = look_.px(24);
    painter.setFont(look_.type.body);
    painter.setPen(look_.theme.ink2);
    if (rows_.empty()) {
        painter.drawText(QRectF(rect()).adjusted(pad, 0, -pad, 0), static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap,
                         empty_.isEmpty() ? tr("Select a page.") : empty_);
        return;
    }
    double names = 0, kinds = 0;
    for (const ByteRow& row : rows_) {
        names = std::max(names, widthOf(look_.type.fixedStrong, row.name));
        kinds = std::max(kinds, widthOf(look_.type.body, row.kind));
    }
    const bool above = namesAbove();
    double left = pad + names + look_.px(18) + kinds + look_.px(22);
    const double right = width() - (above ? look_.px(12) : pad);
    double cell = std::floor((right - left) / static_cast<double>(shownBytes));
    const bool kindsShown = cell >= look_.px(21);
    if (!kindsShown) { // names under the rows give way first
        left = above ? look_.px(12) : pad + names + look_.px(18);
        cell = std::floor((right - left) / static_cast<double>(shownBytes));
    }
    cell = std::clamp(cell, look_.px(12), look_.px(30));
    if (!above)
        paintHead(painter, left, cell);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        const double y = rowTop(row);
        painter.setFont(look_.type.fixedStrong);
        painter.setPen(look_.theme.ink);
        painter.drawText(above ? QRectF(left, y - look_.px(20), names + 2, look_.px(20))
                               : QRectF(pad, y, names + 2, look_.px(26)),
                         Qt::AlignVCenter, rows_[row].name);
        if (above && row == 0) { // the offset of the first byte shown
            painter.setFont(look_.type.fixed);
            painter.setPen(look_.theme.ink2);
            painter.drawText(QRectF(left, y - look_.px(20), cell * shownBytes, look_.px(20)),
                             Qt::AlignVCenter | Qt::AlignRight, tr("from %1").arg(base_ + first_));
        }
        if (kindsShown) {
            painter.setFont(look_.type.body);
            painter.setPen(look_.theme.ink2);
            painter.drawText(QRectF(pad + names + look_.px(18), y, kinds + 2, look_.px(26)), Qt::AlignVCenter,
                             rows_[row].kind);
        }
        paintRow(painter, row, left, cell);
        if (row + 1 < rows_.size() && !above)
            paintLinks(painter, row, left, cell);
    }
    if (hasFocus()) {
        painter.setPen(QPen(look_.theme.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 6, 6);
    }
}

// Offsets of the first and the last byte shown.
void BytesView::paintHead(QPainter& painter, double left, double cell) const {
    painter.setFont(look_.type.fixed);
    painter.setPen(look_.theme.ink2);
    const double numbers = rowTop(0) - look_.px(20);
    painter.drawText(QRectF(left, numbers, cell * 8, look_.px(18)), Qt::AlignLeft | Qt::AlignVCenter,
                     QString::number(base_ + first_));
    painter.drawText(QRectF(left + cell * 8, numbers, cell * 8, look_.px(18)), Qt::AlignRight | Qt::AlignVCenter,
                     QString::number(base_ + first_ + shownBytes - 1));
}

// What is shown of the page behind the file's last byte: nothing, and why.
void BytesView::paintEnd(QPainter& painter, const ByteRow& row, double y, double left, double cell) const {
    const std::uint64_t from = std::max(row.length, first_), to = first_ + shownBytes;
    const double x = left + cell * static_cast<double>(from - first_), width = cell * static_cast<double>(to - from);
    QPen dashed(look_.theme.of(PageState::None).hatch, 1);
    dashed.setDashPattern({3, 3});
    painter.setPen(dashed);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(x + 1.5, y + 0.5, width - 3, look_.px(26) - 1), 2, 2);
    painter.setFont(look_.type.italic);
    painter.setPen(look_.theme.ink2);
    const QString words = tr("the file ends here");
    if (widthOf(look_.type.italic, words) + look_.px(12) <= width)
        painter.drawText(QRectF(x, y, width, look_.px(26)), Qt::AlignCenter, words);
}

void BytesView::paintRow(QPainter& painter, std::size_t number, double left, double cell) const {
    const ByteRow& row = rows_[number];
    const double y = rowTop(number), height = look_.px(26);
    if (!row.visible) {
        paintNotVisible(painter, QRectF(left, y, cell * shownBytes, height), look_,
                        row.instead.isEmpty() ? tr("not visible") : row.instead);
        return;
    }
    if (row.length < first_ + shownBytes)
        paintEnd(painter, row, y, left, cell);
    for (std::uint64_t i = 0; i < shownBytes && first_ + i < row.length; ++i) {
        const QRectF at(left + cell * static_cast<double>(i) + 1, y, cell - 2, height);
        const int offset = static_cast<int>(first_ + i);
        const bool touched =
            number == 0 && touchedFrom_ >= 0 && offset >= touchedFrom_ && offset < touchedFrom_ + touchedCount_;
        QColor ink = look_.theme.ink;
        if (touched) {
            painter.setPen(QPen(look_.theme.ink, 1.8));
            painter.setBrush(look_.theme.now);
            painter.drawRoundedRect(at.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
            ink = look_.theme.nowInk;
        } else if (row.isFile || row.state == PageState::None) {
            painter.setPen(QPen(look_.theme.line2, 1));
            painter.setBrush(look_.theme.paper);
            painter.drawRoundedRect(at.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        } else {
            const StateColours& colours = look_.theme.of(row.state);
            painter.setPen(colours.edge.isValid() ? QPen(colours.edge, 1) : QPen(Qt::NoPen));
            painter.setBrush(colours.fill);
            painter.drawRoundedRect(at.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
            ink = colours.text;
        }
        const QString text = byteShown(number, first_ + i);
        painter.setFont(touched ? look_.type.fixedStrong : look_.type.fixed);
        painter.setPen(ink);
        painter.drawText(at.adjusted(-4, 0, 4, 0), Qt::AlignCenter, text);
    }
}

// Between two rows: a line where the bytes are equal, ≠ where they are not.
void BytesView::paintLinks(QPainter& painter, std::size_t number, double left, double cell) const {
    const ByteRow& above = rows_[number];
    const ByteRow& below = rows_[number + 1];
    if (!above.visible || !below.visible)
        return;
    const double top = rowTop(number) + look_.px(26), bottom = rowTop(number + 1);
    for (std::uint64_t i = 0; i < shownBytes && first_ + i < std::min(above.length, below.length); ++i) {
        const double x = std::round(left + cell * (static_cast<double>(i) + 0.5));
        if (above.bytes[first_ + i] != below.bytes[first_ + i]) {
            paintUnequal(painter, QPointF(x, (top + bottom) / 2), std::min(bottom - top, look_.px(17)),
                         look_.theme.ink);
            continue;
        }
        painter.setPen(QPen(look_.theme.line2, 1));
        painter.drawLine(QPointF(x + 0.5, top + 3), QPointF(x + 0.5, bottom - 3));
    }
}

} // namespace faultline
