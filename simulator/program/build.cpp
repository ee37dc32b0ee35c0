#include "simulator/program/build.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "simulator/program/compiler.h"
#include "simulator/program/front_end.h"
#include "simulator/program/library.h"

namespace faultline {

namespace {

// The library's part that is written in C is checked once.
const CheckedProgram& builtInProgram() {
    static const FrontEndResult checked = [] {
        FrontEndInput input;
        input.sources = {{"library.c", std::string(builtInText())}};
        input.isLibraryFunction = [](std::string_view name) { return nativeNamed(name).has_value(); };
        return checkProgram(input);
    }();
    assert(checked.program && "the built-in text is correct");
    return *checked.program;
}

bool isLibraryFunction(std::string_view name) {
    static const std::set<std::string, std::less<>> builtIn = [] {
        std::set<std::string, std::less<>> names;
        for (const auto& function : builtInProgram().functions)
            if (function->body && !function->isStatic && function->name != "main")
                names.insert(function->name);
        return names;
    }();
    return nativeNamed(name) || builtIn.contains(name) || name == "alloca" || name == "__builtin_alloca";
}

} // namespace

BuiltProgram build(const BuildInput& input) {
    FrontEndInput text;
    text.sources = input.sources;
    text.findHeader = input.findHeader;
    text.isLibraryFunction = isLibraryFunction;
    FrontEndResult checked = checkProgram(text);
    BuiltProgram result;
    result.files = std::move(checked.files);
    result.diagnostics = std::move(checked.diagnostics);
    if (!checked.program)
        return result;
    CompileOptions options;
    options.imageStart = input.imageStart;
    options.pageSize = input.pageSize;
    options.stackTop = input.stackTop;
    options.pagedStack = input.pagedStack;
    options.nativeNamed = nativeNamed;
    Compiled compiled = compile(*checked.program, &builtInProgram(), options);
    result.code = std::move(compiled.code);
    result.diagnostics.insert(result.diagnostics.end(), compiled.diagnostics.begin(), compiled.diagnostics.end());
    std::stable_sort(result.diagnostics.begin(), result.diagnostics.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.place < b.place; });
    return result;
}

} // namespace faultline
