// A machine that can do no more: what it was asked for is no step, and nothing is compared with it.
#include "simulator/run/run.h"
#include "tests/support/paper_machine.h"
#include "tests/support/scripted_source.h"

#include <gmock/gmock.h>

namespace faultline {
namespace {

using testing::HasSubstr;

constexpr Address a = PaperMachine::anonymousStart;

/// A paper machine whose worker is gone from its n-th operation on: nothing is done any more.
class FailingMachine : public PaperMachine {
public:
    FailingMachine(MachineKind kind, std::size_t failsAt) : PaperMachine(kind), failsAt_(failsAt) {}

    Performed perform(ProcessId process, const Operation& operation, const Given& given) override {
        if (++asked_ < failsAt_)
            return PaperMachine::perform(process, operation, given);
        return gone();
    }
    bool performQuietly(ProcessId process, QuietAccess& access) override {
        return asked_ < failsAt_ - 1 && PaperMachine::performQuietly(process, access);
    }
    std::vector<Settled> settle() override {
        return asked_ < failsAt_ ? PaperMachine::settle() : std::vector<Settled>{};
    }
    Performed end(ProcessId process) override { return asked_ < failsAt_ ? PaperMachine::end(process) : gone(); }

private:
    static Performed gone() {
        Performed performed;
        performed.status = Status::Failed;
        performed.failure = Failure{"The worker was killed.", "process 1000", "Start again."};
        return performed;
    }

    std::size_t failsAt_;
    std::size_t asked_ = 0;
};

std::unique_ptr<Run> runOf(const ScriptedSource& source, std::size_t simulatedFails, std::size_t realFails) {
    std::vector<std::unique_ptr<Machine>> machines;
    machines.push_back(std::make_unique<FailingMachine>(MachineKind::Simulated, simulatedFails));
    machines.push_back(std::make_unique<FailingMachine>(MachineKind::Real, realFails));
    auto run = Run::start(source, {}, std::move(machines), {});
    return std::move(run.value());
}

const ScriptedSource stores({{1, storeAt(a, 1)}, {1, storeAt(a + 4096, 1)}, {1, storeAt(a + 8192, 1)}});

TEST(FailingMachine, WhatTheLeaderWasAskedForLastIsNoStepAndNoDifference) {
    for (const std::size_t failsAt : {1, 2, 3, 4}) {
        auto run = runOf(stores, 100, failsAt);
        EXPECT_EQ(run->runUntil({}, {}), StopReason::NotReady);
        EXPECT_EQ(run->status().state, RunState::Failed);
        EXPECT_THAT(run->status().message, HasSubstr("The worker was killed. Start again."));
        EXPECT_EQ(run->stepCount(), failsAt - 1);
        for (std::size_t lane = 0; lane < run->laneCount(); ++lane)
            EXPECT_EQ(run->history(lane).stepCount(), failsAt - 1) << "lane " << lane;
        EXPECT_TRUE(run->differences().empty());
    }
}

TEST(FailingMachine, TellsWhereTheProgramStood) {
    auto run = runOf(stores, 100, 2);
    run->runUntil({}, {});
    EXPECT_EQ(run->status().endedIn.place.line, 2u);
}

TEST(FailingMachine, ThatFollowsGoesOnNoMoreAndTheOtherDoes) {
    auto run = runOf(stores, 2, 100);
    run->runUntil({}, {});
    EXPECT_EQ(run->status().state, RunState::Ended);
    ASSERT_EQ(run->differences().size(), 1u);
    EXPECT_THAT(run->differences()[0].simulated, HasSubstr("The worker was killed."));
    EXPECT_EQ(run->differences()[0].step, 2u);
}

} // namespace
} // namespace faultline
