// The tests of realmode, under a kernel profile and as a user if wanted: realmode_tests [--profile NAME] [--user ID] …
#include "realmode/kernel_profile.h"
#include "tests/realmode/profile.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <grp.h>
#include <gtest/gtest.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace faultline::test {

namespace {

constexpr int skipped = 77; ///< what CTest is told to read as "skipped"
std::string chosenProfile = "newest";

/// Takes "NAME VALUE" out of the arguments.
std::string take(std::vector<char*>& arguments, const std::string& name) {
    for (std::size_t i = 1; i + 1 < arguments.size(); ++i)
        if (name == arguments[i]) {
            std::string value = arguments[i + 1];
            arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(i),
                            arguments.begin() + static_cast<std::ptrdiff_t>(i) + 2);
            return value;
        }
    return {};
}

/// Starts this program anew as an ordinary user with a home of its own: a new program is one that may be looked at,
/// which a process that has changed its user is not.
int runAs(const std::string& user, std::vector<char*> arguments) {
    if (::geteuid() != 0)
        return std::puts("skipped: only root can become another user"), skipped;
    const auto id = static_cast<uid_t>(std::stoul(user));
    std::string home = (std::filesystem::temp_directory_path() / "faultline-user-XXXXXX").string();
    if (!::mkdtemp(home.data()) || ::chown(home.c_str(), id, id) != 0)
        return std::perror("a home for the user"), 1;
    const pid_t child = ::fork();
    if (child == 0) {
        ::setenv("HOME", home.c_str(), 1);
        ::setenv("XDG_CACHE_HOME", (home + "/cache").c_str(), 1);
        if (::setgroups(0, nullptr) != 0 || ::setresgid(id, id, id) != 0 || ::setresuid(id, id, id) != 0)
            ::_exit(1);
        arguments.push_back(nullptr);
        ::execv(arguments[0], arguments.data());
        std::puts("skipped: an ordinary user can't reach this program");
        std::fflush(stdout);
        ::_exit(skipped);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    std::error_code ignored;
    std::filesystem::remove_all(home, ignored);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

} // namespace

const std::string& profileName() {
    return chosenProfile;
}

const KernelProfile& profile() {
    for (const KernelProfile& one : kernelProfiles())
        if (one.name == chosenProfile)
            return one;
    return kernelProfiles().front();
}

} // namespace faultline::test

int main(int count, char** values) {
    using namespace faultline::test;
    std::vector<char*> arguments(values, values + count);
    if (const std::string user = take(arguments, "--user"); !user.empty())
        return runAs(user, arguments);
    if (const std::string name = take(arguments, "--profile"); !name.empty()) {
        if (const auto failure = faultline::pretendKernel(name)) {
            std::fprintf(stderr, "%s\n", failure->message().c_str());
            return 2;
        }
        chosenProfile = name;
    }
    count = static_cast<int>(arguments.size());
    arguments.push_back(nullptr);
    ::testing::InitGoogleTest(&count, arguments.data());
    return RUN_ALL_TESTS();
}
