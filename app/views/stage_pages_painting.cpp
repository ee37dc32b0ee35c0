// What the view of all pages draws.
#include "app/look/cell.h"
#include "app/look/marks.h"
#include "app/views/stage_pages.h"

#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace faultline {

void StagePagesView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(viewport()->rect(), look_.theme.paper);
    if (scene_.empty())
        return;
    paintHead(painter);
    paintStrip(painter);
    for (std::size_t lane = 0; lane < scene_.lanes.size(); ++lane)
        paintLane(painter, lane);
    paintKey(painter);
    if (hasFocus()) {
        painter.setPen(QPen(look_.theme.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(2, 2, -2, -2), 6, 6);
    }
}

void StagePagesView::paintHead(QPainter& painter) const {
    const double height = look_.px(38);
    double x = look_.px(24);
    const auto words = [&](const QFont& font, const QColor& colour, const QString& text, double right) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRectF(x, 0, right - x, height), Qt::AlignVCenter | Qt::AlignLeft,
                         elided(font, text, right - x));
        x += widthOf(font, text) + look_.px(12);
    };
    const double right = close_->x() - look_.px(12);
    words(look_.type.fixedStrong, look_.theme.ink, scene_.name, right);
    words(look_.type.body, look_.theme.ink2, tr("%1, %2").arg(pagesText(scene_.count), scene_.kind), right);
    const std::uint64_t each = grid_.level().pagesPerCell;
    if (each > 1)
        words(look_.type.body, look_.theme.ink2, tr("a column of dots is %1").arg(pagesText(each)), right);
    else if (hovered_ && *hovered_ < scene_.count)
        words(look_.type.body, look_.theme.ink, nameOf(*hovered_), right);
    else
        words(look_.type.body, look_.theme.ink, nameOf(current_), right);
    painter.setPen(QPen(look_.theme.line, 1));
    painter.drawLine(QPointF(look_.px(24), height + 0.5), QPointF(viewport()->width() - look_.px(24), height + 0.5));
}

// The whole mapping in one line, and what part of it is seen.
void StagePagesView::paintStrip(QPainter& painter) const {
    const QRectF strip = stripArea();
    constexpr int pieces = 256;
    const PagesLane& lane = scene_.lanes.front();
    for (int i = 0; i < pieces; ++i) {
        const std::uint64_t from = scene_.count * static_cast<std::uint64_t>(i) / pieces,
                            to = std::max(from + 1, scene_.count * static_cast<std::uint64_t>(i + 1) / pieces);
        std::array<std::uint64_t, 8> counts{};
        // A sample: the strip tells where things are, not how many.
        const std::uint64_t step = std::max<std::uint64_t>(1, (to - from) / 512);
        for (std::uint64_t page = from; page < std::min(to, scene_.count); page += step)
            ++counts[lane.pages[static_cast<std::size_t>(page)] & PageMark::stateBits];
        const auto most = std::max_element(counts.begin() + 1, counts.end());
        const auto state = *most > 0 ? static_cast<PageState>(most - counts.begin()) : PageState::None;
        const double left = std::floor(strip.left() + strip.width() * i / pieces),
                     right = std::floor(strip.left() + strip.width() * (i + 1) / pieces);
        painter.fillRect(QRectF(left, strip.top(), right - left, strip.height()),
                         state == PageState::None ? look_.theme.lens : look_.theme.meanOf(state));
    }
    painter.setFont(look_.type.body);
    painter.setPen(look_.theme.ink2);
    painter.drawText(QRectF(look_.px(24), strip.top() - 4, strip.left() - look_.px(34), strip.height() + 8),
                     Qt::AlignVCenter | Qt::AlignRight, tr("Shown"));
    const double pages = static_cast<double>(scene_.count), row = static_cast<double>(grid_.pagesPerRow());
    const double from = std::min(1.0, scroll() / grid_.rowPitch() * row / pages),
                 to = std::min(1.0, (scroll() + gridArea(0).height()) / grid_.rowPitch() * row / pages);
    painter.setPen(QPen(look_.theme.ink, 1.8));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(strip.left() + strip.width() * from, strip.top() - 3,
                                   std::max(4.0, strip.width() * (to - from)), strip.height() + 6),
                            3, 3);
}

void StagePagesView::paintLane(QPainter& painter, std::size_t number) {
    const PagesLane& lane = scene_.lanes[number];
    const QRectF area = gridArea(number);
    painter.setFont(look_.type.strong);
    painter.setPen(look_.theme.ink);
    painter.drawText(QRectF(look_.px(24), area.top() - look_.px(28), area.right(), look_.px(26)),
                     Qt::AlignVCenter | Qt::AlignLeft, lane.title);
    const double ratio = devicePixelRatioF();
    painter.save();
    painter.setClipRect(area.adjusted(-6, -4, 6, 4));
    painter.drawImage(area.topLeft(), painters_[number].picture(lane, grid_, scroll(), area.size().toSize(), ratio));
    paintMarks(painter, area, number);
    painter.restore();
    paintRowNumbers(painter, area);
}

// The number of the first page of a row, where there is room.
void StagePagesView::paintRowNumbers(QPainter& painter, const QRectF& area) const {
    painter.setFont(look_.type.fixed);
    painter.setPen(look_.theme.ink2);
    const double line = heightOf(look_.type.fixed);
    const auto every = static_cast<std::uint64_t>(std::ceil(line / grid_.rowPitch()));
    for (auto row = static_cast<std::uint64_t>(scroll() / grid_.rowPitch()); row < grid_.rows(); ++row) {
        const double y = area.top() + static_cast<double>(row) * grid_.rowPitch() - scroll();
        if (y + grid_.level().cell > area.bottom())
            break;
        if (row % every != 0 || y < area.top() - 1)
            continue;
        painter.drawText(QRectF(0, y + (grid_.level().cell - line) / 2, area.left() - look_.px(8), line),
                         Qt::AlignRight | Qt::AlignVCenter, countText(row * grid_.pagesPerRow()));
    }
}

// Where the step went, where the machines differ, and the current page: over everything else.
void StagePagesView::paintMarks(QPainter& painter, const QRectF& area, std::size_t) const {
    const auto at = [&](std::uint64_t page) {
        return grid_.rectOf(page).translated(area.topLeft() - QPointF(0, scroll()));
    };
    painter.setBrush(Qt::NoBrush);
    const bool narrow = grid_.level().bins;
    for (const std::uint64_t page : scene_.touched) {
        const QRectF cell = at(page);
        if (narrow) { // a mark that is wider than the bin
            painter.setPen(QPen(look_.theme.ink, 1.2));
            painter.setBrush(look_.theme.now);
            painter.drawRect(QRectF(cell.center().x() - 2.5, cell.top() - 1.5, 5, cell.height() + 3));
            painter.setBrush(Qt::NoBrush);
            continue;
        }
        // Around the cell, so that its state is seen.
        painter.setPen(QPen(look_.theme.now, 4));
        painter.drawRoundedRect(cell.adjusted(-2, -2, 2, 2), 3, 3);
        painter.setPen(QPen(look_.theme.ink, 1.4));
        painter.drawRoundedRect(cell.adjusted(-0.5, -0.5, 0.5, 0.5), 2, 2);
    }
    painter.setPen(QPen(look_.theme.difference, 2));
    for (const std::uint64_t page : scene_.differing)
        painter.drawRect(at(page).adjusted(-1, -1, 1, 1));
    painter.setPen(QPen(look_.theme.focus, 2));
    painter.drawRoundedRect(at(current_).adjusted(-3, -3, 3, 3), 4, 4);
    if (hovered_ && *hovered_ < scene_.count) {
        painter.setPen(QPen(look_.theme.ink, 1.2));
        painter.drawRect(at(*hovered_).adjusted(-1, -1, 1, 1));
    }
}

// How many pages are in each state; of both machines where they differ.
void StagePagesView::paintKey(QPainter& painter) const {
    const double height = look_.px(24), top = viewport()->height() - look_.px(32);
    double x = look_.px(24);
    for (std::size_t state = 0; state < 8; ++state) {
        QStringList counts;
        bool any = false;
        for (const PagesLane& lane : scene_.lanes) {
            any = any || lane.counts[state] > 0;
            const QString count = countText(lane.counts[state]);
            if (counts.isEmpty() || counts.back() != count)
                counts << count;
        }
        if (!any)
            continue;
        const auto shown = static_cast<PageState>(state);
        SmallCellLook cell;
        cell.letter = true;
        paintSmallCell(painter,
                       QRectF(std::round(x), std::round(top + (height - look_.px(18)) / 2), look_.px(18), look_.px(18)),
                       look_, shown, cell);
        const QString words = QStringLiteral("%1 %2").arg(nameForWindow(shown), counts.join(QStringLiteral(" ≠ ")));
        painter.setFont(look_.type.body);
        painter.setPen(look_.theme.ink);
        painter.drawText(QRectF(x + look_.px(24), top, viewport()->width(), height), Qt::AlignVCenter | Qt::AlignLeft,
                         words);
        x += look_.px(24) + widthOf(look_.type.body, words) + look_.px(20);
    }
}

} // namespace faultline
