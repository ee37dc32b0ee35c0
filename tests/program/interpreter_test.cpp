// What a program asks of its machine, and that its processes are plain data.
#include "simulator/sources/program_source.h"
#include "tests/support/bare_machine.h"

#include <gtest/gtest.h>

#include <cstring>

namespace faultline {
namespace {

std::unique_ptr<ProgramSource> program(const std::string& text, std::vector<std::string> arguments = {"program"}) {
    ProgramSource::Input input;
    input.sources = {{"program.c", text}};
    input.arguments = std::move(arguments);
    ProgramSource::Created created = ProgramSource::create(input);
    EXPECT_TRUE(created.source) << render(created.diagnostics, created.files);
    return std::move(created.source);
}

std::string refusalOf(const std::string& text) {
    ProgramSource::Input input;
    input.sources = {{"program.c", text}};
    const ProgramSource::Created created = ProgramSource::create(input);
    EXPECT_FALSE(created.source);
    return render(created.diagnostics, created.files);
}

Operation nextOperation(Source& source, ProcessId process = firstProcess) {
    Yield yield;
    do
        yield = source.advance(process, 1000, false);
    while (yield.what != Yielded::Operation);
    return *yield.operation;
}

// The operations of a program up to its end, each answered with zeros and a result of `result`.
std::vector<std::string> kindsOf(Source& source, std::int64_t result = 0) {
    std::vector<std::string> kinds;
    for (int i = 0; i < 100; ++i) {
        const Operation operation = nextOperation(source);
        kinds.emplace_back(kindName(operation));
        if (operation.kind == OperationKind::Call && operation.call == Call::ExitGroup)
            break;
        Outcome outcome;
        outcome.result = operation.call == Call::Write ? static_cast<std::int64_t>(operation.argument(2)) : result;
        source.give(firstProcess, outcome);
    }
    return kinds;
}

using Kinds = std::vector<std::string>;

TEST(Interpreter, LocalsAreItsOwnAndGlobalsTheMachines) {
    EXPECT_EQ(kindsOf(*program("int main(void) { int a[9]; for (int i = 0; i < 9; i++) a[i] = i; return a[3]; }")),
              Kinds({"_exit"}));
    EXPECT_EQ(kindsOf(*program("int g; int main(void) { g = 1; return g; }")), Kinds({"store", "load", "_exit"}));
    EXPECT_EQ(kindsOf(*program("int g; int main(void) { g++; return 0; }")), Kinds({"load", "store", "_exit"}));
}

TEST(Interpreter, AnAccessSaysWhereAndByWhichLine) {
    const auto source = program("int g[4];\nint main(void)\n{\n    g[2] = 0x01020304;\n}\n");
    const Operation store = nextOperation(*source);
    EXPECT_EQ(store.kind, OperationKind::Store);
    EXPECT_EQ(store.length, 4u);
    EXPECT_EQ(store.value[0], 4);
    EXPECT_EQ(store.value[3], 1);
    EXPECT_EQ(store.place.line, 4u);
    EXPECT_EQ(store.target.address % 4096, 8u);
}

TEST(Interpreter, LiteralFormatsAreCompiledInOtherTextsAreScanned) {
    EXPECT_EQ(kindsOf(*program("#include <stdio.h>\nint main(void) { printf(\"%d\\n\", 1); }")),
              Kinds({"write", "_exit"}));
    EXPECT_EQ(kindsOf(*program("#include <stdio.h>\nint main(void) { puts(\"text\"); }")),
              Kinds({"scan", "write", "_exit"}));
}

TEST(Interpreter, BulkFunctionsAreOneOperation) {
    const std::string head = "#include <string.h>\nchar a[9], b[9]; int main(void) { char l[9]; ";
    EXPECT_EQ(kindsOf(*program(head + "memcpy(a, b, 9); }")), Kinds({"copy", "_exit"}));
    EXPECT_EQ(kindsOf(*program(head + "memcpy(l, b, 9); }")), Kinds({"copy", "_exit"}));
    EXPECT_EQ(kindsOf(*program(head + "memset(a, 1, 9); }")), Kinds({"fill", "_exit"}));
    EXPECT_EQ(kindsOf(*program(head + "memset(l, 1, 9); }")), Kinds({"_exit"}));
    EXPECT_EQ(kindsOf(*program(head + "memcmp(a, b, 9); }")), Kinds({"compare", "_exit"}));
    EXPECT_EQ(kindsOf(*program(head + "strlen(a); }")), Kinds({"scan", "_exit"}));
}

TEST(Interpreter, MallocGrowsTheHeapOnceAndMapsLargeBlocks) {
    const auto source = program("#include <stdlib.h>\nint main(void) { malloc(10); malloc(10); malloc(200000); }");
    Operation operation = nextOperation(*source);
    EXPECT_EQ(operation.call, Call::Brk);
    EXPECT_EQ(operation.argument(0), 0u);
    Outcome outcome;
    outcome.result = 0x500000;
    source->give(firstProcess, outcome);
    operation = nextOperation(*source);
    EXPECT_EQ(operation.argument(0), 0x521000u);
    outcome.result = 0x521000;
    source->give(firstProcess, outcome);
    operation = nextOperation(*source);
    EXPECT_EQ(operation.call, Call::Mmap);
    EXPECT_EQ(operation.argument(1), 200704u); // 200000 and a header, in whole pages
}

TEST(Interpreter, ACallCarriesTheNameOfItsResult) {
    const auto source = program("#include <sys/mman.h>\nint main(void) { char *map = mmap(0, 4096, 3, 0x22, -1, 0); }");
    const Operation call = nextOperation(*source);
    EXPECT_EQ(call.call, Call::Mmap);
    EXPECT_EQ(call.label, "map");
    EXPECT_EQ(call.argument(4), ~std::uint64_t{0});
}

TEST(Interpreter, PointersToLocalsTravelAsBytes) {
    const auto source = program("#include <unistd.h>\nint main(void) { char b[8]; read(0, b, 8); return b[1]; }");
    const Operation call = nextOperation(*source);
    ASSERT_EQ(call.arguments.size(), 3u);
    EXPECT_EQ(call.arguments[1].form, CallArgument::Form::Out);
    EXPECT_EQ(call.arguments[1].size, 8u);
    Outcome outcome;
    outcome.result = 2;
    outcome.returned = {{7, 9}};
    source->give(firstProcess, outcome);
    EXPECT_EQ(nextOperation(*source).argument(0), 9u);
}

TEST(Interpreter, ACopyGoesItsOwnWay) {
    const auto source = program("int g; int main(void) { int x = g; return x + 1; }");
    nextOperation(*source);
    const std::unique_ptr<Source> copy = source->clone();
    Outcome five, nine;
    five.value[0] = 5;
    nine.value[0] = 9;
    source->give(firstProcess, five);
    copy->give(firstProcess, nine);
    EXPECT_EQ(nextOperation(*source).argument(0), 6u);
    EXPECT_EQ(nextOperation(*copy).argument(0), 10u);
}

TEST(Interpreter, RetryAsksTheSameAgain) {
    const auto source = program("#include <stdio.h>\nchar *p; int main(void) { printf(\"%s!\\n\", p); }");
    nextOperation(*source);
    Outcome pointer;
    pointer.value[2] = 0x50;
    source->give(firstProcess, pointer);
    const Operation scan = nextOperation(*source);
    EXPECT_EQ(scan.kind, OperationKind::Scan);
    source->retry(firstProcess);
    EXPECT_EQ(nextOperation(*source), scan);
}

TEST(Interpreter, AHandlerRunsAndTheAccessIsAskedForAgain) {
    const auto source = program("#include <signal.h>\nint *p = (int *)64; int got;\n"
                                "void handler(int s) { got = s; }\n"
                                "int main(void) { signal(SIGSEGV, handler); *p = 1; return 0; }");
    EXPECT_EQ(nextOperation(*source).call, Call::Sigaction);
    source->give(firstProcess, {});
    Outcome pointer;
    pointer.value[0] = 64;
    EXPECT_EQ(nextOperation(*source).kind, OperationKind::Load);
    source->give(firstProcess, pointer);
    const Operation store = nextOperation(*source);
    EXPECT_EQ(store.target.address, 64u);
    source->retry(firstProcess);
    source->deliver(firstProcess, std::vector<Signal>{{11, 1, 64, 0}});
    const Operation inHandler = nextOperation(*source);
    EXPECT_EQ(inHandler.kind, OperationKind::Store);
    EXPECT_EQ(inHandler.value[0], 11);
    EXPECT_EQ(source->position(firstProcess).depth, 2u);
    source->give(firstProcess, {});
    EXPECT_EQ(nextOperation(*source).call, Call::Sigreturn);
    source->give(firstProcess, {});
    EXPECT_EQ(nextOperation(*source), store);
    EXPECT_EQ(source->position(firstProcess).depth, 1u);
}

TEST(Interpreter, AChildIsItsParentWithTheResultZero) {
    const auto source = program("#include <unistd.h>\nint main(void) { int x = 40; x += fork() == 0; return x; }");
    EXPECT_EQ(nextOperation(*source).call, Call::Fork);
    Outcome outcome;
    outcome.result = 1001;
    outcome.child = 1001;
    source->give(firstProcess, outcome);
    EXPECT_EQ(nextOperation(*source, firstProcess).argument(0), 40u);
    EXPECT_EQ(nextOperation(*source, 1001).argument(0), 41u);
}

TEST(Interpreter, StopsWhereEachStatementBegins) {
    const auto source = program("int twice(int n)\n{\n    return 2 * n;\n}\nint main(void)\n{\n    int x = 1;\n"
                                "    x = twice(x);\n    return x;\n}\n");
    std::vector<std::pair<std::uint32_t, std::uint32_t>> lines; // and depth
    while (source->advance(firstProcess, 1000, true).what == Yielded::Statement) {
        const Position position = source->position(firstProcess);
        lines.emplace_back(position.place.line, position.depth);
    }
    EXPECT_EQ(lines, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{7, 1}, {8, 1}, {3, 2}, {9, 1}}));
}

TEST(Interpreter, RunsAsManyInstructionsAsItMay) {
    const auto source = program("int main(void) { for (;;) ; }");
    EXPECT_EQ(source->advance(firstProcess, 777, false).what, Yielded::Budget);
    EXPECT_EQ(source->position(firstProcess).instructions, 777u);
    source->advance(firstProcess, 1, false);
    EXPECT_EQ(source->position(firstProcess).instructions, 778u);
}

TEST(Interpreter, ShowsVariablesAsCWouldWriteThem) {
    const auto source =
        program("struct point { int x, y; };\nint main(void)\n{\n    int n = -3;\n    char c = 'q';\n"
                "    char text[8] = \"hi\\n\";\n    struct point p = {1, 2};\n    double d = 0.5;\n"
                "    int *none = 0;\n    unsigned long big = 1ul << 40;\n    return n + text[0] + p.x;\n}\n");
    while (source->position(firstProcess).place.line != 11)
        source->advance(firstProcess, 1000, true);
    std::map<std::string, std::string> values;
    for (const Variable& variable : source->variables(firstProcess, Snapshot{}))
        values[variable.type + " " + variable.name] = variable.value;
    EXPECT_EQ(values["int n"], "-3");
    EXPECT_EQ(values["char c"], "113 'q'");
    EXPECT_EQ(values["char [8] text"], "\"hi\\n\"");
    EXPECT_EQ(values["int   .x"], "1");
    EXPECT_EQ(values["int   .y"], "2");
    EXPECT_EQ(values["double d"], "0.5");
    EXPECT_EQ(values["int * none"], "NULL");
    EXPECT_EQ(values["unsigned long big"], "1099511627776");
}

TEST(Interpreter, RecursionWithoutEndReachesBelowTheStack) {
    const auto source = program("int deeper(int n) { return deeper(n + 1) + 1; } int main(void) { return deeper(0); }");
    const Operation operation = nextOperation(*source);
    EXPECT_EQ(operation.kind, OperationKind::Store);
    EXPECT_LT(operation.target.address, Parameters{}.stackTop - Parameters{}.stackSize);
}

TEST(Interpreter, RefusesACommandThatIsNotBuiltIn) {
    const std::string message = refusalOf("#include <stdlib.h>\nint main(void) { system(\"rm -rf x\"); }\n");
    EXPECT_NE(message.find("program.c:2:"), std::string::npos) << message;
    EXPECT_NE(message.find("cat FILE"), std::string::npos) << message;
}

TEST(Interpreter, ACallOnThePagesOfALocalIsAnErrorOfTheText) {
    for (const std::string call : {"mlock(&local, 4)", "munlock(&local, 4)", "mprotect(&local, 4, PROT_READ)",
                                   "msync(&local, 4, MS_SYNC)", "munmap(&local, 4)", "madvise(&local, 4, MADV_NORMAL)",
                                   "mincore(&local, 4, &seen)", "mremap(&local, 4, 8, 0)"}) {
        const auto source = program("#define _GNU_SOURCE\n#include <sys/mman.h>\nint main(void)\n{\n"
                                    "    int local = 0;\n    unsigned char seen;\n    " +
                                    call + ";\n    return seen + local;\n}\n");
        Yield yield;
        do
            yield = source->advance(firstProcess, 100000, false);
        while (yield.what == Yielded::Budget);
        ASSERT_EQ(yield.what, Yielded::Error) << call;
        EXPECT_EQ(yield.error->place.line, 7u) << call;
        EXPECT_EQ(yield.error->place.column, 5u) << call;
        EXPECT_NE(yield.error->message.find(call.substr(0, call.find('('))), std::string::npos) << call;
        EXPECT_NE(yield.error->advice.find("--paged-stack"), std::string::npos) << call;
        EXPECT_EQ(source->advance(firstProcess, 100000, false).what, Yielded::Error) << "it does not go on";
    }
}

// --- on a machine of bare bytes

TEST(Interpreter, EndsByTheSignalOfWhatItDidWrong) {
    const auto endOf = [](const std::string& text) {
        const auto source = program(text);
        return faultline::testing::BareMachine(*source, "", {}).run().exit;
    };
    EXPECT_EQ(endOf("int main(void) { volatile int zero = 0; return 1 / zero; }"), 128 + 8);
    EXPECT_EQ(endOf("int main(void) { *(volatile int *)0 = 1; }"), 128 + 11);
    EXPECT_EQ(endOf("int main(void) { void (*f)(void) = (void (*)(void))0x99; f(); }"), 128 + 11);
    EXPECT_EQ(endOf("#include <stdlib.h>\nint main(void) { char *p = malloc(9); free(p); free(p); }"), 128 + 6);
    EXPECT_EQ(endOf("int main(void) { char a[8]; for (long i = 0;; i++) a[i] = 1; }"), 128 + 11);
    EXPECT_EQ(endOf("#include <signal.h>\nvoid h(int s) {} int deeper(int n) { char b[99]; b[0] = 1; "
                    "return deeper(n + 1) + b[0]; } int main(void) { signal(SIGSEGV, h); return deeper(0); }"),
              128 + 11);
}

TEST(Interpreter, BuiltInCommandsRunInAChildOfTheirOwn) {
    const auto source =
        program("#include <stdlib.h>\nint main(void) { system(\"cat notes\"); system(\"grep b notes\");\n"
                "return system(\"cat notes | grep none\") >> 8; }");
    const faultline::testing::BareResult result =
        faultline::testing::BareMachine(*source, "", {{"notes", "abc\nxyz\nb\n"}}).run();
    EXPECT_EQ(result.output, "abc\nxyz\nb\nabc\nb\n");
    EXPECT_EQ(result.exit, 1);
}

} // namespace
} // namespace faultline
