// Signals: kernel/signal.c as far as a process of one thread sees it.
#include "tests/kernel/program_on_machine.h"

namespace faultline::tests {
namespace {

constexpr std::uint64_t page = 4096;
constexpr std::uint64_t handler = 0x400100;

Bytes actionOf(std::uint64_t to, std::uint64_t flags = 0, std::uint64_t mask = 0) {
    Bytes bytes(32);
    for (std::size_t i = 0; i < 8; ++i) {
        bytes[i] = static_cast<std::uint8_t>(to >> (8 * i));
        bytes[8 + i] = static_cast<std::uint8_t>(flags >> (8 * i));
        bytes[24 + i] = static_cast<std::uint8_t>(mask >> (8 * i));
    }
    return bytes;
}

struct Signals : testing::Test {
    ProgramOnMachine program;

    void handle(std::int32_t signal, std::uint64_t to = handler, std::uint64_t flags = 0, std::uint64_t mask = 0) {
        EXPECT_EQ(program.call(Call::Sigaction, {CallArgument::number(static_cast<std::uint64_t>(signal)),
                                                 CallArgument::in(actionOf(to, flags, mask)), CallArgument::number(0)}),
                  0);
    }
    void block(std::int32_t how, std::uint64_t set) {
        Bytes bytes(8);
        for (std::size_t i = 0; i < 8; ++i)
            bytes[i] = static_cast<std::uint8_t>(set >> (8 * i));
        program.call(Call::Sigprocmask, {CallArgument::number(static_cast<std::uint64_t>(how)), CallArgument::in(bytes),
                                         CallArgument::number(0)});
    }
    std::int64_t kill(ProcessId process, std::int32_t signal) {
        return program.call(Call::Kill, {static_cast<std::uint64_t>(process), static_cast<std::uint64_t>(signal)});
    }
    std::vector<std::int32_t> delivered() const {
        std::vector<std::int32_t> numbers;
        for (const Signal& signal : program.last.outcome.delivered)
            numbers.push_back(signal.number);
        return numbers;
    }
    void sigreturn() { program.call(Call::Sigreturn, std::vector<CallArgument>{}); }
};

std::uint64_t bit(std::int32_t signal) {
    return std::uint64_t{1} << (signal - 1);
}

TEST_F(Signals, AUserLevelPagerOpensThePageAndTheAccessGoesThrough) {
    const Address a = program.anonymous(page, 0);
    handle(sigSegv);
    program.load(a + 5);
    EXPECT_EQ(program.last.status, Status::Signalled);
    EXPECT_EQ(program.last.outcome.signal, (Signal{sigSegv, segvAccessError, a + 5, 0}));
    EXPECT_EQ(delivered(), std::vector{static_cast<std::int32_t>(sigSegv)});
    EXPECT_EQ(program.faults(), "0+0");
    program.call(Call::Mprotect, {a, page, protRead | protWrite});
    program.store(a + 5, 'p');
    sigreturn();
    EXPECT_EQ(program.load(a + 5), 'p');
    EXPECT_EQ(program.last.status, Status::Done);
}

TEST_F(Signals, AFaultInItsOwnHandlerKills) {
    handle(sigSegv);
    program.load(0);
    EXPECT_EQ(program.last.status, Status::Signalled);
    program.load(0);
    EXPECT_EQ(program.last.status, Status::Ended) << "SIGSEGV is blocked there";
}

TEST_F(Signals, NodeferLetsTheHandlerFaultAgainAndResethandOnlyOnce) {
    handle(sigSegv, handler, saNoDefer);
    program.load(0);
    program.load(0);
    EXPECT_EQ(program.last.status, Status::Signalled);
    handle(sigBus, handler, saResetHand);
    kill(firstProcess, sigBus);
    EXPECT_EQ(program.last.status, Status::Done);
    sigreturn();
    kill(firstProcess, sigBus);
    EXPECT_EQ(program.last.status, Status::Ended);
}

TEST_F(Signals, IgnoringAFaultDoesNotHelp) {
    handle(sigSegv, handlerIgnore);
    program.load(0);
    EXPECT_EQ(program.last.status, Status::Ended);
    EXPECT_EQ(program.last.outcome.signal.number, sigSegv);
}

TEST_F(Signals, BlockedOnesStayPendingAndComeTogether) {
    handle(sigUser1);
    handle(sigUser2);
    block(sigBlock, bit(sigUser1) | bit(sigUser2));
    kill(firstProcess, sigUser1);
    kill(firstProcess, sigUser1);
    kill(firstProcess, sigUser2);
    EXPECT_TRUE(delivered().empty());
    program.call(Call::Sigpending, std::vector{CallArgument::out(8)});
    EXPECT_EQ(program.last.outcome.returned[0][1], 0x0a) << "bits 9 and 11";
    block(sigUnblock, bit(sigUser1) | bit(sigUser2));
    // The frame of the higher number lies on top: its handler runs first.
    EXPECT_EQ(delivered(), (std::vector<std::int32_t>{sigUser2, sigUser1}));
}

TEST_F(Signals, AHandlersMaskHoldsOthersBackUntilItReturns) {
    handle(sigUser1, handler, 0, bit(sigUser2));
    handle(sigUser2);
    kill(firstProcess, sigUser1);
    kill(firstProcess, sigUser2);
    EXPECT_TRUE(delivered().empty());
    sigreturn();
    EXPECT_EQ(delivered(), std::vector{static_cast<std::int32_t>(sigUser2)});
}

TEST_F(Signals, WakeAPausedProcess) {
    handle(sigUser1);
    program.call(Call::Fork, std::vector<CallArgument>{});
    program.call(Call::Pause, std::vector<CallArgument>{});
    EXPECT_EQ(program.last.status, Status::Blocked);
    program.process = firstProcess + 1;
    kill(firstProcess, sigUser1);
    const auto settled = program.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].performed.status, Status::Done);
    EXPECT_EQ(settled[0].performed.outcome.error, eintr);
    EXPECT_EQ(settled[0].performed.outcome.delivered, (std::vector<Signal>{{sigUser1, siUser, 0, firstProcess + 1}}));
}

TEST_F(Signals, InterruptAReadOrLetItBeginAgain) {
    for (const bool restart : {false, true}) {
        ProgramOnMachine one;
        one.call(Call::Sigaction,
                 {CallArgument::number(sigUser1), CallArgument::in(actionOf(handler, restart ? saRestart : 0)),
                  CallArgument::number(0)});
        one.call(Call::Pipe, std::vector{CallArgument::out(8)});
        one.call(Call::Fork, std::vector<CallArgument>{});
        one.call(Call::Read, {CallArgument::number(3), CallArgument::out(10), CallArgument::number(10)});
        one.process = firstProcess + 1;
        one.call(Call::Kill, {firstProcess, sigUser1});
        const auto settled = one.settle();
        ASSERT_EQ(settled.size(), 1u);
        EXPECT_TRUE(settled[0].operationEnded);
        EXPECT_EQ(settled[0].performed.status, restart ? Status::Signalled : Status::Done);
        EXPECT_EQ(settled[0].performed.outcome.error, restart ? 0 : eintr);
    }
}

TEST_F(Signals, SigsuspendPutsTheOldMaskBack) {
    handle(sigUser1);
    block(sigBlock, bit(sigUser1));
    kill(firstProcess, sigUser1);
    program.call(Call::Sigsuspend, std::vector{CallArgument::in(Bytes(8))});
    EXPECT_EQ(program.last.status, Status::Done);
    EXPECT_EQ(program.error(), eintr);
    EXPECT_EQ(delivered(), std::vector{static_cast<std::int32_t>(sigUser1)});
    sigreturn();
    kill(firstProcess, sigUser1);
    EXPECT_TRUE(delivered().empty()) << "blocked again";
}

TEST_F(Signals, AChildsEndIsToldToAParentThatHandlesIt) {
    handle(sigChild);
    program.call(Call::Fork, std::vector<CallArgument>{});
    program.process = firstProcess + 1;
    program.call(Call::ExitGroup, {0});
    const auto settled = program.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_FALSE(settled[0].operationEnded);
    EXPECT_EQ(settled[0].performed.outcome.delivered,
              (std::vector<Signal>{{sigChild, childExited, 0, firstProcess + 1}}));
}

TEST_F(Signals, KillFromAnotherProcessEndsAReadyOne) {
    program.call(Call::Fork, std::vector<CallArgument>{});
    EXPECT_EQ(kill(firstProcess + 1, sigTerm), 0);
    const auto settled = program.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].process, firstProcess + 1);
    EXPECT_EQ(settled[0].performed.status, Status::Ended);
    EXPECT_EQ(program.machine.snapshot().process(firstProcess + 1)->facts.endedBy.number, sigTerm);
    EXPECT_EQ(kill(4711, sigTerm), -1);
    EXPECT_EQ(program.error(), esrch);
}

} // namespace
} // namespace faultline::tests
