#include "simulator/program/front_end.h"

#include <chrono>
#include <filesystem>
#include <gmock/gmock.h>
#include <random>

#include "simulator/program/headers.h"
#include "simulator/program/lexer.h"
#include "tests/program/front_end_helpers.h"

namespace faultline::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

std::vector<std::filesystem::path> programsIn(const std::string& folder) {
    std::vector<std::filesystem::path> programs;
    const std::filesystem::path path = std::filesystem::path(FAULTLINE_SOURCE_DIR) / folder;
    if (std::filesystem::exists(path)) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
            if (entry.path().extension() == ".c") {
                programs.push_back(entry.path());
            }
        }
    }
    std::sort(programs.begin(), programs.end());
    return programs;
}

HeaderLookup besideThe(const std::filesystem::path& program) {
    return [folder = program.parent_path()](std::string_view name, std::string_view) -> std::optional<SourceFile> {
        const std::filesystem::path path = folder / name;
        return std::filesystem::exists(path) ? std::optional(SourceFile{path.string(), contentsOf(path.string())})
                                             : std::nullopt;
    };
}

// --- Whole programs --------------------------------------------------------------------------------------------------

TEST(FrontEnd, AcceptsEveryProgramThatIsShipped) {
    const auto programs = programsIn("resources/programs");
    EXPECT_FALSE(programs.empty());
    for (const auto& program : programs) {
        FrontEndInput input;
        input.sources = {{program.filename().string(), contentsOf(program.string())}};
        input.findHeader = besideThe(program);
        const FrontEndResult result = checkProgram(input);
        EXPECT_TRUE(result.program) << render(result.diagnostics, result.files);
    }
}

TEST(FrontEnd, AcceptsEveryProgramOfTheCorpus) {
    for (const auto& program : programsIn("tests/program/corpus")) {
        FrontEndInput input;
        input.sources = {{program.filename().string(), contentsOf(program.string())}};
        input.findHeader = besideThe(program);
        const FrontEndResult result = checkProgram(input);
        EXPECT_TRUE(result.program) << render(result.diagnostics, result.files);
    }
}

TEST(FrontEnd, EveryBuiltInHeaderStandsByItself) {
    for (const std::string_view header : builtInHeaderNames()) {
        const std::string include = "#include <" + std::string(header) + ">\n";
        EXPECT_THAT(reports("#define _GNU_SOURCE\n" + include + include + "int main(void) { return 0; }"), IsEmpty())
            << header;
    }
}

TEST(FrontEnd, TextbooksFunctionsComeWithTheirHeaders) {
    const FrontEndResult result = check("#include \"csapp.h\"\nint main(void) { pid_t p = Fork(); if (p == 0) exit(0); "
                                        "Waitpid(p, NULL, 0); return 0; }");
    ASSERT_TRUE(result.program) << render(result.diagnostics, result.files);
    const Function* fork = functionNamed(*result.program, "Fork");
    ASSERT_NE(fork, nullptr);
    EXPECT_TRUE(fork->isBuiltIn);
    EXPECT_EQ(functionNamed(*result.program, "Mmap"), nullptr); // what is not used is left out
    EXPECT_THAT(reports("#include \"apue.h\"\nint main(void) { TELL_WAIT(); WAIT_CHILD(); err_sys(\"x\"); }"),
                IsEmpty());
    EXPECT_THAT(reports("#include \"tlpi_hdr.h\"\nint main(int c, char **v) { int n = getInt(v[1], GN_GT_0, \"n\"); if "
                        "(n > 3) errExit(\"n\"); return 0; }"),
                IsEmpty());
    EXPECT_THAT(reports("#include \"unpipc.h\"\nint main(void) { int fd = Shm_open(Px_ipc_name(\"a\"), O_CREAT, "
                        "FILE_MODE); Close(fd); return 0; }"),
                IsEmpty());
}

TEST(FrontEnd, ErrnoIsFoundThroughItsHeaderOrByHand) {
    EXPECT_THAT(reports("#include <errno.h>\nint main(void) { errno = 0; return errno == EINTR; }"), IsEmpty());
    EXPECT_THAT(reports("extern int errno;\nint main(void) { return errno; }"),
                ElementsAre("1:12: warning: errno is declared by hand (#include <errno.h>)"));
    EXPECT_THAT(reports("int main(void) { return errno; }"),
                ElementsAre("1:25: error: 'errno' is not declared (#include <errno.h>)"));
}

TEST(FrontEnd, VariablesOfTheLibraryAreLeftToTheRun) {
    const FrontEndResult result = check("#include <stdio.h>\nextern char **environ; extern char end;\nint main(void) { "
                                        "fputs(environ[0], stdout); return &end != 0; }");
    ASSERT_TRUE(result.program) << render(result.diagnostics, result.files);
    EXPECT_TRUE(globalNamed(*result.program, "stdout")->isLibrary);
    EXPECT_TRUE(globalNamed(*result.program, "environ")->isLibrary);
    EXPECT_TRUE(globalNamed(*result.program, "end")->isLibrary);
    EXPECT_EQ(globalNamed(*result.program, "stdin"), nullptr);
}

TEST(FrontEnd, AssertNamesItsPlace) {
    const FrontEndResult result = check("#include <assert.h>\nint main(void) { assert(1 == 1); return 0; }");
    ASSERT_TRUE(result.program);
    EXPECT_NE(functionNamed(*result.program, "__assert_fail"), nullptr);
    EXPECT_THAT(result.program->literals, testing::Contains(std::string("1 == 1\0", 7)));
}

// --- Functions that are not declared, not known, not wanted ----------------------------------------------------------

TEST(UnknownFunctions, OfTheLibraryAreTakenAsTheirHeaderDeclaresThem) {
    const FrontEndResult result = check("int main(void) { char *p = malloc(10); return p == 0; }");
    EXPECT_THAT(reports(result),
                ElementsAre("1:28: warning: 'malloc' is called without its header (#include <stdlib.h>)"));
    ASSERT_TRUE(result.program);
    EXPECT_EQ(toString(functionNamed(*result.program, "malloc")->type, "malloc"), "void *malloc(unsigned long)");
}

TEST(UnknownFunctions, OfGnuAloneAreGivenTheMacroThatOpensThem) {
    EXPECT_THAT(
        reports(check("#include <sys/mman.h>\nint main(void) { return memfd_create(\"x\", 0) + munmap(0, 0); }")),
        ElementsAre("2:25: warning: 'memfd_create' is called without its header (#define _GNU_SOURCE above the "
                    "first #include, then #include <sys/mman.h>)"));
}

TEST(UnknownFunctions, OfTheCompilerNeedNoHeader) {
    EXPECT_THAT(reports("int main(void) { return __builtin_popcount(6) != 2; }"), testing::IsEmpty());
}

TEST(UnknownFunctions, AreReportedWithTheNearestName) {
    EXPECT_THAT(
        reports("#include <stdio.h>\nint main(void) { prinft(\"x\"); return 0; }"),
        ElementsAre(
            "2:18: warning: 'prinft' is called before it is declared (declare it, or define it, above this line)",
            "2:18: error: 'prinft' is not known here (did you mean 'printf'?)"));
}

TEST(UnknownFunctions, DeclaredButNotThereAreReportedWhereTheyAreUsed) {
    FrontEndInput input;
    input.sources = {{"t.c", "#include <stdio.h>\nint main(void) { puts(\"a\"); printf(\"b\"); return 0; }"}};
    input.isLibraryFunction = [](std::string_view name) { return name == "puts" || name == "putc"; };
    EXPECT_THAT(
        reports(checkProgram(input)),
        ElementsAre("2:29: error: 'printf' is not known here (define it, or use a function of the C library that is)"));
}

TEST(UnknownFunctions, DefinedLaterAreOnlyWarnedOf) {
    EXPECT_THAT(reports("int main(void) { return later(1); }\nint later(int x) { return x; }"),
                ElementsAre(HasSubstr("warning: 'later' is called before it is declared")));
    EXPECT_THAT(
        reports("int main(void) { later(); return 0; }\nchar *later(void) { return 0; }"),
        ElementsAre(HasSubstr("warning"), HasSubstr("error: 'later' was called on line 1 before it was declared")));
}

TEST(Refusals, SayWhatToUseInstead) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"pthread_create(0, 0, 0, 0);",
         "1:17: error: 'pthread_create': threads are not supported (use fork and a MAP_SHARED mapping)"},
        {"semget(0, 1, 0);",
         "1:17: error: 'semget': not supported (use sem_init(…, 1, …) in a shared mapping, or a pipe)"},
        {"socket(1, 2, 3);", "1:17: error: 'socket': no network (use pipe or a mapping)"},
        {"execlp(\"ls\", \"ls\", 0);",
         "1:17: error: 'execlp': a program cannot start another one (call a function in the child)"},
        {"syscall(1);", "1:17: error: 'syscall': raw system calls are not supported (call mmap, … by name)"},
        {"asm(\"nop\");", "1:17: error: 'asm': inline assembly is not C (write it in C)"},
        {"__sync_fetch_and_add(0, 1);",
         "1:17: error: '__sync_fetch_and_add': this is a builtin of gcc (use <stdatomic.h>)"},
        {"setuid(0);", "1:17: error: 'setuid': the program has one user (getuid and getgid give it)"},
        {"wchar_t w;", "1:17: error: 'wchar_t': wide characters are not supported here (use char)"},
        {"_Complex double z;", "1:17: error: '_Complex': complex numbers are not supported here (use two doubles)"},
        {"_Generic(1, int: 2);", "1:17: error: '_Generic': _Generic is not supported here (use a function)"},
        {"pthread_t t;", "1:17: error: 'pthread_t': threads are not supported (use fork and a MAP_SHARED mapping)"},
        {"({ 1; });", "a statement within an expression is a GNU extension; use a function"},
        {"int f(int x) { return x; }", "a function within a function is a GNU extension; use a function"},
        {"goto *(void *)0;", "a computed goto is a GNU extension; use a function"},
        {"x: ; void *p = &&x;", "the address of a label is a GNU extension; use a function"},
        {"char *s = L\"wide\";", "wide characters are not supported here"},
    };
    for (const auto& [statements, report] : cases) {
        const std::vector<std::string> found = reportsOfBody(statements);
        ASSERT_FALSE(found.empty()) << statements;
        EXPECT_THAT(found[0], HasSubstr(report)) << statements;
    }
}

TEST(Refusals, AHeaderThatIsIncludedForNothingIsFine) {
    EXPECT_THAT(reports("#include <pthread.h>\nint main(void) { return 0; }"), IsEmpty());
}

TEST(Refusals, AProgramNeedsAMain) {
    EXPECT_THAT(reports("int f(void) { return 1; }"),
                ElementsAre("1:1: error: the program has no function 'main' (write int main(void) { … })"));
}

// --- Several source files --------------------------------------------------------------------------------------------

FrontEndResult checkAll(std::vector<SourceFile> sources, const LocalHeaders& headers = {}) {
    FrontEndInput input;
    input.sources = std::move(sources);
    input.findHeader = lookupIn(headers);
    return checkProgram(input);
}

TEST(Linking, NamesMeanTheSameInAllFiles) {
    const FrontEndResult result =
        checkAll({{"a.c", "#include \"p.h\"\nint main(void) { count++; return add(1, 2); }"},
                  {"b.c", "#include \"p.h\"\nint count = 5;\nint add(int a, int b) { return a + b + count; }"}},
                 {{"p.h", "extern int count; int add(int a, int b);"}});
    ASSERT_TRUE(result.program) << render(result.diagnostics, result.files);
    EXPECT_EQ(result.program->functions.size(), 2U);
    EXPECT_EQ(result.program->globals.size(), 1U);
    EXPECT_EQ(globalNamed(*result.program, "count")->bytes[0], 5);
    EXPECT_EQ(result.files[0].name, "a.c");
    EXPECT_EQ(result.files[1].name, "b.c");
}

TEST(Linking, StaticOnesAreKeptApart) {
    const FrontEndResult result = checkAll(
        {{"a.c",
          "static int n = 1; static int f(void) { return n; } int g(void); int main(void) { return f() + g(); }"},
         {"b.c", "static int n = 2; static int f(void) { return n; } int g(void) { return f(); }"}});
    ASSERT_TRUE(result.program) << render(result.diagnostics, result.files);
    EXPECT_EQ(result.program->functions.size(), 4U);
    EXPECT_EQ(result.program->globals.size(), 2U);
}

TEST(Linking, StructsOfOneHeaderAreTheSame) {
    const FrontEndResult result =
        checkAll({{"a.c", "#include \"s.h\"\nint main(void) { struct s x = {0, 1}; return use(&x) + table.value; }"},
                  {"b.c", "#include \"s.h\"\nstruct s table = {0, 7}; int use(struct s *p) { return p->value; }"}},
                 {{"s.h", "struct s { struct s *next; int value; }; extern struct s table; int use(struct s *p);"}});
    EXPECT_THAT(reports(result), IsEmpty());
    EXPECT_TRUE(result.program);
}

TEST(Linking, TentativeDefinitionsAreOne) {
    const FrontEndResult result =
        checkAll({{"a.c", "int n; int n; int a[]; int main(void) { return n; }"}, {"b.c", "int n = 3;"}});
    ASSERT_TRUE(result.program) << render(result.diagnostics, result.files);
    EXPECT_EQ(globalNamed(*result.program, "n")->bytes[0], 3);
    EXPECT_EQ(globalNamed(*result.program, "a")->size, 4U);
}

TEST(Linking, ReportsWhatIsDefinedTwiceOrNowhere) {
    EXPECT_THAT(reports(checkAll({{"a.c", "int f(void) { return 1; } int main(void) { return f(); }"},
                                  {"b.c", "int f(void) { return 2; }"}})),
                ElementsAre(HasSubstr("'f' is defined twice")));
    EXPECT_THAT(reports(checkAll({{"a.c", "int f(void); int main(void) { return f(); }"}})),
                ElementsAre(HasSubstr("error: 'f' is not known here")));
    EXPECT_THAT(reports(checkAll({{"a.c", "extern int n; int main(void) { return n; }"}})),
                ElementsAre(HasSubstr("'n' is declared but defined nowhere")));
}

TEST(Linking, AFunctionOfTheProgramGoesBeforeTheLibrarys) {
    const FrontEndResult result = check("int atoi(const char *s) { return 7; } int main(void) { return atoi(\"1\"); }");
    ASSERT_TRUE(result.program);
    EXPECT_FALSE(functionNamed(*result.program, "atoi")->isLibrary);
}

// --- Whatever the text is, the front end ends ------------------------------------------------------------------------

std::string times(std::size_t count, const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i) {
        result += text;
    }
    return result;
}

std::string inMain(const std::string& statements) {
    return "int main(void) { int a = 1; int *p = &a; " + statements + " }";
}

TEST(Robustness, WhatIsNestedTooDeeplyIsSaidSo) {
    constexpr std::size_t deep = 100'000;
    const std::vector<std::string> texts = {inMain("a = " + times(deep, "(") + "1" + times(deep, ")") + ";"),
                                            inMain(times(deep, "{") + times(deep, "}")),
                                            inMain("a = " + times(deep, "!") + "1;"),
                                            inMain("a = " + times(deep, "- ") + "1;"),
                                            inMain("a = 1" + times(deep, " + a") + ";"),
                                            inMain(times(deep, "a = ") + "1;"),
                                            inMain("a = " + times(deep, "a ? 1 : ") + "1;"),
                                            inMain("a = " + times(deep, "a ? ") + "1" + times(deep, " : 2") + ";"),
                                            inMain(times(deep, "if (1) ") + ";"),
                                            inMain(times(deep, "if (1); else ") + ";"),
                                            inMain("a = " + times(deep, "(int)") + "1;"),
                                            inMain(times(deep, "*") + "p;"),
                                            inMain("a = 1" + times(deep, ", 1") + ";"),
                                            "int " + times(deep, "*") + "p; " + inMain(""),
                                            "int " + times(deep, "(") + "p" + times(deep, ")") + "; " + inMain(""),
                                            "int a" + times(deep, "[1]") + "; " + inMain(""),
                                            "int a = " + times(deep, "{") + "1" + times(deep, "}") + "; " + inMain(""),
                                            times(deep, "struct { ") + "int a;" + times(deep, "};") + inMain(""),
                                            "int f(" + times(deep, "int (") + times(deep, ")") + "); " + inMain(""),
                                            "#if " + times(deep, "(") + "1" + times(deep, ")") + "\n#endif\n" +
                                                inMain(""),
                                            "#if " + times(deep, "!") + "1\n#endif\n" + inMain("")};
    for (const std::string& text : texts) {
        const std::vector<std::string> found = reports(text);
        ASSERT_FALSE(found.empty()) << text.substr(0, 80);
        EXPECT_THAT(found[0], HasSubstr("nested too deeply")) << text.substr(0, 80);
    }
}

TEST(Robustness, TwoHundredOfAnythingIsNotTooDeep) {
    constexpr std::size_t count = 200;
    for (const std::string& text :
         {inMain("a = " + times(count, "(") + "1" + times(count, ")") + ";"),
          inMain(times(count, "{") + times(count, "}")), inMain("a = " + times(count, "!") + "1;"),
          inMain("a = 1" + times(900, " + a") + ";"), inMain(times(count, "if (1); else ") + ";")}) {
        EXPECT_THAT(reports(text), IsEmpty()) << text.substr(0, 80);
    }
}

TEST(Robustness, MacrosThatGrowWithoutMeasureEnd) {
    std::string doubling;
    for (int i = 0; i < 60; ++i) {
        doubling +=
            "#define a" + std::to_string(i) + " a" + std::to_string(i + 1) + " a" + std::to_string(i + 1) + "\n";
    }
    std::string joining = "#define J(a, b) a##b\n";
    for (int i = 0; i < 60; ++i) {
        joining += "#define j" + std::to_string(i) + "(x) j" + std::to_string(i + 1) + "(x##x)\n";
    }
    const std::string strings = "#define S(x) #x\n#define X(x) S(x)\n";
    for (const std::string& text : {doubling + inMain("a0;"), doubling + "#define a60\n" + inMain("a0;"),
                                    joining + inMain("j0(y);"), doubling + strings + inMain("X(a0);"),
                                    "#define f(x) x x x x\n" + inMain(times(40, "f(") + "1" + times(40, ")") + ";")}) {
        EXPECT_THAT(reports(text)[0], HasSubstr("grow without measure"));
    }
}

TEST(Robustness, LongTextsAreRead) {
    EXPECT_THAT(reports(inMain("char *s = \"" + std::string(10'000'000, 'a') + "\"; a = s[0];")), IsEmpty());
    EXPECT_THAT(reports("/*" + std::string(10'000'000, '*') + "*/" + inMain("")), IsEmpty());
    EXPECT_THAT(reports("int " + std::string(10'000'000, 'a') + ";" + inMain("")), IsEmpty());
    EXPECT_THAT(reports(inMain(times(200'000, "a = 1; "))), IsEmpty());
}

TEST(Robustness, SizesThatDoNotFitAreReported) {
    EXPECT_THAT(reports("int a[100000][100000][100000][100000];" + inMain(""))[0], HasSubstr("this type is too large"));
    EXPECT_THAT(reports("int a[] = {[1000000000] = 1};" + inMain(""))[0], HasSubstr("is too large"));
    EXPECT_THAT(reports("int a[100000][100000] = {[0 ... 99999] = {[0 ... 99999] = 1}};" + inMain(""))[0],
                HasSubstr("error"));
    EXPECT_THAT(reports("struct { char a[1L << 40]; char b[1L << 40]; } s;" + inMain(""))[0],
                HasSubstr("is too large"));
}

TEST(Robustness, BytesThatAreNoTextAreReported) {
    EXPECT_THAT(reports(std::string("int main(void) { \0 return 0; }", 30))[0], HasSubstr("'\\x00' is not part of C"));
    EXPECT_THAT(reports("int main(void) { int \xff = 1; return 0; }")[0], HasSubstr("'\\xff' is not part of C"));
    EXPECT_FALSE(reports("").empty());
    EXPECT_FALSE(reports("\\").empty());
}

TEST(Robustness, TruncatedProgramsAreReportedNotCrashed) {
    const std::string text = contentsOf(std::string(FAULTLINE_SOURCE_DIR) + "/resources/programs/user-pager.c");
    ASSERT_FALSE(text.empty());
    for (std::size_t length = 0; length < text.size(); length += 23) {
        const FrontEndResult result = check(text.substr(0, length));
        EXPECT_TRUE(result.program != nullptr || hasErrors(result.diagnostics));
    }
}

constexpr std::string_view pieces[] = {"(",
                                       ")",
                                       "{",
                                       "}",
                                       "[",
                                       "]",
                                       ";",
                                       ",",
                                       "*",
                                       "int ",
                                       "struct ",
                                       "=",
                                       "#",
                                       "\n",
                                       "\"",
                                       "'",
                                       "\\",
                                       "##",
                                       "...",
                                       "?",
                                       ":",
                                       "case ",
                                       "typedef ",
                                       "sizeof ",
                                       "0",
                                       "->",
                                       ".",
                                       "&",
                                       "static ",
                                       "void ",
                                       "#define f(x) x\n",
                                       "#if ",
                                       "#endif\n",
                                       "union ",
                                       "enum ",
                                       "1e9",
                                       "0x",
                                       "goto ",
                                       "const ",
                                       "switch (",
                                       "return ",
                                       "{0}",
                                       "[3]",
                                       "_Alignas(",
                                       "extern "};

// Changes a program at random, a few bytes or tokens at a time.
class Mutator {
public:
    explicit Mutator(std::vector<std::string> programs) : programs_(std::move(programs)) {}

    std::string next() {
        std::string text = programs_[below(programs_.size())];
        for (std::size_t changes = 1 + below(6); changes > 0 && !text.empty(); --changes) {
            change(text);
        }
        return text;
    }

private:
    std::size_t below(std::size_t limit) { return random_() % limit; }

    void change(std::string& text) {
        const std::size_t at = below(text.size());
        const std::string& other = programs_[below(programs_.size())];
        switch (below(6)) {
        case 0:
            text[at] = static_cast<char>(below(256));
            break;
        case 1:
            text.erase(at, 1 + below(20));
            break;
        case 2:
            text.insert(at, text.substr(below(text.size()), below(60)));
            break;
        case 3:
            text.resize(at);
            break;
        case 4:
            text.insert(at, other.substr(below(other.size()), below(80)));
            break;
        default:
            text.insert(at, pieces[below(std::size(pieces))]);
        }
    }

    std::vector<std::string> programs_;
    std::mt19937 random_{20240501};
};

TEST(Robustness, RandomChangesOfProgramsNeverCrashOrHang) {
    std::vector<std::string> programs;
    for (const std::string folder : {"resources/programs", "tests/program/corpus"}) {
        for (const auto& program : programsIn(folder)) {
            programs.push_back(contentsOf(program.string()));
        }
    }
    Mutator mutator(std::move(programs));
    const auto begin = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begin < std::chrono::seconds(4)) {
        const std::string text = mutator.next();
        const auto start = std::chrono::steady_clock::now();
        const FrontEndResult result = check(text);
        EXPECT_EQ(result.program == nullptr, hasErrors(result.diagnostics)) << text;
        EXPECT_FALSE(render(result.diagnostics, result.files).empty() && result.program == nullptr);
        lexForHighlighting(text);
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5)) << text;
    }
}

} // namespace
} // namespace faultline::test
