// The stage's cells: pages, TLB, entries, frames, page cache, file.
#include "app/look/cell.h"
#include "app/views/stage_painter.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Stage)
};

} // namespace

void StagePainter::spaceCells(QPainter& painter, const StageLane& lane) const {
    for (std::size_t row = 0; row < scene_.space.size(); ++row) {
        const SpaceCell& cell = lane.space[row];
        if (cell.unmapped)
            nothingCell(painter, lane, row);
        if (!cell.mapped)
            continue;
        if (scene_.space[row].isRun()) {
            runCell(painter, lane, row);
            continue;
        }
        CellLook look;
        look.state = cell.state;
        look.text = scene_.space[row].name;
        look.shorter = scene_.space[row].shortName;
        look.letter = letterOf(cell.state);
        look.touched = cell.touched;
        look.differs = cell.differs;
        look.locked = cell.locked;
        paintCell(painter, layout_.cell(layout_.columns.page, layout_.space[row]), look_, look);
        entryCells(painter, lane, row);
    }
}

// The page of an access that met no mapping: its name, and no entry.
void StagePainter::nothingCell(QPainter& painter, const StageLane& lane, std::size_t row) const {
    CellLook look;
    look.text = scene_.space[row].name;
    look.touched = true;
    paintCell(painter, layout_.cell(layout_.columns.page, layout_.space[row]), look_, look);
    entryCells(painter, lane, row);
}

void StagePainter::runCell(QPainter& painter, const StageLane& lane, std::size_t row) const {
    const SpaceRow& run = scene_.space[row];
    const QRectF at = layout_.cell(layout_.columns.page, layout_.space[row]);
    if (scene_.groups[run.group].folded) {
        paintStateBar(painter, at, look_, lane.space[row].counts);
        return;
    }
    paintStateBar(painter, at.adjusted(0, 3, 0, -3), look_, lane.space[row].counts);
    const QString words = pagesText(run.pages);
    const double width = widthOf(look_.type.body, words);
    const QRectF plate(at.center().x() - width / 2 - 4, at.top() + 4, width + 8, at.height() - 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look_.theme.paper);
    painter.drawRoundedRect(plate, 2, 2);
    painter.setFont(look_.type.body);
    painter.setPen(look_.theme.ink2);
    painter.drawText(plate, Qt::AlignCenter, words);
    if (!lane.tlbHidden.isEmpty())
        return;
    const double left = at.right() + look_.px(10), right = layout_.columns.entry.right();
    QString pages = run.name.section(QStringLiteral(", "), 0, 0);
    if (widthOf(look_.type.body, pages) > right - left && !run.shortName.isEmpty())
        pages = run.shortName;
    if (widthOf(look_.type.body, pages) > right - left && !layout_.columns.entry.shown())
        return; // no room: the tip has it
    painter.drawText(QRectF(left, at.top(), right - left, at.height()), Qt::AlignVCenter | Qt::AlignLeft,
                     elided(look_.type.body, pages, right - left));
}

void StagePainter::entryCells(QPainter& painter, const StageLane& lane, std::size_t row) const {
    const SpaceCell& cell = lane.space[row];
    const RowSpan& at = layout_.space[row];
    const bool lit = lane.pathRow == static_cast<int>(row);
    if (lane.tlbHidden.isEmpty() && !cell.tlb.isEmpty() && layout_.columns.tlb.shown()) {
        PlainCellLook tlb;
        tlb.text = cell.tlb;
        tlb.centred = true;
        tlb.touched = lit;
        paintPlainCell(painter, layout_.cell(layout_.columns.tlb, at), look_, tlb);
    }
    if (!layout_.columns.entry.shown())
        return;
    PlainCellLook entry;
    entry.text = cell.entry;
    entry.touched = lit && lane.reach >= Reach::Entry;
    entry.fixed = cell.hasEntry && lane.framesHidden.isEmpty();
    entry.strong = !cell.entryOld.isEmpty();
    entry.struckOut = cell.entryOld;
    entry.dim = !cell.hasEntry;
    entry.centred = entry.fixed && cell.entryOld.isEmpty();
    if (!lane.framesHidden.isEmpty())
        entry.hatchWidth = look_.px(26);
    paintPlainCell(painter, layout_.cell(layout_.columns.entry, at), look_, entry);
}

void StagePainter::hiddenTlb(QPainter& painter, const StageLane& lane) const {
    if (lane.tlbHidden.isEmpty() || layout_.groups.empty() || !layout_.columns.tlb.shown())
        return;
    double top = 1e9, bottom = 0;
    for (std::size_t row = 0; row < scene_.space.size(); ++row) {
        if (scene_.groups[scene_.space[row].group].folded || !(lane.space[row].mapped || lane.space[row].unmapped))
            continue;
        top = std::min(top, layout_.space[row].top);
        bottom = std::max(bottom, layout_.space[row].bottom());
    }
    if (top >= bottom)
        return;
    const Span& column = layout_.columns.tlb;
    paintNotVisible(painter, QRectF(column.left, top, column.width, bottom - top), look_, Words::tr("not\nvisible"),
                    lane.pathRow < 0 ? -1 : layout_.space[static_cast<std::size_t>(lane.pathRow)].middle());
}

void StagePainter::memoryCells(QPainter& painter, const StageLane& lane, double reached) const {
    for (std::size_t row = 0; row < scene_.memory.size(); ++row) {
        const MemoryCell& cell = lane.memory[row];
        const QRectF frame = layout_.cell(layout_.columns.frames, layout_.memory[row]);
        if (scene_.memory[row].kind == MemoryRow::Kind::Page) {
            painter.save();
            if (cell.filled && reached < frame.right()) { // it fills from the left
                paintState(painter, frame, look_, PageState::None);
                painter.setClipRect(QRectF(0, -1e5, reached, 2e5), Qt::IntersectClip);
            }
            memoryCell(painter, lane, row);
            painter.restore();
            continue;
        }
        if (cell.hidden) {
            paintNotVisible(painter, frame, look_, Words::tr("not visible"));
            continue;
        }
        PlainCellLook run;
        run.text = cell.run; // what there is most of comes first
        while (run.text.contains(QStringLiteral(", ")) &&
               widthOf(look_.type.body, run.text) > frame.width() - look_.px(13))
            run.text.truncate(run.text.lastIndexOf(QStringLiteral(", ")));
        run.shorter = cell.shortRun;
        run.fixed = false;
        run.dim = true;
        paintPlainCell(painter, frame, look_, run);
    }
}

void StagePainter::memoryCell(QPainter& painter, const StageLane& lane, std::size_t row) const {
    const MemoryCell& cell = lane.memory[row];
    const RowSpan& at = layout_.memory[row];
    if (cell.inFrame) {
        CellLook frame;
        frame.state = cell.state;
        frame.number = cell.number;
        frame.numberNotVisible = !lane.framesHidden.isEmpty();
        frame.numberWidth = layout_.numberWidth;
        frame.text = cell.text;
        frame.letter = letterOf(cell.state);
        frame.touched = cell.touched;
        frame.differs = cell.differs;
        frame.markedFrom = cell.marked;
        frame.markedCount = cell.markedCount;
        paintCell(painter, layout_.cell(layout_.columns.frames, at), look_, frame);
    }
    const QRectF cache = layout_.cell(layout_.columns.cache, at);
    if (!layout_.columns.cache.shown())
        return;
    if (cell.cached) {
        CellLook page;
        page.state = cell.state == PageState::Cached ? PageState::Cached : PageState::File;
        page.text = cell.cacheText;
        page.shorter = cell.cacheShort;
        page.proportional = true;
        page.letter = letterOf(page.state);
        page.touched = cell.cacheTouched;
        page.dirty = cell.cacheDirty;
        paintCell(painter, cache, look_, page);
    } else if (cell.cacheNotVisible && !cell.cacheText.isEmpty()) {
        paintNotVisible(painter, cache, look_, {});
    }
    if (!cell.inFile || !layout_.columns.file.shown())
        return;
    PlainCellLook file;
    file.text = cell.fileText;
    file.touched = cell.fileTouched;
    paintPlainCell(painter, layout_.cell(layout_.columns.file, at), look_, file);
}

} // namespace faultline
