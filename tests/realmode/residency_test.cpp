// What of a file is in the page cache, and what a page holds, whatever this kernel lets one see.
#include "realmode/probes/contents.h"
#include "tests/realmode/machine_support.h"
#include "tests/realmode/profile.h"

namespace faultline::test {

namespace {

constexpr std::uint64_t pageSize = 4096;

Seen cachedPage(const Asker& asker, const std::string& name, std::uint64_t index) {
    for (const auto& [id, file] : asker.machine.snapshot().files)
        if (file.facts.name == name) {
            const auto page = file.pages.find(index);
            return page == file.pages.end() ? Seen::No : page->second.cached;
        }
    ADD_FAILURE() << "no file " << name;
    return Seen::NotVisible;
}

TEST(Residency, OfMappedPagesIsVisibleOnEveryKernel) {
    auto setup = emptySetup({fileOf("warm", 3 * pageSize), fileOf("other", 3 * pageSize)});
    Asker asker(setup);
    const Address p = asker.map(3 * pageSize, PROT_READ, MAP_SHARED, asker.open("warm", O_RDONLY));
    for (Address page = 0; page < 3; ++page)
        EXPECT_EQ(asker.stateOf(p + page * pageSize), PageState::Cached);
    EXPECT_EQ(cachedPage(asker, "warm", 2), Seen::Yes);
    EXPECT_EQ(cachedPage(asker, "other", 2), profile().cachestat ? Seen::Yes : Seen::NotVisible);
}

TEST(Residency, OfAColdFileIsToldByTheMappingThatReadsIt) {
    auto setup = emptySetup({fileOf("cold", 3000 * pageSize)});
    setup.cold = true;
    Asker asker(setup);
    const Address p = asker.map(3000 * pageSize, PROT_READ, MAP_SHARED, asker.open("cold", O_RDONLY));
    EXPECT_EQ(asker.stateOf(p), PageState::None);
    EXPECT_EQ(asker.load(p).outcome.major, 1u);
    EXPECT_EQ(asker.stateOf(p), PageState::File);
    EXPECT_EQ(cachedPage(asker, "cold", 0), Seen::Yes);
    EXPECT_EQ(asker.stateOf(p + 2999 * pageSize), PageState::None); // behind any readahead
}

TEST(Residency, APrivateCopyProvesNothingAboutTheFile) {
    Asker asker(emptySetup({fileOf("file", pageSize)}));
    const std::int64_t file = asker.open("file");
    const Address p = asker.map(pageSize, readWrite, MAP_PRIVATE, file);
    asker.store(p, 'y');
    EXPECT_EQ(asker.stateOf(p), PageState::Copy);
    EXPECT_EQ(cachedPage(asker, "file", 0), profile().cachestat ? Seen::Yes : Seen::NotVisible);
}

TEST(Residency, OfAPageThatNobodyMapsAnyMoreIsNotVisibleWithoutCachestat) {
    Asker asker(emptySetup({fileOf("file", pageSize)}));
    const Address p = asker.map(pageSize, PROT_READ, MAP_SHARED, asker.open("file", O_RDONLY));
    asker.load(p);
    EXPECT_EQ(cachedPage(asker, "file", 0), Seen::Yes);
    asker.call(Call::Munmap, {number(p), number(pageSize)});
    EXPECT_EQ(cachedPage(asker, "file", 0), profile().cachestat ? Seen::Yes : Seen::NotVisible);
}

TEST(Residency, LookingCountsAsNoFaultOfTheProgram) {
    Asker asker(emptySetup({fileOf("file", 600 * pageSize)}));
    const Address p = asker.map(600 * pageSize, readWrite, MAP_SHARED, asker.open("file"));
    for (Address page = 0; page < 600; page += 16) {
        const Performed loaded = asker.load(p + page * pageSize);
        EXPECT_EQ(loaded.outcome.minor, 1u);
        EXPECT_EQ(asker.load(p + page * pageSize).outcome.minor, 0u);
    }
}

TEST(Contents, OfAPrivateCopyAreItsOwnOnEveryKernel) {
    Asker asker(emptySetup({fileOf("file", 2 * pageSize)}));
    const Address p = asker.map(2 * pageSize, readWrite, MAP_PRIVATE, asker.open("file"));
    asker.store(p + 5, 'y');
    EXPECT_EQ(asker.byteAt(p + 4), 'x');
    EXPECT_EQ(asker.byteAt(p + 5), 'y');
    const ProcessId child = asker.call(Call::Fork, {}).outcome.child;
    asker.store(p + 6, 'z', 1, child);
    EXPECT_EQ(asker.byteAt(p + 6, child), 'z');
    EXPECT_EQ(asker.byteAt(p + 5, child), 'y');
    EXPECT_EQ(asker.byteAt(p + 6), 'x');
}

TEST(Contents, WrittenByACallAreReadBack) {
    Asker asker(emptySetup({fileOf("file", 100, 'q')}));
    const Address p = asker.map(pageSize, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    asker.call(Call::Read, {number(static_cast<std::uint64_t>(asker.open("file"))), number(p + 10), number(50)});
    EXPECT_EQ(asker.byteAt(p + 9), 0);
    EXPECT_EQ(asker.byteAt(p + 10), 'q');
    EXPECT_EQ(asker.byteAt(p + 59), 'q');
    EXPECT_EQ(asker.byteAt(p + 60), 0);
}

TEST(Contents, AreReadWithoutMakingACopyOfAPageSharedSinceAFork) {
    Asker asker;
    const OwnedDescriptor memory = openMemory(asker.machine.pidOf(firstProcess));
    if (!memory)
        GTEST_SKIP() << "this kernel lets nobody read a process's memory";
    const Address p = asker.map(pageSize, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    asker.store(p, 'a');
    const ProcessId child = asker.call(Call::Fork, {}).outcome.child;
    std::uint8_t byte = 0;
    EXPECT_EQ(readMemory(memory.number(), p, {&byte, 1}), 1u);
    EXPECT_EQ(byte, 'a');
    EXPECT_EQ(asker.store(p, 'b').outcome.minor, 1u);
    EXPECT_EQ(asker.store(p, 'c', 1, child).outcome.minor, 1u);
}

TEST(Contents, OfAPageThatMayNotBeReadStayAsTheyWere) {
    Asker asker;
    const Address p = asker.map(pageSize, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    asker.store(p, 'a');
    asker.call(Call::Mprotect, {number(p), number(pageSize), number(PROT_NONE)});
    EXPECT_EQ(asker.stateOf(p), PageState::Anonymous);
    EXPECT_EQ(asker.byteAt(p), 'a');
}

} // namespace

} // namespace faultline::test
