// Values.
#include <bit>

#include "simulator/program/compiler_function.h"

namespace faultline {

namespace {

std::int64_t floatBits(float number) {
    return static_cast<std::int64_t>(std::bit_cast<std::uint32_t>(number));
}
std::int64_t doubleBits(double number) {
    return std::bit_cast<std::int64_t>(number);
}

// An integer cut or extended as a scalar of that kind is kept.
std::int64_t canonical(std::uint64_t value, Scalar scalar) {
    if (scalar.bytes >= 8)
        return static_cast<std::int64_t>(value);
    const int unused = 64 - 8 * scalar.bytes;
    return scalar.isSigned ? static_cast<std::int64_t>(value << unused) >> unused
                           : static_cast<std::int64_t>(value << unused >> unused);
}

} // namespace

Register FunctionCompiler::value(const Expression& expression, Target target) {
    const Type* type = expression.type;
    const auto& node = expression.node;
    place_ = expression.place;
    if (const auto* constant = std::get_if<IntegerConstant>(&node)) {
        const Register to = targetOr(target);
        emit(Opcode::Constant, to, 0, 0, canonical(constant->value, scalarOf(type)));
        return to;
    }
    if (const auto* number = std::get_if<FloatingConstant>(&node)) {
        const Register to = targetOr(target);
        emit(Opcode::Constant, to, 0, 0,
             scalarOf(type).isFloat() ? floatBits(static_cast<float>(number->value)) : doubleBits(number->value));
        return to;
    }
    if (const auto* function = std::get_if<FunctionAddress>(&node)) {
        const Register to = targetOr(target);
        emit(Opcode::Constant, to, 0, 0, static_cast<std::int64_t>(program_.addressOf(*function->function)));
        return to;
    }
    if (const auto* taken = std::get_if<AddressOf>(&node)) {
        const Register to = targetOr(target);
        Temporaries temporaries(*this);
        return address(place(*taken->location), to);
    }
    if (const auto* loaded = std::get_if<Load>(&node))
        return load(*loaded->location, type, target);
    if (const auto* converted = std::get_if<Convert>(&node))
        return conversion(*converted, type, target);
    if (const auto* one = std::get_if<Unary>(&node))
        return unary(*one, type, target);
    if (const auto* two = std::get_if<Binary>(&node))
        return binary(*two, target);
    if (std::holds_alternative<Logical>(node))
        return logical(expression, target);
    if (const auto* choice = std::get_if<Conditional>(&node))
        return conditional(*choice, type, target);
    if (const auto* comma = std::get_if<Comma>(&node)) {
        effect(*comma->left);
        return value(*comma->right, target);
    }
    if (const auto* offset = std::get_if<PointerOffset>(&node))
        return pointerOffset(*offset, target);
    if (const auto* difference = std::get_if<PointerDifference>(&node))
        return pointerDifference(*difference, target);
    if (const auto* assigned = std::get_if<Assign>(&node))
        return assign(*assigned, target);
    if (const auto* compound = std::get_if<CompoundAssign>(&node))
        return compoundAssign(*compound, target, true);
    if (const auto* called = std::get_if<Call>(&node))
        return call(*called, type, target);
    if (const auto* access = std::get_if<VariadicAccess>(&node))
        return variadic(*access, type, target);
    if (const auto* update = std::get_if<AtomicUpdate>(&node))
        return atomicUpdate(*update, type, target);
    // A location where a value is wanted: of a struct, it is its address.
    return address(place(expression), target);
}

void FunctionCompiler::effect(const Expression& expression) {
    Temporaries temporaries(*this);
    const auto& node = expression.node;
    place_ = expression.place;
    if (const auto* compound = std::get_if<CompoundAssign>(&node)) {
        compoundAssign(*compound, std::nullopt, false);
    } else if (const auto* converted = std::get_if<Convert>(&node); converted && isVoid(expression.type)) {
        effect(*converted->operand);
    } else if (const auto* comma = std::get_if<Comma>(&node)) {
        effect(*comma->left);
        effect(*comma->right);
    } else if (const auto* choice = std::get_if<Conditional>(&node)) {
        const Label otherwise = newLabel();
        const Label end = newLabel();
        condition(*choice->condition, otherwise, false);
        effect(*choice->whenTrue);
        jump(Opcode::Jump, 0, 0, end);
        bind(otherwise);
        effect(*choice->whenFalse);
        bind(end);
    } else if (isLocation(expression)) {
        if (!std::holds_alternative<VariableLocation>(node))
            place(expression);
    } else {
        value(expression);
    }
}

FunctionCompiler::Operand FunctionCompiler::operand(const Expression& expression) {
    if (const auto* constant = std::get_if<IntegerConstant>(&expression.node))
        return {true, 0, canonical(constant->value, scalarOf(expression.type))};
    return {false, value(expression), 0};
}

// Jumps to the label if the scalar is not zero (jumpIf) or is zero (!jumpIf), else goes on.
void FunctionCompiler::condition(const Expression& expression, Label label, bool jumpIf) {
    Temporaries temporaries(*this);
    const auto& node = expression.node;
    place_ = expression.place;
    if (const auto* constant = std::get_if<IntegerConstant>(&node)) {
        if ((constant->value != 0) == jumpIf)
            jump(Opcode::Jump, 0, 0, label);
        return;
    }
    if (const auto* negated = std::get_if<Unary>(&node); negated && negated->operation == UnaryOperator::Not)
        return condition(*negated->operand, label, !jumpIf);
    if (const auto* both = std::get_if<Logical>(&node)) {
        if (both->isAnd == jumpIf) { // the left one alone cannot make it jump
            const Label end = newLabel();
            condition(*both->left, end, !jumpIf);
            condition(*both->right, label, jumpIf);
            bind(end);
        } else {
            condition(*both->left, label, jumpIf);
            condition(*both->right, label, jumpIf);
        }
        return;
    }
    if (const auto* compared = std::get_if<Binary>(&node); compared && branchOnComparison(*compared, label, jumpIf))
        return;
    if (const auto* converted = std::get_if<Convert>(&node)) { // to bool, or wider: zero stays zero
        const Scalar from = scalarOf(converted->operand->type);
        const Scalar to = scalarOf(expression.type);
        if (!from.isFloating && !to.isFloating && (to.isBool || to.bytes >= from.bytes))
            return condition(*converted->operand, label, jumpIf);
    }
    Register tested = value(expression);
    const Scalar scalar = scalarOf(expression.type);
    if (scalar.isFloating) {
        tested = convertScalar(tested, scalar, {8, true, true, false}, std::nullopt);
        const Register isTrue = temporary();
        emit(Opcode::IsNotZeroF64, isTrue, tested);
        tested = isTrue;
    }
    jump(jumpIf ? Opcode::JumpIf : Opcode::JumpIfNot, tested, 0, label);
}

Register FunctionCompiler::convert(Register from, const Type* fromType, const Type* toType, Target target) {
    return convertScalar(from, scalarOf(fromType), scalarOf(toType), target);
}

Register FunctionCompiler::convertScalar(Register from, Scalar fromScalar, Scalar toScalar, Target target) {
    const auto unaryTo = [&](Opcode opcode, Register operandRegister) {
        const Register to = targetOr(target);
        emit(opcode, to, operandRegister);
        return to;
    };
    const auto unchanged = [&] {
        if (!target)
            return from;
        move(*target, from);
        return *target;
    };
    if (toScalar.isBool) {
        if (fromScalar.isBool)
            return unchanged();
        if (fromScalar.isFloating)
            return unaryTo(Opcode::IsNotZeroF64, convertScalar(from, fromScalar, {8, true, true, false}, {}));
        return unaryTo(Opcode::IsNotZero, from);
    }
    if (fromScalar.isFloating && toScalar.isFloating) {
        if (fromScalar.isFloat() == toScalar.isFloat())
            return unchanged();
        return unaryTo(toScalar.isFloat() ? Opcode::F64ToF32 : Opcode::F32ToF64, from);
    }
    if (toScalar.isFloating) {
        const bool isWideUnsigned = !fromScalar.isSigned && fromScalar.bytes == 8;
        if (toScalar.isFloat())
            return unaryTo(isWideUnsigned ? Opcode::U64ToF32 : Opcode::I64ToF32, from);
        return unaryTo(isWideUnsigned ? Opcode::U64ToF64 : Opcode::I64ToF64, from);
    }
    if (fromScalar.isFloating) {
        if (fromScalar.isFloat())
            from = convertScalar(from, fromScalar, {8, true, true, false}, {});
        if (toScalar.bytes == 8)
            return unaryTo(toScalar.isSigned ? Opcode::F64ToI64 : Opcode::F64ToU64, from);
        if (toScalar.bytes == 4 && toScalar.isSigned)
            return unaryTo(Opcode::F64ToI32, from);
        const Register whole = unaryTo(toScalar.bytes == 4 ? Opcode::F64ToI64 : Opcode::F64ToI32, from);
        return convertScalar(whole, {8, true, false, false}, toScalar, whole);
    }
    const bool fits = toScalar.bytes == 8 ||
                      (fromScalar.bytes < toScalar.bytes && (toScalar.isSigned || !fromScalar.isSigned)) ||
                      (fromScalar.bytes == toScalar.bytes && fromScalar.isSigned == toScalar.isSigned);
    if (fits || fromScalar.isBool)
        return unchanged();
    if (toScalar.bytes == 4)
        return unaryTo(toScalar.isSigned ? Opcode::Extend32 : Opcode::Cut32, from);
    if (toScalar.bytes == 2)
        return unaryTo(toScalar.isSigned ? Opcode::Extend16 : Opcode::Cut16, from);
    return unaryTo(toScalar.isSigned ? Opcode::Extend8 : Opcode::Cut8, from);
}

Register FunctionCompiler::conversion(const Convert& node, const Type* type, Target target) {
    if (isVoid(type)) {
        effect(*node.operand);
        return targetOr(target);
    }
    const Scalar from = scalarOf(node.operand->type);
    const Scalar to = scalarOf(type);
    if (from == to)
        return value(*node.operand, target);
    const Register result = targetOr(target);
    Temporaries temporaries(*this);
    return convertScalar(value(*node.operand), from, to, result);
}

Register FunctionCompiler::unary(const Unary& node, const Type* type, Target target) {
    const Register to = targetOr(target);
    Temporaries temporaries(*this);
    Register from = value(*node.operand);
    const Scalar scalar = scalarOf(node.operand->type);
    if (node.operation == UnaryOperator::Not) {
        if (scalar.isFloating) {
            const Register isTrue = temporary();
            from = convertScalar(from, scalar, {8, true, true, false}, {});
            emit(Opcode::IsNotZeroF64, isTrue, from);
            from = isTrue;
        }
        emit(Opcode::IsZero, to, from);
        return to;
    }
    const Scalar result = scalarOf(type);
    const bool isNarrowUnsigned = result.bytes == 4 && !result.isSigned;
    if (node.operation == UnaryOperator::Complement)
        emit(isNarrowUnsigned ? Opcode::ComplementU32 : Opcode::Complement64, to, from);
    else if (result.isFloating)
        emit(result.isFloat() ? Opcode::NegF32 : Opcode::NegF64, to, from);
    else
        emit(result.bytes == 8 ? Opcode::Neg64 : isNarrowUnsigned ? Opcode::NegU32 : Opcode::NegI32, to, from);
    return to;
}

// The result is written last: it may be the register of a variable that is read on the way.
Register FunctionCompiler::logical(const Expression& expression, Target target) {
    const Register to = targetOr(target);
    const Label isFalse = newLabel();
    const Label end = newLabel();
    condition(expression, isFalse, false);
    emit(Opcode::Constant, to, 0, 0, 1);
    jump(Opcode::Jump, 0, 0, end);
    bind(isFalse);
    emit(Opcode::Constant, to, 0, 0, 0);
    bind(end);
    return to;
}

Register FunctionCompiler::conditional(const Conditional& node, const Type* type, Target target) {
    const Register to = targetOr(target);
    Temporaries temporaries(*this);
    const Label otherwise = newLabel();
    const Label end = newLabel();
    condition(*node.condition, otherwise, false);
    if (isVoid(type))
        effect(*node.whenTrue);
    else
        value(*node.whenTrue, to);
    jump(Opcode::Jump, 0, 0, end);
    bind(otherwise);
    if (isVoid(type))
        effect(*node.whenFalse);
    else
        value(*node.whenFalse, to);
    bind(end);
    return to;
}

Register FunctionCompiler::pointerOffset(const PointerOffset& node, Target target) {
    const Register to = targetOr(target);
    Temporaries temporaries(*this);
    if (const auto* taken = std::get_if<AddressOf>(&node.pointer->node))
        if (const auto* constant = std::get_if<IntegerConstant>(&node.index->node))
            return address(
                offsetBy(place(*taken->location),
                         static_cast<std::int64_t>(constant->value * static_cast<std::uint64_t>(node.scale))),
                to);
    const Register base = value(*node.pointer);
    const Operand index = operand(*node.index);
    if (index.isConstant)
        emit(Opcode::Add64Imm, to, base, 0,
             static_cast<std::int64_t>(static_cast<std::uint64_t>(index.constant) *
                                       static_cast<std::uint64_t>(node.scale)));
    else if (node.scale == 1)
        emit(Opcode::Add64, to, base, index.reg);
    else
        emit(Opcode::IndexAddress, to, base, index.reg, node.scale);
    return to;
}

Register FunctionCompiler::pointerDifference(const PointerDifference& node, Target target) {
    const Register to = targetOr(target);
    Temporaries temporaries(*this);
    const Register left = value(*node.left);
    const Register right = value(*node.right);
    emit(Opcode::Sub64, to, left, right);
    if (node.scale > 1)
        emit(Opcode::DivI64Imm, to, to, 0, node.scale);
    return to;
}

} // namespace faultline
