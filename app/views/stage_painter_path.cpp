// The stage's lines: connectors, the lit path of the last access, copies, badges.
#include "app/look/marks.h"
#include "app/views/stage_painter.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <map>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Stage)
};

constexpr double litWidth = 2.2;
constexpr double lineWidth = 1.1;

std::size_t at(int row) {
    return static_cast<std::size_t>(row);
}

} // namespace

void StagePainter::pathBand(QPainter& painter, const StageLane& lane) const {
    if (lane.pathRow < 0 || lane.reach == Reach::Nowhere)
        return;
    const StageColumns& c = layout_.columns;
    const RowSpan& row = layout_.space[at(lane.pathRow)];
    const double height = row.height + look_.px(8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look_.theme.marker);
    const auto band = [&](double left, double right, const RowSpan& span) {
        painter.drawRoundedRect(QRectF(left, span.top - 4, right - left, height), 7, 7);
    };
    band(c.page.left - 6, c.entry.right() + 6, row);
    const int memory = lane.space[at(lane.pathRow)].memory;
    if (lane.reach < Reach::Frame || memory < 0)
        return;
    const RowSpan& frame = layout_.memory[at(memory)];
    const double end = lane.reach == Reach::File && c.file.shown()     ? c.file.right()
                       : lane.reach >= Reach::Cache && c.cache.shown() ? c.cache.right()
                                                                       : c.frames.right();
    band(c.frames.left - 6, end + 6, frame);
    painter.setPen(QPen(look_.theme.marker, height, Qt::SolidLine, Qt::FlatCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(layout_.connector(at(lane.pathRow), at(memory)));
}

void StagePainter::connectors(QPainter& painter, const StageLane& lane) const {
    const StageColumns& c = layout_.columns;
    const QPen plain(look_.theme.line2, lineWidth);
    painter.setBrush(Qt::NoBrush);
    for (std::size_t row = 0; row < scene_.space.size(); ++row) {
        const SpaceCell& cell = lane.space[row];
        if (!cell.hasEntry || scene_.space[row].isRun())
            continue;
        painter.setPen(plain);
        const double y = std::floor(layout_.space[row].middle()) + 0.5;
        painter.drawLine(QPointF(c.page.right(), y), QPointF(c.entry.left, y));
        if (cell.memory >= 0 && lane.pathRow != static_cast<int>(row))
            painter.drawPath(layout_.connector(row, at(cell.memory)));
        if (cell.oldMemory >= 0) {
            QPen dashed(look_.theme.ink2, lineWidth);
            dashed.setDashPattern({4, 3});
            painter.setPen(dashed);
            painter.drawPath(layout_.connector(row, at(cell.oldMemory)));
        }
    }
    for (std::size_t row = 0; row < scene_.memory.size(); ++row) {
        const MemoryCell& cell = lane.memory[row];
        const double y = std::floor(layout_.memory[row].middle()) + 0.5;
        painter.setPen(plain);
        if (cell.cached && cell.inFrame && c.cache.shown())
            painter.drawLine(QPointF(c.frames.right(), y), QPointF(c.cache.left, y));
        if (cell.cached && cell.inFile && c.file.shown()) {
            QPen pen = plain;
            if (cell.cacheTouched && !cell.fileTouched)
                pen.setDashPattern({1.5, 3.5});
            painter.setPen(pen);
            painter.drawLine(QPointF(c.cache.right(), y), QPointF(c.file.left, y));
        }
    }
}

void StagePainter::pathLine(QPainter& painter, const StageLane& lane) const {
    if (lane.pathRow < 0 || lane.reach == Reach::Nowhere)
        return;
    const StageColumns& c = layout_.columns;
    const SpaceCell& cell = lane.space[at(lane.pathRow)];
    const double y = std::floor(layout_.space[at(lane.pathRow)].middle()) + 0.5;
    const QPen lit(look_.theme.ink, litWidth, Qt::SolidLine, Qt::FlatCap);
    painter.setPen(lit);
    painter.setBrush(Qt::NoBrush);
    const bool hidden = !lane.tlbHidden.isEmpty() && c.tlb.shown();
    const bool inTlb = !hidden && !cell.tlb.isEmpty() && c.tlb.shown();
    if (inTlb || hidden) {
        painter.drawLine(QPointF(c.page.right(), y), QPointF(c.tlb.left, y));
        painter.drawLine(QPointF(c.tlb.right(), y), QPointF(c.entry.left, y));
        if (hidden) {
            QPen dashed = lit;
            dashed.setDashPattern({1.4, 1.4});
            painter.setPen(dashed);
            painter.drawLine(QPointF(c.tlb.left, y), QPointF(c.tlb.right(), y));
        }
    } else {
        painter.drawLine(QPointF(c.page.right(), y), QPointF(c.entry.left, y));
    }
    painter.setPen(lit);
    if (lane.reach < Reach::Frame || cell.memory < 0) {
        paintArrowhead(painter, QPointF(c.entry.left, y), 0, look_.px(7), look_.theme.ink);
        if (lane.fault >= FaultKind::Segv) // here it ended
            paintFault(painter, QPointF(c.entry.right() + look_.px(c.entry.shown() ? 22 : 36), y), look_.px(16), look_,
                       lane.fault);
        return;
    }
    painter.drawPath(layout_.connector(at(lane.pathRow), at(cell.memory)));
    const RowSpan& frame = layout_.memory[at(cell.memory)];
    paintArrowhead(painter, QPointF(c.frames.left, frame.middle()), 0, look_.px(8), look_.theme.ink);
    pathBack(painter, lane, frame);
}

// What a fault fetched comes from the right: out of the page cache, or from the file.
void StagePainter::pathBack(QPainter& painter, const StageLane& lane, const RowSpan& row) const {
    const StageColumns& c = layout_.columns;
    const double y = std::floor(row.middle()) + 0.5;
    const auto arrow = [&](double from, double to) {
        painter.setPen(QPen(look_.theme.ink, litWidth, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(from, y), QPointF(to + look_.px(5), y));
        paintArrowhead(painter, QPointF(to, y), 180, look_.px(7), look_.theme.ink);
    };
    if (lane.reach >= Reach::Cache && c.cache.shown())
        arrow(c.cache.left, c.frames.right());
    if (lane.reach == Reach::File && c.file.shown())
        arrow(c.file.left, c.cache.right());
}

void StagePainter::copies(QPainter& painter, const StageLane& lane, bool band, double progress) const {
    const StageColumns& c = layout_.columns;
    for (const CopyArrow& copy : lane.copies) {
        const RowSpan& from = layout_.memory[at(copy.from)];
        const RowSpan& to = layout_.memory[at(copy.to)];
        const double turn = std::round(c.frames.right() + (c.cache.left - c.frames.right()) * 0.45);
        const double down = to.top > from.top ? 1 : -1;
        const double y1 = std::floor(from.middle() + down * look_.px(5)) + 0.5, y2 = std::floor(to.middle()) + 0.5;
        const double r = look_.px(6);
        QPainterPath path(QPointF(c.frames.right(), y1));
        path.lineTo(turn - r, y1);
        path.quadTo(turn, y1, turn, y1 + down * r);
        path.lineTo(turn, y2 - down * r);
        path.quadTo(turn, y2, turn - r, y2);
        path.lineTo(c.frames.right() + (band ? 0 : look_.px(5)), y2);
        painter.setBrush(Qt::NoBrush);
        if (band) {
            const MemoryCell& source = lane.memory[at(copy.from)];
            const double right = source.cached ? c.cache.right() : c.frames.right();
            painter.setPen(Qt::NoPen);
            painter.setBrush(look_.theme.marker);
            painter.drawRoundedRect(
                QRectF(c.frames.left - 6, from.top - 4, right - c.frames.left + 12, from.height + 8), 7, 7);
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(look_.theme.marker, 14, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
            painter.drawPath(path);
            continue;
        }
        if (progress < 1) { // on its way along the arrow
            const QPointF place = path.pointAtPercent(std::clamp(progress * 2 - 1, 0.0, 1.0));
            painter.setPen(QPen(look_.theme.ink, 1.6));
            painter.setBrush(look_.theme.of(lane.memory[at(copy.to)].state).fill);
            painter.drawRoundedRect(
                QRectF(place.x() - look_.px(7), place.y() - look_.px(5), look_.px(14), look_.px(10)), 3, 3);
            painter.setBrush(Qt::NoBrush);
        }
        QPen pen(look_.theme.ink, litWidth * 0.85, Qt::SolidLine, Qt::FlatCap);
        if (lane.real)
            pen.setDashPattern({2.4, 1.6});
        painter.setPen(pen);
        painter.drawPath(path);
        paintArrowhead(painter, QPointF(c.frames.right(), y2), 180, look_.px(8), look_.theme.ink);
        const MemoryCell& target = lane.memory[at(copy.to)];
        if (target.cached)
            continue;
        painter.setFont(lane.real ? look_.type.italic : look_.type.body);
        painter.setPen(look_.theme.ink);
        painter.drawText(QRectF(turn + look_.px(9), to.top, look_.px(90), to.height), Qt::AlignVCenter | Qt::AlignLeft,
                         Words::tr("copied"));
    }
}

// Behind the name; where that leaves no room, behind the words below it: never on letters.
QPointF StagePainter::mappingBadgeAt(std::size_t group, std::size_t index) const {
    const StageColumns& c = layout_.columns;
    const RowSpan& rows = layout_.groups[group];
    const double line = heightOf(look_.type.body), most = c.page.left - look_.px(12), wide = look_.px(18.5);
    const SpaceGroup& names = scene_.groups[group];
    const double beside = kindBeside(group) ? look_.px(7) + widthOf(look_.type.body, names.kind) : 0;
    const double widths[] = {widthOf(look_.type.fixedStrong, names.name) + beside, widthOf(look_.type.body, names.kind),
                             widthOf(look_.type.fixed, names.rights)};
    double y = rows.top + 1 + line / 2;
    for (const double width : widths) {
        if (y + line / 2 > rows.bottom() + 5)
            break;
        for (double x = c.label.left + width + look_.px(14); x <= most; x += wide)
            if (index-- == 0)
                return {x, y};
        y += std::max(line, wide);
    }
    return {most, rows.top + 1 + line / 2};
}

QPointF StagePainter::badgeAt(const StageLane& lane, const StageBadge& badge) const {
    const StageColumns& c = layout_.columns;
    const std::size_t row = at(badge.row);
    const auto between = [](double a, double b) { return (a + b) / 2; };
    switch (badge.place) {
    case StagePlace::Mapping:
        return mappingBadgeAt(row, 0);
    case StagePlace::BeforeTlb:
        return {between(c.page.right(), c.tlb.left), layout_.space[row].middle()};
    case StagePlace::AfterTlb:
        return {between(c.tlb.right(), c.entry.left), layout_.space[row].middle()};
    case StagePlace::AfterEntry:
    case StagePlace::BeforeFrame: {
        const int memory = lane.space[row].memory;
        const double share = badge.place == StagePlace::AfterEntry ? 0.17 : 0.8;
        if (memory < 0)
            return {c.entry.right() + look_.px(20), layout_.space[row].middle()};
        return layout_.connector(row, at(memory)).pointAtPercent(share);
    }
    case StagePlace::CopyArrow: {
        const CopyArrow& copy = lane.copies[row];
        return {std::round(c.frames.right() + (c.cache.left - c.frames.right()) * 0.45),
                between(layout_.memory[at(copy.from)].middle() + look_.px(4), layout_.memory[at(copy.to)].middle())};
    }
    case StagePlace::BeforeCache:
        return {between(c.frames.right(), c.cache.left), layout_.memory[row].middle()};
    case StagePlace::BeforeFile:
        return {between(c.cache.right(), c.file.left), layout_.memory[row].middle()};
    }
    return {};
}

std::vector<QPointF> StagePainter::badgePlaces(const StageLane& lane) const {
    std::vector<QPointF> taken;
    std::map<int, std::size_t> mappings; ///< badges so far
    for (const StageBadge& badge : lane.badges) {
        const bool ofMapping = badge.place == StagePlace::Mapping;
        QPointF centre = ofMapping ? mappingBadgeAt(at(badge.row), mappings[badge.row]++) : badgeAt(lane, badge);
        // Two at one place stand side by side.
        constexpr double step = 1; // no further than must be: the frame's number stands behind the last
        while (!ofMapping && std::any_of(taken.begin(), taken.end(), [&](QPointF other) {
            return QLineF(other, centre).length() < look_.px(18.5); // a badge is 18 wide
        }))
            centre += badge.place == StagePlace::CopyArrow ? QPointF(0, look_.px(step)) : QPointF(look_.px(step), 0);
        taken.push_back(centre);
    }
    return taken;
}

int StagePainter::badgeUnder(std::size_t lane, QPointF point) const {
    const std::vector<QPointF> places = badgePlaces(scene_.lanes[lane]);
    for (std::size_t i = 0; i < places.size(); ++i)
        if (QLineF(places[i], point).length() <= look_.px(11))
            return scene_.lanes[lane].badges[i].number;
    return 0;
}

// What a sentence speaks of, by where its badge stands.
std::vector<QRectF> StagePainter::cellsOf(const StageBadge& badge) const {
    const StageColumns& c = layout_.columns;
    const std::size_t row = at(badge.row);
    switch (badge.place) {
    case StagePlace::Mapping: {
        const RowSpan& rows = layout_.groups[row];
        return {QRectF(c.label.left - 4, rows.top, c.page.right() - c.label.left + 4, rows.height)};
    }
    case StagePlace::BeforeTlb:
        return {layout_.cell(c.page, layout_.space[row])};
    case StagePlace::AfterTlb:
    case StagePlace::AfterEntry:
        return {layout_.cell(c.entry, layout_.space[row])};
    case StagePlace::BeforeFrame: {
        const int memory = scene_.lanes.front().space[row].memory;
        return memory < 0 ? std::vector<QRectF>{} : std::vector{layout_.cell(c.frames, layout_.memory[at(memory)])};
    }
    case StagePlace::CopyArrow: {
        const CopyArrow& copy = scene_.lanes.front().copies[row];
        return {layout_.cell(c.frames, layout_.memory[at(copy.from)]),
                layout_.cell(c.frames, layout_.memory[at(copy.to)])};
    }
    case StagePlace::BeforeCache:
        return {layout_.cell(c.cache, layout_.memory[row])};
    case StagePlace::BeforeFile:
        return {layout_.cell(c.file, layout_.memory[row])};
    }
    return {};
}

// On both machines, for they stand in the same rows.
void StagePainter::litCells(QPainter& painter, int litBadge) const {
    painter.setPen(QPen(look_.theme.focus, 2));
    painter.setBrush(Qt::NoBrush);
    for (const StageBadge& badge : scene_.lanes.front().badges)
        if (badge.number == litBadge)
            for (const QRectF& cell : cellsOf(badge))
                if (cell.width() > 0)
                    painter.drawRoundedRect(cell.adjusted(-3, -3, 3, 3), 5, 5);
}

void StagePainter::badges(QPainter& painter, const StageLane& lane, int lit) const {
    const std::vector<QPointF> places = badgePlaces(lane);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const StageBadge& badge = lane.badges[i];
        paintBadge(painter, places[i], look_.px(18), look_, badge.actor, badge.number, badge.number == lit, true);
    }
}

} // namespace faultline
