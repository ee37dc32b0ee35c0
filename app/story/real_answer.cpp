#include "app/story/real_question.h"

#include <algorithm>
#include <cerrno>

namespace faultline {

using Words = RealAnswerWords;

namespace {

RealAnswer aboutProgram(const RealQuestion& q) {
    const Operation& mine = q.simulated.step->operation;
    const Operation& its = q.real.step->operation;
    const bool same = mine.kind == its.kind && mine.call == its.call;
    // A scan is the machine's word for a string read to its end.
    const QString name = its.kind == OperationKind::Scan ? Words::tr("read") : toQString(kindName(its));
    return judged(same, same ? Words::tr("same %1").arg(name) : Words::tr("%1 instead").arg(name));
}

RealAnswer aboutResult(const RealQuestion& q) {
    const Outcome& mine = q.simulated.step->outcome;
    const Outcome& its = q.outcome();
    if (q.event.count > 0) {
        std::uint64_t value = 0;
        for (std::size_t i = std::min<std::uint64_t>(8, q.event.count); i-- > 0;)
            value = value << 8 | its.value[i];
        return judged(mine.value == its.value, Words::tr("gets %1").arg(valueText(value, q.event.count)));
    }
    if (its.error != 0)
        return judged(mine.error == its.error, Words::tr("returns %1").arg(errorText(its.error)));
    const QString result =
        its.result > 0xffffffff ? hexText(static_cast<std::uint64_t>(its.result)) : QString::number(its.result);
    return judged(mine.result == its.result && mine.error == 0, Words::tr("returns %1").arg(result));
}

// What a call has done to a file, by what the kernel then says of the file or returned.
RealAnswer aboutFile(const RealQuestion& q) {
    const std::int64_t result = q.outcome().result;
    switch (q.event.kind) {
    case EventKind::OpensFile:
        return judged(result == static_cast<std::int64_t>(q.event.value), Words::tr("descriptor %1").arg(result));
    case EventKind::ReadsFile:
    case EventKind::WritesFile:
        return judged(result == static_cast<std::int64_t>(q.event.count),
                      bytesText(static_cast<std::uint64_t>(result)));
    default:
        break;
    }
    const File* mine = q.simulated.after->file(q.event.file);
    const FileFacts* its = mine && !mine->facts.name.empty() ? q.real.after->fileNamed(mine->facts.name) : nullptr;
    if (!its)
        return {};
    if (q.event.kind == EventKind::CreatesFile)
        return judged(true, Words::tr("it is there"));
    return judged(its->size == mine->facts.size, Words::tr("size %1").arg(bytesText(its->size)));
}

RealAnswer aboutWaiting(const RealQuestion& q) {
    const auto waitsOn = [&](const TellingSide& side) {
        const Process* process = side.after->process(q.event.process ? q.event.process : side.step->process);
        return process && process->facts.blocked;
    };
    const bool waits = waitsOn(q.real);
    return judged(waits == waitsOn(q.simulated), waits ? Words::tr("waits") : Words::tr("goes on"));
}

RealAnswer aboutSignal(const RealQuestion& q) {
    const Outcome& its = q.outcome();
    const Signal signal = its.signal ? its.signal : its.delivered.empty() ? Signal{} : its.delivered.front();
    const Outcome& told = q.simulated.step->outcome;
    if (!signal && !told.signal && told.delivered.empty()) {
        if (q.event.kind == EventKind::SendsSignal)
            return {Verdict::NotVisible, Words::tr("seen when it arrives"),
                    Words::tr("a signal that waits, or is for another process, shows when it arrives")};
        // Met by the kernel itself, for a call.
        return judged(its.error == told.error, its.error != 0 ? errorText(its.error) : Words::tr("no signal"));
    }
    if (!signal)
        return judged(false, Words::tr("no signal"));
    const Signal& mine = q.event.signal;
    const QString code = toQString(signalCodeName(signal));
    return judged(mine.number == signal.number && mine.code == signal.code, code.isEmpty() ? signalText(signal) : code);
}

RealAnswer aboutEnd(const RealQuestion& q) {
    if (q.event.process == q.real.step->process)
        return judged(q.real.step->status == Status::Ended,
                      q.real.step->status == Status::Ended ? Words::tr("ended") : Words::tr("goes on"));
    const Process* process = q.real.after->process(q.event.process);
    if (!process)
        return judged(true, Words::tr("ended"));
    return judged(process->facts.ended, process->facts.ended ? Words::tr("ended") : Words::tr("goes on"));
}

RealAnswer aboutFork(const RealQuestion& q) {
    const ProcessId child = q.outcome().child;
    return judged(child == q.event.process, child != 0 ? Words::tr("child %1").arg(child) : Words::tr("no child"));
}

RealAnswer answer(const RealQuestion& q) {
    using enum EventKind;
    switch (q.event.kind) {
    case ProgramGets:
    case Returns:
        return aboutResult(q);
    case TlbHitForbidden:
    case WalkFindsNothing:
    case WalkForbids:
    case KernelFaults:
        return aboutFault(q);
    case TlbHit:
    case TlbMiss:
    case WalkFinds:
    case WalkLevel:
    case TlbFills:
    case TlbEvicts:
    case DropsTlbEntry:
        return hidden(q, Field::Tlb, Words::tr("TLB not visible"));
    case FindsMapping:
    case MakesMapping:
    case ChangesMapping:
        return aboutMapping(q);
    case FindsNoMapping:
    case RemovesMapping:
        return aboutGap(q);
    case FindsForbidden:
    case FindsBeyondEnd:
    case SendsSignal:
    case DeliversSignal:
        return aboutSignal(q);
    case TakesFrame:
    case CopiesFrame:
    case FillsWithZeros:
        return aboutFrame(q);
    case ReusesFrame:
    case EvictsPage:
        return frameHidden(q);
    case SetsEntry:
    case UsesZeroPage:
    case MakesWritable:
        return aboutEntry(q);
    case MapsNeighbours:
    case LeavesNeighbours:
        return aboutNeighbours(q);
    case ReservesOnly:
        return aboutReserved(q);
    case OpensFile:
    case ReadsFile:
    case WritesFile:
    case ResizesFile:
    case CreatesFile:
        return aboutFile(q);
    case Blocks:
    case Wakes:
        return aboutWaiting(q);
    case RemovesEntries:
        return aboutRemovedEntries(q);
    case CacheMiss:
        return aboutRead(q);
    case CacheHit:
    case ReadsPages:
    case DropsPages:
        return aboutCache(q);
    case Repeats:
        return aboutBytes(q);
    case EndsProcess:
        return aboutEnd(q);
    case Forks:
        return aboutFork(q);
    default:
        return actorOf(q.event.kind) == Actor::Program ? aboutProgram(q) : RealAnswer{};
    }
}

} // namespace

RealAnswer realAnswer(const Sentence& sentence, const TellingSide& simulated, const TellingSide& real,
                      const Names& names) {
    if (!simulated.step || !real.step || sentence.folded || sentence.event >= simulated.step->outcome.story.size())
        return {};
    const RealQuestion first{simulated.step->outcome.story[sentence.event], simulated, real, names};
    // "misses in the TLB; the walk finds no entry: page fault" is about the fault; "finds no mapping: SIGSEGV" about
    // both.
    const RealQuestion last{
        simulated.step->outcome.story[std::min(sentence.last, simulated.step->outcome.story.size() - 1)], simulated,
        real, names};
    const bool fault = last.event.kind == EventKind::WalkFindsNothing || last.event.kind == EventKind::WalkForbids ||
                       last.event.kind == EventKind::SendsSignal;
    const RealAnswer found = answer(fault ? last : first);
    if (found.verdict != Verdict::Silent || sentence.actor == Actor::Program)
        return found;
    return {Verdict::NotVisible, Words::tr("not visible"),
            Words::tr("the kernel tells what came of it, not how it did it")};
}

} // namespace faultline
