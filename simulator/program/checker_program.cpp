#include "simulator/program/checker_program.h"

#include <algorithm>

#include "simulator/program/checker_types.h"
#include "simulator/program/headers.h"
#include "simulator/program/headers_names.h"

namespace faultline {

namespace {

// Variables of the C library that programs declare themselves.
bool isLibraryVariable(std::string_view name) {
    constexpr std::string_view names[] = {"environ", "__environ", "etext",  "edata",  "end",    "_etext",
                                          "_edata",  "_end",      "errno",  "optarg", "optind", "opterr",
                                          "optopt",  "stdin",     "stdout", "stderr"};
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

} // namespace

ProgramBuilder::ProgramBuilder(Reporter& reporter, std::function<bool(std::string_view)> isLibraryFunction,
                               TypeTable* types)
    : reporter_(&reporter), isLibraryFunction_(std::move(isLibraryFunction)),
      program_(std::make_shared<CheckedProgram>()), types_(types != nullptr ? types : &program_->types) {}

std::uint32_t ProgramBuilder::literal(std::string_view bytes) {
    if (const auto known = literals_.find(bytes); known != literals_.end()) {
        return known->second;
    }
    const auto index = static_cast<std::uint32_t>(program_->literals.size());
    program_->literals.emplace_back(bytes).push_back('\0');
    literals_.emplace(bytes, index);
    return index;
}

void ProgramBuilder::beginUnit() {
    internalFunctions_.clear();
    internalVariables_.clear();
}

Function* ProgramBuilder::declareFunction(const std::string& name, const Type* type, SourcePlace place,
                                          Linkage linkage) {
    auto& names = linkage == Linkage::Internal ? internalFunctions_ : externalFunctions_;
    if (const auto known = names.find(name); known != names.end()) {
        FunctionEntry& entry = functions_[known->second];
        if (!entry.isDefined) {
            entry.function->type = compositeType(types(), entry.function->type, type);
        }
        return entry.function.get();
    }
    FunctionEntry entry;
    entry.function = std::make_unique<Function>();
    entry.function->name = name;
    entry.function->type = type;
    entry.function->place = place;
    entry.function->isStatic = linkage == Linkage::Internal;
    names[name] = functions_.size();
    functionIndex_[entry.function.get()] = functions_.size();
    functions_.push_back(std::move(entry));
    return functions_.back().function.get();
}

Variable* ProgramBuilder::declareVariable(const std::string& name, const Type* type, SourcePlace place, Linkage linkage,
                                          Definition definition, bool fromHeader) {
    auto& names = linkage == Linkage::Internal ? internalVariables_ : externalVariables_;
    auto known = names.find(name);
    if (known == names.end()) {
        Variable* variable = addStatic(name, type, place);
        variable->storage = Storage::Global;
        variable->isStatic = linkage == Linkage::Internal;
        variables_.back().definition = Definition::None;
        known = names.emplace(name, variables_.size() - 1).first;
    }
    VariableEntry& entry = variables_[known->second];
    entry.fromHeader = entry.fromHeader || fromHeader;
    Variable& variable = *entry.variable;
    if (definition == Definition::Full && entry.definition == Definition::Full) {
        reporter_->error(place, "'" + name + "' is defined twice");
    }
    if (definition != Definition::None && entry.definition != Definition::Full) {
        variable.place = place;
    }
    if (!areCompatible(variable.type, type)) {
        // Within one unit the parser has said so already, as an error; units are compared here only.
        reporter_->warning(place, "'" + name + "' has the type '" + toString(type) + "' here, but '" +
                                      toString(variable.type) + "' in another source file");
    }
    variable.type = definition == Definition::Full ? type : compositeType(types(), variable.type, type);
    entry.definition = std::max(entry.definition, definition);
    return &variable;
}

Variable* ProgramBuilder::addStatic(std::string name, const Type* type, SourcePlace place) {
    VariableEntry entry;
    entry.variable = std::make_unique<Variable>();
    entry.variable->name = std::move(name);
    entry.variable->type = type;
    entry.variable->storage = Storage::StaticLocal;
    entry.variable->isStatic = true;
    entry.variable->isAddressTaken = true;
    entry.variable->place = place;
    entry.variable->alignment = std::max<std::uint64_t>(alignmentOf(type), 1);
    entry.definition = Definition::Full;
    variableIndex_[entry.variable.get()] = variables_.size();
    variables_.push_back(std::move(entry));
    return variables_.back().variable.get();
}

Variable* ProgramBuilder::keepForPrototype(std::unique_ptr<Variable> variable) {
    return program_->prototypeVariables.emplace_back(std::move(variable)).get();
}

bool ProgramBuilder::define(Function& function, SourcePlace place, bool isBuiltIn) {
    FunctionEntry& entry = functions_[functionIndex_.at(&function)];
    if (entry.isDefined) {
        reporter_->error(place, "'" + function.name + "' is defined twice");
        return false;
    }
    entry.isDefined = true;
    function.place = place;
    function.isBuiltIn = isBuiltIn;
    return true;
}

void ProgramBuilder::noteUse(const Function* user, Function& used, SourcePlace place) {
    std::vector<Use>& uses = user == nullptr ? initialiserUses_ : functions_[functionIndex_.at(user)].uses;
    uses.push_back({&used, place});
}

void ProgramBuilder::noteUse(const Variable& used, SourcePlace place) {
    if (const auto known = variableIndex_.find(&used); known != variableIndex_.end()) {
        VariableEntry& entry = variables_[known->second];
        entry.firstUse = entry.isUsed ? entry.firstUse : place;
        entry.isUsed = true;
    }
}

void ProgramBuilder::reportUnknown(const Function& function, SourcePlace place) {
    if (reporter_->isFull()) {
        return;
    }
    const Refusal refusal = refusalOf(function.name);
    if (!refusal.message.empty()) {
        reporter_->error(place, "'" + function.name + "': " + refusal.message, refusal.advice);
        return;
    }
    std::vector<std::string_view> candidates;
    for (const FunctionEntry& entry : functions_) {
        if (entry.isDefined || (isLibraryFunction_ && isLibraryFunction_(entry.function->name))) {
            candidates.push_back(entry.function->name);
        }
    }
    for (const std::string_view name : builtInFunctionNames()) {
        if (!isLibraryFunction_ || isLibraryFunction_(name)) {
            candidates.push_back(name);
        }
    }
    const std::string_view nearest = nearestName(function.name, candidates);
    reporter_->error(place, "'" + function.name + "' is not known here",
                     nearest.empty() ? "define it, or use a function of the C library that is"
                                     : "did you mean '" + std::string(nearest) + "'?");
}

void ProgramBuilder::reach(const std::vector<Use>& uses) {
    for (const Use& use : uses) {
        FunctionEntry& entry = functions_[functionIndex_.at(use.function)];
        if (entry.isReachable) {
            continue;
        }
        entry.isReachable = true;
        const std::string& name = use.function->name;
        if (entry.isDefined) {
            pending_.push_back(use);
        } else if (!use.function->isStatic &&
                   (isLibraryFunction_ ? isLibraryFunction_(name) : isBuiltInFunction(name))) {
            use.function->isLibrary = true;
        } else {
            reportUnknown(*use.function, use.place);
        }
    }
}

// Marks what can be called. All functions of the program itself count; those of built-in headers only if used.
void ProgramBuilder::reachAll() {
    std::vector<Use> roots;
    for (const FunctionEntry& entry : functions_) {
        if (entry.isDefined && !entry.function->isBuiltIn) {
            roots.push_back({entry.function.get(), entry.function->place});
        }
    }
    reach(roots);
    reach(initialiserUses_);
    while (!pending_.empty()) {
        const Use next = pending_.back();
        pending_.pop_back();
        reach(functions_[functionIndex_.at(next.function)].uses);
    }
}

void ProgramBuilder::finishFunctions() {
    for (FunctionEntry& entry : functions_) {
        if (entry.isReachable) {
            entry.function->id = static_cast<std::uint32_t>(program_->functions.size());
            program_->functions.push_back(std::move(entry.function));
        }
    }
}

void ProgramBuilder::finishVariables() {
    for (VariableEntry& entry : variables_) {
        Variable& variable = *entry.variable;
        if (entry.definition == Definition::None) {
            if (!entry.isUsed) {
                continue;
            }
            variable.isLibrary = entry.fromHeader || isLibraryVariable(variable.name);
            if (!variable.isLibrary) {
                reporter_->error(entry.firstUse, "'" + variable.name + "' is declared but defined nowhere",
                                 "define it in one of the source files, without extern");
            }
        }
        if (entry.definition == Definition::Tentative && isArray(variable.type) &&
            variable.type->arrayLength == ArrayLength::Unknown) {
            variable.type = types().arrayOf(variable.type->element, 1); // C11 6.9.2
        }
        if (entry.definition == Definition::Tentative && !isComplete(variable.type)) {
            reporter_->error(variable.place, "the type of '" + variable.name + "' is never completed");
        }
        variable.size = std::max(variable.size, sizeOf(variable.type));
        variable.id = static_cast<std::uint32_t>(program_->globals.size());
        program_->globals.push_back(std::move(entry.variable));
    }
}

void ProgramBuilder::checkMain() {
    const auto found = externalFunctions_.find("main");
    const FunctionEntry* entry = found == externalFunctions_.end() ? nullptr : &functions_[found->second];
    if (entry == nullptr || !entry->isDefined) {
        if (reporter_->errorCount() == 0) {
            reporter_->error({0, 1, 1}, "the program has no function 'main'", "write int main(void) { … }");
        }
        return;
    }
    program_->main = entry->function.get();
    if (entry->function->parameters.size() > 3) {
        reporter_->error(entry->function->place, "'main' takes at most argc, argv and envp");
    }
}

std::shared_ptr<CheckedProgram> ProgramBuilder::finish(const std::vector<SourceFile>& files) {
    checkMain();
    reachAll();
    finishVariables();
    finishFunctions();
    program_->files = files;
    return std::move(program_);
}

} // namespace faultline
