// The simulator built without the real machine gives the same steps from the same parameters, given values and choices.
#include "app/session/machines.h"
#include "app/session/program.h"
#include "app/session/session_file.h"
#include "tests/app/command_support.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace faultline {
namespace {

namespace fs = std::filesystem;

const fs::path shipped = fs::path(FAULTLINE_SOURCE_DIR) / "resources/programs";

class SimulatorAlone : public testing::TestWithParam<fs::path> {};

/// Runs the program on both machines and leaves the record, a JSON line a line, at `path`.
void recordBoth(const fs::path& source, const Workshop& workshop, const fs::path& path) {
    auto text = readProgram({source.string()}, {});
    ASSERT_TRUE(text) << text.failure().message();
    std::erase_if(text.value().options.with, [](const std::string& with) { return !fs::exists(with); });
    const auto parameters = parametersFor(MachineChoice::Both);
    ASSERT_TRUE(parameters) << parameters.failure().message();
    auto program = makeProgram(text.value(), parameters.value());
    ASSERT_TRUE(program) << program.failure().message();
    auto machines = makeMachines(MachineChoice::Both);
    ASSERT_TRUE(machines) << machines.failure().message();
    auto run = Run::start(*program.value().source, program.value().origin.setup, std::move(machines.value()));
    ASSERT_TRUE(run) << run.failure().message();
    const std::string line = "a line\n";
    run.value()->supply({reinterpret_cast<const std::uint8_t*>(line.data()), line.size()}, true);
    run.value()->runUntil({}, {});
    EXPECT_EQ(run.value()->status().state, RunState::Ended) << run.value()->status().message;

    const std::string saved = workshop.path("run.flt").string();
    const auto failure = saveRun(*run.value(), program.value().origin, saved);
    ASSERT_FALSE(failure) << failure->message();
    std::ofstream lines(path);
    ASSERT_FALSE(readSessionFile(saved, [&](std::string_view each) { lines << each << '\n'; }));
}

TEST_P(SimulatorAlone, MakesTheSameSteps) {
    const Workshop workshop;
    const fs::path record = workshop.path("record");
    recordBoth(GetParam(), workshop, record);
    const Ran alone = workshop.run(FAULTLINE_SIMULATOR_ALONE " " + shellWord(record.string()));
    EXPECT_EQ(alone.status, 0) << alone.output << alone.errors;
    EXPECT_NE(alone.output, "0 steps\n");
}

TEST(SimulatorAloneItself, SeesAFalsifiedRecord) {
    const Workshop workshop;
    const fs::path record = workshop.path("record");
    recordBoth(shipped / "greeting.c", workshop, record);
    std::string text = contentsOf(record);
    const std::size_t fault = text.find("\"minor\":1");
    ASSERT_NE(fault, std::string::npos);
    text.replace(fault, 9, "\"minor\":2");
    workshop.write("record", text);
    EXPECT_EQ(workshop.run(FAULTLINE_SIMULATOR_ALONE " " + shellWord(record.string())).status, 1);
}

std::vector<fs::path> shippedPrograms() {
    std::vector<fs::path> list;
    for (const auto& entry : fs::directory_iterator(shipped))
        if (entry.path().extension() == ".c")
            list.push_back(entry.path());
    std::sort(list.begin(), list.end());
    return list;
}

std::string nameOfProgram(const testing::TestParamInfo<fs::path>& program) {
    std::string name = program.param.stem().string();
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Shipped, SimulatorAlone, testing::ValuesIn(shippedPrograms()), nameOfProgram);

} // namespace
} // namespace faultline
