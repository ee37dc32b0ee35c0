#include "simulator/hardware/frames.h"
#include "simulator/hardware/mmu.h"
#include "simulator/hardware/presets.h"

#include <gtest/gtest.h>

namespace faultline {
namespace {

TlbEntry entryOf(std::uint64_t page, ProcessId process = firstProcess) {
    return {process, page, page + 100, {}};
}

TEST(Tlb, KeepsASetsMostRecentlyUsedPages) {
    Tlb tlb(4, 2, Tlb::Replacement::LeastRecentlyUsed); // two sets: even and odd pages
    tlb.fill(entryOf(0));
    tlb.fill(entryOf(2));
    EXPECT_TRUE(tlb.find(firstProcess, 0));
    const auto filled = tlb.fill(entryOf(4));
    ASSERT_TRUE(filled.evicted);
    EXPECT_EQ(filled.evicted->page, 2u) << "page 0 was used since";
    EXPECT_FALSE(tlb.fill(entryOf(1)).evicted) << "another set";
}

TEST(Tlb, FifoGivesUpTheOldestHoweverUsed) {
    Tlb tlb(2, 2, Tlb::Replacement::Fifo);
    tlb.fill(entryOf(0));
    tlb.fill(entryOf(2));
    EXPECT_TRUE(tlb.find(firstProcess, 0));
    EXPECT_EQ(tlb.fill(entryOf(4)).evicted->page, 0u);
}

TEST(Tlb, TellsProcessesApart) {
    Tlb tlb(4, 4, Tlb::Replacement::LeastRecentlyUsed);
    tlb.fill(entryOf(7));
    EXPECT_FALSE(tlb.find(firstProcess + 1, 7));
    EXPECT_FALSE(tlb.drop(firstProcess + 1, 7));
    EXPECT_TRUE(tlb.drop(firstProcess, 7));
    EXPECT_FALSE(tlb.find(firstProcess, 7));
}

TEST(Frames, GivesOutTheLowestFreeFrame) {
    Frames frames(3);
    EXPECT_EQ(frames.take(FrameUse::Anonymous), 0u);
    EXPECT_EQ(frames.take(FrameUse::Anonymous), 1u);
    EXPECT_EQ(frames.take(FrameUse::PageTable), 2u);
    EXPECT_EQ(frames.take(FrameUse::Anonymous), std::nullopt);
    frames.free(1);
    frames.free(0);
    EXPECT_EQ(frames.take(FrameUse::FileCache), 0u);
    EXPECT_EQ(frames.used(), 2u);
}

class Walk : public testing::Test {
protected:
    std::uint64_t lastFrame = 0;
    PageTable table{{4096, {2, 2, 2}}, [this](std::uint32_t) { return ++lastFrame; }, [](std::uint64_t) {}};
    Mmu mmu{4, 4, Tlb::Replacement::LeastRecentlyUsed};
    std::vector<Event> story;

    Translation access(std::uint64_t page, bool write) {
        story.clear();
        return mmu.translate(firstProcess, table, page, write, story);
    }
    std::vector<EventKind> kinds() const {
        std::vector<EventKind> all;
        for (const Event& event : story)
            all.push_back(event.kind);
        return all;
    }
    void map(std::uint64_t page, bool writable) {
        Entry entry{Entry::Kind::Present, {}, 40 + page};
        entry.bits.writable = writable;
        table.set(page, entry);
    }
};

TEST_F(Walk, EndsAtTheFirstLevelThatHasNothing) {
    EXPECT_EQ(access(5, false).result, Translation::Result::NotPresent);
    EXPECT_EQ(kinds(), (std::vector{EventKind::TlbMiss, EventKind::WalkFindsNothing}));
    map(4, false);
    EXPECT_EQ(access(5, false).result, Translation::Result::NotPresent);
    EXPECT_EQ(kinds(), (std::vector{EventKind::TlbMiss, EventKind::WalkLevel, EventKind::WalkLevel,
                                    EventKind::WalkFindsNothing}));
    EXPECT_EQ(story.back().level, 2);
}

TEST_F(Walk, SetsAccessedAtTheFirstLoadAndDirtyAtTheFirstStore) {
    map(5, true);
    const Translation loaded = access(5, false);
    EXPECT_EQ(loaded.frame, 45u);
    EXPECT_TRUE(table.at(5).bits.accessed);
    EXPECT_FALSE(table.at(5).bits.dirty);
    EXPECT_EQ(access(5, true).frame, 45u);
    EXPECT_EQ(kinds(), (std::vector{EventKind::TlbHit, EventKind::SetsDirty}));
    EXPECT_TRUE(table.at(5).bits.dirty) << "through the TLB, in memory";
    EXPECT_FALSE(access(5, true).bitsChanged);
    EXPECT_EQ(mmu.hits, 2u);
    EXPECT_EQ(mmu.misses, 1u);
}

TEST_F(Walk, ForbidsAStoreByTheEntryAndThenByTheTlb) {
    map(5, false);
    EXPECT_EQ(access(5, true).result, Translation::Result::Forbidden);
    EXPECT_EQ(kinds().back(), EventKind::WalkForbids);
    access(5, false);
    EXPECT_EQ(access(5, true).result, Translation::Result::Forbidden);
    EXPECT_EQ(kinds(), std::vector{EventKind::TlbHitForbidden});
}

TEST(Presets, AreThoseOfTheDesign) {
    const auto textbook = hardwarePreset("textbook");
    ASSERT_TRUE(textbook);
    EXPECT_EQ(textbook->pageSize, 256u);
    EXPECT_EQ(textbook->frames, 16u);
    EXPECT_EQ(tlbReplacementOf(*textbook), Tlb::Replacement::Fifo);
    EXPECT_EQ(hardwarePreset("x86-32")->levelBits, (std::vector<std::uint8_t>{10, 10}));
    EXPECT_EQ(hardwarePreset("x86-64")->levelBits, (std::vector<std::uint8_t>{9, 9, 9, 9}));
    EXPECT_EQ(hardwarePreset("sv39")->levelBits, (std::vector<std::uint8_t>{9, 9, 9}));
    EXPECT_EQ(hardwarePreset("arm64-16k")->pageSize, 16384u);
    EXPECT_EQ(hardwarePreset("arm64-64k")->pageSize, 65536u);
    EXPECT_FALSE(hardwarePreset("pdp-11"));
}

} // namespace
} // namespace faultline
