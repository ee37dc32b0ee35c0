// What a program does doesn't depend on how much the kernel lets others see: under the profiles of older kernels a run
// has the same output and status as under this one, and the machines differ in nothing, also for an ordinary user.
#include "tests/app/command_support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

namespace faultline {
namespace {

class OlderKernel : public testing::TestWithParam<std::tuple<std::string, std::string>> {
protected:
    static Ran run(const std::string& before, const std::string& options) {
        const Workshop folder;
        const std::string home = folder.path("").string();
        return folder.run("HOME=" + home + " XDG_CACHE_HOME=" + home + "/cache " + before +
                              " " FAULTLINE_PROGRAM " run " + options +
                              " " FAULTLINE_SOURCE_DIR "/resources/programs/" + std::get<0>(GetParam()) + ".c",
                          "a line\n");
    }
    static void runsAsOnThisOne(const std::string& before) {
        const Ran expected = run(before, "");
        // Two equal crashes are no agreement.
        ASSERT_TRUE(expected.status < 128 || expected.errors.find("SIGBUS (BUS_ADRERR) at") != std::string::npos)
            << expected.errors;
        ASSERT_FALSE(expected.output.empty()) << expected.errors;
        const Ran ran = run(before, "--profile " + std::get<1>(GetParam()));
        EXPECT_EQ(ran.output, expected.output);
        EXPECT_EQ(ran.status, expected.status);
        EXPECT_EQ(ran.errors, expected.errors);
        EXPECT_EQ(ran.errors.find("faultline: "), std::string::npos) << ran.errors;
    }
};

TEST_P(OlderKernel, MakesNoDifference) {
    runsAsOnThisOne("");
}

TEST_P(OlderKernel, MakesNoDifferenceToAnOrdinaryUser) {
    if (::geteuid() != 0)
        GTEST_SKIP() << "this is an ordinary user already";
    const std::string asNobody = "setpriv --reuid 65534 --regid 65534 --clear-groups ";
    if (Workshop().run(asNobody + "sh -c 'test -x " FAULTLINE_PROGRAM "'").status != 0)
        GTEST_SKIP() << "the program can't be reached by an ordinary user here";
    runsAsOnThisOne(asNobody);
}

INSTANTIATE_TEST_SUITE_P(Profiles, OlderKernel,
                         testing::Combine(testing::Values("private-shared", "fork", "tail", "truncated", "user-pager"),
                                          testing::Values("debian-12", "nothing-allowed")),
                         [](const auto& chosen) {
                             std::string name = std::get<0>(chosen.param) + "_" + std::get<1>(chosen.param);
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

constexpr const char* storesTwice = R"(#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("file", O_RDWR | O_CREAT, 0644);
    ftruncate(fd, 2 * 4096);
    char *p = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    p[4096] = 'a';
    puts("stored");
    getchar();
    p[4096] = 'b';
    return 0;
}
)";

class WrittenBetweenSteps : public testing::TestWithParam<std::string> {};

TEST_P(WrittenBetweenSteps, IsToldAndTheMachinesDontDiffer) {
    const Workshop folder;
    folder.write("twice.c", storesTwice);
    // The file is synced from outside while the program waits for a line.
    const Ran ran = folder.run("mkfifo in; " FAULTLINE_PROGRAM " run --story --profile " + GetParam() +
                               " twice.c <in >out 2>err & exec 3>in; "
                               "for i in $(seq 200); do grep -q stored out && break; sleep 0.1; done; "
                               "sync; sleep 0.2; echo >&3; wait $!");
    const std::string story = contentsOf(folder.path("err"));
    EXPECT_EQ(ran.status, 0) << story;
    EXPECT_NE(story.find("Kernel writes page 1 of file back, on its own account."), std::string::npos) << story;
}

INSTANTIATE_TEST_SUITE_P(Profiles, WrittenBetweenSteps, testing::Values("newest", "debian-12"),
                         [](const auto& chosen) { return chosen.param == "newest" ? "newest" : "debian_12"; });

} // namespace
} // namespace faultline
