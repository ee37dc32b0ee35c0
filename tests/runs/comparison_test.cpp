// A comparison that sees nothing fails: each compared field is falsified once, and exactly that is reported.
#include "simulator/run/comparison.h"
#include "simulator/run/run.h"
#include "simulator/run/snapshot_comparison.h"
#include "tests/support/falsifying_machine.h"
#include "tests/support/paper_machine.h"
#include "tests/support/scripted_source.h"

#include <gmock/gmock.h>

namespace faultline {
namespace {

using testing::StartsWith;

constexpr Address a = PaperMachine::anonymousStart;
constexpr Address f = PaperMachine::fileStart;

/// Touches everything that is compared: private and file pages, a new mapping, an error, output, and at last a signal.
std::vector<ScriptLine> everything(bool endsBySignal) {
    std::vector<ScriptLine> script = {
        {3, storeAt(a, 'x')},      {1, loadAt(a)},
        {1, loadAt(f + 4096)},     {1, callOf(Call::Mmap, {CallArgument::number(0x5000000)})},
        {1, callOf(Call::Munmap)}, {1, writeText("hello\n")},
    };
    if (endsBySignal)
        script.push_back({1, loadAt(0x10)});
    return script;
}

struct Compared {
    std::vector<Difference> differences;
    bool lied = false;
};

Compared runAgainst(Falsified what) {
    const ScriptedSource source(everything(what >= Falsified::SignalNumber && what <= Falsified::SignalAddress));
    auto falsifying = std::make_unique<FalsifyingMachine>(std::make_unique<PaperMachine>(MachineKind::Real), what);
    const FalsifyingMachine& liar = *falsifying;
    std::vector<std::unique_ptr<Machine>> machines;
    machines.push_back(std::make_unique<PaperMachine>(MachineKind::Simulated));
    machines.push_back(std::move(falsifying));
    auto run = Run::start(source, {}, std::move(machines));
    run.value()->runUntil({}, {});
    return {run.value()->differences(), liar.hasLied()};
}

TEST(Comparison, HonestMachinesDifferInNothing) {
    for (const bool bySignal : {false, true}) {
        const ScriptedSource source(everything(bySignal));
        std::vector<std::unique_ptr<Machine>> machines;
        machines.push_back(std::make_unique<PaperMachine>(MachineKind::Simulated));
        machines.push_back(std::make_unique<PaperMachine>(MachineKind::Real));
        auto run = Run::start(source, {}, std::move(machines));
        run.value()->runUntil({}, {});
        EXPECT_EQ(run.value()->status().state, RunState::Ended);
        EXPECT_TRUE(run.value()->differences().empty());
    }
}

struct Case {
    Falsified what;
    const char* field; ///< the difference's field begins so
    std::size_t step;
};

class FalsifiedField : public testing::TestWithParam<Case> {};

TEST_P(FalsifiedField, IsTheOneDifference) {
    const Compared compared = runAgainst(GetParam().what);
    ASSERT_TRUE(compared.lied);
    ASSERT_EQ(compared.differences.size(), 1u)
        << (compared.differences.empty() ? "none" : compared.differences.back().field);
    const Difference& difference = compared.differences.front();
    EXPECT_THAT(difference.field, StartsWith(GetParam().field));
    EXPECT_EQ(difference.step, GetParam().step);
    EXPECT_NE(difference.simulated, difference.real);
}

INSTANTIATE_TEST_SUITE_P(
    All, FalsifiedField,
    testing::Values(Case{Falsified::Result, "result", 1}, Case{Falsified::Errno, "errno", 1},
                    Case{Falsified::SignalNumber, "signal", 7}, Case{Falsified::SignalCode, "signal", 7},
                    Case{Falsified::SignalAddress, "signal", 7}, Case{Falsified::Minor, "faults.minor", 1},
                    Case{Falsified::Major, "faults.major", 1}, Case{Falsified::Value, "value", 1},
                    Case{Falsified::MappingStart, "mapping 0x5000", 4},
                    Case{Falsified::MappingEnd, "mapping 0x5000", 4},
                    Case{Falsified::MappingProtection, "mapping 0x5000", 4},
                    Case{Falsified::MappingShared, "mapping 0x5000", 4},
                    Case{Falsified::MappingOffset, "mapping 0x5000", 4},
                    Case{Falsified::MappingFile, "mapping 0x5000", 4}, Case{Falsified::PageState, "page 0x1000000", 1},
                    Case{Falsified::Residency, "page 1 of data.bin", 3}, Case{Falsified::Output, "output", 6},
                    Case{Falsified::FileContents, "file data.bin", 7}, Case{Falsified::ExitStatus, "process", 7}));

TEST(Comparison, WhatAMachineDoesNotSeeIsNotCompared) {
    Snapshot simulated, real;
    simulated.files[1].facts.name = real.files[9].facts.name = "data.bin";
    simulated.files[1].pages[0].cached = Seen::Yes;
    EXPECT_EQ(compareSnapshots(simulated, real, 1).size(), 1u);
    real.notVisible[Field::PageCache] = "this kernel has no cachestat";
    EXPECT_TRUE(compareSnapshots(simulated, real, 1).empty());
}

TEST(Comparison, AStandingDifferenceIsToldOnce) {
    Snapshot simulated, real;
    Mapping mapping;
    mapping.start = 0x1000;
    mapping.end = 0x2000;
    simulated.processes[firstProcess].mappings[0x1000] = mapping;
    real.processes[firstProcess];
    Comparison comparison;
    EXPECT_EQ(comparison.start(simulated, real).size(), 1u);

    Step step;
    step.delta.changes.push_back(MappingChange{firstProcess, 0x1000, mapping, mapping});
    const Step nothing;
    EXPECT_TRUE(comparison.step({&step, &simulated}, {&nothing, &real}).empty());
}

TEST(Comparison, OutputIsComparedAsAStream) {
    Step whole, first, second, none;
    whole.outcome.written = {{1, {'a', 'b'}}};
    first.outcome.written = {{1, {'a'}}};
    second.outcome.written = {{1, {'b'}}};
    const Snapshot snapshot;
    Comparison comparison;
    EXPECT_TRUE(comparison.step({&whole, &snapshot}, {&first, &snapshot}).empty());
    EXPECT_TRUE(comparison.step({&none, &snapshot}, {&second, &snapshot}).empty());
    EXPECT_TRUE(comparison.end(2, {}, {}).empty());

    EXPECT_TRUE(comparison.step({&whole, &snapshot}, {&none, &snapshot}).empty());
    const auto missing = comparison.end(3, {}, {});
    ASSERT_EQ(missing.size(), 1u);
    EXPECT_EQ(missing.front().field, "output");
}

} // namespace
} // namespace faultline
