// The past is read while the run makes more of it and the oldest of it is let go: what is no longer kept is a value,
// and what is kept is right.
#include "simulator/run/history.h"
#include "simulator/run/run.h"
#include "tests/support/paper_machine.h"
#include "tests/support/scripted_source.h"

#include <atomic>
#include <gtest/gtest.h>
#include <random>
#include <thread>

namespace faultline {
namespace {

constexpr Address a = PaperMachine::anonymousStart;
constexpr std::uint64_t slots = 64;
constexpr std::size_t steps = 30000;

/// Step n stores n into one of a page's slots; every 500th stores into a page not touched before, and so is whole.
Operation stepNumber(std::size_t n) {
    const Address address = n % 500 == 0 ? a + n / 500 * 4096 : a + n % slots * 8;
    Operation operation = storeAt(address, n, 8);
    operation.place = {0, static_cast<std::uint32_t>(n), 1};
    return operation;
}

/// What slot k holds at a moment, by the rule above.
std::uint64_t expectedIn(std::uint64_t slot, std::size_t moment) {
    for (std::size_t n = moment; n > 0; --n)
        if (n % slots == slot && n % 500 != 0)
            return n;
    return 0;
}

std::uint64_t slotOf(const Snapshot& snapshot, std::uint64_t slot) {
    const auto& pages = snapshot.processes.at(firstProcess).pages;
    const auto page = pages.find(a / 4096);
    std::uint64_t number = 0;
    for (std::uint64_t i = 0; page != pages.end() && i < 8; ++i)
        number |= std::uint64_t{snapshot.contents.byteAt(page->second.content, slot * 8 + i)} << (8 * i);
    return number;
}

ScriptedSource longSource() {
    std::vector<ScriptLine> script;
    for (std::size_t n = 1; n <= steps; ++n)
        script.push_back({1, stepNumber(n)});
    return ScriptedSource(std::move(script));
}

std::unique_ptr<Run> runWithLittleMemory(const Source& source) {
    RunOptions options;
    options.history.memoryLimit = 100000;
    std::vector<std::unique_ptr<Machine>> machines;
    machines.push_back(std::make_unique<PaperMachine>(MachineKind::Simulated));
    return std::move(Run::start(source, {}, std::move(machines), options).value());
}

/// Asks for moments between 0 and a little more than there are, until the run is over.
void readUntilOver(const Run& run, const std::atomic<bool>& over, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const History& history = run.history(0);
    HistoryCursor cursor(history);
    while (!over) {
        const std::size_t moment = random() % (history.stepCount() + 20);
        if (const auto step = history.step(moment)) {
            ASSERT_EQ(step->number, moment);
            ASSERT_EQ(step->operation.place.line, moment);
        }
        if (const auto snapshot = history.at(moment)) {
            ASSERT_EQ(slotOf(*snapshot, 5), expectedIn(5, moment)) << "moment " << moment;
        }
        const Snapshot& shown = cursor.at(moment);
        ASSERT_EQ(slotOf(shown, 6), expectedIn(6, cursor.moment())) << "moment " << cursor.moment();

        std::size_t expected = moment;
        history.forEach(moment, moment + 300, [&](const Step& step) {
            EXPECT_EQ(step.number, expected++);
            return true;
        });
        const std::uint32_t line = run.positionAt(moment, firstProcess).place.line;
        ASSERT_TRUE(line == 0 || line == moment || line == moment + 1) << line << " at moment " << moment;
        run.variablesAt(0, moment, firstProcess);
        history.marks(moment);
        ASSERT_LE(history.firstMoment(), history.stepCount());
    }
}

TEST(Folding, ThePastCanBeReadFromOtherThreadsWhileItsOldestStepsFold) {
    const ScriptedSource source = longSource();
    const auto run = runWithLittleMemory(source);
    std::atomic<bool> over = false;
    std::vector<std::thread> readers;
    for (std::uint64_t seed = 1; seed <= 3; ++seed)
        readers.emplace_back([&, seed] { readUntilOver(*run, over, seed); });
    run->runUntil({}, {});
    over = true;
    for (std::thread& reader : readers)
        reader.join();
    EXPECT_GT(run->history(0).firstMoment(), steps / 2) << "far more has been made than is kept";
}

TEST(Folding, WhatIsNoLongerKeptIsAValue) {
    const ScriptedSource source = longSource();
    const auto run = runWithLittleMemory(source);
    run->runUntil({}, {});
    const History& history = run->history(0);
    const std::size_t first = history.firstMoment();
    ASSERT_GT(first, 0u);
    EXPECT_EQ(history.step(first), std::nullopt) << "the step that led to the first moment";
    EXPECT_EQ(history.at(first - 1), std::nullopt);
    EXPECT_TRUE(history.at(first));
    EXPECT_TRUE(history.step(first + 1));
    EXPECT_EQ(history.step(history.stepCount() + 1), std::nullopt);
    EXPECT_EQ(history.at(history.stepCount() + 1), std::nullopt);
    EXPECT_FALSE(history.forEach(first, first + 2, [](const Step&) { return true; }));
    EXPECT_TRUE(history.forEach(first + 1, first + 2, [](const Step&) { return true; }));
    EXPECT_EQ(run->positionAt(first - 1, firstProcess), Position{});
    EXPECT_TRUE(run->variablesAt(0, first - 1, firstProcess).empty());
}

} // namespace
} // namespace faultline
