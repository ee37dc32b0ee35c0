// What stands in the cells, on each machine.
#include "app/views/scene_parts.h"

#include <QCoreApplication>

#include <algorithm>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StageScene)
};

QString rightsOf(bool writable, bool executable) {
    return QStringLiteral("r") + (writable ? QLatin1Char('w') : QLatin1Char('-')) +
           (executable ? QStringLiteral("x") : QString());
}

// "7 rw AD": frame, rights, accessed and dirty, as far as the machine shows them.
QString entryText(const Page& page, const Mapping* mapping) {
    const bool executable = mapping && (mapping->protection & protectExecute);
    return QStringLiteral("%1 %2 %3%4")
        .arg(page.frame)
        .arg(rightsOf(page.writable == Seen::Yes, executable),
             page.accessed == Seen::Yes ? QStringLiteral("A") : QStringLiteral(" "),
             page.dirty == Seen::Yes ? QStringLiteral("D") : QString());
}

QString realEntryText(PageState state) {
    switch (state) {
    case PageState::File:
        return Words::tr("file page");
    case PageState::Copy:
    case PageState::Anonymous:
        return Words::tr("own page");
    case PageState::Zero:
        return Words::tr("zero page");
    case PageState::Swapped:
        return Words::tr("swapped");
    case PageState::Unknown:
        return Words::tr("not visible");
    default:
        return Words::tr("no entry");
    }
}

class CellBuilder {
public:
    CellBuilder(StageScene& scene, StageLane& lane, const Moment& moment, const LaneMoment& from,
                const TouchedPages& touched)
        : scene_(scene), lane_(lane), moment_(moment), from_(from), snapshot_(*from.snapshot), touched_(touched),
          names_(scene, *from.snapshot) {}

    void build() {
        for (const SpaceRow& row : scene_.space)
            lane_.space.push_back(row.isRun() ? runCell(row) : pageCell(row));
        for (const MemoryRow& row : scene_.memory)
            lane_.memory.push_back(row.kind == MemoryRow::Kind::Page ? memoryCell(row.key) : framesCell(row));
        linkPages();
        markTouchedMemory();
    }

private:
    SpaceCell runCell(const SpaceRow& row) const {
        SpaceCell cell;
        const Process* process = snapshot_.process(row.process);
        if (!process)
            return cell;
        const std::uint64_t end = row.firstPage + row.pages, size = snapshot_.pageSize;
        std::uint64_t mapped = 0;
        for (const auto& [start, mapping] : process->mappings) {
            const std::uint64_t from = std::max(row.firstPage, mapping.start / size),
                                to = std::min(end, mapping.end / size);
            if (from >= to || !isShown(mapping))
                continue;
            mapped += to - from;
            countPages(*process, mapping, from, to, cell.counts);
        }
        cell.mapped = mapped > 0;
        std::uint64_t known = 0;
        for (std::size_t state = 1; state < cell.counts.size(); ++state)
            known += cell.counts[state];
        cell.counts[0] = mapped > known ? mapped - known : 0;
        return cell;
    }

    // Entries, and file pages cached behind pages that have none.
    void countPages(const Process& process, const Mapping& mapping, std::uint64_t from, std::uint64_t to,
                    std::array<std::uint64_t, 8>& counts) const {
        for (auto at = process.pages.lower_bound(from); at != process.pages.end() && at->first < to; ++at)
            ++counts[static_cast<std::size_t>(at->second.state)];
        const File* file = snapshot_.file(mapping.file);
        if (!file)
            return;
        const std::uint64_t size = snapshot_.pageSize, shift = mapping.offset / size - mapping.start / size;
        for (auto at = file->pages.lower_bound(from + shift); at != file->pages.end() && at->first < to + shift; ++at)
            if (at->second.cached == Seen::Yes && !process.pages.contains(at->first - shift))
                ++counts[static_cast<std::size_t>(PageState::Cached)];
    }

    SpaceCell pageCell(const SpaceRow& row) const {
        SpaceCell cell;
        const Mapping* mapping = snapshot_.mappingAt(row.process, row.firstPage * snapshot_.pageSize);
        cell.mapped = mapping != nullptr;
        if (!mapping) {
            cell.unmapped = scene_.groups[row.group].unmapped;
            cell.touched = cell.unmapped;
            cell.entry = cell.unmapped ? Words::tr("no entry") : QString();
            return cell;
        }
        cell.locked = mapping->locked;
        cell.state = snapshot_.stateOf(row.process, row.firstPage);
        cell.touched = from_.step && touched_.accessed.contains({row.process, row.firstPage});
        cell.differs = differs(row);
        const Process& process = *snapshot_.process(row.process);
        const auto entry = process.pages.find(row.firstPage);
        const bool hasNumbers = lane_.framesHidden.isEmpty();
        cell.hasEntry = entry != process.pages.end();
        if (!cell.hasEntry)
            cell.entry = cell.state == PageState::Unknown ? Words::tr("not visible") : Words::tr("no entry");
        else if (hasNumbers && entry->second.frame != noFrame)
            cell.entry = entryText(entry->second, mapping);
        else
            cell.entry = realEntryText(entry->second.state);
        if (hasNumbers)
            cell.entryOld = oldEntry(row, cell.hasEntry ? &entry->second : nullptr);
        for (const auto& [slot, tlb] : snapshot_.tlb)
            if (tlb.process == row.process && tlb.page == row.firstPage)
                cell.tlb = QStringLiteral("%1 %2").arg(tlb.frame).arg(rightsOf(tlb.bits.writable, false));
        return cell;
    }

    QString oldEntry(const SpaceRow& row, const Page* now) const {
        if (!from_.step || !now)
            return {};
        for (const Change& change : from_.step->delta.changes) {
            const auto* page = std::get_if<PageChange>(&change);
            if (page && page->process == row.process && page->page == row.firstPage && page->before)
                return page->before->frame != now->frame && page->before->frame != noFrame
                           ? QString::number(page->before->frame)
                           : QString();
        }
        return {};
    }

    bool differs(const SpaceRow& row) const {
        const Address start = row.firstPage * snapshot_.pageSize, end = start + snapshot_.pageSize;
        return std::any_of(moment_.differences.begin(), moment_.differences.end(), [&](const Difference& difference) {
            return difference.address >= start && difference.address < end && difference.field.starts_with("page") &&
                   (difference.process == row.process || difference.process == 0);
        });
    }

    MemoryCell memoryCell(const MemoryKey& key) const {
        MemoryCell cell;
        if (key.file >= 0)
            fileCells(key, cell);
        else if (key.file == -2)
            cell.state = PageState::Zero, cell.text = Words::tr("zeros");
        return cell;
    }

    void fileCells(const MemoryKey& key, MemoryCell& cell) const {
        const File* file = names_.file(key.file);
        if (!file)
            return;
        const auto page = file->pages.find(key.index);
        const ContentId content = page == file->pages.end() ? zeroContent : page->second.content;
        int marked = -1;
        const bool named = scene_.files.size() > 1;
        cell.cacheText =
            named ? QStringLiteral("%1 %2").arg(scene_.files[static_cast<std::size_t>(key.file)]).arg(key.index)
                  : Words::tr("page %1").arg(key.index);
        cell.cacheShort = Words::tr("page %1").arg(key.index);
        const Seen cached = page == file->pages.end() ? Seen::No : page->second.cached;
        const std::uint64_t start = key.index * snapshot_.pageSize;
        cell.inFile = file->facts.kind == FileKind::Regular && start < file->facts.size;
        cell.fileText =
            contentText(snapshot_, content, marked, nullptr, cell.inFile ? file->facts.size - start : ~0ULL);
        cell.cached = cached == Seen::Yes;
        cell.cacheNotVisible = cached == Seen::NotVisible;
        if (!cell.cached)
            return;
        cell.inFrame = true;
        cell.state = PageState::Cached;
        cell.text = contentText(snapshot_, content, marked);
        cell.cacheDirty = page->second.dirty == Seen::Yes;
        if (page->second.frame != noFrame)
            cell.number = QString::number(page->second.frame);
    }

    MemoryCell framesCell(const MemoryRow& row) const {
        MemoryCell cell;
        cell.hidden = !lane_.framesHidden.isEmpty();
        if (cell.hidden)
            return cell;
        const std::uint64_t first = row.key.index, last = first + row.count - 1;
        std::array<std::uint64_t, 6> uses{};
        std::uint64_t used = 0;
        for (auto at = snapshot_.frames.lower_bound(first); at != snapshot_.frames.end() && at->first <= last; ++at) {
            const File* file = snapshot_.file(at->second.file);
            const bool image = file && file->facts.kind == FileKind::Image;
            const FrameUse use = image ? FrameUse::Free : at->second.use;
            ++uses[image ? 5 : static_cast<std::size_t>(use)];
            ++used;
        }
        uses[0] = row.count - used;
        const QString names[] = {Words::tr("free"),  Words::tr("page tables"), Words::tr("own pages"),
                                 Words::tr("cache"), Words::tr("kernel"),      Words::tr("program")};
        QStringList parts;
        std::array<std::size_t, 6> order = {1, 5, 2, 3, 4, 0};
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return uses[a] > uses[b]; });
        for (const std::size_t use : order)
            if (uses[use] > 0)
                parts << names[use];
        const QString range = first == last ? QString::number(first) : QStringLiteral("%1-%2").arg(first).arg(last);
        cell.run = QStringLiteral("%1 %2").arg(range, parts.join(QStringLiteral(", ")));
        // Where the numbers of a large memory leave no room for the words.
        if (!parts.isEmpty() && last + 1 == snapshot_.frameCount && first != last)
            cell.shortRun = Words::tr("%1 from %2").arg(parts.front()).arg(first);
        return cell;
    }

    // Frames behind page rows, and how they look: the state of the page that maps them.
    void linkPages() {
        for (std::size_t i = 0; i < scene_.space.size(); ++i) {
            const SpaceRow& row = scene_.space[i];
            SpaceCell& cell = lane_.space[i];
            const Process* process = row.isRun() ? nullptr : snapshot_.process(row.process);
            if (!process)
                continue;
            if (from_.step)
                cell.oldMemory = oldMemoryOf(row);
            const auto entry = process->pages.find(row.firstPage);
            if (entry == process->pages.end())
                continue;
            const auto key = names_.of(row.process, row.firstPage, entry->second);
            if (!key)
                continue;
            cell.memory = memoryRowOf(scene_, *key);
            if (cell.memory == cell.oldMemory)
                cell.oldMemory = -1;
            if (cell.memory < 0)
                continue;
            MemoryCell& memory = lane_.memory[static_cast<std::size_t>(cell.memory)];
            memory.inFrame = true;
            memory.state = entry->second.state;
            if (entry->second.frame != noFrame)
                memory.number = QString::number(entry->second.frame);
            if (key->file != -2 &&
                memory.marked < 0) { // a page of two processes: as the one shows it that has touched it
                memory.marked = markedByte(row);
                memory.text = contentText(snapshot_, entry->second.content, memory.marked, &memory.markedCount);
            }
            memory.touched = memory.touched || cell.touched;
        }
    }

    int markedByte(const SpaceRow& row) const {
        const auto last = lastAccess(from_);
        if (!last || !from_.step || from_.step->process != row.process || *last / snapshot_.pageSize != row.firstPage)
            return -1;
        return static_cast<int>(*last % snapshot_.pageSize);
    }

    int oldMemoryOf(const SpaceRow& row) const {
        for (const Change& change : from_.step->delta.changes) {
            const auto* page = std::get_if<PageChange>(&change);
            if (page && page->process == row.process && page->page == row.firstPage && page->before)
                if (const auto key = names_.of(row.process, row.firstPage, *page->before))
                    return memoryRowOf(scene_, *key);
        }
        return -1;
    }

    // Pages of files that a call or a fault has brought or changed.
    void markTouchedMemory() {
        if (!from_.step)
            return;
        for (const Event& event : from_.step->outcome.story) {
            const bool brought = event.kind == EventKind::CacheMiss || event.kind == EventKind::CacheHit ||
                                 event.kind == EventKind::CopiesFrame;
            if (!brought || event.file == 0)
                continue;
            if (const auto key = names_.ofFilePage(event.file, event.index))
                if (const int row = memoryRowOf(scene_, *key); row >= 0) {
                    MemoryCell& cell = lane_.memory[static_cast<std::size_t>(row)];
                    cell.cacheTouched = true;
                    cell.touched = true;
                    cell.fileTouched = cell.fileTouched || event.kind == EventKind::CacheMiss;
                }
        }
    }

    StageScene& scene_;
    StageLane& lane_;
    const Moment& moment_;
    const LaneMoment& from_;
    const Snapshot& snapshot_;
    const TouchedPages& touched_;
    MemoryNames names_;
};

} // namespace

bool readsAsText(std::span<const std::uint8_t> bytes) {
    const auto printable = static_cast<std::size_t>(
        std::count_if(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte >= 0x20 && byte < 0x7f; }));
    const auto zeros = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), std::uint8_t{0}));
    const std::size_t others = bytes.size() - printable - zeros;
    return printable > others && others <= 2 && bytes.front() != 0;
}

QString contentText(const Snapshot& snapshot, ContentId content, int& marked, int* markedCount, std::uint64_t length) {
    if (content == unknownContent)
        return Words::tr("not visible");
    const std::uint64_t shown = std::clamp<std::uint64_t>(length, 1, 24);
    const std::uint64_t offset = marked >= 0 ? static_cast<std::uint64_t>(marked) : 0;
    const std::uint64_t from = offset < 6 ? 0 : offset;
    QString text, numbers;
    std::vector<std::uint8_t> bytes;
    for (std::uint64_t i = from; i < std::min(from + shown, snapshot.pageSize); ++i) {
        const std::uint8_t byte = bytes.emplace_back(snapshot.contents.byteAt(content, i));
        text += byte >= 0x20 && byte < 0x7f ? QChar(byte) : QChar(0xb7);
        numbers += QStringLiteral("%1 ").arg(byte, 2, 16, QLatin1Char('0'));
    }
    const bool start = from == 0;
    if (std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; })) {
        marked = -1;
        return start ? Words::tr("zeros") : Words::tr("zeros here");
    }
    const bool isText = readsAsText(bytes);
    if (marked >= 0)
        marked = static_cast<int>(isText ? offset - from : (offset - from) * 3);
    if (markedCount)
        *markedCount = isText ? 1 : 2; // a byte has two digits
    return isText ? text : numbers.trimmed();
}

void addCells(StageScene& scene, const Moment& moment, const TouchedPages& touched) {
    for (std::size_t i = 0; i < scene.lanes.size(); ++i)
        CellBuilder(scene, scene.lanes[i], moment, moment.lanes[i], touched).build();
}

} // namespace faultline
