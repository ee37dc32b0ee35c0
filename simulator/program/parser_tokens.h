// The tokens that the parser still has to read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/program/diagnostic.h"
#include "simulator/program/token.h"

namespace faultline {

// After a syntax error all that can be seen is the end of the text, so that every loop of the parser ends by itself;
// where reading makes sense again, one of the recover functions skips to there.
class TokenStream {
public:
    TokenStream(std::vector<Token> tokens, Reporter& reporter) : tokens_(std::move(tokens)), reporter_(&reporter) {}

    const Token& peek(std::size_t ahead = 0) const {
        const std::size_t index = position_ + ahead;
        return hasFailed_ || index >= tokens_.size() ? end_ : tokens_[index];
    }
    SourcePlace place() const { return tokens_[position_].place; } // of the next token, also after an error
    SourcePlace previousPlace() const { return tokens_[position_ > 0 ? position_ - 1 : 0].place; }

    const Token& take();
    bool accept(std::string_view text);
    bool expect(std::string_view text); // reports what is missing

    bool atEnd() const { return peek().kind == TokenKind::EndOfText; }
    bool atRealEnd() const { return tokens_[position_].kind == TokenKind::EndOfText; }

    // A syntax error at the next token.
    void fail(std::string message, std::string advice = {});
    void failAt(SourcePlace place, std::string message, std::string advice = {});
    bool hasFailed() const { return hasFailed_; }

    // Skips behind the ';' that ends the item that began at `start`, or to the '}' that ends the block.
    void recoverInBlock(std::size_t start);
    std::size_t position() const { return position_; }
    // Skips behind the next ';' or braced group outside all braces.
    void recoverAtFileLevel();
    // Skips one group in parentheses, brackets or braces; the next token opens it.
    void skipGroup();
    // Reports an error after which nothing more is read, nor reported.
    void giveUp(std::string message, std::string advice = {});
    bool hasGivenUp() const { return hasGivenUp_; }

private:
    const Token* lastOpenBrace() const;

    std::vector<Token> tokens_; // the last one is EndOfText
    std::size_t position_ = 0;
    bool hasFailed_ = false;
    bool hasGivenUp_ = false;
    Token end_;
    Reporter* reporter_;
};

// What is written there, for messages: "'x'", "a string", "the end of the text".
std::string shown(const Token& token);

} // namespace faultline
