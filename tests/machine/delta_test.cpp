#include "simulator/machine/delta.h"

#include <gtest/gtest.h>

namespace faultline {
namespace {

Mapping mappingOf(Address start, Address end) {
    Mapping mapping;
    mapping.start = start;
    mapping.end = end;
    mapping.protection = protectRead | protectWrite;
    return mapping;
}

Snapshot oneProcess() {
    Snapshot snapshot;
    snapshot.processes[firstProcess].facts.parent = 1;
    snapshot.processes[firstProcess].mappings[0x10000] = mappingOf(0x10000, 0x13000);
    return snapshot;
}

/// Every kind of change, on one snapshot.
Delta oneOfEach(Snapshot& snapshot) {
    Delta delta;
    ProcessFacts child;
    child.parent = firstProcess;
    change(snapshot, delta, ProcessChange{firstProcess + 1, std::nullopt, child});
    change(snapshot, delta, MappingChange{firstProcess + 1, 0x20000, std::nullopt, mappingOf(0x20000, 0x21000)});
    change(snapshot, delta,
           MappingChange{firstProcess, 0x10000, mappingOf(0x10000, 0x13000), mappingOf(0x10000, 0x11000)});
    Page page;
    page.state = PageState::Anonymous;
    page.content = 7;
    change(snapshot, delta, PageChange{firstProcess, 0x10, std::nullopt, page});
    FileFacts file;
    file.name = "notes.txt";
    change(snapshot, delta, FileChange{1, std::nullopt, file});
    FilePage cached;
    cached.cached = Seen::Yes;
    change(snapshot, delta, FilePageChange{1, 0, std::nullopt, cached});
    change(snapshot, delta, ContentChange{7, 0, {}, Bytes(4096, 'a')});
    change(snapshot, delta, ContentChange{7, 100, {'a', 'a'}, {'b', 'c'}});
    Frame frame;
    frame.use = FrameUse::Anonymous;
    change(snapshot, delta, FrameChange{4, std::nullopt, frame});
    change(snapshot, delta, TlbChange{0, std::nullopt, TlbEntry{firstProcess, 0x10, 4, {}}});
    Counters counted;
    counted.tlbMisses = 1;
    change(snapshot, delta, CountersChange{snapshot.counters, counted});
    return delta;
}

TEST(Delta, AppliedToTheSnapshotBeforeGivesTheOneAfter) {
    Snapshot made = oneProcess();
    const Delta delta = oneOfEach(made);
    Snapshot replayed = oneProcess();
    delta.applyTo(replayed);
    EXPECT_EQ(replayed, made);
    EXPECT_EQ(replayed.contents.byteAt(7, 101), 'c');
}

TEST(Delta, TakenBackGivesTheSnapshotBefore) {
    Snapshot snapshot = oneProcess();
    const Delta delta = oneOfEach(snapshot);
    ASSERT_NE(snapshot, oneProcess());
    delta.takeBackFrom(snapshot);
    EXPECT_EQ(snapshot, oneProcess());
}

TEST(Delta, ACheckpointKeepsItsBytesWhenThePresentMovesOn) {
    Snapshot present = oneProcess();
    oneOfEach(present);
    const Snapshot checkpoint = present;
    Delta later;
    change(present, later, ContentChange{7, 0, {'a'}, {'z'}});
    EXPECT_EQ(checkpoint.contents.byteAt(7, 0), 'a');
    EXPECT_EQ(present.contents.byteAt(7, 0), 'z');
}

} // namespace
} // namespace faultline
