// Cuts a C text into tokens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "simulator/program/source_text.h"
#include "simulator/program/token.h"

namespace faultline {

// Gives the preprocessing tokens of a text, one after the other. Never fails: what is no token is Other or Unfinished.
class Lexer {
public:
    explicit Lexer(const SourceText& text) : text_(&text), characters_(text.joined()) {}

    // The next token; after the last one EndOfText, again and again. Comments are skipped.
    Token next();

    // Within a directive the end of the line is a token.
    void setInDirective(bool inDirective) { inDirective_ = inDirective; }

    // Behind #include: <name> or "name" as one token, if that is what follows.
    std::optional<Token> headerName();

    // For highlighting: comments are given as tokens.
    void keepComments() { keepsComments_ = true; }

    std::size_t position() const { return position_; } // in the joined text, behind the last token
    std::size_t start() const { return start_; }       // of the last token
    // Where a comment without an end begins, once it has been met.
    std::optional<SourcePlace> unfinishedComment() const { return unfinishedComment_; }

private:
    char at(std::size_t offset) const { return offset < characters_.size() ? characters_[offset] : '\0'; }
    bool skipSpace(); // true: stopped at the end of a line of a directive, or at a comment that is kept
    void skipComment();
    Token finish(TokenKind kind);
    TokenKind scan();
    TokenKind scanQuoted(char quote);
    void scanNumber();
    bool scanIdentifier();
    std::size_t identifierBytes(std::size_t offset, bool first) const;
    SourcePlace place(std::size_t offset);

    const SourceText* text_;
    std::string_view characters_;
    std::size_t position_ = 0;
    std::size_t start_ = 0;
    bool inDirective_ = false;
    bool keepsComments_ = false;
    bool startsLine_ = true;
    bool spaceBefore_ = false;
    std::optional<SourcePlace> unfinishedComment_;
};

// A token of raw text, for colouring it.
struct HighlightToken {
    TokenKind kind;
    std::size_t offset; // in the raw text, in bytes
    std::size_t length;
};

// All tokens of a text with comments, keywords, directives and header names told apart, in order and without overlap.
std::vector<HighlightToken> lexForHighlighting(std::string_view text);

// The first line from `from` on with more than comments, directives, braces, ';' and "else"; 0: there is none. Lines
// count from 1.
std::uint32_t firstLineWithCode(std::string_view text, std::uint32_t from);

} // namespace faultline
