// Primary expressions (C11 6.5.1): names, constants, strings, parentheses.
#include "simulator/program/constant.h"
#include "simulator/program/headers.h"
#include "simulator/program/headers_names.h"
#include "simulator/program/parser.h"

namespace faultline {

ExpressionPointer Parser::primary() {
    const Token& token = tokens_.peek();
    switch (token.kind) {
    case TokenKind::Number:
        tokens_.take();
        return number(token);
    case TokenKind::Character:
        tokens_.take();
        return character(token);
    case TokenKind::String:
        return stringLiteral();
    case TokenKind::Identifier:
        return identifier();
    case TokenKind::Keyword:
        return builtin();
    default:
        break;
    }
    if (!token.is("(")) {
        tokens_.fail("expected an expression before " + shown(token));
        return nullptr;
    }
    tokens_.take();
    if (tokens_.peek().is("{")) {
        tokens_.fail("a statement within an expression is a GNU extension; use a function");
        return nullptr;
    }
    ExpressionPointer result = expression();
    tokens_.expect(")");
    return result;
}

ExpressionPointer Parser::number(const Token& token) {
    const NumberConstant constant = parseNumber(token.text);
    if (!constant.error.empty()) {
        return checker_.error(token.place, constant.error);
    }
    if (constant.isTooLarge) {
        reporter_->warning(token.place, "this number is too large for any integer type");
    }
    const Type* type = basic(constant.kind);
    return isFloating(type) ? checker_.floating(constant.floating, type, token.place)
                            : checker_.integer(constant.integer, type, token.place);
}

ExpressionPointer Parser::character(const Token& token) {
    const CharacterConstant constant = parseCharacter(token.text);
    if (!constant.error.empty()) {
        return checker_.error(token.place, constant.error);
    }
    return checker_.integer(static_cast<std::uint64_t>(std::int64_t{constant.value}), basic(TypeKind::Int),
                            token.place);
}

// Adjacent strings are one.
ExpressionPointer Parser::stringLiteral() {
    const SourcePlace place = tokens_.place();
    if (tokens_.peek().kind != TokenKind::String) {
        tokens_.fail("expected a string before " + shown(tokens_.peek()));
        return nullptr;
    }
    std::string bytes;
    bool isWrong = false;
    while (tokens_.peek().kind == TokenKind::String) {
        const Token& token = tokens_.take();
        const StringConstant constant = parseString(token.text);
        if (!constant.error.empty()) {
            reporter_->error(token.place, constant.error, constant.error.starts_with("wide") ? "use char" : "");
            isWrong = true;
        }
        bytes += constant.bytes;
    }
    return isWrong ? nullptr : checker_.string(bytes, place);
}

ExpressionPointer Parser::functionNameString(SourcePlace place) {
    return checker_.string(checker_.function()->name, place);
}

ExpressionPointer Parser::identifier() {
    const Token& token = tokens_.take();
    Symbol* symbol = names_.find(token.text);
    if (symbol == nullptr) {
        return unknownIdentifier(token);
    }
    if (const auto* variable = std::get_if<VariableName>(&symbol->meaning)) {
        return checker_.variable(variable->variable, variable->type, token.place);
    }
    if (const auto* function = std::get_if<FunctionName>(&symbol->meaning)) {
        return checker_.functionName(function->function, function->type, token.place);
    }
    if (const auto* constant = std::get_if<ConstantName>(&symbol->meaning)) {
        return checker_.integer(static_cast<std::uint64_t>(constant->value), constant->type, token.place);
    }
    tokens_.failAt(token.place, "'" + std::string(token.text) + "' is a type; an expression is expected here");
    return nullptr;
}

ExpressionPointer Parser::unknownIdentifier(const Token& token) {
    const std::string name(token.text);
    const bool isFunctionName = name == "__func__" || name == "__FUNCTION__" || name == "__PRETTY_FUNCTION__";
    if (isFunctionName && checker_.function() != nullptr) {
        return functionNameString(token.place);
    }
    if (name == "errno" && declaresErrno_) {
        const Type* pointer = types().pointerTo(basic(TypeKind::Int));
        const Type* type = types().function(pointer, {}, false, false);
        Function* location = program_->declareFunction("__errno_location", type, token.place, Linkage::External);
        return checker_.dereference(checker_.call(checker_.functionName(location, type, token.place), {}, token.place),
                                    token.place);
    }
    const Refusal refusal = refusalOf(name);
    if (!refusal.message.empty()) {
        if (tokens_.peek().is("(")) {
            tokens_.skipGroup();
        }
        return checker_.error(token.place, "'" + name + "': " + refusal.message, refusal.advice);
    }
    if (tokens_.peek().is("(") && checker_.function() != nullptr) {
        return implicitFunction(token);
    }
    const std::string advice = adviceToDeclare(name);
    const std::string_view nearest = advice.empty() ? nearestName(name, names_.allNames()) : std::string_view();
    return checker_.error(token.place, "'" + name + "' is not declared",
                          !advice.empty()    ? advice
                          : !nearest.empty() ? "did you mean '" + std::string(nearest) + "'?"
                                             : "");
}

// A call of a function that has not been declared. One of the C library is taken as the library declares it; any other
// one returns int, as in C before 1999.
ExpressionPointer Parser::implicitFunction(const Token& token) {
    const std::string name(token.text);
    const Type* prototype = surroundings_.libraryPrototype ? surroundings_.libraryPrototype(name) : nullptr;
    const Type* type = prototype != nullptr ? prototype : types().function(basic(TypeKind::Int), {}, false, true);
    Function* function = program_->declareFunction(name, type, token.place, Linkage::External);
    names_.declareAtFileLevel(name, {FunctionName{function, type}, token.place});
    if (prototype == nullptr) {
        implicit_.insert(name);
        reporter_->warning(token.place, "'" + name + "' is called before it is declared",
                           "declare it, or define it, above this line");
    } else if (!name.starts_with("__builtin_")) { // the compiler's own need none
        reporter_->warning(token.place, "'" + name + "' is called without its header", adviceToDeclare(name));
    }
    return checker_.functionName(function, type, token.place);
}

} // namespace faultline
