// The worker is killed before each message of three programs: what was recorded up to there stays, the run says what
// happened, nothing is left behind, and the program can be started again.
#include "tests/realmode/real_run.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stop_token>
#include <thread>

namespace faultline::test {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

/// What a kernel machine has made outside of this process.
struct Traces {
    std::vector<pid_t> processes;
    std::string home, sharedMemory;
};

/// 'R', 'S', 'Z' … as /proc tells; 0 where there is none.
char stateOf(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(file, text);
    const std::size_t name = text.rfind(") ");
    return name == std::string::npos ? '\0' : text[name + 2];
}

pid_t parentOf(pid_t pid) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("PPid:"))
            return std::stoi(line.substr(5));
    return 0;
}

/// The kernel machine, whose worker is killed before the given message to it; 0: never.
class KilledMachine : public Machine {
public:
    explicit KilledMachine(std::size_t killedBefore = 0) : killedBefore_(killedBefore) {}

    MachineKind kind() const override { return real_.kind(); }
    Result<Snapshot> start(const Setup& setup) override {
        auto first = real_.start(setup);
        traces_.home = fs::path(real_.scratch()).parent_path().string();
        traces_.sharedMemory = real_.sharedMemory();
        traces_.processes = {parentOf(real_.pidOf(firstProcess)), real_.pidOf(firstProcess)};
        return first;
    }
    Performed perform(ProcessId process, const Operation& operation, const Given& given) override {
        killAtItsTime(process);
        Performed performed = real_.perform(process, operation, given);
        if (performed.outcome.child)
            traces_.processes.push_back(real_.pidOf(performed.outcome.child));
        return performed;
    }
    bool performQuietly(ProcessId process, QuietAccess& access) override {
        if (killed_)
            return false;
        killAtItsTime(process);
        return real_.performQuietly(process, access);
    }
    std::vector<Settled> settle() override { return real_.settle(); }
    void supply(std::span<const std::uint8_t> input, bool end) override { real_.supply(input, end); }
    Performed end(ProcessId process) override { return real_.end(process); }
    const Snapshot& snapshot() const override { return real_.snapshot(); }
    std::vector<FileContents> files() override { return real_.files(); }

    std::size_t messages() const { return messages_; }
    const Traces& traces() const { return traces_; }

private:
    void killAtItsTime(ProcessId process) {
        if (++messages_ != killedBefore_)
            return;
        killed_ = true;
        const pid_t worker = real_.pidOf(process);
        ::kill(worker, SIGKILL);
        while (stateOf(worker) && stateOf(worker) != 'Z')
            std::this_thread::sleep_for(10us);
    }

    KernelMachine real_;
    std::size_t killedBefore_;
    std::size_t messages_ = 0;
    bool killed_ = false;
    Traces traces_;
};

std::string textOfShipped(const std::string& name) {
    std::ifstream file(std::string(FAULTLINE_SOURCE_DIR) + "/resources/programs/" + name);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

SmallProgram shipped(const std::string& name) {
    SmallProgram program;
    program.text = textOfShipped(name + ".c");
    if (name == "private-shared") {
        const std::string text = textOfShipped("short.txt");
        program.files = {{"short.txt", Bytes(text.begin(), text.end()), 0644, false}};
    } else if (name == "race") {
        program.arguments = {"locked"};
        const std::string rounds = "#define ROUNDS 100"; // each round is as the first
        program.text.replace(program.text.find(rounds), rounds.size(), "#define ROUNDS 3");
    }
    return program;
}

struct Ended {
    RunStatus status;
    std::vector<Step> steps;
    std::size_t messages = 0;
    Traces traces;
};

Ended runOnKilled(const Startable& made, std::size_t killedBefore) {
    auto machine = std::make_unique<KilledMachine>(killedBefore);
    KilledMachine& killed = *machine;
    std::vector<std::unique_ptr<Machine>> machines;
    machines.push_back(std::move(machine));
    Ended ended;
    auto run = Run::start(*made.source, made.setup, std::move(machines));
    if (!run) {
        ADD_FAILURE() << run.failure().message();
        return ended;
    }
    run.value()->supply({}, true);
    run.value()->runUntil({}, {});
    ended.status = run.value()->status();
    const History& history = run.value()->history(0);
    history.forEach(1, history.stepCount(), [&](const Step& step) {
        ended.steps.push_back(step);
        return true;
    });
    ended.messages = killed.messages();
    ended.traces = killed.traces();
    return ended;
}

void expectNothingLeft(const Traces& traces, std::size_t k) {
    for (const pid_t pid : traces.processes)
        EXPECT_EQ(stateOf(pid), '\0') << "process " << pid << ", killed before message " << k;
    EXPECT_FALSE(fs::exists(traces.home)) << "killed before message " << k;
    EXPECT_TRUE(traces.sharedMemory.empty() || !fs::exists(traces.sharedMemory)) << "killed before message " << k;
}

class WorkerKilled : public testing::TestWithParam<const char*> {};

TEST_P(WorkerKilled, BeforeAnyMessage) {
    const Startable program = startable(shipped(GetParam()));
    ASSERT_TRUE(program.source);
    const Ended whole = runOnKilled(program, 0);
    ASSERT_EQ(whole.status.state, RunState::Ended) << whole.status.message;
    expectNothingLeft(whole.traces, 0);
    for (std::size_t k = 1; k <= whole.messages; ++k) {
        const Ended cut = runOnKilled(program, k);
        ASSERT_EQ(cut.status.state, RunState::Failed) << "killed before message " << k;
        EXPECT_NE(cut.status.message.find("was killed"), std::string::npos) << cut.status.message;
        // What was recorded is what happened; behind it at most a last step with output that nobody had seen yet.
        std::size_t made = cut.steps.size();
        if (made != 0 && cut.steps.back().status == Status::Failed) {
            EXPECT_FALSE(cut.steps.back().outcome.written.empty());
            --made;
        }
        EXPECT_LT(made, whole.steps.size());
        for (std::size_t i = 0; i < made; ++i) {
            ASSERT_LT(i, whole.steps.size());
            EXPECT_EQ(cut.steps[i].operation, whole.steps[i].operation) << "step " << i + 1 << " of " << k;
            EXPECT_EQ(cut.steps[i].status, whole.steps[i].status) << "step " << i + 1 << " of " << k;
        }
        expectNothingLeft(cut.traces, k);
        if (testing::Test::HasFailure())
            break;
    }
    EXPECT_EQ(runOnKilled(program, 0).status.state, RunState::Ended); // it starts again
}

TEST(RunOnReal, StopsWithinALongOperation) {
    SmallProgram program;
    program.text = R"(
#include <string.h>
#include <sys/mman.h>
int main(void) {
    size_t size = 4ul << 30;
    char *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    memset(p, 1, size);
    return 0;
}
)";
    const Startable made = startable(program);
    ASSERT_TRUE(made.source);
    RunOptions options;
    options.interrupt = std::make_shared<std::atomic<bool>>(false);
    KernelMachine::Options real;
    real.interrupt = options.interrupt;
    std::vector<std::unique_ptr<Machine>> machines;
    machines.push_back(std::make_unique<KernelMachine>(real));
    auto run = Run::start(*made.source, made.setup, std::move(machines), options);
    ASSERT_TRUE(run) << run.failure().message();
    std::stop_source stop;
    const std::jthread soon([&stop] {
        std::this_thread::sleep_for(200ms);
        stop.request_stop();
    });
    run.value()->runUntil({}, stop.get_token());
    EXPECT_EQ(run.value()->status().state, RunState::Failed);
    EXPECT_NE(run.value()->status().message.find("interrupted"), std::string::npos) << run.value()->status().message;
    EXPECT_FALSE(options.interrupt->load());
}

INSTANTIATE_TEST_SUITE_P(Programs, WorkerKilled, testing::Values("private-shared", "race", "user-pager"),
                         [](const auto& program) {
                             std::string name = program.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

} // namespace
} // namespace faultline::test
