// The directives of the preprocessor (C11 6.10): #include, #if and its kin, #define …
#include <algorithm>

#include "simulator/program/constant.h"
#include "simulator/program/headers.h"
#include "simulator/program/headers_names.h"
#include "simulator/program/preprocessor.h"
#include "simulator/program/preprocessor_conditions.h"

namespace faultline {

// Behind a '#' that starts a line.
void Preprocessor::directive() {
    open_.back().lexer.setInDirective(true);
    const Token name = open_.back().lexer.next();
    const std::size_t depth = open_.size();
    if (name.kind != TokenKind::EndOfLine) {
        perform(name);
    }
    // The directive may have opened a file; the line it stands on is in the one below.
    open_[depth - 1].lexer.setInDirective(false);
}

std::vector<Token> Preprocessor::restOfLine() {
    std::vector<Token> tokens;
    Lexer& lexer = open_.back().lexer;
    for (Token token = lexer.next(); token.kind != TokenKind::EndOfLine; token = lexer.next()) {
        tokens.push_back(token);
    }
    return tokens;
}

void Preprocessor::skipLine() {
    Lexer& lexer = open_.back().lexer;
    while (lexer.next().kind != TokenKind::EndOfLine) {
    }
}

void Preprocessor::perform(const Token& name) {
    const std::string_view text = name.text;
    if (text == "define") {
        macros_.define(restOfLine(), name.place, *reporter_);
    } else if (text == "undef") {
        undefine(name);
    } else if (text == "include" || text == "include_next" || text == "import") {
        include(name);
    } else if (text == "if" || text == "ifdef" || text == "ifndef") {
        beginCondition(name);
    } else if (text == "elif" || text == "else" || text == "endif") {
        continueCondition(name);
    } else if (text == "error" || text == "warning") {
        message(name);
    } else if (text == "line" || name.kind == TokenKind::Number) {
        setLine(name);
    } else if (text == "pragma" || text == "ident") {
        skipLine();
    } else {
        reporter_->error(name.place, "'#" + std::string(text) + "' is not a directive");
        skipLine();
    }
}

void Preprocessor::expectNothingMore(const Token& directive) {
    const std::vector<Token> rest = restOfLine();
    if (!rest.empty()) {
        reporter_->warning(rest[0].place, "what follows #" + std::string(directive.text) + " on this line is ignored");
    }
}

void Preprocessor::undefine(const Token& directive) {
    const std::vector<Token> line = restOfLine();
    if (line.empty() || !line[0].isName()) {
        reporter_->error(directive.place, "expected the name of a macro behind #undef");
        return;
    }
    macros_.undefine(line[0].text);
}

void Preprocessor::message(const Token& directive) {
    std::string text;
    for (const Token& token : restOfLine()) {
        text += (token.spaceBefore && !text.empty() ? " " : "") + std::string(token.text);
    }
    if (directive.text == "error") {
        reporter_->error(directive.place, "#error " + text);
    } else {
        reporter_->warning(directive.place, "#warning " + text);
    }
}

void Preprocessor::setLine(const Token& directive) {
    std::vector<Token> line = restOfLine();
    if (directive.kind == TokenKind::Number) { // # 12 "file.c", as cc -E writes it
        line.insert(line.begin(), directive);
    }
    line = expander_.expand(std::move(line), false);
    const NumberConstant number = line.empty() ? NumberConstant{} : parseNumber(line[0].text);
    if (line.empty() || line[0].kind != TokenKind::Number || !number.error.empty() || number.integer > 0x7FFFFFFF) {
        reporter_->error(directive.place, "#line needs a line number");
        return;
    }
    OpenFile& file = open_.back();
    file.lineShift = static_cast<std::int64_t>(number.integer) - std::int64_t{directive.place.line} - 1;
    if (line.size() > 1 && line[1].kind == TokenKind::String) {
        file.presumedName = parseString(line[1].text).bytes;
    }
}

void Preprocessor::include(const Token& directive) {
    Lexer& lexer = open_.back().lexer;
    std::string written;
    SourcePlace place = directive.place;
    if (const std::optional<Token> token = lexer.headerName()) {
        written = token->text;
        place = token->place;
        expectNothingMore(directive);
    } else {
        const std::vector<Token> line = expander_.expand(restOfLine(), false);
        for (const Token& part : line) {
            written += (part.spaceBefore && !written.empty() ? " " : "") + std::string(part.text);
        }
    }
    const bool isQuoted = written.starts_with('"');
    if (written.size() < 3 || (!isQuoted && !written.starts_with('<')) || written.back() != (isQuoted ? '"' : '>')) {
        reporter_->error(place, "#include needs \"file\" or <file>");
        return;
    }
    const std::string header = written.substr(1, written.size() - 2);
    const std::optional<std::uint32_t> found = files_->find(header, isQuoted, open_.back().file);
    if (!found) {
        reportUnknownHeader(header, isQuoted, place);
        return;
    }
    open(*found, place);
}

void Preprocessor::reportUnknownHeader(const std::string& header, bool isQuoted, SourcePlace place) {
    const std::string shown = isQuoted ? "\"" + header + "\"" : "<" + header + ">";
    std::string advice = adviceForHeader(header);
    if (advice.empty()) {
        const std::string_view nearest = nearestName(header, builtInHeaderNames());
        advice = !nearest.empty() ? "did you mean <" + std::string(nearest) + ">?"
                 : isQuoted       ? "no such file lies beside the program, and none is built in"
                                  : "the headers of the C library are built in; others can lie beside the program";
    }
    reporter_->error(place, shown + " is not known here", advice);
}

void Preprocessor::open(std::uint32_t file, SourcePlace place) {
    const SourceText& text = files_->text(file);
    bytesRead_ += text.joined().size() + 1000;
    if (open_.size() > maximumIncludeDepth || bytesRead_ > maximumBytesRead) {
        reporter_->error(
            place, open_.size() > maximumIncludeDepth ? "#include is nested too deeply" : "too much text is included",
            "does a header include itself? Put #ifndef NAME, #define NAME … #endif around its text");
        hasGivenUp_ = true;
        return;
    }
    open_.push_back({file, Lexer(text), {}, 0, {}});
}

bool Preprocessor::condition(const Token& name) {
    std::vector<Token> line = restOfLine();
    if (name.text == "if" || name.text == "elif") {
        if (line.empty()) {
            reporter_->error(name.place, "#" + std::string(name.text) + " needs a condition");
            return false;
        }
        const std::vector<Token> expanded = expander_.expand(std::move(line), true);
        return !expander_.isExhausted() && isConditionTrue(expanded, name.place, *reporter_);
    }
    if (line.empty() || !line[0].isName()) {
        reporter_->error(name.place, "expected the name of a macro behind #" + std::string(name.text));
        return false;
    }
    return (macros_.find(line[0].text) != nullptr) == (name.text == "ifdef");
}

void Preprocessor::beginCondition(const Token& name) {
    Condition begun;
    begun.place = name.place;
    begun.isTaken = condition(name);
    begun.wasTaken = begun.isTaken;
    open_.back().conditions.push_back(begun);
    if (!begun.isTaken) {
        skipGroup();
    }
}

// #elif, #else or #endif behind a group that was read.
void Preprocessor::continueCondition(const Token& name) {
    std::vector<Condition>& conditions = open_.back().conditions;
    if (conditions.empty()) {
        reporter_->error(name.place, "#" + std::string(name.text) + " without an #if before it");
        skipLine();
        return;
    }
    skipLine();
    if (name.text == "endif") {
        conditions.pop_back();
        return;
    }
    if (conditions.back().sawElse) {
        reporter_->error(name.place, "#" + std::string(name.text) + " behind #else");
    }
    conditions.back().sawElse = conditions.back().sawElse || name.text == "else";
    conditions.back().isTaken = false;
    skipGroup();
}

// Skips to the group of the innermost #if that is to be read, or behind its #endif. Within what is skipped only the
// directives' names count.
void Preprocessor::skipGroup() {
    Lexer& lexer = open_.back().lexer;
    std::vector<Condition>& conditions = open_.back().conditions;
    std::size_t nested = 0;
    while (true) {
        lexer.setInDirective(false);
        Token token = lexer.next();
        if (token.kind == TokenKind::EndOfText) {
            return;
        }
        if (!token.startsLine || !token.is("#")) {
            continue;
        }
        lexer.setInDirective(true);
        token = lexer.next();
        if (token.text == "if" || token.text == "ifdef" || token.text == "ifndef") {
            ++nested;
        } else if (token.text == "endif" && nested > 0) {
            --nested;
        } else if (token.text == "endif") {
            skipLine();
            conditions.pop_back();
            return;
        } else if (nested == 0 && (token.text == "else" || token.text == "elif")) {
            Condition& current = conditions.back();
            if (current.sawElse) {
                reporter_->error(token.place, "#" + std::string(token.text) + " behind #else");
            }
            const bool isElse = token.text == "else";
            current.sawElse = current.sawElse || isElse;
            if (!current.wasTaken && (isElse || condition(token))) {
                if (isElse) {
                    skipLine();
                }
                current.isTaken = current.wasTaken = true;
                return;
            }
        }
    }
}

} // namespace faultline
