// Fault-around and read-around: kernel-facts A and B, with this machine's numbers.
#include "tests/kernel/program_on_machine.h"

namespace faultline::tests {
namespace {

constexpr std::uint64_t page = 4096;
constexpr Address base = 0x7ffff0000000; // at index 0 of a table of 512 entries

/// A file of `pages` warm pages, mapped shared at `start`.
struct Mapped : ProgramOnMachine {
    Mapped(std::uint64_t pages, Address start, std::uint64_t flags = mapShared, bool cold = false)
        : ProgramOnMachine(withFile(plainSetup(), "file", Bytes(pages * page, 'x'), cold)), at(start) {
        open("file");
        EXPECT_EQ(map(pages * page, protRead | protWrite, flags | mapFixed, 3, 0, start), start);
    }
    std::string states(std::uint64_t from, std::uint64_t count) const { return pages(at + from * page, count); }
    Address at;
};

std::string times(char state, std::size_t count) {
    return std::string(count, state);
}

TEST(FaultAround, MapsTheAligned16PagesAroundALoad) {
    Mapped file(64, base);
    file.load(file.at + 20 * page);
    EXPECT_EQ(file.faults(), "1+0");
    EXPECT_EQ(file.states(0, 48), times('c', 16) + times('F', 16) + times('c', 16));
    file.load(file.at + 31 * page);
    EXPECT_EQ(file.faults(), "0+0");
}

TEST(FaultAround, WindowStartsAtVmaStart) {
    // VMA at index 3: a load of its pages 0 to 12 maps pages 0 to 15, of 13 pages 13 to 28.
    Mapped early(64, base + 3 * page);
    early.load(early.at + 12 * page);
    EXPECT_EQ(early.states(0, 20), times('F', 16) + times('c', 4));
    Mapped late(64, base + 3 * page);
    late.load(late.at + 13 * page);
    EXPECT_EQ(late.states(0, 32), times('c', 13) + times('F', 16) + times('c', 3));
}

TEST(FaultAround, EndsWithTheTableOf512Entries) {
    Mapped file(64, base + 510 * page);
    file.load(file.at);
    EXPECT_EQ(file.states(0, 6), "FFcccc");
}

TEST(FaultAround, EndsWithTheFile) {
    Mapped file(3, base);
    file.map(32 * page, protRead, mapShared | mapFixed, 3, 0, file.at);
    file.load(file.at + page);
    EXPECT_EQ(file.states(0, 5), "FFF--");
}

TEST(FaultAround, NeverForStores) {
    Mapped file(32, base);
    file.store(file.at + 5 * page, 'y');
    EXPECT_EQ(file.faults(), "1+0");
    EXPECT_EQ(file.states(4, 3), "cFc");
}

TEST(FaultAround, LeavesPrivateCopiesAlone) {
    Mapped file(16, base, mapPrivate);
    file.store(file.at + 2 * page, 'y');
    file.load(file.at);
    EXPECT_EQ(file.states(0, 5), "FFCFF");
    EXPECT_EQ(file.load(file.at + 2 * page), 'y');
}

TEST(FaultAround, IsCutByASplitOfTheMapping) {
    Mapped file(16, base);
    file.call(Call::Mprotect, {file.at + 4 * page, page, protRead});
    file.load(file.at);
    EXPECT_EQ(file.states(0, 8), "FFFFcccc");
}

TEST(ReadAround, AColdLoadIsMajorAndBringsTheWholeWindowIn) {
    Mapped file(20, base, mapShared, true);
    EXPECT_EQ(file.states(0, 3), "---");
    file.load(file.at + page);
    EXPECT_EQ(file.faults(), "0+1");
    EXPECT_EQ(file.states(0, 20), times('F', 16) + times('c', 4));
    file.load(file.at + 17 * page);
    EXPECT_EQ(file.faults(), "1+0");
}

TEST(ReadAround, StartsHalfAWindowBeforeThePage) {
    auto setup = withFile(plainSetup(), "file", Bytes(100 * page, 'x'), true);
    setup.parameters.readahead = 32 * page; // ra_pages 32
    ProgramOnMachine program(setup);
    program.open("file");
    program.map(100 * page, protRead, mapShared | mapFixed, 3, 0, base);
    program.store(base, 1); // forbidden: nothing is read
    EXPECT_EQ(program.last.outcome.signal.number, sigSegv);
    EXPECT_EQ(program.last.status, Status::Ended);
    ProgramOnMachine again(setup);
    again.open("file");
    again.map(100 * page, protRead | protWrite, mapShared | mapFixed, 3, 0, base);
    again.store(base + 50 * page, 1);
    EXPECT_EQ(again.pages(base + 33 * page, 2), "-c") << "50 - 16";
    EXPECT_EQ(again.pages(base + 65 * page, 2), "c-") << "34 + 32 pages";
    again.load(base + 58 * page);
    EXPECT_EQ(again.faults(), "1+0") << "the marker is at 34 + 32 - 8";
    EXPECT_EQ(again.pages(base + 66 * page, 1), "c") << "its touch reads the next window";
}

TEST(ReadAround, RandomAdviceReadsThePageAlone) {
    Mapped file(20, base, mapShared, true);
    file.call(Call::Madvise, {file.at, 20 * page, madvRandom});
    file.load(file.at + 4 * page);
    EXPECT_EQ(file.faults(), "0+1");
    EXPECT_EQ(file.states(3, 3), "-F-");
}

TEST(ReadAround, WhatTheDiskWasNotDoneWithIsLeftOut) {
    Mapped file(20, base, mapShared, true);
    file.given.stillRead = {{"file", 3}, {"file", 4}};
    file.load(file.at + 2 * page);
    EXPECT_EQ(file.states(0, 6), "FFFccF");
    file.load(file.at + 3 * page);
    EXPECT_EQ(file.faults(), "1+0") << "by now it is read";
    EXPECT_EQ(file.states(3, 2), "FF");
}

TEST(FaultAround, BeyondTheEndMapsNeighboursButCountsNothing) {
    // Measured: a load beyond the end raises SIGBUS, and maps what the window holds of the file where there is a table.
    Mapped file(3, base);
    file.map(8 * page, protRead, mapShared | mapFixed, 3, 0, file.at);
    file.map(page, protRead | protWrite, mapPrivate | mapAnonymous | mapFixed, -1, 0, base + 100 * page);
    file.store(base + 100 * page, 1); // now there is a table
    file.load(file.at + 5 * page);
    EXPECT_EQ(file.last.outcome.signal, (Signal{sigBus, busAddressError, file.at + 5 * page, 0}));
    EXPECT_EQ(file.faults(), "0+0");
    EXPECT_EQ(file.last.status, Status::Ended);
}

} // namespace
} // namespace faultline::tests
