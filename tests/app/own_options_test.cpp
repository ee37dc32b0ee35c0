#include "app/session/own_options.h"

#include <gmock/gmock.h>

namespace faultline {
namespace {

using testing::ElementsAre;

TEST(OwnOptions, AreReadFromTheFirstComment) {
    const auto options =
        ownOptions("// Shows a file.\n// faultline: --with notes.txt -- notes.txt 'two words'\n#include <a.h>\n");
    ASSERT_TRUE(options);
    EXPECT_THAT(options.value().with, ElementsAre("notes.txt"));
    EXPECT_THAT(options.value().arguments, ElementsAre("notes.txt", "two words"));
    EXPECT_TRUE(options.value().argumentsGiven);
}

TEST(OwnOptions, OtherCommentsAndTextsDontCount) {
    EXPECT_EQ(ownOptions("int x;\n// faultline: --cold\n").value(), ProgramOptions{});
    EXPECT_EQ(ownOptions("// we say faultline: --cold in the middle\n").value(), ProgramOptions{});
    EXPECT_EQ(ownOptions("").value(), ProgramOptions{});
    EXPECT_TRUE(ownOptions("/* A program.\n * faultline: --cold\n */\n").value().cold);
}

TEST(OwnOptions, UnknownOnesAreSaid) {
    const auto options = ownOptions("// faultline: --wiht notes.txt\n");
    ASSERT_FALSE(options);
    EXPECT_NE(options.failure().message().find("--wiht"), std::string::npos);
}

TEST(OwnOptions, WhatTheUserGivesGoesFirst) {
    const auto own = ownOptions("// faultline: --with a.txt --keep b -- x\n").value();
    EXPECT_THAT(completed({}, own, "dir/p.c").with, ElementsAre("dir/a.txt"));
    EXPECT_EQ(completed({}, own, "dir/p.c").keep, "b");
    ProgramOptions given;
    given.with = {"c.txt"};
    given.argumentsGiven = true;
    const auto both = completed(given, own, "dir/p.c");
    EXPECT_THAT(both.with, ElementsAre("c.txt"));
    EXPECT_TRUE(both.arguments.empty());
}

TEST(SplitWords, KnowsQuotesAndBackslashes) {
    EXPECT_THAT(splitWords(R"(a 'b c' "d \" e" f\ g '')"), ElementsAre("a", "b c", "d \" e", "f g", ""));
}

} // namespace
} // namespace faultline
