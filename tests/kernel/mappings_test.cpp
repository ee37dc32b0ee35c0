// Placement, splitting and merging: kernel-facts D.
#include "tests/kernel/program_on_machine.h"

namespace faultline::tests {
namespace {

constexpr std::uint64_t page = 4096;
constexpr std::uint64_t huge = 2u << 20;
constexpr std::uint64_t readWrite = protRead | protWrite;
constexpr Address top = 0x7ffff7ff9000;

TEST(Placement, GoesTopDownAndReusesTheHighestHole) {
    ProgramOnMachine program;
    EXPECT_EQ(program.anonymous(page, protRead), top - page);
    EXPECT_EQ(program.map(2 * page, readWrite, mapShared | mapAnonymous), top - 3 * page);
    EXPECT_EQ(program.anonymous(page), top - 4 * page);
    program.call(Call::Munmap, {top - 3 * page, 2 * page});
    EXPECT_EQ(program.anonymous(page), top - 2 * page) << "the end of the hole";
    EXPECT_EQ(program.anonymous(2 * page), top - 6 * page);
}

TEST(Placement, WholeHugePagesOfAnonymousMemoryAreAligned) {
    ProgramOnMachine program;
    EXPECT_EQ(program.anonymous(huge) % huge, 0u);
    EXPECT_EQ(program.anonymous(huge + page) % huge, huge - page) << "only a multiple of 2 MiB";
}

TEST(Placement, AFileWithAWholeHugeBlockAgreesWithItsOffset) {
    ProgramOnMachine program(withFile(plainSetup(), "file", Bytes(page, 'x')));
    program.open("file");
    EXPECT_EQ(program.map(2 * huge, protRead, mapPrivate, 3, 3 * page) % huge, 3 * page);
    EXPECT_EQ(program.map(huge - page, protRead, mapPrivate, 3, 3 * page) % page, 0u);
}

TEST(Placement, AHintIsRoundedDownAndTakenIfFree) {
    ProgramOnMachine program;
    EXPECT_EQ(program.map(page, readWrite, mapPrivate | mapAnonymous, -1, 0, 0x10000123), 0x10000000u);
    EXPECT_EQ(program.map(page, readWrite, mapPrivate | mapAnonymous, -1, 0, 0x10000000), top - page);
    EXPECT_EQ(program.map(page, readWrite, mapPrivate | mapAnonymous, -1, 0, 0x5000), 0x10000u);
    program.map(page, readWrite, mapPrivate | mapAnonymous | mapFixedNoReplace, -1, 0, 0x10000000);
    EXPECT_EQ(program.error(), eexist);
}

TEST(Merging, NeighboursOfAKindBecomeOne) {
    ProgramOnMachine program;
    const Address upper = program.anonymous(page);
    const Address lower = program.anonymous(page);
    EXPECT_EQ(program.mappings(lower), "0-2 rw-p\n");
    program.call(Call::Mprotect, {upper, page, protRead});
    EXPECT_EQ(program.mappings(lower), "0-1 rw-p\n1-2 r--p\n");
    program.call(Call::Mprotect, {upper, page, readWrite});
    EXPECT_EQ(program.mappings(lower), "0-2 rw-p\n");
}

TEST(Merging, AccountingIsAKindOfItsOwn) {
    // R beside (RW touched, then R) does not merge: the second is still accounted.
    ProgramOnMachine program;
    const Address upper = program.anonymous(page);
    program.store(upper, 1);
    program.call(Call::Mprotect, {upper, page, protRead});
    const Address lower = program.anonymous(page, protRead);
    EXPECT_EQ(program.mappings(lower), "0-1 r--p\n1-2 r--p\n");
}

TEST(Merging, UntouchedMadeReadOnlyMergesWithReadOnly) {
    ProgramOnMachine program;
    const Address upper = program.anonymous(page);
    program.call(Call::Mprotect, {upper, page, protRead});
    const Address lower = program.anonymous(page, protRead);
    EXPECT_EQ(program.mappings(lower), "0-2 r--p\n");
}

TEST(Merging, AHoleBetweenTwoTouchedAreasMergesWithTheLowerOnly) {
    ProgramOnMachine program;
    const Address upper = program.anonymous(page);
    program.map(page, readWrite, mapPrivate | mapAnonymous | mapFixed, -1, 0, upper - 2 * page);
    program.store(upper, 1);
    program.store(upper - 2 * page, 1);
    program.map(page, readWrite, mapPrivate | mapAnonymous | mapFixed, -1, 0, upper - page);
    EXPECT_EQ(program.mappings(upper - 2 * page), "0-2 rw-p\n2-3 rw-p\n");
}

TEST(Merging, OneStructFileMergesASecondOpenDoesNot) {
    ProgramOnMachine program(withFile(plainSetup(), "file", Bytes(4 * page, 'x')));
    program.open("file");
    program.open("file");
    program.call(Call::Dup, {3});
    const Address p = program.map(page, protRead, mapPrivate, 3, page);
    program.map(page, protRead, mapPrivate | mapFixed, 5, 0, p - page);
    EXPECT_EQ(program.mappings(p - page), "0-2 r--p\n");
    program.map(page, protRead, mapPrivate | mapFixed, 4, 0, p - page);
    EXPECT_EQ(program.mappings(p - page), "0-1 r--p\n1-2 r--p\n");
}

TEST(Merging, AReadOnlyFilesSharedMappingCannotBeMadeWritable) {
    ProgramOnMachine program(withFile(plainSetup(), "file", Bytes(page, 'x')));
    program.open("file", oReadOnly);
    const Address p = program.map(page, protRead, mapShared, 3);
    EXPECT_EQ(program.mappings(p), "0-1 r--s\n");
    EXPECT_EQ(program.call(Call::Mprotect, {p, page, readWrite}), -1);
    EXPECT_EQ(program.error(), eacces);
}

TEST(Mremap, GrowsInPlaceElseMovesItsPages) {
    ProgramOnMachine program;
    const Address upper = program.anonymous(page, protRead);
    const Address p = program.anonymous(2 * page);
    program.store(p + page, 'm');
    EXPECT_EQ(program.call(Call::Mremap, {p, 2 * page, 3 * page, 0}), -1);
    EXPECT_EQ(program.error(), enomem);
    const auto moved = static_cast<Address>(program.call(Call::Mremap, {p, 2 * page, 3 * page, mremapMayMove}));
    EXPECT_EQ(moved, p - 3 * page);
    EXPECT_EQ(program.faults(), "0+0");
    EXPECT_EQ(program.load(moved + page), 'm');
    EXPECT_EQ(program.faults(), "0+0");
    program.call(Call::Munmap, {upper, page});
    EXPECT_EQ(program.call(Call::Mremap, {moved, 3 * page, 4 * page, 0}), static_cast<std::int64_t>(moved));
    EXPECT_EQ(program.call(Call::Mremap, {moved, 4 * page, page, 0}), static_cast<std::int64_t>(moved));
    EXPECT_EQ(program.mappings(moved), "0-1 rw-p\n");
}

TEST(Mremap, OldSizeZeroMapsSharedPagesASecondTime) {
    ProgramOnMachine program;
    const Address p = program.map(page, readWrite, mapShared | mapAnonymous);
    program.store(p, 's');
    const auto second = static_cast<Address>(program.call(Call::Mremap, {p, 0, page, mremapMayMove}));
    EXPECT_EQ(program.load(second), 's');
    EXPECT_EQ(program.faults(), "1+0");
    const Address own = program.anonymous(page);
    EXPECT_EQ(program.call(Call::Mremap, {own, 0, page, mremapMayMove}), -1);
    EXPECT_EQ(program.error(), einval);
}

TEST(Brk, GrowsAndShrinksTheHeap) {
    ProgramOnMachine program;
    const auto start = static_cast<Address>(program.call(Call::Brk, {0}));
    EXPECT_EQ(program.call(Call::Brk, {start + 100}), static_cast<std::int64_t>(start + 100));
    EXPECT_EQ(program.shown().mappings.at(start).name, "[heap]");
    program.store(start, 1);
    EXPECT_EQ(program.faults(), "1+0");
    program.call(Call::Brk, {start + 3 * page});
    EXPECT_EQ(program.shown().mappings.at(start).end, start + 3 * page);
    program.call(Call::Brk, {start});
    EXPECT_FALSE(program.shown().mappings.contains(start));
    EXPECT_EQ(program.call(Call::Brk, {1}), static_cast<std::int64_t>(start)) << "refused: the break stays";
}

TEST(MmapErrors, AreLinuxs) {
    ProgramOnMachine program(withFile(plainSetup(), "file", Bytes(page, 'x')));
    program.open("file", oReadOnly);
    program.open("file", oWriteOnly);
    program.open(".", oReadOnly);
    const auto errorOf = [&](std::uint64_t length, std::uint64_t protection, std::uint64_t flags, std::int64_t file,
                             std::uint64_t offset = 0, Address hint = 0) {
        program.map(length, protection, flags, file, offset, hint);
        return program.error();
    };
    EXPECT_EQ(errorOf(0, protRead, mapPrivate, 3), einval);
    EXPECT_EQ(errorOf(page, protRead, mapPrivate, 3, 5), einval);
    EXPECT_EQ(errorOf(page, protRead, mapAnonymous, -1), einval) << "neither shared nor private";
    EXPECT_EQ(errorOf(page, protRead, mapSharedValidate | mapAnonymous, -1), einval);
    EXPECT_EQ(errorOf(page, protRead, mapSharedValidate | 0x80000000, 3), eopnotsupp);
    EXPECT_EQ(errorOf(page, protRead, mapPrivate | mapFixed, 3, 0, 123), einval);
    EXPECT_EQ(errorOf(page, protRead, mapPrivate, 4), eacces) << "O_WRONLY";
    EXPECT_EQ(errorOf(page, readWrite, mapShared, 3), eacces);
    EXPECT_EQ(errorOf(page, readWrite, mapPrivate, 3), 0);
    EXPECT_EQ(errorOf(page, protRead, mapPrivate, 77), ebadf);
    EXPECT_EQ(errorOf(0, protRead, mapPrivate, 77), ebadf) << "the descriptor comes first";
    EXPECT_EQ(errorOf(page, protRead, mapPrivate, 5), enodev);
    EXPECT_EQ(errorOf(page, readWrite, mapShared, 5), eacces);
    EXPECT_EQ(errorOf(page, protRead, mapPrivate, 3, ~std::uint64_t{0} - 4095), eoverflow);
    EXPECT_EQ(errorOf(1ull << 60, protRead, mapPrivate | mapAnonymous, -1), enomem);
    EXPECT_EQ(errorOf(25ull << 30, readWrite, mapPrivate | mapAnonymous, -1), enomem) << "more than all of memory";
    EXPECT_EQ(errorOf(25ull << 30, readWrite, mapPrivate | mapAnonymous | mapNoReserve, -1), 0);
    EXPECT_EQ(errorOf(page, protRead, mapPrivate | mapAnonymous | mapFixed, -1, 0, 0x800000000000), enomem);
    EXPECT_EQ(errorOf(page, protRead, mapPrivate | mapAnonymous | mapFixed, -1, 0, 0), eperm);
}

TEST(RangeErrors, AreLinuxs) {
    ProgramOnMachine program;
    const Address a = program.anonymous(3 * page);
    program.call(Call::Munmap, {a + page, page});
    const auto errorOf = [&](Call call, std::initializer_list<std::uint64_t> numbers) {
        program.call(call, numbers);
        return program.error();
    };
    EXPECT_EQ(errorOf(Call::Munmap, {a + 1, page}), einval);
    EXPECT_EQ(errorOf(Call::Munmap, {a, 0}), einval);
    EXPECT_EQ(errorOf(Call::Munmap, {a + page, page}), 0) << "a hole";
    EXPECT_EQ(errorOf(Call::Mprotect, {a, 3 * page, protRead}), enomem);
    EXPECT_EQ(program.mappings(a), "0-1 r--p\n2-3 rw-p\n") << "done up to the hole";
    EXPECT_EQ(errorOf(Call::Mprotect, {a, page, 0x100}), einval);
    EXPECT_EQ(errorOf(Call::Mprotect, {a + 1, 0, 0}), einval);
    EXPECT_EQ(errorOf(Call::Mprotect, {a + page, 0, 0x100}), 0);
    EXPECT_EQ(errorOf(Call::Msync, {a, page, msSync | msAsync}), einval);
    EXPECT_EQ(errorOf(Call::Msync, {a, 3 * page, msSync}), enomem);
    EXPECT_EQ(errorOf(Call::Madvise, {a, 3 * page, madvDontNeed}), enomem);
    EXPECT_EQ(errorOf(Call::Madvise, {a, 0, 77}), einval);
    EXPECT_EQ(errorOf(Call::Mremap, {a, page, 0, 0}), einval);
    EXPECT_EQ(errorOf(Call::Mremap, {a + page, page, 2 * page, mremapMayMove}), efault);
    EXPECT_EQ(errorOf(Call::Mlock, {a, 3 * page}), enomem);
    EXPECT_TRUE(program.shown().mappings.at(a).locked) << "what lies before the hole is locked";
    EXPECT_EQ(errorOf(Call::Madvise, {a, page, madvDontNeed}), einval) << "locked";
}

} // namespace
} // namespace faultline::tests
