// The past at the size of statements against stepping itself: a run is stepped, and its past must have the same places.
#include "simulator/kernel/simulated_machine.h"
#include "simulator/run/run.h"
#include "simulator/sources/program_source.h"

#include <chrono>
#include <gmock/gmock.h>
#include <thread>

namespace faultline {
namespace {

using testing::ElementsAreArray;

struct Text {
    const char* name;
    const char* text;
};

std::unique_ptr<Run> runOf(const char* text, RunOptions options = {}) {
    ProgramSource::Input input;
    input.sources = {{"program.c", text}};
    input.arguments = {"program"};
    const auto created = ProgramSource::create(input);
    EXPECT_TRUE(created.source) << (created.diagnostics.empty() ? "" : created.diagnostics.front().message);
    Setup setup;
    setup.image = created.source->image();
    setup.arguments = input.arguments;
    std::vector<std::unique_ptr<Machine>> machines;
    machines.push_back(std::make_unique<SimulatedMachine>());
    return std::move(Run::start(*created.source, setup, std::move(machines), std::move(options)).value());
}

/// Where stepping has come to, and what the learner sees there.
struct Visit {
    RunPlace place;
    ProcessId turn = 0;
    Position position;

    bool operator==(const Visit&) const = default;
};

void PrintTo(const Visit& visit, std::ostream* out) {
    *out << "step " << visit.place.moment << " + " << visit.place.statements << " statements, process " << visit.turn
         << ", line " << visit.position.place.line << ", depth " << visit.position.depth;
}

Visit present(const Run& run) {
    Visit visit;
    visit.place = run.presentPlace();
    for (const RunningProcess& process : run.processes())
        if (process.turn) {
            visit.turn = process.id;
            visit.position = process.position;
        }
    return visit;
}

Visit past(const Run& run, RunPlace place) {
    const ProcessId turn = run.turnAt(place);
    return {place, turn, turn ? run.positionAt(place, turn) : Position{}};
}

std::vector<Visit> stepThrough(Run& run, StopReason (Run::*step)(std::stop_token)) {
    std::vector<Visit> visits{present(run)};
    while ((run.*step)({}) == StopReason::Reached && visits.size() < 5000)
        visits.push_back(present(run));
    return visits;
}

std::vector<Visit> goForth(const Run& run, StatementStep size) {
    std::vector<Visit> visits{past(run, {})};
    for (std::optional<RunPlace> place = RunPlace{}; (place = run.nextStatement(*place, size));)
        visits.push_back(past(run, *place));
    return visits;
}

std::vector<Visit> goBack(const Run& run, RunPlace from) {
    std::vector<Visit> visits{past(run, from)};
    for (std::optional<RunPlace> place = from; (place = run.previousStatement(*place));)
        visits.insert(visits.begin(), past(run, *place));
    return visits;
}

class PastOf : public testing::TestWithParam<Text> {};

TEST_P(PastOf, StepsAndTheRecordedPastVisitTheSamePlaces) {
    const auto run = runOf(GetParam().text);
    const std::vector<Visit> stepped = stepThrough(*run, &Run::stepStatement);
    ASSERT_GT(stepped.size(), 5u);
    EXPECT_THAT(goForth(*run, StatementStep::Into), ElementsAreArray(stepped));
    EXPECT_THAT(goBack(*run, stepped.back().place), ElementsAreArray(stepped));
    EXPECT_THAT(goForth(*run, StatementStep::Into), ElementsAreArray(stepped)) << "forth again";
}

TEST_P(PastOf, SteppingOverVisitsTheSamePlaces) {
    const auto run = runOf(GetParam().text);
    const std::vector<Visit> stepped = stepThrough(*run, &Run::stepOver);
    EXPECT_THAT(goForth(*run, StatementStep::Over), ElementsAreArray(stepped));
}

TEST_P(PastOf, SteppingOutOfAnyPlaceComesToTheSame) {
    for (int into = 1; into < 60; into += 4) {
        const auto run = runOf(GetParam().text);
        for (int i = 0; i < into; ++i)
            if (run->stepStatement({}) != StopReason::Reached)
                return;
        const RunPlace from = run->presentPlace();
        const StopReason reason = run->stepOut({});
        const std::optional<RunPlace> out = run->nextStatement(from, StatementStep::Out);
        EXPECT_EQ(out.has_value(), reason == StopReason::Reached) << "after " << into << " steps";
        if (out) {
            EXPECT_EQ(past(*run, *out), present(*run)) << "after " << into << " steps";
        }
    }
}

TEST_P(PastOf, IsTheSameWithoutStopsOnTheWay) {
    const auto stepped = runOf(GetParam().text);
    const std::vector<Visit> visits = stepThrough(*stepped, &Run::stepStatement);
    const auto run = runOf(GetParam().text);
    run->runUntil({}, {});
    ASSERT_EQ(run->stepCount(), stepped->stepCount());
    EXPECT_THAT(goForth(*run, StatementStep::Into), ElementsAreArray(visits));
}

constexpr Text texts[] = {
    {"LoopsOfLocals", R"(
int main(void) {
    int sum = 0;
    for (int i = 0; i < 10; i++) {
        sum += i;
        if (sum % 2)
            sum++;
    }
    return sum;
}
)"},
    {"NestedCalls", R"(
int shared;
int leaf(int n) {
    int twice = n * 2;
    shared = twice;
    return twice;
}
int middle(int n) {
    int a = leaf(n);
    int b = leaf(a);
    return a + b;
}
int main(void) {
    int total = 0;
    for (int i = 0; i < 3; i++)
        total += middle(i);
    return total & 127;
}
)"},
    {"ASignalHandler", R"(
#include <signal.h>
#include <unistd.h>
volatile int rung;
void ring(int number) {
    int seen = number;
    rung = seen;
}
int main(void) {
    signal(SIGUSR1, ring);
    for (int i = 0; i < 3; i++) {
        kill(getpid(), SIGUSR1);
        int here = rung + i;
        here++;
    }
    signal(SIGALRM, ring);
    alarm(1);
    int waited = 0;
    while (rung != SIGALRM) {
        sleep(1);
        waited++;
    }
    return waited;
}
)"},
    {"Fork", R"(
#include <sys/wait.h>
#include <unistd.h>
int global;
int work(int n) {
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += i;
    global = sum;
    return sum;
}
int main(void) {
    pid_t child = fork();
    if (child == 0) {
        int mine = work(700);
        _exit(mine & 7);
    }
    int ours = work(20);
    int status;
    waitpid(child, &status, 0);
    ours += WEXITSTATUS(status);
    return ours & 127;
}
)"},
    {"ForkAndSleep", R"(
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
    int pipes[2];
    char byte = 'x';
    pipe(pipes);
    if (fork() == 0) {
        usleep(0);
        for (int i = 0; i < 3; i++) {
            usleep(1000);
            write(pipes[1], &byte, 1);
        }
        _exit(0);
    }
    int got = 0;
    while (got < 3) {
        read(pipes[0], &byte, 1);
        got++;
    }
    wait(0);
    return got;
}
)"},
};

INSTANTIATE_TEST_SUITE_P(Programs, PastOf, testing::ValuesIn(texts),
                         [](const auto& tested) { return tested.param.name; });

constexpr const char* countingLoop = R"(
int main(void) {
    long i = 0;
    while (i < 100000)
        i++;
    return 0;
}
)";

std::string valueOf(const std::vector<Variable>& variables, std::string_view name) {
    for (const Variable& variable : variables)
        if (variable.name == name)
            return variable.value;
    return "none";
}

TEST(Past, HasVariablesAtEveryStatement) {
    const auto run = runOf(countingLoop);
    Until untilBody;
    untilBody.lines = {{0, 5}};
    for (int i = 0; i < 5; ++i)
        run->runUntil(untilBody, {});
    const RunPlace fifth = run->presentPlace();
    EXPECT_EQ(valueOf(run->variablesAt(0, fifth, firstProcess), "i"), "4");
    std::optional<RunPlace> before = run->previousStatement(fifth);
    ASSERT_TRUE(before);
    before = run->previousStatement(*before);
    ASSERT_TRUE(before);
    EXPECT_EQ(valueOf(run->variablesAt(0, *before, firstProcess), "i"), "3");
}

TEST(Past, FindsTheNextPlaceOnALine) {
    const auto run = runOf(countingLoop);
    run->runUntil({}, {});
    const Lines body{{0, 5}}, end{{0, 6}};
    const auto first = run->nextOn({}, body);
    ASSERT_TRUE(first);
    EXPECT_EQ(valueOf(run->variablesAt(0, *first, firstProcess), "i"), "0");
    const auto second = run->nextOn(*first, body);
    ASSERT_TRUE(second);
    EXPECT_EQ(valueOf(run->variablesAt(0, *second, firstProcess), "i"), "1");
    const auto last = run->nextOn(*second, end);
    ASSERT_TRUE(last);
    EXPECT_EQ(valueOf(run->variablesAt(0, *last, firstProcess), "i"), "100000");
    EXPECT_FALSE(run->nextOn(*last, body));
}

TEST(Past, GoesOnIntoAComputationThatWasStopped) {
    const auto run = runOf("int main(void) { long i = 0; for (;;) i++; }");
    std::stop_source stop;
    run->stepStatement({});
    run->stepStatement({});
    std::jthread stopper([&](std::stop_token) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        stop.request_stop();
    });
    EXPECT_EQ(run->runUntil({}, stop.get_token()), StopReason::Interrupted);
    const RunPlace present = run->presentPlace();
    EXPECT_GT(present.statements, 100u);
    const auto before = run->previousStatement(present);
    ASSERT_TRUE(before);
    EXPECT_LT(*before, present);
    EXPECT_NE(valueOf(run->variablesAt(0, *before, firstProcess), "i"), "none");
    EXPECT_FALSE(run->nextStatement(present, StatementStep::Into)) << "nothing is recorded beyond the present";
}

TEST(Past, ASearchInItCanBeStopped) {
    const auto run = runOf(countingLoop);
    run->runUntil({}, {});
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(run->nextOn({}, {{0, 5}}, stop.get_token()));
    EXPECT_FALSE(run->nextStatement({}, StatementStep::Into, stop.get_token()));
    EXPECT_FALSE(run->previousStatement(run->presentPlace(), stop.get_token()));
}

TEST(Past, FollowsTheChoicesThatWereMade) {
    const auto run = runOf(texts[3].text);
    for (int i = 0; i < 3; ++i)
        run->stepStatement({});
    run->choose(firstProcess + 1);
    std::vector<Visit> visits;
    while (run->stepStatement({}) == StopReason::Reached)
        visits.push_back(present(*run));
    ASSERT_FALSE(visits.empty());
    std::vector<Visit> again{past(*run, visits.front().place)};
    for (std::optional<RunPlace> place = visits.front().place;
         (place = run->nextStatement(*place, StatementStep::Into));)
        again.push_back(past(*run, *place));
    EXPECT_THAT(again, ElementsAreArray(visits));
}

TEST(Past, WithoutTheProgramGoesByTheLinesOfTheSteps) {
    const auto made = runOf(R"(
int a, b;
int main(void) {
    for (int i = 0; i < 3; i++) {
        a = i;
        a++;
        b = a + 1;
    }
    return b;
}
)");
    made->runUntil({}, {});
    std::vector<RecordedLane> lanes(1);
    lanes[0].machine = MachineKind::Simulated;
    lanes[0].history = std::make_unique<History>(made->history(0).at(0).value());
    made->history(0).forEach(1, made->stepCount(), [&](const Step& step) {
        lanes[0].history->append(step);
        return true;
    });
    const auto run = Run::opened(std::move(lanes), nullptr, {}, {}, made->status());
    std::vector<std::uint32_t> linesForth, linesBack;
    std::optional<RunPlace> last;
    for (std::optional<RunPlace> place = RunPlace{}; (place = run->nextStatement(*place, StatementStep::Into));) {
        linesForth.push_back(run->positionAt(*place, firstProcess).place.line);
        last = place;
    }
    ASSERT_TRUE(last);
    EXPECT_GT(linesForth.size(), 4u);
    for (std::size_t i = 1; i < linesForth.size(); ++i)
        EXPECT_NE(linesForth[i], linesForth[i - 1]);
    while ((last = run->previousStatement(*last)))
        linesBack.push_back(0);
    EXPECT_GE(linesBack.size(), linesForth.size() - 1);
}

} // namespace
} // namespace faultline
