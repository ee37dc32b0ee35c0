// What the compiler knows about the program as a whole.
#pragma once

#include <map>
#include <string>
#include <unordered_map>

#include "simulator/program/compiler.h"
#include "simulator/program/syntax.h"

namespace faultline {

// Lays out the image, numbers functions and types, and gathers the code of all functions.
class ProgramCompiler {
public:
    ProgramCompiler(const CheckedProgram& program, const CheckedProgram* builtIn, const CompileOptions& options);

    Compiled run();

    // --- for FunctionCompiler
    Code& code() { return code_; }
    std::uint64_t addressOf(const Variable& variable); // Global, StaticLocal
    const std::string& literal(std::uint32_t number) const { return program_.literals.at(number); }
    std::uint64_t addressOfLiteral(const Function* user, std::uint32_t literal) const;
    std::uint64_t addressOf(const Function& function); // numbers a library function when it is first wanted
    std::optional<std::uint32_t> compiledFunction(const Function& function) const;
    std::optional<std::uint32_t> native(std::string_view name) const { return options_.nativeNamed(name); }
    TypeNumber shown(const Type* type);
    void error(SourcePlace place, std::string message, std::string advice = {});
    std::uint32_t addNativeCall(NativeCall call);
    std::uint32_t emit(Instruction instruction, SourcePlace place);
    bool isStackPaged() const { return options_.pagedStack; }

private:
    void numberFunctions();
    void layOut();
    void fillSegments();
    void relocate(const CheckedProgram& program);
    void makeStubs();
    void showGlobals();
    std::vector<const CheckedProgram*> programs() const;
    ShownType describe(const Type* type);

    const CheckedProgram& program_;
    const CheckedProgram* builtIn_;
    const CompileOptions& options_;
    Code code_;
    std::vector<Diagnostic> diagnostics_;
    std::unordered_map<const Function*, std::uint32_t> functionNumbers_;
    std::map<std::string, std::uint32_t, std::less<>> builtInFunctions_;
    std::map<std::string, std::uint32_t, std::less<>> nativeAddresses_; // index in addressableNatives
    std::unordered_map<const Variable*, std::uint64_t> variableAddresses_;
    std::vector<std::uint64_t> literalAddresses_[2]; // of the program, of the built-in text
    std::unordered_map<const Type*, TypeNumber> typeNumbers_;
};

} // namespace faultline
