#include "simulator/program/constant_folding.h"

#include <cmath>

namespace faultline {

namespace {

const FloatingConstant* floatingOf(const ExpressionPointer& expression) {
    return std::get_if<FloatingConstant>(&expression->node);
}

const IntegerConstant* integerOf(const ExpressionPointer& expression) {
    return std::get_if<IntegerConstant>(&expression->node);
}

void become(Expression& expression, std::uint64_t value) {
    expression.node = IntegerConstant{narrowed(value, expression.type)};
    expression.depth = 1;
}

void become(Expression& expression, double value) {
    const bool isSingle = expression.type->kind == TypeKind::Float;
    expression.node = FloatingConstant{isSingle ? static_cast<double>(static_cast<float>(value)) : value};
    expression.depth = 1;
}

// A float's value in an integer type, unless it does not fit: what happens then is the processor's affair.
std::optional<std::uint64_t> toInteger(double value, const Type* type) {
    const double whole = std::trunc(value);
    if (isSigned(type)) {
        const double limit = std::ldexp(1.0, static_cast<int>(sizeOf(type) * 8) - 1);
        if (whole >= -limit && whole < limit) {
            return static_cast<std::uint64_t>(static_cast<std::int64_t>(whole));
        }
        return std::nullopt;
    }
    if (whole >= 0 && whole < std::ldexp(1.0, static_cast<int>(sizeOf(type) * 8))) {
        return static_cast<std::uint64_t>(whole);
    }
    return std::nullopt;
}

void foldConvert(Expression& expression) {
    const ExpressionPointer& operand = std::get<Convert>(expression.node).operand;
    const Type* to = expression.type;
    if (isVoid(to)) {
        return;
    }
    if (const IntegerConstant* integer = integerOf(operand)) {
        const std::uint64_t value = integer->value;
        if (isFloating(to)) {
            become(expression, isSigned(operand->type) ? static_cast<double>(static_cast<std::int64_t>(value))
                                                       : static_cast<double>(value));
        } else {
            become(expression, to->kind == TypeKind::Bool ? std::uint64_t{value != 0} : value);
        }
        return;
    }
    if (const FloatingConstant* floating = floatingOf(operand)) {
        const double value = floating->value;
        if (isFloating(to)) {
            become(expression, value);
        } else if (to->kind == TypeKind::Bool) {
            become(expression, std::uint64_t{value != 0});
        } else if (const auto integer = toInteger(value, to)) {
            become(expression, *integer);
        }
    }
}

void foldUnary(Expression& expression) {
    const Unary& unary = std::get<Unary>(expression.node);
    if (const IntegerConstant* integer = integerOf(unary.operand)) {
        const std::uint64_t value = integer->value;
        switch (unary.operation) {
        case UnaryOperator::Negate:
            return become(expression, 0 - value);
        case UnaryOperator::Complement:
            return become(expression, ~value);
        case UnaryOperator::Not:
            return become(expression, std::uint64_t{value == 0});
        }
    }
    if (const FloatingConstant* floating = floatingOf(unary.operand)) {
        const double value = floating->value;
        if (unary.operation == UnaryOperator::Negate) {
            become(expression, -value);
        } else if (unary.operation == UnaryOperator::Not) {
            become(expression, std::uint64_t{value == 0});
        }
    }
}

template <typename Number>
std::optional<bool> compared(BinaryOperator operation, Number left, Number right) {
    switch (operation) {
    case BinaryOperator::Equal:
        return left == right;
    case BinaryOperator::NotEqual:
        return left != right;
    case BinaryOperator::Less:
        return left < right;
    case BinaryOperator::LessEqual:
        return left <= right;
    case BinaryOperator::Greater:
        return left > right;
    case BinaryOperator::GreaterEqual:
        return left >= right;
    default:
        return std::nullopt;
    }
}

std::optional<std::uint64_t> divided(BinaryOperator operation, std::uint64_t left, std::uint64_t right,
                                     const Type* type) {
    const bool isDivision = operation == BinaryOperator::Divide;
    if (right == 0) {
        return std::nullopt;
    }
    if (!isSigned(type)) {
        return isDivision ? left / right : left % right;
    }
    const auto a = static_cast<std::int64_t>(left);
    const auto b = static_cast<std::int64_t>(right);
    if (b == -1 && narrowed(0 - left, type) == left && left != 0) {
        return std::nullopt; // INT_MIN / -1 traps
    }
    if (b == -1) {
        return isDivision ? 0 - left : 0;
    }
    return static_cast<std::uint64_t>(isDivision ? a / b : a % b);
}

std::optional<std::uint64_t> computed(BinaryOperator operation, std::uint64_t left, std::uint64_t right,
                                      const Type* type) {
    const std::uint64_t bits = sizeOf(type) * 8;
    switch (operation) {
    case BinaryOperator::Add:
        return left + right;
    case BinaryOperator::Subtract:
        return left - right;
    case BinaryOperator::Multiply:
        return left * right;
    case BinaryOperator::Divide:
    case BinaryOperator::Remainder:
        return divided(operation, left, right, type);
    case BinaryOperator::And:
        return left & right;
    case BinaryOperator::Or:
        return left | right;
    case BinaryOperator::Xor:
        return left ^ right;
    case BinaryOperator::ShiftLeft:
    case BinaryOperator::ShiftRight:
        if (right >= bits) {
            return std::nullopt; // undefined: left to the running program
        }
        if (operation == BinaryOperator::ShiftLeft) {
            return left << right;
        }
        return isSigned(type) ? static_cast<std::uint64_t>(static_cast<std::int64_t>(left) >> right) : left >> right;
    default:
        break;
    }
    if (const auto truth = isSigned(type)
                               ? compared(operation, static_cast<std::int64_t>(left), static_cast<std::int64_t>(right))
                               : compared(operation, left, right)) {
        return *truth ? 1 : 0;
    }
    return std::nullopt;
}

void foldFloating(Expression& expression, BinaryOperator operation, double left, double right) {
    if (const auto truth = compared(operation, left, right)) {
        return become(expression, std::uint64_t{*truth});
    }
    switch (operation) {
    case BinaryOperator::Add:
        return become(expression, left + right);
    case BinaryOperator::Subtract:
        return become(expression, left - right);
    case BinaryOperator::Multiply:
        return become(expression, left * right);
    case BinaryOperator::Divide:
        if (right != 0) {
            become(expression, left / right);
        }
        return;
    default:
        return;
    }
}

void foldBinary(Expression& expression) {
    const Binary& binary = std::get<Binary>(expression.node);
    const IntegerConstant* left = integerOf(binary.left);
    const IntegerConstant* right = integerOf(binary.right);
    if (left != nullptr && right != nullptr) {
        if (const auto value = computed(binary.operation, left->value, right->value, binary.left->type)) {
            become(expression, *value);
        }
        return;
    }
    const FloatingConstant* leftFloat = floatingOf(binary.left);
    const FloatingConstant* rightFloat = floatingOf(binary.right);
    if (leftFloat != nullptr && rightFloat != nullptr) {
        const double a = leftFloat->value;
        const double b = rightFloat->value;
        foldFloating(expression, binary.operation, a, b);
    }
}

std::optional<bool> truthOf(const ExpressionPointer& expression) {
    if (const IntegerConstant* integer = integerOf(expression)) {
        return integer->value != 0;
    }
    if (const FloatingConstant* floating = floatingOf(expression)) {
        return floating->value != 0;
    }
    return std::nullopt;
}

void foldLogical(Expression& expression) {
    const Logical& logical = std::get<Logical>(expression.node);
    const std::optional<bool> left = truthOf(logical.left);
    if (!left) {
        return;
    }
    if (*left != logical.isAnd) { // 0 && …, 1 || …
        return become(expression, std::uint64_t{*left});
    }
    if (const std::optional<bool> right = truthOf(logical.right)) {
        become(expression, std::uint64_t{*right});
    }
}

void foldConditional(Expression& expression) {
    Conditional& conditional = std::get<Conditional>(expression.node);
    const std::optional<bool> condition = truthOf(conditional.condition);
    if (!condition) {
        return;
    }
    const ExpressionPointer& chosen = *condition ? conditional.whenTrue : conditional.whenFalse;
    if (const IntegerConstant* integer = integerOf(chosen)) {
        const std::uint64_t value = integer->value;
        become(expression, value);
    } else if (const FloatingConstant* floating = floatingOf(chosen)) {
        const double value = floating->value;
        become(expression, value);
    }
}

} // namespace

std::uint64_t narrowed(std::uint64_t value, const Type* type) {
    if (!isInteger(type) || sizeOf(type) >= 8) {
        return value;
    }
    const auto unused = static_cast<int>(64 - sizeOf(type) * 8);
    const std::uint64_t high = value << unused;
    return isSigned(type) ? static_cast<std::uint64_t>(static_cast<std::int64_t>(high) >> unused) : high >> unused;
}

std::optional<std::uint64_t> integerValue(const Expression& expression) {
    if (const auto* integer = std::get_if<IntegerConstant>(&expression.node)) {
        return integer->value;
    }
    return std::nullopt;
}

bool isConstant(const Expression& expression) {
    return std::holds_alternative<IntegerConstant>(expression.node) ||
           std::holds_alternative<FloatingConstant>(expression.node);
}

bool isNullPointerConstant(const Expression& expression) {
    const auto value = integerValue(expression);
    const Type* type = expression.type;
    const bool fits = isInteger(type) || (isPointer(type) && isVoid(type->element) && type->element->qualifiers == 0);
    return value && *value == 0 && fits;
}

void fold(Expression& expression) {
    if (std::holds_alternative<Convert>(expression.node)) {
        foldConvert(expression);
    } else if (std::holds_alternative<Unary>(expression.node)) {
        foldUnary(expression);
    } else if (std::holds_alternative<Binary>(expression.node)) {
        foldBinary(expression);
    } else if (std::holds_alternative<Logical>(expression.node)) {
        foldLogical(expression);
    } else if (std::holds_alternative<Conditional>(expression.node)) {
        foldConditional(expression);
    }
}

} // namespace faultline
