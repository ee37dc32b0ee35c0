#include "app/story/real_question.h"

#include <algorithm>
#include <cerrno>
#include <optional>

namespace faultline {

using Words = RealAnswerWords;

namespace {

// Whether the real side lists a fault in the page; nothing where it lists none, or not all: what the kernel touches for
// a call is counted alone.
std::optional<bool> listsFault(const RealQuestion& q) {
    std::optional<bool> listed;
    for (const Event& event : q.outcome().story) {
        if (event.kind != EventKind::RaisesFault)
            continue;
        if (event.address == 0)
            return std::nullopt;
        const std::uint64_t first = event.address / q.real.after->pageSize;
        listed = listed.value_or(false) || (q.page() >= first && q.page() < first + event.count);
    }
    return listed;
}

// The page's entry is new or another one: the fault was there, whether or not the kernel lists its address.
bool changesEntry(const RealQuestion& q) {
    const auto& changes = q.real.step->delta.changes;
    return std::any_of(changes.begin(), changes.end(), [&](const Change& change) {
        const auto* page = std::get_if<PageChange>(&change);
        return page && page->process == q.real.step->process && page->page == q.page() && page->after &&
               (!page->before || page->before->state != page->after->state ||
                page->before->writable != page->after->writable);
    });
}

// How many faults the kernel counted: all that it says where it shows no addresses.
QString faultCount(const Outcome& outcome) {
    if (outcome.minor == 0)
        return counted(outcome.major, Words::tr("1 major fault"), Words::tr("%1 major faults"));
    const QString minor = counted(outcome.minor, Words::tr("1 minor fault"), Words::tr("%1 minor faults"));
    return outcome.major == 0 ? minor : Words::tr("%1, %2 major").arg(minor).arg(outcome.major);
}

} // namespace

RealAnswer aboutFault(const RealQuestion& q) {
    if (const auto listed = listsFault(q))
        return judged(*listed, *listed ? Words::tr("fault at %1").arg(q.place()) : Words::tr("no fault there"));
    const Outcome& its = q.outcome();
    const Signal signal = its.signal ? its.signal : its.delivered.empty() ? Signal{} : its.delivered.front();
    if (signal && signal.address != 0)
        return judged(signal.address / q.real.after->pageSize == q.page(),
                      Words::tr("fault at %1").arg(q.names.address(signal.address)));
    // A fault of the kernel's own that finds no page is not counted: at most the error says that it was there.
    const Outcome& mine = q.simulated.step->outcome;
    if (q.event.kind == EventKind::KernelFaults && its.minor + its.major + mine.minor + mine.major == 0) {
        if (its.error == EFAULT)
            return judged(mine.error == EFAULT, errorText(its.error));
        return {Verdict::NotVisible, Words::tr("not counted"),
                Words::tr("the kernel does not count a fault of its own that finds no page")};
    }
    if (its.minor + its.major == 0)
        return judged(false, signal ? Words::tr("a signal, no fault") : Words::tr("no fault"));
    if (changesEntry(q))
        return judged(true, Words::tr("fault at %1").arg(q.place()));
    // Only that there was one is known.
    const auto reason = q.real.after->notVisible.find(Field::FaultAddresses);
    return {Verdict::NotVisible, Words::tr("%1, address not visible").arg(faultCount(its)),
            reason == q.real.after->notVisible.end() ? Words::tr("the kernel has not kept the address")
                                                     : toQString(reason->second)};
}

RealAnswer aboutMapping(const RealQuestion& q) {
    const Mapping* mapping = q.real.after->mappingAt(q.real.step->process, q.event.address);
    if (!mapping)
        return judged(false, Words::tr("maps: nothing there"));
    const QString rights = rightsText(mapping->protection) + (mapping->shared ? QLatin1Char('s') : QLatin1Char('p'));
    const bool same = mapping->protection == q.event.protection && mapping->shared == q.event.shared;
    return judged(same, Words::tr("maps: %1").arg(rights));
}

RealAnswer aboutGap(const RealQuestion& q) {
    if (q.real.step->status == Status::Ended && q.event.kind == EventKind::RemovesMapping)
        return {}; // all goes with the process
    const bool mapped = q.real.after->mappingAt(q.real.step->process, q.event.address) != nullptr;
    if (q.simulated.after->mappingAt(q.simulated.step->process, q.event.address)) // MAP_FIXED: another is there now
        return judged(mapped, mapped ? Words::tr("maps: another there") : Words::tr("maps: nothing there"));
    return judged(!mapped, mapped ? Words::tr("maps: still there") : Words::tr("maps: nothing there"));
}

RealAnswer aboutEntry(const RealQuestion& q) {
    const PageState mine = q.simulated.after->stateOf(q.simulated.step->process, q.page());
    const PageState its = q.real.after->stateOf(q.real.step->process, q.page());
    QString name;
    switch (its) {
    case PageState::File:
        name = Words::tr("pagemap: file page");
        break;
    case PageState::Copy:
    case PageState::Anonymous:
        name = Words::tr("pagemap: own page");
        break;
    case PageState::Zero:
        name = Words::tr("pagemap: zero page");
        break;
    case PageState::Swapped:
        name = Words::tr("pagemap: swapped");
        break;
    case PageState::Unknown:
        return hidden(q, Field::PageTables, Words::tr("entry not visible"));
    default:
        name = Words::tr("pagemap: no entry");
    }
    return judged(mine == its, name);
}

RealAnswer aboutNeighbours(const RealQuestion& q) {
    const auto entriesSet = [](const Step& step) {
        return std::count_if(step.delta.changes.begin(), step.delta.changes.end(), [](const Change& change) {
            const auto* page = std::get_if<PageChange>(&change);
            return page && page->after && !page->before;
        });
    };
    const auto mine = entriesSet(*q.simulated.step), its = entriesSet(*q.real.step);
    return judged(mine == its,
                  counted(static_cast<std::uint64_t>(its), Words::tr("1 entry set"), Words::tr("%1 entries set")));
}

// Of memory that is only reserved: the kernel has no entry for it either.
RealAnswer aboutReserved(const RealQuestion& q) {
    const Process* process = q.real.after->process(q.real.step->process);
    if (!process)
        return {};
    const auto first = process->pages.lower_bound(q.page());
    const bool none = first == process->pages.end() || first->first >= q.page() + q.event.count;
    return judged(none, none ? Words::tr("pagemap: no entry") : Words::tr("pagemap: an entry"));
}

RealAnswer frameHidden(const RealQuestion& q) {
    const QString text = Words::tr("frame not visible");
    const RealAnswer numbers = hidden(q, Field::FrameNumbers, text);
    return numbers.verdict == Verdict::Silent ? hidden(q, Field::Frames, text) : numbers;
}

// With CAP_SYS_ADMIN pagemap has the numbers: that an entry leads to another frame now can be told by them.
RealAnswer aboutFrame(const RealQuestion& q) {
    if (q.real.after->notVisible.contains(Field::FrameNumbers))
        return frameHidden(q);
    for (const Change& change : q.real.step->delta.changes) {
        const auto* page = std::get_if<PageChange>(&change);
        if (!page || page->process != q.real.step->process || !page->after || page->after->frame == noFrame)
            continue;
        if (!page->before || page->before->frame == noFrame)
            return judged(true, Words::tr("pagemap: new frame"));
        if (page->before->frame != page->after->frame)
            return judged(true, Words::tr("pagemap: another frame"));
    }
    return frameHidden(q);
}

RealAnswer aboutRemovedEntries(const RealQuestion& q) {
    const auto removed = [](const Step& step) {
        return std::count_if(step.delta.changes.begin(), step.delta.changes.end(), [](const Change& change) {
            const auto* page = std::get_if<PageChange>(&change);
            return page && page->before && !page->after;
        });
    };
    for (const Change& change : q.real.step->delta.changes)
        if (const auto* page = std::get_if<PageChange>(&change);
            page && page->before && page->before->state == PageState::Unknown)
            return hidden(q, Field::PageTables, Words::tr("entries not visible"));
    const auto mine = removed(*q.simulated.step), its = removed(*q.real.step);
    return judged(mine == its, counted(static_cast<std::uint64_t>(its), Words::tr("pagemap: 1 entry less"),
                                       Words::tr("pagemap: %1 entries less")));
}

RealAnswer aboutRead(const RealQuestion& q) {
    const std::uint32_t majors = q.outcome().major;
    return judged(majors == q.simulated.step->outcome.major,
                  counted(majors, Words::tr("1 major fault"), Words::tr("%1 major faults")));
}

RealAnswer aboutCache(const RealQuestion& q) {
    const File* mine = q.simulated.after->file(q.event.file);
    const FileFacts* its = mine ? q.real.after->fileNamed(mine->facts.name) : nullptr;
    if (!its || mine->facts.name.empty())
        return {};
    const auto cachedOf = [](const File& file, bool& visible) {
        std::size_t cached = 0;
        for (const auto& [index, page] : file.pages) {
            cached += page.cached == Seen::Yes;
            visible = visible && page.cached != Seen::NotVisible;
        }
        return cached;
    };
    bool visible = true, mineVisible = true;
    std::size_t cached = 0;
    for (const auto& [id, file] : q.real.after->files)
        if (&file.facts == its)
            cached = cachedOf(file, visible);
    if (!visible)
        return hidden(q, Field::PageCache, Words::tr("page cache not visible"));
    return judged(cached == cachedOf(*mine, mineVisible),
                  counted(cached, Words::tr("cached: 1 page"), Words::tr("cached: %1 pages")));
}

RealAnswer aboutBytes(const RealQuestion& q) {
    const auto byteOf = [&](const TellingSide& side) -> std::optional<std::uint8_t> {
        const Process* process = side.after->process(side.step->process);
        const auto page = process ? process->pages.find(q.page()) : decltype(process->pages.find(0)){};
        if (!process || page == process->pages.end() || page->second.content == unknownContent)
            return std::nullopt;
        return side.after->contents.byteAt(page->second.content, q.event.address % side.after->pageSize);
    };
    const auto mine = byteOf(q.simulated), its = byteOf(q.real);
    if (!its)
        return hidden(q, Field::Contents, Words::tr("bytes not visible"));
    return judged(mine == its, Words::tr("holds %1").arg(valueText(*its, 1)));
}

} // namespace faultline
