// The words of a C text.
#pragma once

#include <cstdint>
#include <string_view>

#include "simulator/machine/source_place.h"

namespace faultline {

enum class TokenKind : std::uint8_t {
    Identifier,
    Keyword, // only after preprocessing, and for highlighting
    Number,
    Character, // 'a', with its quotes
    String,    // "a", with its quotes
    Punctuator,
    HeaderName, // <stdio.h> or "x.h" behind #include
    Comment,    // for highlighting only
    Directive,  // '#' and the directive's name, for highlighting only
    Unfinished, // a string or character constant without its end
    Other,      // a byte that belongs to no token
    EndOfLine,  // only within a directive
    EndOfText,
};

struct Token {
    TokenKind kind = TokenKind::EndOfText;
    bool startsLine = false;  // nothing but space before it on its line
    bool spaceBefore = false; // space or a comment right before it
    bool isFinal = false;     // a name that macro expansion has to leave alone from now on
    SourcePlace place;        // of tokens that a macro gave: where the macro is used
    std::string_view text;    // as written, lines joined

    bool is(std::string_view punctuatorOrKeyword) const {
        return (kind == TokenKind::Punctuator || kind == TokenKind::Keyword) && text == punctuatorOrKeyword;
    }
    bool isName() const { return kind == TokenKind::Identifier || kind == TokenKind::Keyword; }
};

// A C11 keyword, or one of gnu11's spellings of them (__inline, asm, typeof …).
bool isKeyword(std::string_view name);

} // namespace faultline
