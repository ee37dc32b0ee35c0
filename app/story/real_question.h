// What the kinds of question to the real side share, and the questions about memory.
#pragma once

#include "app/story/real_answer.h"

#include <QCoreApplication>

namespace faultline {

struct RealAnswerWords {
    Q_DECLARE_TR_FUNCTIONS(RealAnswer)
};

/// One question: an event of the simulated story, put to the real side.
struct RealQuestion {
    const Event& event;
    const TellingSide& simulated;
    const TellingSide& real;
    const Names& names;

    const Outcome& outcome() const { return real.step->outcome; }
    std::uint64_t page() const { return event.address / real.after->pageSize; }
    QString place() const { return names.address(event.address); }
};

RealAnswer judged(bool agrees, const QString& text);
/// "not visible" with the machine's reason; silent where the field is visible.
RealAnswer hidden(const RealQuestion& q, Field field, const QString& text);
/// `many` has a %1.
QString counted(std::uint64_t count, const QString& one, const QString& many);

// Of pages, entries, frames, mappings and the page cache.
RealAnswer aboutFault(const RealQuestion& q);
RealAnswer aboutMapping(const RealQuestion& q);
RealAnswer aboutGap(const RealQuestion& q);
RealAnswer aboutEntry(const RealQuestion& q);
RealAnswer aboutNeighbours(const RealQuestion& q);
RealAnswer aboutReserved(const RealQuestion& q);
RealAnswer frameHidden(const RealQuestion& q);
RealAnswer aboutFrame(const RealQuestion& q);
RealAnswer aboutRemovedEntries(const RealQuestion& q);
RealAnswer aboutRead(const RealQuestion& q);
RealAnswer aboutCache(const RealQuestion& q);
RealAnswer aboutBytes(const RealQuestion& q);

} // namespace faultline
