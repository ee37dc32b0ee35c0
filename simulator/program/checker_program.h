// Links what the translation units declare to one program.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/program/diagnostic.h"
#include "simulator/program/syntax.h"

namespace faultline {

enum class Linkage : std::uint8_t { External, Internal };

// What a declaration of a variable at file level says about its definition.
enum class Definition : std::uint8_t { None, Tentative, Full };

class ProgramBuilder {
public:
    // `types`: made by another program, to be shared; else the program has its own.
    ProgramBuilder(Reporter& reporter, std::function<bool(std::string_view)> isLibraryFunction,
                   TypeTable* types = nullptr);

    TypeTable& types() { return *types_; }

    // The pooled literal with these bytes; a NUL is added.
    std::uint32_t literal(std::string_view bytes);
    const std::string& literalBytes(std::uint32_t literal) const { return program_->literals[literal]; }
    // Its text, up to the first NUL.
    std::string literalText(std::uint32_t literal) const { return program_->literals[literal].c_str(); }

    // A new translation unit begins: internal names of the ones before are not seen any more.
    void beginUnit();

    // The function or variable of that name; made if it is new. `fromHeader`: declared by a built-in header.
    Function* declareFunction(const std::string& name, const Type* type, SourcePlace place, Linkage linkage);
    Variable* declareVariable(const std::string& name, const Type* type, SourcePlace place, Linkage linkage,
                              Definition definition, bool fromHeader);
    // A static local, or a compound literal at file level: one more global, found by no name.
    Variable* addStatic(std::string name, const Type* type, SourcePlace place);
    // Keeps a variable that only a prototype's types refer to.
    Variable* keepForPrototype(std::unique_ptr<Variable> variable);

    // A function's body is about to be read; false if it has one already.
    bool isDefined(const Function& function) const { return functions_[functionIndex_.at(&function)].isDefined; }
    bool define(Function& function, SourcePlace place, bool isBuiltIn);
    // `user` (null: an initialiser) mentions a function or global variable.
    void noteUse(const Function* user, Function& used, SourcePlace place);
    void noteUse(const Variable& used, SourcePlace place);

    std::uint32_t nextStatement() { return program_->statementCount++; }

    // Checks that all that is used is defined, and hands the program over.
    std::shared_ptr<CheckedProgram> finish(const std::vector<SourceFile>& files);

private:
    struct Use {
        Function* function;
        SourcePlace place;
    };

    struct FunctionEntry {
        std::unique_ptr<Function> function;
        bool isDefined = false;
        bool isReachable = false;
        std::vector<Use> uses; // by its body
    };

    struct VariableEntry {
        std::unique_ptr<Variable> variable;
        Definition definition = Definition::None;
        bool fromHeader = false;
        bool isUsed = false;
        SourcePlace firstUse;
    };

    void reach(const std::vector<Use>& uses);
    void reachAll();
    void reportUnknown(const Function& function, SourcePlace place);
    void finishFunctions();
    void finishVariables();
    void checkMain();

    Reporter* reporter_;
    std::function<bool(std::string_view)> isLibraryFunction_;
    std::shared_ptr<CheckedProgram> program_;
    TypeTable* types_;
    std::vector<FunctionEntry> functions_;
    std::vector<VariableEntry> variables_;
    std::map<std::string, std::size_t, std::less<>> externalFunctions_;
    std::map<std::string, std::size_t, std::less<>> externalVariables_;
    std::map<std::string, std::size_t, std::less<>> internalFunctions_; // of this translation unit
    std::map<std::string, std::size_t, std::less<>> internalVariables_;
    std::map<const Function*, std::size_t> functionIndex_;
    std::map<const Variable*, std::size_t> variableIndex_;
    std::map<std::string, std::uint32_t, std::less<>> literals_;
    std::vector<Use> initialiserUses_;
    std::vector<Use> pending_;
};

} // namespace faultline
