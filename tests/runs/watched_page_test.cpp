// A page that somebody waits for: what changes it, and what does not.
#include "simulator/run/watched_page.h"

#include <gtest/gtest.h>

namespace faultline::tests {
namespace {

constexpr Address start = 0x7f0000000000;
constexpr std::uint64_t first = start / 4096; ///< the virtual page
constexpr FileId file = 3;

class WatchedPageTest : public testing::Test {
protected:
    WatchedPageTest() {
        Mapping mapping;
        mapping.start = start;
        mapping.end = start + 2 * 4096;
        mapping.file = file;
        mapping.offset = 4096;
        Process& process = snapshot.processes[firstProcess];
        process.mappings[start] = mapping;
        snapshot.pageSize = 4096;
    }
    void show(PageState state, ContentId content) {
        Page page;
        page.state = state;
        page.content = content;
        snapshot.processes[firstProcess].pages[first] = page;
    }
    bool isChangedBy(Change made) const {
        return WatchedPage(snapshot, firstProcess, first).changedBy(Delta{{std::move(made)}});
    }
    static FilePageChange filePage(std::uint64_t index) { return {file, index, std::nullopt, FilePage{}}; }

    Snapshot snapshot;
};

TEST_F(WatchedPageTest, OfAFileChangesWithTheFilesPage) {
    EXPECT_TRUE(isChangedBy(filePage(1))) << "not mapped yet: the page that a touch would map";
    EXPECT_FALSE(isChangedBy(filePage(0)));
    show(PageState::File, 7);
    EXPECT_TRUE(isChangedBy(filePage(1)));
    EXPECT_TRUE(isChangedBy(ContentChange{7, 0, {'a'}, {'b'}}));
    EXPECT_FALSE(isChangedBy(ContentChange{8, 0, {'a'}, {'b'}}));
}

TEST_F(WatchedPageTest, OfItsOwnDoesNotChangeWithTheFilesPage) {
    show(PageState::Anonymous, 9);
    EXPECT_FALSE(isChangedBy(filePage(1)));
    EXPECT_TRUE(isChangedBy(ContentChange{9, 0, {'a'}, {'b'}}));
}

TEST_F(WatchedPageTest, ChangesWithItsMapping) {
    const Mapping before = snapshot.processes[firstProcess].mappings[start];
    EXPECT_TRUE(isChangedBy(MappingChange{firstProcess, start, before, std::nullopt}));
    Mapping after = before;
    after.offset = 8192;
    EXPECT_TRUE(isChangedBy(MappingChange{firstProcess, start, before, after})) << "another page of the file";
    after = before;
    after.end -= 4096;
    EXPECT_FALSE(isChangedBy(MappingChange{firstProcess, start, before, after})) << "the page beside it went";
}

TEST_F(WatchedPageTest, ChangesByAStoreToAnyPageThatShowsTheSameBytes) {
    show(PageState::File, 7);
    Page same;
    same.state = PageState::File;
    same.content = 7;
    snapshot.processes[firstProcess + 1].pages[50] = same;
    WatchedPage watched(snapshot, firstProcess, first);
    QuietStep step;
    step.process = firstProcess + 1;
    step.access.address = 50 * 4096 + 8;
    EXPECT_FALSE(watched.changedBy(step)) << "a load";
    step.access.store = true;
    EXPECT_TRUE(watched.changedBy(step));
    step.access.address = 51 * 4096;
    EXPECT_FALSE(watched.changedBy(step));
}

} // namespace
} // namespace faultline::tests
