// With --paged-stack locals, parameters and argv are memory of the machine. (That programs then do as before, the
// corpus shows.)
#include "simulator/sources/program_source.h"
#include "tests/support/bare_machine.h"

#include <gtest/gtest.h>

namespace faultline {
namespace {

std::unique_ptr<ProgramSource> paged(const std::string& text, Parameters parameters = {}) {
    ProgramSource::Input input;
    input.sources = {{"program.c", text}};
    input.arguments = {"program", "argument"};
    input.parameters = std::move(parameters);
    input.pagedStack = true;
    ProgramSource::Created created = ProgramSource::create(input);
    EXPECT_TRUE(created.source) << render(created.diagnostics, created.files);
    return std::move(created.source);
}

std::vector<Operation> operationsOf(Source& source) {
    std::vector<Operation> operations;
    for (int i = 0; i < 200; ++i) {
        Yield yield;
        do
            yield = source.advance(firstProcess, 1000, false);
        while (yield.what == Yielded::Budget);
        operations.push_back(*yield.operation);
        if (operations.back().kind == OperationKind::Call && operations.back().call == Call::ExitGroup)
            break;
        source.give(firstProcess, Outcome{});
    }
    return operations;
}

faultline::testing::BareResult resultOf(const std::string& text) {
    const auto source = paged(text);
    return faultline::testing::BareMachine(*source, "", {}).run();
}

TEST(PagedStack, BeginsAsAMappingThatHoldsTheArguments) {
    const auto source = paged("int main(void) { return 0; }");
    const std::vector<Operation> operations = operationsOf(*source);
    ASSERT_GE(operations.size(), 3u);
    const Operation& map = operations[0];
    EXPECT_EQ(map.call, Call::Mmap);
    EXPECT_EQ(map.label, "[stack]");
    EXPECT_EQ(map.argument(1), 8u << 20);
    const Address end = map.argument(0) + map.argument(1);
    EXPECT_LE(end, Parameters{}.stackTop - Parameters{}.stackSize) << "where nothing of the interpreter's is";
    EXPECT_GT(map.argument(0), Parameters{}.mmapTop) << "where mmap gives nothing out";
    const Operation& texts = operations[1];
    EXPECT_EQ(texts.kind, OperationKind::Copy);
    EXPECT_EQ(texts.target.address + texts.length, end);
    const std::string bytes(texts.data.begin(), texts.data.end());
    EXPECT_NE(bytes.find(std::string("program\0argument\0", 17)), std::string::npos);
}

TEST(PagedStack, AccessesOfLocalsAndParametersAreOperations) {
    const auto source = paged("int twice(int n) { return n + n; } int main(void) { int a = 1; return twice(a); }");
    std::vector<std::string> kinds;
    for (const Operation& operation : operationsOf(*source))
        kinds.emplace_back(kindName(operation));
    EXPECT_EQ(kinds, (std::vector<std::string>{"mmap", "copy", "store", "load", "store", "load", "load", "_exit"}))
        << "a is stored and loaded, n is stored by the call and loaded twice";
}

TEST(PagedStack, IsAtTheTopOfASmallAddressSpace) {
    Parameters small;
    small.pageSize = 256;
    small.imageStart = small.mmapMinimum = 256;
    small.userEnd = small.mmapTop = 0x10000;
    const auto source = paged("int main(int argc, char **argv) { return argc; }", small);
    const Operation map = operationsOf(*source).front();
    EXPECT_EQ(map.argument(0) + map.argument(1), 0x10000u);
    EXPECT_EQ(map.argument(1), 0x2000u) << "an eighth of it";
}

TEST(PagedStack, EndsAtEightMebibytes) {
    EXPECT_EQ(resultOf("int f(int n) { char b[4000]; b[n & 1] = 1; return f(n + 1) + b[0]; }"
                       "int main(void) { return f(0); }")
                  .exit,
              128 + 11);
    EXPECT_EQ(resultOf("int f(int n) { char b[4000]; b[n & 1] = 1; return n ? f(n - 1) + b[0] : 7; }"
                       "int main(void) { return f(1900) & 1; }")
                  .exit,
              1)
        << "what fits runs";
}

TEST(PagedStack, HoldsTheFramesOfHandlers) {
    const faultline::testing::BareResult result =
        resultOf("#include <signal.h>\n#include <stdio.h>\nstatic char *low, *high;\n"
                 "static void on(int s, siginfo_t *i, void *c) { char here; low = &here; high = (char *)i;"
                 " printf(\"%d %d\\n\", s == i->si_signo, low < high); }\n"
                 "int main(void) { char mine; struct sigaction a = {.sa_sigaction = on, .sa_flags = SA_SIGINFO};\n"
                 "sigaction(SIGUSR1, &a, 0); raise(SIGUSR1); printf(\"%d\\n\", high < &mine); return 0; }\n");
    EXPECT_EQ(result.output, "1 1\n1\n");
}

TEST(PagedStack, TheAlternateStackIsTheOneThatTheProgramGives) {
    const faultline::testing::BareResult result =
        resultOf("#include <signal.h>\n#include <stdio.h>\n#include <unistd.h>\nstatic char other[65536];\n"
                 "static void on(int s) { char here; int in = &here > other && &here < other + sizeof other;"
                 " _exit(in ? 5 : 6); }\nstatic int deep(int n) { char b[999]; b[0] = 1; return deep(n + 1) + b[0]; }\n"
                 "int main(void) { stack_t s = {.ss_sp = other, .ss_size = sizeof other}; sigaltstack(&s, 0);\n"
                 "struct sigaction a = {.sa_handler = on, .sa_flags = SA_ONSTACK}; sigaction(SIGSEGV, &a, 0);\n"
                 "return deep(0); }\n");
    EXPECT_EQ(result.exit, 5);
}

TEST(PagedStack, IsCopiedByFork) {
    const faultline::testing::BareResult result =
        resultOf("#include <stdio.h>\n#include <sys/wait.h>\n#include <unistd.h>\nint main(void) { int local = 1;\n"
                 "if (fork() == 0) { local = 2; printf(\"%d\\n\", local); return 0; }\n"
                 "wait(0); printf(\"%d\\n\", local); return 0; }\n");
    EXPECT_EQ(result.output, "2\n1\n");
}

} // namespace
} // namespace faultline
