// Function definitions (C11 6.9.1).
#include <algorithm>

#include "simulator/program/checker_types.h"
#include "simulator/program/parser.h"

namespace faultline {

bool Parser::startsFunctionBody(const Declared& declared) {
    if (!declared.parameters) {
        return false;
    }
    const bool hasNamesOnly = declared.parameters->isOldStyle && !declared.parameters->parameters.empty();
    return tokens_.peek().is("{") || (hasNamesOnly && startsDeclaration());
}

// int f(a, b) int a; char *b; { … }: the declarations of the parameters.
void Parser::oldStyleParameters(ParameterList& list, Declared& declared) {
    while (startsDeclaration() && !tokens_.hasFailed()) {
        const Specifiers base = specifiers();
        do {
            const Declared each = declarator(base.type, false);
            const auto found = std::find_if(list.parameters.begin(), list.parameters.end(),
                                            [&](const Parameter& parameter) { return parameter.name == each.name; });
            if (found == list.parameters.end()) {
                reporter_->error(each.place, "'" + each.name + "' is no parameter of '" + declared.name + "'");
            } else {
                found->type = adjustedParameter(types(), each.type);
            }
        } while (tokens_.accept(","));
        tokens_.expect(";");
    }
    std::vector<const Type*> parameterTypes;
    for (Parameter& parameter : list.parameters) {
        parameter.type = parameter.type == nullptr ? basic(TypeKind::Int) : parameter.type;
        auto owned = std::make_unique<Variable>();
        owned->name = parameter.name;
        owned->type = parameter.type;
        owned->storage = Storage::Parameter;
        owned->size = sizeOf(parameter.type);
        owned->alignment = std::max<std::uint64_t>(alignmentOf(parameter.type), 1);
        owned->place = parameter.place;
        parameter.variable = list.variables.emplace_back(std::move(owned)).get();
        parameterTypes.push_back(parameter.type->unqualified);
    }
    declared.type = types().function(declared.type->element, std::move(parameterTypes), false, false);
}

void Parser::functionDefinition(const Specifiers& base, Declared& declared) {
    ParameterList& list = *declared.parameters;
    if (list.isOldStyle && !list.parameters.empty()) {
        oldStyleParameters(list, declared);
        if (!tokens_.peek().is("{")) {
            tokens_.expect("{");
            return;
        }
    }
    if (base.storage == StorageClass::Typedef) {
        tokens_.fail("a typedef has no body");
        return;
    }
    Function* function = declareFunction(base, declared);
    const bool isFirst = program_->define(*function, declared.place, isInBuiltIn(declared.place));
    if (!isFirst) {
        tokens_.skipGroup();
        return;
    }
    function->type = declared.type;
    const Type* result = declared.type->element;
    if (!isVoid(result) && !isComplete(result)) {
        reporter_->error(declared.place,
                         "'" + declared.name + "' returns '" + toString(result) + "', which is not complete here");
    }
    functionBody(*function, list);
}

// The parameters' variables become the function's first locals.
void Parser::adoptParameters(Function& function, ParameterList& list, std::vector<Statement>& prologue) {
    for (std::unique_ptr<Variable>& variable : list.variables) {
        const bool isParameter = variable->storage == Storage::Parameter;
        if (isParameter) {
            variable->id = static_cast<std::uint32_t>(function.locals.size());
            variable->function = &function;
            function.parameters.push_back(variable.get());
            function.locals.push_back(std::move(variable));
        }
    }
    for (std::unique_ptr<Variable>& variable : list.variables) {
        if (variable) { // holds an array's length
            variable->id = static_cast<std::uint32_t>(function.locals.size());
            variable->function = &function;
            function.locals.push_back(std::move(variable));
        }
    }
    for (const Parameter& parameter : list.parameters) {
        if (!parameter.name.empty()) {
            names_.declare(parameter.name, {VariableName{parameter.variable, parameter.type}, parameter.place});
        }
        if (!isComplete(parameter.type)) {
            checkObjectType(parameter.type, parameter.name, parameter.place);
        }
    }
    for (ExpressionPointer& length : list.lengths) {
        if (length) {
            const SourcePlace place = length->place;
            prologue.push_back({program_->nextStatement(), place, ExpressionStatement{std::move(length)}});
        }
    }
}

void Parser::functionBody(Function& function, ParameterList& list) {
    state_ = {};
    checker_.setFunction(&function);
    names_.enter();
    function.scopes.push_back({0, function.place, tokens_.place()});
    checker_.setScope(0);
    Statement body = begin();
    BlockStatement block;
    adoptParameters(function, list, block.statements);
    function.scopes.push_back({0, tokens_.place(), tokens_.place()});
    checker_.setScope(1);
    block.scope = 1;
    tokens_.take(); // {
    blockItems(block.statements);
    block.end = tokens_.place();
    tokens_.expect("}");
    function.end = block.end;
    function.scopes[0].end = block.end;
    function.scopes[1].end = block.end;
    body.node = std::move(block);
    function.body = std::make_unique<Statement>(std::move(body));
    finishLabels(function);
    names_.leave();
    checker_.setFunction(nullptr);
    checker_.setScope(0);
}

void Parser::finishLabels(Function& function) {
    for (const auto& [name, label] : state_.labels) {
        if (!state_.defined.contains(label)) {
            reporter_->error(function.labels[label].place,
                             "there is no label '" + name + "' in '" + function.name + "'",
                             "write " + name + ": before a statement of the function");
        }
    }
}

} // namespace faultline
