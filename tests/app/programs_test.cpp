// Each shipped program: `cc` and `faultline run --machine both` give the same output and exit status, and the machines
// don't differ; as this user and, where that can be done, as an ordinary one.
#include "app/session/own_options.h"
#include "tests/app/command_support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace faultline {
namespace {

namespace fs = std::filesystem;

const fs::path programs = fs::path(FAULTLINE_SOURCE_DIR) / "resources/programs";
constexpr const char* input = "a line\n";

std::vector<std::string> names() {
    std::vector<std::string> list;
    for (const auto& entry : fs::directory_iterator(programs))
        if (entry.path().extension() == ".c")
            list.push_back(entry.path().stem().string());
    std::sort(list.begin(), list.end());
    return list;
}

/// What a program needs to have been run before it.
std::vector<std::string> before(const std::string& name) {
    return name == "counter-increment" ? std::vector<std::string>{"counter-create"} : std::vector<std::string>{};
}

Ran compiledRun(const Workshop& workshop, const std::string& name) {
    const std::string source = (programs / (name + ".c")).string();
    const ProgramOptions own = ownOptions(contentsOf(source)).value();
    for (const std::string& file : own.with)
        if (fs::exists(programs / file))
            fs::copy(programs / file, workshop.path(file), fs::copy_options::overwrite_existing);
    const Workshop tools; // the program's folder holds nothing that it doesn't expect
    const std::string binary = tools.path("program").string();
    const Ran compiled = tools.run("cc -std=gnu11 -w -o program " + shellWord(source) + " -lm");
    EXPECT_EQ(compiled.status, 0) << compiled.errors;
    std::string command = "exec -a " + name + " " + binary;
    for (const std::string& argument : own.arguments)
        command += " " + shellWord(argument);
    return workshop.run("exec stdbuf -oL bash -c " + shellWord(command), input);
}

class ShippedProgram : public testing::TestWithParam<std::string> {
protected:
    void agrees(const std::string& asUser) {
        const Workshop compiledIn, runIn;
        for (const std::string& earlier : before(GetParam())) {
            compiledRun(compiledIn, earlier);
            runIn.run(asUser + FAULTLINE_PROGRAM " run " + shellWord((programs / (earlier + ".c")).string()), input);
        }
        const Ran expected = compiledRun(compiledIn, GetParam());
        const Ran ran =
            runIn.run(asUser + FAULTLINE_PROGRAM " run " + shellWord((programs / (GetParam() + ".c")).string()), input);
        EXPECT_EQ(ran.output, expected.output) << ran.errors;
        EXPECT_EQ(ran.status, expected.status) << ran.errors;
        EXPECT_EQ(ran.errors.find("faultline: "), std::string::npos) << ran.errors;
    }
};

TEST_P(ShippedProgram, IsTheSameUnderCcAndOnBothMachines) {
    agrees("");
}

TEST_P(ShippedProgram, IsTheSameAsAnOrdinaryUser) {
    if (::geteuid() != 0)
        GTEST_SKIP() << "this is an ordinary user already";
    const Workshop home;
    const std::string asNobody = "HOME=" + home.path("").string() + " XDG_CACHE_HOME=" + home.path("cache").string() +
                                 " setpriv --reuid 65534 --regid 65534 --clear-groups ";
    if (home.run("setpriv --reuid 65534 --regid 65534 --clear-groups " FAULTLINE_PROGRAM " --version").status != 0)
        GTEST_SKIP() << "the program can't be reached by an ordinary user here";
    agrees(asNobody);
}

INSTANTIATE_TEST_SUITE_P(All, ShippedProgram, testing::ValuesIn(names()), [](const auto& name) {
    std::string text = name.param;
    std::replace(text.begin(), text.end(), '-', '_');
    return text;
});

} // namespace
} // namespace faultline
