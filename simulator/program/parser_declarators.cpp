// Declarators (C11 6.7.6): what stands around a name and makes a pointer, an array or a function of it.
#include "simulator/program/checker_types.h"
#include "simulator/program/constant_folding.h"
#include "simulator/program/parser.h"

namespace faultline {

namespace {

constexpr std::uint32_t deepestType = 400; // pointers to arrays of … within one another

} // namespace

Declared Parser::declarator(const Type* base, bool mayBeAbstract) {
    Declared declared;
    std::vector<DeclaratorPart> parts;
    attributes(declared.attributes);
    declared.place = tokens_.place();
    declaratorParts(parts, declared, mayBeAbstract);
    attributes(declared.attributes);
    if (tokens_.peek().is("asm") || tokens_.peek().is("__asm__") || tokens_.peek().is("__asm")) {
        unsupported("asm");
    }
    attributes(declared.attributes);
    declared.type = apply(base, parts, declared.place);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i == 0 && parts[0].kind == DeclaratorPart::Kind::Function) {
            declared.parameters = std::move(parts[0].parameters);
        } else {
            keepPrototype(parts[i].parameters);
        }
    }
    return declared;
}

// The parts are put in order from the name outwards.
void Parser::declaratorParts(std::vector<DeclaratorPart>& parts, Declared& declared, bool mayBeAbstract) {
    Nesting nesting(*this);
    if (!nesting.fits()) {
        return;
    }
    std::vector<DeclaratorPart> pointers;
    while (tokens_.peek().is("*")) {
        DeclaratorPart& pointer = pointers.emplace_back();
        pointer.place = tokens_.take().place;
        while (qualifier(pointer.qualifiers)) {
        }
        attributes(declared.attributes);
    }
    const bool isNested = tokens_.peek().is("(") && !(mayBeAbstract && startsParameters());
    if (isNested) {
        tokens_.take();
        attributes(declared.attributes);
        declaratorParts(parts, declared, mayBeAbstract);
        tokens_.expect(")");
    } else if (tokens_.peek().kind == TokenKind::Identifier) {
        const Token& name = tokens_.take();
        declared.name = std::string(name.text);
        declared.place = name.place;
    } else if (!mayBeAbstract) {
        tokens_.fail("expected a name before " + shown(tokens_.peek()));
    }
    while (tokens_.peek().is("[") || tokens_.peek().is("(")) {
        parts.push_back(tokens_.peek().is("[") ? arrayPart() : functionPart());
    }
    std::move(pointers.rbegin(), pointers.rend(), std::back_inserter(parts));
}

// In a declarator that may have no name: whether the '(' begins parameters.
bool Parser::startsParameters() {
    const Token& next = tokens_.peek(1);
    return next.is(")") || next.is("...") || startsType(next) || next.is("register");
}

// A hidden variable that keeps the length of a variable-length array; its store is made where the declaration is
// reached.
Variable* Parser::lengthHolder(ExpressionPointer length) {
    const Type* type = basic(TypeKind::UnsignedLong);
    if (parameterList_ == nullptr) {
        Variable* holder = checker_.addLocal({}, type, length->place);
        pendingLengths_.push_back(checker_.store(holder, checker_.convert(std::move(length), type)));
        return holder;
    }
    auto owned = std::make_unique<Variable>();
    owned->type = type;
    owned->size = 8;
    owned->alignment = 8;
    owned->place = length->place;
    Variable* holder = parameterList_->variables.emplace_back(std::move(owned)).get();
    parameterList_->lengths.push_back(checker_.store(holder, checker_.convert(std::move(length), type)));
    return holder;
}

DeclaratorPart Parser::arrayPart() {
    DeclaratorPart part;
    part.kind = DeclaratorPart::Kind::Array;
    part.place = tokens_.take().place;
    std::uint8_t ignored = 0;
    while (qualifier(ignored) || tokens_.accept("static")) { // [static 10], [const]: of parameters
    }
    if (tokens_.accept("]")) {
        return part;
    }
    if (tokens_.peek().is("*") && tokens_.peek(1).is("]")) {
        tokens_.take();
        tokens_.take();
        part.arrayLength = ArrayLength::Variable;
        return part;
    }
    ExpressionPointer length = checker_.value(assignment());
    tokens_.expect("]");
    part.arrayLength = ArrayLength::Known;
    if (!length) {
        part.length = 1;
        return part;
    }
    if (!isInteger(length->type)) {
        reporter_->error(length->place,
                         "the length of an array is an integer, but this is '" + toString(length->type) + "'");
        part.length = 1;
        return part;
    }
    if (const auto value = integerValue(*length)) {
        const bool isNegative = isSigned(length->type) && static_cast<std::int64_t>(*value) < 0;
        if (isNegative || *value > largestObject) {
            reporter_->error(length->place,
                             isNegative ? "the length of an array cannot be negative" : "this array is too large");
        }
        part.length = isNegative || *value > largestObject ? 1 : *value;
        return part;
    }
    if (checker_.function() == nullptr && parameterList_ == nullptr) {
        reporter_->error(length->place, "outside of functions the length of an array must be constant");
        part.length = 1;
        return part;
    }
    part.arrayLength = ArrayLength::Variable;
    part.lengthHolder = lengthHolder(checker_.promote(std::move(length)));
    return part;
}

DeclaratorPart Parser::functionPart() {
    DeclaratorPart part;
    part.kind = DeclaratorPart::Kind::Function;
    part.place = tokens_.take().place;
    ParameterList& list = part.parameters;
    if (tokens_.accept(")")) {
        list.isOldStyle = true;
        return part;
    }
    if (tokens_.peek().is("void") && tokens_.peek(1).is(")")) {
        tokens_.take();
        tokens_.take();
        return part;
    }
    ParameterList* const outer = parameterList_;
    parameterList_ = &list;
    names_.enter();
    if (tokens_.peek().kind == TokenKind::Identifier && !startsType(tokens_.peek()) &&
        (tokens_.peek(1).is(",") || tokens_.peek(1).is(")"))) {
        oldStyleNames(list);
    } else {
        do {
            if (tokens_.accept("...")) {
                list.isVariadic = true;
                break;
            }
            parameter(list);
        } while (tokens_.accept(","));
    }
    names_.leave();
    parameterList_ = outer;
    tokens_.expect(")");
    return part;
}

void Parser::parameter(ParameterList& list) {
    if (!startsDeclaration()) {
        reportUnknownType();
        return;
    }
    const Specifiers base = specifiers();
    if (base.storage != StorageClass::None && base.storage != StorageClass::Register) {
        reporter_->error(base.place, "a parameter has no storage class");
    }
    Declared declared = declarator(base.type, true);
    if (declared.parameters) {
        keepPrototype(*declared.parameters);
    }
    Parameter parameter;
    parameter.name = declared.name;
    parameter.type = adjustedParameter(types(), declared.type);
    parameter.place = declared.place;
    if (isVoid(parameter.type)) {
        reporter_->error(declared.place, "a parameter cannot have type void");
        parameter.type = basic(TypeKind::Int);
    }
    auto owned = std::make_unique<Variable>();
    owned->name = declared.name;
    owned->type = parameter.type;
    owned->storage = Storage::Parameter;
    owned->size = sizeOf(parameter.type);
    owned->alignment = std::max<std::uint64_t>(alignmentOf(parameter.type), 1);
    owned->place = declared.place;
    parameter.variable = list.variables.emplace_back(std::move(owned)).get();
    if (!parameter.name.empty()) {
        if (names_.findHere(parameter.name) != nullptr) {
            reporter_->error(declared.place, "two parameters are called '" + parameter.name + "'");
        }
        names_.declare(parameter.name, {VariableName{parameter.variable, parameter.type}, declared.place});
    }
    list.parameters.push_back(std::move(parameter));
}

// f(a, b), whose declarations follow: as C was written before 1989.
void Parser::oldStyleNames(ParameterList& list) {
    list.isOldStyle = true;
    do {
        const Token& token = tokens_.peek();
        if (token.kind != TokenKind::Identifier) {
            tokens_.fail("expected the name of a parameter before " + shown(token));
            return;
        }
        Parameter& parameter = list.parameters.emplace_back();
        parameter.name = std::string(token.text);
        parameter.place = token.place;
        tokens_.take();
    } while (tokens_.accept(","));
}

// What a prototype's types refer to stays; nothing else of its parameters is needed.
void Parser::keepPrototype(ParameterList& list) {
    for (std::unique_ptr<Variable>& variable : list.variables) {
        if (variable->name.empty() && variable->storage == Storage::Local) {
            program_->keepForPrototype(std::move(variable));
        }
    }
    list.variables.clear();
    list.lengths.clear();
}

const Type* Parser::apply(const Type* base, std::vector<DeclaratorPart>& parts, SourcePlace place) {
    const Type* type = base;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        if (type->depth > deepestType) {
            tokens_.giveUp("this type is nested too deeply");
            return basic(TypeKind::Int);
        }
        if (part->kind == DeclaratorPart::Kind::Pointer) {
            type = types().qualified(types().pointerTo(type), part->qualifiers);
        } else if (part->kind == DeclaratorPart::Kind::Array) {
            type = applyArray(type, *part);
        } else {
            type = applyFunction(type, *part);
        }
    }
    if (isComplete(type) && sizeOf(type) > largestObject) {
        reporter_->error(place, "this type is too large");
        return basic(TypeKind::Int);
    }
    return type;
}

const Type* Parser::applyArray(const Type* element, const DeclaratorPart& part) {
    if (!isComplete(element)) {
        reporter_->error(part.place, "an array cannot have elements of type '" + toString(element) + "'",
                         isFunction(element) ? "use pointers to functions"
                         : isArray(element)  ? "only the first length may be left out"
                                             : "");
        return types().arrayOf(basic(TypeKind::Int), 1);
    }
    switch (part.arrayLength) {
    case ArrayLength::Known:
        return types().arrayOf(element, part.length);
    case ArrayLength::Unknown:
        return types().arrayOfUnknownLength(element);
    case ArrayLength::Variable:
        break;
    }
    return types().arrayOfVariableLength(element, part.lengthHolder);
}

const Type* Parser::applyFunction(const Type* result, const DeclaratorPart& part) {
    if (isArray(result) || isFunction(result)) {
        reporter_->error(part.place,
                         std::string("a function cannot return ") + (isArray(result) ? "an array" : "a function"),
                         "return a pointer to it");
        result = basic(TypeKind::Int);
    }
    const ParameterList& list = part.parameters;
    std::vector<const Type*> parameterTypes;
    if (!list.isOldStyle) {
        for (const Parameter& parameter : list.parameters) {
            parameterTypes.push_back(parameter.type->unqualified);
        }
    }
    return types().function(result, std::move(parameterTypes), list.isVariadic, list.isOldStyle);
}

} // namespace faultline
