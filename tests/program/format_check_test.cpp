// Formats that don't fit their arguments: what `cc -Wformat` warns of is warned of, and what it takes is taken.
#include <gmock/gmock.h>

#include "tests/program/front_end_helpers.h"

namespace faultline::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> warningsOf(const std::string& statements) {
    return reports("#include <stdio.h>\n#include <stdint.h>\n#include <stddef.h>\nint main(void) { int i = 0; long l = "
                   "0; char c = 0; char text[8] = \"\"; double d = 0; float f = 0; void *p = text; (void)i; (void)l; "
                   "(void)c; (void)d; (void)f; (void)p;\n" +
                   statements + " return 0; }");
}

TEST(FormatCheck, WhatFitsIsTaken) {
    EXPECT_THAT(warningsOf("printf(\"%d %c %hhd %x %5.2f %s %p %ld %%\\n\", i, c, c, i, f, text, p, l);"), IsEmpty());
    EXPECT_THAT(warningsOf("printf(\"%*d %-.*s|%zu %zd %td\\n\", i, i, 3, text, sizeof i, l, (ptrdiff_t)l);"),
                IsEmpty());
    EXPECT_THAT(warningsOf("scanf(\"%d %ld %7s %c %f %lf %*d %[^]a] %n\", &i, &l, text, &c, &f, &d, text, &i);"),
                IsEmpty());
    EXPECT_THAT(warningsOf("fprintf(stderr, \"%m\\n\"); snprintf(text, 8, \"%u\", i); sscanf(text, \"%hhd\", &c);"),
                IsEmpty());
    EXPECT_THAT(warningsOf("printf(\"%2$d %1$s\\n\", text, i);"), IsEmpty());
}

TEST(FormatCheck, TheWrongKindIsWarnedOf) {
    EXPECT_THAT(warningsOf("printf(\"%s\\n\", i);"),
                ElementsAre(HasSubstr("warning: '%s' wants 'char *', but is given 'int'")));
    EXPECT_THAT(warningsOf("printf(\"%d\\n\", l);"),
                ElementsAre(HasSubstr("warning: '%d' wants 'int', but is given 'long'")));
    EXPECT_THAT(warningsOf("printf(\"%5ld\\n\", i);"), ElementsAre(HasSubstr("'%5ld' wants 'long'")));
    EXPECT_THAT(warningsOf("printf(\"%f %d\\n\", i, d);"),
                ElementsAre(HasSubstr("'%f' wants 'double'"), HasSubstr("'%d' wants 'int'")));
    EXPECT_THAT(warningsOf("printf(\"%p\\n\", i);"), ElementsAre(HasSubstr("'%p' wants 'void *'")));
}

TEST(FormatCheck, AMissingArgumentIsWarnedOf) {
    EXPECT_THAT(warningsOf("printf(\"%d %d\\n\", i);"),
                ElementsAre(HasSubstr("warning: '%d' has no argument that it could take")));
    EXPECT_THAT(warningsOf("scanf(\"%d\");"), ElementsAre(HasSubstr("no argument")));
}

TEST(FormatCheck, ScanfWithoutAnAddressIsToldWhatToWrite) {
    EXPECT_THAT(
        warningsOf("scanf(\"%d\", i);"),
        ElementsAre(HasSubstr("'%d' wants 'int *', but is given 'int' (give it the address: write '&' before it)")));
    EXPECT_THAT(warningsOf("scanf(\"%f\", &d);"), ElementsAre(HasSubstr("'%f' wants 'float *'")));
    EXPECT_THAT(warningsOf("scanf(\"%d\", &l);"), ElementsAre(HasSubstr("'%d' wants 'int *'")));
}

TEST(UnclosedBrace, IsToldWithTheLineThatOpensIt) {
    EXPECT_THAT(reports("int main(void)\n{\n    for (;;) {\n        return 0;\n"),
                testing::Contains(AllOf(HasSubstr("the '{' of line 3 is never closed"), HasSubstr("add a '}'"))));
    EXPECT_THAT(reports("int main(void)\n{\n    for (;;) {\n        return 0;\n    }\n"),
                ElementsAre(HasSubstr("the '{' of line 2 is never closed")));
}

TEST(Gets, IsRefusedAndFgetsIsNamed) {
    EXPECT_THAT(reports("#include <stdio.h>\nint main(void) { char t[9]; gets(t); return 0; }"),
                testing::Contains(AllOf(HasSubstr("error: "), HasSubstr("did you mean 'fgets'?"))));
}

} // namespace
} // namespace faultline::test
