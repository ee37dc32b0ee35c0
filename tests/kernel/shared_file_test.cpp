#include "tests/kernel/program_on_machine.h"

namespace faultline::tests {
namespace {

constexpr std::uint64_t page = 4096;
constexpr std::uint64_t readWrite = protRead | protWrite;

// The first program of all: a file sized to one page, mapped shared, written through the pointer. (kernel-facts A)
TEST(SharedFile, AFreshFilesFirstStoreIsAMajorFaultAndItsBytesAreTheFiles) {
    ProgramOnMachine program;
    const auto file = program.open("greeting.txt", oReadWrite | oCreate | oTruncate);
    EXPECT_EQ(file, 3);
    EXPECT_EQ(program.call(Call::Ftruncate, {3, page}), 0);
    const Address p = program.map(page, readWrite, mapShared, file);
    EXPECT_EQ(p, 0x7ffff7ff9000 - page);
    EXPECT_EQ(program.call(Call::Close, {3}), 0);
    program.store(p, 'h');
    EXPECT_EQ(program.faults(), "0+1");
    EXPECT_EQ(program.pages(p, 1), "F");
    program.store(p + 1, 'i');
    EXPECT_EQ(program.faults(), "0+0");
    EXPECT_EQ(program.call(Call::Msync, {p, page, msSync}), 0);
    EXPECT_EQ(program.load(p + 1), 'i');
    EXPECT_EQ(program.faults(), "0+0");
    program.store(p + 2, '!');
    EXPECT_EQ(program.faults(), "1+0") << "msync has made the entry read-only again";
    EXPECT_EQ(program.call(Call::Munmap, {p, page}), 0);
    EXPECT_EQ(program.machine.files().front().bytes.size(), page);
    EXPECT_EQ(program.machine.files().front().bytes[1], 'i');
    program.call(Call::ExitGroup, {0});
    EXPECT_EQ(program.last.status, Status::Ended);
}

} // namespace
} // namespace faultline::tests
