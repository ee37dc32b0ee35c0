#include "simulator/policies/registry.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace faultline {
namespace {

/// Runs a reference string on `frames` frames, the page number standing for its frame; gives the faults.
int faultsOf(std::string_view policyName, const std::vector<std::uint64_t>& references, std::size_t frames) {
    const auto policy = makePolicy(policyName);
    std::set<std::uint64_t> resident, accessed;
    int faults = 0;
    for (const std::uint64_t page : references) {
        if (!resident.contains(page)) {
            ++faults;
            if (resident.size() == frames) {
                const auto choice = policy->choose([&](std::uint64_t frame) { return accessed.erase(frame) > 0; },
                                                   [](std::uint64_t) { return true; });
                EXPECT_TRUE(choice.found);
                policy->left(choice.frame);
                resident.erase(choice.frame);
            }
            policy->entered(page);
            resident.insert(page);
        } else {
            policy->touched(page);
        }
        accessed.insert(page);
    }
    return faults;
}

// Belady, Nelson, Shedler 1969: more frames, more faults.
const std::vector<std::uint64_t> beladys = {1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5};
// Silberschatz, Galvin, Gagne, Operating System Concepts, chapter "Virtual memory".
const std::vector<std::uint64_t> silberschatzs = {7, 0, 1, 2, 0, 3, 0, 4, 2, 3, 0, 3, 2, 1, 2, 0, 1, 7, 0, 1};

TEST(Fifo, ShowsBeladysAnomaly) {
    EXPECT_EQ(faultsOf("fifo", beladys, 3), 9);
    EXPECT_EQ(faultsOf("fifo", beladys, 4), 10);
}

TEST(Fifo, HasTheTextbooksFifteenFaults) {
    EXPECT_EQ(faultsOf("fifo", silberschatzs, 3), 15);
}

TEST(Lru, HasTheTextbooksTwelveFaults) {
    EXPECT_EQ(faultsOf("lru", silberschatzs, 3), 12);
}

TEST(Lru, HasNoBeladyAnomaly) {
    EXPECT_LE(faultsOf("lru", beladys, 4), faultsOf("lru", beladys, 3));
}

TEST(Clock, PassesOverAnAccessedFrameOnce) {
    const auto clock = makePolicy("clock");
    for (const std::uint64_t frame : {1, 2, 3})
        clock->entered(frame);
    std::set<std::uint64_t> accessed = {1, 3};
    const auto testAndClear = [&](std::uint64_t frame) { return accessed.erase(frame) > 0; };
    const auto all = [](std::uint64_t) { return true; };
    EXPECT_EQ(clock->choose(testAndClear, all).frame, 2u);
    EXPECT_FALSE(accessed.contains(1)) << "its second chance is spent";
    clock->left(2);
    EXPECT_EQ(clock->choose(testAndClear, all).frame, 1u);
}

TEST(Policies, NeverChooseAFrameThatMayNotLeave) {
    for (const std::string_view name : policyNames()) {
        const auto policy = makePolicy(name);
        policy->entered(1);
        policy->entered(2);
        const auto never = [](std::uint64_t) { return false; };
        const auto onlyTwo = [](std::uint64_t frame) { return frame == 2; };
        EXPECT_EQ(policy->choose(never, onlyTwo).frame, 2u) << name;
        EXPECT_FALSE(policy->choose(never, never).found) << name;
    }
}

} // namespace
} // namespace faultline
