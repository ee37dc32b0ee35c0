// Declarations (C11 6.7, 6.9): which things names mean from here on, and what they contain at first.
#include <algorithm>

#include "simulator/program/checker_types.h"
#include "simulator/program/constant_address.h"
#include "simulator/program/headers.h"
#include "simulator/program/parser.h"

namespace faultline {

void Parser::staticAssertion() {
    const SourcePlace place = tokens_.take().place;
    tokens_.expect("(");
    const std::optional<std::int64_t> value = constantExpression("what _Static_assert tests");
    std::string message;
    if (tokens_.accept(",")) {
        const ExpressionPointer text = stringLiteral();
        const auto* literal = text ? std::get_if<StringLocation>(&text->node) : nullptr;
        message = literal != nullptr ? ": " + program_->literalText(literal->literal) : "";
    }
    tokens_.expect(")");
    tokens_.expect(";");
    if (value && *value == 0) {
        reporter_->error(place, "a static assertion does not hold" + message);
    }
}

void Parser::externalDeclaration() {
    if (tokens_.peek().is("_Static_assert")) {
        staticAssertion();
        return;
    }
    if (tokens_.peek().is("asm") || tokens_.peek().is("__asm__") || tokens_.peek().is("__asm")) {
        unsupported("asm");
        return;
    }
    const Token& first = tokens_.peek();
    const Token& second = tokens_.peek(1);
    const bool startsName = first.kind == TokenKind::Identifier || first.is("*");
    const bool isBareName =
        first.kind == TokenKind::Identifier && (second.is("(") || second.is("=") || second.is(";") || second.is("["));
    const bool isBarePointer = first.is("*") && second.kind == TokenKind::Identifier;
    if (!startsDeclaration() && !isBareName && !isBarePointer) {
        if (first.is("}")) {
            tokens_.fail("there is a '}' too many");
        } else if (startsName || first.kind == TokenKind::Keyword) {
            first.kind == TokenKind::Keyword
                ? tokens_.fail("expected a declaration before " + shown(first), "statements stand in functions")
                : reportUnknownType();
        } else {
            tokens_.fail("expected a declaration before " + shown(first));
        }
        return;
    }
    const Specifiers base = specifiers();
    if (tokens_.accept(";")) {
        return; // struct s { … };
    }
    bool isFirst = true;
    do {
        Declared declared = declarator(base.type, false);
        if (tokens_.hasFailed()) {
            return;
        }
        if (base.isImplicitInt) {
            reporter_->warning(declared.place, "'" + declared.name + "' is declared without a type, which means int");
        }
        if (isFirst && startsFunctionBody(declared)) {
            functionDefinition(base, declared);
            return;
        }
        isFirst = false;
        declareAtFileLevel(base, declared);
        if (declared.parameters) {
            keepPrototype(*declared.parameters);
        }
    } while (tokens_.accept(","));
    tokens_.expect(";");
}

void Parser::declareAtFileLevel(const Specifiers& base, Declared& declared) {
    if (base.storage == StorageClass::Typedef) {
        declareTypedef(declared);
    } else if (isFunction(declared.type)) {
        declareFunction(base, declared);
        if (tokens_.peek().is("=")) {
            tokens_.fail("a function has no initialiser");
        }
    } else {
        declareGlobal(base, declared);
    }
}

void Parser::declareTypedef(const Declared& declared) {
    if (Symbol* earlier = names_.findHere(declared.name)) {
        const auto* name = std::get_if<TypedefName>(&earlier->meaning);
        if (name == nullptr || !areCompatible(name->type, declared.type)) {
            reporter_->error(declared.place, "'" + declared.name + "' is declared twice, differently");
        }
        return;
    }
    names_.declare(declared.name, {TypedefName{declared.type}, declared.place});
    if (tokens_.peek().is("=")) {
        tokens_.fail("a typedef has no initialiser");
    }
}

// Whether this declaration goes with the one before it of the same name and scope.
bool Parser::checkAgainstEarlier(const Symbol& earlier, const Type* type, const Declared& declared) {
    const auto* variable = std::get_if<VariableName>(&earlier.meaning);
    const auto* function = std::get_if<FunctionName>(&earlier.meaning);
    const Type* before = variable != nullptr ? variable->type : function != nullptr ? function->type : nullptr;
    if (before != nullptr && areCompatible(before, type)) {
        return true;
    }
    const std::string line = std::to_string(earlier.place.line);
    if (before == nullptr) {
        reporter_->error(declared.place, "'" + declared.name + "' is declared as something else on line " + line);
        return false;
    }
    if (function != nullptr && isFunction(type) && implicit_.contains(declared.name)) {
        if (isVoid(type->element)) { // gcc only warns of this one
            reporter_->warning(declared.place,
                               "'" + declared.name + "' was called on line " + line +
                                   " before it was declared, as if it returned int",
                               "declare it before that line");
            return true;
        }
        reporter_->error(declared.place,
                         "'" + declared.name + "' was called on line " + line +
                             " before it was declared, as if it returned int",
                         "declare it before that line: " + toString(type, declared.name) + ";");
        return false;
    }
    const std::string where =
        isInBuiltIn(earlier.place) ? "a header declares it as " : "on line " + line + " it is declared as ";
    reporter_->error(declared.place, "'" + declared.name + "' is declared twice, differently",
                     where + toString(before, declared.name));
    return false;
}

Function* Parser::declareFunction(const Specifiers& base, const Declared& declared) {
    Symbol* earlier = names_.findAtFileLevel(declared.name);
    const FunctionName* known = earlier == nullptr ? nullptr : std::get_if<FunctionName>(&earlier->meaning);
    const Type* type = declared.type;
    if (earlier != nullptr && !checkAgainstEarlier(*earlier, type, declared)) {
        known = nullptr;
    }
    const bool isStatic = base.storage == StorageClass::Static || (known != nullptr && known->function->isStatic);
    const Linkage linkage = isStatic ? Linkage::Internal : Linkage::External;
    Function* function = known != nullptr && known->function->isStatic == isStatic
                             ? known->function
                             : program_->declareFunction(declared.name, type, declared.place, linkage);
    const bool isDefinedLater = known != nullptr && !implicit_.contains(declared.name);
    type = isDefinedLater ? compositeType(types(), type, known->type) : type;
    function->type = program_->isDefined(*function) ? function->type : type;
    function->isNoReturn = function->isNoReturn || base.attributes.isNoReturn || declared.attributes.isNoReturn;
    implicit_.erase(declared.name);
    names_.declareAtFileLevel(declared.name, {FunctionName{function, type}, declared.place});
    return function;
}

bool Parser::checkObjectType(const Type* type, const std::string& name, SourcePlace place) {
    if (isComplete(type)) {
        return true;
    }
    const bool isMissing = isRecord(type) && !type->record->tag.empty();
    reporter_->error(place,
                     isVoid(type) ? "'" + name + "' cannot have type void"
                                  : "'" + name + "' has type '" + toString(type) + "', which is not complete here",
                     isArray(type) ? "give its length"
                     : isMissing   ? "is a header missing, or the definition of " + toString(type) + "?"
                                   : "");
    return false;
}

void Parser::declareGlobal(const Specifiers& base, Declared& declared) {
    if (base.storage == StorageClass::Extern && declared.name == "errno" && isInteger(declared.type)) {
        reporter_->warning(declared.place, "errno is declared by hand", "#include <errno.h>");
        declaresErrno_ = true;
        return;
    }
    const bool hasInitialiser = tokens_.accept("=");
    const bool isExtern = base.storage == StorageClass::Extern && !hasInitialiser;
    const Definition definition = isExtern         ? Definition::None
                                  : hasInitialiser ? Definition::Full
                                                   : Definition::Tentative;
    Symbol* earlier = names_.findAtFileLevel(declared.name);
    const bool fits = earlier == nullptr || checkAgainstEarlier(*earlier, declared.type, declared);
    const VariableName* known = earlier == nullptr || !fits ? nullptr : std::get_if<VariableName>(&earlier->meaning);
    if (isVoid(declared.type) && !isExtern) {
        checkObjectType(declared.type, declared.name, declared.place);
        declared.type = basic(TypeKind::Int);
    }
    const bool isStatic =
        base.storage == StorageClass::Static || (isExtern && known != nullptr && known->variable->isStatic);
    const Linkage linkage = isStatic ? Linkage::Internal : Linkage::External;
    Variable* variable = program_->declareVariable(declared.name, declared.type, declared.place, linkage, definition,
                                                   isInBuiltIn(declared.place));
    const std::uint64_t alignment = std::max(base.attributes.alignment, declared.attributes.alignment);
    variable->alignment = std::max({variable->alignment, alignmentOf(declared.type), alignment});
    const Type* type = known != nullptr ? compositeType(types(), declared.type, known->type) : declared.type;
    names_.declare(declared.name, {VariableName{variable, type}, declared.place});
    if (!hasInitialiser) {
        return;
    }
    InitialiserBuilder builder(checker_, declared.name, true);
    const Initialiser initialiser = builder.build(type, writtenInitialiser());
    checkObjectType(type, declared.name, declared.place);
    variable->type = type;
    variable->size = builder.size();
    names_.declare(declared.name, {VariableName{variable, type}, declared.place});
    makeImage(*variable, initialiser, *reporter_);
}

void Parser::flushLengths(std::vector<Statement>& statements, SourcePlace place) {
    for (ExpressionPointer& length : pendingLengths_) {
        if (length) {
            statements.push_back({program_->nextStatement(), place, ExpressionStatement{std::move(length)}});
        }
    }
    pendingLengths_.clear();
}

void Parser::blockDeclaration(std::vector<Statement>& statements) {
    if (tokens_.peek().is("_Static_assert")) {
        staticAssertion();
        return;
    }
    const SourcePlace place = tokens_.place();
    Specifiers base = specifiers();
    flushLengths(statements, place);
    if (tokens_.accept(";") || tokens_.hasFailed()) {
        return;
    }
    do {
        Declared declared = declarator(base.type, false);
        if (tokens_.hasFailed()) {
            return;
        }
        flushLengths(statements, base.place);
        if (declared.parameters && tokens_.peek().is("{")) {
            tokens_.fail("a function within a function is a GNU extension; use a function",
                         "define '" + declared.name + "' outside");
            return;
        }
        declareInBlock(base, declared, statements);
        if (declared.parameters) {
            keepPrototype(*declared.parameters);
        }
        base.place = tokens_.peek(1).place; // the next one's statement begins at its declarator
    } while (tokens_.accept(",") && !tokens_.hasFailed());
    tokens_.expect(";");
}

void Parser::declareInBlock(const Specifiers& base, Declared& declared, std::vector<Statement>& statements) {
    if (base.storage == StorageClass::Typedef) {
        declareTypedef(declared);
    } else if (isFunction(declared.type)) {
        Function* function = declareFunction(base, declared);
        names_.declare(declared.name, {FunctionName{function, declared.type}, declared.place});
    } else if (base.storage == StorageClass::Extern) {
        declareExternInBlock(declared);
    } else if (base.storage == StorageClass::Static) {
        declareStaticLocal(base, declared);
    } else {
        declareLocal(base, declared, statements);
    }
}

// A name may be declared once in a block.
bool Parser::isNewHere(const Declared& declared) {
    const Symbol* earlier = names_.findHere(declared.name);
    if (earlier == nullptr) {
        return true;
    }
    reporter_->error(declared.place, "'" + declared.name + "' is declared twice in this block",
                     "the first time on line " + std::to_string(earlier->place.line));
    return false;
}

void Parser::declareExternInBlock(const Declared& declared) {
    if (declared.name == "errno") {
        declaresErrno_ = true;
        return;
    }
    const Symbol* outer = names_.findAtFileLevel(declared.name);
    const VariableName* known = outer == nullptr ? nullptr : std::get_if<VariableName>(&outer->meaning);
    if (outer != nullptr && !checkAgainstEarlier(*outer, declared.type, declared)) {
        return;
    }
    Variable* variable = known != nullptr ? known->variable
                                          : program_->declareVariable(declared.name, declared.type, declared.place,
                                                                      Linkage::External, Definition::None, false);
    const Type* type = known != nullptr ? compositeType(types(), declared.type, known->type) : declared.type;
    names_.declare(declared.name, {VariableName{variable, type}, declared.place});
}

void Parser::declareStaticLocal(const Specifiers& base, Declared& declared) {
    const bool isNew = isNewHere(declared);
    if (isVariablyModified(declared.type)) {
        reporter_->error(declared.place, "the length of a static array must be constant");
        declared.type = basic(TypeKind::Int);
    }
    Variable* variable = program_->addStatic(declared.name, declared.type, declared.place);
    variable->function = checker_.function();
    variable->scope = checker_.scope();
    if (isNew) {
        names_.declare(declared.name, {VariableName{variable, declared.type}, declared.place});
    }
    if (tokens_.accept("=")) {
        InitialiserBuilder builder(checker_, declared.name, true);
        const Initialiser initialiser = builder.build(declared.type, writtenInitialiser());
        variable->size = builder.size();
        makeImage(*variable, initialiser, *reporter_);
    }
    if (!checkObjectType(declared.type, declared.name, declared.place)) {
        declared.type = basic(TypeKind::Int);
    }
    variable->type = declared.type;
    variable->alignment =
        std::max({alignmentOf(declared.type), base.attributes.alignment, declared.attributes.alignment});
    if (isNew) {
        names_.declare(declared.name, {VariableName{variable, declared.type}, declared.place});
    }
}

void Parser::declareLocal(const Specifiers& base, Declared& declared, std::vector<Statement>& statements) {
    const bool isNew = isNewHere(declared);
    const bool mayComplete = isArray(declared.type) && tokens_.peek().is("=");
    if (!mayComplete && !checkObjectType(declared.type, declared.name, declared.place)) {
        declared.type = basic(TypeKind::Int);
    }
    Variable* variable = checker_.addLocal(declared.name, declared.type, declared.place);
    if (isNew) { // its scope begins before its initialiser
        names_.declare(declared.name, {VariableName{variable, declared.type}, declared.place});
    }
    Statement statement{program_->nextStatement(), base.place, EmptyStatement{}};
    DeclareVariable declaration{variable, std::nullopt, nullptr};
    if (isVariableLength(declared.type)) {
        declaration.byteLength = checker_.sizeOfType(declared.type, declared.place);
        variable->isAddressTaken = true;
    }
    if (tokens_.accept("=")) {
        if (declaration.byteLength) {
            reporter_->error(declared.place, "an array of variable length cannot be initialised",
                             "use memset, or a loop");
        }
        InitialiserBuilder builder(checker_, declared.name, false);
        Initialiser initialiser = builder.build(declared.type, writtenInitialiser());
        declaration.initialiser = std::move(initialiser);
        if (!checkObjectType(declared.type, declared.name, declared.place)) {
            declared.type = basic(TypeKind::Int);
        }
        variable->type = declared.type;
    }
    variable->size = isVariableLength(declared.type) ? 0 : sizeOf(declared.type);
    variable->alignment = std::max(
        {alignmentOf(declared.type), base.attributes.alignment, declared.attributes.alignment, std::uint64_t{1}});
    if (isNew) {
        names_.declare(declared.name, {VariableName{variable, declared.type}, declared.place});
    }
    statement.node = std::move(declaration);
    statements.push_back(std::move(statement));
}

} // namespace faultline
