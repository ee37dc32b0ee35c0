// Each program of corpus/ behaves as it does under the C compiler of this system: the same standard output and the same
// exit status. Beside X.c may lie X.in (standard input), X.args (arguments, separated by spaces) and local headers.
#include "simulator/sources/program_source.h"
#include "tests/support/bare_machine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace faultline {
namespace {

namespace fs = std::filesystem;

const fs::path corpus = fs::path(FAULTLINE_SOURCE_DIR) / "tests/program/corpus";

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::string> wordsOf(const fs::path& path) {
    std::ifstream file(path);
    std::vector<std::string> words;
    for (std::string word; file >> word;)
        words.push_back(word);
    return words;
}

std::string quoted(const std::string& word) {
    std::string result = "'";
    for (const char letter : word)
        result += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return result + "'";
}

struct Behaviour {
    std::string output;
    int exit = 0;
    bool operator==(const Behaviour&) const = default;
};

std::ostream& operator<<(std::ostream& stream, const Behaviour& behaviour) {
    return stream << "exit status " << behaviour.exit << ", output:\n" << behaviour.output;
}

// What the compiled program does, in an empty directory of its own.
Behaviour compiled(const fs::path& program, const std::vector<std::string>& arguments) {
    std::string pattern = (fs::temp_directory_path() / "faultline-corpus-XXXXXX").string();
    const fs::path scratch = mkdtemp(pattern.data());
    const fs::path binary = scratch / "bin" / program.stem();
    fs::create_directories(scratch / "bin");
    fs::create_directories(scratch / "work");
    const std::string compile = "cc -std=gnu11 -w -O0 -o " + quoted(binary.string()) + " " + quoted(program.string()) +
                                " -lm -pthread 2>" + quoted((scratch / "messages").string());
    Behaviour behaviour;
    if (std::system(compile.c_str()) != 0) {
        ADD_FAILURE() << "cc refuses it: " << contents(scratch / "messages");
        return behaviour;
    }
    fs::path input = program;
    input.replace_extension(".in");
    std::string run = "cd " + quoted((scratch / "work").string()) + " && stdbuf -oL " + quoted(binary.string());
    for (const std::string& argument : arguments)
        run += " " + quoted(argument);
    run += " <" + (fs::exists(input) ? quoted(input.string()) : "/dev/null") + " 2>/dev/null";
    FILE* pipe = popen(("(" + run + ") 2>/dev/null").c_str(), "r");
    std::array<char, 4096> buffer{};
    for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        behaviour.output.append(buffer.data(), count);
    const int status = pclose(pipe);
    behaviour.exit = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    fs::remove_all(scratch);
    return behaviour;
}

Behaviour interpreted(const fs::path& program, const std::vector<std::string>& arguments, bool pagedStack) {
    ProgramSource::Input input;
    input.sources = {{program.string(), contents(program)}};
    input.findHeader = [&](std::string_view name, std::string_view includer) -> std::optional<SourceFile> {
        const fs::path path = fs::path(includer).parent_path() / name;
        if (!fs::exists(path))
            return std::nullopt;
        return SourceFile{path.string(), contents(path)};
    };
    input.arguments = {"./" + program.stem().string()};
    input.arguments.insert(input.arguments.end(), arguments.begin(), arguments.end());
    input.pagedStack = pagedStack;
    ProgramSource::Created created = ProgramSource::create(input);
    Behaviour behaviour;
    if (!created.source) {
        ADD_FAILURE() << render(created.diagnostics, created.files);
        return behaviour;
    }
    fs::path given = program;
    given.replace_extension(".in");
    faultline::testing::BareMachine machine(*created.source, fs::exists(given) ? contents(given) : "", {});
    const faultline::testing::BareResult result = machine.run();
    EXPECT_EQ(result.problem, "") << "standard error: " << result.errors;
    return {result.output, result.exit};
}

class Corpus : public ::testing::TestWithParam<std::string> {};

TEST_P(Corpus, BehavesAsUnderCc) {
    const fs::path program = corpus / (GetParam() + ".c");
    fs::path listed = program;
    const std::vector<std::string> arguments = wordsOf(listed.replace_extension(".args"));
    const Behaviour expected = compiled(program, arguments);
    EXPECT_EQ(interpreted(program, arguments, false), expected);
    EXPECT_EQ(interpreted(program, arguments, true), expected) << "with the stack on the machine";
}

std::vector<std::string> programs() {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(corpus))
        if (entry.path().extension() == ".c")
            names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

INSTANTIATE_TEST_SUITE_P(Programs, Corpus, ::testing::ValuesIn(programs()),
                         [](const auto& tested) { return tested.param; });

} // namespace
} // namespace faultline
