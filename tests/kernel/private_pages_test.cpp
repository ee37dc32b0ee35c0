// Private file mappings and anonymous memory: kernel-facts A.
#include "tests/kernel/program_on_machine.h"

namespace faultline::tests {
namespace {

constexpr std::uint64_t page = 4096;
constexpr std::uint64_t readWrite = protRead | protWrite;

struct PrivateFile : testing::Test {
    ProgramOnMachine program{withFile(plainSetup(), "notes.txt", Bytes(3 * page, 'n'))};
    Address p = 0, s = 0;
    void SetUp() override {
        program.open("notes.txt");
        p = program.map(3 * page, readWrite, mapPrivate, 3);
        s = program.map(3 * page, readWrite, mapShared, 3);
    }
};

TEST_F(PrivateFile, AStoreAfterALoadCopiesThePage) {
    EXPECT_EQ(program.load(p + page), 'n');
    program.store(p + page, 'c');
    EXPECT_EQ(program.faults(), "1+0");
    EXPECT_EQ(program.pages(p, 3), "FCF");
    EXPECT_EQ(program.load(s + page), 'n') << "the file does not see it";
    program.store(p + page + 1, 'd');
    EXPECT_EQ(program.faults(), "0+0");
}

TEST_F(PrivateFile, AStoreWithoutALoadIsOneFaultToo) {
    program.store(p, 'c');
    EXPECT_EQ(program.faults(), "1+0");
    EXPECT_EQ(program.pages(p, 3), "Ccc");
}

TEST_F(PrivateFile, SeesStoresOfOthersUntilItHasItsOwnCopy) {
    program.load(p);
    program.store(s, '1');
    EXPECT_EQ(program.load(p), '1');
    program.store(p + 1, 'x');
    program.store(s, '2');
    EXPECT_EQ(program.load(p), '1');
}

TEST_F(PrivateFile, DontNeedGivesTheFilesContentsBack) {
    program.store(p, 'c');
    program.call(Call::Madvise, {p, page, madvDontNeed});
    EXPECT_EQ(program.load(p), 'n');
    EXPECT_EQ(program.faults(), "1+0");
    EXPECT_EQ(program.pages(p, 3), "FFF");
}

TEST_F(PrivateFile, TruncationTakesCopiesToo) {
    program.store(p + 2 * page, 'c');
    program.call(Call::Ftruncate, {3, 2 * page});
    EXPECT_EQ(program.pages(p, 3), "cc-");
    program.call(Call::Ftruncate, {3, 3 * page});
    EXPECT_EQ(program.load(p + 2 * page), 0) << "a hole; the old copy does not come back";
    EXPECT_EQ(program.faults(), "0+1");
}

TEST(AnonymousMemory, WithoutAZeroPageTheFirstLoadGetsAPageForGood) {
    ProgramOnMachine program;
    const Address a = program.anonymous(2 * page);
    EXPECT_EQ(program.load(a), 0);
    EXPECT_EQ(program.faults(), "1+0");
    EXPECT_EQ(program.pages(a, 2), "A-");
    program.store(a, 1);
    EXPECT_EQ(program.faults(), "0+0");
}

TEST(AnonymousMemory, WithAZeroPageTheFirstStoreCostsASecondFault) {
    auto setup = plainSetup();
    setup.parameters.zeroPage = true;
    ProgramOnMachine program(setup);
    const Address a = program.anonymous(page);
    program.load(a);
    EXPECT_EQ(program.pages(a, 1), "0");
    program.store(a, 1);
    EXPECT_EQ(program.faults(), "1+0");
    EXPECT_EQ(program.pages(a, 1), "A");
}

TEST(AnonymousMemory, LoadedReadOnlyAndMadeWritableNeedsNoFurtherFault) {
    ProgramOnMachine program;
    const Address a = program.anonymous(page, protRead);
    program.load(a);
    program.call(Call::Mprotect, {a, page, readWrite});
    program.store(a, 1);
    EXPECT_EQ(program.faults(), "0+0");
}

TEST(SharedMemory, HasNoDirtyTrackingAndNeverAMajorFault) {
    ProgramOnMachine program;
    const Address a = program.map(3 * page, readWrite, mapShared | mapAnonymous);
    program.load(a);
    EXPECT_EQ(program.faults(), "1+0");
    program.store(a, 1);
    EXPECT_EQ(program.faults(), "0+0");
    EXPECT_EQ(program.pages(a, 3), "F--");
}

TEST(SharedMemory, OfMemfdIsMappedAroundWhereItExists) {
    ProgramOnMachine program;
    program.call(Call::MemfdCreate, {ProgramOnMachine::text("m"), CallArgument::number(0)});
    program.call(Call::Ftruncate, {3, 8 * page});
    program.write(3, std::string(2 * page, 'm'));
    const Address a = program.map(8 * page, readWrite, mapShared, 3);
    program.load(a + page);
    EXPECT_EQ(program.faults(), "1+0");
    EXPECT_EQ(program.pages(a, 4), "FF--");
    program.store(a, 1);
    EXPECT_EQ(program.faults(), "0+0");
}

TEST(AccessOverAPageEnd, FaultsTwiceAndNamesTheFirstByteThatFails) {
    ProgramOnMachine program;
    const Address a = program.anonymous(2 * page);
    program.load8(a + page - 4);
    EXPECT_EQ(program.faults(), "2+0");
    program.call(Call::Munmap, {a + page, page});
    program.load8(a + page - 4);
    EXPECT_EQ(program.last.outcome.signal, (Signal{sigSegv, segvMapError, a + page, 0}));
    EXPECT_EQ(program.last.status, Status::Ended);
}

TEST(AccessToNothing, GivesTheSignalThatTheKernelGives) {
    const auto signalOf = [](Address address) {
        ProgramOnMachine program;
        program.load(address);
        return program.last.outcome.signal;
    };
    EXPECT_EQ(signalOf(0), (Signal{sigSegv, segvMapError, 0, 0}));
    EXPECT_EQ(signalOf(0xffffffff80000000), (Signal{sigSegv, segvMapError, 0xffffffff80000000, 0}));
    EXPECT_EQ(signalOf(0x8000000000000000), (Signal{sigSegv, siKernel, 0, 0})) << "not canonical";
}

TEST(SystemCallCopies, FaultAsTheProgramWouldAndStopShort) {
    ProgramOnMachine program(withFile(plainSetup(), "notes.txt", Bytes(2 * page, 'n')));
    program.open("notes.txt");
    const Address a = program.anonymous(2 * page);
    EXPECT_EQ(program.call(Call::Read, {3, a, 2 * page}), 2 * static_cast<std::int64_t>(page));
    EXPECT_EQ(program.faults(), "2+0");
    program.call(Call::Munmap, {a + page, page});
    EXPECT_EQ(program.call(Call::Pread, {3, a + page - 10, 100, 0}), 10);
    EXPECT_EQ(program.call(Call::Pread, {3, a + page, 100, 0}), -1);
    EXPECT_EQ(program.error(), efault);
    EXPECT_EQ(program.call(Call::Pread, {3, a + page, 100, 2 * page}), 0) << "at the end nothing is copied";
    EXPECT_EQ(program.call(Call::Read, {3, a + page, 0}), 0);
}

TEST(FileTail, IsZeroedWhereExt4ZeroesIt) {
    // Measured on ext4 with a file of 100 bytes, stores at 120 and 200 through a mapping, then one call each.
    struct Case {
        std::string_view what;
        Call call;
        std::vector<std::uint64_t> arguments;
        std::uint8_t at120, at200;
    };
    const std::vector<Case> cases = {
        {"msync", Call::Msync, {0, page, msSync}, 0, 0},
        {"ftruncate longer", Call::Ftruncate, {3, 300}, 0, 0},
        {"ftruncate to the same size", Call::Ftruncate, {3, 100}, 0, 0},
        {"pwrite at the end", Call::Pwrite, {3, 0, 10, 100}, 'g', 'h'},
        {"pwrite behind the end", Call::Pwrite, {3, 0, 10, 150}, 0, 'h'},
        {"pwrite on the next page", Call::Pwrite, {3, 0, 10, 2 * page}, 0, 0},
        {"fallocate to 180", Call::Fallocate, {3, 0, 0, 180}, 0, 'h'},
    };
    for (const Case& one : cases) {
        ProgramOnMachine program(withFile(plainSetup(), "tail", Bytes(100, 'a')));
        program.open("tail");
        const Address p = program.map(page, readWrite, mapShared, 3);
        program.store(p + 120, 'g');
        program.store(p + 200, 'h');
        std::vector<CallArgument> arguments;
        for (const std::uint64_t value : one.arguments)
            arguments.push_back(CallArgument::number(value));
        if (one.call == Call::Msync)
            arguments[0] = CallArgument::number(p);
        if (one.call == Call::Pwrite)
            arguments[1] = CallArgument::in(Bytes(10, 'w'));
        EXPECT_GE(program.call(one.call, arguments), 0) << one.what;
        EXPECT_EQ(program.load(p + 120), one.at120) << one.what;
        EXPECT_EQ(program.load(p + 200), one.at200) << one.what;
    }
}

TEST(AutoDaAlloc, TheCloseAfterATruncationToNothingWritesTheFile) {
    ProgramOnMachine program(withFile(plainSetup(), "old", Bytes(page, 'o')));
    program.open("old", oReadWrite | oTruncate);
    program.call(Call::Ftruncate, {3, page});
    program.open("old");
    const Address p = program.map(page, readWrite, mapShared, 3);
    program.store(p, 1);
    program.store(p, 2);
    EXPECT_EQ(program.faults(), "0+0");
    program.call(Call::Close, {4}); // another struct file of the same inode, its last close
    program.store(p, 3);
    EXPECT_EQ(program.faults(), "1+0");
    program.call(Call::Close, {3}); // held by the mapping
    program.store(p, 4);
    EXPECT_EQ(program.faults(), "0+0");
}

} // namespace
} // namespace faultline::tests
