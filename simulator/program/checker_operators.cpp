// Unary and binary operators (C11 6.5.3 to 6.5.17), except assignment.
#include "simulator/program/checker.h"
#include "simulator/program/checker_types.h"
#include "simulator/program/constant_folding.h"

namespace faultline {

std::string_view textOf(BinaryOperator operation) {
    constexpr std::string_view texts[] = {"+", "-", "*",  "/",  "%", "<<", ">>", "&",
                                          "|", "^", "==", "!=", "<", "<=", ">",  ">="};
    return texts[static_cast<std::size_t>(operation)];
}

ExpressionPointer Checker::invalidOperands(std::string_view what, const Expression& left, const Expression& right,
                                           SourcePlace place) {
    return error(place, "'" + std::string(what) + "' cannot combine '" + toString(left.type) + "' and '" +
                            toString(right.type) + "'");
}

ExpressionPointer Checker::unary(UnaryOperator operation, ExpressionPointer operand, SourcePlace place) {
    if (operation == UnaryOperator::Not) {
        operand = condition(std::move(operand));
        return operand ? make(types().basic(TypeKind::Int), place, Unary{operation, std::move(operand)}) : nullptr;
    }
    operand = value(std::move(operand));
    if (!operand) {
        return nullptr;
    }
    const bool isNegate = operation == UnaryOperator::Negate;
    if (isNegate ? !isArithmetic(operand->type) : !isInteger(operand->type)) {
        return error(place,
                     std::string(isNegate ? "'-'" : "'~'") + " cannot be applied to '" + toString(operand->type) + "'");
    }
    operand = promote(std::move(operand));
    const Type* type = operand ? operand->type : nullptr;
    return operand ? make(type, place, Unary{operation, std::move(operand)}) : nullptr;
}

ExpressionPointer Checker::plus(ExpressionPointer operand, SourcePlace place) {
    operand = value(std::move(operand));
    if (operand && !isArithmetic(operand->type)) {
        return error(place, "'+' cannot be applied to '" + toString(operand->type) + "'");
    }
    return promote(std::move(operand));
}

ExpressionPointer Checker::scaledIndex(ExpressionPointer index, const Type* element, bool isNegative,
                                       std::int64_t& scale) {
    const Type* longType = types().basic(TypeKind::Long);
    index = convert(std::move(index), longType);
    if (!index || !isVariableLength(element)) {
        const auto size = static_cast<std::int64_t>(sizeOf(element));
        scale = isNegative ? -size : size;
        return index;
    }
    const SourcePlace place = index->place;
    scale = isNegative ? -1 : 1;
    return binary(BinaryOperator::Multiply, std::move(index), convert(sizeOfType(element, place), longType), place);
}

bool Checker::checkPointerArithmetic(const Type* pointer, SourcePlace place) {
    const Type* element = pointer->element;
    if (isComplete(element) || isVoid(element) || isFunction(element)) { // GNU: void and functions count as one byte
        return true;
    }
    error(place, "'" + toString(element) + "' is not complete here: pointers to it cannot be moved");
    return false;
}

ExpressionPointer Checker::pointerOffset(ExpressionPointer pointer, ExpressionPointer index, bool isNegative,
                                         SourcePlace place) {
    if (!checkPointerArithmetic(pointer->type, place)) {
        return nullptr;
    }
    const Type* type = pointer->type;
    std::int64_t scale = 1;
    index = scaledIndex(promote(std::move(index)), type->element, isNegative, scale);
    return index ? make(type, place, PointerOffset{std::move(pointer), std::move(index), scale}) : nullptr;
}

ExpressionPointer Checker::pointerDifference(ExpressionPointer left, ExpressionPointer right, SourcePlace place) {
    const Type* element = left->type->element;
    if (!areCompatible(element->unqualified, right->type->element->unqualified)) {
        return invalidOperands("-", *left, *right, place);
    }
    if (!checkPointerArithmetic(left->type, place)) {
        return nullptr;
    }
    const Type* type = types().basic(TypeKind::Long);
    if (isVariableLength(element)) {
        ExpressionPointer bytes = make(type, place, PointerDifference{std::move(left), std::move(right), 1});
        return binary(BinaryOperator::Divide, std::move(bytes), convert(sizeOfType(element, place), type), place);
    }
    const auto size = static_cast<std::int64_t>(sizeOf(element));
    if (size == 0) {
        return error(place, "pointers to '" + toString(element) + "', which has size 0, have no difference");
    }
    return make(type, place, PointerDifference{std::move(left), std::move(right), size});
}

bool Checker::commonPointerType(const Expression& left, const Expression& right, SourcePlace place, const Type*& type) {
    const bool leftIsNull = isNullPointerConstant(left);
    const bool rightIsNull = isNullPointerConstant(right);
    if (!isPointer(left.type) || !isPointer(right.type)) { // a pointer and an integer
        const Expression& integer = isPointer(left.type) ? right : left;
        type = isPointer(left.type) ? left.type : right.type;
        if (!isInteger(integer.type)) {
            return false;
        }
        if (!isNullPointerConstant(integer)) {
            reporter_->warning(place, "a pointer and an integer are combined without a cast");
        }
        return true;
    }
    const Type* a = left.type->element;
    const Type* b = right.type->element;
    const auto qualifiers = static_cast<std::uint8_t>(a->qualifiers | b->qualifiers);
    const Type* element = leftIsNull ? b : rightIsNull ? a : isVoid(a) ? a : isVoid(b) ? b : a;
    if (!leftIsNull && !rightIsNull && !isVoid(a) && !isVoid(b) && !areCompatible(a->unqualified, b->unqualified)) {
        reporter_->warning(place, "'" + toString(left.type) + "' and '" + toString(right.type) +
                                      "' are combined without a cast");
        element = types().basic(TypeKind::Void);
    }
    type = types().pointerTo(types().qualified(element, qualifiers));
    return true;
}

// mmap(…) == NULL, also through an assignment or a cast: a common mistake, since it is never true.
static void warnOfMappingComparedWithNull(Reporter& reporter, const Expression& value, const Expression& other,
                                          SourcePlace place) {
    const Expression* at = &value;
    while (true) {
        if (const auto* converted = std::get_if<Convert>(&at->node)) {
            at = converted->operand.get();
        } else if (const auto* assigned = std::get_if<Assign>(&at->node)) {
            at = assigned->value.get();
        } else {
            break;
        }
    }
    const auto* call = std::get_if<Call>(&at->node);
    const std::string name = call != nullptr && call->function != nullptr ? call->function->name : std::string();
    if ((name == "mmap" || name == "mremap") && isNullPointerConstant(other)) {
        reporter.warning(place, "'" + name + "' does not return NULL when it fails", "compare with MAP_FAILED");
    }
}

ExpressionPointer Checker::pointerComparison(BinaryOperator operation, ExpressionPointer left, ExpressionPointer right,
                                             SourcePlace place) {
    warnOfMappingComparedWithNull(*reporter_, *left, *right, place);
    warnOfMappingComparedWithNull(*reporter_, *right, *left, place);
    const Type* type = nullptr;
    if (!commonPointerType(*left, *right, place, type)) {
        return invalidOperands(textOf(operation), *left, *right, place);
    }
    left = convert(std::move(left), type);
    right = convert(std::move(right), type);
    if (!left || !right) {
        return nullptr;
    }
    return make(types().basic(TypeKind::Int), place, Binary{operation, std::move(left), std::move(right)});
}

ExpressionPointer Checker::comparison(BinaryOperator operation, ExpressionPointer left, ExpressionPointer right,
                                      SourcePlace place) {
    if (isPointer(left->type) || isPointer(right->type)) {
        return pointerComparison(operation, std::move(left), std::move(right), place);
    }
    if (!isArithmetic(left->type) || !isArithmetic(right->type)) {
        return invalidOperands(textOf(operation), *left, *right, place);
    }
    left = promote(std::move(left));
    right = promote(std::move(right));
    if (!left || !right) {
        return nullptr;
    }
    const Type* type = usualType(types(), left->type, right->type);
    left = convert(std::move(left), type);
    right = convert(std::move(right), type);
    if (!left || !right) {
        return nullptr;
    }
    return make(types().basic(TypeKind::Int), place, Binary{operation, std::move(left), std::move(right)});
}

void Checker::warnOfConstantDivisor(BinaryOperator operation, const Expression& right, SourcePlace place) {
    const bool divides = operation == BinaryOperator::Divide || operation == BinaryOperator::Remainder;
    if (divides && integerValue(right) == 0 && isInteger(right.type)) {
        reporter_->warning(place, "division by zero");
    }
}

ExpressionPointer Checker::binary(BinaryOperator operation, ExpressionPointer left, ExpressionPointer right,
                                  SourcePlace place) {
    left = value(std::move(left));
    right = value(std::move(right));
    if (!left || !right) {
        return nullptr;
    }
    if (operation >= BinaryOperator::Equal) {
        return comparison(operation, std::move(left), std::move(right), place);
    }
    const bool isAdd = operation == BinaryOperator::Add;
    const bool isSubtract = operation == BinaryOperator::Subtract;
    if (isAdd && isInteger(left->type) && isPointer(right->type)) {
        std::swap(left, right);
    }
    if ((isAdd || isSubtract) && isPointer(left->type) && isInteger(right->type)) {
        return pointerOffset(std::move(left), std::move(right), isSubtract, place);
    }
    if (isSubtract && isPointer(left->type) && isPointer(right->type)) {
        return pointerDifference(std::move(left), std::move(right), place);
    }
    const bool isIntegral = operation >= BinaryOperator::Remainder && operation <= BinaryOperator::Xor;
    const auto fits = [&](const Expression& operand) {
        return isIntegral ? isInteger(operand.type) : isArithmetic(operand.type);
    };
    if (!fits(*left) || !fits(*right)) {
        return invalidOperands(textOf(operation), *left, *right, place);
    }
    warnOfConstantDivisor(operation, *right, place);
    left = promote(std::move(left));
    right = promote(std::move(right));
    if (!left || !right) {
        return nullptr;
    }
    const bool isShift = operation == BinaryOperator::ShiftLeft || operation == BinaryOperator::ShiftRight;
    const Type* type = isShift ? left->type : usualType(types(), left->type, right->type);
    left = convert(std::move(left), type);
    right = isShift ? std::move(right) : convert(std::move(right), type);
    return left && right ? make(type, place, Binary{operation, std::move(left), std::move(right)}) : nullptr;
}

ExpressionPointer Checker::logical(bool isAnd, ExpressionPointer left, ExpressionPointer right, SourcePlace place) {
    left = condition(std::move(left));
    right = condition(std::move(right));
    if (!left || !right) {
        return nullptr;
    }
    return make(types().basic(TypeKind::Int), place, Logical{isAnd, std::move(left), std::move(right)});
}

ExpressionPointer Checker::conditional(ExpressionPointer test, ExpressionPointer whenTrue, ExpressionPointer whenFalse,
                                       SourcePlace place) {
    test = condition(std::move(test));
    whenTrue = value(std::move(whenTrue));
    whenFalse = value(std::move(whenFalse));
    if (!test || !whenTrue || !whenFalse) {
        return nullptr;
    }
    const Type* a = whenTrue->type;
    const Type* b = whenFalse->type;
    const Type* type = nullptr;
    if (isArithmetic(a) && isArithmetic(b)) {
        whenTrue = promote(std::move(whenTrue));
        whenFalse = promote(std::move(whenFalse));
        type = whenTrue && whenFalse ? usualType(types(), whenTrue->type, whenFalse->type) : nullptr;
    } else if (isVoid(a) || isVoid(b)) {
        type = types().basic(TypeKind::Void);
        whenTrue = discard(std::move(whenTrue));
        whenFalse = discard(std::move(whenFalse));
    } else if (isRecord(a) && isRecord(b) && areCompatible(a, b)) {
        type = a;
    } else if ((!isPointer(a) && !isPointer(b)) || !commonPointerType(*whenTrue, *whenFalse, place, type)) {
        return error(place,
                     "the two values behind '?' do not go together: '" + toString(a) + "' and '" + toString(b) + "'");
    }
    whenTrue = type == nullptr ? nullptr : convert(std::move(whenTrue), type);
    whenFalse = type == nullptr ? nullptr : convert(std::move(whenFalse), type);
    if (!whenTrue || !whenFalse) {
        return nullptr;
    }
    return make(type, place, Conditional{std::move(test), std::move(whenTrue), std::move(whenFalse)});
}

ExpressionPointer Checker::comma(ExpressionPointer left, ExpressionPointer right, SourcePlace place) {
    left = discard(std::move(left));
    right = value(std::move(right));
    if (!left || !right) {
        return nullptr;
    }
    const Type* type = right->type;
    return make(type, place, Comma{std::move(left), std::move(right)});
}

} // namespace faultline
