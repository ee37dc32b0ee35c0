// Pipes, counted in buffers of a page as Linux counts them (pipe(7), fs/pipe.c), and the seals of files in memory
// (fcntl(2), "File Sealing").
#include "tests/kernel/program_on_machine.h"

#include <cerrno>

namespace faultline::tests {
namespace {

constexpr std::uint64_t page = 4096;
constexpr std::uint64_t readWrite = protRead | protWrite;

/// A pipe whose ends, 3 and 4, do not block.
struct PipeThatDoesNotBlock : testing::Test {
    PipeThatDoesNotBlock() {
        program.call(Call::Pipe, {CallArgument::out(8)});
        for (const std::uint64_t end : {3, 4})
            program.call(Call::Fcntl, {end, fSetFl, oNonBlock});
    }
    std::int64_t read(std::uint64_t count) {
        return program.call(Call::Read,
                            {CallArgument::number(3), CallArgument::out(count), CallArgument::number(count)});
    }
    std::int64_t write(std::uint64_t count) { return program.write(4, std::string(count, 'x')); }

    ProgramOnMachine program;
};

TEST_F(PipeThatDoesNotBlock, IsFullAfterSixteenBuffersHoweverLittleIsInThem) {
    for (int i = 0; i < 16; ++i)
        EXPECT_EQ(write(2049), 2049) << "two of them do not fit into one page";
    EXPECT_EQ(write(2049), -1);
    EXPECT_EQ(program.error(), EAGAIN);
    EXPECT_EQ(write(2047), 2047) << "but this fits behind the last one";
}

TEST_F(PipeThatDoesNotBlock, HasNoRoomAgainBeforeAWholeBufferIsRead) {
    for (int i = 0; i < 16; ++i)
        EXPECT_EQ(write(page), 4096);
    EXPECT_EQ(read(100), 100);
    EXPECT_EQ(write(100), -1);
    EXPECT_EQ(read(page - 100), 3996);
    EXPECT_EQ(write(5000), 4096) << "a write longer than a page is done in part";
    EXPECT_EQ(read(65536), 65536);
    EXPECT_EQ(read(1), -1);
    EXPECT_EQ(program.error(), EAGAIN);
}

TEST_F(PipeThatDoesNotBlock, ReadsAcrossBuffersInOrder) {
    EXPECT_EQ(program.write(4, "abc"), 3);
    EXPECT_EQ(program.write(4, std::string(page, 'd')), 4096);
    EXPECT_EQ(read(2), 2);
    EXPECT_EQ(read(page), 4096);
    EXPECT_EQ(program.last.outcome.returned.at(0).front(), 'c');
    EXPECT_EQ(program.last.outcome.returned.at(0).back(), 'd');
}

struct MemoryFile : testing::Test {
    MemoryFile() {
        program.call(Call::MemfdCreate, {ProgramOnMachine::text("m"), CallArgument::number(mfdAllowSealing)});
        program.call(Call::Ftruncate, {3, page});
    }
    std::int64_t seal(std::uint64_t seals) { return program.call(Call::Fcntl, {3, fAddSeals, seals}); }
    std::int64_t seals() { return program.call(Call::Fcntl, {3, fGetSeals, 0}); }

    ProgramOnMachine program;
};

TEST_F(MemoryFile, IsNotSealedAgainstWritesWhileAWritableMappingIsThere) {
    const Address p = program.map(page, protRead, mapShared, 3); // it may be made writable
    EXPECT_EQ(seal(sealWrite), -1);
    EXPECT_EQ(program.error(), EBUSY);
    EXPECT_EQ(seal(sealFutureWrite), 0);
    program.call(Call::Munmap, {p, page});
    program.map(page, readWrite, mapPrivate, 3); // a private one does not matter
    EXPECT_EQ(seal(sealWrite), 0);
}

TEST_F(MemoryFile, IsBusyWhileAnotherProcessMapsIt) {
    const Address p = program.map(page, readWrite, mapShared, 3);
    program.call(Call::Fork, std::vector<CallArgument>{});
    program.call(Call::Munmap, {p, page});
    EXPECT_EQ(seal(sealWrite), -1);
    program.process = firstProcess + 1;
    program.call(Call::ExitGroup, {0});
    program.process = firstProcess;
    EXPECT_EQ(seal(sealWrite), 0);
}

TEST_F(MemoryFile, RefusesWhatItsSealsForbid) {
    EXPECT_EQ(seal(0x100), -1);
    EXPECT_EQ(program.error(), EINVAL);
    EXPECT_EQ(seal(sealGrow), 0);
    EXPECT_EQ(program.call(Call::Fallocate, {3, 0, 0, 2 * page}), -1);
    EXPECT_EQ(program.error(), EPERM);
    EXPECT_EQ(seal(sealFutureWrite), 0);
    EXPECT_EQ(program.call(Call::Fallocate, {3, fallocPunchHole | fallocKeepSize, 0, page}), -1);
    EXPECT_EQ(program.write(3, "x"), -1);
    EXPECT_EQ(seal(sealExecute), 0);
    EXPECT_EQ(seals(), 62) << "what may be executed must not change";
    EXPECT_EQ(seal(sealSeal), 0);
    EXPECT_EQ(seal(sealShrink), -1);
    EXPECT_EQ(program.error(), EPERM);
}

TEST_F(MemoryFile, OtherFilesHaveNoSealsOrOneThatForbidsThem) {
    program.call(Call::ShmOpen, {ProgramOnMachine::text("/s"), CallArgument::number(oReadWrite | oCreate),
                                 CallArgument::number(0600)});
    EXPECT_EQ(program.call(Call::Fcntl, {4, fGetSeals, 0}), sealSeal);
    program.open("plain", oReadWrite | oCreate);
    EXPECT_EQ(program.call(Call::Fcntl, {5, fGetSeals, 0}), -1);
    EXPECT_EQ(program.error(), EINVAL);
}

} // namespace
} // namespace faultline::tests
