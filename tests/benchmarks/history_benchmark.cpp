// What a history costs: time of an access that is recorded, bytes of a quiet access, and time to show any moment.
#include "simulator/run/history.h"
#include "simulator/run/run.h"
#include "tests/support/paper_machine.h"
#include "tests/support/scripted_source.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>

namespace faultline {
namespace {

using Time = std::chrono::steady_clock;
constexpr Address a = PaperMachine::anonymousStart;
constexpr std::size_t steps = 1'000'000;

double secondsSince(Time::time_point start) {
    return std::chrono::duration<double>(Time::now() - start).count();
}

/// One pattern of accesses: which address and value the i-th has.
struct Pattern {
    const char* name;
    QuietAccess (*access)(std::size_t index, std::mt19937_64& random);
    std::uint32_t places; ///< in the text, in turn
};

void measure(const Pattern& pattern) {
    PaperMachine machine;
    History history(machine.start({}).value());
    for (std::uint64_t page = 0; page < 256; ++page) {
        Step step;
        step.process = firstProcess;
        step.delta = machine.perform(firstProcess, storeAt(a + page * 4096, 1), {}).delta;
        history.append(step);
    }
    std::mt19937_64 random(1);
    std::vector<QuietStep> block;
    double appending = 0;
    for (std::size_t i = 0; i < steps; i += 1024) {
        block.clear();
        for (std::size_t k = i; k < i + 1024; ++k) {
            QuietStep step{
                firstProcess, {0, static_cast<std::uint32_t>(10 + k % pattern.places), 5}, pattern.access(k, random)};
            machine.performQuietly(firstProcess, step.access);
            block.push_back(step);
        }
        const auto start = Time::now();
        history.append(block);
        if (history.wantsCheckpoint())
            history.checkpoint(machine.snapshot());
        appending += secondsSince(start);
    }
    HistoryCursor cursor(history);
    double worst = 0, sum = 0;
    constexpr int looks = 200;
    for (int i = 0; i < looks; ++i) {
        const std::size_t moment = random() % history.stepCount();
        const auto start = Time::now();
        cursor.at(moment);
        worst = std::max(worst, secondsSince(start));
        sum += secondsSince(start);
    }
    std::printf("%-34s %8.1f ns %8.2f B %9.1f MiB %9.2f ms %9.2f ms\n", pattern.name,
                appending / static_cast<double>(history.quietCount()) * 1e9,
                static_cast<double>(history.quietBytes()) / static_cast<double>(history.quietCount()),
                static_cast<double>(history.memoryUsed()) / (1 << 20), sum / looks * 1e3, worst * 1e3);
}

} // namespace
} // namespace faultline

int main() {
    using namespace faultline;
    std::printf("A million accesses                  appending  an access      memory  a moment (mean, worst)\n");
    measure({"loads, one after the other",
             [](std::size_t i, std::mt19937_64&) {
                 return QuietAccess{false, 1, a + i % (256 * 4096), 0, 0};
             },
             1});
    measure({"loads and stores of a loop",
             [](std::size_t i, std::mt19937_64&) {
                 return QuietAccess{i % 3 == 2, 4, a + i / 3 % 65536 * 4, i, 0};
             },
             3});
    measure({"random loads of 8 bytes, 20 places",
             [](std::size_t, std::mt19937_64& random) {
                 return QuietAccess{false, 8, a + random() % 131072 * 8, 0, 0};
             },
             20});
    measure({"random stores of 8 bytes, 20 places",
             [](std::size_t, std::mt19937_64& random) {
                 return QuietAccess{true, 8, a + random() % 131072 * 8, random(), 0};
             },
             20});
}
