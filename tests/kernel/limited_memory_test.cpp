// Memory that is small on purpose: the policy chooses who leaves, and nothing is lost by it.
#include "tests/kernel/program_on_machine.h"

#include <algorithm>
#include <utility>

namespace faultline::tests {
namespace {

constexpr std::uint64_t page = 4096;
constexpr std::uint64_t readWrite = protRead | protWrite;

Setup smallMemory(std::uint64_t frames, std::uint64_t swapPages, std::string policy = "clock") {
    auto setup = plainSetup();
    setup.hardware.frames = frames;
    setup.hardware.policy = std::move(policy);
    setup.parameters.swap = swapPages * page;
    return setup;
}

/// Frames that hold pages of programs and files; the kernel's own are kept apart.
std::size_t pagesInMemory(const ProgramOnMachine& program) {
    const auto& frames = program.machine.snapshot().frames;
    return static_cast<std::size_t>(std::count_if(frames.begin(), frames.end(), [](const auto& frame) {
        return frame.second.use != FrameUse::PageTable && frame.second.use != FrameUse::Kernel;
    }));
}

/// Silberschatz, Galvin, Gagne, "Operating System Concepts", page replacement: a reference string, three frames, and
/// the faults of each algorithm.
TEST(LimitedMemory, ThreeFramesAreThreeAsInBooks) {
    const std::vector<int> reference = {7, 0, 1, 2, 0, 3, 0, 4, 2, 3, 0, 3, 2, 1, 2, 0, 1, 7, 0, 1};
    for (const auto& [policy, faults] : {std::pair{"fifo", 15u}, std::pair{"lru", 12u}}) {
        ProgramOnMachine program(smallMemory(3, 100, policy));
        const Address a = program.anonymous(8 * page);
        std::uint64_t counted = 0;
        for (const int number : reference) {
            program.store(a + static_cast<std::uint64_t>(number) * page, 1);
            counted += program.last.outcome.minor + program.last.outcome.major;
        }
        EXPECT_EQ(counted, faults) << policy;
        EXPECT_EQ(pagesInMemory(program), 3u);
    }
}

TEST(LimitedMemory, PrivatePagesGoToSwapAndComeBackByAMajorFault) {
    for (const std::string policy : {"clock", "fifo", "lru"}) {
        ProgramOnMachine program(smallMemory(24, 100, policy));
        const Address a = program.anonymous(40 * page);
        for (std::uint64_t i = 0; i < 40; ++i)
            program.store(a + i * page, static_cast<std::uint8_t>(i));
        EXPECT_LE(pagesInMemory(program), 24u);
        EXPECT_GT(program.machine.snapshot().counters.evictions, 15u) << policy;
        EXPECT_EQ(program.pages(a, 1), "S") << policy;
        EXPECT_EQ(program.load(a), 0);
        EXPECT_EQ(program.faults(), "0+1") << policy;
        for (std::uint64_t i = 0; i < 40; ++i)
            EXPECT_EQ(program.load(a + i * page), i) << policy;
    }
}

TEST(LimitedMemory, CleanFilePagesAreDroppedAndDirtyOnesWrittenFirst) {
    auto setup = smallMemory(24, 0);
    setup = withFile(setup, "file", Bytes(40 * page, 'f'), true);
    setup.parameters.readahead = 0;
    ProgramOnMachine program(setup);
    program.open("file");
    const Address p = program.map(40 * page, readWrite, mapShared, 3);
    program.store(p, 'w');
    for (std::uint64_t i = 1; i < 40; ++i)
        program.load(p + i * page);
    EXPECT_EQ(program.pages(p, 1), "-") << "evicted";
    EXPECT_EQ(program.machine.snapshot().counters.pagesWritten, 1u);
    EXPECT_EQ(program.load(p), 'w');
    EXPECT_EQ(program.faults(), "0+1");
    EXPECT_EQ(program.machine.files()[0].bytes[0], 'w');
}

TEST(LimitedMemory, WhatTheDiskIsToldToReadIsInTheFramesThatAreTold) {
    for (const std::uint64_t frames : {8u, 12u, 64u}) {
        auto setup = smallMemory(frames, 0);
        setup = withFile(setup, "file", Bytes(20 * page, 'f'), true);
        setup.parameters.readahead = 4 * page;
        ProgramOnMachine program(setup);
        program.open("file");
        const Address p = program.map(20 * page, readWrite, mapShared, 3);
        std::uint64_t told = 0;
        for (const std::uint64_t index : {3u, 9u, 16u, 0u}) {
            program.load(p + index * page);
            bool wanted = false;
            for (const Event& event : program.last.outcome.story)
                if (event.kind == EventKind::ReadsPages)
                    for (std::uint64_t i = 0; i < event.count; ++i, ++told) {
                        wanted |= event.index + i == index;
                        EXPECT_EQ(program.machine.snapshot().files.at(event.file).pages.at(event.index + i).frame,
                                  event.frame + i);
                    }
            EXPECT_TRUE(wanted || program.last.outcome.major == 0) << "page " << index << " of " << frames << " frames";
        }
        EXPECT_GE(told, 4u);
    }
}

TEST(LimitedMemory, AForkedChildFindsItsSwappedPages) {
    ProgramOnMachine program(smallMemory(40, 100));
    const Address a = program.anonymous(40 * page);
    for (std::uint64_t i = 0; i < 40; ++i)
        program.store(a + i * page, static_cast<std::uint8_t>(i + 1));
    program.call(Call::Fork, std::vector<CallArgument>{});
    program.process = firstProcess + 1;
    program.store(a, 99);
    for (std::uint64_t i = 1; i < 40; ++i)
        EXPECT_EQ(program.load(a + i * page), i + 1);
    program.process = firstProcess;
    EXPECT_EQ(program.load(a), 1);
    program.call(Call::ExitGroup, {0});
    program.process = firstProcess + 1;
    EXPECT_EQ(program.load(a), 99);
    program.call(Call::ExitGroup, {0});
    EXPECT_EQ(program.last.status, Status::Ended);
}

TEST(LimitedMemory, LockedPagesStay) {
    ProgramOnMachine program(smallMemory(24, 100));
    const Address locked = program.anonymous(2 * page);
    program.call(Call::Mlock, {locked, 2 * page});
    const Address a = program.anonymous(40 * page);
    for (std::uint64_t i = 0; i < 40; ++i)
        program.store(a + i * page, 1);
    EXPECT_EQ(program.pages(locked, 2), "AA");
}

TEST(LimitedMemory, WithoutSwapTheProcessIsKilledWhenNothingMayLeave) {
    ProgramOnMachine program(smallMemory(16, 0));
    const Address a = program.anonymous(40 * page);
    std::uint64_t stored = 0;
    while (stored < 40 && program.last.status != Status::Ended)
        program.store(a + stored++ * page, 1);
    EXPECT_EQ(program.last.status, Status::Ended);
    EXPECT_EQ(program.last.outcome.signal.number, sigKill);
    EXPECT_EQ(stored, 17u) << "the store that found no frame";
}

TEST(LimitedMemory, AnEvictionIsTold) {
    ProgramOnMachine program(smallMemory(24, 100, "fifo"));
    const Address a = program.anonymous(40 * page);
    std::uint64_t i = 0;
    while (program.machine.snapshot().counters.evictions == 0)
        program.store(a + i++ * page, 1);
    const auto& story = program.last.outcome.story;
    const auto evicts = std::find_if(story.begin(), story.end(),
                                     [](const Event& event) { return event.kind == EventKind::EvictsPage; });
    ASSERT_NE(evicts, story.end());
    EXPECT_EQ(evicts->text, "it came first");
}

TEST(Textbook, OneLevelOf256BytePagesWorks) {
    faultline::Setup setup;
    setup.parameters.zeroPage = false;
    setup.parameters.pageSize = 256;
    setup.parameters.faultAround = 0;
    setup.parameters.userEnd = 0x10000;
    setup.parameters.mmapTop = 0xf000;
    setup.parameters.mmapMinimum = 0x100;
    setup.parameters.stackTop = 0x10000;
    setup.parameters.stackSize = 0x1000;
    setup.parameters.swap = 64 * 256;
    setup.hardware.preset = "textbook";
    setup.hardware.pageSize = 256;
    setup.hardware.levelBits = {8};
    setup.hardware.frames = 16;
    setup.hardware.tlbEntries = setup.hardware.tlbWays = 16;
    setup.hardware.policy = "fifo";
    setup.image.end = 0x400;
    ProgramOnMachine program(setup);
    const Address a = program.anonymous(20 * 256);
    EXPECT_EQ(a, 0xf000u - 20 * 256);
    for (std::uint64_t i = 0; i < 20; ++i)
        program.store(a + i * 256, static_cast<std::uint8_t>(i));
    for (std::uint64_t i = 0; i < 20; ++i)
        EXPECT_EQ(program.load(a + i * 256), i);
    EXPECT_LE(pagesInMemory(program), 16u);
    SimulatedMachine tooSmall;
    setup.image.end = 0x20000;
    EXPECT_FALSE(tooSmall.start(setup)) << "the program does not fit";
}

TEST(FullMemory, EndsWithAMessageBeforeItIsTooMuchForThisComputer) {
    SimulatedMachine machine;
    ASSERT_TRUE(machine.start(plainSetup()));
    constexpr std::uint64_t size = std::uint64_t{64} << 30, noReserve = 0x4000;
    Operation map;
    map.kind = OperationKind::Call;
    map.call = Call::Mmap;
    for (const std::uint64_t value :
         {std::uint64_t{0}, size, std::uint64_t{protRead | protWrite},
          std::uint64_t{mapPrivate | mapAnonymous} | noReserve, ~std::uint64_t{0}, std::uint64_t{0}})
        map.arguments.push_back(CallArgument::number(value));
    const Performed mapped = machine.perform(firstProcess, map, {});
    ASSERT_EQ(mapped.outcome.error, 0);
    Operation fill;
    fill.kind = OperationKind::Fill;
    fill.byte = 1;
    fill.length = size;
    fill.target.address = static_cast<Address>(mapped.outcome.result);
    const Performed filled = machine.perform(firstProcess, fill, {});
    EXPECT_EQ(filled.status, Status::Failed);
    ASSERT_TRUE(filled.failure);
    EXPECT_NE(filled.failure->message().find("288 MiB"), std::string::npos) << filled.failure->message();
    EXPECT_LE(machine.snapshot().frames.size() * 4096, std::uint64_t{288} << 20);
}

} // namespace
} // namespace faultline::tests
