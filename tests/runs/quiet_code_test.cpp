// Quiet accesses come out of their code as they went in.
#include "simulator/run/quiet_code.h"

#include <gtest/gtest.h>
#include <random>

namespace faultline {
namespace {

void expectTheSame(const QuietCode& code, const std::vector<QuietStep>& steps) {
    const std::vector<QuietStep> expanded = code.expand();
    ASSERT_EQ(expanded.size(), steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_EQ(expanded[i].process, steps[i].process);
        EXPECT_EQ(expanded[i].place, steps[i].place);
        EXPECT_EQ(expanded[i].access.store, steps[i].access.store);
        EXPECT_EQ(expanded[i].access.length, steps[i].access.length);
        EXPECT_EQ(expanded[i].access.address, steps[i].access.address) << "access " << i;
        EXPECT_EQ(expanded[i].access.value, steps[i].access.value) << "access " << i;
        EXPECT_EQ(expanded[i].access.old, steps[i].access.old) << "access " << i;
    }
}

TEST(QuietCode, HoldsNumbersOfEverySize) {
    QuietCode code;
    std::vector<QuietStep> steps;
    for (unsigned bits = 0; bits < 64; ++bits)
        for (const std::uint64_t number : {std::uint64_t{1} << bits, (std::uint64_t{1} << bits) - 1,
                                           ~(std::uint64_t{1} << bits), ~std::uint64_t{0} << bits})
            steps.push_back({1000, {0, 3, 5}, {true, 8, number, ~number, number / 3}});
    for (const QuietStep& step : steps)
        code.append(step);
    expectTheSame(code, steps);
}

TEST(QuietCode, HoldsAccessesOfManyPlacesAndProcesses) {
    std::mt19937_64 random(1);
    QuietCode code;
    std::vector<QuietStep> steps;
    for (int i = 0; i < 5000; ++i) {
        const bool store = random() % 2;
        steps.push_back({static_cast<ProcessId>(1000 + random() % 3),
                         {0, static_cast<std::uint32_t>(random() % 30), 1},
                         {store, static_cast<std::uint8_t>(1 << random() % 4), random() >> random() % 64,
                          random() >> random() % 64, store ? random() >> random() % 64 : 0}});
        code.append(steps.back());
    }
    expectTheSame(code, steps);
}

} // namespace
} // namespace faultline
