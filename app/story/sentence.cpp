#include "app/story/sentence.h"

#include "app/story/event_words.h"
#include "simulator/machine/call_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sentence)
};

constexpr qsizetype longest = 75;

QString nameOfActor(Actor actor) {
    switch (actor) {
    case Actor::Program:
        return Words::tr("Program");
    case Actor::Hardware:
        return Words::tr("Hardware");
    case Actor::Kernel:
        return Words::tr("Kernel");
    case Actor::Disk:
        return Words::tr("Disk");
    }
    return {};
}

// Cut at a word, with an ellipsis: names and arguments can be as long as a program likes.
QString cut(QString text, qsizetype room) {
    if (text.size() <= room)
        return text;
    text.truncate(room - 2);
    return text.trimmed() + QChar(0x2026) + QLatin1Char('.');
}

Sentence sentence(Actor actor, const QString& text, std::size_t from, std::size_t to) {
    return {actor, cut(text, longest - nameOfActor(actor).size() - 1), from, to, false, {}};
}

// With what the rest of the story knows of it: the call that it belongs to; of a repeat the value that the access is
// about, where that is one value: the store's, or what the load got.
Event inContext(std::span<const Event> story, std::size_t at) {
    Event event = story[at];
    if (event.kind == EventKind::ChangesMapping || event.kind == EventKind::Forks)
        for (const Event& other : story)
            if (other.kind == EventKind::ProgramCalls)
                event.call = other.call;
    if (event.kind != EventKind::Repeats || event.count != 0 || story.empty())
        return event;
    const EventKind wanted = event.write ? EventKind::ProgramStores : EventKind::ProgramGets;
    const EventKind asked = event.write ? EventKind::ProgramStores : EventKind::ProgramLoads;
    for (const Event& other : story)
        if (story.front().kind == asked && other.kind == wanted && other.count <= 8) {
            event.value = other.value;
            event.count = other.count;
        }
    return event;
}

// Two events that a learner reads as one. `text` is empty where they are not.
QString together(const Event& first, const Event& second, const Names& names) {
    using enum EventKind;
    const EventKind next = second.kind;
    switch (first.kind) {
    case TlbMiss:
        if (next == WalkFindsNothing)
            return Words::tr("misses in the TLB; the walk finds no entry: page fault.");
        if (next == WalkForbids)
            return Words::tr("misses in the TLB; the walk finds a read-only entry: page fault.");
        if (next == WalkFinds)
            return Words::tr("misses in the TLB; the walk finds frame %1.").arg(second.frame);
        break;
    case FindsMapping:
        if (next == CopiesFrame || next == ReusesFrame)
            return Words::tr("finds mapping %1: private and writable, so it must copy.").arg(mappingText(first, names));
        break;
    case FindsNoMapping:
        if (next == SendsSignal)
            return Words::tr("finds no mapping at %1: %2.")
                .arg(names.address(first.address), signalText(second.signal));
        break;
    case FindsForbidden:
        if (next == SendsSignal)
            return Words::tr("finds %1: %2.").arg(forbiddenText(first, names), signalText(second.signal));
        break;
    case FindsBeyondEnd:
        if (next == SendsSignal)
            return Words::tr("finds the page beyond the end of the file: %1.").arg(signalText(second.signal));
        break;
    case TakesFrame:
        if (next == CopiesFrame)
            return second.file != 0 ? Words::tr("takes free frame %1 and copies file page %2 into it.")
                                          .arg(first.frame)
                                          .arg(second.index)
                                    : Words::tr("takes free frame %1 and copies frame %2 into it.")
                                          .arg(first.frame)
                                          .arg(second.other);
        if (next == FillsWithZeros)
            return Words::tr("takes free frame %1 and fills it with zeros.").arg(first.frame);
        break;
    case SetsEntry:
        if (next == DropsTlbEntry)
            return Words::tr("sets %1 to frame %2%3, and drops the old TLB entry.")
                .arg(names.severalProcesses() ? Words::tr("the entry of %1").arg(names.process())
                                              : Words::tr("the entry"))
                .arg(first.frame)
                .arg(first.entry.writable ? Words::tr(", writable") : QString());
        break;
    default:
        break;
    }
    return {};
}

// What the walk and the TLB do by themselves: shown where the walk is looked at, left out of the story of a step.
bool isDetail(EventKind kind) {
    using enum EventKind;
    return kind == WalkLevel || kind == TlbFills || kind == TlbEvicts || kind == SetsAccessed || kind == SetsDirty;
}

// What goes with a process that ends: said by its end.
bool isTearingDown(EventKind kind) {
    return kind == EventKind::RemovesMapping || kind == EventKind::RemovesEntries || kind == EventKind::DropsTlbEntry;
}

// The next event that is told, of those that may share a sentence with `first`.
std::size_t partnerOf(std::span<const Event> story, std::size_t first) {
    for (std::size_t i = first + 1; i < story.size(); ++i)
        if (!isDetail(story[i].kind))
            return i;
    return story.size();
}

// FindsMapping says what must be done: a look ahead, over the frame that is taken for it, to the copy.
QString mappingWithConsequence(std::span<const Event> story, std::size_t at, const Names& names) {
    for (std::size_t i = at + 1; i < story.size() && i < at + 5; ++i) {
        if (story[i].kind == EventKind::CopiesFrame)
            return together(story[at], story[i], names);
        if (story[i].kind == EventKind::SetsEntry || story[i].kind == EventKind::ReadsPages)
            break;
    }
    return {};
}

// Said already by the sentence before, or of no consequence to a learner at this step.
bool isSaid(const Event& event, std::span<const Event> story, const std::vector<Sentence>& told) {
    using enum EventKind;
    if (told.empty())
        return false;
    const EventKind before = story[told.back().event].kind;
    if (event.kind == SetsEntry && before == UsesZeroPage)
        return true;
    if (event.kind == SetsEntry && before == MakesWritable)
        return story[told.back().event].frame == event.frame;
    // Read from the disk a moment ago: of course it is in the page cache now.
    return event.kind == CacheHit && (before == ReadsPages || before == CacheMiss);
}

// Several TLB entries that are dropped one after the other are one sentence.
std::size_t lastDropped(std::span<const Event> story, std::size_t first) {
    std::size_t last = first;
    while (last + 1 < story.size() && story[last + 1].kind == EventKind::DropsTlbEntry)
        ++last;
    return last;
}

// Alike: they tell the same kinds of events, whatever pages they are about.
bool alike(std::span<const Event> story, const Sentence& a, const Sentence& b) {
    return story[a.event].kind == story[b.event].kind && story[a.last].kind == story[b.last].kind &&
           story[a.event].write == story[b.event].write && story[a.event].call == story[b.event].call;
}

// How many sentences from `at` on say again, in the same order, what the `period` before them say.
std::size_t repeated(std::span<const Event> story, const std::vector<Sentence>& all, std::size_t at,
                     std::size_t period) {
    std::size_t count = 0;
    while (at + count < all.size() && alike(story, all[at + count], all[at + count - period]))
        ++count;
    return count - count % period;
}

std::vector<Sentence> folded(std::vector<Sentence> all, std::span<const Event> story, std::size_t most) {
    if (most == 0 || all.size() <= most)
        return all;
    constexpr std::size_t longestPeriod = 8; // of the sentences about one page of many
    std::vector<Sentence> shown;
    for (std::size_t i = 0; i < all.size();) {
        std::size_t period = 0, count = 0;
        for (std::size_t each = 1; each <= longestPeriod && i >= each; ++each)
            if (const std::size_t same = repeated(story, all, i, each); same >= 2 && same > count)
                period = each, count = same;
        if (period == 0) {
            shown.push_back(std::move(all[i++]));
            continue;
        }
        Sentence fold;
        fold.actor = all[i].actor;
        fold.event = all[i].event;
        fold.last = all[i + count - 1].last;
        fold.folded = true;
        fold.text = story[all[i].event].kind == EventKind::MapsNeighbours ? Words::tr("and %1 neighbours.").arg(count)
                    : period == 1 ? Words::tr("and %1 more like this.").arg(count)
                                  : Words::tr("and %1 more like these.").arg(count);
        fold.within.assign(std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(i)),
                           std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(i + count)));
        i += count;
        shown.push_back(std::move(fold));
    }
    return shown;
}

} // namespace

QString Sentence::whole() const {
    return nameOfActor(actor) + QLatin1Char(' ') + text;
}

std::vector<Event> storyOf(const Operation& operation, std::span<const Event> story) {
    std::vector<Event> told(story.begin(), story.end());
    for (Event& event : told)
        if (event.kind == EventKind::ProgramCalls && event.text.empty() && operation.kind == OperationKind::Call &&
            operation.call == event.call)
            event.text = callText(operation);
    return told;
}

Sentence sentenceOf(const Event& event, const Names& names) {
    return sentence(actorOf(event.kind), wordsFor(event, names), 0, 0);
}

std::vector<Sentence> tellAll(std::span<const Event> story, const Names& names) {
    std::vector<Sentence> told;
    for (std::size_t i = 0; i < story.size(); ++i)
        told.push_back(sentence(actorOf(story[i].kind), wordsFor(inContext(story, i), names), i, i));
    return told;
}

std::vector<Sentence> tell(std::span<const Event> story, const Names& names, std::size_t most) {
    std::vector<Sentence> told;
    bool ended = false;
    for (std::size_t i = 0; i < story.size(); ++i) {
        const Event& event = story[i];
        if (isDetail(event.kind) || (ended && isTearingDown(event.kind)))
            continue;
        ended = ended || event.kind == EventKind::EndsProcess;
        if (isSaid(event, story, told))
            continue;
        if (event.kind == EventKind::DropsTlbEntry && lastDropped(story, i) > i) {
            Event all = event;
            const std::size_t last = lastDropped(story, i);
            all.count = 0;
            for (std::size_t each = i; each <= last; ++each)
                all.count += std::max<std::uint64_t>(1, story[each].count);
            told.push_back(sentence(actorOf(all.kind), wordsFor(all, names), i, last));
            i = last;
            continue;
        }
        const Actor actor = actorOf(event.kind);
        if (event.kind == EventKind::FindsMapping) {
            const QString consequence = mappingWithConsequence(story, i, names);
            told.push_back(sentence(actor, consequence.isEmpty() ? wordsFor(event, names) : consequence, i, i));
            continue;
        }
        const std::size_t partner = partnerOf(story, i);
        // Tried again after a fault, the access misses in the TLB once more: the repeat says that it goes through.
        if (event.kind == EventKind::TlbMiss && partner < story.size() && story[partner].kind == EventKind::WalkFinds &&
            !told.empty()) {
            const std::size_t after = partnerOf(story, partner);
            if (after < story.size() && story[after].kind == EventKind::Repeats) {
                i = partner;
                continue;
            }
        }
        const QString both = partner < story.size() ? together(event, story[partner], names) : QString();
        if (!both.isEmpty()) {
            told.push_back(sentence(actor, both, i, partner));
            i = partner;
            continue;
        }
        told.push_back(sentence(actor, wordsFor(inContext(story, i), names), i, i));
    }
    // A call whose return the kernel tells and the program gets is one fact: the program's sentence says it.
    for (std::size_t i = 0; i + 1 < told.size(); ++i)
        if (story[told[i].event].kind == EventKind::Returns && story[told[i + 1].event].kind == EventKind::ProgramGets)
            told.erase(told.begin() + static_cast<std::ptrdiff_t>(i));
    return folded(std::move(told), story, most);
}

} // namespace faultline
