#include "tests/realmode/machine_support.h"
#include "tests/realmode/profile.h"

namespace faultline::test {

namespace {

TEST(KernelMachine, RunsAGreetingWrittenThroughASharedMapping) {
    Asker asker;
    const std::int64_t fd = asker.open("greeting.txt", O_RDWR | O_CREAT);
    ASSERT_EQ(fd, 3) << asker.failure;
    EXPECT_EQ(asker.call(Call::Ftruncate, {number(3), number(4096)}).outcome.result, 0);
    const Address p = asker.map(4096, readWrite, MAP_SHARED, fd);
    ASSERT_EQ(p % 4096, 0u);
    EXPECT_EQ(asker.stateOf(p), PageState::None);
    EXPECT_EQ(asker.call(Call::Close, {number(3)}).outcome.result, 0);

    const Performed stored = asker.store(p, 'H');
    EXPECT_EQ(stored.outcome.minor, 0u);
    EXPECT_EQ(stored.outcome.major, 1u); // the first touch of a hole that is not cached
    EXPECT_EQ(asker.stateOf(p), PageState::File);
    EXPECT_EQ(asker.byteAt(p), 'H');
    EXPECT_EQ(asker.store(p + 1, 'i').outcome.minor, 0u);

    EXPECT_EQ(asker.call(Call::Msync, {number(p), number(4096), number(MS_SYNC)}).outcome.result, 0);
    EXPECT_EQ(asker.store(p + 2, '!').outcome.minor, 1u); // written back, so write-protected again
    EXPECT_EQ(asker.load(p + 1).outcome.value[0], 'i');
    EXPECT_EQ(asker.call(Call::Munmap, {number(p), number(4096)}).outcome.result, 0);
    EXPECT_TRUE(asker.machine.snapshot().processes.at(firstProcess).mappings.empty());

    const auto files = asker.machine.files();
    ASSERT_EQ(files.size(), 1u);
    EXPECT_EQ(files[0].name, "greeting.txt");
    EXPECT_EQ(std::string(files[0].bytes.begin(), files[0].bytes.begin() + 3), "Hi!");

    const Performed ended = asker.call(Call::ExitGroup, {number(3)});
    EXPECT_EQ(ended.status, Status::Ended);
    EXPECT_EQ(asker.machine.snapshot().processes.at(firstProcess).facts.exitStatus, 3);
}

TEST(KernelMachine, ShowsTheImageAsItsOwnFile) {
    auto setup = emptySetup();
    setup.image.segments = {
        {Segment::Kind::Code, 0x400000, 4096, protectRead | protectExecute, Bytes(4096, 0x90)},
        {Segment::Kind::Literals, 0x401000, 4096, protectRead, {'h', 'i', 0}},
        {Segment::Kind::Data, 0x402000, 4096, protectRead | protectWrite, {1, 2, 3}},
        {Segment::Kind::Bss, 0x403000, 8192, protectRead | protectWrite, {}},
    };
    Asker asker(setup);
    const auto& mappings = asker.machine.snapshot().processes.at(firstProcess).mappings;
    ASSERT_EQ(mappings.size(), 4u) << asker.failure;
    EXPECT_EQ(mappings.at(0x401000).label, "literals");
    EXPECT_EQ(mappings.at(0x401000).file, 1u);
    EXPECT_EQ(asker.load(0x401001).outcome.value[0], 'i');
    EXPECT_EQ(asker.stateOf(0x401000), PageState::File);
    EXPECT_EQ(asker.store(0x402000, 9).outcome.minor, 1u);
    EXPECT_EQ(asker.stateOf(0x402000), PageState::Copy);
    EXPECT_EQ(asker.byteAt(0x402001), 2);
    EXPECT_EQ(asker.store(0x403000, 9).outcome.minor, 1u);
    EXPECT_EQ(asker.stateOf(0x403000), PageState::Anonymous);
}

TEST(KernelMachine, AnOlderKernelShowsLessAndBehavesTheSame) {
    Asker asker(emptySetup({fileOf("file", 3 * 4096)}));
    const Address p = asker.map(3 * 4096, readWrite, MAP_PRIVATE, asker.open("file"));
    EXPECT_EQ(asker.load(p).outcome.minor, 1u);
    EXPECT_EQ(asker.stateOf(p), PageState::File);
    EXPECT_EQ(asker.store(p, 'y').outcome.minor, 1u);
    EXPECT_EQ(asker.stateOf(p), PageState::Copy);
    EXPECT_EQ(asker.byteAt(p), 'y');
    EXPECT_EQ(asker.byteAt(p + 1), 'x');
    EXPECT_EQ(asker.byteAt(p + 4096), 'x');
    const Address q = asker.map(4096, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    const Performed loaded = asker.load(q);
    const bool zero = asker.stateOf(q) == PageState::Zero;
    EXPECT_EQ(loaded.outcome.minor, 1u);
    EXPECT_EQ(asker.store(q, 1).outcome.minor, zero ? 1u : 0u); // told apart without PAGEMAP_SCAN, too
    if (profile().landlockAbi == 0) {
        EXPECT_NE(asker.machine.confinement().find("not available: files"), std::string::npos);
    }
}

} // namespace

} // namespace faultline::test
