// Conversions between types (C11 6.3), and what assignment allows (6.5.16.1).
#include "simulator/program/checker.h"
#include "simulator/program/checker_types.h"
#include "simulator/program/constant_folding.h"

namespace faultline {

ExpressionPointer Checker::error(SourcePlace place, std::string message, std::string advice) {
    reporter_->error(place, std::move(message), std::move(advice));
    return nullptr;
}

ExpressionPointer Checker::make(const Type* type, SourcePlace place, ExpressionNode node) {
    auto expression = std::make_unique<Expression>();
    expression->type = type;
    expression->place = place;
    expression->depth = depthOf(node);
    expression->node = std::move(node);
    if (expression->depth > maximumDepth) {
        return error(place, "this expression is nested too deeply", "compute it in several steps");
    }
    fold(*expression);
    return expression;
}

Variable* Checker::addLocal(std::string name, const Type* type, SourcePlace place, Storage storage) {
    auto local = std::make_unique<Variable>();
    local->name = std::move(name);
    local->type = type;
    local->storage = storage;
    local->id = static_cast<std::uint32_t>(function_->locals.size());
    local->size = sizeOf(type);
    local->alignment = std::max<std::uint64_t>(alignmentOf(type), 1);
    local->isAddressTaken = isArray(type);
    local->scope = scope_;
    local->function = function_;
    local->place = place;
    return function_->locals.emplace_back(std::move(local)).get();
}

ExpressionPointer Checker::value(ExpressionPointer expression) {
    if (!expression) {
        return nullptr;
    }
    const Type* type = expression->type;
    const SourcePlace place = expression->place;
    if (isFunction(type)) {
        const Type* pointer = types().pointerTo(type);
        if (auto* dereference = std::get_if<Dereference>(&expression->node)) {
            return std::move(dereference->pointer); // *f is f
        }
        expression->type = pointer;
        return expression;
    }
    if (isArray(type)) {
        if (!isLocation(*expression)) {
            expression = materialised(std::move(expression));
        }
        if (expression) {
            markAddressTaken(*expression);
        }
        return expression ? make(types().pointerTo(type->element), place, AddressOf{std::move(expression)}) : nullptr;
    }
    if (!isLocation(*expression)) {
        return expression;
    }
    if (!isComplete(type)) {
        return error(place, isVoid(type)
                                ? "a value of type void cannot be used"
                                : "the type '" + toString(type) + "' is not complete here, so that it has no value");
    }
    return make(type->unqualified, place, Load{std::move(expression)});
}

ExpressionPointer Checker::condition(ExpressionPointer expression) {
    expression = value(std::move(expression));
    if (expression && !isScalar(expression->type)) {
        return error(expression->place, "'" + toString(expression->type) + "' cannot be true or false",
                     "a condition is a number or a pointer");
    }
    return expression;
}

// A bit-field narrower than int computes as int, whatever its type.
static bool isNarrowBitField(const Expression& expression) {
    const auto* load = std::get_if<Load>(&expression.node);
    const auto* member = load != nullptr ? std::get_if<MemberLocation>(&load->location->node) : nullptr;
    if (member == nullptr || !member->member->isBitField) {
        return false;
    }
    return member->member->bitWidth < 32 || (member->member->bitWidth == 32 && isSigned(member->member->type));
}

ExpressionPointer Checker::promote(ExpressionPointer expression) {
    if (!expression) {
        return nullptr;
    }
    const Type* type =
        isNarrowBitField(*expression) ? types().basic(TypeKind::Int) : promoted(types(), expression->type);
    return convert(std::move(expression), type);
}

ExpressionPointer Checker::convert(ExpressionPointer expression, const Type* type) {
    if (!expression) {
        return nullptr;
    }
    type = type->unqualified;
    if (expression->type == type || (isRecord(type) && isRecord(expression->type))) {
        return expression;
    }
    const SourcePlace place = expression->place;
    return make(type, place, Convert{std::move(expression)});
}

void Checker::checkPointerConversion(const Type* from, const Type* to, SourcePlace place, const std::string& where) {
    const Type* source = from->element;
    const Type* target = to->element;
    const bool isGeneric = isVoid(source) || isVoid(target);
    const std::string types = "'" + toString(from) + "' becomes '" + toString(to) + "' ";
    if (!isGeneric && !areCompatible(source->unqualified, target->unqualified)) {
        if (!differInSignOnly(source, target)) {
            reporter_->warning(place, types + "without a cast " + where);
        }
    } else if (isFunction(source) != isFunction(target) && isGeneric) {
        return;
    } else if ((source->qualifiers & ~target->qualifiers & (qualifierConst | qualifierVolatile)) != 0) {
        reporter_->warning(place, types + where + ", which drops " +
                                      (hasQualifier(source, qualifierConst) ? "const" : "volatile"));
    }
}

ExpressionPointer Checker::convertImplicitly(ExpressionPointer expression, const Type* type, const std::string& where) {
    expression = value(std::move(expression));
    if (!expression) {
        return nullptr;
    }
    const Type* from = expression->type;
    const SourcePlace place = expression->place;
    if (isVoid(from)) {
        return error(place, "a value of type void cannot be used " + where);
    }
    const bool bothArithmetic = isArithmetic(from) && isArithmetic(type);
    if (bothArithmetic || (isRecord(from) && isRecord(type) && areCompatible(from, type->unqualified))) {
        return convert(std::move(expression), type);
    }
    if (type->kind == TypeKind::Bool && isPointer(from)) {
        return convert(std::move(expression), type);
    }
    if (isPointer(type) && isPointer(from)) {
        if (!isNullPointerConstant(*expression)) {
            checkPointerConversion(from, type, place, where);
        }
        return convert(std::move(expression), type);
    }
    if (isPointer(type) && isInteger(from)) {
        if (!isNullPointerConstant(*expression)) {
            reporter_->warning(place,
                               "an integer becomes a pointer, '" + toString(type) + "', without a cast " + where);
        }
        return convert(std::move(expression), type);
    }
    if (isInteger(type) && isPointer(from)) {
        reporter_->warning(place, "a pointer, '" + toString(from) + "', becomes an integer, '" + toString(type) +
                                      "', without a cast " + where);
        return convert(std::move(expression), type);
    }
    return error(place, "'" + toString(from) + "' cannot become '" + toString(type) + "' " + where);
}

ExpressionPointer Checker::cast(ExpressionPointer expression, const Type* type, SourcePlace place) {
    if (isVoid(type)) {
        return discard(std::move(expression));
    }
    expression = value(std::move(expression));
    if (!expression) {
        return nullptr;
    }
    const Type* from = expression->type;
    if (isRecord(type) && isRecord(from) && areCompatible(type->unqualified, from)) {
        return expression; // GNU
    }
    const bool floatAndPointer = (isFloating(from) && isPointer(type)) || (isPointer(from) && isFloating(type));
    if (!isScalar(type) || !isScalar(from) || floatAndPointer) {
        return error(place, "'" + toString(from) + "' cannot be cast to '" + toString(type) + "'");
    }
    const bool losesAddress = isPointer(from) && isInteger(type) && type->kind != TypeKind::Bool && sizeOf(type) < 8;
    if (losesAddress && !isConstant(*expression)) {
        reporter_->warning(place, "'" + toString(type) + "' is too small for an address", "use uintptr_t, or long");
    }
    const Type* unqualified = type->unqualified;
    if (from == unqualified) {
        return expression;
    }
    return make(unqualified, place, Convert{std::move(expression)});
}

ExpressionPointer Checker::discard(ExpressionPointer expression) {
    if (!expression) {
        return nullptr;
    }
    const bool isIncompleteLocation = isLocation(*expression) && !isComplete(expression->type);
    if (!isIncompleteLocation || isFunction(expression->type) || isArray(expression->type)) {
        expression = value(std::move(expression));
    }
    if (!expression || isVoid(expression->type)) {
        return expression;
    }
    if (isLocation(*expression)) { // *p of an incomplete type: only p is evaluated
        auto* dereference = std::get_if<Dereference>(&expression->node);
        if (dereference == nullptr) {
            return error(expression->place, "the type '" + toString(expression->type) + "' is not complete here");
        }
        expression = std::move(dereference->pointer);
    }
    const SourcePlace place = expression->place;
    return make(types().basic(TypeKind::Void), place, Convert{std::move(expression)});
}

} // namespace faultline
