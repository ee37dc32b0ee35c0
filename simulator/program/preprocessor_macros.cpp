#include "simulator/program/preprocessor_macros.h"

#include <algorithm>

namespace faultline {

namespace {

// Reads "(a, b, ...)" from tokens[at], which is the '('. Returns the index behind the ')', or 0 after an error.
std::size_t readParameters(const std::vector<Token>& tokens, std::size_t at, Macro& macro, Reporter& reporter) {
    const auto fail = [&](const Token& token, const char* message) -> std::size_t {
        reporter.error(token.place, message);
        return 0;
    };
    ++at;
    if (at < tokens.size() && tokens[at].is(")")) {
        return at + 1;
    }
    while (at + 1 < tokens.size()) {
        if (tokens[at].is("...")) {
            macro.parameters.emplace_back("__VA_ARGS__");
            macro.isVariadic = true;
        } else if (tokens[at].isName()) {
            const std::string name(tokens[at].text);
            if (std::find(macro.parameters.begin(), macro.parameters.end(), name) != macro.parameters.end()) {
                return fail(tokens[at], "this macro parameter's name is used twice");
            }
            macro.parameters.push_back(name);
            if (tokens[at + 1].is("...")) { // GNU: args...
                macro.isVariadic = true;
                ++at;
            }
        } else {
            return fail(tokens[at], "expected the name of a macro parameter");
        }
        ++at;
        if (at < tokens.size() && tokens[at].is(")")) {
            return at + 1;
        }
        if (at >= tokens.size() || !tokens[at].is(",") || macro.isVariadic) {
            break;
        }
        ++at;
    }
    return fail(tokens.back(), "expected ')' behind the macro's parameters");
}

int parameterIndex(const Macro& macro, const Token& token) {
    if (!token.isName()) {
        return -1;
    }
    const auto found = std::find(macro.parameters.begin(), macro.parameters.end(), token.text);
    return found == macro.parameters.end() ? -1 : static_cast<int>(found - macro.parameters.begin());
}

// The replacement list, with # and ## turned into marks on its elements. False after an error.
bool readBody(const std::vector<Token>& tokens, std::size_t at, Macro& macro, Reporter& reporter) {
    bool paste = false;
    for (; at < tokens.size(); ++at) {
        const Token& token = tokens[at];
        if (token.is("##")) {
            if (macro.body.empty() || at + 1 == tokens.size()) {
                reporter.error(token.place, "'##' cannot stand at either end of a macro's replacement");
                return false;
            }
            macro.body.back().isBeforePaste = true;
            paste = true;
            continue;
        }
        MacroElement element;
        element.token = token;
        element.isPasted = paste;
        paste = false;
        if (macro.isFunctionLike && token.is("#")) {
            const int parameter = at + 1 < tokens.size() ? parameterIndex(macro, tokens[at + 1]) : -1;
            if (parameter < 0) {
                reporter.error(token.place, "'#' must be followed by a parameter of the macro");
                return false;
            }
            element.isStringified = true;
            element.parameter = parameter;
            ++at;
        } else if (macro.isFunctionLike) {
            element.parameter = parameterIndex(macro, token);
        }
        macro.body.push_back(element);
    }
    return true;
}

bool isSameDefinition(const Macro& a, const Macro& b) {
    return a.isFunctionLike == b.isFunctionLike && a.isVariadic == b.isVariadic && a.parameters == b.parameters &&
           std::equal(a.body.begin(), a.body.end(), b.body.begin(), b.body.end(),
                      [](const MacroElement& x, const MacroElement& y) {
                          return x.token.text == y.token.text && x.parameter == y.parameter &&
                                 x.isStringified == y.isStringified && x.isPasted == y.isPasted;
                      });
}

} // namespace

Macro* MacroTable::find(std::string_view name) {
    const auto found = macros_.find(name);
    return found == macros_.end() || !found->second.isDefined ? nullptr : &found->second;
}

void MacroTable::define(const std::vector<Token>& line, SourcePlace place, Reporter& reporter) {
    if (line.empty() || !line[0].isName() || line[0].text == "defined") {
        reporter.error(line.empty() ? place : line[0].place, "expected the name of a macro behind #define");
        return;
    }
    Macro macro;
    macro.place = line[0].place;
    macro.isPredefined = place.line == 0;
    std::size_t at = 1;
    if (line.size() > 1 && line[1].is("(") && !line[1].spaceBefore) {
        macro.isFunctionLike = true;
        at = readParameters(line, 1, macro, reporter);
        if (at == 0) {
            return;
        }
    }
    if (!readBody(line, at, macro, reporter)) {
        return;
    }
    const auto [known, isNew] = macros_.try_emplace(std::string(line[0].text));
    if (!isNew && known->second.isInUse) {
        return; // redefined between its own arguments: there is no sensible meaning
    }
    if (!isNew && known->second.isDefined && !known->second.isPredefined && !isSameDefinition(known->second, macro)) {
        reporter.warning(macro.place, "'" + known->first + "' is defined again, differently",
                         "write #undef " + known->first + " first");
    }
    known->second = std::move(macro);
}

void MacroTable::undefine(std::string_view name) {
    if (Macro* macro = find(name)) {
        macro->isDefined = false;
    }
}

void MacroTable::defineDynamic(std::string_view name, DynamicMacro dynamic) {
    Macro& macro = macros_[std::string(name)];
    macro.dynamic = dynamic;
    macro.isPredefined = true;
}

} // namespace faultline
