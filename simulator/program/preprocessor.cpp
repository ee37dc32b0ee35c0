#include "simulator/program/preprocessor.h"

#include <array>

namespace faultline {

Preprocessor::Preprocessor(ProgramFiles& files, Reporter& reporter, std::string_view date, std::string_view time)
    : files_(&files), reporter_(&reporter),
      expander_(macros_, pool_, reporter,
                {[this] { return nextOfText(); }, [this](SourcePlace place) { return presumed(place); }}) {
    definePredefined(date, time);
}

void Preprocessor::definePredefined(std::string_view date, std::string_view time) {
    const auto define = [&](std::string_view line) {
        const SourceText source(0, pool_.keep(std::string(line)));
        Lexer lexer(source);
        std::vector<Token> tokens;
        for (Token token = lexer.next(); token.kind != TokenKind::EndOfText; token = lexer.next()) {
            token.text = pool_.keep(std::string(token.text));
            tokens.push_back(token);
        }
        macros_.define(tokens, {}, *reporter_);
    };
    for (const std::string_view line : {"__STDC__ 1",
                                        "__STDC_VERSION__ 201112L",
                                        "__STDC_HOSTED__ 1",
                                        "__linux__ 1",
                                        "__linux 1",
                                        "linux 1",
                                        "__gnu_linux__ 1",
                                        "__unix__ 1",
                                        "__unix 1",
                                        "unix 1",
                                        "__x86_64__ 1",
                                        "__x86_64 1",
                                        "__amd64__ 1",
                                        "__amd64 1",
                                        "__LP64__ 1",
                                        "_LP64 1",
                                        "__CHAR_BIT__ 8",
                                        "__ELF__ 1",
                                        "__STDC_NO_THREADS__ 1",
                                        "__STDC_NO_COMPLEX__ 1",
                                        "__FAULTLINE__ 1",
                                        "__ORDER_LITTLE_ENDIAN__ 1234",
                                        "__ORDER_BIG_ENDIAN__ 4321",
                                        "__BYTE_ORDER__ 1234",
                                        "__SIZEOF_INT__ 4",
                                        "__SIZEOF_LONG__ 8",
                                        "__SIZEOF_POINTER__ 8",
                                        "__INT_MAX__ 0x7fffffff",
                                        "__LONG_MAX__ 0x7fffffffffffffffL",
                                        "__SIZE_TYPE__ long unsigned int",
                                        "__PTRDIFF_TYPE__ long int"}) {
        define(line);
    }
    define("__DATE__ " + quoted(date));
    define("__TIME__ " + quoted(time));
    macros_.defineDynamic("__FILE__", DynamicMacro::File);
    macros_.defineDynamic("__LINE__", DynamicMacro::Line);
    macros_.defineDynamic("__COUNTER__", DynamicMacro::Counter);
}

PresumedPlace Preprocessor::presumed(SourcePlace place) const {
    for (const OpenFile& file : open_) {
        if (file.file == place.file) {
            const auto line = static_cast<std::uint32_t>(std::int64_t{place.line} + file.lineShift);
            return {file.presumedName.empty() ? files_->name(place.file) : file.presumedName, line};
        }
    }
    return {files_->name(place.file), place.line};
}

// The next token of the open files, with directives obeyed.
Token Preprocessor::nextOfText() {
    while (!open_.empty()) {
        if (reporter_->isFull() || hasGivenUp_) {
            return {};
        }
        const Token token = open_.back().lexer.next();
        if (token.kind == TokenKind::EndOfText) {
            closeFile();
        } else if (token.startsLine && token.is("#")) {
            directive();
        } else {
            return token;
        }
    }
    return {};
}

void Preprocessor::closeFile() {
    OpenFile& file = open_.back();
    if (const auto comment = file.lexer.unfinishedComment()) {
        reporter_->error(*comment, "this comment has no '*/' to end it");
    }
    for (const Condition& condition : file.conditions) {
        reporter_->error(condition.place, "this #if has no #endif");
    }
    open_.pop_back();
}

void Preprocessor::appendToken(std::vector<Token>& tokens, Token token) {
    if (token.kind == TokenKind::Identifier && isKeyword(token.text)) {
        token.kind = TokenKind::Keyword;
    }
    if (token.kind == TokenKind::Unfinished) {
        const char quote = token.text.find('"') < token.text.find('\'') ? '"' : '\'';
        reporter_->error(token.place, std::string("the closing ") + quote + " is missing on this line");
        token.kind = quote == '"' ? TokenKind::String : TokenKind::Character;
        token.text = quote == '"' ? "\"\"" : "'0'"; // reading goes on as if it were there
    } else if (token.kind == TokenKind::Other) {
        constexpr std::string_view digits = "0123456789abcdef";
        const auto byte = static_cast<unsigned char>(token.text[0]);
        const bool isPrintable = byte >= 0x20 && byte < 0x7F;
        const std::string shown =
            isPrintable ? std::string(token.text) : std::string("\\x") + digits[byte / 16] + digits[byte % 16];
        reporter_->error(token.place, "'" + shown + "' is not part of C");
        return;
    }
    tokens.push_back(token);
}

std::vector<Token> Preprocessor::run(std::uint32_t source) {
    std::vector<Token> tokens;
    open(source, {source, 0, 0});
    SourcePlace last{source, 1, 1};
    for (Token token = expander_.next(); token.kind != TokenKind::EndOfText; token = expander_.next()) {
        last = token.place;
        if (tokens.size() >= maximumTokens) {
            reporter_->error(token.place, "the program is too long", "at most 4,000,000 tokens are read");
            hasGivenUp_ = true;
            break;
        }
        appendToken(tokens, token);
    }
    Token end;
    end.place = last;
    tokens.push_back(end);
    return tokens;
}

} // namespace faultline
