// Assignments (C11 6.5.16), ++ and --.
#include "simulator/program/checker.h"
#include "simulator/program/checker_types.h"
#include "simulator/program/constant_folding.h"

namespace faultline {

bool Checker::checkAssignable(const Expression& left, SourcePlace place) {
    const Type* type = left.type;
    const std::string name = textOfLocation(left);
    const std::string shown = name.empty() ? "this" : "'" + name + "'";
    if (!isLocation(left) || isFunction(type) || isTemporary(left)) {
        error(place, "only a variable, an element or a member can be assigned to");
        return false;
    }
    if (isArray(type)) {
        error(place, shown + " is an array, which cannot be assigned to",
              "assign to its elements, or use memcpy or strcpy");
        return false;
    }
    if (!isComplete(type)) {
        error(place, "'" + toString(type) + "' is not complete here: it cannot be assigned to");
        return false;
    }
    if (containsConst(type)) {
        error(place, shown + " is const and cannot be assigned to");
        return false;
    }
    return true;
}

void Checker::nameResult(Expression& value, const std::string& name) {
    Expression* at = &value;
    while (auto* converted = std::get_if<Convert>(&at->node)) {
        at = converted->operand.get();
    }
    if (auto* call = std::get_if<Call>(&at->node)) {
        call->resultName = name;
    }
}

ExpressionPointer Checker::assign(ExpressionPointer left, ExpressionPointer right, SourcePlace place) {
    if (!left || !right || !checkAssignable(*left, place)) {
        return nullptr;
    }
    right = convertImplicitly(std::move(right), left->type, "in this assignment");
    if (!right) {
        return nullptr;
    }
    nameResult(*right, textOfLocation(*left));
    const Type* type = left->type->unqualified;
    return make(type, place, Assign{std::move(left), std::move(right)});
}

ExpressionPointer Checker::store(Variable* variable, ExpressionPointer value) {
    if (!value) {
        return nullptr;
    }
    const SourcePlace place = value->place;
    ExpressionPointer location = make(variable->type, place, VariableLocation{variable});
    return make(variable->type, place, Assign{std::move(location), convert(std::move(value), variable->type)});
}

std::pair<ExpressionPointer, ExpressionPointer> Checker::evaluatedOnce(ExpressionPointer expression) {
    expression = value(std::move(expression));
    if (!expression || isVoid(expression->type)) {
        return {};
    }
    const SourcePlace place = expression->place;
    const Type* type = expression->type;
    if (isConstant(*expression)) {
        const auto* floatingConstant = std::get_if<FloatingConstant>(&expression->node);
        ExpressionPointer copy = floatingConstant != nullptr ? floating(floatingConstant->value, type, place)
                                                             : integer(*integerValue(*expression), type, place);
        return {std::move(expression), std::move(copy)};
    }
    if (function_ == nullptr) {
        return {error(place, "this is not constant"), nullptr};
    }
    Variable* holder = addLocal({}, type, place);
    return {store(holder, std::move(expression)), value(make(type, place, VariableLocation{holder}))};
}

ExpressionPointer Checker::compoundPointer(ExpressionPointer left, ExpressionPointer index, bool isNegative,
                                           bool yieldsOldValue, SourcePlace place) {
    const Type* type = left->type->unqualified;
    if (!checkPointerArithmetic(type, place)) {
        return nullptr;
    }
    std::int64_t scale = 1;
    index = scaledIndex(promote(std::move(index)), type->element, isNegative, scale);
    if (!index) {
        return nullptr;
    }
    return make(type, place,
                CompoundAssign{BinaryOperator::Add, std::move(left), std::move(index), type, scale, yieldsOldValue});
}

ExpressionPointer Checker::compoundAssign(BinaryOperator operation, ExpressionPointer left, ExpressionPointer right,
                                          SourcePlace place) {
    right = value(std::move(right));
    if (!left || !right || !checkAssignable(*left, place)) {
        return nullptr;
    }
    const bool isSum = operation == BinaryOperator::Add || operation == BinaryOperator::Subtract;
    if (isPointer(left->type) && isSum && isInteger(right->type)) {
        return compoundPointer(std::move(left), std::move(right), operation == BinaryOperator::Subtract, false, place);
    }
    const bool isIntegral = operation >= BinaryOperator::Remainder && operation <= BinaryOperator::Xor;
    const auto fits = [&](const Type* type) { return isIntegral ? isInteger(type) : isArithmetic(type); };
    if (!fits(left->type) || !fits(right->type)) {
        return invalidOperands(std::string(textOf(operation)) + "=", *left, *right, place);
    }
    warnOfConstantDivisor(operation, *right, place);
    right = promote(std::move(right));
    if (!right) {
        return nullptr;
    }
    const auto* member = std::get_if<MemberLocation>(&left->node);
    const bool isNarrow = member != nullptr && member->member->isBitField && member->member->bitWidth < 32;
    const Type* leftPromoted = isNarrow ? types().basic(TypeKind::Int) : promoted(types(), left->type);
    const bool isShift = operation == BinaryOperator::ShiftLeft || operation == BinaryOperator::ShiftRight;
    const Type* computation = isShift ? leftPromoted : usualType(types(), leftPromoted, right->type);
    right = isShift ? std::move(right) : convert(std::move(right), computation);
    if (!right) {
        return nullptr;
    }
    const Type* type = left->type->unqualified;
    return make(type, place, CompoundAssign{operation, std::move(left), std::move(right), computation, 1, false});
}

ExpressionPointer Checker::increment(ExpressionPointer operand, bool isIncrement, bool isPostfix, SourcePlace place) {
    if (!operand || !checkAssignable(*operand, place)) {
        return nullptr;
    }
    if (!isScalar(operand->type)) {
        return error(place, std::string(isIncrement ? "'++'" : "'--'") + " cannot be applied to '" +
                                toString(operand->type) + "'");
    }
    ExpressionPointer one = integer(1, types().basic(TypeKind::Int), place);
    if (isPointer(operand->type)) {
        return compoundPointer(std::move(operand), std::move(one), !isIncrement, isPostfix, place);
    }
    const BinaryOperator operation = isIncrement ? BinaryOperator::Add : BinaryOperator::Subtract;
    ExpressionPointer result = compoundAssign(operation, std::move(operand), std::move(one), place);
    if (result) {
        std::get<CompoundAssign>(result->node).yieldsOldValue = isPostfix;
    }
    return result;
}

} // namespace faultline
