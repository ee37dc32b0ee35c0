#include "app/story/call_words.h"

#include "app/story/event_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CallWords)
};

QString length(const Event& e) {
    return sizeText(e.other > e.address ? e.other - e.address : 0);
}

QString mappingWords(const Event& e, const Names& names) {
    const bool made = e.kind == EventKind::MakesMapping || e.kind == EventKind::MergesMapping;
    const QString at = made ? names.address(e.address) : names.addressBefore(e.address);
    switch (e.kind) {
    case EventKind::MakesMapping: {
        const QString kind = e.shared ? Words::tr("shared") : Words::tr("private");
        const QString base = Words::tr("makes mapping %1: %2, %3, %4")
                                 .arg(mappingText(e, names), length(e), kind, rightsText(e.protection));
        return e.file != 0 ? base + Words::tr(", of %1.").arg(names.file(e.file)) : base + QLatin1Char('.');
    }
    case EventKind::RemovesMapping:
        return Words::tr("removes the mapping at %1, %2.").arg(at, length(e));
    case EventKind::ChangesMapping:
        if (e.call == Call::Mremap)
            return Words::tr("makes mapping %1 %2 long, in place.").arg(at, length(e));
        return Words::tr("sets the rights at %1, %2, to %3.").arg(at, length(e), rightsText(e.protection));
    case EventKind::MovesMapping:
        return Words::tr("moves the mapping, with its pages, from %1 to %2.").arg(hexText(e.other), hexText(e.address));
    case EventKind::SplitsMapping:
        return Words::tr("splits the mapping at %1 in two.").arg(at);
    case EventKind::MergesMapping:
        return Words::tr("merges neighbours into one mapping at %1, %2.").arg(at, length(e));
    case EventKind::RemovesEntries:
        return e.count == 1 ? Words::tr("removes the page table entry of %1.").arg(at)
                            : Words::tr("removes %1 page table entries, from %2 on.").arg(countText(e.count), at);
    case EventKind::ReservesOnly:
        return Words::tr("only reserves addresses for %1: no frame yet, no entry yet.").arg(pagesText(e.count));
    default:
        return {};
    }
}

QString fileWords(const Event& e, const Names& names) {
    const QString file = names.file(e.file);
    switch (e.kind) {
    case EventKind::OpensFile:
        return Words::tr("opens %1 as descriptor %2.").arg(file).arg(e.value);
    case EventKind::ClosesFile:
        return e.file == 0 ? Words::tr("closes descriptor %1.").arg(e.value)
                           : Words::tr("closes descriptor %1, %2.").arg(e.value).arg(file);
    case EventKind::CreatesFile:
        return Words::tr("creates %1, empty.").arg(file);
    case EventKind::ResizesFile:
        return Words::tr("sets the size of %1 to %2.").arg(file, sizeText(static_cast<std::uint64_t>(e.value)));
    case EventKind::RemovesFile:
        return Words::tr("removes the name %1.").arg(file);
    case EventKind::ReadsFile:
        return Words::tr("reads %1 of %2 from byte %3 on.").arg(bytesText(e.count)).arg(file).arg(e.index);
    case EventKind::WritesFile:
        return Words::tr("writes %1 of %2 from byte %3 on.").arg(bytesText(e.count)).arg(file).arg(e.index);
    case EventKind::ZeroesTail:
        return Words::tr("fills the last %1 of page %2 with zeros.").arg(bytesText(e.count)).arg(e.index);
    case EventKind::LocksRange:
        return e.write ? Words::tr("locks %1 of %2 from byte %3 on, for writing.")
                             .arg(bytesText(e.count))
                             .arg(file)
                             .arg(e.index)
                       : Words::tr("locks %1 of %2 from byte %3 on, for reading.")
                             .arg(bytesText(e.count))
                             .arg(file)
                             .arg(e.index);
    case EventKind::UnlocksRange:
        return Words::tr("unlocks %1 of %2 from byte %3 on.").arg(bytesText(e.count)).arg(file).arg(e.index);
    default:
        return {};
    }
}

QString processWords(const Event& e, const Names& names) {
    const QString why = toQString(e.text);
    switch (e.kind) {
    case EventKind::Forks:
        return e.call == Call::ForkEmpty
                   ? Words::tr("makes process %1, with nothing mapped, for the command.").arg(e.process)
                   : Words::tr("makes process %1, a copy of the caller.").arg(e.process);
    case EventKind::CopiesEntries:
        return Words::tr("copies %1 for %2; both sides become read-only.").arg(entriesText(e.count)).arg(e.process);
    case EventKind::Blocks:
        return names.severalProcesses() ? Words::tr("lets %1 wait for %2.").arg(e.process).arg(why)
                                        : Words::tr("lets the program wait for %1.").arg(why);
    case EventKind::Wakes:
        return why.isEmpty() ? Words::tr("wakes %1.").arg(e.process)
                             : Words::tr("wakes %1, which waited for %2.").arg(e.process).arg(why);
    case EventKind::Returns: {
        const QString call = toQString(nameOf(e.call));
        return e.error != 0 ? Words::tr("returns -1 from %1: %2.").arg(call, errorText(e.error))
                            : Words::tr("returns %1 from %2.")
                                  .arg(e.value > 0xffffffff ? hexText(static_cast<std::uint64_t>(e.value))
                                                            : QString::number(e.value),
                                       call);
    }
    default:
        return {};
    }
}

} // namespace

QString callWords(const Event& event, const Names& names) {
    for (const auto words : {mappingWords, fileWords, processWords})
        if (const QString text = words(event, names); !text.isEmpty())
            return text;
    return {};
}

} // namespace faultline
