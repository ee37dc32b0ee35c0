// Saved runs: what is read again is what was saved, and what is damaged is said to be so.
#include "app/session/read_described.h"
#include "app/session/saved_run.h"
#include "tests/support/paper_machine.h"
#include "tests/support/scripted_source.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace faultline {
namespace {

constexpr Address a = PaperMachine::anonymousStart;
constexpr Address f = PaperMachine::fileStart;

class SavedRuns : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / ("faultline-saved-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::string path(const std::string& name) const { return (folder_ / name).string(); }

    std::filesystem::path folder_;
};

std::vector<ScriptLine> script(std::uint64_t accesses = 5000) {
    std::vector<ScriptLine> lines = {
        {3, storeAt(a, 'x')},      {1, callOf(Call::Fork)},
        {1, loadAt(f + 4096)},     {1, callOf(Call::Mmap, {CallArgument::number(0x5000000)})},
        {1, callOf(Call::Munmap)}, {1, writeText("hello\n\xff")},
        {1, sleepFor(3)}};
    for (std::uint64_t i = 0; i < accesses; ++i)
        lines.push_back({2, i % 3 ? storeAt(a + i % 512 * 8, i, 8) : loadAt(a + i % 64)});
    return lines;
}

std::unique_ptr<Run> wholeRun(const ScriptedSource& source, HistoryOptions history = {}) {
    std::vector<std::unique_ptr<Machine>> machines;
    machines.push_back(std::make_unique<PaperMachine>(MachineKind::Simulated));
    machines.push_back(std::make_unique<PaperMachine>(MachineKind::Real));
    RunOptions options;
    options.history = history;
    auto run = std::move(Run::start(source, {}, std::move(machines), options).value());
    run->runUntil({}, {});
    return run;
}

RunOrigin originOf() {
    RunOrigin origin;
    origin.files = {{"a.c", "int main(void) { return 0; }\n"}, {"a.h", "/* \xc3\xa9 */\n"}};
    origin.sources = 1;
    origin.setup.arguments = {"a", "b c"};
    origin.setup.image.segments.push_back({Segment::Kind::Data, 0x401000, 10, protectRead, {1, 2, 3}});
    origin.setup.parameters.kernel = "Linux 6.18";
    return origin;
}

TEST_F(SavedRuns, AreReadAsTheyWere) {
    const ScriptedSource source(script());
    const auto run = wholeRun(source);
    const RunOrigin origin = originOf();
    ASSERT_FALSE(saveRun(*run, origin, path("run.flt")));

    Result<SavedRun> read = readRun(path("run.flt"));
    ASSERT_TRUE(read) << read.failure().message();
    SavedRun& saved = read.value();
    EXPECT_EQ(saved.origin.setup, origin.setup);
    EXPECT_EQ(saved.origin.sources, 1u);
    EXPECT_EQ(saved.origin.files[1].text, origin.files[1].text);
    EXPECT_EQ(saved.differences, run->differences());
    EXPECT_EQ(saved.status, run->status());
    ASSERT_EQ(saved.lanes.size(), 2u);
    for (std::size_t lane = 0; lane < 2; ++lane) {
        const History& history = *saved.lanes[lane].history;
        ASSERT_EQ(history.stepCount(), run->stepCount());
        for (const std::size_t step : {1, 2, 6, 9, 4000})
            EXPECT_EQ(history.step(step), run->history(lane).step(step)) << "step " << step;
        for (const std::size_t moment : {0, 1, 5, 300, 4097, 5000})
            EXPECT_EQ(history.at(moment), run->history(lane).at(moment)) << "moment " << moment;
        EXPECT_EQ(history.output(history.stepCount(), 0), run->history(lane).output(run->stepCount(), 0));
    }
}

TEST_F(SavedRuns, OpenAgainWithAllTheirPast) {
    const ScriptedSource source(script());
    const auto run = wholeRun(source);
    ASSERT_FALSE(saveRun(*run, originOf(), path("run.flt")));
    SavedRun saved = std::move(readRun(path("run.flt")).value());
    const auto opened =
        Run::opened(std::move(saved.lanes), source.clone(), saved.differences, saved.choices, saved.status);
    EXPECT_TRUE(opened->isRecorded());
    EXPECT_EQ(opened->stepCount(), run->stepCount());
    EXPECT_EQ(opened->status().state, RunState::Ended);
    EXPECT_EQ(opened->positionAt(3000, firstProcess), run->positionAt(3000, firstProcess));
    EXPECT_EQ(opened->step({}), StopReason::NotReady);
}

TEST_F(SavedRuns, FoldedHistoriesKeepTheirNumbersAndOutput) {
    const ScriptedSource source(script());
    HistoryOptions options;
    options.memoryLimit = 20000;
    const auto run = wholeRun(source, options);
    const std::size_t first = run->history(0).firstMoment();
    ASSERT_GT(first, 0u);
    ASSERT_FALSE(saveRun(*run, originOf(), path("run.flt")));
    const SavedRun saved = std::move(readRun(path("run.flt")).value());
    EXPECT_EQ(saved.lanes[0].history->firstMoment(), first);
    EXPECT_EQ(saved.lanes[0].history->at(first + 100), run->history(0).at(first + 100));
    EXPECT_EQ(saved.lanes[0].history->output(first, 1), run->history(0).output(first, 1));
}

TEST_F(SavedRuns, DamagedFilesAreSaidToBe) {
    const ScriptedSource source(script(20));
    ASSERT_FALSE(saveRun(*wholeRun(source), originOf(), path("run.flt")));
    std::ifstream in(path("run.flt"), std::ios::binary);
    std::stringstream all;
    all << in.rdbuf();
    const std::string good = all.str();
    const auto outcome = [&](const std::string& bytes) {
        std::ofstream(path("bad.flt"), std::ios::binary) << bytes;
        const Result<SavedRun> read = readRun(path("bad.flt"));
        return read ? std::string() : read.failure().message();
    };
    for (std::size_t length = 0; length < good.size(); length += 97)
        EXPECT_NE(outcome(good.substr(0, length)), "") << "cut at " << length;
    for (std::size_t at = 0; at < good.size(); at += 61) {
        std::string flipped = good;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x55);
        outcome(flipped); // may be readable still; must not crash
    }
    EXPECT_NE(outcome("int main(void) {}\n").find("not a saved run"), std::string::npos);
    std::string later = good;
    later[later.find("session 1") + 8] = '9';
    EXPECT_NE(outcome(later).find("later version"), std::string::npos);
}

TEST_F(SavedRuns, NoHalfFileIsLeftWhereNoneCanBeWritten) {
    const ScriptedSource source(script());
    const auto run = wholeRun(source);
    const auto failure = saveRun(*run, originOf(), path("no-such-folder/run.flt"));
    ASSERT_TRUE(failure);
    EXPECT_NE(failure->message().find("cannot be written"), std::string::npos);
    ASSERT_FALSE(saveRun(*run, originOf(), path("run.flt")));
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_))
        ++files;
    EXPECT_EQ(files, 1u) << "the temporary file is gone";
}

TEST(ReadDescribed, RefusesWhatIsOutOfRange) {
    Operation operation;
    EXPECT_THROW(readJson(nlohmann::json::parse(R"({"kind":99})"), operation), std::runtime_error);
    EXPECT_THROW(readJson(nlohmann::json::parse(R"({"call":"no such call"})"), operation), std::runtime_error);
    readJson(nlohmann::json::parse(R"({"of a later version":1,"length":3})"), operation);
    EXPECT_EQ(operation.length, 3u);
}

} // namespace
} // namespace faultline
