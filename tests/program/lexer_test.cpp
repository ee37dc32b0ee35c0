#include "simulator/program/lexer.h"

#include <gmock/gmock.h>

namespace faultline {
namespace {

using testing::ElementsAre;

std::vector<std::string> tokensOf(std::string_view text) {
    const SourceText source(0, text);
    Lexer lexer(source);
    std::vector<std::string> tokens;
    for (Token token = lexer.next(); token.kind != TokenKind::EndOfText; token = lexer.next()) {
        tokens.emplace_back(token.text);
    }
    return tokens;
}

std::vector<std::string> placesOf(std::string_view text) {
    const SourceText source(0, text);
    Lexer lexer(source);
    std::vector<std::string> places;
    for (Token token = lexer.next(); token.kind != TokenKind::EndOfText; token = lexer.next()) {
        places.push_back(std::string(token.text) + "@" + std::to_string(token.place.line) + ":" +
                         std::to_string(token.place.column));
    }
    return places;
}

TEST(Lexer, TakesTheLongestPunctuatorThatFits) {
    EXPECT_THAT(tokensOf("a+++++b"), ElementsAre("a", "++", "++", "+", "b"));
    EXPECT_THAT(tokensOf("x<<=y>>z->w...v"), ElementsAre("x", "<<=", "y", ">>", "z", "->", "w", "...", "v"));
}

TEST(Lexer, ReadsNumbersAsThePreprocessorDoes) {
    EXPECT_THAT(tokensOf("0x1F 1e+5 .5 1.e3 0x1p-3 12ul 1..2"),
                ElementsAre("0x1F", "1e+5", ".5", "1.e3", "0x1p-3", "12ul", "1..2"));
}

TEST(Lexer, KeepsEscapedQuotesInsideConstants) {
    EXPECT_THAT(tokensOf(R"("a\"b" '\'' '\\' L"w")"), ElementsAre(R"("a\"b")", R"('\'')", R"('\\')", R"(L"w")"));
}

TEST(Lexer, SkipsBothKindsOfComment) {
    EXPECT_THAT(tokensOf("a/*b*/c//d\ne /* f\n g */ h"), ElementsAre("a", "c", "e", "h"));
    EXPECT_THAT(tokensOf("\"/*\" a"), ElementsAre("\"/*\"", "a"));
}

TEST(Lexer, KnowsTheDigraphs) {
    EXPECT_THAT(tokensOf("<:1:> <%%> %:"), ElementsAre("[", "1", "]", "{", "}", "#"));
}

TEST(Lexer, SaysWhereTokensStand) {
    EXPECT_THAT(placesOf("int a;\n  b = 1;"),
                ElementsAre("int@1:1", "a@1:5", ";@1:6", "b@2:3", "=@2:5", "1@2:7", ";@2:8"));
}

TEST(Lexer, JoinsLinesThatEndInABackslash) {
    EXPECT_THAT(placesOf("ab\\\ncd e\n f"), ElementsAre("abcd@1:1", "e@2:4", "f@3:2"));
    EXPECT_THAT(placesOf("ab\\\r\ncd\r\nx"), ElementsAre("abcd@1:1", "x@3:1"));
}

TEST(Lexer, TellsWhatIsNoTokenAndWhatHasNoEnd) {
    const SourceText source(0, "@ \xff 'abc\n\"def\n/* no end");
    Lexer lexer(source);
    EXPECT_EQ(lexer.next().kind, TokenKind::Other);
    EXPECT_EQ(lexer.next().kind, TokenKind::Other);
    EXPECT_EQ(lexer.next().kind, TokenKind::Unfinished);
    EXPECT_EQ(lexer.next().kind, TokenKind::Unfinished);
    EXPECT_EQ(lexer.next().kind, TokenKind::EndOfText);
    ASSERT_TRUE(lexer.unfinishedComment());
    EXPECT_EQ(lexer.unfinishedComment()->line, 3U);
}

TEST(Lexer, TakesLettersOfOtherAlphabets) {
    EXPECT_THAT(tokensOf("größe = 1;"), ElementsAre("größe", "=", "1", ";"));
}

// For highlighting every token is given, with its place in the text as written.
std::vector<std::string> highlights(std::string_view text) {
    std::vector<std::string> result;
    for (const HighlightToken& token : lexForHighlighting(text)) {
        constexpr std::string_view kinds = "ikncsph/#u?";
        result.push_back(std::string(1, kinds[static_cast<std::size_t>(token.kind)]) + ":" +
                         std::string(text.substr(token.offset, token.length)));
    }
    return result;
}

TEST(Highlighting, TellsKeywordsNamesConstantsCommentsAndDirectivesApart) {
    EXPECT_THAT(highlights("#include <stdio.h> // io\nint x = 'a' + 12; /* \"s\" */ \"t\""),
                ElementsAre("#:#include", "h:<stdio.h>", "/:// io", "k:int", "i:x", "p:=", "c:'a'", "p:+", "n:12",
                            "p:;", "/:/* \"s\" */", "s:\"t\""));
}

TEST(Highlighting, GoesOnAfterWhatIsNotC) {
    EXPECT_THAT(highlights("a @ \"b\nreturn"), ElementsAre("i:a", "?:@", "u:\"b", "k:return"));
}

TEST(Highlighting, CoversJoinedLinesAsWritten) {
    EXPECT_THAT(highlights("re\\\nturn x"), ElementsAre("k:re\\\nturn", "i:x"));
}

} // namespace
} // namespace faultline
