// The history against a plain list of steps: every moment shown is the moment that was.
#include "simulator/run/history.h"
#include "simulator/run/run.h"
#include "tests/support/paper_machine.h"
#include "tests/support/scripted_source.h"

#include <gtest/gtest.h>
#include <random>

namespace faultline {
namespace {

constexpr Address a = PaperMachine::anonymousStart;

/// A history and, beside it, every snapshot kept whole.
class Recorder {
public:
    explicit Recorder(HistoryOptions options = {})
        : history(machine_.start({}).value(), options), moments{machine_.snapshot()} {}

    void perform(const Operation& operation) {
        QuietStep quiet{firstProcess, operation.place, {}};
        quiet.access.store = operation.kind == OperationKind::Store;
        quiet.access.length = static_cast<std::uint8_t>(operation.length);
        quiet.access.address = operation.target.address;
        for (std::size_t i = 0; quiet.access.store && i < operation.length; ++i)
            quiet.access.value |= std::uint64_t{operation.value[i]} << (8 * i);
        if (machine_.performQuietly(firstProcess, quiet.access)) {
            history.append(std::span(&quiet, 1));
        } else {
            Performed performed = machine_.perform(firstProcess, operation, {});
            Step step;
            step.process = firstProcess;
            step.operation = operation;
            step.outcome = performed.outcome;
            step.delta = performed.delta;
            history.append(step);
        }
        operations.push_back(operation);
        moments.push_back(machine_.snapshot());
        if (history.wantsCheckpoint())
            history.checkpoint(machine_.snapshot());
    }

private:
    PaperMachine machine_;

public:
    History history;
    std::vector<Snapshot> moments;
    std::vector<Operation> operations; ///< of step n at n - 1
};

Operation randomOperation(std::mt19937_64& random) {
    const Address address = a + random() % 8 * 4096 + random() % 512 * 8;
    const std::uint64_t length = std::uint64_t{1} << random() % 4;
    Operation operation = random() % 2 ? loadAt(address, length) : storeAt(address, random(), length);
    for (std::size_t i = length; i < operation.value.size(); ++i)
        operation.value[i] = 0;
    operation.place = {0, static_cast<std::uint32_t>(1 + random() % 20), 3};
    return operation;
}

TEST(History, ShowsEveryMomentInAnyOrder) {
    std::mt19937_64 random(1);
    Recorder recorder;
    for (int i = 0; i < 10000; ++i)
        recorder.perform(randomOperation(random));
    EXPECT_GT(recorder.history.quietCount(), 9000u);

    HistoryCursor cursor(recorder.history);
    for (int i = 0; i < 300; ++i) {
        const std::size_t moment = random() % (recorder.history.stepCount() + 1);
        ASSERT_EQ(cursor.at(moment), recorder.moments[moment]) << "moment " << moment;
    }
    for (std::size_t moment = 4100; moment > 4090; --moment) // back over the border of a chunk
        ASSERT_EQ(recorder.history.at(moment), recorder.moments[moment]) << "moment " << moment;
}

TEST(History, GivesEveryStepAsItWas) {
    std::mt19937_64 random(2);
    Recorder recorder;
    for (int i = 0; i < 5000; ++i)
        recorder.perform(randomOperation(random));
    std::size_t number = 0;
    recorder.history.forEach(1, 5000, [&](const Step& step) {
        EXPECT_EQ(step.number, ++number);
        EXPECT_EQ(step.operation, recorder.operations[number - 1]);
        return true;
    });
    EXPECT_EQ(number, 5000u);
    EXPECT_EQ(recorder.history.step(4321)->operation, recorder.operations[4320]);
}

TEST(History, QuietAccessesOfALoopTakeAFewBytes) {
    Recorder recorder;
    recorder.perform(storeAt(a, 1));
    const std::size_t before = recorder.history.quietBytes();
    for (std::uint64_t i = 0; i < 20000; ++i) {
        Operation operation = i % 2 ? storeAt(a + i % 4096, i) : loadAt(a + i % 4096);
        operation.place = {0, static_cast<std::uint32_t>(10 + i % 2), 9};
        recorder.perform(operation);
    }
    EXPECT_LT(recorder.history.quietBytes() - before, 16u * 20000);
}

TEST(History, AtTheLimitTheOldestStepsFoldIntoTheFirstMoment) {
    std::mt19937_64 random(3);
    HistoryOptions options;
    options.memoryLimit = 200000;
    Recorder recorder(options);
    for (int i = 0; i < 60000; ++i)
        recorder.perform(randomOperation(random));
    const std::size_t first = recorder.history.firstMoment();
    EXPECT_GT(first, 0u);
    EXPECT_LT(first, 60000u);
    EXPECT_EQ(recorder.history.at(first), recorder.moments[first]);
    EXPECT_EQ(recorder.history.at(59000), recorder.moments[59000]);
    EXPECT_EQ(recorder.history.at(first - 1), std::nullopt);
    EXPECT_EQ(recorder.history.step(first), std::nullopt);
    HistoryCursor cursor(recorder.history);
    EXPECT_EQ(cursor.at(0), recorder.moments[first]) << "what is folded shows as the first moment";
    EXPECT_EQ(cursor.moment(), first);
}

TEST(History, TheStoryOfAQuietAccessIsMadeWhenAsked) {
    Recorder recorder;
    recorder.perform(storeAt(a, 7));
    recorder.perform(loadAt(a));
    const Step step = recorder.history.step(2).value();
    ASSERT_EQ(step.outcome.story.size(), 2u);
    EXPECT_EQ(step.outcome.story[0].kind, EventKind::ProgramLoads);
    EXPECT_EQ(step.outcome.story[1].kind, EventKind::ProgramGets);
    EXPECT_EQ(step.outcome.story[1].value, 7);
}

TEST(History, KeepingNothingStillCountsAndKeepsTheOutput) {
    HistoryOptions options;
    options.keepNothing = true;
    Recorder recorder(options);
    recorder.perform(storeAt(a, 7));
    recorder.perform(writeText("hello\n"));
    EXPECT_EQ(recorder.history.stepCount(), 2u);
    EXPECT_EQ(recorder.history.output(2, 1), "hello\n");
    EXPECT_EQ(recorder.history.output(1, 1), "");
    EXPECT_EQ(recorder.history.firstMoment(), 2u);
}

TEST(History, KeepsTheNewestOutputAndTellsWhatItHasDropped) {
    HistoryOptions options;
    options.outputLimit = 10000;
    Recorder recorder(options);
    std::string written;
    for (int i = 0; i < 1000; ++i) {
        const std::string line = "line " + std::to_string(i) + "\n";
        recorder.perform(writeText(line));
        written += line;
    }
    const History& history = recorder.history;
    const std::string kept = history.output(history.stepCount(), 1);
    EXPECT_EQ(kept.size() + history.outputDropped(), written.size());
    EXPECT_TRUE(written.ends_with(kept));
    EXPECT_GT(kept.size(), 500u);
    EXPECT_LT(kept.size(), 10000u);

    const std::vector<OutputPiece> all = history.outputPieces(0);
    ASSERT_FALSE(all.empty());
    EXPECT_GT(all.front().index, 0u) << "older ones have been dropped";
    EXPECT_EQ(all.front().step, all.front().index + 1) << "each step has written one";
    const std::vector<OutputPiece> last = history.outputPieces(998);
    ASSERT_EQ(last.size(), 2u);
    EXPECT_EQ(last.front().index, 998u);
    EXPECT_TRUE(history.outputPieces(1000).empty());

    const KeptOutput since = history.keptOutput(998);
    EXPECT_EQ(since.pieces.size(), 2u);
    EXPECT_EQ(since.firstKept, all.front().index) << "what a view has of older ones is to be forgotten";
    EXPECT_EQ(since.dropped, history.outputDropped());
}

TEST(History, OutputCountsAgainstTheMemoryLimit) {
    HistoryOptions options;
    options.memoryLimit = 400000;
    Recorder recorder(options);
    for (int i = 0; i < 200; ++i)
        recorder.perform(writeText(std::string(5000, 'x')));
    EXPECT_GT(recorder.history.outputDropped(), 800000u);
    EXPECT_GT(recorder.history.memoryUsed(), 50000u) << "what is kept of the output counts";
}

TEST(History, MarksAreOfTheStepsThatAreNotQuiet) {
    Recorder recorder;
    recorder.perform(storeAt(a, 7));
    for (int i = 0; i < 100; ++i)
        recorder.perform(loadAt(a));
    recorder.perform(storeAt(a + 4096, 7));
    const std::vector<StepMark> marks = recorder.history.marks();
    ASSERT_EQ(marks.size(), 2u);
    EXPECT_EQ(marks[0].step, 1u);
    EXPECT_EQ(marks[0].minor, 1u);
    EXPECT_EQ(marks[1].step, 102u);
    EXPECT_EQ(recorder.history.marks(2).size(), 1u);
}

} // namespace
} // namespace faultline
