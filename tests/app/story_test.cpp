// The sentences of a story: made from events alone, the actor first, short.
#include "app/story/sentence.h"
#include "sample_moments.h"

#include <QTest>

#include <functional>

#include <cerrno>
#include <csignal>
#include <set>

namespace faultline {
namespace {

constexpr Address p = SampleMoments::p;

Event eventOf(EventKind kind) {
    Event made;
    made.kind = kind;
    made.address = p + 4096;
    made.file = 1;
    made.frame = 7;
    made.index = 1;
    made.process = firstProcess;
    return made;
}

Event with(Event made, const std::function<void(Event&)>& change) {
    change(made);
    return made;
}

struct Case {
    Event event;
    const char* sentence;
};

std::vector<Case> cases() {
    using enum EventKind;
    std::vector<Case> all;
    const auto add = [&](
                         EventKind kind, const char* sentence,
                         const std::function<void(Event&)>& change = [](Event&) {}) {
        all.push_back({with(eventOf(kind), change), sentence});
    };
    add(ProgramLoads, "Program loads the byte at p + 4096.", [](Event& e) { e.count = 1; });
    add(ProgramLoads, "Program loads 4 bytes at p + 4096.", [](Event& e) { e.count = 4; });
    add(ProgramStores, "Program stores 'c' at p + 4096.", [](Event& e) { e.count = 1, e.value = 'c'; });
    add(ProgramStores, "Program stores -5 at p + 4096.", [](Event& e) { e.count = 4, e.value = 0xfffffffb; });
    add(ProgramCopies, "Program copies 100 bytes from p to p + 4096.", [](Event& e) { e.count = 100, e.other = p; });
    add(ProgramFills, "Program fills 64 bytes at p + 4096 with '\\0'.", [](Event& e) { e.count = 64; });
    add(ProgramCompares, "Program compares 8 bytes at p + 4096 with those at p.",
        [](Event& e) { e.count = 8, e.other = p; });
    add(ProgramScans, "Program reads 12 bytes from p + 4096 on.", [](Event& e) { e.count = 12; });
    add(ProgramUpdates, "Program updates 4 bytes at p + 4096 in one access.", [](Event& e) { e.count = 4; });
    add(ProgramCalls, "Program calls msync(p, 4096, MS_SYNC).",
        [](Event& e) { e.call = Call::Msync, e.text = "p, 4096, MS_SYNC"; });
    add(ProgramCalls, "Program calls munmap(p + 4096, 4096).",
        [](Event& e) { e.call = Call::Munmap, e.text = "0x7ffff7ff7000, 4096"; });
    add(ProgramCalls, "Program calls sigaction(SIGSEGV, &…, 0).",
        [](Event& e) { e.call = Call::Sigaction, e.text = "11, \"?\", 0"; });
    add(ProgramCalls, "Program calls fcntl(3, F_SETLKW, &…).",
        [](Event& e) { e.call = Call::Fcntl, e.text = "3, 7, \"?\""; });
    add(ProgramCalls, "Program calls open(\"a, b\", O_RDWR).",
        [](Event& e) { e.call = Call::Open, e.text = "\"a, b\", O_RDWR, 0"; });
    add(ProgramCalls, "Program returns from its handler: what was interrupted is tried again.",
        [](Event& e) { e.call = Call::Sigreturn; });
    add(ProgramCalls, "Program waits for a child to end: wait().",
        [](Event& e) { e.call = Call::Wait4, e.text = "-1, 0, 0, 0"; });
    add(ProgramGets, "Program gets 'b'.", [](Event& e) { e.count = 1, e.value = 'b'; });
    add(ProgramGets, "Program gets 3 from open.", [](Event& e) { e.call = Call::Open, e.value = 3; });
    add(ProgramGets, "Program gets -1 from open: ENOENT.",
        [](Event& e) { e.call = Call::Open, e.value = -1, e.error = ENOENT; });
    add(TlbHit, "Hardware finds the page in the TLB: frame 7.");
    add(TlbHitForbidden, "Hardware finds the page in the TLB, but read-only: page fault.");
    add(TlbMiss, "Hardware misses in the TLB: page p + 4096 is not in it.");
    add(WalkLevel, "Hardware reads entry 1 of the table at level 2: it leads to frame 7.",
        [](Event& e) { e.level = 2; });
    add(WalkFinds, "Hardware walks the page table: the entry of p + 4096 leads to frame 7.");
    add(WalkFindsNothing, "Hardware walks the page table and finds no entry: page fault.");
    add(WalkForbids, "Hardware walks the page table and finds a read-only entry: page fault.");
    add(RaisesFault, "Hardware raises a page fault at p + 4096.", [](Event& e) { e.count = 1; });
    add(RaisesFault, "Hardware raises 8 page faults, from p + 4096 on.", [](Event& e) { e.count = 8; });
    add(RaisesFault, "Hardware raises 8 more page faults, whose addresses are not kept.",
        [](Event& e) { e.address = 0, e.count = 8; });
    add(TlbFills, "Hardware keeps the entry of p + 4096 in the TLB, slot 1.");
    add(TlbEvicts, "Hardware drops p + 4096 from TLB slot 1 to make room.");
    add(SetsAccessed, "Hardware sets the accessed bit in the entry of p + 4096.");
    add(SetsDirty, "Hardware sets the dirty bit in the entry of p + 4096.");
    add(Repeats, "Hardware repeats the load: 'b' is in frame 7.", [](Event& e) { e.value = 'b', e.count = 1; });
    add(Repeats, "Hardware repeats the store: 'c' is in frame 7. The file still holds 'b'.",
        [](Event& e) { e.value = 'c', e.count = 1, e.write = true; });
    add(KernelFaults, "Kernel touches p + 4096 itself, for the call: page fault.");
    add(FindsMapping, "Kernel finds mapping p: private, rw-, backed by notes.txt.",
        [](Event& e) { e.protection = 3, e.text = "p"; });
    add(FindsNoMapping, "Kernel finds no mapping at 0x1000.", [](Event& e) { e.address = 0x1000; });
    add(FindsForbidden, "Kernel finds that p + 4096 allows no stores.",
        [](Event& e) { e.write = true, e.protection = 1; });
    add(FindsBeyondEnd, "Kernel finds page 1 beyond the end of notes.txt.");
    add(CacheHit, "Kernel finds page 1 of notes.txt in the page cache.");
    add(CacheMiss, "Kernel looks for page 1 in the page cache: not there. A major fault.");
    add(TakesFrame, "Kernel takes free frame 7.");
    add(EvictsPage, "Kernel drops page 1 of notes.txt from frame 7: the clock chooses it.",
        [](Event& e) { e.text = "the clock chooses it"; });
    add(FillsWithZeros, "Kernel fills frame 7 with zeros.");
    add(UsesZeroPage, "Kernel lets the entry of p + 4096 lead to the zero page, read-only.");
    add(CopiesFrame, "Kernel copies file page 1 from frame 5 into frame 7.", [](Event& e) { e.other = 5; });
    add(ReusesFrame, "Kernel finds no other user of frame 7, so no copy is needed.");
    add(MakesWritable, "Kernel makes the entry of p + 4096 writable and marks the page dirty.");
    add(SetsEntry, "Kernel sets the entry of p + 4096 to frame 7, writable.",
        [](Event& e) { e.entry.writable = true; });
    add(MapsNeighbours, "Kernel maps 13 neighbours that are in the page cache: fault-around.",
        [](Event& e) { e.count = 13; });
    add(LeavesNeighbours, "Kernel leaves out 2 neighbours: the disk was not done with them.",
        [](Event& e) { e.count = 2; });
    add(DropsTlbEntry, "Kernel drops the old TLB entry of p + 4096.", [](Event& e) { e.count = 1; });
    add(SendsSignal, "Kernel sends SIGSEGV (SEGV_MAPERR) for 0x1000.",
        [](Event& e) { e.address = 0x1000, e.signal.number = SIGSEGV, e.signal.code = 1; });
    add(DeliversSignal, "Kernel runs the program's handler of SIGSEGV.", [](Event& e) { e.signal.number = SIGSEGV; });
    add(EndsProcess, "Kernel ends process 1000, status 3.", [](Event& e) { e.value = 3; });
    add(EndsProcess, "Kernel ends process 1000: killed by SIGBUS (BUS_ADRERR).",
        [](Event& e) { e.signal.number = SIGBUS, e.signal.code = 2; });
    add(MakesMapping, "Kernel makes mapping p: 12 KiB, private, rw-, of notes.txt.",
        [](Event& e) { e.address = p, e.other = p + 12288, e.protection = 3, e.text = "p"; });
    add(RemovesMapping, "Kernel removes the mapping at p, 12 KiB.",
        [](Event& e) { e.address = p, e.other = p + 12288; });
    add(ChangesMapping, "Kernel sets the rights at p, 4 KiB, to r--.",
        [](Event& e) { e.address = p, e.other = p + 4096, e.protection = 1; });
    add(MovesMapping, "Kernel moves the mapping, with its pages, from 0x10000 to 0x20000.",
        [](Event& e) { e.address = 0x20000, e.other = 0x10000; });
    add(SplitsMapping, "Kernel splits the mapping at p + 4096 in two.");
    add(MergesMapping, "Kernel merges neighbours into one mapping at p, 12 KiB.",
        [](Event& e) { e.address = p, e.other = p + 12288; });
    add(RemovesEntries, "Kernel removes 3 page table entries, from p on.",
        [](Event& e) { e.address = p, e.count = 3; });
    add(ReservesOnly, "Kernel only reserves addresses for 3 pages: no frame yet, no entry yet.",
        [](Event& e) { e.count = 3; });
    add(OpensFile, "Kernel opens notes.txt as descriptor 3.", [](Event& e) { e.value = 3; });
    add(ClosesFile, "Kernel closes descriptor 3, notes.txt.", [](Event& e) { e.value = 3; });
    add(CreatesFile, "Kernel creates notes.txt, empty.");
    add(ResizesFile, "Kernel sets the size of notes.txt to 4 KiB.", [](Event& e) { e.value = 4096; });
    add(RemovesFile, "Kernel removes the name notes.txt.");
    add(ReadsFile, "Kernel reads 1 byte of notes.txt from byte 5 on.", [](Event& e) { e.index = 5, e.count = 1; });
    add(WritesFile, "Kernel writes 20 bytes of notes.txt from byte 0 on.", [](Event& e) { e.index = 0, e.count = 20; });
    add(ZeroesTail, "Kernel fills the last 3288 bytes of page 1 with zeros.", [](Event& e) { e.count = 3288; });
    add(CleansPages, "Kernel marks 2 pages of notes.txt clean, from page 1 on.", [](Event& e) { e.count = 2; });
    add(DropsPages, "Kernel drops 1 page of notes.txt from the page cache, from page 1 on.",
        [](Event& e) { e.count = 1; });
    add(ChangesMapping, "Kernel makes mapping p 16 KiB long, in place.",
        [](Event& e) { e.call = Call::Mremap, e.address = p, e.other = p + 16384, e.protection = 3; });
    add(Forks, "Kernel makes process 1001, with nothing mapped, for the command.",
        [](Event& e) { e.call = Call::ForkEmpty, e.process = 1001; });
    add(Forks, "Kernel makes process 1001, a copy of the caller.", [](Event& e) { e.process = 1001; });
    add(CopiesEntries, "Kernel copies 5 entries for 1001; both sides become read-only.",
        [](Event& e) { e.process = 1001, e.count = 5; });
    add(LocksRange, "Kernel locks 4 bytes of notes.txt from byte 0 on, for writing.",
        [](Event& e) { e.index = 0, e.count = 4, e.write = true; });
    add(UnlocksRange, "Kernel unlocks 4 bytes of notes.txt from byte 0 on.",
        [](Event& e) { e.index = 0, e.count = 4; });
    add(ProgramCalls, "Program calls read(0, buffer, 1024).",
        [](Event& e) { e.call = Call::Read, e.text = "0, &…, 1024"; });
    add(Blocks, "Kernel lets the program wait for standard input.", [](Event& e) { e.text = "standard input"; });
    add(Blocks, "Kernel lets the program wait for a lock on notes.txt.",
        [](Event& e) { e.process = 1001, e.text = "a lock on notes.txt"; });
    add(Wakes, "Kernel wakes 1001, which waited for a lock on notes.txt.",
        [](Event& e) { e.process = 1001, e.text = "a lock on notes.txt"; });
    add(Returns, "Kernel returns 3 from open.", [](Event& e) { e.call = Call::Open, e.value = 3; });
    add(Returns, "Kernel returns -1 from mmap: EACCES.",
        [](Event& e) { e.call = Call::Mmap, e.value = -1, e.error = EACCES; });
    add(ReadsPages, "Disk reads pages 0 to 2 into frames 4 to 6: readahead.",
        [](Event& e) { e.index = 0, e.count = 3, e.frame = 4; });
    add(WritesPages, "Disk writes page 1 of notes.txt.", [](Event& e) { e.count = 1; });
    add(KernelWritesBack, "Kernel writes page 1 of notes.txt back, on its own account.");
    return all;
}

} // namespace

class StoryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachKindOfEventHasItsSentence() {
        const SampleMoments sample;
        const Names names(sample.simulated, firstProcess);
        std::set<EventKind> met;
        for (const Case& each : cases()) {
            met.insert(each.event.kind);
            QCOMPARE(sentenceOf(each.event, names).whole(), QString::fromUtf8(each.sentence));
        }
        for (int kind = 0; kind <= static_cast<int>(lastEventKind); ++kind)
            QVERIFY2(met.contains(static_cast<EventKind>(kind)),
                     std::string(nameOf(static_cast<EventKind>(kind))).c_str());
    }

    void noSentenceIsLongerThan75CharactersHoweverLongTheNamesAre() {
        SampleMoments sample;
        sample.simulated.files[1].facts.name = std::string(200, 'n') + ".txt";
        for (auto& [start, mapping] : sample.simulated.processes[firstProcess].mappings)
            mapping.label = std::string(100, 'p');
        const Names names(sample.simulated, firstProcess);
        for (const Case& each : cases()) {
            Event long_ = each.event;
            long_.text = std::string(300, 'x');
            for (std::uint64_t* number : {&long_.count, &long_.index, &long_.other})
                if (*number != 0)
                    *number = 18000000000000000000u;
            const QString whole = sentenceOf(long_, names).whole();
            QVERIFY2(whole.size() <= 75, qPrintable(whole));
        }
    }

    void whoWaitsIsNamedWhereThereAreSeveral() {
        SampleMoments sample;
        sample.simulated.processes[1001] = sample.simulated.processes[firstProcess];
        const Event waits =
            with(eventOf(EventKind::Blocks), [](Event& e) { e.process = 1001, e.text = "a lock on notes.txt"; });
        QCOMPARE(sentenceOf(waits, Names(sample.simulated, firstProcess)).whole(),
                 QStringLiteral("Kernel lets 1001 wait for a lock on notes.txt."));
    }

    void aStringThatIsReadToItsEndIsNoScan() {
        SampleMoments sample;
        Event reads = eventOf(EventKind::ProgramScans);
        reads.count = 9;
        for (Step* step : {&sample.simulatedStep, &sample.realStep})
            step->operation.kind = OperationKind::Scan;
        sample.simulatedStep.outcome.story = {reads};
        QCOMPARE(sample.storeToPrivate().answers[0].text, QStringLiteral("same read"));
        sample.simulatedStep.operation.kind = OperationKind::Load;
        QCOMPARE(sample.storeToPrivate().answers[0].text, QStringLiteral("read instead"));
    }

    void anEarlierOperationThatTookAFaultIsToldWithItsStep() {
        const SampleMoments sample;
        const Moment moment = sample.storeToPrivate();
        Step earlier = sample.simulatedStep;
        earlier.number = 6;
        const auto fault = earlierFault(moment, earlier);
        QVERIFY(fault.has_value());
        QCOMPARE(fault->step, 6u);
        QCOMPARE(fault->text, QStringLiteral("before, in step 6: the store at p + 4096 took a minor fault."));
        earlier.outcome.minor = 0;
        QVERIFY(!earlierFault(moment, earlier));
    }

    void sentencesHaveNoYouAndEndWithAFullStop() {
        const SampleMoments sample;
        const Names names(sample.simulated, firstProcess);
        for (const Case& each : cases()) {
            const QString whole = sentenceOf(each.event, names).whole();
            QVERIFY(whole.endsWith(QLatin1Char('.')));
            QVERIFY(!whole.contains(QStringLiteral("you")) && !whole.contains(QStringLiteral(" we ")));
        }
    }

    void aStoreToAPrivatePageIsToldInSixSentences() {
        const SampleMoments sample;
        const Moment moment = sample.storeToPrivate();
        const QStringList expected{
            QStringLiteral("Program stores 'c' at p + 4096."),
            QStringLiteral("Hardware finds the page in the TLB, but read-only: page fault."),
            QStringLiteral("Kernel finds mapping p: private and writable, so it must copy."),
            QStringLiteral("Kernel takes free frame 7 and copies file page 1 into it."),
            QStringLiteral("Kernel sets the entry to frame 7, writable, and drops the old TLB entry."),
            QStringLiteral("Hardware repeats the store: 'c' is in frame 7. The file still holds 'b'.")};
        QStringList told;
        for (const Sentence& sentence : moment.sentences)
            told << sentence.whole();
        QCOMPARE(told, expected);
    }

    void theRealKernelAnswersEachSentenceFromItsOwnRecord() {
        const SampleMoments sample;
        const Moment moment = sample.storeToPrivate();
        const QStringList expected{QStringLiteral("same store"),        QStringLiteral("fault at p + 4096"),
                                   QStringLiteral("maps: rw-p"),        QStringLiteral("frame not visible"),
                                   QStringLiteral("pagemap: own page"), QStringLiteral("holds 'c'")};
        QStringList answers;
        for (const RealAnswer& answer : moment.answers)
            answers << answer.text;
        QCOMPARE(answers, expected);
        QVERIFY(moment.answers[3].verdict == Verdict::NotVisible);
        QVERIFY(!moment.answers[3].reason.isEmpty());
    }

    void whereTheRealKernelDiffersTheAnswerSaysSo() {
        SampleMoments sample;
        sample.realStep.outcome.minor = 0;
        sample.real.processes[firstProcess].pages[p / 4096 + 1].state = PageState::File;
        const Moment moment = sample.storeToPrivate();
        QVERIFY(moment.answers[1].verdict == Verdict::Differs);
        QCOMPARE(moment.answers[1].text, QStringLiteral("no fault"));
        QVERIFY(moment.answers[4].verdict == Verdict::Differs);
        QCOMPARE(moment.answers[4].text, QStringLiteral("pagemap: file page"));
    }

    void whereTheKernelListsItsFaultsThePlaceIsCompared() {
        SampleMoments sample;
        const auto raised = [](Address address) {
            return with(eventOf(EventKind::RaisesFault), [&](Event& e) { e.address = address, e.count = 1; });
        };
        sample.realStep.outcome.story = {raised(p + 4096 + 3)};
        QVERIFY(sample.storeToPrivate().answers[1].verdict == Verdict::Agrees);
        sample.realStep.outcome.story = {raised(p)};
        const Moment elsewhere = sample.storeToPrivate();
        QVERIFY(elsewhere.answers[1].verdict == Verdict::Differs);
        QCOMPARE(elsewhere.answers[1].text, QStringLiteral("no fault there"));
    }

    void whereNoAddressIsKeptTheCountIsAllThatTheKernelSays() {
        SampleMoments sample;
        sample.realStep.outcome.minor = 1;
        sample.realStep.outcome.story.clear();
        sample.realStep.delta.changes.clear();
        sample.real.notVisible[Field::FaultAddresses] = "perf_event_open is refused";
        const RealAnswer counted = sample.storeToPrivate().answers[1];
        QVERIFY(counted.verdict == Verdict::NotVisible);
        QCOMPARE(counted.text, QStringLiteral("1 minor fault, address not visible"));
        QCOMPARE(counted.reason, QStringLiteral("perf_event_open is refused"));
        // Its own page tables show another entry there: then it is known.
        PageChange change;
        change.process = firstProcess;
        change.page = p / 4096 + 1;
        change.before = Page{};
        change.before->state = PageState::File;
        change.after = Page{};
        change.after->state = PageState::Copy;
        sample.realStep.delta.changes.push_back(change);
        const RealAnswer seen = sample.storeToPrivate().answers[1];
        QVERIFY(seen.verdict == Verdict::Agrees);
        QCOMPARE(seen.text, QStringLiteral("fault at p + 4096"));
    }

    void aLongStoryIsFoldedAndKeepsItsEnd() {
        const SampleMoments sample;
        std::vector<Event> story;
        for (int i = 0; i < 40; ++i)
            story.push_back(eventOf(EventKind::CacheHit));
        story.push_back(eventOf(EventKind::ReservesOnly));
        story.push_back(with(eventOf(EventKind::ProgramGets), [](Event& e) { e.count = 1, e.value = 'b'; }));
        const std::vector<Sentence> told = tell(story, Names(sample.simulated, firstProcess));
        QCOMPARE(told.size(), 4u);
        QVERIFY(told[1].folded);
        QCOMPARE(told[1].text, QStringLiteral("and 39 more like this."));
        QCOMPARE(told[1].within.size(), 39u);
        QVERIFY(!told[2].folded); // unlike its neighbours
        QCOMPARE(told[3].whole(), QStringLiteral("Program gets 'b'."));
    }

    void sentencesThatAreUnlikeAreNeverFolded() {
        const SampleMoments sample;
        std::vector<Event> story;
        for (const EventKind kind :
             {EventKind::ProgramLoads, EventKind::FindsBeyondEnd, EventKind::FindsMapping, EventKind::CacheMiss,
              EventKind::ReadsPages, EventKind::MapsNeighbours, EventKind::SetsEntry, EventKind::ReservesOnly,
              EventKind::Repeats, EventKind::Forks})
            story.push_back(eventOf(kind));
        const std::vector<Sentence> told = tell(story, Names(sample.simulated, firstProcess));
        QVERIFY(told.size() > 8);
        for (const Sentence& sentence : told)
            QVERIFY(!sentence.folded);
    }

    void whatComesAgainAndAgainInOneOrderIsFoldedToo() {
        const SampleMoments sample;
        std::vector<Event> story;
        for (int page = 0; page < 20; ++page)
            for (const EventKind kind : {EventKind::FindsMapping, EventKind::TakesFrame, EventKind::SetsEntry})
                story.push_back(eventOf(kind));
        const std::vector<Sentence> told = tell(story, Names(sample.simulated, firstProcess));
        QCOMPARE(told.size(), 4u);
        QCOMPARE(told[3].text, QStringLiteral("and 57 more like these."));
    }

    void theCallOfAMachineThatTellsNoArgumentsIsToldByItsOperation() {
        const SampleMoments sample;
        const Names names(sample.real, firstProcess);
        Operation operation;
        operation.kind = OperationKind::Call;
        operation.call = Call::Mmap;
        for (const std::uint64_t value : {0ULL, 4096ULL, 1ULL, 2ULL, 3ULL, 0ULL})
            operation.arguments.push_back(CallArgument::number(value));
        Event called;
        called.kind = EventKind::ProgramCalls;
        called.call = Call::Mmap;
        const std::vector<Event> bare{called};
        QCOMPARE(tellAll(storyOf(operation, bare), names)[0].whole(),
                 QStringLiteral("Program calls mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3, 0)."));
        operation.call = Call::Wait4;
        operation.arguments = {CallArgument::number(~0ULL), CallArgument::number(0), CallArgument::number(0),
                               CallArgument::number(0)};
        const std::vector<Event> waits{with(called, [](Event& e) { e.call = Call::Wait4; })};
        QCOMPARE(tellAll(storyOf(operation, waits), names)[0].whole(),
                 QStringLiteral("Program waits for a child to end: wait()."));
        operation.arguments[0] = CallArgument::number(1001);
        QCOMPARE(tellAll(storyOf(operation, waits), names)[0].whole(),
                 QStringLiteral("Program waits for process 1001 to end: waitpid()."));
    }

    void whatComesFromSwapAndGoesThereIsNoPageOfAFile() {
        const SampleMoments sample;
        const Names names(sample.simulated, firstProcess);
        const auto inSwap = [](EventKind kind) {
            return with(eventOf(kind), [](Event& e) { e.file = 0, e.index = 0, e.count = 1, e.text.clear(); });
        };
        QCOMPARE(sentenceOf(inSwap(EventKind::ReadsPages), names).whole(),
                 QStringLiteral("Disk reads p + 4096 from swap into frame 7."));
        QCOMPARE(sentenceOf(inSwap(EventKind::EvictsPage), names).whole(),
                 QStringLiteral("Kernel needs a frame: moves p + 4096 from frame 7 to swap."));
    }

    void aRepeatedLoadSaysWhatItGot() {
        const SampleMoments sample;
        const auto load = with(eventOf(EventKind::ProgramLoads), [](Event& e) { e.count = 4; });
        const auto got = with(eventOf(EventKind::ProgramGets), [](Event& e) { e.count = 4, e.value = 1000; });
        const std::vector<Event> story{load, eventOf(EventKind::Repeats), got};
        const std::vector<Sentence> told = tell(story, Names(sample.simulated, firstProcess));
        QCOMPARE(told[1].whole(), QStringLiteral("Hardware repeats the load: 1000 is in frame 7."));
    }

    void addressesKeepTheProgramsNamesWhateverBecomesOfTheMapping() {
        SampleMoments sample;
        ProgramNames program;
        Step made;
        made.number = 3;
        made.process = firstProcess;
        made.operation.kind = OperationKind::Call;
        made.operation.call = Call::Mmap;
        made.operation.label = "p";
        made.operation.arguments.resize(6);
        made.operation.arguments[1].value = 3 * 4096;
        made.outcome.result = p;
        program.learn(made);
        // Its first page is unmapped: the rest keeps its distance from p, and p is still what the program calls it.
        auto& mappings = sample.simulated.processes[firstProcess].mappings;
        Mapping rest = mappings.at(p);
        mappings.erase(p);
        rest.start = p + 4096;
        mappings[rest.start] = rest;
        const Names names(sample.simulated, firstProcess, nullptr, &program, 5);
        QCOMPARE(names.address(p + 4096), QStringLiteral("p + 4096"));
        QCOMPARE(names.address(p), QStringLiteral("p"));
        QCOMPARE(names.mapping(firstProcess, rest), QStringLiteral("p"));
        QCOMPARE(names.offset(firstProcess, p + 4096 + 5), 4101u);
        // Before it was made, and behind its end, it has no name.
        QVERIFY(!program.at(firstProcess, p, 2));
        QVERIFY(!program.at(firstProcess, p + 3 * 4096, 5));
        // A child made later knows it, too.
        Step forks;
        forks.number = 4;
        forks.process = firstProcess;
        forks.outcome.child = 1001;
        program.learn(forks);
        QVERIFY(program.at(1001, p + 8192, 5));
        QVERIFY(!program.at(1001, p + 8192, 3));
        // Moved by mremap to q: the old addresses stay p's.
        made.number = 6;
        made.operation.call = Call::Mremap;
        made.operation.label = "q";
        made.operation.arguments[0].value = p;
        made.operation.arguments[2].value = 4 * 4096;
        made.outcome.result = 0x10000;
        program.learn(made);
        QCOMPARE(program.at(firstProcess, 0x10000 + 3 * 4096, 6)->label, std::string("q"));
        QCOMPARE(program.at(firstProcess, p, 6)->label, std::string("p"));
    }

    void aSignalIsGivenWithItsCause() {
        const SampleMoments sample;
        const Event missing = with(eventOf(EventKind::FindsNoMapping), [](Event& e) { e.address = 0x1000; });
        const Event signal = with(eventOf(EventKind::SendsSignal),
                                  [](Event& e) { e.address = 0x1000, e.signal.number = SIGSEGV, e.signal.code = 1; });
        const std::vector<Event> story{missing, signal};
        const std::vector<Sentence> told = tell(story, Names(sample.simulated, firstProcess));
        QCOMPARE(told.size(), 1u);
        QCOMPARE(told[0].whole(), QStringLiteral("Kernel finds no mapping at 0x1000: SIGSEGV (SEGV_MAPERR)."));
    }
};

} // namespace faultline

QTEST_GUILESS_MAIN(faultline::StoryTest)
#include "story_test.moc"
