#include "app/look/cell.h"

#include "app/look/marks.h"

#include <QCoreApplication>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Cell)
};

// Lines x + y = k (rising) or x - y = k (falling) every `step` pixels, cut to the rectangle.
void diagonals(QPainter& painter, const QRectF& r, double step, bool rising) {
    const double from = rising ? r.left() + r.top() : r.left() - r.bottom();
    const double to = rising ? r.right() + r.bottom() : r.right() - r.top();
    for (double k = std::ceil(from / step) * step; k < to; k += step) {
        double x1 = r.left(), y1 = rising ? k - x1 : x1 - k;
        double x2 = r.right(), y2 = rising ? k - x2 : x2 - k;
        const auto clampAt = [&](double& x, double& y) {
            const double inside = std::clamp(y, r.top(), r.bottom());
            if (inside != y) {
                y = inside;
                x = rising ? k - y : y + k;
            }
        };
        clampAt(x1, y1);
        clampAt(x2, y2);
        if (x1 < x2)
            painter.drawLine(QPointF(x1, y1), QPointF(x2, y2));
    }
}

void dots(QPainter& painter, const QRectF& r, double step, double radius) {
    painter.setPen(Qt::NoPen);
    for (double y = std::ceil((r.top() + radius) / step) * step; y <= r.bottom() - radius; y += step)
        for (double x = std::ceil((r.left() + radius) / step) * step; x <= r.right() - radius; x += step)
            painter.drawEllipse(QPointF(x, y), radius, radius);
}

void padlock(QPainter& painter, const QRectF& at, const QColor& colour) {
    painter.setPen(QPen(colour, 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(QRectF(at.left() + 1.6, at.top() + 0.8, at.width() - 3.2, at.height() * 0.8), 0, 180 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(at.left(), at.top() + at.height() * 0.42, at.width(), at.height() * 0.58), 1, 1);
}

void dirtyCorner(QPainter& painter, const QRectF& area, double size, const QColor& colour) {
    const QPointF corner = area.bottomRight() - QPointF(2, 2);
    QPainterPath triangle;
    triangle.moveTo(corner);
    triangle.lineTo(corner - QPointF(size, 0));
    triangle.lineTo(corner - QPointF(0, size));
    triangle.closeSubpath();
    painter.fillPath(triangle, colour);
}

void plateUnder(QPainter& painter, const QRectF& text, const QColor& fill) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(text, 2, 2);
}

bool isPatterned(PageState state) {
    return state == PageState::Cached || state == PageState::Zero || state == PageState::Unknown ||
           state == PageState::Swapped;
}

// A line of text between `left` and `right`, centred on the height of `area`; on patterned cells it stands on a plate.
void textIn(QPainter& painter, const QRectF& area, const Look& look, PageState state, const QFont& font,
            const QString& text, double left, double right, int marked = -1, int count = 1) {
    QString shown = elided(font, text, right - left);
    if (shown != text && marked >= shown.size() - 1 && marked < text.size()) { // what is marked must be seen
        shown = elided(font, text.mid(marked), right - left);
        marked = 0;
    }
    if (shown.isEmpty())
        return;
    const double width = widthOf(font, shown);
    const QRectF box(left, area.top(), width + 1, area.height());
    if (isPatterned(state))
        plateUnder(painter, QRectF(left - 3, area.top() + 3, width + 6, area.height() - 6), look.theme.of(state).fill);
    if (marked >= 0 && marked < shown.size()) {
        const double x = left + widthOf(font, shown.left(marked));
        const double w = widthOf(font, shown.mid(marked, count));
        painter.setPen(QPen(look.theme.nowInk, 1.2));
        painter.setBrush(look.theme.now);
        painter.drawRoundedRect(QRectF(x - 1.5, area.top() + 3, w + 3, area.height() - 6), 2, 2);
    }
    painter.setFont(font);
    painter.setPen(look.theme.of(state).text);
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft, shown);
    if (marked >= 0 && marked < shown.size() && look.theme.of(state).text != look.theme.nowInk) {
        const double x = left + widthOf(font, shown.left(marked));
        painter.setPen(look.theme.nowInk);
        painter.drawText(QRectF(x, area.top(), area.width(), area.height()), Qt::AlignVCenter | Qt::AlignLeft,
                         shown.mid(marked, count));
    }
}

// The text, or what stands for it where it does not fit.
const QString& fitting(const QFont& font, const QString& text, const QString& shorter, double room) {
    return shorter.isEmpty() || widthOf(font, text) <= room ? text : shorter;
}

void outline(QPainter& painter, const QRectF& area, const Look& look, bool touched, bool differs) {
    painter.setBrush(Qt::NoBrush);
    if (differs) {
        painter.setPen(QPen(look.theme.difference, 2));
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 3, 3);
    } else if (touched) {
        painter.setPen(QPen(look.theme.ink, 1.6));
        painter.drawRoundedRect(area, 3, 3);
    }
}

} // namespace

QString letterOf(PageState state) {
    constexpr std::array<const char*, 8> letters = {"", "c", "F", "C", "A", "0", "S", "?"};
    return QString::fromLatin1(letters[static_cast<std::size_t>(state)]);
}

QString nameForWindow(PageState state) {
    switch (state) {
    case PageState::None:
        return Words::tr("not present");
    case PageState::Cached:
        return Words::tr("in page cache, not mapped");
    case PageState::File:
        return Words::tr("mapped file page");
    case PageState::Copy:
        return Words::tr("private copy");
    case PageState::Anonymous:
        return Words::tr("anonymous");
    case PageState::Zero:
        return Words::tr("zero page");
    case PageState::Swapped:
        return Words::tr("swapped");
    case PageState::Unknown:
        return Words::tr("not visible");
    }
    return {};
}

void paintPattern(QPainter& painter, const QRectF& area, const Theme& theme, PageState state) {
    const QColor colour = theme.of(state).hatch;
    if (!isPatterned(state) || area.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colour);
    const auto pen = [&](double width) { painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap)); };
    switch (state) {
    case PageState::Cached:
        pen(1.3);
        diagonals(painter, area, 6, true);
        break;
    case PageState::Zero:
        dots(painter, area, 6, 1);
        break;
    case PageState::Swapped:
        pen(1.2);
        for (double y = area.top() + 2.5; y < area.bottom(); y += 5)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        break;
    default:
        pen(0.8);
        diagonals(painter, area, 8, true);
        diagonals(painter, area, 8, false);
        break;
    }
    painter.restore();
}

void paintState(QPainter& painter, const QRectF& area, const Look& look, PageState state) {
    const StateColours& colours = look.theme.of(state);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF inner = area.adjusted(0.5, 0.5, -0.5, -0.5);
    const double radius = area.height() < 12 ? 1.5 : 3;
    if (state == PageState::None) {
        QPen dashed(colours.hatch, 1);
        dashed.setDashPattern({3, 3});
        painter.setPen(dashed);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(inner, radius, radius);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.fill);
        painter.drawRoundedRect(area, radius, radius);
        paintPattern(painter, area.adjusted(1, 1, -1, -1), look.theme, state);
        if (colours.edge.isValid() && area.height() >= 8 && area.width() >= 8) {
            painter.setPen(QPen(colours.edge, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(inner, radius, radius);
        }
    }
    painter.restore();
}

void paintCell(QPainter& painter, const QRectF& area, const Look& look, const CellLook& cell) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintState(painter, area, look, cell.state);
    const double pad = look.px(8);
    double left = area.left() + pad, right = area.right() - pad;
    if (cell.numberNotVisible) {
        const QRectF part(area.left() + 1, area.top() + 1, cell.numberWidth, area.height() - 2);
        painter.fillRect(part, look.theme.of(PageState::Unknown).fill);
        paintPattern(painter, part, look.theme, PageState::Unknown);
        left = part.right() + look.px(6);
    } else if (cell.numberWidth > 0) {
        textIn(painter, area, look, cell.state, look.type.fixedStrong, cell.number, left, right);
        left = area.left() + 1 + std::max(cell.numberWidth, widthOf(look.type.fixedStrong, cell.number) + pad) +
               look.px(6);
    }
    if (cell.differs) {
        const double size = area.height() - 6;
        paintDifference(painter, QRectF(area.right() - size - 5, area.top() + 3, size + 2, size), look);
        right = area.right() - size - 10;
    } else if (!cell.letter.isEmpty()) {
        const double width = widthOf(look.type.strong, cell.letter);
        textIn(painter, area, look, cell.state, look.type.strong, cell.letter, right - width, right + 1);
        right -= width + look.px(6);
    }
    if (cell.locked) {
        const QRectF at(right - 9, area.center().y() - 5.5, 9, 11);
        if (cell.state == PageState::Anonymous || cell.state == PageState::Swapped)
            plateUnder(painter, at.adjusted(-2, -2, 2, 2), look.theme.paper);
        padlock(painter, at, look.theme.locked);
        right -= look.px(15);
    }
    const QFont& font = cell.proportional ? look.type.body : look.type.fixed;
    textIn(painter, area, look, cell.state, font, fitting(font, cell.text, cell.shorter, right - left), left, right,
           cell.markedFrom, cell.markedCount);
    if (cell.dirty) {
        if (cell.state == PageState::Anonymous || cell.state == PageState::Swapped)
            dirtyCorner(painter, area.adjusted(0, 0, 1, 1), 12, look.theme.paper);
        dirtyCorner(painter, area, 9, look.theme.dirty);
    }
    outline(painter, area, look, cell.touched, cell.differs);
    painter.restore();
}

void paintSmallCell(QPainter& painter, const QRectF& area, const Look& look, PageState state,
                    const SmallCellLook& cell) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintState(painter, area, look, state);
    const double size = area.height();
    const QColor text = look.theme.of(state).text;
    if (state == PageState::Copy) {
        const double corner = std::round(size * 0.42);
        QPainterPath triangle(area.topLeft() + QPointF(2, 2));
        triangle.lineTo(area.topLeft() + QPointF(2 + corner, 2));
        triangle.lineTo(area.topLeft() + QPointF(2, 2 + corner));
        triangle.closeSubpath();
        painter.fillPath(triangle, text);
    } else if (state == PageState::Anonymous && !cell.letter) {
        const double dot = std::max(2.0, std::round(size * 0.22));
        painter.fillRect(
            QRectF(std::round(area.center().x() - dot / 2), std::round(area.center().y() - dot / 2), dot, dot), text);
    }
    if (cell.letter) {
        QFont font = look.type.strong;
        font.setPixelSize(static_cast<int>(std::clamp(size * 0.5, 10.0, 16.0)));
        const QString letter = letterOf(state);
        const double width = widthOf(font, letter) + 4;
        const QRectF at(area.center().x() - width / 2 + (state == PageState::Copy ? size * 0.12 : 0),
                        area.center().y() - size * 0.3, width, size * 0.6);
        if (isPatterned(state) && !letter.isEmpty())
            plateUnder(painter, at, look.theme.of(state).fill);
        painter.setFont(font);
        painter.setPen(text);
        painter.drawText(at, Qt::AlignCenter, letter);
    }
    if (cell.dirty)
        dirtyCorner(painter, area, std::min(9.0, std::round(size * 0.45)), look.theme.dirty);
    if (cell.locked && size >= 15)
        padlock(painter, QRectF(area.left() + 3, area.bottom() - 14, 9, 11), look.theme.locked);
    painter.restore();
}

void paintPlainCell(QPainter& painter, const QRectF& area, const Look& look, const PlainCellLook& cell) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(look.theme.paper);
    painter.setPen(QPen(cell.touched ? look.theme.ink : look.theme.line2, cell.touched ? 1.6 : 1));
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    double left = area.left() + look.px(8);
    const double right = area.right() - look.px(5);
    if (cell.hatchWidth > 0) {
        const QRectF part(area.left() + 1, area.top() + 1, cell.hatchWidth, area.height() - 2);
        painter.fillRect(part, look.theme.of(PageState::Unknown).fill);
        paintPattern(painter, part, look.theme, PageState::Unknown);
        left = part.right() + look.px(7);
    }
    const QFont& font = cell.fixed ? (cell.strong ? look.type.fixedStrong : look.type.fixed)
                                   : (cell.strong ? look.type.strong : look.type.body);
    if (!cell.struckOut.isEmpty()) {
        QFont struck = look.type.fixed;
        struck.setStrikeOut(true);
        const double width = widthOf(struck, cell.struckOut);
        painter.setFont(struck);
        painter.setPen(look.theme.ink2);
        painter.drawText(QRectF(left, area.top(), width + 1, area.height()), Qt::AlignVCenter, cell.struckOut);
        const double y = area.center().y(), from = left + width + 2, to = from + look.px(13);
        painter.setPen(QPen(look.theme.ink2, 1.1));
        painter.drawLine(QPointF(from, y), QPointF(to - 3, y));
        paintArrowhead(painter, QPointF(to, y), 0, 5, look.theme.ink2);
        left = to + look.px(3);
    }
    painter.setFont(font);
    painter.setPen(cell.dim ? look.theme.ink2 : look.theme.ink);
    const QRectF box(left, area.top(), right - left, area.height());
    const auto flags = Qt::AlignVCenter | (cell.centred ? Qt::AlignHCenter : Qt::AlignLeft);
    painter.drawText(box, static_cast<int>(flags),
                     elided(font, fitting(font, cell.text, cell.shorter, box.width()), box.width()));
    painter.restore();
}

void paintNotVisible(QPainter& painter, const QRectF& area, const Look& look, const QString& words, double avoid) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintState(painter, area, look, PageState::Unknown);
    const auto lines = words.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    const double height = heightOf(look.type.italic);
    double width = 0;
    for (const QString& line : lines)
        width = std::max(width, widthOf(look.type.italic, line));
    const double tall = height * static_cast<double>(lines.size());
    if (!lines.isEmpty() && width + 2 <= area.width() && tall <= area.height() + 2) {
        double middle = area.center().y();
        if (avoid >= 0 && std::abs(avoid - middle) < tall / 2 + 8) {
            const bool above = avoid - area.top() > area.bottom() - avoid;
            middle = above ? (area.top() + avoid) / 2 : (avoid + area.bottom()) / 2;
        }
        const QRectF plate(area.center().x() - width / 2 - 3, middle - tall / 2, width + 6, tall);
        plateUnder(painter, plate.adjusted(0, lines.size() > 1 ? -2 : 1, 0, lines.size() > 1 ? 2 : -1),
                   look.theme.paper);
        painter.setFont(look.type.italic);
        painter.setPen(look.theme.ink2);
        for (qsizetype i = 0; i < lines.size(); ++i)
            painter.drawText(QRectF(plate.left(), plate.top() + height * static_cast<double>(i), plate.width(), height),
                             Qt::AlignCenter, lines[i]);
    }
    painter.restore();
}

void paintStateBar(QPainter& painter, const QRectF& area, const Look& look,
                   const std::array<std::uint64_t, 8>& counts) {
    std::uint64_t all = 0;
    for (const std::uint64_t count : counts)
        all += count;
    if (all == 0)
        return;
    double x = area.left();
    // Any state present keeps a pixel (two, so that it can be seen beside an edge).
    for (std::size_t i = counts.size(); i-- > 0;) {
        if (counts[i] == 0)
            continue;
        const double share = static_cast<double>(counts[i]) / static_cast<double>(all) * area.width();
        const double width = std::min(std::max(2.0, std::round(share)), area.right() - x);
        const auto state = static_cast<PageState>(i);
        if (width > 0 && state != PageState::None) {
            const QRectF part(x, area.top(), width, area.height());
            painter.fillRect(part, look.theme.of(state).fill);
            paintPattern(painter, part, look.theme, state);
        }
        x += width;
    }
    QPen edge(look.theme.of(PageState::None).hatch, 1);
    edge.setDashPattern({3, 3});
    painter.setPen(counts[0] == all ? edge : QPen(look.theme.line2, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace faultline
