// fork, wait, pipes, locks, futexes, shared segments. kernel-facts A ("fork") and the manual pages.
#include "tests/kernel/program_on_machine.h"

#include <gmock/gmock.h>

namespace faultline::tests {
namespace {

constexpr std::uint64_t page = 4096;
constexpr std::uint64_t readWrite = protRead | protWrite;
constexpr ProcessId parent = firstProcess, child = firstProcess + 1;

std::int64_t fork(ProgramOnMachine& program) {
    return program.call(Call::Fork, std::vector<CallArgument>{});
}

TEST(Fork, CopiesEntriesOfMappingsWithPrivatePagesAlone) {
    ProgramOnMachine program(withFile(plainSetup(), "file", Bytes(2 * page, 'f')));
    program.open("file");
    const Address touched = program.anonymous(2 * page);
    const Address shared = program.map(2 * page, readWrite, mapShared, 3);
    const Address read = program.map(2 * page, readWrite, mapPrivate, 3);
    program.store(touched, 1);
    program.store(shared, 2);
    program.load(read);
    EXPECT_EQ(fork(program), child);
    program.process = child;
    EXPECT_EQ(program.pages(touched, 2), "A-");
    EXPECT_EQ(program.pages(shared, 2), "cc");
    EXPECT_EQ(program.pages(read, 2), "cc");
    program.load(shared);
    EXPECT_EQ(program.faults(), "1+0");
    EXPECT_EQ(program.pages(shared, 2), "FF") << "with fault-around";
}

TEST(Fork, BothSidesFaultOnceAtTheirFirstStore) {
    ProgramOnMachine program;
    const Address a = program.anonymous(page);
    program.store(a, 'p');
    fork(program);
    EXPECT_EQ(program.machine.snapshot().process(parent)->pages.at(a / page).exclusive, Seen::No);
    program.process = child;
    program.store(a, 'c');
    EXPECT_EQ(program.faults(), "1+0");
    EXPECT_THAT(program.events(), testing::Contains(EventKind::CopiesFrame));
    program.process = parent;
    EXPECT_EQ(program.load(a), 'p');
    program.store(a, 'q');
    EXPECT_EQ(program.faults(), "1+0") << "though it is the only one left";
    EXPECT_THAT(program.events(), testing::Contains(EventKind::ReusesFrame));
    program.process = child;
    EXPECT_EQ(program.load(a), 'c');
}

TEST(Fork, AMappingInheritedWithPrivatePagesDoesNotMergeWithNewNeighbours) {
    ProgramOnMachine program;
    const Address a = program.anonymous(page);
    program.store(a, 1);
    fork(program);
    program.process = child;
    EXPECT_EQ(program.anonymous(page), a - page);
    EXPECT_EQ(program.mappings(a - page), "0-1 rw-p\n1-2 rw-p\n");
    program.process = parent;
    program.anonymous(page);
    EXPECT_EQ(program.mappings(a - page), "0-2 rw-p\n");
}

TEST(Wait, BlocksUntilAChildEndsAndGivesItsStatus) {
    ProgramOnMachine program;
    fork(program);
    program.call(Call::Wait4,
                 {CallArgument::number(~0ull), CallArgument::out(4), CallArgument::number(0), CallArgument::number(0)});
    EXPECT_EQ(program.last.status, Status::Blocked);
    EXPECT_EQ(program.shown().facts.blocked->on, "a child to end");
    EXPECT_TRUE(program.settle().empty());
    program.process = child;
    program.call(Call::ExitGroup, {7});
    EXPECT_EQ(program.last.status, Status::Ended);
    const auto settled = program.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_TRUE(settled[0].operationEnded);
    EXPECT_EQ(settled[0].performed.outcome.result, child);
    EXPECT_EQ(settled[0].performed.outcome.returned[0], (Bytes{0, 7, 0, 0}));
    EXPECT_TRUE(program.machine.snapshot().process(child)->facts.waitedFor);
    program.process = parent;
    EXPECT_EQ(program.call(Call::Wait4, {~0ull, 0, 0, 0}), -1);
    EXPECT_EQ(program.error(), echild);
}

TEST(Pipe, ReaderWaitsForBytesAndSeesTheEnd) {
    ProgramOnMachine program;
    program.call(Call::Pipe, std::vector{CallArgument::out(8)});
    EXPECT_EQ(program.last.outcome.returned[0], (Bytes{3, 0, 0, 0, 4, 0, 0, 0}));
    fork(program);
    program.call(Call::Close, {4});
    const auto read = [&] {
        return program.call(Call::Read, {CallArgument::number(3), CallArgument::out(100), CallArgument::number(100)});
    };
    read();
    EXPECT_EQ(program.last.status, Status::Blocked);
    program.process = child;
    EXPECT_EQ(program.write(4, "hello"), 5);
    auto settled = program.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].performed.outcome.returned[0], (Bytes{'h', 'e', 'l', 'l', 'o'}));
    program.process = parent;
    read();
    EXPECT_EQ(program.last.status, Status::Blocked);
    program.process = child;
    program.call(Call::ExitGroup, {0});
    settled = program.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].performed.outcome.result, 0) << "no writer is left";
}

TEST(Pipe, AWriterWithoutReadersGetsSigpipe) {
    ProgramOnMachine program;
    program.call(Call::Pipe, std::vector{CallArgument::out(8)});
    program.call(Call::Close, {3});
    program.write(4, "x");
    EXPECT_EQ(program.last.status, Status::Ended);
    EXPECT_EQ(program.last.outcome.signal.number, sigPipe);
}

Bytes flockOf(std::int16_t type, std::uint64_t start, std::uint64_t length) {
    Bytes bytes(32);
    bytes[0] = static_cast<std::uint8_t>(type);
    bytes[8] = static_cast<std::uint8_t>(start);
    bytes[16] = static_cast<std::uint8_t>(length);
    return bytes;
}

struct RecordLocks : testing::Test {
    ProgramOnMachine program{withFile(plainSetup(), "counter", Bytes(16, 0))};
    void SetUp() override {
        program.open("counter");
        fork(program);
    }
    std::int64_t lock(ProcessId process, std::int32_t command, std::int16_t type, std::uint64_t start,
                      std::uint64_t length = 1) {
        program.process = process;
        return program.call(Call::Fcntl, {CallArgument::number(3), CallArgument::number(static_cast<unsigned>(command)),
                                          CallArgument::in(flockOf(type, start, length))});
    }
};

TEST_F(RecordLocks, WaitUntilTheOtherGivesUp) {
    EXPECT_EQ(lock(parent, fSetLockWait, lockWrite, 0), 0);
    EXPECT_EQ(lock(child, fSetLock, lockWrite, 0), -1);
    EXPECT_EQ(program.error(), eagain);
    lock(child, fSetLockWait, lockWrite, 0);
    EXPECT_EQ(program.last.status, Status::Blocked);
    EXPECT_EQ(program.shown().facts.blocked->on, "a lock on counter");
    EXPECT_EQ(lock(parent, fSetLock, lockNone, 0), 0);
    const auto settled = program.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].process, child);
    EXPECT_EQ(settled[0].performed.outcome.result, 0);
}

TEST_F(RecordLocks, ACircleOfWaitersIsADeadlock) {
    EXPECT_EQ(lock(parent, fSetLockWait, lockWrite, 0), 0);
    EXPECT_EQ(lock(child, fSetLockWait, lockWrite, 1), 0);
    lock(child, fSetLockWait, lockWrite, 0);
    EXPECT_EQ(program.last.status, Status::Blocked);
    EXPECT_EQ(lock(parent, fSetLockWait, lockWrite, 1), -1);
    EXPECT_EQ(program.error(), edeadlk);
}

TEST_F(RecordLocks, GoWithAnyCloseOfTheFile) {
    program.process = parent;
    program.open("counter");
    EXPECT_EQ(lock(parent, fSetLock, lockWrite, 0), 0);
    program.call(Call::Close, {4});
    EXPECT_EQ(lock(child, fSetLock, lockWrite, 0), 0);
}

TEST(Futex, WaitersOnOneSharedPageAreWokenInOrder) {
    ProgramOnMachine program;
    const Address a = program.map(page, readWrite, mapShared | mapAnonymous);
    fork(program);
    EXPECT_EQ(program.call(Call::Futex, {a, futexWait, 5, 0}), -1);
    EXPECT_EQ(program.error(), eagain) << "the value is not 5";
    program.process = child;
    program.call(Call::Futex, {a, futexWait, 0, 0});
    EXPECT_EQ(program.last.status, Status::Blocked);
    program.process = parent;
    EXPECT_EQ(program.call(Call::Futex, {a, futexWake, 1}), 1);
    const auto settled = program.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].performed.outcome.result, 0);
}

TEST(SharedSegment, IsSeenByBothAndGoesWhenRemovedAndDetached) {
    ProgramOnMachine program;
    const std::int64_t id = program.call(Call::Shmget, {1234, page, ipcCreate | 0600});
    EXPECT_EQ(program.call(Call::Shmget, {1234, page, ipcCreate | ipcExclusive | 0600}), -1);
    EXPECT_EQ(program.error(), eexist);
    const auto a = static_cast<Address>(program.call(Call::Shmat, {static_cast<std::uint64_t>(id), 0, 0}));
    program.store(a, 's');
    fork(program);
    program.process = child;
    EXPECT_EQ(program.load(a), 's');
    EXPECT_EQ(program.call(Call::Shmctl, {static_cast<std::uint64_t>(id), ipcRemove, 0}), 0);
    EXPECT_EQ(program.load(a), 's');
    EXPECT_EQ(program.call(Call::Shmdt, {a}), 0);
    program.process = parent;
    EXPECT_EQ(program.call(Call::Shmdt, {a}), 0);
    EXPECT_EQ(program.call(Call::Shmat, {static_cast<std::uint64_t>(id), 0, 0}), -1);
    EXPECT_EQ(program.error(), einval);
    for (const auto& [file, shown] : program.machine.snapshot().files)
        if (shown.facts.kind == FileKind::SystemV) {
            EXPECT_TRUE(shown.facts.gone);
        }
}

TEST(SharedMemoryObject, KeepsItsBytesUnderItsName) {
    ProgramOnMachine program;
    const auto open = [&](std::uint64_t flags) {
        return program.call(Call::ShmOpen, {ProgramOnMachine::text("/exchange"), CallArgument::number(flags),
                                            CallArgument::number(0600)});
    };
    EXPECT_EQ(open(oReadWrite), -1);
    EXPECT_EQ(program.error(), enoent);
    EXPECT_EQ(open(oReadWrite | oCreate), 3);
    program.call(Call::Ftruncate, {3, page});
    const Address a = program.map(page, readWrite, mapShared, 3);
    program.store(a, 'x');
    EXPECT_EQ(program.faults(), "1+0");
    program.call(Call::Munmap, {a, page});
    program.call(Call::Close, {3});
    EXPECT_EQ(open(oReadWrite), 3);
    EXPECT_EQ(program.load(program.map(page, protRead, mapShared, 3)), 'x');
    EXPECT_EQ(program.call(Call::ShmUnlink, std::vector{ProgramOnMachine::text("/exchange")}), 0);
    EXPECT_EQ(open(oReadWrite), -1);
}

TEST(StandardInput, ComesByLinesAndIsWaitedFor) {
    ProgramOnMachine program;
    const auto read = [&] {
        return program.call(Call::Read, {CallArgument::number(0), CallArgument::out(50), CallArgument::number(50)});
    };
    read();
    EXPECT_EQ(program.last.status, Status::Blocked);
    EXPECT_EQ(program.shown().facts.blocked->on, "standard input");
    constexpr std::array<std::uint8_t, 6> typed = {'o', 'n', 'e', '\n', 't', 'w'};
    program.machine.supply(typed, true);
    const auto settled = program.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].performed.outcome.result, 4);
    EXPECT_EQ(read(), 2);
    EXPECT_EQ(read(), 0) << "the end";
}

TEST(Processes, LiveAtMost31AtOnce) {
    SimulatedMachine machine;
    ASSERT_TRUE(machine.start(plainSetup()));
    Operation fork;
    fork.kind = OperationKind::Call;
    fork.call = Call::Fork;
    for (int i = 1; i < 31; ++i)
        EXPECT_EQ(machine.perform(firstProcess, fork, {}).outcome.child, firstProcess + i);
    const Performed refused = machine.perform(firstProcess, fork, {});
    EXPECT_EQ(refused.outcome.result, -1);
    EXPECT_EQ(refused.outcome.error, eagain);
    machine.end(firstProcess + 7);
    EXPECT_EQ(machine.perform(firstProcess, fork, {}).outcome.error, 0) << "one that has ended makes room";
}

} // namespace
} // namespace faultline::tests
