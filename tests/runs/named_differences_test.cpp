#include "simulator/run/named_differences.h"

#include <gtest/gtest.h>

namespace faultline {
namespace {

Difference differing(std::string field, std::string simulated, std::string real) {
    Difference made;
    made.field = std::move(field);
    made.simulated = std::move(simulated);
    made.real = std::move(real);
    return made;
}

const Difference readAhead = differing("page 4 of a.txt", "not in the page cache", "in the page cache");

TEST(NamedDifferences, NameWhatNoModelCanKnow) {
    EXPECT_EQ(ruleFor(std::vector{readAhead, readAhead}), "read ahead by the observer");
}

TEST(NamedDifferences, ExplainNothingElse) {
    EXPECT_EQ(ruleFor({}), "");
    EXPECT_EQ(ruleFor(std::vector{readAhead, differing("result", "0", "1")}), "") << "one is left over";
    EXPECT_EQ(ruleFor(std::vector{differing("page 4 of a.txt", "in the page cache", "not in the page cache")}), "")
        << "the other way round";
    EXPECT_EQ(ruleFor(std::vector{differing("page 0x7f0000001000", "none", "file")}), "");
}

} // namespace
} // namespace faultline
