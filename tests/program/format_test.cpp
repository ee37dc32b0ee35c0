// Formats give what this system's printf and scanf give.
#include "simulator/program/format.h"
#include "simulator/program/scan.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cstdio>

namespace faultline {
namespace {

std::string formatted(std::string_view format, std::vector<std::uint64_t> slots) {
    FormatArguments arguments;
    arguments.slot = [slots](std::size_t index) { return index < slots.size() ? slots[index] : 0; };
    arguments.text = [](std::uint64_t address, std::uint64_t limit) {
        std::string text = address == 1 ? "text" : "a longer text";
        return text.substr(0, limit);
    };
    arguments.storeCount = [](std::uint64_t, std::uint64_t, unsigned) {};
    arguments.errorText = "No such file or directory";
    return formatText(format, arguments).value_or("(refused)");
}

template <class T>
std::string printed(const char* format, T value) {
    std::array<char, 2000> text{};
    std::snprintf(text.data(), text.size(), format, value);
    return text.data();
}

TEST(Format, IntegersAreWrittenAsPrintfWritesThem) {
    for (const char* format :
         {"%d", "%5d|", "%-5d|", "%05d", "%+d", "% d",  "%.3d",   "%8.3d|", "%-8.3d|", "%i",     "%x",    "%#x",
          "%X", "%#X",  "%o",    "%#o",  "%u",  "%08x", "%#010x", "%.0d",   "%+.5d",   "%-+6d|", "%0-5d|"})
        for (const int value : {0, 1, -1, 42, -12345, 2147483647, -2147483647 - 1})
            EXPECT_EQ(formatted(format, {static_cast<std::uint64_t>(static_cast<std::int64_t>(value))}),
                      printed(format, value))
                << format << " of " << value;
}

TEST(Format, LengthModifiersCutTheArgument) {
    for (const char* format : {"%hhd", "%hhu", "%hd", "%hu", "%ld", "%lu", "%lld", "%llu", "%jd", "%zu", "%td", "%lx"})
        for (const long value : {0L, -1L, 300L, -70000L, 0x123456789abcdefL})
            EXPECT_EQ(formatted(format, {static_cast<std::uint64_t>(value)}), printed(format, value))
                << format << " of " << value;
}

TEST(Format, DoublesAreWrittenAsPrintfWritesThem) {
    for (const char* format :
         {"%f",   "%.0f", "%.3f", "%10.2f|", "%-10.2f|", "%010.2f", "%+f", "% f",   "%#.0f", "%e",
          "%.2e", "%E",   "%g",   "%.3g",    "%#g",      "%G",      "%a",  "%15g|", "%.15g", "%lf"})
        for (const double value : {0.0, -0.0, 1.0, 3.14159265358979, -2.5, 1e10, 1e-10, 1e300, 123456789.0, 0.1})
            EXPECT_EQ(formatted(format, {std::bit_cast<std::uint64_t>(value)}), printed(format, value))
                << format << " of " << value;
}

TEST(Format, TextsArePaddedAndCut) {
    for (const char* format : {"%s", "%10s|", "%-10s|", "%.2s", "%10.2s|", "%-10.2s|", "%.0s|"})
        EXPECT_EQ(formatted(format, {1}), printed(format, "text")) << format;
    EXPECT_EQ(formatted("%s %s", {1, 2}), "text a longer text");
    EXPECT_EQ(formatted("%.*s", {3, 1}), "tex");
    EXPECT_EQ(formatted("%*s|", {static_cast<std::uint64_t>(-8), 1}), "text    |");
    EXPECT_EQ(formatted("%s", {0}), "(null)");
    EXPECT_EQ(formatted("%c%c%5c|", {'a', 'b', 'c'}), "ab    c|");
}

TEST(Format, PointersPercentAndMessages) {
    EXPECT_EQ(formatted("%p %p", {0x401000, 0}), "0x401000 (nil)");
    EXPECT_EQ(formatted("%12p|", {0x1234}), "      0x1234|");
    EXPECT_EQ(formatted("100%%", {}), "100%");
    EXPECT_EQ(formatted("%m", {}), "No such file or directory");
    EXPECT_EQ(formatted("%2$d %1$d", {1, 2}), "2 1");
    EXPECT_EQ(formatted("%y", {}), "%y");
}

// glibc 2.36 hands the stream each stretch by itself: a line-buffered stream is flushed at the first newline.
TEST(Format, PiecesAreStretchesAndConversions) {
    FormatArguments arguments;
    arguments.slot = [](std::size_t) { return std::uint64_t{7}; };
    const auto pieces = formatPieces("a\nb%dc", arguments);
    ASSERT_TRUE(pieces);
    EXPECT_EQ(*pieces, (std::vector<std::string>{"a\nb", "7", "c"}));
}

// --- scanf

struct Scanned {
    int count = 0;
    std::vector<std::uint64_t> numbers;
    std::vector<std::string> texts;
};

Scanned scanned(std::string_view format, const std::string& text) {
    Scanned result;
    std::size_t at = 0;
    ScanInput input;
    input.next = [&]() -> std::optional<std::uint8_t> {
        if (at >= text.size())
            return std::nullopt;
        return static_cast<std::uint8_t>(text[at++]);
    };
    input.back = [&] { --at; };
    ScanOutput output;
    output.pointer = [](std::size_t index) { return std::uint64_t{index}; };
    output.number = [&](std::uint64_t, std::uint64_t value, unsigned bytes) {
        result.numbers.push_back(bytes == 4 ? value & 0xFFFFFFFF : value);
    };
    output.text = [&](std::uint64_t, const std::string& bytes, bool) { result.texts.push_back(bytes); };
    output.allocated = [](const std::string&, bool) { return std::uint64_t{0}; };
    result.count = scanFormat(format, input, output);
    return result;
}

TEST(Scan, IntegersInEveryBase) {
    for (const char* text : {"12", " -7", "+5", "0x1f", "017", "abc", "", "  ", "99999999", "-0", "0"})
        for (const char* format : {"%d", "%i", "%x", "%o", "%u"}) {
            std::uint32_t expected = 0;
            const int count = std::sscanf(text, format, &expected);
            const Scanned got = scanned(format, text);
            EXPECT_EQ(got.count, count) << format << " of '" << text << "'";
            if (count == 1 && got.numbers.size() == 1) {
                EXPECT_EQ(got.numbers[0], expected) << format << " of '" << text << "'";
            }
        }
}

TEST(Scan, DoublesWordsAndSets) {
    for (const char* text : {"3.5", "-1e3", "1e", ".5", "x", "inf", "0x1p3"}) {
        double expected = 0;
        const int count = std::sscanf(text, "%lf", &expected);
        const Scanned got = scanned("%lf", text);
        EXPECT_EQ(got.count, count) << text;
        if (count == 1 && got.numbers.size() == 1) {
            EXPECT_EQ(got.numbers[0], std::bit_cast<std::uint64_t>(expected)) << text;
        }
    }
    EXPECT_EQ(scanned("%s %s", "  two words ").texts, (std::vector<std::string>{"two", "words"}));
    EXPECT_EQ(scanned("%3s%s", "abcdef").texts, (std::vector<std::string>{"abc", "def"}));
    EXPECT_EQ(scanned("%[a-c]%[^x]", "abcdefx").texts, (std::vector<std::string>{"abc", "def"}));
    EXPECT_EQ(scanned("%c%2c", "abc").texts, (std::vector<std::string>{"a", "bc"}));
}

TEST(Scan, LiteralsSuppressionAndTheEnd) {
    EXPECT_EQ(scanned("%d-%d", "10-20").numbers, (std::vector<std::uint64_t>{10, 20}));
    EXPECT_EQ(scanned("%d-%d", "10+20").count, 1);
    EXPECT_EQ(scanned("%*d %d", "10 20").numbers, (std::vector<std::uint64_t>{20}));
    EXPECT_EQ(scanned("%d", "").count, -1);
    EXPECT_EQ(scanned("%d%n", "123 ").numbers, (std::vector<std::uint64_t>{123, 3}));
    EXPECT_EQ(scanned("%d %%", "5 %").count, 1);
}

} // namespace
} // namespace faultline
