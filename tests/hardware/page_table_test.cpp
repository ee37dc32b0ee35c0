#include "simulator/hardware/page_table.h"

#include <gtest/gtest.h>

#include <set>

namespace faultline {
namespace {

/// A page table whose tables take frame numbers from a counter.
struct TableOf {
    explicit TableOf(std::vector<std::uint8_t> levelBits, std::uint64_t pageSize = 4096)
        : table(
              {pageSize, std::move(levelBits)},
              [this](std::uint32_t) {
                  inUse.insert(++last);
                  return last;
              },
              [this](std::uint64_t frame) { inUse.erase(frame); }) {}

    std::uint64_t last = 0;
    std::set<std::uint64_t> inUse;
    PageTable table;
};

Entry presentAt(std::uint64_t frame) {
    return {Entry::Kind::Present, {}, frame};
}

TEST(AddressLayout, CutsAnAddressAsX86_64Does) {
    const AddressLayout layout;
    EXPECT_EQ(layout.pageShift(), 12u);
    EXPECT_EQ(layout.pageBits(), 36u);
    const std::uint64_t page = 0x7ffff7ff8123 >> 12; // 47 bits: 255, 511, 447, 504
    EXPECT_EQ(layout.indexAt(0, page), 255u);
    EXPECT_EQ(layout.indexAt(1, page), 511u);
    EXPECT_EQ(layout.indexAt(2, page), 447u);
    EXPECT_EQ(layout.indexAt(3, page), 504u);
}

TEST(PageTable, HasNoTablesBeforeTheFirstEntry) {
    TableOf one({9, 9, 9, 9});
    EXPECT_EQ(one.table.at(0x7ffff7ff8).kind, Entry::Kind::None);
    EXPECT_TRUE(one.inUse.empty());
}

TEST(PageTable, TakesAFrameForEachLevelThatItNeeds) {
    TableOf one({9, 9, 9, 9});
    one.table.set(0x7ffff7ff8, presentAt(70));
    EXPECT_EQ(one.inUse.size(), 4u);
    one.table.set(0x7ffff7ff9, presentAt(71)); // the same last table
    EXPECT_EQ(one.inUse.size(), 4u);
    one.table.set(0x400, presentAt(72)); // shares the top table alone
    EXPECT_EQ(one.inUse.size(), 7u);
    EXPECT_EQ(one.table.at(0x7ffff7ff9).frame, 71u);
}

TEST(PageTable, OneLevelOfAnySizeWorks) {
    TableOf textbook({8}, 256);
    textbook.table.set(255, presentAt(3));
    EXPECT_EQ(textbook.table.at(255).frame, 3u);
    EXPECT_EQ(textbook.table.at(256).kind, Entry::Kind::None) << "beyond the address space";
    EXPECT_EQ(textbook.inUse.size(), 1u);
}

TEST(PageTable, VisitsTheEntriesOfARangeInOrder) {
    TableOf one({9, 9, 9});
    for (const std::uint64_t page : {std::uint64_t{5}, std::uint64_t{511}, std::uint64_t{512}, std::uint64_t{300000}})
        one.table.set(page, presentAt(page));
    std::vector<std::uint64_t> met;
    one.table.forEach(6, 300000, [&](std::uint64_t page, const Entry&) { met.push_back(page); });
    EXPECT_EQ(met, (std::vector<std::uint64_t>{511, 512}));
}

TEST(PageTable, GivesBackEmptyTablesThatNobodyNeeds) {
    TableOf one({9, 9, 9, 9});
    one.table.set(5, presentAt(1));
    one.table.set(1000, presentAt(2));
    one.table.set(5, {});
    const auto never = [](std::uint64_t, std::uint64_t) { return false; };
    const auto always = [](std::uint64_t, std::uint64_t) { return true; };
    one.table.freeEmptyTables(0, 512, always);
    EXPECT_EQ(one.inUse.size(), 5u);
    one.table.freeEmptyTables(0, 512, never);
    EXPECT_EQ(one.inUse.size(), 4u);
    EXPECT_EQ(one.table.at(1000).frame, 2u);
    one.table.set(1000, {});
    one.table.freeEmptyTables(0, 1024, never);
    EXPECT_TRUE(one.inUse.empty());
}

} // namespace
} // namespace faultline
