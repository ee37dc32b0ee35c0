#include "simulator/program/constant.h"

#include <gtest/gtest.h>

namespace faultline {
namespace {

TEST(NumberConstants, HaveTheFirstTypeThatFits) {
    EXPECT_EQ(parseNumber("2147483647").kind, TypeKind::Int);
    EXPECT_EQ(parseNumber("2147483648").kind, TypeKind::Long); // decimal: never unsigned by itself
    EXPECT_EQ(parseNumber("0x7fffffff").kind, TypeKind::Int);
    EXPECT_EQ(parseNumber("0xffffffff").kind, TypeKind::UnsignedInt);
    EXPECT_EQ(parseNumber("0x100000000").kind, TypeKind::Long);
    EXPECT_EQ(parseNumber("0xffffffffffffffff").kind, TypeKind::UnsignedLong);
    EXPECT_EQ(parseNumber("037777777777").kind, TypeKind::UnsignedInt);
}

TEST(NumberConstants, ObeyTheirSuffixes) {
    EXPECT_EQ(parseNumber("1u").kind, TypeKind::UnsignedInt);
    EXPECT_EQ(parseNumber("1L").kind, TypeKind::Long);
    EXPECT_EQ(parseNumber("1ul").kind, TypeKind::UnsignedLong);
    EXPECT_EQ(parseNumber("1LU").kind, TypeKind::UnsignedLong);
    EXPECT_EQ(parseNumber("1ll").kind, TypeKind::LongLong);
    EXPECT_EQ(parseNumber("1ULL").kind, TypeKind::UnsignedLongLong);
    EXPECT_EQ(parseNumber("4294967296u").kind, TypeKind::UnsignedLong);
    EXPECT_FALSE(parseNumber("1lL").error.empty());
    EXPECT_FALSE(parseNumber("1x").error.empty());
}

TEST(NumberConstants, AreReadInTheirBase) {
    EXPECT_EQ(parseNumber("0").integer, 0U);
    EXPECT_EQ(parseNumber("0644").integer, 0644U);
    EXPECT_EQ(parseNumber("0xFf").integer, 255U);
    EXPECT_EQ(parseNumber("0b101").integer, 5U); // GNU
    EXPECT_FALSE(parseNumber("089").error.empty());
    EXPECT_FALSE(parseNumber("0x").error.empty());
    EXPECT_TRUE(parseNumber("18446744073709551616").isTooLarge);
}

TEST(NumberConstants, WithAPointOrExponentAreFloating) {
    EXPECT_EQ(parseNumber("1.5").floating, 1.5);
    EXPECT_EQ(parseNumber("1.5").kind, TypeKind::Double);
    EXPECT_EQ(parseNumber(".5f").kind, TypeKind::Float);
    EXPECT_EQ(parseNumber("1e3").floating, 1000);
    EXPECT_EQ(parseNumber("1.L").kind, TypeKind::LongDouble);
    EXPECT_EQ(parseNumber("0x1.8p1").floating, 3);
    EXPECT_EQ(parseNumber("0.1f").floating, static_cast<double>(0.1F));
    EXPECT_FALSE(parseNumber("1.5x").error.empty());
    EXPECT_FALSE(parseNumber("1e").error.empty());
}

TEST(CharacterConstants, AreIntsAndSigned) {
    EXPECT_EQ(parseCharacter("'a'").value, 97);
    EXPECT_EQ(parseCharacter(R"('\n')").value, 10);
    EXPECT_EQ(parseCharacter(R"('\0')").value, 0);
    EXPECT_EQ(parseCharacter(R"('\x41')").value, 0x41);
    EXPECT_EQ(parseCharacter(R"('\377')").value, -1);
    EXPECT_EQ(parseCharacter("'ab'").value, 'a' * 256 + 'b');
    EXPECT_FALSE(parseCharacter("''").error.empty());
}

TEST(StringConstants, UnfoldTheirEscapes) {
    EXPECT_EQ(parseString(R"("a\tb\\\"\101\x4a")").bytes, "a\tb\\\"AJ");
    EXPECT_EQ(parseString(R"("\u00e9")").bytes, "\xc3\xa9");
    EXPECT_EQ(parseString(R"("a\0b")").bytes, std::string("a\0b", 3));
    EXPECT_FALSE(parseString(R"(L"wide")").error.empty());
}

} // namespace
} // namespace faultline
