// Expressions (C11 6.5), from the comma down to the postfix operators.
#include <array>

#include "simulator/program/constant_folding.h"
#include "simulator/program/parser.h"

namespace faultline {

namespace {

struct Level {
    std::string_view text;
    int precedence;
    BinaryOperator operation;
};

constexpr int orLevel = 1;
constexpr int andLevel = 2;

// Logical operators have levels 1 and 2.
constexpr std::array<Level, 16> levels = {{{"|", 3, BinaryOperator::Or},
                                           {"^", 4, BinaryOperator::Xor},
                                           {"&", 5, BinaryOperator::And},
                                           {"==", 6, BinaryOperator::Equal},
                                           {"!=", 6, BinaryOperator::NotEqual},
                                           {"<", 7, BinaryOperator::Less},
                                           {"<=", 7, BinaryOperator::LessEqual},
                                           {">", 7, BinaryOperator::Greater},
                                           {">=", 7, BinaryOperator::GreaterEqual},
                                           {"<<", 8, BinaryOperator::ShiftLeft},
                                           {">>", 8, BinaryOperator::ShiftRight},
                                           {"+", 9, BinaryOperator::Add},
                                           {"-", 9, BinaryOperator::Subtract},
                                           {"*", 10, BinaryOperator::Multiply},
                                           {"/", 10, BinaryOperator::Divide},
                                           {"%", 10, BinaryOperator::Remainder}}};

const Level* levelOf(std::string_view text) {
    for (const Level& level : levels) {
        if (level.text == text) {
            return &level;
        }
    }
    return nullptr;
}

int precedenceOf(const Token& token) {
    if (token.kind != TokenKind::Punctuator) {
        return 0;
    }
    if (token.text == "||" || token.text == "&&") {
        return token.text == "||" ? orLevel : andLevel;
    }
    const Level* level = levelOf(token.text);
    return level == nullptr ? 0 : level->precedence;
}

} // namespace

ExpressionPointer Parser::expression() {
    ExpressionPointer result = assignment();
    while (tokens_.peek().is(",")) {
        const SourcePlace place = tokens_.take().place;
        result = checker_.comma(std::move(result), assignment(), place);
    }
    return result;
}

ExpressionPointer Parser::assignment() {
    Nesting nesting(*this);
    if (!nesting.fits()) {
        return nullptr;
    }
    ExpressionPointer left = conditional();
    const Token& token = tokens_.peek();
    if (token.is("=")) {
        tokens_.take();
        return checker_.assign(std::move(left), assignment(), token.place);
    }
    const bool mayBeCompound =
        token.kind == TokenKind::Punctuator && token.text.size() >= 2 && token.text.ends_with('=');
    const Level* level = mayBeCompound ? levelOf(token.text.substr(0, token.text.size() - 1)) : nullptr;
    if (level == nullptr || levelOf(token.text) != nullptr) {
        return left;
    }
    tokens_.take();
    return checker_.compoundAssign(level->operation, std::move(left), assignment(), token.place);
}

ExpressionPointer Parser::conditional() {
    ExpressionPointer condition = binary(orLevel);
    if (!tokens_.peek().is("?")) {
        return condition;
    }
    Nesting nesting(*this);
    const SourcePlace place = tokens_.take().place;
    ExpressionPointer whenTrue;
    if (tokens_.peek().is(":")) { // GNU: a ?: b is a ? a : b with a evaluated once
        std::tie(condition, whenTrue) = checker_.evaluatedOnce(std::move(condition));
    } else {
        whenTrue = expression();
    }
    if (!tokens_.expect(":") || !nesting.fits()) {
        return nullptr;
    }
    return checker_.conditional(std::move(condition), std::move(whenTrue), conditional(), place);
}

// Operators of at least this precedence; all of them group from the left.
ExpressionPointer Parser::binary(int minimum) {
    ExpressionPointer left = castExpression();
    for (int precedence = precedenceOf(tokens_.peek()); precedence >= minimum;
         precedence = precedenceOf(tokens_.peek())) {
        const Token& token = tokens_.take();
        ExpressionPointer right = binary(precedence + 1);
        left = precedence <= andLevel
                   ? checker_.logical(precedence == andLevel, std::move(left), std::move(right), token.place)
                   : checker_.binary(levelOf(token.text)->operation, std::move(left), std::move(right), token.place);
    }
    return left;
}

// Makes what the lengths of a type name need before the expression that uses the type.
ExpressionPointer Parser::withLengths(std::vector<ExpressionPointer> lengths, ExpressionPointer expression) {
    for (auto length = lengths.rbegin(); length != lengths.rend(); ++length) {
        if (*length && expression) {
            const SourcePlace place = expression->place;
            expression = checker_.comma(std::move(*length), std::move(expression), place);
        }
    }
    return expression;
}

ExpressionPointer Parser::castExpression() {
    Nesting nesting(*this);
    if (!nesting.fits()) {
        return nullptr;
    }
    if (!tokens_.peek().is("(") || !startsType(tokens_.peek(1))) {
        return unary();
    }
    const SourcePlace place = tokens_.take().place;
    TypeName name = typeName();
    if (!tokens_.expect(")")) {
        return nullptr;
    }
    if (tokens_.peek().is("{")) {
        return postfix(compoundLiteral(std::move(name), place));
    }
    const Type* type = name.type;
    return withLengths(std::move(name.lengths), checker_.cast(castExpression(), type, place));
}

ExpressionPointer Parser::unary() {
    const Token& token = tokens_.peek();
    if (token.kind != TokenKind::Punctuator) {
        if (token.is("sizeof")) {
            return sizeofExpression();
        }
        if (token.is("_Alignof") || token.is("__alignof__") || token.is("__alignof")) {
            return alignofExpression();
        }
        if (token.is("__extension__")) {
            tokens_.take();
            return castExpression();
        }
        return postfix(primary());
    }
    if (token.text == "++" || token.text == "--") {
        tokens_.take();
        return checker_.increment(castExpression(), token.text == "++", false, token.place);
    }
    if (token.text == "&&") {
        tokens_.fail("the address of a label is a GNU extension; use a function", "or a switch");
        return nullptr;
    }
    if (token.text.size() != 1 || std::string_view("&*+-~!").find(token.text[0]) == std::string_view::npos) {
        return postfix(primary());
    }
    tokens_.take();
    ExpressionPointer operand = castExpression();
    switch (token.text[0]) {
    case '&':
        return checker_.addressOf(std::move(operand), token.place);
    case '*':
        return checker_.dereference(std::move(operand), token.place);
    case '+':
        return checker_.plus(std::move(operand), token.place);
    case '-':
        return checker_.unary(UnaryOperator::Negate, std::move(operand), token.place);
    case '~':
        return checker_.unary(UnaryOperator::Complement, std::move(operand), token.place);
    default:
        return checker_.unary(UnaryOperator::Not, std::move(operand), token.place);
    }
}

ExpressionPointer Parser::sizeofExpression() {
    const SourcePlace place = tokens_.take().place;
    if (tokens_.peek().is("(") && startsType(tokens_.peek(1))) {
        tokens_.take();
        TypeName name = typeName();
        if (!tokens_.expect(")")) {
            return nullptr;
        }
        if (!tokens_.peek().is("{")) {
            return withLengths(std::move(name.lengths), checker_.sizeOfType(name.type, place));
        }
        const ExpressionPointer literal = postfix(compoundLiteral(std::move(name), place));
        return literal ? checker_.sizeOfType(literal->type, place) : nullptr;
    }
    const ExpressionPointer operand = castExpression();
    if (!operand) {
        return nullptr;
    }
    const auto* member = std::get_if<MemberLocation>(&operand->node);
    if (member != nullptr && member->member->isBitField) {
        return checker_.error(place, "the size of a bit-field is not a number of bytes");
    }
    return checker_.sizeOfType(operand->type, place);
}

ExpressionPointer Parser::alignofExpression() {
    const SourcePlace place = tokens_.take().place;
    if (tokens_.peek().is("(") && startsType(tokens_.peek(1))) {
        tokens_.take();
        const TypeName name = typeName();
        tokens_.expect(")");
        return checker_.alignmentOfType(name.type, place);
    }
    const ExpressionPointer operand = castExpression(); // GNU
    return operand ? checker_.alignmentOfType(operand->type, place) : nullptr;
}

std::vector<ExpressionPointer> Parser::arguments() {
    std::vector<ExpressionPointer> result;
    if (tokens_.accept(")")) {
        return result;
    }
    do {
        result.push_back(assignment());
    } while (tokens_.accept(",") && !tokens_.hasFailed());
    tokens_.expect(")");
    return result;
}

ExpressionPointer Parser::postfix(ExpressionPointer result) {
    while (!tokens_.atEnd()) {
        const Token& token = tokens_.peek();
        if (token.is("[")) {
            tokens_.take();
            ExpressionPointer index = expression();
            tokens_.expect("]");
            result = checker_.subscript(std::move(result), std::move(index), token.place);
        } else if (token.is("(")) {
            tokens_.take();
            const SourcePlace place = result ? result->place : token.place;
            result = checker_.call(std::move(result), arguments(), place);
        } else if (token.is(".") || token.is("->")) {
            tokens_.take();
            const Token& name = tokens_.peek();
            if (name.kind != TokenKind::Identifier) {
                tokens_.fail("expected the name of a member before " + shown(name));
                return nullptr;
            }
            tokens_.take();
            if (token.text == "->" && result && !isPointer(result->type) && !isArray(result->type)) {
                const std::string advice = isRecord(result->type) ? "write ." + std::string(name.text) : "";
                result = checker_.error(token.place,
                                        "'->' needs a pointer, but this is '" + toString(result->type) + "'", advice);
            } else if (token.text == "->") {
                result = checker_.dereference(std::move(result), token.place);
            }
            result = checker_.member(std::move(result), name.text, name.place);
        } else if (token.is("++") || token.is("--")) {
            tokens_.take();
            result = checker_.increment(std::move(result), token.text == "++", true, token.place);
        } else {
            break;
        }
    }
    return result;
}

std::optional<std::int64_t> Parser::constantExpression(std::string_view what) {
    const SourcePlace place = tokens_.place();
    const ExpressionPointer value = checker_.value(conditional());
    if (!value) {
        return std::nullopt;
    }
    const auto constant = integerValue(*value);
    if (!constant || !isInteger(value->type)) {
        reporter_->error(place, std::string(what) + " must be an integer constant");
        return std::nullopt;
    }
    return static_cast<std::int64_t>(*constant);
}

} // namespace faultline
