#include "app/views/stage_items.h"

#include "app/look/cell.h"

#include <QCoreApplication>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StageItems)
};

class ItemBuilder {
public:
    ItemBuilder(const StageScene& scene, const StageLayout& layout, std::size_t lane, std::vector<StageItem>& items)
        : scene_(scene), layout_(layout), lane_(scene.lanes[lane]), laneNumber_(lane), items_(items) {}

    void build() {
        for (std::size_t row = 0; row < scene_.space.size(); ++row)
            if (lane_.space[row].mapped || lane_.space[row].unmapped)
                spaceItems(row);
        for (std::size_t row = 0; row < scene_.memory.size(); ++row)
            memoryItems(row);
    }

private:
    void add(StageColumn column, const Span& span, const RowSpan& row, const QString& name, const QString& tip = {}) {
        if (!span.shown())
            return;
        items_.push_back({laneNumber_, column, layout_.cell(span, row), name, tip, false, false, 0, 0});
    }

    void spaceItems(std::size_t row) {
        const SpaceRow& space = scene_.space[row];
        const SpaceCell& cell = lane_.space[row];
        const StageColumns& at = layout_.columns;
        const RowSpan& span = layout_.space[row];
        add(StageColumn::Page, at.page, span, space.isRun() ? runName(space, cell) : pageName(space, cell));
        items_.back().isPage = cell.mapped;
        items_.back().isRun = space.isRun();
        if (space.isRun())
            items_.back().tip = Words::tr("%1\nClick to see all pages").arg(items_.back().name);
        else if (scene_.groups[space.group].name == literalsName())
            items_.back().tip = items_.back().name + QLatin1Char('\n') + literalsExplained();
        items_.back().process = space.process;
        items_.back().page = space.firstPage;
        if (space.isRun())
            return;
        if (!lane_.tlbHidden.isEmpty())
            add(StageColumn::Tlb, at.tlb, span, Words::tr("TLB, not visible"), lane_.tlbHidden);
        else if (!cell.tlb.isEmpty())
            add(StageColumn::Tlb, at.tlb, span, Words::tr("TLB entry of %1: %2").arg(space.name, cell.tlb),
                Words::tr("In the TLB: frame and rights"));
        QString entry = Words::tr("Entry of %1: %2").arg(space.name, cell.entry.simplified());
        if (!cell.entryOld.isEmpty())
            entry += Words::tr(", before: frame %1").arg(cell.entryOld);
        add(StageColumn::Entry, at.entry, span, entry,
            lane_.framesHidden.isEmpty()
                ? Words::tr("%1\nFrame, rights; A accessed, D dirty").arg(entry)
                : Words::tr("%1\nFrame number not visible: %2").arg(entry, lane_.framesHidden));
    }

    QString pageName(const SpaceRow& row, const SpaceCell& cell) const {
        QStringList parts;
        parts << Words::tr("Page %1").arg(row.name)
              << (cell.unmapped ? Words::tr("nothing is mapped here") : nameForWindow(cell.state));
        if (cell.memory >= 0 && !lane_.memory[static_cast<std::size_t>(cell.memory)].number.isEmpty())
            parts << Words::tr("frame %1").arg(lane_.memory[static_cast<std::size_t>(cell.memory)].number);
        if (cell.locked)
            parts << Words::tr("locked");
        if (cell.touched)
            parts << Words::tr("just touched");
        if (cell.differs)
            parts << Words::tr("differs");
        if (scene_.severalProcesses())
            parts << Words::tr("process %1").arg(row.process);
        return parts.join(QStringLiteral(", "));
    }

    QString runName(const SpaceRow& row, const SpaceCell& cell) const {
        QStringList parts{row.name};
        for (std::size_t state = 0; state < cell.counts.size(); ++state)
            if (cell.counts[state] > 0)
                parts << QStringLiteral("%1 %2")
                             .arg(cell.counts[state])
                             .arg(nameForWindow(static_cast<PageState>(state)));
        return parts.join(QStringLiteral(", "));
    }

    void memoryItems(std::size_t row) {
        const MemoryCell& cell = lane_.memory[row];
        const StageColumns& at = layout_.columns;
        const RowSpan& span = layout_.memory[row];
        if (scene_.memory[row].kind != MemoryRow::Kind::Page) {
            add(StageColumn::Frame, at.frames, span,
                cell.hidden ? Words::tr("Frames, not visible") : Words::tr("Frames %1").arg(cell.run),
                cell.hidden ? lane_.framesHidden : QString());
            return;
        }
        if (cell.inFrame) {
            const QString number =
                cell.number.isEmpty() ? Words::tr("Frame, number not visible") : Words::tr("Frame %1").arg(cell.number);
            const QString name = QStringLiteral("%1, %2, %3").arg(number, nameForWindow(cell.state), cell.text);
            add(StageColumn::Frame, at.frames, span, name,
                lane_.framesHidden.isEmpty() ? QString() : Words::tr("%1\n%2").arg(name, lane_.framesHidden));
        }
        if (cell.cached)
            add(StageColumn::Cache, at.cache, span,
                Words::tr("Page cache: %1%2").arg(cell.cacheText, cell.cacheDirty ? Words::tr(", dirty") : QString()));
        else if (cell.cacheNotVisible)
            add(StageColumn::Cache, at.cache, span, Words::tr("Page cache, not visible"), lane_.cacheHidden);
        if (cell.inFile)
            add(StageColumn::File, at.file, span,
                Words::tr("File, %1, as read: %2").arg(cell.cacheText, cell.fileText));
    }

    const StageScene& scene_;
    const StageLayout& layout_;
    const StageLane& lane_;
    std::size_t laneNumber_;
    std::vector<StageItem>& items_;
};

} // namespace

std::vector<StageItem> stageItems(const StageScene& scene, const StageLayout& layout) {
    std::vector<StageItem> items;
    for (std::size_t lane = 0; lane < scene.lanes.size(); ++lane)
        ItemBuilder(scene, layout, lane, items).build();
    return items;
}

} // namespace faultline
