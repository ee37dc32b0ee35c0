#include "simulator/program/lexer.h"

#include <algorithm>
#include <array>

namespace faultline {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r';
}

// Length of the well-formed UTF-8 sequence of two or more bytes at the start of `bytes`, else 0.
std::size_t utf8Length(std::string_view bytes) {
    const auto lead = static_cast<unsigned char>(bytes[0]);
    const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || bytes.size() < length) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80) {
            return 0;
        }
    }
    return length;
}

// Longest first, so that the first that fits is the token.
constexpr std::array<std::string_view, 54> punctuators = {
    "%:%:", "...", "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "*=", "/=", "%=",
    "+=",   "-=",  "&=",  "^=",  "|=", "##", "<:", ":>", "<%", "%>", "%:", "[",  "]",  "(",  ")",  "{",  "}",  ".",
    "&",    "*",   "+",   "-",   "~",  "!",  "/",  "%",  "<",  ">",  "^",  "|",  "?",  ":",  ";",  "=",  ",",  "#"};

std::string_view canonicalPunctuator(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> digraphs = {
        {{"<:", "["}, {":>", "]"}, {"<%", "{"}, {"%>", "}"}, {"%:", "#"}, {"%:%:", "##"}}};
    for (const auto& [digraph, meaning] : digraphs) {
        if (text == digraph) {
            return meaning;
        }
    }
    return text;
}

} // namespace

void Lexer::skipComment() {
    const std::size_t begin = position_;
    if (at(position_ + 1) == '/') {
        position_ = std::min(characters_.find('\n', position_), characters_.size());
        return;
    }
    const std::size_t end = characters_.find("*/", position_ + 2);
    if (end == std::string_view::npos) {
        unfinishedComment_ = text_->placeOf(begin);
        position_ = characters_.size();
        return;
    }
    position_ = end + 2;
}

bool Lexer::skipSpace() {
    while (position_ < characters_.size()) {
        const char c = characters_[position_];
        if (c == '\n') {
            if (inDirective_) {
                return true;
            }
            startsLine_ = true;
            spaceBefore_ = false;
            ++position_;
        } else if (isSpace(c)) {
            spaceBefore_ = true;
            ++position_;
        } else if (c == '/' && (at(position_ + 1) == '/' || at(position_ + 1) == '*')) {
            if (keepsComments_) {
                return true;
            }
            spaceBefore_ = true;
            skipComment();
        } else {
            return false;
        }
    }
    return false;
}

std::size_t Lexer::identifierBytes(std::size_t offset, bool first) const {
    const char c = at(offset);
    if (isLetter(c) || (!first && isDigit(c))) {
        return 1;
    }
    return static_cast<unsigned char>(c) >= 0x80 ? utf8Length(characters_.substr(offset)) : 0;
}

bool Lexer::scanIdentifier() {
    std::size_t length = identifierBytes(position_, true);
    if (length == 0) {
        return false;
    }
    while (length != 0) {
        position_ += length;
        length = identifierBytes(position_, false);
    }
    return true;
}

// A preprocessing number: wider than C's constants, so that ## can build them.
void Lexer::scanNumber() {
    while (position_ < characters_.size()) {
        const char c = characters_[position_];
        const char following = at(position_ + 1);
        if ((c == 'e' || c == 'E' || c == 'p' || c == 'P') && (following == '+' || following == '-')) {
            position_ += 2;
        } else if (isDigit(c) || c == '.' || isLetter(c)) {
            ++position_;
        } else {
            return;
        }
    }
}

TokenKind Lexer::scanQuoted(char quote) {
    ++position_;
    while (position_ < characters_.size() && characters_[position_] != '\n') {
        const char c = characters_[position_++];
        if (c == quote) {
            return quote == '"' ? TokenKind::String : TokenKind::Character;
        }
        if (c == '\\' && at(position_) != '\n' && position_ < characters_.size()) {
            ++position_;
        }
    }
    return TokenKind::Unfinished;
}

TokenKind Lexer::scan() {
    const char c = characters_[position_];
    if (isDigit(c) || (c == '.' && isDigit(at(position_ + 1)))) {
        scanNumber();
        return TokenKind::Number;
    }
    // L"…", u8"…" and their kin are one token; the parser says what it thinks of them.
    const std::size_t prefix = characters_.compare(position_, 2, "u8") == 0 ? 2
                               : c == 'L' || c == 'u' || c == 'U'           ? 1
                                                                            : 0;
    const char quote = at(position_ + prefix);
    if (quote == '"' || (quote == '\'' && prefix != 2)) {
        position_ += prefix;
        return scanQuoted(quote);
    }
    if (scanIdentifier()) {
        return TokenKind::Identifier;
    }
    for (const std::string_view punctuator : punctuators) {
        if (characters_.compare(position_, punctuator.size(), punctuator) == 0) {
            position_ += punctuator.size();
            return TokenKind::Punctuator;
        }
    }
    ++position_;
    return TokenKind::Other;
}

Token Lexer::finish(TokenKind kind) {
    Token token;
    token.kind = kind;
    token.text = characters_.substr(start_, position_ - start_);
    if (kind == TokenKind::Punctuator) {
        token.text = canonicalPunctuator(token.text);
    }
    token.place = text_->placeOf(start_);
    token.startsLine = startsLine_;
    token.spaceBefore = spaceBefore_;
    startsLine_ = false;
    spaceBefore_ = false;
    return token;
}

Token Lexer::next() {
    const bool stopped = skipSpace();
    start_ = position_;
    if (position_ >= characters_.size()) {
        // A directive on a last line without an end still ends.
        return finish(inDirective_ ? TokenKind::EndOfLine : TokenKind::EndOfText);
    }
    if (stopped && characters_[position_] == '\n') {
        return finish(TokenKind::EndOfLine); // the '\n' itself is left for skipSpace
    }
    if (stopped) {
        skipComment();
        return finish(TokenKind::Comment);
    }
    return finish(scan());
}

std::optional<Token> Lexer::headerName() {
    skipSpace();
    start_ = position_;
    const char open = at(position_);
    if (open != '<' && open != '"') {
        return std::nullopt;
    }
    const std::size_t end = characters_.find(open == '<' ? '>' : '"', position_ + 1);
    if (end == std::string_view::npos || characters_.find('\n', position_) < end) {
        return std::nullopt;
    }
    position_ = end + 1;
    return finish(TokenKind::HeaderName);
}

std::vector<HighlightToken> lexForHighlighting(std::string_view text) {
    const SourceText source(0, text);
    Lexer lexer(source);
    lexer.keepComments();
    std::vector<HighlightToken> tokens;
    const auto add = [&](TokenKind kind, std::size_t from, std::size_t to) {
        const std::size_t begin = source.rawOffset(from);
        const std::size_t end = std::min(to > from ? source.rawOffset(to - 1) + 1 : begin, text.size());
        if (begin < end) {
            tokens.push_back({kind, begin, end - begin});
        }
    };
    for (Token token = lexer.next(); token.kind != TokenKind::EndOfText; token = lexer.next()) {
        if (token.startsLine && token.is("#")) {
            const std::size_t hash = lexer.start();
            lexer.setInDirective(true);
            const Token name = lexer.next();
            lexer.setInDirective(false);
            add(TokenKind::Directive, hash, name.isName() ? lexer.position() : hash + 1);
            if (name.text == "include") {
                if (lexer.headerName()) {
                    add(TokenKind::HeaderName, lexer.start(), lexer.position());
                }
            } else if (!name.isName() && name.kind != TokenKind::EndOfLine) {
                add(name.kind, lexer.start(), lexer.position());
            }
            continue;
        }
        const bool keyword = token.kind == TokenKind::Identifier && isKeyword(token.text);
        add(keyword ? TokenKind::Keyword : token.kind, lexer.start(), lexer.position());
    }
    return tokens;
}

std::uint32_t firstLineWithCode(std::string_view text, std::uint32_t from) {
    const SourceText source(0, text);
    Lexer lexer(source);
    for (Token token = lexer.next(); token.kind != TokenKind::EndOfText; token = lexer.next()) {
        if (token.startsLine && token.is("#")) {
            lexer.setInDirective(true);
            while (token.kind != TokenKind::EndOfLine && token.kind != TokenKind::EndOfText) {
                token = lexer.next();
            }
            lexer.setInDirective(false);
        } else if (token.place.line >= from && !token.is("{") && !token.is("}") && !token.is(";") &&
                   token.text != "else") {
            return token.place.line;
        }
    }
    return 0;
}

} // namespace faultline
