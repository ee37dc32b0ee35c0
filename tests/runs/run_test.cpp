#include "simulator/run/run.h"
#include "tests/support/paper_machine.h"
#include "tests/support/scripted_source.h"

#include <gmock/gmock.h>

namespace faultline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr Address a = PaperMachine::anonymousStart;
constexpr Address f = PaperMachine::fileStart;

std::unique_ptr<Run> runOf(const ScriptedSource& source, std::size_t machines = 1, RunOptions options = {}) {
    std::vector<std::unique_ptr<Machine>> list;
    list.push_back(std::make_unique<PaperMachine>(MachineKind::Simulated));
    if (machines == 2)
        list.push_back(std::make_unique<PaperMachine>(MachineKind::Real));
    auto run = Run::start(source, {}, std::move(list), std::move(options));
    return std::move(run.value());
}

std::vector<ProcessId> whoWent(const Run& run) {
    std::vector<ProcessId> processes;
    run.history(0).forEach(1, run.stepCount(), [&](const Step& step) {
        processes.push_back(step.process);
        return true;
    });
    return processes;
}

Operation fork() {
    return callOf(Call::Fork);
}
Operation waitForChild() {
    return callOf(Call::Wait4);
}
Operation readInput() {
    return callOf(Call::Read, {CallArgument::number(0), CallArgument::out(16)});
}

TEST(Run, GoesToTheEndAndTellsTheExitStatus) {
    auto run = runOf(ScriptedSource({{5, storeAt(a, 1)}, {1, callOf(Call::Munmap)}}));
    EXPECT_EQ(run->runUntil({}, {}), StopReason::NotReady);
    EXPECT_EQ(run->status().state, RunState::Ended);
    EXPECT_EQ(run->status().exitStatus, 1) << "the script exits with the number of errors";
    EXPECT_EQ(run->stepCount(), 3u);
    EXPECT_EQ(run->history(0).step(2)->outcome.error, 22);
}

TEST(Run, TellsTheSignalAndWhereItCameFrom) {
    auto run = runOf(ScriptedSource({{1, storeAt(a, 1)}, {1, loadAt(0x20)}}));
    run->runUntil({}, {});
    EXPECT_EQ(run->status().endedBy.number, 11);
    EXPECT_EQ(run->status().endedBy.address, 0x20u);
    EXPECT_EQ(run->status().endedIn.place.line, 2u);
}

TEST(Run, StepsOneOperationOrOneStatement) {
    auto run = runOf(ScriptedSource({{5, storeAt(a, 1)}, {2000, loadAt(a)}, {1, loadAt(a)}}));
    EXPECT_EQ(run->step({}), StopReason::Reached);
    EXPECT_EQ(run->stepCount(), 1u);
    EXPECT_EQ(run->stepStatement({}), StopReason::Reached);
    EXPECT_EQ(run->stepCount(), 1u) << "stands before the second statement";
    EXPECT_EQ(run->stepStatement({}), StopReason::Reached);
    EXPECT_EQ(run->stepCount(), 2u);
    EXPECT_EQ(run->nextPlaceAt(run->presentPlace(), firstProcess, false).line, 3u);
}

TEST(Run, RunsToALineAFaultASignalOutputOrAPage) {
    const ScriptedSource source({{1, storeAt(a, 1)},
                                 {1, loadAt(a)},
                                 {1, storeAt(a + 4096, 1)},
                                 {1, writeText("x")},
                                 {1, storeAt(a, 2)},
                                 {1, loadAt(0x20)}});
    auto run = runOf(source);
    Until line;
    line.lines = {{0, 3}};
    EXPECT_EQ(run->runUntil(line, {}), StopReason::Reached);
    EXPECT_EQ(run->stepCount(), 2u);
    Until fault;
    fault.fault = true;
    EXPECT_EQ(run->runUntil(fault, {}), StopReason::Reached);
    EXPECT_EQ(run->stepCount(), 3u);
    Until output;
    output.output = true;
    EXPECT_EQ(run->runUntil(output, {}), StopReason::Reached);
    EXPECT_EQ(run->stepCount(), 4u);
    Until page;
    page.page = Until::PageOf{firstProcess, a / 4096};
    EXPECT_EQ(run->runUntil(page, {}), StopReason::Reached);
    EXPECT_EQ(run->stepCount(), 5u) << "a quiet store changes the page";
    Until signal;
    signal.signal = true;
    EXPECT_EQ(run->runUntil(signal, {}), StopReason::Reached);
    EXPECT_EQ(run->stepCount(), 6u);
}

TEST(Run, ProcessesTakeTurnsOfOneOperation) {
    auto run = runOf(ScriptedSource({{1, fork()}, {1, loadAt(a)}, {1, loadAt(a)}}));
    run->runUntil({}, {});
    EXPECT_THAT(whoWent(*run), ElementsAre(1000, 1001, 1000, 1001, 1000, 1001, 1000));
}

TEST(Run, AThousandInstructionsAreATurnToo) {
    auto run =
        runOf(ScriptedSource({{1, fork()}, {2500, loadAt(a)}}, {{1, loadAt(a)}, {1, loadAt(a)}, {1, loadAt(a)}}));
    run->runUntil({}, {});
    // While the parent computes for two turns, the child makes two steps.
    EXPECT_THAT(whoWent(*run), ElementsAre(1000, 1001, 1001, 1001, 1000, 1001, 1000));
}

TEST(Run, TheLearnerChoosesWhoGoesNext) {
    auto run = runOf(ScriptedSource({{1, fork()}, {1, loadAt(a)}, {1, loadAt(a)}}));
    run->step({});
    run->choose(1000);
    run->step({});
    run->choose(1000);
    run->step({});
    EXPECT_THAT(whoWent(*run), ElementsAre(1000, 1000, 1000));
}

TEST(Run, TheSameChoicesGiveTheSameRun) {
    const ScriptedSource source({{1, fork()}, {1500, loadAt(a)}, {1, readInput()}, {1, storeAt(a, 3)}});
    auto run = runOf(source);
    run->step({});
    run->choose(1000);
    while (run->runUntil({}, {}) == StopReason::NotReady && run->status().state == RunState::WaitsForInput)
        run->supply(std::vector<std::uint8_t>{'h', 'i'}, false);
    ASSERT_EQ(run->status().state, RunState::Ended);

    RunOptions options;
    options.replay = run->choicesUpTo(run->stepCount());
    auto again = runOf(source, 1, options);
    again->runUntil({}, {});
    ASSERT_EQ(again->stepCount(), run->stepCount());
    for (std::size_t step = 1; step <= run->stepCount(); ++step)
        EXPECT_EQ(again->history(0).step(step), run->history(0).step(step)) << "step " << step;
}

TEST(Run, AWaitingProcessLetsTheOthersGo) {
    auto run = runOf(ScriptedSource({{1, fork()}, {1, waitForChild()}}, {{1, loadAt(a)}, {1, loadAt(a)}}));
    run->runUntil({}, {});
    EXPECT_EQ(run->status().state, RunState::Ended);
    EXPECT_THAT(whoWent(*run), ElementsAre(1000, 1001, 1000, 1001, 1001, 1000, 1000));
    EXPECT_EQ(run->history(0).step(3)->status, Status::Blocked);
    EXPECT_EQ(run->history(0).step(6)->kind, StepKind::Woken);
    EXPECT_EQ(run->history(0).step(6)->outcome.result, 1001);
}

TEST(Run, SaysWhoWaitsForWhatWhenAllWait) {
    auto run = runOf(ScriptedSource({{1, waitForChild()}}));
    run->runUntil({}, {});
    EXPECT_EQ(run->status().state, RunState::Deadlock);
    EXPECT_THAT(run->status().message, HasSubstr("1000 waits for a child to end"));
}

TEST(Run, WaitsForInputAndGoesOnWithIt) {
    auto run = runOf(ScriptedSource({{1, readInput()}, {1, readInput()}}), 2);
    EXPECT_EQ(run->runUntil({}, {}), StopReason::NotReady);
    EXPECT_EQ(run->status().state, RunState::WaitsForInput);
    EXPECT_EQ(run->processes().front().waitsFor, "standard input");
    run->supply(std::vector<std::uint8_t>{'a', 'b'}, false);
    run->runUntil({}, {});
    EXPECT_EQ(run->status().state, RunState::WaitsForInput);
    run->supply({}, true);
    run->runUntil({}, {});
    EXPECT_EQ(run->status().state, RunState::Ended);
    EXPECT_TRUE(run->differences().empty());
    EXPECT_THAT(run->history(1).step(2)->outcome.returned, ElementsAre(Bytes{'a', 'b'}));
}

TEST(Run, TimeJumpsWhenAllSleep) {
    auto run = runOf(ScriptedSource({{1, sleepFor(3600)}, {1, loadAt(a)}}));
    run->runUntil({}, {});
    EXPECT_EQ(run->status().state, RunState::Ended);
    EXPECT_GE(run->time(), 3600ull * 1000000000);
}

TEST(Run, AnAlarmRingsAtItsTime) {
    const ScriptedSource source({{1, callOf(Call::Sigaction, {CallArgument::number(14)})},
                                 {1, callOf(Call::Alarm, {CallArgument::number(5)})},
                                 {1, sleepFor(60)},
                                 {1, loadAt(a)}});
    auto run = runOf(source, 2);
    run->runUntil({}, {});
    EXPECT_EQ(run->status().state, RunState::Ended);
    EXPECT_TRUE(run->differences().empty());
    EXPECT_EQ(run->status().exitStatus, 1) << "the sleep was cut short: EINTR";
    EXPECT_LT(run->time(), 6ull * 1000000000);
}

TEST(Run, AnAlarmWithoutAHandlerEndsAProcessThatPauses) {
    auto run = runOf(ScriptedSource({{1, callOf(Call::Alarm, {CallArgument::number(2)})}, {1, callOf(Call::Pause)}}));
    run->runUntil({}, {});
    EXPECT_EQ(run->status().state, RunState::Ended);
    EXPECT_EQ(run->status().endedBy.number, 14);
}

TEST(Run, StopsAtTheLimitOfSteps) {
    RunOptions options;
    options.maxSteps = 2;
    auto run = runOf(ScriptedSource({{1, loadAt(a)}, {1, loadAt(a)}, {1, loadAt(a)}}), 1, options);
    run->runUntil({}, {});
    EXPECT_EQ(run->status().state, RunState::StepLimit);
    EXPECT_EQ(run->stepCount(), 2u);
}

TEST(Run, StopsAtTheLimitOfStepsInALoopThatAsksForNothing) {
    RunOptions options;
    options.maxSteps = 5;
    constexpr std::uint64_t forever = 1ull << 60;
    auto run = runOf(ScriptedSource({{forever, loadAt(a)}}), 1, options);
    run->runUntil({}, {});
    EXPECT_EQ(run->status().state, RunState::StepLimit);
    EXPECT_EQ(run->stepCount(), 0u);
}

TEST(Run, CanBeInterrupted) {
    auto run = runOf(ScriptedSource({{1, loadAt(a)}}));
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(run->runUntil({}, stop.get_token()), StopReason::Interrupted);
    EXPECT_EQ(run->stepCount(), 0u);
}

TEST(Run, CanBeEndedByForce) {
    auto run = runOf(ScriptedSource({{1, fork()}, {1, loadAt(a)}}), 2);
    run->step({});
    run->end();
    EXPECT_EQ(run->status().state, RunState::Ended);
    EXPECT_EQ(run->status().endedBy.number, 9);
    EXPECT_TRUE(run->differences().empty());
}

TEST(Run, ShowsWhereTheProgramStoodInThePast) {
    std::vector<ScriptLine> script = {{10, storeAt(a, 1)}};
    for (int i = 0; i < 40000; ++i)
        script.push_back({20, i % 2 ? storeAt(a, 1) : loadAt(a)});
    auto run = runOf(ScriptedSource(script));
    run->runUntil({}, {});
    EXPECT_EQ(run->positionAt(0, firstProcess).place.line, 1u);
    EXPECT_EQ(run->positionAt(30001, firstProcess).place.line, 30002u);
    EXPECT_EQ(run->positionAt(20000, firstProcess).place.line, 20001u);
    EXPECT_EQ(run->variablesAt(0, 20001, firstProcess)[0].value, "10000") << "10000 loads of 1 so far";
}

TEST(Run, SignalsOfThePastComeAtTheSameInstruction) {
    const ScriptedSource source(
        {{1, callOf(Call::Sigaction, {CallArgument::number(10)})}, {1, fork()}, {5000, loadAt(a)}, {1, waitForChild()}},
        {{900, callOf(Call::Kill, {CallArgument::number(1000), CallArgument::number(10)})}});
    auto run = runOf(source);
    run->runUntil({}, {});
    ASSERT_EQ(run->status().state, RunState::Ended);
    const std::size_t beforeTheEnd = run->stepCount() - 1;
    EXPECT_EQ(run->variablesAt(0, beforeTheEnd, firstProcess)[1].value, "1");
    EXPECT_EQ(run->variablesAt(0, 2, firstProcess)[1].value, "0");
}

/// A machine that tells another value than is there: the program would go another way.
class OtherAnswer : public PaperMachine {
public:
    using PaperMachine::PaperMachine;
    Performed perform(ProcessId process, const Operation& operation, const Given& given) override {
        Performed performed = PaperMachine::perform(process, operation, given);
        if (operation.kind == OperationKind::Call && operation.call == Call::Munmap)
            performed.outcome.error = 0;
        return performed;
    }
};

TEST(Run, WhereOperationsDifferTheRunsPartAndTheRealOneGoesOn) {
    // The exit status is the number of errors, so the last operations differ.
    const ScriptedSource source({{1, callOf(Call::Munmap)}});
    std::vector<std::unique_ptr<Machine>> machines;
    machines.push_back(std::make_unique<PaperMachine>(MachineKind::Simulated));
    machines.push_back(std::make_unique<OtherAnswer>(MachineKind::Real));
    auto run = std::move(Run::start(source, {}, std::move(machines)).value());
    run->runUntil({}, {});
    EXPECT_EQ(run->status().state, RunState::Ended);
    EXPECT_EQ(run->status().exitStatus, 0);
    const std::vector<Difference> differences = run->differences();
    ASSERT_EQ(differences.size(), 2u);
    EXPECT_EQ(differences[0].field, "errno");
    EXPECT_EQ(differences[0].simulated, "22");
    EXPECT_EQ(differences[1].field, "the runs part here");
    EXPECT_EQ(run->differencesAt(2).size(), 1u);
    EXPECT_EQ(run->history(0).stepCount(), 1u);
    EXPECT_EQ(run->history(1).stepCount(), 2u);
}

/// A machine that tells of two things that have happened to a process at once: it keeps the first back.
class TellsTwoAtOnce : public PaperMachine {
public:
    using PaperMachine::PaperMachine;
    std::vector<Settled> settle() override {
        for (Settled& one : PaperMachine::settle())
            held_.push_back(std::move(one));
        return held_.size() < 2 ? std::vector<Settled>() : std::exchange(held_, {});
    }

private:
    std::vector<Settled> held_;
};

TEST(Run, TwoThingsThatHappenToOneProcessAtOnceAreTwoSteps) {
    const auto signalTo1000 = [](std::uint64_t number) {
        return callOf(Call::Kill, {CallArgument::number(1000), CallArgument::number(number)});
    };
    const ScriptedSource source({{1, callOf(Call::Sigaction, {CallArgument::number(10)})},
                                 {1, callOf(Call::Sigaction, {CallArgument::number(12)})},
                                 {1, fork()},
                                 {9000, loadAt(a)},
                                 {1, waitForChild()}},
                                {{1, signalTo1000(10)}, {1, signalTo1000(12)}, {1, loadAt(a)}});
    std::vector<std::unique_ptr<Machine>> machines;
    machines.push_back(std::make_unique<TellsTwoAtOnce>(MachineKind::Simulated));
    machines.push_back(std::make_unique<TellsTwoAtOnce>(MachineKind::Real));
    const auto run = std::move(Run::start(source, {}, std::move(machines)).value());
    run->runUntil({}, {});
    for (std::size_t lane = 0; lane < 2; ++lane) {
        std::vector<int> arrived;
        run->history(lane).forEach(1, run->stepCount(), [&](const Step& step) {
            if (step.kind == StepKind::Arrived && !step.outcome.delivered.empty())
                arrived.push_back(step.outcome.delivered.front().number);
            return true;
        });
        EXPECT_THAT(arrived, ElementsAre(10, 12)) << nameOf(run->machineKind(lane));
    }
    EXPECT_TRUE(run->differences().empty());
}

TEST(Run, IncrementalComparisonComesToTheFullOne) {
    auto run = runOf(ScriptedSource({{1, storeAt(a, 1)}, {1, loadAt(f)}, {1, fork()}, {1, storeAt(f + 8192, 2)}}), 2);
    while (run->step({}) == StopReason::Reached)
        EXPECT_EQ(run->history(0).at(run->stepCount())->processes, run->history(1).at(run->stepCount())->processes);
    EXPECT_TRUE(run->differences().empty());
}

} // namespace
} // namespace faultline
