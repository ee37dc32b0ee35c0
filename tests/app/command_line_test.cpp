// The command line, tried as a user would: the built program is run.
#include "tests/app/command_support.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace faultline {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

std::string faultlineProgram() {
    return FAULTLINE_PROGRAM;
}

std::string shipped(const std::string& name) {
    return std::string(FAULTLINE_SOURCE_DIR) + "/resources/programs/" + name;
}

std::string lastLine(const std::string& text) {
    const std::size_t end = text.find_last_not_of('\n');
    const std::size_t start = text.rfind('\n', end);
    return text.substr(start == std::string::npos ? 0 : start + 1);
}

class CommandLine : public testing::Test {
protected:
    Ran faultline(const std::string& arguments, const std::string& input = {}) {
        return workshop_.run(
            "env -u DISPLAY -u WAYLAND_DISPLAY QT_QPA_PLATFORM=none " + faultlineProgram() + " " + arguments, input);
    }
    Ran runText(const std::string& text, const std::string& arguments = {}, const std::string& input = {}) {
        workshop_.write("p.c", text);
        return faultline("run p.c " + arguments, input);
    }
    Workshop workshop_;
};

TEST_F(CommandLine, VersionAndHelpAnswerOnStdout) {
    EXPECT_THAT(faultline("--version").output, StartsWith("faultline "));
    const Ran help = faultline("--help");
    EXPECT_EQ(help.status, 0);
    EXPECT_THAT(help.output, HasSubstr("run"));
    EXPECT_EQ(help.errors, "");
    EXPECT_THAT(faultline("run --help").output, HasSubstr("--machine"));
}

TEST_F(CommandLine, WrongUseIsStatus2AndSaysSo) {
    for (const char* arguments : {"--no-such", "no-such-command", "run", "run --machine neither x.c", "run no-such.c",
                                  "run --frames 8 x.c", "run --max-steps many x.c", "run --max-steps -3 x.c"}) {
        const Ran ran = faultline(arguments);
        EXPECT_EQ(ran.status, 2) << arguments;
        EXPECT_THAT(lastLine(ran.errors), StartsWith("faultline: ")) << arguments;
        EXPECT_EQ(ran.output, "") << arguments;
    }
}

TEST_F(CommandLine, FramesOutOfRangeAreWrongUseAndTheRangeIsTold) {
    workshop_.write("p.c", "int main(void) { return 0; }\n");
    for (const char* frames : {"0", "-3", "100000000000", "many"}) {
        const Ran ran = faultline("run p.c --machine simulated --frames " + std::string(frames));
        EXPECT_EQ(ran.status, 2) << frames;
        EXPECT_THAT(ran.errors, HasSubstr("--frames")) << frames;
    }
    EXPECT_THAT(faultline("run p.c --machine simulated --frames -3").errors, HasSubstr("16777216"));
    EXPECT_EQ(faultline("run p.c --machine simulated --frames 64").status, 0);
}

TEST_F(CommandLine, PoliciesAndPresetsAreListedWhereOneIsWrongAndInTheHelp) {
    workshop_.write("p.c", "int main(void) { return 0; }\n");
    const std::string help = faultline("run --help").output;
    for (const auto& [option, names] : {std::pair{"--policy", std::vector{"clock", "fifo", "lru"}},
                                        std::pair{"--preset", std::vector{"textbook", "sv39", "x86-64"}}}) {
        const Ran ran = faultline("run p.c --machine simulated " + std::string(option) + " zzz");
        EXPECT_EQ(ran.status, 2);
        for (const char* name : names) {
            EXPECT_THAT(ran.errors, HasSubstr(name)) << option;
            EXPECT_THAT(help, HasSubstr(name)) << option;
        }
    }
}

TEST_F(CommandLine, TheLineOfASignalTakesNoVariablesNameForItsCode) {
    const std::string begin = "#include <signal.h>\n#include <unistd.h>\nint main(void) {\n";
    const Ran sent = runText(begin + "int my_rc = kill(getpid(), SIGTERM);\nreturn my_rc; }\n");
    EXPECT_EQ(sent.status, 128 + 15);
    EXPECT_THAT(sent.errors, HasSubstr("SIGTERM (SI_USER) at p.c:4: sent by process 1000"));
    const Ran divided = runText(begin + "volatile int none = 0;\nreturn 1 / none; }\n");
    EXPECT_EQ(divided.status, 128 + 8);
    EXPECT_THAT(divided.errors, HasSubstr("SIGFPE (FPE_INTDIV) at p.c:5: division by zero"));
}

TEST_F(CommandLine, MachineCodeThatAProgramHasMadeIsRefusedWithItsLine) {
    const Ran ran = runText("#include <sys/mman.h>\nint main(void) {\n"
                            "char *p = mmap(0, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, "
                            "-1, 0);\n*p = (char)0xc3;\n((void (*)(void))p)();\nreturn 0; }\n");
    EXPECT_EQ(ran.status, 2);
    EXPECT_THAT(ran.errors, HasSubstr("p.c:5:2: error: the program calls memory that it has mapped"));
}

TEST_F(CommandLine, TheTerminalUnderAnyNameIsInputAndAPipeUnderNumber0IsNone) {
    const std::string begin = "#include <stdio.h>\n#include <fcntl.h>\n#include <unistd.h>\nint main(void) {\n"
                              "char t[9] = \"\";\n";
    for (const char* opens : {"dup(0)", "open(\"/dev/tty\", O_RDONLY)"}) {
        const Ran asks =
            runText(begin + "read(" + opens + ", t, 8);\nprintf(\"%s\", t);\nreturn 0; }\n", {}, "hello\n");
        EXPECT_EQ(asks.status, 0) << opens << ": " << asks.errors;
        EXPECT_EQ(asks.output, "hello\n") << opens;
    }
    const Ran waits = runText(begin + "int p[2];\npipe(p);\ndup2(p[0], 0);\nread(0, t, 8);\nreturn 0; }\n", {}, "x\n");
    EXPECT_EQ(waits.status, 2);
    EXPECT_THAT(waits.errors, HasSubstr("deadlock: process 1000 waits for bytes in a pipe"));
}

TEST_F(CommandLine, WhatAMachineRefusesIsToldWithItsLine) {
    const Ran ran =
        runText("#include <sys/mman.h>\nint main(void) {\n"
                "mmap((void *)0x10000000, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);\n"
                "return 0; }\n");
    EXPECT_EQ(ran.status, 2);
    EXPECT_THAT(ran.errors, HasSubstr("p.c:3:"));
    EXPECT_THAT(ran.errors, HasSubstr("error: "));
}

TEST_F(CommandLine, WarningsAreToldBeforeTheRun) {
    const Ran ran = runText("#include <stdio.h>\nint main(void) {\nprintf(\"%s\\n\", 0L ? \"\" : \"x\");\n"
                            "if (0) printf(\"%d\");\nreturn 0; }\n");
    EXPECT_EQ(ran.output, "x\n");
    EXPECT_EQ(ran.status, 0);
    EXPECT_THAT(ran.errors, StartsWith("p.c:4:15: warning: '%d' has no argument"));
}

TEST_F(CommandLine, AForkWithoutEndIsBoundedAndTheSameOnBothMachines) {
    const Ran ran =
        runText("#include <errno.h>\n#include <stdio.h>\n#include <unistd.h>\nint main(void) {\nint made = 0;\n"
                "for (;;) { pid_t p = fork(); if (p == 0) { pause(); _exit(0); } if (p < 0) break; made++; }\n"
                "printf(\"%d %d\\n\", made, errno == EAGAIN);\nreturn 0; }\n");
    EXPECT_EQ(ran.output, "30 1\n") << ran.errors;
    EXPECT_EQ(ran.status, 0) << ran.errors;
}

TEST_F(CommandLine, EachMachineAndBothGiveTheProgramsOwnOutputAndStatus) {
    for (const char* machine : {"simulated", "real", "both"}) {
        const Ran ran =
            runText("#include <stdio.h>\nint main(void) { puts(\"out\"); fputs(\"err\\n\", stderr); return 7; }\n",
                    std::string("--machine ") + machine);
        EXPECT_EQ(ran.output, "out\n") << machine;
        EXPECT_EQ(ran.errors, "err\n") << machine;
        EXPECT_EQ(ran.status, 7) << machine;
    }
}

TEST_F(CommandLine, ErrorsInTheTextAreToldWithTheirPlace) {
    const Ran ran = runText("int main(void) { return x; }\n");
    EXPECT_EQ(ran.status, 2);
    EXPECT_THAT(ran.errors, StartsWith("p.c:1:25: error: "));
    EXPECT_THAT(lastLine(ran.errors), StartsWith("faultline: "));
}

TEST_F(CommandLine, ASignalIsOneLineAndStatus128AndItsNumber) {
    const Ran ran = runText("int main(void) {\n  return *(volatile char *)16;\n}\n");
    EXPECT_EQ(ran.status, 128 + 11);
    EXPECT_THAT(ran.errors, StartsWith("SIGSEGV (SEGV_MAPERR) at p.c:2: "));
    EXPECT_EQ(faultline("run " + shipped("past-end.c")).status, 128 + 7);
}

TEST_F(CommandLine, ArgumentsStandBehindTwoDashes) {
    const Ran ran =
        runText("#include <stdio.h>\nint main(int c, char **v) { for (int i = 1; i < c; i++) puts(v[i]); return 0; }\n",
                "-- --json 'a b'");
    EXPECT_EQ(ran.output, "--json\na b\n");
}

TEST_F(CommandLine, StandardInputIsReadOnceForBoth) {
    const char* text =
        "#include <stdio.h>\nint main(void) { int c; while ((c = getchar()) != EOF) putchar(c); return 0; }\n";
    for (const char* input : {"", "one\n", "one\ntwo\nrest without an end"})
        EXPECT_EQ(runText(text, {}, input).output, input);
}

TEST_F(CommandLine, FilesComeWithAndAreKept) {
    workshop_.write("in.txt", "hello");
    const Ran ran =
        runText("#include <stdio.h>\nint main(void) { char b[9] = \"\"; FILE *f = fopen(\"in.txt\", \"r+\");\n"
                "if (!f) return 1; fgets(b, 9, f); puts(b); rewind(f); fputs(\"J\", f); return fclose(f); }\n",
                "--with in.txt --keep out/deep");
    EXPECT_EQ(ran.output, "hello\n");
    EXPECT_EQ(ran.status, 0) << ran.errors;
    EXPECT_EQ(contentsOf(workshop_.path("out/deep/in.txt")), "Jello");
    EXPECT_EQ(contentsOf(workshop_.path("in.txt")), "hello") << "the program has its own copy";
}

TEST_F(CommandLine, ShippedProgramsSayThemselvesHowTheyAreRun) {
    ::setenv("XDG_STATE_HOME", workshop_.path("state").c_str(), 1);
    faultline("run " + shipped("counter-create.c"));
    faultline("run " + shipped("counter-increment.c"));
    EXPECT_THAT(faultline("run " + shipped("counter-increment.c")).output, HasSubstr("the counter is 2"));
    ::unsetenv("XDG_STATE_HOME");
    EXPECT_TRUE(std::filesystem::exists(workshop_.path("state/faultline/kept/counter/counter.bin")));
    EXPECT_FALSE(std::filesystem::exists(workshop_.path("counter"))) << "nothing is written where the user stands";
}

TEST_F(CommandLine, TheStepLimitAndADeadlockAreStatus2) {
    const Ran limit = runText("int x; int main(void) { for (;;) x++; }\n", "--max-steps 100");
    EXPECT_EQ(limit.status, 2);
    EXPECT_THAT(lastLine(limit.errors), HasSubstr("100 steps"));
    const Ran deadlock =
        runText("#include <unistd.h>\nint main(void) { int p[2]; char c; pipe(p); return (int)read(p[0], &c, 1); }\n");
    EXPECT_EQ(deadlock.status, 2);
    EXPECT_THAT(lastLine(deadlock.errors), HasSubstr("waits for"));
}

TEST_F(CommandLine, TheStoryIsALineAnEventOnStderr) {
    const Ran ran = faultline("run --machine simulated --story " + shipped("greeting.c"));
    EXPECT_EQ(ran.output, "Hello from a mapped page!\n");
    EXPECT_THAT(ran.errors, HasSubstr("Kernel makes mapping p"));
}

TEST_F(CommandLine, JsonIsOneDocument) {
    const Ran ran = faultline("run --json " + shipped("greeting.c"));
    EXPECT_EQ(ran.status, 0) << ran.errors;
    const json document = json::parse(ran.output);
    EXPECT_EQ(document.at("format"), "faultline-run/1");
    EXPECT_EQ(document.at("exit"), 0);
    EXPECT_TRUE(document.at("differences").empty());
    ASSERT_EQ(document.at("machines").size(), 2u);
    for (const json& machine : document.at("machines")) {
        EXPECT_EQ(machine.at("output"), "Hello from a mapped page!\n");
        EXPECT_EQ(machine.at("errors"), "");
        EXPECT_EQ(machine.at("exit"), 0);
        EXPECT_TRUE(machine.at("signal").is_null());
        bool mapped = false;
        for (const json& step : machine.at("steps")) {
            EXPECT_TRUE(step.at("step").is_number());
            mapped = mapped || step.at("operation").at("kind") == "mmap";
        }
        EXPECT_TRUE(mapped);
    }
    EXPECT_EQ(document["machines"][0]["machine"], "simulated");
    EXPECT_EQ(document["machines"][0]["preset"], "x86-64");
    EXPECT_EQ(document["machines"][1]["machine"], "real");
    EXPECT_EQ(document["machines"][0]["totals"]["faults"], document["machines"][1]["totals"]["faults"]);
}

TEST_F(CommandLine, JsonSaysWhichLayersConfineTheRealMachine) {
    const Ran ran = faultline("run --json " + shipped("greeting.c"));
    const json machines = json::parse(ran.output).at("machines");
    EXPECT_TRUE(machines.at(0).at("confinement").is_null());
    const std::string layers = machines.at(1).at("confinement");
    EXPECT_EQ(layers.rfind("confined: ", 0), 0u) << layers;
    for (const char* layer :
         {"files", "system calls", "network and System V memory", "processor time", "memory and disk"})
        EXPECT_NE(layers.find(layer), std::string::npos) << layers; // as there, or as not available
}

TEST_F(CommandLine, JsonHasEveryStepAndSaysHowTheRunStands) {
    const Ran ran =
        runText("int x; int main(void) { for (;;) x++; }\n", "--machine simulated --json --max-steps 20000");
    EXPECT_EQ(ran.status, 2);
    const json document = json::parse(ran.output);
    EXPECT_EQ(document.at("state"), "step limit");
    EXPECT_TRUE(document.at("exit").is_null()) << "the program has not ended";
    std::size_t steps = 0;
    for (const json& step : document["machines"][0]["steps"]) {
        EXPECT_EQ(step.at("step"), steps + 1);
        steps += 1 + step.at("repeated").get<std::size_t>();
    }
    EXPECT_EQ(steps, 20000u);
    EXPECT_GT(document["machines"][0]["mappings"].size(), 0u) << "as they are now";
    EXPECT_EQ(document["machines"][0]["output_dropped"], 0);
}

TEST_F(CommandLine, OutputIsPassedOnAsItComesHoweverMuch) {
    const Ran ran =
        runText("#include <stdio.h>\nint main(void) { for (int i = 0; i < 3000; i++) puts(\"a line of text\"); "
                "return 0; }\n",
                "--machine simulated");
    EXPECT_EQ(ran.status, 0) << ran.errors;
    EXPECT_EQ(ran.output.size(), 3000 * std::string("a line of text\n").size());
}

} // namespace
} // namespace faultline
