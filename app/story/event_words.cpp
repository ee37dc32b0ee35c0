#include "app/story/event_words.h"

#include "app/story/call_arguments.h"
#include "app/story/call_words.h"

#include <QCoreApplication>

#include <utility>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(EventWords)
};

QString pidBefore(const Event& event, const Names& names) {
    const ProcessId pid = event.process != 0 ? event.process : names.process();
    return names.severalProcesses() ? QStringLiteral("%1 ").arg(pid) : QString();
}

QString given(const Event& e, const Names& names) {
    if (e.count > 0)
        return Words::tr("gets %1.").arg(valueText(static_cast<std::uint64_t>(e.value), e.count));
    const QString call = e.call == Call::Wait4 ? QStringLiteral("wait") : toQString(nameOf(e.call));
    if (e.call == Call::ForkEmpty && e.error == 0)
        return Words::tr("has process %1 run the command.").arg(e.value);
    if (e.call == Call::Sigreturn)
        return Words::tr("goes on where the signal came.");
    if (e.error != 0)
        return Words::tr("gets -1 from %1: %2.").arg(call, errorText(e.error));
    const bool isAddress =
        e.call == Call::Mmap || e.call == Call::Mremap || e.call == Call::Shmat || e.call == Call::Brk;
    if (!isAddress)
        return Words::tr("gets %1 from %2.").arg(e.value).arg(call);
    const QString hex = hexText(static_cast<std::uint64_t>(e.value));
    const QString name = names.address(static_cast<Address>(e.value));
    return name == hex ? Words::tr("gets %1 from %2.").arg(hex, call) : Words::tr("gets %1, called %2.").arg(hex, name);
}

QString calling(const Event& e, const Names& names) {
    if (e.call == Call::Sigreturn)
        return Words::tr("returns from its handler: what was interrupted is tried again.");
    if (e.call == Call::ForkEmpty)
        return Words::tr("starts a command with system().");
    if (e.call == Call::Wait4)
        return e.text.empty() || e.text.starts_with("-1") ? Words::tr("waits for a child to end: wait().")
                                                          : Words::tr("waits for process %1 to end: waitpid().")
                                                                .arg(toQString(e.text).section(QLatin1Char(','), 0, 0));
    const QString arguments = argumentsText(e, names), call = toQString(nameOf(e.call));
    const qsizetype room = 75 - QStringLiteral("Program 1000 calls ().").size() - call.size();
    const bool fits = arguments.size() <= room;
    return Words::tr("calls %1(%2).").arg(call, fits ? arguments : arguments.left(room - 1) + QChar(0x2026));
}

QString programWords(const Event& e, const Names& names) {
    const QString at = names.address(e.address);
    switch (e.kind) {
    case EventKind::ProgramLoads:
        return e.count == 1 ? Words::tr("loads the byte at %1.").arg(at)
                            : Words::tr("loads %1 at %2.").arg(bytesText(e.count)).arg(at);
    case EventKind::ProgramStores:
        if (e.count > 8)
            return Words::tr("stores %1 at %2.").arg(bytesText(e.count)).arg(at);
        return Words::tr("stores %1 at %2.").arg(valueText(static_cast<std::uint64_t>(e.value), e.count), at);
    case EventKind::ProgramCopies:
        if (e.address == 0)
            return Words::tr("copies %1 from %2.").arg(bytesText(e.count)).arg(names.address(e.other));
        if (e.other == 0)
            return Words::tr("copies %1 to %2.").arg(bytesText(e.count)).arg(at);
        return Words::tr("copies %1 from %2 to %3.").arg(bytesText(e.count)).arg(names.address(e.other), at);
    case EventKind::ProgramFills:
        return Words::tr("fills %1 at %2 with %3.")
            .arg(bytesText(e.count))
            .arg(at, valueText(static_cast<std::uint64_t>(e.value), 1));
    case EventKind::ProgramCompares:
        return e.other == 0 ? Words::tr("compares %1 at %2 with its own.").arg(bytesText(e.count)).arg(at)
                            : Words::tr("compares %1 at %2 with those at %3.")
                                  .arg(bytesText(e.count))
                                  .arg(at, names.address(e.other));
    case EventKind::ProgramScans:
        return Words::tr("reads %1 from %2 on.").arg(bytesText(e.count)).arg(at);
    case EventKind::ProgramUpdates:
        return Words::tr("updates %1 at %2 in one access.").arg(bytesText(e.count)).arg(at);
    case EventKind::ProgramCalls:
        return calling(e, names);
    default:
        return given(e, names);
    }
}

// After fork: another process that maps the page still has what was there.
QString otherStillHas(const Event& e, const Names& names) {
    const Snapshot& now = names.snapshot();
    const std::uint64_t page = e.address / now.pageSize;
    for (const auto& [id, process] : now.processes) {
        const auto entry = process.pages.find(page);
        if (id == names.process() || entry == process.pages.end() || entry->second.content == unknownContent ||
            now.stateOf(names.process(), page) != entry->second.state ||
            (entry->second.state != PageState::Anonymous && entry->second.state != PageState::Copy))
            continue;
        const std::uint8_t byte = now.contents.byteAt(entry->second.content, e.address % now.pageSize);
        if (byte != static_cast<std::uint8_t>(e.value))
            return QLatin1Char(' ') + Words::tr("%1 still has %2.").arg(id).arg(valueText(byte, 1));
    }
    return {};
}

QString fileStillHolds(const Event& e, const Names& names) {
    const Snapshot& now = names.snapshot();
    const std::uint64_t page = e.address / now.pageSize;
    const FilePage* behind = now.filePageOf(names.process(), page);
    const PageState state = now.stateOf(names.process(), page);
    if (!e.write || !behind || state != PageState::Copy || behind->content == unknownContent)
        return {};
    const std::uint8_t byte = now.contents.byteAt(behind->content, e.address % now.pageSize);
    if (byte == static_cast<std::uint8_t>(e.value))
        return {};
    return QLatin1Char(' ') + Words::tr("The file still holds %1.").arg(valueText(byte, 1));
}

QString hardwareWords(const Event& e, const Names& names) {
    const QString page = names.address(e.address - e.address % names.snapshot().pageSize);
    switch (e.kind) {
    case EventKind::TlbHit:
        return Words::tr("finds the page in the TLB: frame %1.").arg(e.frame);
    case EventKind::TlbHitForbidden:
        return e.entry.writable ? Words::tr("finds the page in the TLB, but not for this access: page fault.")
                                : Words::tr("finds the page in the TLB, but read-only: page fault.");
    case EventKind::TlbMiss:
        return Words::tr("misses in the TLB: page %1 is not in it.").arg(page);
    case EventKind::WalkLevel:
        return Words::tr("reads entry %1 of the table at level %2: it leads to frame %3.")
            .arg(e.index)
            .arg(e.level)
            .arg(e.frame);
    case EventKind::WalkFinds:
        return Words::tr("walks the page table: the entry of %1 leads to frame %2.").arg(page).arg(e.frame);
    case EventKind::WalkFindsNothing:
        return Words::tr("walks the page table and finds no entry: page fault.");
    case EventKind::WalkForbids:
        return e.entry.writable ? Words::tr("walks the page table; the entry forbids this access: page fault.")
                                : Words::tr("walks the page table and finds a read-only entry: page fault.");
    case EventKind::RaisesFault:
        if (e.address == 0)
            return Words::tr("raises %1 more page faults, whose addresses are not kept.").arg(e.count);
        return e.count > 1 ? Words::tr("raises %1 page faults, from %2 on.").arg(e.count).arg(names.address(e.address))
                           : Words::tr("raises a page fault at %1.").arg(names.address(e.address));
    case EventKind::TlbFills:
        return Words::tr("keeps the entry of %1 in the TLB, slot %2.").arg(page).arg(e.index);
    case EventKind::TlbEvicts:
        return Words::tr("drops %1 from TLB slot %2 to make room.").arg(page).arg(e.index);
    case EventKind::SetsAccessed:
        return Words::tr("sets the accessed bit in the entry of %1.").arg(page);
    case EventKind::SetsDirty:
        return Words::tr("sets the dirty bit in the entry of %1.").arg(page);
    default: {
        if (e.count == 0 || e.count > 8) // one of many pages: what is stored or loaded there is not one value
            return e.write ? Words::tr("repeats the store: it goes to frame %1.").arg(e.frame)
                           : Words::tr("repeats the load: it comes from frame %1.").arg(e.frame);
        const QString value = valueText(static_cast<std::uint64_t>(e.value), e.count);
        if (e.write)
            return Words::tr("repeats the store: %1 is in frame %2.").arg(value).arg(e.frame) +
                   (e.count == 1 ? fileStillHolds(e, names) + otherStillHas(e, names) : QString());
        return Words::tr("repeats the load: %1 is in frame %2.").arg(value).arg(e.frame);
    }
    }
}

QString cacheWords(const Event& e, const Names& names) {
    const QString file = names.file(e.file);
    switch (e.kind) {
    case EventKind::CacheHit:
        return Words::tr("finds page %1 of %2 in the page cache.").arg(e.index).arg(file);
    case EventKind::CacheMiss:
        return Words::tr("looks for page %1 in the page cache: not there. A major fault.").arg(e.index);
    case EventKind::EvictsPage: {
        if (e.file == 0) // what no file holds goes to swap
            return e.text.empty() ? Words::tr("needs a frame: moves %1 from frame %2 to swap.")
                                        .arg(names.address(e.address))
                                        .arg(e.frame)
                                  : Words::tr("moves %1 from frame %2 to swap: %3.")
                                        .arg(names.address(e.address))
                                        .arg(e.frame)
                                        .arg(toQString(e.text));
        const QString page = Words::tr("page %1 of %2").arg(e.index).arg(file);
        const QString why = toQString(e.text);
        return why.isEmpty() ? Words::tr("needs a frame: drops %1 from frame %2.").arg(page).arg(e.frame)
                             : Words::tr("drops %1 from frame %2: %3.").arg(page).arg(e.frame).arg(why);
    }
    case EventKind::CopiesFrame:
        return e.file != 0 ? Words::tr("copies file page %1 from frame %2 into frame %3.")
                                 .arg(e.index)
                                 .arg(e.other)
                                 .arg(e.frame)
                           : Words::tr("copies frame %1 into frame %2.").arg(e.other).arg(e.frame);
    case EventKind::CleansPages:
        return Words::tr("marks %1 of %2 clean, from page %3 on.").arg(pagesText(e.count)).arg(file).arg(e.index);
    case EventKind::DropsPages:
        return Words::tr("drops %1 of %2 from the page cache, from page %3 on.")
            .arg(pagesText(e.count))
            .arg(file)
            .arg(e.index);
    case EventKind::KernelWritesBack:
        return Words::tr("writes page %1 of %2 back, on its own account.").arg(e.index).arg(file);
    default:
        return {};
    }
}

QString entryWords(const Event& e, const Names& names) {
    QString page = names.address(e.address - e.address % names.snapshot().pageSize);
    if (names.severalProcesses()) // each has an entry of its own
        page = Words::tr("%1 (%2)").arg(page).arg(e.process != 0 ? e.process : names.process());
    switch (e.kind) {
    case EventKind::TakesFrame:
        return Words::tr("takes free frame %1.").arg(e.frame);
    case EventKind::FillsWithZeros:
        return Words::tr("fills frame %1 with zeros.").arg(e.frame);
    case EventKind::UsesZeroPage:
        return Words::tr("lets the entry of %1 lead to the zero page, read-only.").arg(page);
    case EventKind::ReusesFrame:
        return Words::tr("finds no other user of frame %1, so no copy is needed.").arg(e.frame);
    case EventKind::MakesWritable:
        return Words::tr("makes the entry of %1 writable and marks the page dirty.").arg(page);
    case EventKind::SetsEntry: {
        const QString frame = e.frame == noFrame ? Words::tr("its page") : Words::tr("frame %1").arg(e.frame);
        return Words::tr("sets the entry of %1 to %2%3.")
            .arg(page, frame, e.entry.writable ? Words::tr(", writable") : Words::tr(", read-only"));
    }
    case EventKind::MapsNeighbours:
        return Words::tr("maps %1 that are in the page cache: fault-around.").arg(neighboursText(e.count));
    case EventKind::LeavesNeighbours:
        return Words::tr("leaves out %1: the disk was not done with them.").arg(neighboursText(e.count));
    case EventKind::DropsTlbEntry:
        return e.count > 1 ? Words::tr("drops %1 from %2 on.").arg(tlbEntriesText(e.count)).arg(page)
                           : Words::tr("drops the old TLB entry of %1.").arg(page);
    default:
        return {};
    }
}

QString faultWords(const Event& e, const Names& names) {
    switch (e.kind) {
    case EventKind::KernelFaults:
        return Words::tr("touches %1 itself, for the call: page fault.").arg(names.address(e.address));
    case EventKind::FindsMapping: {
        const QString kind = e.shared ? Words::tr("shared") : Words::tr("private");
        const QString base =
            Words::tr("finds mapping %1: %2, %3").arg(mappingText(e, names), kind, rightsText(e.protection));
        return base +
               (e.file != 0 ? Words::tr(", backed by %1.").arg(names.file(e.file)) : Words::tr(", no file behind it."));
    }
    case EventKind::FindsNoMapping:
        return Words::tr("finds no mapping at %1.").arg(names.address(e.address));
    case EventKind::FindsForbidden:
        return Words::tr("finds %1.").arg(forbiddenText(e, names));
    case EventKind::FindsBeyondEnd:
        return Words::tr("finds page %1 beyond the end of %2.").arg(e.index).arg(names.file(e.file));
    case EventKind::SendsSignal:
        return e.address != 0 ? Words::tr("sends %1 for %2.").arg(signalText(e.signal), names.address(e.address))
                              : Words::tr("sends %1.").arg(signalText(e.signal));
    case EventKind::DeliversSignal:
        return Words::tr("runs the program's handler of %1.").arg(toQString(signalName(e.signal.number)));
    case EventKind::EndsProcess:
        if (e.signal)
            return Words::tr("ends process %1: killed by %2.").arg(e.process).arg(signalText(e.signal));
        return Words::tr("ends process %1, status %2.").arg(e.process).arg(e.value);
    default:
        return {};
    }
}

QString diskWords(const Event& e, const Names& names) {
    const QString file = names.file(e.file);
    const std::uint64_t last = e.index + (e.count > 0 ? e.count - 1 : 0);
    if (e.kind == EventKind::WritesPages)
        return e.count > 1 ? Words::tr("writes pages %1 to %2 of %3.").arg(e.index).arg(last).arg(file)
                           : Words::tr("writes page %1 of %2.").arg(e.index).arg(file);
    if (e.file == 0 && e.kind == EventKind::ReadsPages) { // the swap area's
        const QString page = names.address(e.address - e.address % names.snapshot().pageSize);
        return e.frame == noFrame ? Words::tr("reads %1 from swap.").arg(page)
                                  : Words::tr("reads %1 from swap into frame %2.").arg(page).arg(e.frame);
    }
    if (e.frame == noFrame)
        return e.count > 1 ? Words::tr("reads pages %1 to %2 of %3: readahead.").arg(e.index).arg(last).arg(file)
                           : Words::tr("reads page %1 of %2.").arg(e.index).arg(file);
    return e.count > 1 ? Words::tr("reads pages %1 to %2 into frames %3 to %4: readahead.")
                             .arg(e.index)
                             .arg(last)
                             .arg(e.frame)
                             .arg(e.frame + e.count - 1)
                       : Words::tr("reads page %1 of %2 into frame %3.").arg(e.index).arg(file).arg(e.frame);
}

} // namespace

QString mappingText(const Event& e, const Names& names) {
    return e.text.empty() ? names.address(e.address) : toQString(e.text).left(16);
}

QString forbiddenText(const Event& e, const Names& names) {
    const QString at = names.address(e.address);
    if (e.protection == protectNone)
        return Words::tr("that %1 allows no access").arg(at);
    return e.write ? Words::tr("that %1 allows no stores").arg(at) : Words::tr("that %1 allows no loads").arg(at);
}

QString wordsFor(const Event& event, const Names& names) {
    switch (actorOf(event.kind)) {
    case Actor::Program:
        return pidBefore(event, names) + programWords(event, names);
    case Actor::Hardware:
        return hardwareWords(event, names);
    case Actor::Disk:
        return diskWords(event, names);
    case Actor::Kernel:
        break;
    }
    for (const auto words : {faultWords, cacheWords, entryWords, callWords})
        if (const QString text = words(event, names); !text.isEmpty())
            return text;
    return {};
}

} // namespace faultline
