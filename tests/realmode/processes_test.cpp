#include "tests/realmode/machine_support.h"

#include <csignal>
#include <sys/wait.h>

namespace faultline::test {

namespace {

const std::vector<CallArgument> waitForAny = {CallArgument::number(~0ull), CallArgument::out(4),
                                              CallArgument::number(0), CallArgument::number(0)};

int statusFrom(const Performed& performed) {
    int status = -1;
    std::memcpy(&status, performed.outcome.returned.at(0).data(), 4);
    return status;
}

TEST(Processes, AForkedChildSharesPagesUntilOneStores) {
    Asker asker;
    const Address p = asker.map(4096, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    asker.store(p, 'a');
    const Performed forked = asker.call(Call::Fork, {});
    const ProcessId child = forked.outcome.child;
    ASSERT_EQ(child, 1001) << asker.failure;
    EXPECT_EQ(forked.outcome.result, 1001);
    EXPECT_EQ(forked.outcome.minor, 0u);
    const auto& processes = asker.machine.snapshot().processes;
    EXPECT_EQ(processes.at(child).facts.parent, firstProcess);
    EXPECT_EQ(processes.at(child).mappings, processes.at(firstProcess).mappings);
    const auto page = p / 4096;
    EXPECT_EQ(processes.at(child).pages.at(page).content, processes.at(firstProcess).pages.at(page).content);
    EXPECT_EQ(processes.at(firstProcess).pages.at(page).exclusive, Seen::No);

    EXPECT_EQ(asker.load(p, 1, child).outcome.minor, 0u);
    EXPECT_EQ(asker.store(p, 'b', 1, child).outcome.minor, 1u);
    EXPECT_EQ(asker.byteAt(p, child), 'b');
    EXPECT_EQ(asker.byteAt(p), 'a');
    EXPECT_EQ(processes.at(firstProcess).pages.at(page).exclusive, Seen::Yes);
    EXPECT_EQ(asker.store(p, 'c').outcome.minor, 1u); // still write-protected, though alone
    EXPECT_EQ(asker.call(Call::Getpid, {}, child).outcome.result, child);
    EXPECT_EQ(asker.call(Call::Getppid, {}, child).outcome.result, firstProcess);
}

TEST(Processes, WaitSleepsUntilAChildEnds) {
    Asker asker;
    const ProcessId child = asker.call(Call::Fork, {}).outcome.child;
    const Performed waits = asker.call(Call::Wait4, waitForAny);
    EXPECT_EQ(waits.status, Status::Blocked);
    EXPECT_EQ(asker.machine.snapshot().processes.at(firstProcess).facts.blocked->on, "a child to end");
    EXPECT_TRUE(asker.settle().empty());
    EXPECT_EQ(asker.call(Call::ExitGroup, {number(7)}, child).status, Status::Ended);
    const auto settled = asker.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].process, firstProcess);
    EXPECT_EQ(settled[0].performed.outcome.result, child);
    EXPECT_EQ(WEXITSTATUS(statusFrom(settled[0].performed)), 7);
    EXPECT_TRUE(asker.machine.snapshot().processes.at(child).facts.waitedFor);
}

TEST(Processes, WaitTellsTheSignalThatEndedAChild) {
    Asker asker;
    const Address p = asker.map(4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS);
    const ProcessId first = asker.call(Call::Fork, {}).outcome.child;
    const ProcessId second = asker.call(Call::Fork, {}).outcome.child;
    EXPECT_EQ(second, first + 1);
    EXPECT_EQ(asker.store(p, 1, 1, first).status, Status::Ended);
    const Performed waited = asker.call(
        Call::Wait4, {number(static_cast<std::uint64_t>(first)), CallArgument::out(4), number(0), number(0)});
    EXPECT_EQ(waited.outcome.result, first);
    EXPECT_EQ(WTERMSIG(statusFrom(waited)), SIGSEGV);

    asker.call(Call::Kill, {number(static_cast<std::uint64_t>(second)), number(SIGKILL)});
    const auto settled = asker.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].process, second);
    EXPECT_EQ(settled[0].performed.status, Status::Ended);
    EXPECT_EQ(settled[0].performed.outcome.signal, (Signal{SIGKILL, SI_USER, 0, firstProcess}));
    EXPECT_EQ(asker.call(Call::Wait4, waitForAny).outcome.result, second);
    EXPECT_EQ(asker.call(Call::Wait4, waitForAny).outcome.error, ECHILD);
    EXPECT_EQ(asker.call(Call::Kill, {number(static_cast<std::uint64_t>(second)), number(0)}).outcome.error, ESRCH);
}

Bytes lockOf(short type) {
    struct flock lock {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_len = 4;
    const auto* from = reinterpret_cast<const std::uint8_t*>(&lock);
    return Bytes(from, from + sizeof lock);
}

TEST(Processes, ALockIsWaitedForAndTheOwnerIsNamed) {
    Asker asker(emptySetup({fileOf("counter.bin", 4, 0)}));
    const auto fd = number(static_cast<std::uint64_t>(asker.open("counter.bin")));
    const ProcessId child = asker.call(Call::Fork, {}).outcome.child;
    const auto lock = [&](int command, short type, ProcessId process) {
        CallArgument argument = CallArgument::in(lockOf(type));
        argument.form = CallArgument::Form::InOut;
        argument.size = argument.bytes.size();
        return asker.call(Call::Fcntl, {fd, number(static_cast<std::uint64_t>(command)), argument}, process);
    };
    EXPECT_EQ(lock(F_SETLK, F_WRLCK, firstProcess).outcome.result, 0);
    const Performed asked = lock(F_GETLK, F_WRLCK, child);
    struct flock owner {};
    std::memcpy(&owner, asked.outcome.returned.at(0).data(), sizeof owner);
    EXPECT_EQ(owner.l_type, F_WRLCK);
    EXPECT_EQ(owner.l_pid, firstProcess);
    EXPECT_EQ(lock(F_SETLKW, F_WRLCK, child).status, Status::Blocked);
    EXPECT_EQ(asker.machine.snapshot().processes.at(child).facts.blocked->on, "a lock on counter.bin");
    EXPECT_TRUE(asker.settle().empty());
    EXPECT_EQ(lock(F_SETLK, F_UNLCK, firstProcess).outcome.result, 0);
    const auto settled = asker.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].process, child);
    EXPECT_EQ(settled[0].performed.outcome.result, 0);
}

TEST(Processes, APipeWakesItsReader) {
    Asker asker;
    const Performed piped = asker.call(Call::Pipe, {CallArgument::out(8)});
    int ends[2];
    std::memcpy(ends, piped.outcome.returned.at(0).data(), 8);
    EXPECT_EQ(ends[0], 3);
    const ProcessId child = asker.call(Call::Fork, {}).outcome.child;
    EXPECT_EQ(asker.call(Call::Read, {number(3), CallArgument::out(10), number(10)}, child).status, Status::Blocked);
    EXPECT_EQ(asker.call(Call::Write, {number(4), CallArgument::in({'h', 'i'}), number(2)}).outcome.result, 2);
    const auto settled = asker.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].performed.outcome.returned.at(0), (Bytes{'h', 'i'}));
}

TEST(Processes, AProgramBesideStartsWithAnEmptyMap) {
    Asker asker(emptySetup({fileOf("file", 4096)}));
    const Address p = asker.map(4096, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    asker.store(p, 1);
    const ProcessId child = asker.call(Call::ForkEmpty, {}).outcome.child;
    ASSERT_EQ(child, 1001) << asker.failure;
    EXPECT_TRUE(asker.machine.snapshot().processes.at(child).mappings.empty());
    EXPECT_EQ(asker.store(p, 2).outcome.minor, 0u); // the parent's pages were not made to be copied
    EXPECT_EQ(asker.call(Call::Open, {text("file"), number(O_RDONLY), number(0)}, child).outcome.result, 3);
}

TEST(Processes, ExitLeavesSharedMemoryToTheOthers) {
    Asker asker;
    const Address p = asker.map(4096, readWrite, MAP_SHARED | MAP_ANONYMOUS);
    const ProcessId child = asker.call(Call::Fork, {}).outcome.child;
    asker.store(p, 'c', 1, child);
    EXPECT_EQ(asker.load(p).outcome.value[0], 'c');
    const auto& pages = asker.machine.snapshot().processes.at(firstProcess).pages;
    EXPECT_EQ(pages.at(p / 4096).exclusive, Seen::No);
    asker.call(Call::ExitGroup, {number(0)}, child);
    EXPECT_EQ(pages.at(p / 4096).exclusive, Seen::Yes);
    EXPECT_EQ(asker.byteAt(p), 'c');
}

} // namespace

} // namespace faultline::test
