// Runs the front end, or a part of it, on a few lines of C, and shows what comes out as text.
#pragma once

#include <cstdint>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/program/front_end.h"
#include "simulator/program/preprocessor.h"

namespace faultline::test {

using LocalHeaders = std::map<std::string, std::string>;

inline HeaderLookup lookupIn(LocalHeaders headers) {
    return [headers = std::move(headers)](std::string_view name, std::string_view) -> std::optional<SourceFile> {
        const auto found = headers.find(std::string(name));
        return found == headers.end() ? std::nullopt : std::optional(SourceFile{found->first, found->second});
    };
}

// The tokens of a text after preprocessing, with one space between; after them, in brackets, what was reported.
inline std::string preprocessed(const std::string& text, const LocalHeaders& headers = {}) {
    Reporter reporter;
    ProgramFiles files({{"t.c", text}}, lookupIn(headers));
    Preprocessor preprocessor(files, reporter, "Jan  1 2025", "12:34:56");
    std::string result;
    for (const Token& token : preprocessor.run(0)) {
        result += (result.empty() || token.text.empty() ? "" : " ") + std::string(token.text);
    }
    for (const Diagnostic& diagnostic : reporter.take()) {
        result += " [" + std::to_string(diagnostic.place.line) + ": " + diagnostic.message + "]";
    }
    return result;
}

inline FrontEndResult check(const std::string& text, const LocalHeaders& headers = {}) {
    FrontEndInput input;
    input.sources = {{"t.c", text}};
    input.findHeader = lookupIn(headers);
    return checkProgram(input);
}

// "LINE:COLUMN: error: message (advice)" for each thing reported.
inline std::vector<std::string> reports(const FrontEndResult& result) {
    std::vector<std::string> lines;
    for (const Diagnostic& diagnostic : result.diagnostics) {
        lines.push_back(std::to_string(diagnostic.place.line) + ":" + std::to_string(diagnostic.place.column) +
                        (diagnostic.severity == Severity::Error ? ": error: " : ": warning: ") + diagnostic.message +
                        (diagnostic.advice.empty() ? "" : " (" + diagnostic.advice + ")"));
    }
    return lines;
}

inline std::vector<std::string> reports(const std::string& text) {
    return reports(check(text));
}

// What is reported for statements in the body of main, each line of which counts from 1.
inline std::vector<std::string> reportsOfBody(const std::string& statements) {
    return reports("int main(void) {" + statements + "\n}");
}

inline const Variable* globalNamed(const CheckedProgram& program, std::string_view name) {
    for (const auto& variable : program.globals) {
        if (variable->name == name) {
            return variable.get();
        }
    }
    return nullptr;
}

inline const Function* functionNamed(const CheckedProgram& program, std::string_view name) {
    for (const auto& function : program.functions) {
        if (function->name == name) {
            return function.get();
        }
    }
    return nullptr;
}

// The value of a constant expression, as the front end folds it into a global variable.
inline std::int64_t valueOf(const std::string& expression, const std::string& before = {}) {
    const FrontEndResult result =
        check(before + "\nlong value_ = (long)(" + expression + "); int main(void) { return 0; }");
    if (!result.program) {
        throw std::runtime_error(render(result.diagnostics, result.files));
    }
    const Variable* variable = globalNamed(*result.program, "value_");
    std::int64_t value = 0;
    if (!variable->bytes.empty()) {
        std::memcpy(&value, variable->bytes.data(), sizeof value);
    }
    return value;
}

inline std::string contentsOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace faultline::test
