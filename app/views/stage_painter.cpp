#include "app/views/stage_painter.h"

#include "app/look/cell.h"
#include "app/look/marks.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Stage)
};

// Text from the left; gives where it ends.
double text(QPainter& painter, double x, double y, double height, const QFont& font, const QColor& colour,
            const QString& words, double room = 1e6) {
    const QString shown = elided(font, words, room);
    painter.setFont(font);
    painter.setPen(colour);
    const double width = widthOf(font, shown);
    painter.drawText(QRectF(x, y, width + 2, height), Qt::AlignVCenter | Qt::AlignLeft, shown);
    return x + width;
}

} // namespace

QRectF StagePainter::rowsArea(std::size_t lane, const QRectF& area) const {
    const double lanes = static_cast<double>(std::max<std::size_t>(1, scene_.lanes.size()));
    const double height = (area.height() - layout_.headHeight) / lanes;
    const double top = area.top() + layout_.headHeight + height * static_cast<double>(lane);
    return {area.left(), top + layout_.laneHeadHeight, area.width(), height - layout_.laneHeadHeight};
}

QSizeF StagePainter::fullSize(double width) const {
    return {width, layout_.headHeight + layout_.laneHeight() * static_cast<double>(scene_.lanes.size())};
}

void StagePainter::paint(QPainter& painter, const QRectF& area, double scroll, const StagePointing& pointing) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(area, look_.theme.paper);
    heads(painter, area);
    for (std::size_t i = 0; i < scene_.lanes.size(); ++i) {
        const QRectF rowsAt = rowsArea(i, area);
        const double top = rowsAt.top() - layout_.laneHeadHeight;
        painter.setPen(QPen(look_.theme.line, 1));
        painter.drawLine(QPointF(area.left() + layout_.columns.left, top + 0.5),
                         QPointF(area.left() + layout_.columns.right, top + 0.5));
        laneHead(painter, QRectF(area.left(), top, area.width(), layout_.laneHeadHeight), scene_.lanes[i]);
        painter.save();
        // The band of a lit row stands a little above it.
        if (scroll > 0 || layout_.rowsHeight > rowsAt.height())
            painter.setClipRect(rowsAt.adjusted(0, -4, 0, -1));
        painter.translate(rowsAt.left(), rowsAt.top() - scroll);
        rows(painter, scene_.lanes[i], pointing);
        if (pointing.selectedLane == static_cast<int>(i) && !pointing.selected.isEmpty()) {
            painter.setPen(QPen(look_.theme.focus, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(pointing.selected.adjusted(-3, -3, 3, 3), 5, 5);
        }
        painter.restore();
    }
    painter.restore();
}

void StagePainter::heads(QPainter& painter, const QRectF& area) const {
    const StageColumns& at = layout_.columns;
    const double x = area.left(), y = area.top(), height = layout_.headHeight;
    const auto head = [&](const Span& column, double right, const QString& name, const QString& note) {
        if (!column.shown())
            return;
        const double left = column.left;
        const double room = right - left - look_.px(10);
        const double end = text(painter, x + left, y, height, look_.type.strong, look_.theme.ink, name, room);
        if (!note.isEmpty() && end - x - left + look_.px(10) + widthOf(look_.type.body, note) <= room)
            text(painter, end + look_.px(10), y, height, look_.type.body, look_.theme.ink2, note);
    };
    const bool several = scene_.severalProcesses();
    head({at.left, 1}, at.tlb.shown() ? at.tlb.left : at.entry.left, Words::tr("Virtual address space"),
         several ? Words::tr("one a process") : QString());
    head(at.tlb, at.entry.left, Words::tr("TLB"), {});
    head(at.entry, at.frames.left, Words::tr("Page table"),
         several ? Words::tr("one a process") : Words::tr("frame, rights, bits"));
    head(at.frames, at.cache.left, Words::tr("Frames"), several ? Words::tr("one memory for all") : QString());
    head(at.cache, at.file.left + look_.px(8), Words::tr("Page cache"), {});
    // The longest that fits.
    QStringList file{scene_.files.size() > 1 ? Words::tr("Files") : Words::tr("File")};
    const bool any = std::any_of(scene_.lanes.begin(), scene_.lanes.end(), [](const StageLane& lane) {
        return std::any_of(lane.memory.begin(), lane.memory.end(), [](const MemoryCell& cell) { return cell.inFile; });
    });
    if (!any) // of the program's own file nothing is shown
        file = {Words::tr("File")};
    else if (scene_.files.size() == 1)
        file = {Words::tr("File %1").arg(scene_.files.front()), scene_.files.front(), Words::tr("File")};
    const double fileEnd = at.right + look_.px(24);
    while (file.size() > 1 && widthOf(look_.type.strong, file.front()) > fileEnd - at.file.left - look_.px(10))
        file.removeFirst();
    head(at.file, fileEnd, file.front(), {});
}

void StagePainter::laneHead(QPainter& painter, const QRectF& area, const StageLane& lane) const {
    const double y = area.top(), height = area.height(), gap = look_.px(12);
    const double right = area.left() + layout_.columns.right;
    double x = text(painter, area.left() + layout_.columns.left, y, height, look_.type.machineName, look_.theme.ink,
                    lane.title);
    // The detail gives way before what has happened does.
    const double agreement = lane.agreement == StageLane::Agreement::Nothing
                                 ? 0
                                 : look_.px(34) + widthOf(look_.type.strong, Words::tr("%1 differences").arg(10));
    const double fault = lane.fault == FaultKind::None ? 0 : look_.px(50) + widthOf(look_.type.body, lane.faultText);
    if (x + gap + widthOf(look_.type.body, lane.detail) + agreement + fault <= right)
        x = text(painter, x + gap, y, height, look_.type.body, look_.theme.ink2, lane.detail);
    if (lane.agreement == StageLane::Agreement::Agrees) {
        paintTick(painter, QPointF(x + gap + look_.px(9), area.center().y()), look_.px(14), look_.theme.ink);
        x = text(painter, x + gap + look_.px(20), y, height, look_.type.body, look_.theme.ink2, Words::tr("agrees"));
    } else if (lane.agreement == StageLane::Agreement::Ended) {
        x = text(painter, x + gap, y, height, look_.type.italic, look_.theme.ink2,
                 lane.ended.isEmpty() ? Words::tr("comparing has ended") : lane.ended);
    } else if (lane.agreement == StageLane::Agreement::Differs) {
        paintUnequal(painter, QPointF(x + gap + look_.px(8), area.center().y()), look_.px(16), look_.theme.difference);
        x = text(painter, x + gap + look_.px(22), y, height, look_.type.strong, look_.theme.difference,
                 lane.differences == 1 ? Words::tr("1 difference") : Words::tr("%1 differences").arg(lane.differences));
    }
    if (lane.fault == FaultKind::None)
        return;
    const QString words = elided(look_.type.body, lane.faultText, right - x - look_.px(50));
    const double left = right - widthOf(look_.type.body, words);
    text(painter, left, y, height, look_.type.body, look_.theme.ink, words);
    paintFault(painter, QPointF(left - look_.px(15), area.center().y()), look_.px(12), look_, lane.fault);
}

void StagePainter::rows(QPainter& painter, const StageLane& lane, const StagePointing& pointing) const {
    const StageColumns& c = layout_.columns;
    // While it moves, the path is there as far as it has come; what it has not reached is not yet filled.
    const double end = std::max(c.right, c.frames.right()) + look_.px(16);
    const double reached = c.page.left - look_.px(8) + (end - c.page.left) * pointing.progress;
    const auto alongPath = [&](const auto& draw) {
        painter.save();
        if (pointing.progress < 1)
            painter.setClipRect(QRectF(0, -1e5, reached, 2e5), Qt::IntersectClip);
        draw();
        painter.restore();
    };
    alongPath([&] {
        pathBand(painter, lane);
        copies(painter, lane, true, pointing.progress);
    });
    addressAxis(painter, lane);
    processes(painter);
    groupLabels(painter, lane);
    connectors(painter, lane);
    spaceCells(painter, lane);
    hiddenTlb(painter, lane);
    memoryCells(painter, lane, pointing.progress < 1 ? reached : 1e9);
    alongPath([&] {
        pathLine(painter, lane);
        copies(painter, lane, false, pointing.progress);
        badges(painter, lane, pointing.litBadge);
    });
    if (pointing.litBadge > 0)
        litCells(painter, pointing.litBadge);
    if (layout_.note.height > 0)
        text(painter, c.label.left, layout_.note.top, layout_.note.height, look_.type.body, look_.theme.ink,
             scene_.note, c.frames.left - c.label.left - look_.px(16));
}

void StagePainter::processes(QPainter& painter) const {
    if (!scene_.severalProcesses())
        return;
    const StageColumns& at = layout_.columns;
    const double line = heightOf(look_.type.body);
    for (std::size_t i = 0; i < scene_.processes.size(); ++i) {
        const StageProcess& process = scene_.processes[i];
        const double top = layout_.processes[i].top, bottom = layout_.processes[i].bottom();
        const QString pid = QString::number(process.id);
        if (process.last) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(look_.theme.marker);
            painter.drawRoundedRect(
                QRectF(at.axis.left - look_.px(6), top, widthOf(look_.type.fixedStrong, pid) + look_.px(12), line + 2),
                7, 7);
        }
        text(painter, at.axis.left, top, line + 2, look_.type.fixedStrong, look_.theme.ink, pid);
        if (process.groupCount == 0) // all it has left is a line
            text(painter, at.axis.left + widthOf(look_.type.fixedStrong, pid) + look_.px(14), top, line + 2,
                 look_.type.body, look_.theme.ink2,
                 process.role.isEmpty() ? process.state : QStringLiteral("%1, %2").arg(process.role, process.state));
        else
            text(painter, at.axis.left, top + line + 2, line, look_.type.body, look_.theme.ink2, process.role,
                 at.axis.width);
        if (process.groupCount > 0)
            text(painter, at.axis.left, top + 2 * line + 2, line, look_.type.body, look_.theme.ink2, process.state,
                 at.axis.width);
        if (i + 1 < scene_.processes.size()) {
            painter.setPen(QPen(look_.theme.line, 1));
            const double y = std::round(bottom + look_.px(9)) + 0.5;
            painter.drawLine(QPointF(at.axis.left, y), QPointF(at.entry.right(), y));
        }
    }
}

void StagePainter::addressAxis(QPainter& painter, const StageLane& lane) const {
    const StageColumns& at = layout_.columns;
    const double end = static_cast<double>(std::max<Address>(scene_.spaceEnd, 1));
    for (std::size_t i = 0; i < scene_.processes.size(); ++i) {
        const StageProcess& process = scene_.processes[i];
        if (process.groupCount == 0 || !at.bar.shown())
            continue;
        const double top = layout_.processes[i].top, bottom = layout_.processes[i].bottom();
        const double height = bottom - top;
        painter.fillRect(QRectF(at.bar.left, top, at.bar.width, height), look_.theme.lens);
        const bool down = look_.lowAddressesOnTop;
        const auto y = [&](Address address) {
            const double share = static_cast<double>(address) / end;
            return down ? top + share * height : bottom - share * height;
        };
        for (std::size_t g = process.firstGroup; g < process.firstGroup + process.groupCount; ++g) {
            const SpaceGroup& group = scene_.groups[g];
            if (!isThere(lane, group))
                continue;
            const RowSpan& rows = layout_.groups[g];
            const double from = std::clamp(std::min(y(group.start), y(group.end)), top, bottom - 3);
            const double to = std::max(from + 3, std::max(y(group.start), y(group.end)));
            QPainterPath lens(QPointF(at.lens.left, from));
            lens.lineTo(at.lens.right() - look_.px(4), rows.top);
            lens.lineTo(at.lens.right() - look_.px(4), rows.bottom());
            lens.lineTo(at.lens.left, to);
            lens.closeSubpath();
            painter.fillPath(lens, look_.theme.lens);
            painter.fillRect(QRectF(at.bar.left, std::round(from), at.bar.width, std::round(to) - std::round(from)),
                             look_.theme.ink);
        }
        if (!at.axisShown || scene_.severalProcesses())
            continue;
        const double line = heightOf(look_.type.body);
        const auto number = [&](double middle, const QString& words) {
            painter.setFont(look_.type.body);
            painter.setPen(look_.theme.ink2);
            painter.drawText(QRectF(at.axis.left, middle, at.axis.width - look_.px(6), line),
                             Qt::AlignRight | Qt::AlignVCenter, words);
        };
        number(down ? top : bottom - line, QStringLiteral("0"));
        number(down ? bottom - line : top, sizeText(scene_.spaceEnd));
    }
}

// A mapping that the other machine alone has keeps its rows here, empty.
bool StagePainter::isThere(const StageLane& lane, const SpaceGroup& group) const {
    const auto first = lane.space.begin() + static_cast<std::ptrdiff_t>(group.firstRow);
    return std::any_of(first, first + static_cast<std::ptrdiff_t>(group.rowCount),
                       [](const SpaceCell& cell) { return cell.mapped || cell.unmapped; });
}

// A mapping's kind, where there is no line for it below its name: beside it, if it has room there.
bool StagePainter::kindBeside(std::size_t group) const {
    const SpaceGroup& names = scene_.groups[group];
    if (names.folded || names.unmapped ||
        layout_.groups[group].height + 3 >= 2 * heightOf(look_.type.body)) // the line below it has it
        return false;
    const auto& badges = scene_.lanes.front().badges;
    const bool badge = std::any_of(badges.begin(), badges.end(), [&](const StageBadge& each) {
        return each.place == StagePlace::Mapping && each.row == static_cast<int>(group);
    });
    const double width =
        widthOf(look_.type.fixedStrong, names.name) + look_.px(7) + widthOf(look_.type.body, names.kind);
    return width <= layout_.columns.label.width - look_.px(badge ? 26 : 8);
}

void StagePainter::groupLabels(QPainter& painter, const StageLane& lane) const {
    const StageColumns& at = layout_.columns;
    const double line = heightOf(look_.type.body);
    for (std::size_t g = 0; g < scene_.groups.size(); ++g) {
        const SpaceGroup& group = scene_.groups[g];
        if (!isThere(lane, group))
            continue;
        const RowSpan& rows = layout_.groups[g];
        const double room = at.label.width - look_.px(8);
        if (group.folded) {
            text(painter, at.label.left, rows.top, rows.height, look_.type.body, look_.theme.ink2, group.name, room);
            continue;
        }
        if (group.unmapped) {
            text(painter, at.label.left, rows.top + 1, line, look_.type.italic, look_.theme.ink2, group.name, room);
            text(painter, at.label.left, rows.top + 1 + line, line, look_.type.italic, look_.theme.ink2, group.kind,
                 room);
            continue;
        }
        double y = rows.top + 1;
        const double end =
            text(painter, at.label.left, y, line, look_.type.fixedStrong, look_.theme.ink, group.name, room);
        if (kindBeside(g))
            text(painter, end + look_.px(7), y, line, look_.type.body, look_.theme.ink2, group.kind);
        for (const QString* words : {&group.kind, &group.rights}) {
            y += line;
            if (y + line <= rows.bottom() + 4)
                text(painter, at.label.left, y, line, words == &group.rights ? look_.type.fixed : look_.type.body,
                     look_.theme.ink2, *words, room);
        }
        painter.setPen(QPen(look_.theme.line2, 1));
        const double x = at.page.left - look_.px(9) + 0.5;
        painter.drawLine(QPointF(x, rows.top), QPointF(x, rows.bottom() - 2));
    }
}

} // namespace faultline
