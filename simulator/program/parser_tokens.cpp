#include "simulator/program/parser_tokens.h"

namespace faultline {

std::string shown(const Token& token) {
    constexpr std::size_t longest = 40;
    switch (token.kind) {
    case TokenKind::EndOfText:
        return "the end of the text";
    case TokenKind::String:
        return "a string";
    default:
        return "'" + std::string(token.text.substr(0, longest)) + (token.text.size() > longest ? "…'" : "'");
    }
}

const Token& TokenStream::take() {
    const Token& token = peek();
    if (!hasFailed_ && position_ + 1 < tokens_.size()) {
        ++position_;
    }
    return token;
}

bool TokenStream::accept(std::string_view text) {
    if (!peek().is(text)) {
        return false;
    }
    take();
    return true;
}

bool TokenStream::expect(std::string_view text) {
    if (accept(text)) {
        return true;
    }
    if (hasFailed_) {
        return false;
    }
    // What is missing at the end of a line is missing there, not where the next line begins.
    const bool isBehind = text == ";" || text == ")" || text == "]";
    const Token& next = tokens_[position_];
    if (isBehind && position_ > 0 && (next.startsLine || next.kind == TokenKind::EndOfText)) {
        const Token& previous = tokens_[position_ - 1];
        SourcePlace place = previous.place;
        place.column += static_cast<std::uint32_t>(previous.text.size());
        failAt(place, "expected '" + std::string(text) + "' here");
        return false;
    }
    std::string message = "expected '" + std::string(text) + "' before " + shown(next);
    const Token* open = next.kind == TokenKind::EndOfText && text == "}" ? lastOpenBrace() : nullptr;
    if (open == nullptr) {
        fail(std::move(message));
        return false;
    }
    fail(std::move(message) + ": the '{' of line " + std::to_string(open->place.line) + " is never closed",
         "add a '}' where that block ends; if it has one, a block inside it lacks its own");
    return false;
}

// The innermost '{' before here that no '}' closes.
const Token* TokenStream::lastOpenBrace() const {
    std::size_t closed = 0;
    for (std::size_t i = position_; i-- > 0;) {
        if (tokens_[i].is("}")) {
            ++closed;
        } else if (tokens_[i].is("{") && closed-- == 0) {
            return &tokens_[i];
        }
    }
    return nullptr;
}

void TokenStream::fail(std::string message, std::string advice) {
    failAt(place(), std::move(message), std::move(advice));
}

void TokenStream::failAt(SourcePlace place, std::string message, std::string advice) {
    if (!hasFailed_ && !hasGivenUp_) {
        reporter_->error(place, std::move(message), std::move(advice));
    }
    hasFailed_ = true;
}

void TokenStream::skipGroup() {
    std::size_t depth = 0;
    for (; tokens_[position_].kind != TokenKind::EndOfText; ++position_) {
        const Token& token = tokens_[position_];
        if (token.is("(") || token.is("[") || token.is("{")) {
            ++depth;
        } else if (token.is(")") || token.is("]") || token.is("}")) {
            if (--depth == 0) {
                ++position_;
                return;
            }
        }
    }
}

void TokenStream::giveUp(std::string message, std::string advice) {
    fail(std::move(message), std::move(advice));
    hasGivenUp_ = true;
    position_ = tokens_.size() - 1;
}

void TokenStream::recoverInBlock(std::size_t start) {
    hasFailed_ = false;
    if (hasGivenUp_) {
        return;
    }
    // What was open where the error was met: braces of an initialiser, the parentheses of a for.
    std::size_t braces = 0;
    std::size_t parentheses = 0;
    const bool isFor = tokens_[start].is("for");
    const auto count = [](std::size_t& open, const Token& token, std::string_view opening, std::string_view closing) {
        open += token.is(opening) ? 1 : token.is(closing) && open > 0 ? std::size_t(-1) : 0;
    };
    for (std::size_t i = start; i < position_; ++i) {
        count(braces, tokens_[i], "{", "}");
        count(parentheses, tokens_[i], "(", ")");
    }
    while (tokens_[position_].kind != TokenKind::EndOfText) {
        const Token& token = tokens_[position_];
        if (token.is("}") && braces == 0) {
            return;
        }
        if (token.is("{") && braces == 0) {
            skipGroup();
            return;
        }
        ++position_;
        count(braces, token, "{", "}");
        count(parentheses, token, "(", ")");
        if (token.is(";") && braces == 0 && !(isFor && parentheses > 0)) {
            return;
        }
    }
}

void TokenStream::recoverAtFileLevel() {
    hasFailed_ = false;
    while (tokens_[position_].kind != TokenKind::EndOfText) {
        const Token& token = tokens_[position_];
        if (token.is("{")) {
            skipGroup();
            if (!tokens_[position_].is(";")) {
                return;
            }
            continue;
        }
        ++position_;
        if (token.is(";") || token.is("}")) {
            return;
        }
    }
}

} // namespace faultline
