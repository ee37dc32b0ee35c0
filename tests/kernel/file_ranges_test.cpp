// Where a file's data and holes are, and ranges taken out of it or put into it: lseek(2), fallocate(2). What ext4 of
// Linux 6.18 does.
#include "tests/kernel/program_on_machine.h"

#include <cerrno>

namespace faultline::tests {
namespace {

constexpr std::uint64_t page = 4096;
constexpr std::uint64_t readWrite = protRead | protWrite;

struct FileRanges : testing::Test {
    /// A file of pages "aaaa…", "bbbb…", and so on.
    void make(std::uint64_t pages) {
        Bytes bytes(pages * page);
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<std::uint8_t>('a' + i / page);
        program.open("file", oReadWrite | oCreate);
        program.call(Call::Write,
                     {CallArgument::number(3), CallArgument::in(bytes), CallArgument::number(bytes.size())});
    }
    std::int64_t seek(std::uint64_t offset, std::int32_t whence) {
        return program.call(Call::Lseek, {3, offset, static_cast<std::uint64_t>(whence)});
    }
    std::int64_t allocate(std::uint64_t mode, std::uint64_t offset, std::uint64_t length) {
        return program.call(Call::Fallocate, {3, mode, offset, length});
    }
    std::string letters() {
        std::string text;
        const Bytes bytes = program.machine.files().at(0).bytes;
        for (std::size_t i = 0; i < bytes.size(); i += page)
            text += bytes[i] ? static_cast<char>(bytes[i]) : '0';
        return text;
    }

    ProgramOnMachine program;
};

TEST_F(FileRanges, SeekFindsDataAndHoles) {
    program.open("file", oReadWrite | oCreate);
    program.call(Call::Ftruncate, {3, 8 * page});
    EXPECT_EQ(seek(0, seekData), -1);
    EXPECT_EQ(program.error(), ENXIO);
    program.call(Call::Pwrite, {CallArgument::number(3), CallArgument::in(Bytes{'x'}), CallArgument::number(1),
                                CallArgument::number(3 * page + 5)});
    EXPECT_EQ(seek(10, seekData), static_cast<std::int64_t>(3 * page));
    EXPECT_EQ(seek(3 * page + 7, seekData), static_cast<std::int64_t>(3 * page + 7));
    EXPECT_EQ(seek(0, seekHole), 0);
    EXPECT_EQ(seek(3 * page, seekHole), static_cast<std::int64_t>(4 * page));
    EXPECT_EQ(seek(5 * page, seekData), -1);
    EXPECT_EQ(seek(8 * page, seekHole), -1) << "at the end";
    EXPECT_EQ(program.error(), ENXIO);
}

TEST_F(FileRanges, AFullFileHasItsHoleAtTheEnd) {
    make(2);
    EXPECT_EQ(seek(100, seekHole), static_cast<std::int64_t>(2 * page));
    allocate(fallocPunchHole | fallocKeepSize, 0, page);
    EXPECT_EQ(seek(0, seekHole), 0);
    EXPECT_EQ(seek(0, seekData), static_cast<std::int64_t>(page));
}

TEST_F(FileRanges, CollapseTakesPagesOutAndUnmapsTheRest) {
    make(6);
    const Address p = program.map(6 * page, readWrite, mapShared, 3);
    const Address own = program.map(6 * page, readWrite, mapPrivate, 3);
    program.load(p);
    program.store(own + 4 * page, 'X');
    EXPECT_EQ(allocate(fallocCollapse, page, 2 * page), 0);
    EXPECT_EQ(letters(), "adef");
    EXPECT_EQ(program.pages(p, 6), "F-----");
    EXPECT_EQ(program.pages(own, 6), "c-----") << "copies are lost, too";
    EXPECT_EQ(program.load(p + page), 'd');
    EXPECT_EQ(program.faults(), "0+1") << "its page has to be read again";
}

TEST_F(FileRanges, InsertMakesAHole) {
    make(3);
    EXPECT_EQ(allocate(fallocInsert, page, 2 * page), 0);
    EXPECT_EQ(letters(), "a00bc");
    EXPECT_EQ(seek(0, seekHole), static_cast<std::int64_t>(page));
}

TEST_F(FileRanges, TheyMustBeWholeBlocksWithinTheFile) {
    make(3);
    EXPECT_EQ(allocate(fallocCollapse, 10, page), -1);
    EXPECT_EQ(program.error(), EINVAL);
    EXPECT_EQ(allocate(fallocCollapse, page, 2 * page), -1) << "up to the end";
    EXPECT_EQ(program.error(), EINVAL);
    EXPECT_EQ(allocate(fallocInsert, 3 * page, page), -1);
    EXPECT_EQ(program.error(), EINVAL);
    EXPECT_EQ(allocate(fallocCollapse | fallocKeepSize, 0, page), -1);
    EXPECT_EQ(program.error(), EOPNOTSUPP);
}

TEST_F(FileRanges, AFileCanBeWrittenFromAMappingOfItsOwnNextPage) {
    program.open("file", oReadWrite | oCreate);
    const Address p = program.map(2 * page, readWrite, mapShared, 3);
    const Address before = program.map(page, readWrite, mapShared | mapAnonymous);
    ASSERT_EQ(before + page, p);
    // The page that is read from comes to lie within the file by what has been written before.
    EXPECT_EQ(program.call(Call::Pwrite, {3, p - 6, 5000, 30}), 5000);
    EXPECT_EQ(program.machine.files().at(0).bytes.size(), 5030u);
}

} // namespace
} // namespace faultline::tests
