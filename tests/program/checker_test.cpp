#include "simulator/program/checker.h"

#include <gmock/gmock.h>

#include "tests/program/front_end_helpers.h"
#include "tests/program/tree_text.h"

namespace faultline::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// What the last statement of main becomes.
std::string tree(const std::string& statements, const std::string& before = {}) {
    const FrontEndResult result = check(before + "\nint main(void) {" + statements + "}");
    return result.program ? TreeText::ofLastStatement(*result.program) : render(result.diagnostics, result.files);
}

// --- Conversions are nodes -------------------------------------------------------------------------------------------

TEST(Checker, SmallTypesAreComputedAsInt) {
    EXPECT_EQ(tree("char c = 1; c + c;"), "((int)load(c) + (int)load(c))");
    EXPECT_EQ(tree("unsigned short s = 1; -s;"), "-(int)load(s)");
    EXPECT_EQ(tree("_Bool b = 1; ~b;"), "~(int)load(b)");
}

TEST(Checker, OperandsGetTheirCommonType) {
    EXPECT_EQ(tree("int i = 1; long l = 2; i * l;"), "((long)load(i) * load(l))");
    EXPECT_EQ(tree("int i = 1; unsigned u = 2; i < u;"), "((unsigned int)load(i) < load(u))");
    EXPECT_EQ(tree("unsigned u = 1; long l = 2; u + l;"), "((long)load(u) + load(l))");
    EXPECT_EQ(tree("unsigned long u = 1; long long l = 2; u + l;"),
              "((unsigned long long)load(u) + (unsigned long long)load(l))");
    EXPECT_EQ(tree("int i = 1; double d = 2; i / d;"), "((double)load(i) / load(d))");
    EXPECT_EQ(tree("float f = 1; int i = 2; f - i;"), "(load(f) - (float)load(i))");
}

TEST(Checker, ShiftsKeepTheTypeOfTheirLeftSide) {
    EXPECT_EQ(tree("char c = 1; long l = 2; c << l;"), "((int)load(c) << load(l))");
}

TEST(Checker, AssignmentConvertsToTheLeftSide) {
    EXPECT_EQ(tree("char c; int i = 1; c = i;"), "c = (char)load(i)");
    EXPECT_EQ(tree("_Bool b; void *p = 0; b = p;"), "b = (_Bool)load(p)");
    EXPECT_EQ(tree("int i; i = 2.9;"), "i = int 2");
    EXPECT_EQ(tree("unsigned char c; c = 300;"), "c = unsigned char 44");
}

TEST(Checker, CompoundAssignmentSaysInWhichTypeItComputes) {
    EXPECT_EQ(tree("char c = 1; c += 1;"), "c += int 1 as int");
    EXPECT_EQ(tree("int i = 1; i *= 1.5;"), "i *= double 1.50 as double");
    EXPECT_EQ(tree("int i = 1; i++;"), "i += int 1 as int, old value");
    EXPECT_EQ(tree("int i = 1; --i;"), "i -= int 1 as int");
    EXPECT_EQ(tree("long *p = 0; p += 2;"), "p += long 2 * 8 bytes as long *");
    EXPECT_EQ(tree("long *p = 0; p--;"), "p += long 1 * -8 bytes as long *, old value");
}

TEST(Checker, ArgumentsAreConvertedOrPromoted) {
    EXPECT_EQ(tree("char c = 1; f(c, c);", "void f(long a, ...);"
                                           "void f(long a, ...) {}"),
              "f((long)load(c), (int)load(c))");
    EXPECT_EQ(tree("float x = 1; f(1, x);", "void f(long a, ...) {}"), "f(long 1, (double)load(x))");
    EXPECT_EQ(tree("char a[4]; f(a);", "void f(const char *s) {}"), "f((const char *)&(a))");
}

// --- Pointers and arrays ---------------------------------------------------------------------------------------------

TEST(Checker, PointerArithmeticIsInBytes) {
    EXPECT_EQ(tree("int *p = 0; p + 1;"), "(load(p) + long 1 * 4 bytes)");
    EXPECT_EQ(tree("int *p = 0; int i = 1; p - i;"), "(load(p) + (long)load(i) * -4 bytes)");
    EXPECT_EQ(tree("int *p = 0; 1 + p;"), "(load(p) + long 1 * 4 bytes)");
    EXPECT_EQ(tree("void *p = 0; p + 1;"), "(load(p) + long 1 * 1 bytes)");
    EXPECT_EQ(tree("int *p = 0, *q = 0; p - q;"), "((load(p) - load(q)) / 4 bytes)");
}

TEST(Checker, SubscriptsAreDereferences) {
    EXPECT_EQ(tree("int a[3]; a[1] = 2;"), "*(&(a) + long 1 * 4 bytes) = int 2");
    EXPECT_EQ(tree("int a[3]; 1[a];"), "load(*(&(a) + long 1 * 4 bytes))");
    EXPECT_EQ(tree("int a[2][3]; a[1][2];"), "load(*(&(*(&(a) + long 1 * 12 bytes)) + long 2 * 4 bytes))");
    EXPECT_EQ(tree("int a[3]; int *p; p = &a[1];"), "p = (&(a) + long 1 * 4 bytes)");
}

TEST(Checker, MembersAreFoundInAnonymousOnes) {
    const std::string type = "struct s { int a; struct { int b; union { int c; char d; }; }; };";
    EXPECT_EQ(tree("struct s x; x.d = 1;", type), "x.anonymous.anonymous.d = char 1");
    EXPECT_EQ(tree("struct s *p = 0; p->a = 1;", type), "*load(p).a = int 1");
}

TEST(Checker, MembersOfStructValuesAreTakenFromAHiddenCopy) {
    EXPECT_EQ(tree("f().a;", "struct s { int a; }; struct s f(void) { struct s x = {1}; return x; }"),
              "load(initialised{0: f()}.a)");
}

TEST(Checker, VariableLengthsAreKeptInHiddenVariables) {
    EXPECT_EQ(tree("int n = 3; int a[n]; sizeof a;"), "(load(hidden) * unsigned long 4)");
    EXPECT_EQ(tree("int n = 3; int a[n][2]; a[1][0];"), "load(*(&(*(&(a) + long 1 * 8 bytes)) + long 0 * 4 bytes))");
    EXPECT_EQ(tree("int n = 3; int a[2][n]; a[1];"),
              "&(*(&(a) + (long 1 * (long)(load(hidden) * unsigned long 4)) * 1 bytes))");
}

TEST(Checker, FunctionsDecayAndAreCalledThroughPointers) {
    EXPECT_EQ(tree("int (*p)(void); p = f;", "int f(void) { return 1; }"), "p = &f");
    EXPECT_EQ(tree("int (*p)(void) = f; p();", "int f(void) { return 1; }"), "(load(p))()");
    EXPECT_EQ(tree("(*f)();", "int f(void) { return 1; }"), "f()");
    EXPECT_EQ(tree("(***f)();", "int f(void) { return 1; }"), "f()");
}

// --- Constants -------------------------------------------------------------------------------------------------------

TEST(Checker, FoldsConstants) {
    EXPECT_EQ(tree("int x; x = 2 + 3 * 4;"), "x = int 14");
    EXPECT_EQ(tree("long x; x = sizeof(int[10]);"), "x = long 40");
    EXPECT_EQ(tree("int x; x = 1 ? 5 : 6;"), "x = int 5");
    EXPECT_EQ(tree("int x; x = 'a' + 1;"), "x = int 98");
    EXPECT_EQ(tree("int x; x = -7 / 2;"), "x = int -3");
    EXPECT_EQ(tree("int x; x = 2147483647 + 1;"), "x = int -2147483648");
    EXPECT_EQ(tree("unsigned x; x = -1;"), "x = unsigned int 4294967295");
    EXPECT_EQ(tree("double x; x = 1 / 2.0;"), "x = double 0.50");
    EXPECT_EQ(tree("int x; x = (char)200;"), "x = int -56");
}

TEST(Checker, LeavesWhatWouldTrapToTheRunningProgram) {
    EXPECT_EQ(tree("int x; x = 1 / 0;"), "x = (int 1 / int 0)");
    EXPECT_THAT(reportsOfBody("int x; x = 1 / 0;"), ElementsAre("1:30: warning: division by zero"));
}

TEST(Checker, ConstantExpressionsHaveCsValues) {
    EXPECT_EQ(valueOf("sizeof(long double)"), 16);
    EXPECT_EQ(valueOf("sizeof('a')"), 4);
    EXPECT_EQ(valueOf("sizeof(\"abc\")"), 4);
    EXPECT_EQ(valueOf("(unsigned char)-1"), 255);
    EXPECT_EQ(valueOf("(1u - 2) > 0"), 1);
    EXPECT_EQ(valueOf("sizeof(1 ? 1 : 2L)"), 8);
    EXPECT_EQ(valueOf("A + B", "enum { A = 5, B };"), 11);
    EXPECT_EQ(valueOf("~0u >> 31"), 1);
    EXPECT_EQ(valueOf("-8 >> 1"), -4);
    EXPECT_EQ(valueOf("!!3.5 && 0.0 == -0.0"), 1);
}

// --- Calls -----------------------------------------------------------------------------------------------------------

TEST(Checker, CallsKnowWhatTheirResultIsCalled) {
    const std::string mmapHeader = "#include <sys/mman.h>\n#include <stddef.h>\nstruct region { char *base; };";
    const std::string call = "mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);";
    EXPECT_THAT(tree("char *p = " + call, mmapHeader), HasSubstr("named p"));
    EXPECT_THAT(tree("char *p; p = (char *)" + call, mmapHeader), HasSubstr("named p"));
    EXPECT_THAT(tree("char *a[3]; a[1] = " + call, mmapHeader), HasSubstr("named a[1]"));
    EXPECT_THAT(tree("struct region r; r.base = " + call, mmapHeader), HasSubstr("named r.base"));
    EXPECT_THAT(tree("struct region *r = 0; r->base = " + call, mmapHeader), HasSubstr("named r->base"));
}

TEST(Checker, FormatsThatAreLiteralsAreKnown) {
    const FrontEndResult result = check("#include <stdio.h>\nint main(void) { fprintf(stderr, \"%d\\n\", 1); }");
    ASSERT_TRUE(result.program);
    const auto& block = std::get<BlockStatement>(result.program->main->body->node);
    const auto& call = std::get<Call>(std::get<ExpressionStatement>(block.statements[0].node).expression->node);
    EXPECT_EQ(call.format, 1U);
    EXPECT_EQ(call.formatText, "%d\n");
}

TEST(Checker, VariableArguments) {
    const std::string before = "#include <stdarg.h>\n";
    const FrontEndResult result =
        check(before + "int sum(int n, ...) { va_list l; va_start(l, n); int x = va_arg(l, int); va_end(l); return x; }"
                       "int main(void) { return sum(1, 2); }");
    EXPECT_TRUE(result.program) << render(result.diagnostics, result.files);
    EXPECT_THAT(reports(before + "int main(void) { va_list l; va_start(l, 0); return 0; }"),
                ElementsAre(HasSubstr("va_start can only be used in a function that takes '...'")));
}

TEST(Checker, AtomicsAreSingleUpdates) {
    const std::string before = "#include <stdatomic.h>\natomic_int n;";
    EXPECT_EQ(tree("atomic_fetch_add(&n, 1);", before), "atomic(&(n), int 1, nothing) as int");
    EXPECT_EQ(tree("atomic_load(&n);", before), "atomic(&(n), nothing, nothing) as int");
    EXPECT_THAT(tree("int e = 0; atomic_compare_exchange_strong(&n, &e, 5);", before), HasSubstr("as _Bool"));
}

// --- Initialisers ----------------------------------------------------------------------------------------------------

TEST(Initialisers, AreFlattenedToOffsets) {
    EXPECT_EQ(tree("int a[3] = {1, 2};"), "clear, 0: int 1, 4: int 2");
    EXPECT_EQ(tree("int a[2][2] = {1, 2, 3};"), "clear, 0: int 1, 4: int 2, 8: int 3");
    EXPECT_EQ(tree("int a[2][2] = {{1}, {2}};"), "clear, 0: int 1, 8: int 2");
    EXPECT_EQ(tree("struct { char c; int i; } s = {'a', 2};"), "clear, 0: char 97, 4: int 2");
    EXPECT_EQ(tree("char s[] = \"hi\";"), "0: \"hi\"");
    EXPECT_EQ(tree("char s[4] = {\"hi\"};"), "0: \"hi\"");
    EXPECT_EQ(tree("int x = {5};"), "0: int 5");
    EXPECT_EQ(tree("int a[3] = {};"), "clear");
}

TEST(Initialisers, DesignatorsGoWhereTheySay) {
    EXPECT_EQ(tree("int a[5] = {[3] = 1, 2, [0] = 3};"), "clear, 12: int 1, 16: int 2, 0: int 3");
    EXPECT_EQ(tree("struct { int a, b, c; } s = {.b = 1, 2, .a = 3};"), "clear, 4: int 1, 8: int 2, 0: int 3");
    EXPECT_EQ(tree("struct { int a; struct { int b[2], c; } d; } s = {.d.b[1] = 1, 2, };"),
              "clear, 8: int 1, 12: int 2");
    EXPECT_EQ(tree("struct { int a; union { int b; long c; }; } s = {.c = 1};"), "clear, 8: long 1");
    EXPECT_EQ(tree("int a[] = {[0 ... 2] = 7, 1};"), "clear, 0: int 7, 4: int 7, 8: int 7, 12: int 1");
}

TEST(Initialisers, StructsAreCopiedWhole) {
    EXPECT_EQ(tree("struct s { int a, b; } x = {1, 2}; struct s y[2] = {x, {3}};"), "clear, 0: load(x), 8: int 3");
}

TEST(Initialisers, OfGlobalsBecomeBytesAndAddresses) {
    const FrontEndResult result =
        check("int a[4]; struct { char c; int *p; const char *s; int (*f)(void); } x = {1, &a[2], \"hi\" + 1, main2};\n"
              "int main2(void); int main(void) { return 0; }");
    EXPECT_THAT(reports(result), ElementsAre(HasSubstr("'main2' is not declared")));
    const FrontEndResult good =
        check("int a[4]; int g(void) { return 1; }\n"
              "struct { char c; int *p; const char *s; int (*f)(void); } x = {1, &a[2], \"hi\" + 1, g};\n"
              "int main(void) { return 0; }");
    ASSERT_TRUE(good.program) << render(good.diagnostics, good.files);
    const Variable* x = globalNamed(*good.program, "x");
    ASSERT_EQ(x->relocations.size(), 3U);
    EXPECT_EQ(x->bytes[0], 1);
    EXPECT_EQ(x->relocations[0].offset, 8U);
    EXPECT_EQ(x->relocations[0].variable, globalNamed(*good.program, "a"));
    EXPECT_EQ(x->relocations[0].addend, 8);
    EXPECT_EQ(good.program->literals[*x->relocations[1].literal], std::string("hi\0", 3));
    EXPECT_EQ(x->relocations[1].addend, 1);
    EXPECT_EQ(x->relocations[2].function, functionNamed(*good.program, "g"));
}

TEST(Initialisers, OfGlobalsMustBeConstant) {
    EXPECT_THAT(reports("int f(void); int x = f(); int f(void) { return 1; } int main(void) { return 0; }"),
                ElementsAre(HasSubstr("the initialiser of a global or static variable must be constant")));
}

TEST(Initialisers, BitFieldsInGlobals) {
    const FrontEndResult result =
        check("struct { unsigned a : 3, b : 7; int c : 4; } x = {5, 100, -1}; int main(void) { return 0; }");
    ASSERT_TRUE(result.program);
    const std::vector<std::uint8_t>& bytes = globalNamed(*result.program, "x")->bytes;
    EXPECT_EQ(bytes[0], (5 | (100 << 3)) & 0xFF);
    EXPECT_EQ(bytes[1], (100 >> 5) | (0xF << 2));
}

TEST(Initialisers, AFlexibleArrayMemberMakesAGlobalLarger) {
    const FrontEndResult result = check("struct { int n; int a[]; } x = {2, {7, 8}}; int main(void) { return 0; }");
    ASSERT_TRUE(result.program);
    EXPECT_EQ(globalNamed(*result.program, "x")->size, 12U);
}

// --- Locals ----------------------------------------------------------------------------------------------------------

TEST(Checker, KnowsWhoseAddressIsTaken) {
    const FrontEndResult result = check(
        "int main(void) { int a = 1, b = 2, c[2]; int *p = &b; struct { int x; } s; s.x = 1; return a + *p + c[0]; }");
    ASSERT_TRUE(result.program);
    std::string taken;
    for (const auto& local : result.program->main->locals) {
        taken += local->name + (local->isAddressTaken ? "+ " : "- ");
    }
    EXPECT_EQ(taken, "a- b+ c+ p- s- ");
}

TEST(Checker, ScopesSayWhereNamesAreSeen) {
    const FrontEndResult result = check("int main(int argc, char **argv) {\n  int a;\n  for (int i = 0; i < 3; i++) "
                                        "{\n    int b;\n  }\n  return 0;\n}\n");
    ASSERT_TRUE(result.program);
    const Function& function = *result.program->main;
    std::string scopes;
    for (const auto& local : function.locals) {
        const Scope& scope = function.scopes[local->scope];
        scopes += local->name + ":" + std::to_string(scope.begin.line) + "-" + std::to_string(scope.end.line) + " ";
    }
    EXPECT_EQ(scopes, "argc:1-7 argv:1-7 a:1-7 i:3-5 b:3-5 ");
}

} // namespace
} // namespace faultline::test
