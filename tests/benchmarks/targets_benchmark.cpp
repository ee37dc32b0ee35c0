// The targets for speed beside what is measured here, as one table; then, for each shipped program, what a million of
// its steps take in the history. Whole runs: program, machines, comparison and history, as the window has them.
#include "app/session/machines.h"
#include "app/session/program.h"
#include "simulator/run/run.h"
#include "simulator/sources/program_source.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace faultline {
namespace {

using Time = std::chrono::steady_clock;
constexpr double mebibyte = 1 << 20;

double secondsSince(Time::time_point start) {
    return std::chrono::duration<double>(Time::now() - start).count();
}

ProgramText textOf(const char* text) {
    ProgramText program;
    program.sources = {{"program.c", text}};
    return program;
}

/// A program on its machines, ready to go; why not, where the machines can't be had.
struct Started {
    Program program;
    std::unique_ptr<Run> run;
    std::string whyNot;
};

Started started(const ProgramText& text, MachineChoice choice) {
    Started made;
    const auto parameters = parametersFor(choice);
    if (!parameters)
        return made.whyNot = parameters.failure().message(), std::move(made);
    auto program = makeProgram(text, parameters.value());
    if (!program)
        return made.whyNot = program.failure().message(), std::move(made);
    made.program = std::move(program.value());
    if (!made.program.source)
        return made.whyNot = render(made.program.diagnostics, made.program.files), std::move(made);
    auto machines = makeMachines(choice);
    if (!machines)
        return made.whyNot = machines.failure().message(), std::move(made);
    auto run = Run::start(*made.program.source, made.program.origin.setup, std::move(machines.value()));
    if (!run)
        return made.whyNot = run.failure().message(), std::move(made);
    made.run = std::move(run.value());
    return made;
}

void row(const char* what, const std::string& target, const char* format, double measured) {
    std::printf("%-58s %18s ", what, target.c_str());
    std::printf(format, measured);
    std::printf("\n");
    std::fflush(stdout);
}

void missing(const std::string& what, const Started& made) {
    std::printf("%-58s %s\n", what.c_str(), made.whyNot.c_str());
}

/// The slowest of many moments, milliseconds; those that are hardest are far from each other.
double longestMoment(const Run& run) {
    const History& history = run.history(0);
    HistoryCursor cursor(history);
    const std::size_t count = history.stepCount() - history.firstMoment() + 1;
    double longest = 0;
    for (std::size_t i = 0; i < 300; ++i) {
        const std::size_t moment = history.firstMoment() + i * 7919 * 104729 % count;
        const auto start = Time::now();
        cursor.at(moment);
        history.step(moment);
        run.positionAt(moment, firstProcess);
        longest = std::max(longest, secondsSince(start) * 1e3);
    }
    return longest;
}

// Loads that take no fault.
constexpr const char* loads = R"(#include <sys/mman.h>
int main(void) {
    volatile char *p = mmap(0, 1 << 18, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (long i = 0; i < 1 << 18; i += 4096)
        p[i] = 1;
    long sum = 0;
    for (long i = 0; i < COUNT; i++)
        sum += p[i * 64 & ((1 << 18) - 1)];
    return sum == 0;
}
)";
// Steps that are not quiet: each touch faults.
constexpr const char* faults = R"(#include <sys/mman.h>
int main(void) {
    for (long k = 0; k < COUNT; k++) {
        volatile char *p = mmap(0, 1 << 16, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        for (long i = 0; i < 1 << 16; i += 4096)
            p[i] = 1;
        munmap((void *)p, 1 << 16);
    }
    return 0;
}
)";
// Two processes at one counter, as in race.c.
constexpr const char* locks = R"(#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
    int fd = open("counter", O_RDWR | O_CREAT, 0600);
    ftruncate(fd, 4096);
    volatile int *counter = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    pid_t child = fork();
    for (long i = 0; i < COUNT; i++) {
        struct flock lock = {.l_type = F_WRLCK};
        fcntl(fd, F_SETLKW, &lock);
        *counter = *counter + 1;
        lock.l_type = F_UNLCK;
        fcntl(fd, F_SETLK, &lock);
    }
    if (child == 0)
        _exit(0);
    wait(0);
    return 0;
}
)";

ProgramText counted(const char* text, long count) {
    std::string whole(text);
    whole.replace(whole.find("COUNT"), 5, std::to_string(count));
    return textOf(whole.c_str());
}

void rateOf(const char* what, const char* target, MachineChoice choice, long count) {
    Started made = started(counted(loads, count), choice);
    if (!made.run)
        return missing(what, made);
    const auto start = Time::now();
    made.run->runUntil({}, {});
    row(what, target, "%12.0f a second", static_cast<double>(made.run->stepCount()) / secondsSince(start));
}

void interpreterRate() {
    ProgramSource::Input input;
    input.sources = {{"loop.c", "int main(void) { unsigned s = 0; for (unsigned i = 0; i < 20000000; i++) s += i;"
                                " return s & 1; }"}};
    input.arguments = {"loop"};
    const auto made = ProgramSource::create(input);
    const auto start = Time::now();
    while (made.source->advance(firstProcess, 1'000'000, false).what != Yielded::Operation) {
    }
    // A comparison, an increment and an addition each time round.
    row("the interpreter alone, simple C operations", "30,000,000", "%12.0f a second", 60e6 / secondsSince(start));
}

void kernelStep() {
    Started made = started(counted(faults, 100), MachineChoice::Real);
    if (!made.run)
        return missing("a step on the kernel machine", made);
    std::vector<double> times;
    for (auto start = Time::now(); made.run->step({}) == StopReason::Reached; start = Time::now())
        times.push_back(secondsSince(start) * 1e3);
    std::sort(times.begin(), times.end());
    row("a step on the kernel machine, its operation included", "under 1 ms", "%12.3f ms", times[times.size() / 2]);
    row("  99 of 100 of them", "", "%12.3f ms", times[times.size() * 99 / 100]);
}

void million(const char* what, const ProgramText& text) {
    Started made = started(text, MachineChoice::Simulated);
    if (!made.run)
        return missing(what, made);
    Until until;
    until.steps = 1'000'000;
    const auto start = Time::now();
    made.run->runUntil(until, {});
    const double seconds = secondsSince(start);
    const History& history = made.run->history(0);
    row((std::string("a million steps: ") + what).c_str(), "1024 MiB", "%12.1f MiB",
        static_cast<double>(history.memoryUsed()) / static_cast<double>(made.run->stepCount()) * 1e6 / mebibyte);
    row("  any moment of it: the longest", "50 ms", "%12.1f ms", longestMoment(*made.run));
    row("  steps", "", "%12.0f a second", static_cast<double>(made.run->stepCount()) / seconds);
}

/// What the programs' own steps take, one program a row.
void programs() {
    std::printf("\n%-28s %8s %14s %16s %18s\n", "program", "steps", "bytes a step", "a million, MiB",
                "longest moment, ms");
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(FAULTLINE_SOURCE_DIR "/resources/programs"))
        if (entry.path().extension() == ".c")
            paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) {
        const auto text = readProgram({path.string()}, {});
        if (!text) {
            std::printf("%-28s %s\n", path.filename().c_str(), text.failure().message().c_str());
            continue;
        }
        Started made = started(text.value(), MachineChoice::Simulated);
        if (!made.run) {
            std::printf("%-28s %s\n", path.filename().c_str(), made.whyNot.c_str());
            continue;
        }
        const History& history = made.run->history(0);
        const std::size_t before = history.memoryUsed();
        while (made.run->runUntil({}, {}) == StopReason::Reached) {
        }
        made.run->supply({}, true);
        made.run->runUntil({}, {});
        const double aStep = static_cast<double>(history.memoryUsed() - before) /
                             static_cast<double>(std::max<std::size_t>(made.run->stepCount(), 1));
        std::printf("%-28s %8zu %14.1f %16.1f %18.2f\n", path.filename().c_str(), made.run->stepCount(), aStep,
                    aStep * 1e6 / mebibyte, longestMoment(*made.run));
    }
}

int run(bool programsAlone) {
    if (programsAlone)
        return programs(), 0;
    std::printf("%-58s %18s %12s\n", "", "target", "measured");
    kernelStep();
    rateOf("the kernel machine, loads without a fault, with history", "300,000", MachineChoice::Real, 1'000'000);
    rateOf("both machines and their comparison, such loads", "", MachineChoice::Both, 1'000'000);
    rateOf("the simulated machine, loads without a fault", "1,000,000", MachineChoice::Simulated, 3'000'000);
    interpreterRate();
    million("loads without a fault", counted(loads, 1'000'000));
    million("each touch a fault", counted(faults, 6'000));
    million("two processes, a counter, locks", counted(locks, 25'000));
    programs();
    return 0;
}

} // namespace
} // namespace faultline

/// With the word "programs": their table alone.
int main(int argc, char** argv) {
    return faultline::run(argc > 1 && std::string_view(argv[1]) == "programs");
}
