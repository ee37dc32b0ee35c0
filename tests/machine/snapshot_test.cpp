#include "simulator/machine/snapshot.h"

#include <gtest/gtest.h>

namespace faultline {
namespace {

constexpr Address start = 0x7000'0000'0000;
constexpr std::uint64_t firstPage = start / 4096;

/// One process that maps three pages of notes.txt from its second page on, privately.
Snapshot mappedFile() {
    Snapshot snapshot;
    Mapping mapping;
    mapping.start = start;
    mapping.end = start + 3 * 4096;
    mapping.offset = 4096;
    mapping.file = 2;
    snapshot.processes[firstProcess].mappings[start] = mapping;
    snapshot.files[2].facts.name = "notes.txt";
    return snapshot;
}

TEST(SnapshotMappingAt, FindsTheMappingThatHoldsTheAddress) {
    const Snapshot snapshot = mappedFile();
    EXPECT_EQ(snapshot.mappingAt(firstProcess, start - 1), nullptr);
    EXPECT_NE(snapshot.mappingAt(firstProcess, start), nullptr);
    EXPECT_NE(snapshot.mappingAt(firstProcess, start + 3 * 4096 - 1), nullptr);
    EXPECT_EQ(snapshot.mappingAt(firstProcess, start + 3 * 4096), nullptr);
    EXPECT_EQ(snapshot.mappingAt(firstProcess + 1, start), nullptr);
}

TEST(SnapshotStateOf, APageWithoutEntryIsCachedWhereItsFilePageIs) {
    Snapshot snapshot = mappedFile();
    EXPECT_EQ(snapshot.stateOf(firstProcess, firstPage), PageState::None);
    snapshot.files[2].pages[1].cached = Seen::Yes; // the mapping begins at the file's page 1
    EXPECT_EQ(snapshot.stateOf(firstProcess, firstPage), PageState::Cached);
    EXPECT_EQ(snapshot.stateOf(firstProcess, firstPage + 1), PageState::None);
}

TEST(SnapshotStateOf, WhatTheMachineCannotSeeIsUnknown) {
    Snapshot snapshot = mappedFile();
    snapshot.files[2].pages[1].cached = Seen::NotVisible;
    EXPECT_EQ(snapshot.stateOf(firstProcess, firstPage), PageState::Unknown);
}

TEST(SnapshotStateOf, AnEntryGoesBeforeTheFile) {
    Snapshot snapshot = mappedFile();
    snapshot.files[2].pages[1].cached = Seen::Yes;
    snapshot.processes[firstProcess].pages[firstPage].state = PageState::Copy;
    EXPECT_EQ(snapshot.stateOf(firstProcess, firstPage), PageState::Copy);
}

TEST(SnapshotFileNamed, AnUnlinkedFileHasLostItsName) {
    Snapshot snapshot = mappedFile();
    EXPECT_NE(snapshot.fileNamed("notes.txt"), nullptr);
    snapshot.files[2].facts.unlinked = true;
    EXPECT_EQ(snapshot.fileNamed("notes.txt"), nullptr);
}

} // namespace
} // namespace faultline
