#include "tests/realmode/machine_support.h"

#include <csignal>

namespace faultline::test {

namespace {

constexpr std::uint64_t someHandler = 0x400100; // the interpreter knows what stands there; the worker needn't

/// struct sigaction as the C library has it.
CallArgument action(std::uint64_t handler, int flags = SA_SIGINFO, std::uint64_t mask = 0) {
    Bytes bytes(152, 0);
    std::memcpy(bytes.data(), &handler, 8);
    std::memcpy(bytes.data() + 8, &mask, 8);
    std::memcpy(bytes.data() + 136, &flags, 4);
    return CallArgument::in(bytes);
}

constexpr std::uint64_t bit(int signal) {
    return 1ull << (signal - 1);
}

Performed handle(Asker& asker, int signal, std::uint64_t handler = someHandler, int flags = SA_SIGINFO,
                 std::uint64_t mask = 0, ProcessId process = firstProcess) {
    return asker.call(Call::Sigaction,
                      {number(static_cast<std::uint64_t>(signal)), action(handler, flags, mask), number(0)}, process);
}

Performed sendTo(Asker& asker, ProcessId target, int signal, ProcessId sender = firstProcess) {
    return asker.call(Call::Kill,
                      {number(static_cast<std::uint64_t>(target)), number(static_cast<std::uint64_t>(signal))}, sender);
}

std::uint64_t blockedNow(Asker& asker) {
    const Performed asked = asker.call(Call::Sigprocmask, {number(SIG_BLOCK), number(0), CallArgument::out(8)});
    std::uint64_t mask = 0;
    std::memcpy(&mask, asked.outcome.returned.at(0).data(), 8);
    return mask;
}

TEST(Signals, StoreToAReadOnlyMappingEndsTheProcess) {
    Asker asker;
    const Address p = asker.map(4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS);
    const Performed stored = asker.store(p + 12, 1);
    EXPECT_EQ(stored.status, Status::Ended);
    EXPECT_EQ(stored.outcome.signal, (Signal{SIGSEGV, SEGV_ACCERR, p + 12, 0}));
    EXPECT_EQ(stored.outcome.minor, 0u);
    const ProcessFacts& facts = asker.machine.snapshot().processes.at(firstProcess).facts;
    EXPECT_TRUE(facts.ended);
    EXPECT_EQ(facts.endedBy.number, SIGSEGV);
    EXPECT_EQ(asker.machine.pidOf(firstProcess), 0);
}

TEST(Signals, AddressesWithoutMappingAreMaperr) {
    for (const Address address : {Address{0}, Address{0x7ffff0000123}, Address{0xffffffff80000000}}) {
        Asker asker;
        const Performed loaded = asker.load(address);
        EXPECT_EQ(loaded.status, Status::Ended);
        EXPECT_EQ(loaded.outcome.signal, (Signal{SIGSEGV, SEGV_MAPERR, address, 0}));
    }
    Asker asker;
    const Performed loaded = asker.load(0x1234000000000000); // not canonical
    EXPECT_EQ(loaded.outcome.signal, (Signal{SIGSEGV, SI_KERNEL, 0, 0}));
}

TEST(Signals, TouchPastTheEndOfAFileIsSigbus) {
    Asker asker(emptySetup({fileOf("short", 100)}));
    const Address p = asker.map(2 * 4096, PROT_READ, MAP_SHARED, asker.open("short"));
    EXPECT_EQ(asker.load(p + 4095).status, Status::Done);
    const Performed loaded = asker.load(p + 4096);
    EXPECT_EQ(loaded.status, Status::Ended);
    EXPECT_EQ(loaded.outcome.signal, (Signal{SIGBUS, BUS_ADRERR, p + 4096, 0}));
}

TEST(Signals, AHandledFaultIsTriedAgainAfterTheHandler) {
    Asker asker;
    const Address p = asker.map(4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS);
    EXPECT_EQ(handle(asker, SIGSEGV, someHandler, SA_SIGINFO, bit(SIGUSR1)).outcome.result, 0);
    const Performed loaded = asker.load(p + 5);
    ASSERT_EQ(loaded.status, Status::Signalled);
    ASSERT_EQ(loaded.outcome.delivered.size(), 1u);
    EXPECT_EQ(loaded.outcome.delivered[0], (Signal{SIGSEGV, SEGV_ACCERR, p + 5, 0}));
    EXPECT_EQ(blockedNow(asker), bit(SIGSEGV) | bit(SIGUSR1)); // while the handler runs
    asker.call(Call::Mprotect, {number(p), number(4096), number(readWrite)});
    asker.store(p + 5, 'a');
    EXPECT_EQ(asker.call(Call::Sigreturn, {}).status, Status::Done);
    EXPECT_EQ(blockedNow(asker), 0u);
    EXPECT_EQ(asker.load(p + 5).outcome.value[0], 'a');
}

TEST(Signals, AFaultInsideItsOwnHandlerEndsTheProcess) {
    Asker asker;
    const Address p = asker.map(4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS);
    handle(asker, SIGSEGV);
    EXPECT_EQ(asker.load(p).status, Status::Signalled);
    EXPECT_EQ(asker.load(p).status, Status::Ended); // blocked by now
}

TEST(Signals, AProcessSignalsItself) {
    Asker asker;
    handle(asker, SIGUSR1);
    const Performed sent = sendTo(asker, firstProcess, SIGUSR1);
    EXPECT_EQ(sent.status, Status::Done);
    EXPECT_EQ(sent.outcome.result, 0);
    ASSERT_EQ(sent.outcome.delivered.size(), 1u);
    EXPECT_EQ(sent.outcome.delivered[0], (Signal{SIGUSR1, SI_USER, 0, firstProcess}));
    EXPECT_EQ(blockedNow(asker), bit(SIGUSR1));
    // A second one waits until the handler has returned.
    EXPECT_TRUE(sendTo(asker, firstProcess, SIGUSR1).outcome.delivered.empty());
    EXPECT_EQ(asker.call(Call::Sigreturn, {}).outcome.delivered.size(), 1u);
    asker.call(Call::Sigreturn, {});
    EXPECT_EQ(blockedNow(asker), 0u);
}

TEST(Signals, SeveralAtOnceRunAsTheKernelStacksThem) {
    Asker asker;
    handle(asker, SIGUSR1);
    handle(asker, SIGUSR2);
    const std::uint64_t both = bit(SIGUSR1) | bit(SIGUSR2);
    const Bytes set(reinterpret_cast<const std::uint8_t*>(&both), reinterpret_cast<const std::uint8_t*>(&both) + 8);
    asker.call(Call::Sigprocmask, {number(SIG_BLOCK), CallArgument::in(set), number(0)});
    sendTo(asker, firstProcess, SIGUSR1);
    sendTo(asker, firstProcess, SIGUSR2);
    const Performed opened = asker.call(Call::Sigprocmask, {number(SIG_UNBLOCK), CallArgument::in(set), number(0)});
    ASSERT_EQ(opened.outcome.delivered.size(), 2u);
    EXPECT_EQ(opened.outcome.delivered[0].number, SIGUSR2); // its frame is on top
    EXPECT_EQ(blockedNow(asker), both);
    asker.call(Call::Sigreturn, {});
    EXPECT_EQ(blockedNow(asker), bit(SIGUSR1));
    asker.call(Call::Sigreturn, {});
    EXPECT_EQ(blockedNow(asker), 0u);
}

TEST(Signals, TheDefaultActionReallyEnds) {
    Asker asker;
    const Performed sent = sendTo(asker, firstProcess, SIGTERM);
    EXPECT_EQ(sent.status, Status::Ended);
    EXPECT_EQ(sent.outcome.signal.number, SIGTERM);
}

TEST(Signals, SigactionTellsWhatWasSet) {
    Asker asker;
    handle(asker, SIGUSR1, someHandler, SA_RESTART, bit(SIGUSR2));
    const Performed asked = asker.call(Call::Sigaction, {number(SIGUSR1), number(0), CallArgument::out(152)});
    const Bytes& old = asked.outcome.returned.at(0);
    std::uint64_t handler = 0, mask = 0;
    int flags = 0;
    std::memcpy(&handler, old.data(), 8);
    std::memcpy(&mask, old.data() + 8, 8);
    std::memcpy(&flags, old.data() + 136, 4);
    EXPECT_EQ(handler, someHandler);
    EXPECT_EQ(mask, bit(SIGUSR2));
    EXPECT_EQ(flags, SA_RESTART);
}

TEST(Signals, AReadIsInterruptedOrAskedForAgain) {
    for (const bool restart : {false, true}) {
        Asker asker;
        handle(asker, SIGUSR1, someHandler, restart ? SA_RESTART : 0);
        const ProcessId child = asker.call(Call::Fork, {}).outcome.child;
        ASSERT_EQ(child, firstProcess + 1) << asker.failure;
        const std::vector<CallArgument> read = {number(0), CallArgument::out(16), number(16)};
        EXPECT_EQ(asker.call(Call::Read, read).status, Status::Blocked);
        EXPECT_TRUE(asker.settle().empty());
        EXPECT_EQ(sendTo(asker, firstProcess, SIGUSR1, child).outcome.result, 0);
        const auto settled = asker.settle();
        ASSERT_EQ(settled.size(), 1u);
        EXPECT_TRUE(settled[0].operationEnded);
        const Performed& performed = settled[0].performed;
        ASSERT_EQ(performed.outcome.delivered.size(), 1u);
        EXPECT_EQ(performed.outcome.delivered[0].sender, child);
        if (restart) {
            EXPECT_EQ(performed.status, Status::Signalled);
        } else {
            EXPECT_EQ(performed.status, Status::Done);
            EXPECT_EQ(performed.outcome.error, EINTR);
        }
        asker.call(Call::Sigreturn, {});
        EXPECT_EQ(asker.call(Call::Read, read).status, Status::Blocked);
        const Bytes line = {'h', 'i', '\n'};
        asker.machine.supply(line, false);
        const auto answered = asker.settle();
        ASSERT_EQ(answered.size(), 1u);
        EXPECT_EQ(answered[0].performed.outcome.result, 3);
        EXPECT_EQ(answered[0].performed.outcome.returned.at(0), line);
    }
}

TEST(Signals, SigsuspendWaitsForOne) {
    Asker asker;
    handle(asker, SIGUSR1);
    const std::uint64_t blocked = bit(SIGUSR1);
    const Bytes set(reinterpret_cast<const std::uint8_t*>(&blocked),
                    reinterpret_cast<const std::uint8_t*>(&blocked) + 8);
    asker.call(Call::Sigprocmask, {number(SIG_BLOCK), CallArgument::in(set), number(0)});
    EXPECT_TRUE(sendTo(asker, firstProcess, SIGUSR1).outcome.delivered.empty());
    const Performed suspended = asker.call(Call::Sigsuspend, {CallArgument::in(Bytes(8, 0)), number(8)});
    EXPECT_EQ(suspended.outcome.error, EINTR);
    ASSERT_EQ(suspended.outcome.delivered.size(), 1u);
    asker.call(Call::Sigreturn, {});
    EXPECT_EQ(blockedNow(asker), blocked);
}

TEST(Signals, AnAlternateStackIsTheProgramsBeliefAlone) {
    Asker asker;
    const Address p = asker.map(65536, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    Bytes stack(24, 0);
    const std::uint64_t size = 32768;
    std::memcpy(stack.data(), &p, 8);
    std::memcpy(stack.data() + 16, &size, 8);
    EXPECT_EQ(asker.call(Call::Sigaltstack, {CallArgument::in(stack), number(0)}).outcome.result, 0);
    EXPECT_EQ(asker.call(Call::Sigaltstack, {number(0), CallArgument::out(24)}).outcome.returned.at(0), stack);
    handle(asker, SIGSEGV, someHandler, SA_ONSTACK);
    EXPECT_EQ(asker.load(0).outcome.minor, 0u); // the worker's handler keeps off the program's memory
    stack[16] = 1;
    stack[17] = 0; // too small
    EXPECT_EQ(asker.call(Call::Sigaltstack, {CallArgument::in(stack), number(0)}).outcome.error, ENOMEM);
}

TEST(Signals, ABrokenPipeEndsItsWriter) {
    Asker asker;
    asker.call(Call::Pipe, {CallArgument::out(8)});
    asker.call(Call::Close, {number(3)});
    const Performed wrote = asker.call(Call::Write, {number(4), CallArgument::in({'x'}), number(1)});
    EXPECT_EQ(wrote.status, Status::Ended);
    EXPECT_EQ(wrote.outcome.signal, (Signal{SIGPIPE, SI_USER, 0, firstProcess}));
}

TEST(Signals, AnIdleProcessIsToldBySettle) {
    Asker asker;
    handle(asker, SIGUSR1);
    const ProcessId child = asker.call(Call::Fork, {}).outcome.child;
    sendTo(asker, child, SIGUSR1);
    const auto settled = asker.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].process, child);
    EXPECT_FALSE(settled[0].operationEnded);
    EXPECT_EQ(settled[0].performed.status, Status::Signalled);
    EXPECT_EQ(settled[0].performed.outcome.delivered.at(0).sender, firstProcess);
}

} // namespace

} // namespace faultline::test
