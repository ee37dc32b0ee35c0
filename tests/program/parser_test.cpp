#include "simulator/program/parser.h"

#include <gmock/gmock.h>

#include "tests/program/front_end_helpers.h"

namespace faultline::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(Parser, ReadsDeclarationsOfAllShapes) {
    for (const std::string text : {"int (*handlers[3])(int, char **);",
                                   "typedef int number; number f(number number) { return number; }",
                                   "struct list { struct list *next; int value; } *head;",
                                   "enum colour { red, green = 5, blue }; enum colour c = blue;",
                                   "static const char *const names[] = {\"a\", \"b\"};",
                                   "extern int later[]; int later[3];",
                                   "int a, *b, c[2], d(void), (*e)(void);",
                                   "unsigned long long int big; long double wide; signed char small;",
                                   "int f(int a[], int b[static 3], char *const c);",
                                   "void (*signal2(int number, void (*handler)(int)))(int);",
                                   "_Static_assert(sizeof(int) == 4, \"int\"); _Alignas(64) char line[64];",
                                   "_Noreturn void stop(void); inline int twice(int x) { return 2 * x; }",
                                   "__attribute__((unused)) static int x; int y __attribute__((aligned(16)));",
                                   "struct { int a : 3; int : 0; unsigned b : 1; } bits;",
                                   "union { int i; float f; } u = {.f = 1.0f};",
                                   "typedef struct point { int x, y; } point; point origin = {0, 0};",
                                   "register_t_like; extern int q;",
                                   "int old(a, b) int a; char *b; { return a + *b; }",
                                   "typeof(int *) pointer; __typeof__(1 + 1L) number;",
                                   "struct s; struct s *opaque; ;",
                                   "_Atomic int counter; _Atomic(long) other; volatile sig; const k = 1;"}) {
        const FrontEndResult result = check(text + "\nint main(void) { return 0; }");
        EXPECT_TRUE(result.program) << text << "\n" << render(result.diagnostics, result.files);
    }
}

TEST(Parser, ReadsStatementsOfAllShapes) {
    for (const std::string text :
         {"for (;;) break; for (int i = 0, j = 1; i < j; i++, j--) continue; while (0); do ; while (1 > 2);",
          "switch (3) { case 1: case 2: { int x; } default: break; case 'a' ... 'c':; }",
          "goto end; { int x = 1; x++; } end: return 0;", "if (1) if (0) ; else ; else ;",
          "int x = 1; x = x ? x : 2, x++; x <<= 1; x ^= x | 3 & ~x;",
          "int n = 4; int a[n]; a[0] = sizeof(int[n]); int (*p)[n] = &a; (*p)[1] = 2;",
          "struct s { int a; } s = {1}, t = s; t = s; t = (struct s){2}; int *q = (int[]){1, 2, 3}; q++;",
          "char *s = \"a\" \"b\" \"c\"; char c = s[1], d = *\"x\", e = \"abc\"[1];",
          "typedef int T; T x = 1; { int T = 2; T++; } x = (T)1.5;",
          "int x; x = sizeof x + sizeof(int) + sizeof(int *) * 2;", "extern int puts(const char *); puts(__func__);",
          "int x = 5; x = x ?: 7;", "static int count; count++; static int *where = &count; (void)where;",
          "again: ; static const void *table[] = {0}; (void)table; if (0) goto again;",
          "void *p = 0; p = p + 1; p++; (void)p;", "({ 1; });"}) {
        const FrontEndResult result = check("int main(void) {" + text + "}");
        const bool isRefused = text.starts_with("({");
        EXPECT_NE(result.program != nullptr, isRefused) << text << "\n" << render(result.diagnostics, result.files);
    }
}

TEST(Parser, ATypedefNameCanBeHiddenByAVariable) {
    EXPECT_THAT(reports("typedef int T; int main(void) { T T = 1; return T * 2; }"), IsEmpty());
}

TEST(Parser, StatementsHaveTheirPlaces) {
    const FrontEndResult result =
        check("int main(void)\n{\n    int a = 1;\n    if (a)\n        a = 2;\n    return a;\n}\n");
    ASSERT_TRUE(result.program);
    const auto& block = std::get<BlockStatement>(result.program->main->body->node);
    ASSERT_EQ(block.statements.size(), 3U);
    EXPECT_EQ(block.statements[0].place, (SourcePlace{0, 3, 5}));
    EXPECT_EQ(block.statements[1].place, (SourcePlace{0, 4, 5}));
    EXPECT_EQ(std::get<IfStatement>(block.statements[1].node).then->place, (SourcePlace{0, 5, 9}));
    EXPECT_EQ(block.end, (SourcePlace{0, 7, 1}));
}

TEST(Parser, SwitchesListTheirCases) {
    const FrontEndResult result =
        check("int main(void) { switch (1) { case 3: case 1 + 1: break; default: break; } return 0; }");
    ASSERT_TRUE(result.program);
    const auto& block = std::get<BlockStatement>(result.program->main->body->node);
    const auto& choice = std::get<SwitchStatement>(block.statements[0].node);
    ASSERT_EQ(choice.cases.size(), 2U);
    EXPECT_EQ(choice.cases[0].value, 3);
    EXPECT_EQ(choice.cases[1].value, 2);
    EXPECT_TRUE(choice.otherwise);
}

// --- Syntax errors ---------------------------------------------------------------------------------------------------

TEST(SyntaxErrors, SayWhatIsMissingAndWhere) {
    EXPECT_THAT(reports("int main(void) {\n    int x = 1\n    return x;\n}"),
                ElementsAre("2:14: error: expected ';' here"));
    EXPECT_THAT(reports("int main(void) {\n    return (1 + 2;\n}"),
                ElementsAre("2:18: error: expected ')' before ';'"));
    EXPECT_THAT(reports("int main(void) {\n    return 1 + ;\n}"),
                ElementsAre("2:16: error: expected an expression before ';'"));
    EXPECT_THAT(reports("int main(void) {\n"), ElementsAre(HasSubstr("expected '}'")));
    EXPECT_THAT(reports("int main(void) { return 0; } }"), ElementsAre("1:30: error: there is a '}' too many"));
}

TEST(SyntaxErrors, AllOfATextAreReportedAtOnce) {
    EXPECT_THAT(reports("int main(void) {\n    int a = ;\n    a = 1;\n    for (int i = 0 i < 3; i++) {\n        a = "
                        "2;\n    }\n    b = 3;\n    return a +;\n}"),
                ElementsAre(StartsWith("2:13: error: expected an expression"), StartsWith("4:20: error: expected ';'"),
                            StartsWith("7:5: error: 'b' is not declared"),
                            StartsWith("8:15: error: expected an expression")));
    EXPECT_THAT(reports("int f(void) { return 1 }\nint g(void) { return x; }\nint main(void) { return 0; }"),
                ElementsAre(StartsWith("1:24: error: expected ';'"), StartsWith("2:22: error: 'x' is not declared")));
}

TEST(SyntaxErrors, AreAtMostFifty) {
    std::string text = "int main(void) {\n";
    for (int i = 0; i < 200; ++i) {
        text += "x" + std::to_string(i) + " = 1;\n";
    }
    EXPECT_EQ(reports(text + "}").size(), 50U);
}

TEST(SyntaxErrors, ShowTheLine) {
    const FrontEndResult result = check("int main(void) {\n\treturn y;\n}");
    EXPECT_EQ(render(result.diagnostics, result.files),
              "t.c:2:9: error: 'y' is not declared\n     return y;\n            ^\n");
}

// --- What cc would not accept ----------------------------------------------------------------------------------------

struct Case {
    std::string statements;
    std::string report;
};

const std::vector<Case>& casesWithinFunctions() {
    static const std::vector<Case> cases = {
        {"struct { int a; } s; int i = s;", "cannot become 'int' to initialise 'i'"},
        {"int count; coutn = 1;", "'coutn' is not declared (did you mean 'count'?)"},
        {"5 = 1;", "only a variable, an element or a member can be assigned to"},
        {"const int c = 1; c = 2;", "'c' is const and cannot be assigned to"},
        {"int a[3], b[3]; a = b;", "'a' is an array, which cannot be assigned to"},
        {"int i; i();", "'int' is not a function and cannot be called"},
        {"struct s { int width; } s; s.widht = 1;", "'struct s' has no member 'widht' (did you mean 'width'?)"},
        {"struct s { int a; } s, *p = &s; p.a = 1;", "'struct s *' has no members (of a pointer, write ->a)"},
        {"struct s { int a; } s; s->a = 1;", "'->' needs a pointer, but this is 'struct s' (write .a)"},
        {"int i; *i = 1;", "'*' needs a pointer, but this is 'int'"},
        {"int *p = 0; p * 2;", "'*' cannot combine 'int *' and 'int'"},
        {"double d = 1; d % 2;", "'%' cannot combine 'double' and 'int'"},
        {"double d = 1; d << 2;", "'<<' cannot combine 'double' and 'int'"},
        {"&5;", "'&' needs something that has an address"},
        {"break;", "'break' outside of a loop or switch"},
        {"switch (1) { continue; }", "'continue' outside of a loop"},
        {"case 1:;", "'case' outside of a switch"},
        {"switch (1) { case 1: case 1:; }", "the case 1 stands twice in this switch"},
        {"switch (1.5) { }", "a switch needs an integer, but this is 'double'"},
        {"goto nowhere;", "there is no label 'nowhere' in 'main'"},
        {"x: ; x: ;", "the label 'x' stands twice in this function"},
        {"int a; int a;", "'a' is declared twice in this block"},
        {"void v;", "'v' cannot have type void"},
        {"struct unknown u;", "'u' has type 'struct unknown', which is not complete here"},
        {"int a[];", "'a' has type 'int []', which is not complete here (give its length)"},
        {"int a[-1];", "the length of an array cannot be negative"},
        {"int a[2.5];", "the length of an array is an integer, but this is 'double'"},
        {"struct s { int a; } s; if (s) ;", "'struct s' cannot be true or false"},
        {"int x = (int)(struct { int a; }){1};", "cannot be cast to 'int'"},
        {"void f(void); int x = f();", "a value of type void cannot be used to initialise 'x'"},
        {"int f(int a, int b); f(1);", "'f' takes 2 arguments, but is given 1"},
        {"int f(int a, ...); f();", "'f' takes at least 1 argument, but is given 0"},
        {"foo_t x;", "the type 'foo_t' is not known here"},
        {"size_t x;", "the type 'size_t' is not known here (#include <stddef.h>)"},
        {"long long long x;", "these words together name no type"},
        {"int x = NULL;", "'NULL' is not declared (#include <stddef.h>)"},
        {"struct { int a : 40; } s;", "a bit-field of type 'int' has 1 to 32 bits"},
        {"struct { int a : 4; } s; &s.a;", "'&' cannot take the address of the bit-field 'a'"},
        {"int a[2] = {[5] = 1};", "[5] lies outside the array, which has 2 elements"},
        {"struct { int a; } s = {.b = 1};", "has no member 'b'"},
        {"if (int x = 1) ;", "a declaration cannot stand here"},
        {"else ;", "'else' without an 'if' before it"},
        {"int x = 08;", "'8' is no digit of an octal number"},
        {"char c = '';", "a character constant cannot be empty"},
        {"char *s = \"abc;", "the closing \" is missing on this line"},
    };
    return cases;
}

TEST(TypeErrors, AreReportedAsCcWouldRejectThem) {
    for (const Case& each : casesWithinFunctions()) {
        const std::vector<std::string> found = reportsOfBody(each.statements);
        ASSERT_FALSE(found.empty()) << each.statements;
        EXPECT_THAT(found[0], HasSubstr("error: ")) << each.statements;
        EXPECT_THAT(found[0], HasSubstr(each.report)) << each.statements;
    }
}

TEST(TypeErrors, AtFileLevel) {
    const std::vector<Case> cases = {
        {"int f(void) { return 1; } int f(void) { return 2; }", "'f' is defined twice"},
        {"int x = 1; int x = 2;", "'x' is defined twice"},
        {"int x; double x;", "'x' is declared twice, differently (on line 1 it is declared as int x)"},
        {"int f(int); double f(int);", "'f' is declared twice, differently"},
        {"struct s { int a; }; struct s { int b; };", "struct s is defined twice"},
        {"struct s { struct s inner; };", "the type 'struct s' of this member is not complete here"},
        {"struct s { int a; int a; };", "there are two members called 'a'"},
        {"enum { a, a };", "'a' is declared twice"},
        {"int a[2][];", "an array cannot have elements of type 'int []'"},
        {"int f(void)[3];", "a function cannot return an array"},
        {"int n = 3; int a[n];", "outside of functions the length of an array must be constant"},
        {"return 1;", "expected a declaration before 'return' (statements stand in functions)"},
        {"_Static_assert(1 == 2, \"so it is\");", "a static assertion does not hold: so it is"},
        {"int old(a) int a; 1; }", "expected '{' before '1'"},
        {"void f(int a, int a) {}", "two parameters are called 'a'"},
        {"extern int missing; int *p = &missing;", "'missing' is declared but defined nowhere"},
    };
    for (const Case& each : cases) {
        const std::vector<std::string> found = reports(each.statements + "\nint main(void) { return 0; }");
        ASSERT_FALSE(found.empty()) << each.statements;
        EXPECT_THAT(found[0], HasSubstr("error: ")) << each.statements;
        EXPECT_THAT(found[0], HasSubstr(each.report)) << each.statements;
    }
}

TEST(Warnings, AreWhatCcOnlyWarnsOf) {
    const std::vector<Case> cases = {
        {"int *p = 5;", "an integer becomes a pointer, 'int *', without a cast to initialise 'p'"},
        {"char c; int i = &c;", "a pointer, 'char *', becomes an integer, 'int', without a cast"},
        {"int i; char *p = &i;", "'int *' becomes 'char *' without a cast"},
        {"const char *s = 0; char *p = s;", "which drops const"},
        {"int *p = 0; if (p == 5) ;", "a pointer and an integer are combined without a cast"},
        {"void *p = 0; int i = (int)p;", "'int' is too small for an address (use uintptr_t, or long)"},
        {"void *mmap(); void *p; if ((p = mmap()) == 0) ;", "'mmap' does not return NULL when it fails"},
        {"long *p = 0; long long *q = p;", "'long *' becomes 'long long *' without a cast"},
        {"return;", "'main' should return a value of type 'int'"},
        {"int a[1] = {1, 2};", "there are more values than 'a' has room for"},
        {"char s[2] = \"abc\";", "the string is longer than the array 's'"},
    };
    for (const Case& each : cases) {
        const std::vector<std::string> found = reportsOfBody(each.statements);
        ASSERT_EQ(found.size(), 1U) << each.statements;
        EXPECT_THAT(found[0], HasSubstr("warning: ")) << each.statements;
        EXPECT_THAT(found[0], HasSubstr(each.report)) << each.statements;
    }
}

TEST(Warnings, NothingIsSaidOfPlainC) {
    for (const std::string statements :
         {"char *p = 0; void *v = p; p = v; unsigned char *u = (unsigned char *)p; u = v;",
          "unsigned n = -1; char c = 300; float f = 1.5; n = f; (void)n; (void)c;",
          "const char *s = \"abc\"; char t[4]; t[0] = *s;", "int *p = 0; if (p == 0 || p != (void *)0) ;",
          "char s[3] = \"abc\"; (void)s;", "int (*f)() = 0; f = main; f = &main;"}) {
        EXPECT_THAT(reportsOfBody(statements), IsEmpty()) << statements;
    }
}

} // namespace
} // namespace faultline::test
