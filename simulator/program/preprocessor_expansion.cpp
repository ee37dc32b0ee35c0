#include "simulator/program/preprocessor_expansion.h"

#include <algorithm>

#include "simulator/program/lexer.h"

namespace faultline {

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result.push_back('\\');
        }
        result.push_back(c);
    }
    return result + "\"";
}

void MacroExpander::push(std::vector<Token> tokens, Macro* macro, bool isBarrier) {
    if (macro != nullptr) {
        macro->isInUse = true;
    }
    waiting_.push_back({std::move(tokens), 0, macro, isBarrier});
}

void MacroExpander::pop() {
    if (waiting_.back().macro != nullptr) {
        waiting_.back().macro->isInUse = false;
    }
    waiting_.pop_back();
}

bool MacroExpander::spend(std::size_t amount, SourcePlace place) {
    const bool wasExhausted = isExhausted();
    work_ += amount;
    if (isExhausted() && !wasExhausted) {
        reporter_->error(place, "the macros used here grow without measure",
                         "more than 4,000,000 tokens were made from macros");
    }
    return !isExhausted();
}

// The next token without expanding it. A name whose macro is being expanded is final from then on ("blue paint").
Token MacroExpander::take() {
    while (!waiting_.empty()) {
        Awaited& top = waiting_.back();
        if (isExhausted() || (top.position == top.tokens.size() && top.isBarrier)) {
            return {};
        }
        if (top.position == top.tokens.size()) {
            pop();
            continue;
        }
        Token token = top.tokens[top.position++];
        spend(1, token.place);
        if (token.isName()) {
            const Macro* macro = macros_->find(token.text);
            token.isFinal = token.isFinal || (macro != nullptr && macro->isInUse);
        }
        return token;
    }
    return isExhausted() ? Token{} : text_.next();
}

Token MacroExpander::next() {
    while (true) {
        const Token token = take();
        if (!token.isName() || token.isFinal) {
            return token;
        }
        if (inCondition_ && token.text == "defined") {
            return definedValue(token);
        }
        if (token.text == "_Pragma") {
            skipPragma(token);
            continue;
        }
        Macro* macro = macros_->find(token.text);
        if (macro == nullptr || !enter(*macro, token)) {
            return token;
        }
    }
}

std::vector<Token> MacroExpander::expand(std::vector<Token> tokens, bool isCondition) {
    const bool wasInCondition = inCondition_;
    inCondition_ = isCondition;
    ++nesting_;
    const std::size_t depth = waiting_.size();
    push(std::move(tokens), nullptr, true);
    std::vector<Token> result;
    for (Token token = next(); token.kind != TokenKind::EndOfText; token = next()) {
        result.push_back(token);
    }
    while (waiting_.size() > depth) {
        pop();
    }
    --nesting_;
    inCondition_ = wasInCondition;
    return result;
}

// Behind the name of a function-like macro: true if '(' follows, which is then taken.
bool MacroExpander::peekOpening() {
    const Token token = take();
    if (token.is("(")) {
        return true;
    }
    if (token.kind != TokenKind::EndOfText) {
        push({token}, nullptr, false);
    }
    return false;
}

// Puts the macro's replacement in front of what is read next. False: the name stays as it is.
bool MacroExpander::enter(Macro& macro, const Token& name) {
    if (macro.dynamic != DynamicMacro::None) {
        push({dynamicValue(macro.dynamic, name)}, nullptr, false);
        return true;
    }
    std::vector<Argument> arguments;
    if (macro.isFunctionLike) {
        if (!peekOpening()) {
            return false;
        }
        if (nesting_ > maximumNesting) {
            reporter_->error(name.place, "macro calls are nested too deeply");
            work_ = maximumWork + 1;
            return true;
        }
        if (!collectArguments(macro, name, arguments) || !checkArgumentCount(macro, name, arguments)) {
            return true;
        }
    }
    push(replace(macro, name, arguments), &macro, false);
    return true;
}

bool MacroExpander::collectArguments(const Macro& macro, const Token& name, std::vector<Argument>& arguments) {
    std::size_t depth = 0;
    arguments.emplace_back();
    while (true) {
        Token token = take();
        if (token.kind == TokenKind::EndOfText) {
            if (!isExhausted()) {
                reporter_->error(name.place, "the call of macro '" + std::string(name.text) + "' has no ')' to end it");
            }
            return false;
        }
        if (depth == 0 && token.is(")")) {
            return true;
        }
        const bool isRest = macro.isVariadic && arguments.size() >= macro.parameters.size();
        if (depth == 0 && token.is(",") && !isRest) {
            arguments.emplace_back();
            continue;
        }
        depth += token.is("(") ? 1 : token.is(")") ? std::size_t(-1) : 0;
        token.spaceBefore = token.spaceBefore || token.startsLine;
        token.startsLine = false;
        arguments.back().tokens.push_back(token);
    }
}

bool MacroExpander::checkArgumentCount(const Macro& macro, const Token& name, std::vector<Argument>& arguments) {
    const std::size_t wanted = macro.parameters.size();
    if (wanted == 0 && arguments.size() == 1 && arguments[0].tokens.empty()) {
        return true;
    }
    if (macro.isVariadic && wanted == 1 && arguments[0].tokens.empty()) {
        arguments[0].isPresent = false;
    }
    if (macro.isVariadic && arguments.size() + 1 == wanted) {
        arguments.emplace_back().isPresent = false; // f(x) for f(x, ...): GNU allows leaving out the rest
    }
    if (arguments.size() == wanted) {
        return true;
    }
    reporter_->error(name.place, "macro '" + std::string(name.text) + "' takes " + std::to_string(wanted) +
                                     (wanted == 1 ? " argument" : " arguments") + ", but is given " +
                                     std::to_string(arguments.size()));
    return false;
}

// The tokens that one element of the replacement stands for.
std::vector<Token> MacroExpander::substituted(const MacroElement& element, const Token& name,
                                              std::vector<Argument>& arguments) {
    if (element.parameter < 0) {
        return {element.token};
    }
    Argument& argument = arguments[static_cast<std::size_t>(element.parameter)];
    if (element.isStringified) {
        return {stringified(argument, name)};
    }
    if (element.isPasted || element.isBeforePaste) {
        return argument.tokens;
    }
    if (!argument.expanded) {
        argument.expanded = expand(argument.tokens, inCondition_);
    }
    return *argument.expanded;
}

std::vector<Token> MacroExpander::replace(const Macro& macro, const Token& name, std::vector<Argument>& arguments) {
    std::vector<Token> result;
    bool leftIsEmpty = true; // what stands left of a ## gave no token
    for (const MacroElement& element : macro.body) {
        std::vector<Token> tokens = substituted(element, name, arguments);
        if (!spend(tokens.size(), name.place)) {
            return {};
        }
        for (Token& token : tokens) {
            if (element.parameter < 0 || element.isStringified) {
                token.place = name.place;
            }
            token.startsLine = false;
        }
        if (!tokens.empty()) {
            tokens[0].spaceBefore = element.token.spaceBefore;
        }
        // GNU: in ", ## __VA_ARGS__" the comma goes if there are no such arguments, else nothing is joined.
        const bool isRest = macro.isVariadic && element.parameter + 1 == static_cast<int>(macro.parameters.size());
        const bool afterComma = element.isPasted && isRest && !result.empty() && result.back().is(",") && !leftIsEmpty;
        if (afterComma && !arguments.back().isPresent) {
            result.pop_back();
            leftIsEmpty = true;
            continue;
        }
        if (element.isPasted && !afterComma && !leftIsEmpty && !tokens.empty()) {
            paste(result, std::move(tokens));
            continue;
        }
        leftIsEmpty = element.isPasted ? leftIsEmpty && tokens.empty() : tokens.empty();
        result.insert(result.end(), tokens.begin(), tokens.end());
    }
    if (!result.empty()) {
        result[0].spaceBefore = name.spaceBefore;
        result[0].startsLine = name.startsLine;
    }
    return result;
}

void MacroExpander::paste(std::vector<Token>& result, std::vector<Token> right) {
    Token& left = result.back();
    if (!spend((left.text.size() + right[0].text.size()) / charactersPerToken, left.place)) {
        return;
    }
    std::string joined = std::string(left.text) + std::string(right[0].text);
    const SourceText source(0, joined);
    Lexer lexer(source);
    Token token = lexer.next();
    const bool isOne = lexer.position() == joined.size() && token.kind != TokenKind::EndOfText &&
                       token.kind != TokenKind::Unfinished && token.kind != TokenKind::Other;
    if (!isOne) {
        reporter_->error(left.place, "joining '" + std::string(left.text) + "' and '" + std::string(right[0].text) +
                                         "' with ## gives no single token");
        result.insert(result.end(), right.begin(), right.end());
        return;
    }
    token.place = left.place;
    token.spaceBefore = left.spaceBefore;
    token.startsLine = left.startsLine;
    token.text = pool_->keep(token.kind == TokenKind::Punctuator ? std::string(token.text) : std::move(joined));
    left = token;
    result.insert(result.end(), right.begin() + 1, right.end());
}

Token MacroExpander::stringified(const Argument& argument, const Token& name) {
    std::string text;
    std::size_t length = 0;
    for (const Token& token : argument.tokens) {
        length += token.text.size() * 2;
    }
    const bool fits = spend(length / charactersPerToken, name.place);
    for (const Token& token : fits ? argument.tokens : std::vector<Token>()) {
        if (token.spaceBefore && !text.empty()) {
            text.push_back(' ');
        }
        const bool isConstant = token.kind == TokenKind::String || token.kind == TokenKind::Character;
        const std::string spelled = isConstant ? quoted(token.text) : std::string(token.text);
        text += isConstant ? spelled.substr(1, spelled.size() - 2) : spelled;
    }
    Token result = name;
    result.kind = TokenKind::String;
    result.text = pool_->keep("\"" + text + "\"");
    return result;
}

Token MacroExpander::dynamicValue(DynamicMacro dynamic, const Token& name) {
    Token result = name;
    const PresumedPlace presumed = text_.presumed(name.place);
    if (dynamic == DynamicMacro::File) {
        result.kind = TokenKind::String;
        result.text = pool_->keep(quoted(presumed.file));
        return result;
    }
    result.kind = TokenKind::Number;
    result.text = pool_->keep(std::to_string(dynamic == DynamicMacro::Line ? presumed.line : counter_++));
    return result;
}

// `defined X` or `defined (X)`, of which "defined" is taken.
Token MacroExpander::definedValue(const Token& defined) {
    Token name = take();
    const bool isInParentheses = name.is("(");
    if (isInParentheses) {
        name = take();
    }
    Token result = defined;
    result.kind = TokenKind::Number;
    result.text = name.isName() && macros_->find(name.text) != nullptr ? "1" : "0";
    if (!name.isName() || (isInParentheses && !take().is(")"))) {
        reporter_->error(defined.place, "'defined' must be followed by a name, or a name in parentheses");
    }
    return result;
}

// Behind "_Pragma": a string in parentheses.
void MacroExpander::skipPragma(const Token& pragma) {
    if (!peekOpening() || take().kind != TokenKind::String || !take().is(")")) {
        reporter_->error(pragma.place, "_Pragma needs a string in parentheses");
    }
}

} // namespace faultline
