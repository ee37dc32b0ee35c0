// The kernel writes pages back on its own account, some 30 s after they were stored to: their next store faults once
// more. That can't be foreseen, so it is seen before the step and given to the model. Here sync(2) by somebody else
// stands for the kernel's timer.
#include "realmode/probes/smaps.h"
#include "tests/realmode/machine_support.h"

#include <algorithm>
#include <thread>
#include <unistd.h>

namespace faultline::test {

namespace {

constexpr std::uint64_t pageSize = 4096;

/// A learner's pause between two steps, in which the file is written.
void pauseWithSync() {
    ::sync();
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
}

std::vector<std::uint64_t> toldIn(const Outcome& outcome) {
    std::vector<std::uint64_t> pages;
    for (const Event& event : outcome.story)
        if (event.kind == EventKind::KernelWritesBack)
            pages.push_back(event.index);
    return pages;
}

class WrittenBack : public testing::Test {
protected:
    Asker asker{emptySetup({fileOf("file", 4 * pageSize)})};
    std::uint64_t file = static_cast<std::uint64_t>(asker.open("file"));
    Address p = asker.map(4 * pageSize, readWrite, MAP_SHARED, static_cast<std::int64_t>(file));
};

TEST_F(WrittenBack, IsGivenAndToldForThePagesStoredTo) {
    asker.store(p, 'y');
    asker.store(p + 2 * pageSize, 'y');
    pauseWithSync();
    const Performed stored = asker.store(p, 'z');
    EXPECT_EQ(stored.outcome.minor, 1u);
    const std::vector<GivenPage> both = {{"file", 0}, {"file", 2}};
    EXPECT_EQ(stored.outcome.given.writtenBack, both);
    EXPECT_EQ(toldIn(stored.outcome), (std::vector<std::uint64_t>{0, 2}));
    EXPECT_TRUE(asker.store(p, 'a').outcome.given.writtenBack.empty()); // once
}

TEST_F(WrittenBack, IsSeenAgainAfterTheNextStore) {
    for (int round = 0; round < 2; ++round) {
        asker.store(p + pageSize, static_cast<std::uint64_t>(round));
        pauseWithSync();
        const std::vector<GivenPage> one = {{"file", 1}};
        EXPECT_EQ(asker.load(p).outcome.given.writtenBack, one);
    }
}

TEST_F(WrittenBack, WhatTheProgramAsksForIsNotTheKernelsOwnDoing) {
    asker.store(p, 'y');
    asker.store(p + pageSize, 'y');
    EXPECT_EQ(asker.call(Call::Msync, {number(p), number(2 * pageSize), number(MS_SYNC)}).outcome.result, 0);
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    EXPECT_TRUE(asker.load(p).outcome.given.writtenBack.empty());
    asker.store(p, 'z');
    EXPECT_EQ(asker.call(Call::Fsync, {number(file)}).outcome.result, 0);
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    EXPECT_TRUE(asker.load(p).outcome.given.writtenBack.empty());
}

TEST_F(WrittenBack, APartOfWhatIsDirtyWrittenByTheProgramLeavesTheRest) {
    asker.store(p, 'y');
    asker.store(p + pageSize, 'y');
    asker.call(Call::Msync, {number(p), number(pageSize), number(MS_SYNC)});
    pauseWithSync();
    const std::vector<GivenPage> rest = {{"file", 1}};
    EXPECT_EQ(asker.load(p).outcome.given.writtenBack, rest);
}

TEST_F(WrittenBack, OfOwnCopiesNothingIsWritten) {
    const Address q = asker.map(4 * pageSize, readWrite, MAP_PRIVATE, static_cast<std::int64_t>(file));
    asker.store(q, 'y');
    pauseWithSync();
    EXPECT_TRUE(asker.store(q, 'z').outcome.given.writtenBack.empty());
}

// Looks are some time apart, and the kernel does not wait for them.
TEST_F(WrittenBack, BetweenTwoLooksIsToldByTheFaultOfTheNextStore) {
    asker.store(p, 'y');
    asker.store(p + pageSize, 'y');
    for (int round = 0; round < 20; ++round) {
        ::sync();
        const Performed stored = asker.store(p, static_cast<std::uint64_t>(round));
        ASSERT_EQ(stored.outcome.minor, 1u);
        const auto& given = stored.outcome.given.writtenBack;
        EXPECT_EQ(std::count(given.begin(), given.end(), GivenPage{"file", 0}), 1);
        EXPECT_EQ(toldIn(stored.outcome).size(), given.size());
    }
}

TEST_F(WrittenBack, AStoreThatFaultsForOtherReasonsIsNoSignOfIt) {
    asker.store(p, 'y');
    asker.call(Call::Mprotect, {number(p), number(pageSize), number(PROT_READ)});
    asker.call(Call::Mprotect, {number(p), number(pageSize), number(readWrite)});
    EXPECT_TRUE(asker.store(p, 'z').outcome.given.writtenBack.empty());
    const ProcessId child = asker.call(Call::Fork, {}).outcome.child;
    EXPECT_TRUE(asker.store(p, 'a', 1, child).outcome.given.writtenBack.empty());
}

TEST_F(WrittenBack, WhileAProcessWaitsInACallIsGivenWithTheNextOperation) {
    asker.store(p, 'y');
    Operation read;
    read.kind = OperationKind::Call;
    read.call = Call::Read;
    read.arguments = {number(0), CallArgument::out(10), number(10)};
    ASSERT_EQ(asker.perform(read).status, Status::Blocked);
    pauseWithSync();
    const std::uint8_t line[] = {'a', '\n'};
    asker.machine.supply(line, false);
    const std::vector<Settled> settled = asker.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].performed.outcome.result, 2);
    const Performed stored = asker.store(p, 'z');
    EXPECT_EQ(stored.outcome.minor, 1u);
    const std::vector<GivenPage> one = {{"file", 0}};
    EXPECT_EQ(stored.outcome.given.writtenBack, one);
}

TEST(Evicted, APageThatWasNeverCachedExplainsAMajorFault) {
    Asker asker(emptySetup({fileOf("file", 3 * pageSize)}));
    const Address from = asker.map(3 * pageSize, PROT_READ, MAP_SHARED, asker.open("file", O_RDONLY));
    const std::int64_t made = asker.open("new", O_RDWR | O_CREAT);
    asker.call(Call::Ftruncate, {number(static_cast<std::uint64_t>(made)), number(3 * pageSize)});
    Operation copy;
    copy.kind = OperationKind::Copy;
    copy.target.address = asker.map(3 * pageSize, readWrite, MAP_SHARED, made);
    copy.source.address = from;
    copy.length = 3 * pageSize;
    const Performed copied = asker.perform(copy);
    EXPECT_GE(copied.outcome.major, 1u);
    EXPECT_TRUE(copied.outcome.given.evicted.empty());
    EXPECT_TRUE(copied.outcome.given.writtenBack.empty());
}

TEST(Evicted, PagesAreGiven) {
    Asker asker(emptySetup({fileOf("file", 4 * pageSize)}));
    const auto file = static_cast<std::uint64_t>(asker.open("file"));
    const Address p = asker.map(4 * pageSize, PROT_READ, MAP_SHARED, static_cast<std::int64_t>(file));
    EXPECT_EQ(asker.stateOf(p + pageSize), PageState::Cached);
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    const int other = ::open((asker.machine.scratch() + "/file").c_str(), O_RDONLY | O_CLOEXEC);
    ::posix_fadvise(other, 0, 0, POSIX_FADV_DONTNEED); // as the kernel does when memory is short
    const Performed loaded = asker.load(p);
    ::close(other);
    if (loaded.outcome.major == 0)
        GTEST_SKIP() << "the kernel has kept the pages";
    ASSERT_EQ(loaded.outcome.given.evicted.size(), 4u);
    EXPECT_EQ(loaded.outcome.given.evicted[1], (GivenPage{"file", 1}));
}

TEST(Smaps, HaveTheDirtyBytesOfEachMapping) {
    const auto entries = parseSmaps("00400000-00402000 r-xp 00000000 08:01 123 /bin/a: b\n"
                                    "Size:                  8 kB\n"
                                    "Shared_Dirty:          4 kB\n"
                                    "Private_Dirty:        12 kB\n"
                                    "VmFlags: rd ex mr\n"
                                    "7ffff7ff9000-7ffff7ffd000 r--p 00000000 00:00 0 [vvar]\n"
                                    "Private_Dirty:         0 kB\n");
    const std::vector<SmapsEntry> expected = {{0x400000, 0x402000, 16384}, {0x7ffff7ff9000, 0x7ffff7ffd000, 0}};
    EXPECT_EQ(entries, expected);
}

} // namespace

} // namespace faultline::test
