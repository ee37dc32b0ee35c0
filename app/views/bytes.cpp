#include "app/views/bytes.h"

#include "app/look/cell.h"
#include "app/views/scene_parts.h"

#include <QKeyEvent>
#include <QWheelEvent>

#include <algorithm>

namespace faultline {
namespace {

std::vector<std::uint8_t> bytesFrom(const Snapshot& snapshot, ContentId content) {
    std::vector<std::uint8_t> bytes(snapshot.pageSize, 0);
    const auto held = snapshot.contents.bytes(content);
    std::copy_n(held.begin(), std::min(held.size(), bytes.size()), bytes.begin());
    return bytes;
}

} // namespace

BytesView::BytesView(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("bytes"));
    setAccessibleName(tr("Bytes of the page and of the file"));
    setFocusPolicy(Qt::StrongFocus);
    look_.theme = themeOf(ThemeKind::Light);
    look_.type = typeAt(1);
}

void BytesView::setLook(const Look& look) {
    look_ = look;
    update();
}

QSize BytesView::minimumSizeHint() const {
    return {static_cast<int>(look_.px(300)), static_cast<int>(look_.px(60))};
}

void BytesView::clear() {
    rows_.clear();
    selected_.reset();
    byHand_ = false;
    update();
}

void BytesView::select(const Moment& moment, ProcessId process, std::uint64_t page) {
    selected_ = std::pair{process, page};
    byHand_ = true;
    first_ = 0;
    collect(moment);
}

void BytesView::followSteps(const Moment& moment) {
    byHand_ = false;
    show(moment);
}

namespace {

// Code and literals: read all the time, and seldom the point.
bool isConstant(const Snapshot& snapshot, const Mapping* mapping) {
    const File* file = mapping ? snapshot.file(mapping->file) : nullptr;
    return file && file->facts.kind == FileKind::Image && !(mapping->protection & protectWrite);
}

// The first page of a mapping that the step has made.
std::optional<std::pair<ProcessId, std::uint64_t>> madeBy(const LaneMoment& lane) {
    if (lane.step->operation.kind != OperationKind::Call || lane.step->operation.label.empty())
        return std::nullopt;
    for (const Change& change : lane.step->delta.changes)
        if (const auto* mapping = std::get_if<MappingChange>(&change);
            mapping && mapping->after && mapping->after->label == lane.step->operation.label)
            return std::pair{lane.step->process, mapping->after->start / lane.snapshot->pageSize};
    return std::nullopt;
}

// The first page that the process has a copy of; else the mapping's first.
std::uint64_t firstCopy(const Process& process, const Mapping& mapping, std::uint64_t pageSize) {
    const std::uint64_t first = mapping.start / pageSize, end = mapping.end / pageSize;
    for (auto at = process.pages.lower_bound(first); at != process.pages.end() && at->first < end; ++at)
        if (at->second.state == PageState::Copy)
            return at->first;
    return first;
}

// What there is to look at where no step has touched anything yet: of the program's own mappings the first, one with a
// file before others.
std::optional<std::pair<ProcessId, std::uint64_t>> firstOwn(const LaneMoment& lane) {
    std::optional<std::pair<ProcessId, std::uint64_t>> found;
    for (const auto& [id, process] : lane.snapshot->processes)
        for (const auto& [start, mapping] : process.mappings) {
            if (!isShown(mapping) || isImage(*lane.snapshot, process, mapping))
                continue;
            if (mapping.file != 0)
                return std::pair{id, firstCopy(process, mapping, lane.snapshot->pageSize)};
            if (!found)
                found = std::pair{id, start / lane.snapshot->pageSize};
        }
    return found;
}

} // namespace

void BytesView::show(const Moment& moment) {
    // A step that maps or touches memory shows its page; a step that does not leaves the selection.
    const LaneMoment* lane = moment.teller();
    if (lane && lane->step && !byHand_)
        if (const auto made = madeBy(*lane)) {
            selected_ = made;
            first_ = 0;
        }
    const auto isMapped = [&] {
        return selected_ && lane && lane->snapshot->mappingAt(selected_->first, selected_->second * pageSize_);
    };
    if (lane && !byHand_ && !isMapped())
        if (const auto own = firstOwn(*lane)) {
            selected_ = own;
            first_ = 0;
        }
    const bool shows = isMapped();
    if (lane && lane->step && lane->step->operation.kind != OperationKind::Call)
        if (const auto last = lastAccess(*lane);
            last && (!shows || lane->step->outcome.signal ||
                     !isConstant(*lane->snapshot, lane->snapshot->mappingAt(lane->step->process, *last))))
            if (lane->snapshot->mappingAt(lane->step->process, *last) || lane->step->outcome.signal) {
                const std::uint64_t size = lane->snapshot->pageSize;
                const std::pair touched{lane->step->process, *last / size};
                if (byHand_ && selected_ != touched)
                    return collect(moment);
                selected_ = touched;
                const std::uint64_t offset = *last % size;
                first_ = offset < shownBytes ? 0 : offset - offset % shownBytes;
            }
    collect(moment);
}

void BytesView::addRow(const Moment& moment, ProcessId id, std::uint64_t page) {
    const LaneMoment& lane = *moment.teller();
    const Snapshot& snapshot = *lane.snapshot;
    const Process* process = snapshot.process(id);
    if (!process)
        return;
    const auto entry = process->pages.find(page);
    ByteRow row;
    row.state = snapshot.stateOf(id, page);
    row.name = moment.names(lane, id).address(id, page * snapshot.pageSize);
    if (snapshot.processes.size() > 1)
        row.name = QStringLiteral("%1  %2").arg(id).arg(row.name);
    row.kind = row.state == PageState::Copy        ? tr("own copy")
               : row.state == PageState::Anonymous ? tr("own page")
               : row.state == PageState::File      ? tr("file page")
               : row.state == PageState::Cached    ? tr("not mapped yet")
                                                   : nameForWindow(row.state);
    ContentId content = zeroContent;
    if (entry != process->pages.end())
        content = entry->second.content;
    else if (const FilePage* behind = snapshot.filePageOf(id, page))
        content = behind->content;
    row.visible = content != unknownContent && row.state != PageState::Unknown;
    row.bytes = bytesFrom(snapshot, content);
    row.length = snapshot.pageSize;
    const Mapping* mapping = snapshot.mappingAt(id, page * snapshot.pageSize);
    const File* file = mapping ? snapshot.file(mapping->file) : nullptr;
    const bool beyond = file && page * snapshot.pageSize - mapping->start + mapping->offset >= file->facts.size;
    if (beyond && row.state != PageState::Copy) {
        row.visible = false;
        row.instead = tr("no bytes: beyond the end of the file");
    } else if (row.state == PageState::None) {
        row.visible = false;
        row.instead = !(mapping && mapping->protection & protectRead) ? tr("no page yet, and no loads allowed")
                      : file                                          ? tr("no page yet: a load would read the file's")
                                                                      : tr("no page yet: a load would give zeros");
    } else if (row.state == PageState::Swapped) {
        row.visible = false;
        row.instead = tr("not in memory: in swap");
    }
    rows_.push_back(std::move(row));
}

void BytesView::collect(const Moment& moment) {
    rows_.clear();
    touchedFrom_ = -1;
    empty_ = tr("Select a page.");
    const LaneMoment* lane = moment.teller();
    update();
    if (!lane || !selected_)
        return;
    const Snapshot& snapshot = *lane->snapshot;
    const auto [id, page] = *selected_;
    pageSize_ = snapshot.pageSize;
    const Names names = moment.names(*lane, id);
    if (!snapshot.mappingAt(id, page * pageSize_)) {
        empty_ = tr("Nothing is mapped at %1: there are no bytes.").arg(names.address(id, page * pageSize_));
        return;
    }
    base_ = names.offset(id, page * pageSize_);
    addRow(moment, id, page);
    if (lane->step && lane->step->process == id)
        for (const auto& [from, length] : accessedRanges(*lane)) {
            const Address first = std::max(from, page * pageSize_),
                          end = std::min(from + length, (page + 1) * pageSize_);
            if (first >= end || lane->step->outcome.signal)
                continue;
            touchedFrom_ = static_cast<int>(first % pageSize_);
            touchedCount_ = static_cast<int>(end - first);
            break;
        }
    addOthers(moment);
    addFile(moment);
}

// Where else the same page of the file, or what it was before fork, is mapped.
void BytesView::addOthers(const Moment& moment) {
    const Snapshot& snapshot = *moment.teller()->snapshot;
    const auto [id, page] = *selected_;
    const Mapping* mapping = snapshot.mappingAt(id, page * pageSize_);
    const std::uint64_t offset = page * pageSize_ - mapping->start + mapping->offset;
    for (const auto& [other, process] : snapshot.processes)
        for (const auto& [start, candidate] : process.mappings) {
            if (rows_.size() >= 3 || process.facts.ended)
                break;
            const std::uint64_t there = mapping->file != 0 ? (start + offset - candidate.offset) / pageSize_ : page;
            const bool same = mapping->file != 0
                                  ? candidate.file == mapping->file && offset >= candidate.offset &&
                                        offset - candidate.offset < candidate.end - candidate.start
                                  : other != id && start <= page * pageSize_ && page * pageSize_ < candidate.end &&
                                        candidate.label == mapping->label;
            if (same && !(other == id && there == page))
                addRow(moment, other, there);
        }
}

void BytesView::addFile(const Moment& moment) {
    const Snapshot& snapshot = *moment.teller()->snapshot;
    const auto [id, page] = *selected_;
    const Mapping* mapping = snapshot.mappingAt(id, page * pageSize_);
    const std::uint64_t offset = page * pageSize_ - mapping->start + mapping->offset;
    const File* file = snapshot.file(mapping->file);
    if (!file || file->facts.kind != FileKind::Regular)
        return;
    ByteRow row;
    row.name = moment.names(*moment.teller(), id).file(mapping->file);
    row.kind = tr("as read");
    row.isFile = true;
    const auto at = file->pages.find(offset / pageSize_);
    const ContentId content = at == file->pages.end() ? zeroContent : at->second.content;
    row.visible = content != unknownContent;
    row.bytes = bytesFrom(snapshot, content);
    row.length = file->facts.size > offset ? std::min(pageSize_, file->facts.size - offset) : 0;
    if (row.length == 0) {
        row.visible = false;
        row.instead = tr("ends at byte %1: there is no such page").arg(countText(file->facts.size));
    }
    rows_.push_back(std::move(row));
}

// One notation for all rows, so that they can be compared: the page's own, as its frame on the stage has it.
bool BytesView::showsText() const {
    for (const ByteRow& row : rows_) {
        const std::uint64_t end = std::min({row.length, first_ + shownBytes, std::uint64_t{row.bytes.size()}});
        if (!row.visible || first_ >= end)
            continue;
        const std::span shown(row.bytes.data() + first_, static_cast<std::size_t>(end - first_));
        if (std::any_of(shown.begin(), shown.end(), [](std::uint8_t byte) { return byte != 0; }))
            return readsAsText(shown);
    }
    return true;
}

QString BytesView::byteShown(std::size_t row, std::uint64_t offset) const {
    const std::uint8_t byte = rows_[row].bytes[static_cast<std::size_t>(offset)];
    if (showsText() && byte >= 0x20 && byte < 0x7f)
        return QString(QChar(byte));
    if (showsText() && byte == 0)
        return QStringLiteral("\\0");
    return QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0'));
}

void BytesView::moveBy(std::int64_t bytes) {
    const auto last = static_cast<std::int64_t>(pageSize_ - shownBytes);
    first_ = static_cast<std::uint64_t>(std::clamp(static_cast<std::int64_t>(first_) + bytes, std::int64_t{0}, last));
    update();
}

void BytesView::wheelEvent(QWheelEvent* event) {
    if (event->modifiers() & Qt::ControlModifier) {
        event->ignore();
        return;
    }
    moveBy(event->angleDelta().y() > 0 ? -static_cast<std::int64_t>(shownBytes)
                                       : static_cast<std::int64_t>(shownBytes));
}

void BytesView::keyPressEvent(QKeyEvent* event) {
    const auto row = static_cast<std::int64_t>(shownBytes);
    switch (event->key()) {
    case Qt::Key_Left:
        return moveBy(-1);
    case Qt::Key_Right:
        return moveBy(1);
    case Qt::Key_Up:
        return moveBy(-row);
    case Qt::Key_Down:
        return moveBy(row);
    case Qt::Key_PageUp:
        return moveBy(-16 * row);
    case Qt::Key_PageDown:
        return moveBy(16 * row);
    case Qt::Key_Home:
        return moveBy(-static_cast<std::int64_t>(pageSize_));
    case Qt::Key_End:
        return moveBy(static_cast<std::int64_t>(pageSize_));
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace faultline
