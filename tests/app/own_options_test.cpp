#include "app/session/kept_files.h"
#include "app/session/own_options.h"
#include "tests/app/command_support.h"

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
    ProgramOptions given;
    given.with = {"c.txt"};
    given.argumentsGiven = true;
    const auto both = completed(given, own, "dir/p.c");
    EXPECT_THAT(both.with, ElementsAre("c.txt"));
    EXPECT_TRUE(both.arguments.empty());
    given.keep = "mine";
    EXPECT_EQ(completed(given, own, "dir/p.c").keep, "mine");
    EXPECT_FALSE(completed(given, own, "dir/p.c").keptByUs);
}

/// A state folder of its own, as XDG_STATE_HOME.
class KeptFiles : public testing::Test {
protected:
    KeptFiles() { ::setenv("XDG_STATE_HOME", workshop_.path("state").c_str(), 1); }
    ~KeptFiles() override { ::unsetenv("XDG_STATE_HOME"); }
    Workshop workshop_;
};

TEST_F(KeptFiles, AreNeverInAFolderOfTheUsers) {
    const auto own = ownOptions("// faultline: --with counter --keep counter\n").value();
    const auto first = completed({}, own, "dir/p.c");
    EXPECT_EQ(first.keep, workshop_.path("state/faultline/kept/counter"));
    EXPECT_TRUE(first.keptByUs);
    EXPECT_TRUE(first.with.empty()) << "not missed before they have been kept once";
    FileContents file;
    file.name = "counter.bin";
    file.bytes = {7, 0, 0, 0};
    EXPECT_FALSE(replaceKept({file}, first.keep));
    EXPECT_THAT(completed({}, own, "dir/p.c").with, ElementsAre(first.keep)) << "found there from then on";
    EXPECT_FALSE(emptyKept(first.keep));
    EXPECT_TRUE(completed({}, own, "dir/p.c").with.empty());
}

TEST_F(KeptFiles, AreThoseOfTheLastRunAlone) {
    const std::string folder = keptFolder("x");
    FileContents one, other;
    one.name = "one";
    other.name = "other";
    EXPECT_FALSE(replaceKept({one}, folder));
    EXPECT_FALSE(replaceKept({other}, folder));
    EXPECT_FALSE(std::filesystem::exists(folder + "/one"));
    EXPECT_TRUE(std::filesystem::exists(folder + "/other"));
}

TEST_F(KeptFiles, AreNamedByAWordNotAPath) {
    for (const char* name : {"../up", "/tmp/x", "..", "a/b"})
        EXPECT_FALSE(ownOptions(std::string("// faultline: --keep ") + name + "\n")) << name;
}

TEST(OwnOptions, DescribeTheSimulatedMachineOnlyWhereItRunsAlone) {
    const auto own = ownOptions("// faultline: --machine simulated --preset sv39 --frames 32 --tlb 8,2\n");
    ASSERT_TRUE(own) << own.failure().message();
    const auto alone = completed({}, own.value(), "p.c");
    EXPECT_EQ(alone.machine, "simulated");
    EXPECT_EQ(alone.hardware.preset, "sv39");
    EXPECT_EQ(alone.hardware.frames, 32u);
    const Result<Hardware> hardware = hardwareOf(alone.hardware);
    ASSERT_TRUE(hardware);
    EXPECT_EQ(hardware.value().levelBits, (std::vector<std::uint8_t>{9, 9, 9}));
    EXPECT_EQ(hardware.value().tlbWays, 2u);
    ProgramOptions both;
    both.machine = "both";
    EXPECT_FALSE(completed(both, own.value(), "p.c").hardware.any()) << "what is typed goes first";
    EXPECT_FALSE(ownOptions("// faultline: --preset sv39\n")) << "and beside the real machine it can't be";
}

TEST(SplitWords, KnowsQuotesAndBackslashes) {
    EXPECT_THAT(splitWords(R"(a 'b c' "d \" e" f\ g '')"), ElementsAre("a", "b c", "d \" e", "f g", ""));
}

} // namespace
} // namespace faultline
