// SIGSTOP and SIGCONT, and what wait tells of them (wait(2), WUNTRACED and WCONTINUED; signal(7)).
#include "tests/kernel/program_on_machine.h"

namespace faultline::tests {
namespace {

constexpr ProcessId parent = firstProcess, child = firstProcess + 1;

struct AStoppedChild : testing::Test {
    AStoppedChild() {
        page = program.anonymous(4096);
        program.store(page, 'a');
        program.call(Call::Fork, std::vector<CallArgument>{});
        program.call(Call::Kill, {child, sigStop});
        program.settle();
    }
    std::int64_t wait(std::int32_t options) {
        return program.call(Call::Wait4,
                            {CallArgument::number(child), CallArgument::out(4),
                             CallArgument::number(static_cast<std::uint64_t>(options)), CallArgument::number(0)});
    }
    std::uint32_t status() const {
        const Bytes& bytes = program.last.outcome.returned.at(0);
        return bytes.at(0) | static_cast<std::uint32_t>(bytes.at(1)) << 8;
    }

    ProgramOnMachine program;
    Address page = 0;
};

TEST_F(AStoppedChild, IsToldOfOnce) {
    EXPECT_EQ(wait(waitNoHang), 0) << "only with WUNTRACED";
    EXPECT_EQ(wait(waitUntraced), child);
    EXPECT_EQ(status(), 0x137fu) << "WIFSTOPPED, SIGSTOP";
    EXPECT_EQ(wait(waitUntraced | waitNoHang), 0);
    program.call(Call::Kill, {child, sigContinue});
    EXPECT_EQ(wait(waitContinued), child);
    EXPECT_EQ(status(), 0xffffu) << "WIFCONTINUED";
    EXPECT_EQ(wait(waitContinued | waitNoHang), 0);
}

TEST_F(AStoppedChild, DoesWhatItAskedForOnceItGoesOn) {
    program.process = child;
    program.store(page, 'b');
    EXPECT_EQ(program.last.status, Status::Blocked);
    EXPECT_EQ(program.shown().facts.blocked->on, "SIGCONT");
    program.process = parent;
    EXPECT_TRUE(program.settle().empty());
    program.call(Call::Kill, {child, sigContinue});
    const auto settled = program.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].process, child);
    EXPECT_TRUE(settled[0].operationEnded);
    EXPECT_EQ(settled[0].performed.outcome.minor, 1u) << "the store's copy";
    program.process = child;
    EXPECT_EQ(program.load(page), 'b');
}

TEST_F(AStoppedChild, IsKilledAsItStands) {
    program.process = child;
    program.store(page, 'b');
    program.process = parent;
    program.call(Call::Kill, {child, sigTerm});
    EXPECT_TRUE(program.settle().empty()) << "other signals wait";
    program.call(Call::Kill, {child, sigKill});
    const auto settled = program.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].performed.status, Status::Ended);
    EXPECT_EQ(wait(waitUntraced), child);
    EXPECT_EQ(status() & 0x7f, static_cast<std::uint32_t>(sigKill));
}

TEST_F(AStoppedChild, TellsItsParentBySigchldUnlessThatIsNotWanted) {
    const auto handle = [&](std::uint64_t flags) {
        Bytes action(32);
        for (std::size_t i = 0; i < 8; ++i) {
            action[i] = static_cast<std::uint8_t>(0x3ff000ull >> (8 * i));
            action[8 + i] = static_cast<std::uint8_t>(flags >> (8 * i));
        }
        program.call(Call::Sigaction,
                     {CallArgument::number(sigChild), CallArgument::in(action), CallArgument::number(0)});
    };
    handle(0);
    program.call(Call::Kill, {child, sigContinue});
    ASSERT_EQ(program.last.outcome.delivered.size(), 1u);
    EXPECT_EQ(program.last.outcome.delivered[0].code, childContinued);
    program.call(Call::Sigreturn, std::vector<CallArgument>{});
    handle(saNoChildStop);
    program.call(Call::Kill, {child, sigStop});
    EXPECT_TRUE(program.settle().empty());
}

} // namespace
} // namespace faultline::tests
