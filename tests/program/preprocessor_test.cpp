#include "simulator/program/preprocessor.h"

#include <gmock/gmock.h>

#include "tests/program/front_end_helpers.h"

namespace faultline::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// --- The examples of C11 6.10.3.5 ----------------------------------------------------------------------------------

TEST(Preprocessor, StandardExample3RedefinitionAndReexamination) {
    EXPECT_EQ(preprocessed("#define x 3\n"
                           "#define f(a) f(x * (a))\n"
                           "#undef x\n"
                           "#define x 2\n"
                           "#define g f\n"
                           "#define z z[0]\n"
                           "#define h g(~\n"
                           "#define m(a) a(w)\n"
                           "#define w 0,1\n"
                           "#define t(a) a\n"
                           "#define p() int\n"
                           "#define q(x) x\n"
                           "#define r(x,y) x ## y\n"
                           "#define str(x) # x\n"
                           "f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);\n"
                           "g(x+(3,4)-w) | h 5) & m\n"
                           "(f)^m(m);\n"
                           "p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };\n"
                           "char c[2][6] = { str(hello), str() };\n"),
              "f ( 2 * ( y + 1 ) ) + f ( 2 * ( f ( 2 * ( z [ 0 ] ) ) ) ) % f ( 2 * ( 0 ) ) + t ( 1 ) ; "
              "f ( 2 * ( 2 + ( 3 , 4 ) - 0 , 1 ) ) | f ( 2 * ( ~ 5 ) ) & f ( 2 * ( 0 , 1 ) ) ^ m ( 0 , 1 ) ; "
              "int i [ ] = { 1 , 23 , 4 , 5 , } ; char c [ 2 ] [ 6 ] = { \"hello\" , \"\" } ;");
}

TEST(Preprocessor, StandardExample4CreatingStringsAndJoiningTokens) {
    const std::string macros = "#define str(s) # s\n"
                               "#define xstr(s) str(s)\n"
                               "#define debug(s, t) printf(\"x\" # s \"= %d, x\" # t \"= %s\", x ## s, x ## t)\n"
                               "#define INCFILE(n) vers ## n\n"
                               "#define glue(a, b) a ## b\n"
                               "#define xglue(a, b) glue(a, b)\n"
                               "#define HIGHLOW \"hello\"\n"
                               "#define LOW LOW \", world\"\n";
    EXPECT_EQ(preprocessed(macros + "debug(1, 2);"), R"(printf ( "x" "1" "= %d, x" "2" "= %s" , x1 , x2 ) ;)");
    EXPECT_EQ(preprocessed(macros + R"(fputs(str(strncmp("abc\0d", "abc", '\4') == 0) str(: @\n), s);)"),
              R"(fputs ( "strncmp(\"abc\\0d\", \"abc\", '\\4') == 0" ": @\n" , s ) ;)");
    EXPECT_EQ(preprocessed(macros + "xstr(INCFILE(2).h)"), R"("vers2.h")");
    EXPECT_EQ(preprocessed(macros + "glue(HIGH, LOW); xglue(HIGH, LOW)"), R"("hello" ; "hello" ", world")");
}

TEST(Preprocessor, StandardExample5PlacemarkersWhenJoining) {
    EXPECT_EQ(preprocessed("#define t(x,y,z) x ## y ## z\n"
                           "int j[] = { t(1,2,3), t(,4,5), t(6,,7), t(8,9,), t(10,,), t(,11,), t(,,12), t(,,) };"),
              "int j [ ] = { 123 , 45 , 67 , 89 , 10 , 11 , 12 , } ;");
}

TEST(Preprocessor, StandardExample2HashHash) {
    EXPECT_EQ(preprocessed("#define hash_hash # ## #\n"
                           "#define mkstr(a) # a\n"
                           "#define in_between(a) mkstr(a)\n"
                           "#define join(c, d) in_between(c hash_hash d)\n"
                           "char p[] = join(x, y);"),
              R"(char p [ ] = "x ## y" ;)");
}

TEST(Preprocessor, StandardExample7VariableArguments) {
    const std::string macros = "#define debug(...) fprintf(stderr, __VA_ARGS__)\n"
                               "#define showlist(...) puts(#__VA_ARGS__)\n"
                               "#define report(test, ...) ((test)?puts(#test): printf(__VA_ARGS__))\n";
    EXPECT_EQ(preprocessed(macros + "debug(\"Flag\"); debug(\"X = %d\\n\", x);"),
              R"(fprintf ( stderr , "Flag" ) ; fprintf ( stderr , "X = %d\n" , x ) ;)");
    EXPECT_EQ(preprocessed(macros + "showlist(The first, second, and third items.);"),
              R"(puts ( "The first, second, and third items." ) ;)");
    EXPECT_EQ(preprocessed(macros + "report(x>y, \"x is %d but y is %d\", x, y);"),
              R"(( ( x > y ) ? puts ( "x>y" ) : printf ( "x is %d but y is %d" , x , y ) ) ;)");
}

// --- Macros ----------------------------------------------------------------------------------------------------------

TEST(Preprocessor, MacrosThatNameThemselvesStop) {
    EXPECT_EQ(preprocessed("#define foo foo + 1\nfoo"), "foo + 1");
    EXPECT_EQ(preprocessed("#define a b\n#define b a\na b"), "a b");
    EXPECT_EQ(preprocessed("#define f(x) x f\nf(1)(2)"), "1 f ( 2 )");
    EXPECT_EQ(preprocessed("#define f(a) a*g\n#define g(a) f(a)\nf(2)(9)"), "2 * 9 * g");
}

TEST(Preprocessor, AFunctionLikeMacroWithoutParenthesisIsAName) {
    EXPECT_EQ(preprocessed("#define f(x) x\nf f (1) f\n(2)"), "f 1 2");
    EXPECT_EQ(preprocessed("#define f (x)\nf"), "( x )");
    EXPECT_EQ(preprocessed("#define NULLARY() 7\nNULLARY() NULLARY ( )"), "7 7");
}

TEST(Preprocessor, ArgumentsMayHoldParenthesesCommasInThemAndLines) {
    EXPECT_EQ(preprocessed("#define f(x, y) [x|y]\nf((1,2),\n g(3,4))"), "[ ( 1 , 2 ) | g ( 3 , 4 ) ]");
}

TEST(Preprocessor, GnuFormsOfVariableArguments) {
    EXPECT_EQ(preprocessed("#define e(args...) p(args)\ne(1, 2)"), "p ( 1 , 2 )");
    EXPECT_EQ(preprocessed("#define e(f, ...) p(f, ##__VA_ARGS__)\ne(\"a\") e(\"a\", 1)"),
              R"(p ( "a" ) p ( "a" , 1 ))");
    EXPECT_EQ(preprocessed("#define e(f, a...) p(f, ##a)\ne(\"a\") e(\"a\", 1, 2)"), R"(p ( "a" ) p ( "a" , 1 , 2 ))");
    EXPECT_EQ(preprocessed("#define e(f, ...) p(f, ##__VA_ARGS__)\ne(\"a\",)"), R"(p ( "a" , ))");
}

TEST(Preprocessor, ArgumentsAreReplacedBeforeTheyArePutIn) {
    EXPECT_EQ(preprocessed("#define one 1\n#define s(x) #x\n#define xs(x) s(x)\ns(one) xs(one)"), R"("one" "1")");
    EXPECT_EQ(preprocessed("#define CAT(a, b) a##b\n#define XCAT(a, b) CAT(a, b)\n#define N 3\nCAT(v, N) XCAT(v, N)"),
              "vN v3");
}

TEST(Preprocessor, UniqueNamesFromLines) {
    EXPECT_EQ(preprocessed("#define C2(a,b) a##b\n#define C(a,b) C2(a,b)\nC(v,__LINE__)\nC(v,__LINE__)"), "v3 v4");
}

TEST(Preprocessor, JoiningMakesPunctuatorsAndNumbers) {
    EXPECT_EQ(preprocessed("#define j(a,b) a##b\nj(<,<=) j(0x,ff) j(1.,5) j(-,>)"), "<<= 0xff 1.5 ->");
    EXPECT_THAT(preprocessed("#define j(a,b) a##b\nj(+,x)"), HasSubstr("gives no single token"));
}

TEST(Preprocessor, StringsKeepTheirSpacesAndEscapes) {
    EXPECT_EQ(preprocessed("#define s(x) #x\ns( a  +\n b ) s(\"q\\n\" '\\\"')"), R"("a + b" "\"q\\n\" '\\\"'")");
}

TEST(Preprocessor, DoWhileMacrosOverSeveralLines) {
    EXPECT_EQ(
        preprocessed("#define handle(msg) \\\n    do { perror(msg); \\\n exit(1); } while (0)\nhandle(\"mmap\");"),
        R"(do { perror ( "mmap" ) ; exit ( 1 ) ; } while ( 0 ) ;)");
}

TEST(Preprocessor, UndefAndRedefinition) {
    EXPECT_EQ(preprocessed("#define a 1\na\n#undef a\na\n#undef never\n#define a 2\na"), "1 a 2");
    EXPECT_EQ(preprocessed("#define a 1\n#define a 1\na"), "1");
    EXPECT_EQ(preprocessed("#define a 1\n#define a 2\na"), "2 [2: 'a' is defined again, differently]");
}

TEST(Preprocessor, DirectivesBetweenArgumentsAreObeyed) {
    EXPECT_EQ(preprocessed("#define f(x) <x>\nf(1\n#if 0\n2\n#endif\n3)"), "< 1 3 >");
}

TEST(Preprocessor, DynamicMacros) {
    EXPECT_EQ(preprocessed("__FILE__ __LINE__\n__LINE__ __DATE__ __TIME__ __COUNTER__ __COUNTER__"),
              R"("t.c" 1 2 "Jan  1 2025" "12:34:56" 0 1)");
    EXPECT_EQ(preprocessed("#define L __LINE__\n\nL"), "3");
    EXPECT_EQ(preprocessed("#line 100 \"other.c\"\n__LINE__ __FILE__"), R"(100 "other.c")");
}

TEST(Preprocessor, KnowsWhereItRuns) {
    EXPECT_EQ(preprocessed("__linux__ linux __x86_64__ __STDC__ __STDC_VERSION__ __APPLE__"),
              "1 1 1 1 201112L __APPLE__");
}

TEST(Preprocessor, PragmasAreIgnored) {
    EXPECT_EQ(preprocessed("#pragma pack(1)\na _Pragma(\"once\") b"), "a b");
}

TEST(Preprocessor, TokensOfAMacroStandWhereItIsUsed) {
    Reporter reporter;
    ProgramFiles files({{"t.c", "#define M(x) a x b\n\n  M(\n  c)"}}, {});
    Preprocessor preprocessor(files, reporter, "", "");
    const std::vector<Token> tokens = preprocessor.run(0);
    ASSERT_EQ(tokens.size(), 4U);
    EXPECT_EQ(tokens[0].place, (SourcePlace{0, 3, 3}));
    EXPECT_EQ(tokens[1].place, (SourcePlace{0, 4, 3})); // an argument stands where it is written
    EXPECT_EQ(tokens[2].place, (SourcePlace{0, 3, 3}));
}

// --- Conditions ------------------------------------------------------------------------------------------------------

bool holds(const std::string& condition) {
    return preprocessed("#if " + condition + "\nyes\n#else\nno\n#endif") == "yes";
}

TEST(PreprocessorConditions, ComputeAsCDoes) {
    EXPECT_TRUE(holds("1 + 2 * 3 == 7"));
    EXPECT_TRUE(holds("(1 + 2) * 3 == 9"));
    EXPECT_TRUE(holds("-1 < 0"));
    EXPECT_FALSE(holds("-1 < 0u")); // unsigned: -1 is the largest number
    EXPECT_TRUE(holds("0x7fffffffffffffff > 0"));
    EXPECT_TRUE(holds("'a' == 97 && '\\n' == 10"));
    EXPECT_TRUE(holds("1 ? 2 : 1 / 0"));
    EXPECT_TRUE(holds("0 || !0 && ~0 == -1"));
    EXPECT_TRUE(holds("(1 << 4 | 1) == 17 && (17 & 16) && (17 ^ 1) == 16"));
    EXPECT_TRUE(holds("7 % 4 == 3 && -7 / 2 == -3 && -8 >> 1 == -4"));
    EXPECT_FALSE(holds("unknown"));
    EXPECT_TRUE(holds("0 == unknown"));
}

TEST(PreprocessorConditions, DefinedWithAndWithoutParentheses) {
    EXPECT_TRUE(holds("defined __linux__ && defined(__x86_64__) && !defined(__APPLE__)"));
    EXPECT_EQ(preprocessed("#define HAS defined(X)\n#define X\n#if HAS\nyes\n#endif"), "yes");
}

TEST(PreprocessorConditions, GroupsAndNesting) {
    const std::string text = "#if A == 1\none\n#elif A == 2\ntwo\n#elif A == 2\nagain\n#else\nother\n#endif";
    EXPECT_EQ(preprocessed("#define A 1\n" + text), "one");
    EXPECT_EQ(preprocessed("#define A 2\n" + text), "two");
    EXPECT_EQ(preprocessed("#define A 3\n" + text), "other");
    EXPECT_EQ(preprocessed("#if 0\n#if 1\na\n#else\nb\n#endif\nc\n#else\nd\n#endif"), "d");
    EXPECT_EQ(preprocessed("#ifdef X\na\n#else\nb\n#endif\n#ifndef X\nc\n#endif"), "b c");
}

TEST(PreprocessorConditions, WhatIsSkippedNeedNotBeC) {
    EXPECT_EQ(preprocessed("#if 0\ndon't @ \"\n#error no\n#include <none.h>\n#elif 1\nok\n#endif"), "ok");
}

TEST(PreprocessorConditions, SayWhatIsWrong) {
    EXPECT_THAT(preprocessed("#if 1 / 0\n#endif"), HasSubstr("1: division by zero"));
    EXPECT_THAT(preprocessed("#if\n#endif"), HasSubstr("1: #if needs a condition"));
    EXPECT_THAT(preprocessed("#if (1\n#endif"), HasSubstr("expected ')'"));
    EXPECT_THAT(preprocessed("#if 1.5\n#endif"), HasSubstr("needs an integer"));
    EXPECT_THAT(preprocessed("a\n#if 1\nb"), HasSubstr("2: this #if has no #endif"));
    EXPECT_THAT(preprocessed("#endif"), HasSubstr("#endif without an #if before it"));
    EXPECT_THAT(preprocessed("#if 0\n#else\n#else\n#endif"), HasSubstr("3: #else behind #else"));
    EXPECT_THAT(preprocessed("#error out of luck"), HasSubstr("#error out of luck"));
    EXPECT_THAT(preprocessed("#warning careful"), HasSubstr("#warning careful"));
    EXPECT_THAT(preprocessed("#frobnicate"), HasSubstr("'#frobnicate' is not a directive"));
}

// --- Includes --------------------------------------------------------------------------------------------------------

TEST(PreprocessorIncludes, LocalHeadersAndTheirGuards) {
    const LocalHeaders headers = {{"x.h", "#ifndef X_H\n#define X_H\nint x;\n#endif\n"},
                                  {"y.h", "#include \"x.h\"\nint y;\n"}};
    EXPECT_EQ(preprocessed("#include \"x.h\"\n#include \"y.h\"\n#include \"x.h\"\nend", headers),
              "int x ; int y ; end");
    EXPECT_EQ(preprocessed("#define H \"x.h\"\n#include H\n", headers), "int x ;");
}

TEST(PreprocessorIncludes, TheProgramsOwnHeaderGoesBeforeABuiltInOne) {
    EXPECT_EQ(preprocessed("#include \"common.h\"", {{"common.h", "mine"}}), "mine");
}

TEST(PreprocessorIncludes, UnknownHeadersAreReportedWithTheNearest) {
    EXPECT_THAT(reports("#include <sys/mmap.h>\nint main(void) { return 0; }"),
                testing::ElementsAre("1:10: error: <sys/mmap.h> is not known here (did you mean <sys/mman.h>?)"));
    EXPECT_THAT(reports("#include \"mine.h\"\nint main(void) { return 0; }")[0],
                StartsWith("1:10: error: \"mine.h\" is not known here"));
    EXPECT_THAT(
        reports("#include <sys/socket.h>\nint main(void) { return 0; }"),
        testing::ElementsAre("1:10: error: <sys/socket.h> is not known here (no network: use pipe or a mapping)"));
}

TEST(PreprocessorIncludes, CyclesEnd) {
    EXPECT_THAT(preprocessed("#include \"a.h\"", {{"a.h", "#include \"a.h\"\n#include \"a.h\"\n"}}),
                HasSubstr("#include is nested too deeply"));
}

} // namespace
} // namespace faultline::test
