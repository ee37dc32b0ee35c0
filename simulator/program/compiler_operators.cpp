// Binary operators, assignments and atomic updates.
#include <limits>

#include "simulator/program/compiler_function.h"

namespace faultline {

namespace {

Opcode floatOpcode(BinaryOperator operation, bool isFloat) {
    switch (operation) {
    case BinaryOperator::Add:
        return isFloat ? Opcode::AddF32 : Opcode::AddF64;
    case BinaryOperator::Subtract:
        return isFloat ? Opcode::SubF32 : Opcode::SubF64;
    case BinaryOperator::Multiply:
        return isFloat ? Opcode::MulF32 : Opcode::MulF64;
    case BinaryOperator::Divide:
        return isFloat ? Opcode::DivF32 : Opcode::DivF64;
    default:
        return Opcode::Trap;
    }
}

Opcode comparison(BinaryOperator operation, bool isSigned) {
    switch (operation) {
    case BinaryOperator::Equal:
        return Opcode::Equal;
    case BinaryOperator::NotEqual:
        return Opcode::NotEqual;
    case BinaryOperator::Less:
        return isSigned ? Opcode::LessS : Opcode::LessU;
    case BinaryOperator::LessEqual:
        return isSigned ? Opcode::LessEqualS : Opcode::LessEqualU;
    case BinaryOperator::Greater:
        return isSigned ? Opcode::GreaterS : Opcode::GreaterU;
    default:
        return isSigned ? Opcode::GreaterEqualS : Opcode::GreaterEqualU;
    }
}

Opcode branch(BinaryOperator operation, bool isSigned) {
    switch (operation) {
    case BinaryOperator::Equal:
        return Opcode::JumpEqual;
    case BinaryOperator::NotEqual:
        return Opcode::JumpNotEqual;
    case BinaryOperator::Less:
        return isSigned ? Opcode::JumpLessS : Opcode::JumpLessU;
    case BinaryOperator::LessEqual:
        return isSigned ? Opcode::JumpLessEqualS : Opcode::JumpLessEqualU;
    case BinaryOperator::Greater:
        return isSigned ? Opcode::JumpGreaterS : Opcode::JumpGreaterU;
    default:
        return isSigned ? Opcode::JumpGreaterEqualS : Opcode::JumpGreaterEqualU;
    }
}

BinaryOperator negated(BinaryOperator operation) {
    switch (operation) {
    case BinaryOperator::Equal:
        return BinaryOperator::NotEqual;
    case BinaryOperator::NotEqual:
        return BinaryOperator::Equal;
    case BinaryOperator::Less:
        return BinaryOperator::GreaterEqual;
    case BinaryOperator::LessEqual:
        return BinaryOperator::Greater;
    case BinaryOperator::Greater:
        return BinaryOperator::LessEqual;
    default:
        return BinaryOperator::Less;
    }
}

bool isComparison(BinaryOperator operation) {
    return operation >= BinaryOperator::Equal;
}

// One of three opcodes: for int, unsigned int, and 64 bits.
Opcode byWidth(Scalar scalar, Opcode i32, Opcode u32, Opcode w64) {
    return scalar.bytes == 8 ? w64 : scalar.isSigned ? i32 : u32;
}

Opcode integerOpcode(BinaryOperator operation, Scalar s) {
    const bool wide = s.bytes == 8;
    switch (operation) {
    case BinaryOperator::Add:
        return byWidth(s, Opcode::AddI32, Opcode::AddU32, Opcode::Add64);
    case BinaryOperator::Subtract:
        return byWidth(s, Opcode::SubI32, Opcode::SubU32, Opcode::Sub64);
    case BinaryOperator::Multiply:
        return byWidth(s, Opcode::MulI32, Opcode::MulU32, Opcode::Mul64);
    case BinaryOperator::Divide:
        return wide ? (s.isSigned ? Opcode::DivI64 : Opcode::DivU64) : s.isSigned ? Opcode::DivI32 : Opcode::DivU32;
    case BinaryOperator::Remainder:
        return wide ? (s.isSigned ? Opcode::RemI64 : Opcode::RemU64) : s.isSigned ? Opcode::RemI32 : Opcode::RemU32;
    case BinaryOperator::ShiftLeft:
        return byWidth(s, Opcode::ShlI32, Opcode::ShlU32, Opcode::Shl64);
    case BinaryOperator::ShiftRight:
        return wide ? (s.isSigned ? Opcode::Sar64 : Opcode::Shr64) : s.isSigned ? Opcode::SarI32 : Opcode::ShrU32;
    case BinaryOperator::And:
        return Opcode::And;
    case BinaryOperator::Or:
        return Opcode::Or;
    case BinaryOperator::Xor:
        return Opcode::Xor;
    default:
        return comparison(operation, s.isSigned);
    }
}

AtomicKind atomicKind(AtomicOperation operation) {
    switch (operation) {
    case AtomicOperation::Add:
        return AtomicKind::Add;
    case AtomicOperation::Subtract:
        return AtomicKind::Subtract;
    case AtomicOperation::And:
        return AtomicKind::And;
    case AtomicOperation::Or:
        return AtomicKind::Or;
    case AtomicOperation::Xor:
        return AtomicKind::Xor;
    default:
        return AtomicKind::Exchange;
    }
}

std::optional<AtomicKind> atomicKind(BinaryOperator operation) {
    switch (operation) {
    case BinaryOperator::Add:
        return AtomicKind::Add;
    case BinaryOperator::Subtract:
        return AtomicKind::Subtract;
    case BinaryOperator::And:
        return AtomicKind::And;
    case BinaryOperator::Or:
        return AtomicKind::Or;
    case BinaryOperator::Xor:
        return AtomicKind::Xor;
    default:
        return std::nullopt;
    }
}

} // namespace

Register FunctionCompiler::binary(const Binary& node, Target target) {
    const Register to = targetOr(target);
    Temporaries temporaries(*this);
    const Register left = value(*node.left);
    const Operand right = operand(*node.right);
    emitBinary(node.operation, scalarOf(node.left->type), to, left, right);
    return to;
}

// right: of the scalar's type (for shifts: a count).
void FunctionCompiler::emitBinary(BinaryOperator operation, Scalar scalar, Register to, Register left, Operand right) {
    if (!scalar.isFloating) {
        const Opcode opcode = integerOpcode(operation, scalar);
        if (right.isConstant)
            emit(form(opcode, 1), to, left, 0, right.constant);
        else
            emit(opcode, to, left, right.reg);
        return;
    }
    Temporaries temporaries(*this);
    if (right.isConstant) {
        const Register constant = temporary();
        emit(Opcode::Constant, constant, 0, 0, right.constant);
        right = {false, constant, 0};
    }
    if (!isComparison(operation)) {
        emit(floatOpcode(operation, scalar.isFloat()), to, left, right.reg);
        return;
    }
    const Scalar wide = {8, true, true, false};
    Register first = convertScalar(left, scalar, wide, {});
    Register second = convertScalar(right.reg, scalar, wide, {});
    if (operation == BinaryOperator::Greater || operation == BinaryOperator::GreaterEqual)
        std::swap(first, second);
    const Opcode opcode = operation == BinaryOperator::Equal      ? Opcode::EqualF64
                          : operation == BinaryOperator::NotEqual ? Opcode::NotEqualF64
                          : operation == BinaryOperator::Less || operation == BinaryOperator::Greater
                              ? Opcode::LessF64
                              : Opcode::LessEqualF64;
    emit(opcode, to, first, second);
}

// A comparison of integers or pointers as one instruction; false if it is something else.
bool FunctionCompiler::branchOnComparison(const Binary& node, Label label, bool jumpIf) {
    const Scalar scalar = scalarOf(node.left->type);
    if (!isComparison(node.operation) || scalar.isFloating)
        return false;
    const BinaryOperator operation = jumpIf ? node.operation : negated(node.operation);
    const Register left = value(*node.left);
    const Operand right = operand(*node.right);
    const Opcode opcode = branch(operation, scalar.isSigned);
    constexpr std::int64_t lowest = std::numeric_limits<std::int32_t>::min();
    constexpr std::int64_t highest = std::numeric_limits<std::int32_t>::max();
    if (right.isConstant && right.constant >= lowest && right.constant <= highest) {
        jumpConstant(form(opcode, 1), left, static_cast<std::int32_t>(right.constant), label);
        return true;
    }
    Register second = right.reg;
    if (right.isConstant) {
        second = temporary();
        emit(Opcode::Constant, second, 0, 0, right.constant);
    }
    jump(opcode, left, second, label);
    return true;
}

Register FunctionCompiler::assign(const Assign& node, Target target) {
    const Type* type = node.location->type;
    if (isRecord(type)) {
        const Register result = targetOr(target);
        Temporaries temporaries(*this);
        move(result, assignRecord(node));
        return result;
    }
    if (const auto* named = std::get_if<VariableLocation>(&node.location->node)) {
        const auto local = variables_.find(named->variable);
        if (local != variables_.end() && local->second.kind == Place::Kind::InRegister) {
            value(*node.value, local->second.base);
            if (target)
                move(*target, local->second.base);
            return local->second.base;
        }
    }
    const Register result = targetOr(target);
    Temporaries temporaries(*this);
    const Place at = place(*node.location);
    const Register assigned = value(*node.value);
    place_ = node.location->place;
    if (const Member* member = bitFieldOf(*node.location))
        return storeBitField(at, *member, assigned, result);
    storeTo(at, scalarOf(type), assigned);
    move(result, assigned);
    return result;
}

Register FunctionCompiler::assignRecord(const Assign& node) {
    const Place at = place(*node.location);
    const Register to = address(at);
    const Register from = value(*node.value);
    place_ = node.location->place;
    if (const std::uint64_t bytes = sizeOf(node.location->type))
        emit(Opcode::CopyBytes, to, from, 0, static_cast<std::int64_t>(bytes));
    return to;
}

// The right operand; for pointers in bytes.
FunctionCompiler::Operand FunctionCompiler::scaled(const CompoundAssign& node) {
    Operand right = operand(*node.value);
    if (!isPointer(node.location->type) || node.scale == 1)
        return right;
    if (right.isConstant) {
        right.constant = static_cast<std::int64_t>(static_cast<std::uint64_t>(right.constant) *
                                                   static_cast<std::uint64_t>(node.scale));
        return right;
    }
    const Register bytes = temporary();
    emit(Opcode::Mul64Imm, bytes, right.reg, 0, node.scale);
    return {false, bytes, 0};
}

// The new value, of the location's type, of an old one.
Register FunctionCompiler::computed(const CompoundAssign& node, Register old, Operand right, Target target) {
    const Scalar place = scalarOf(node.location->type);
    const Scalar computation = scalarOf(node.computationType);
    const Register to = targetOr(target);
    Temporaries temporaries(*this);
    const Register left = convertScalar(old, place, computation, {});
    if (place == computation) {
        emitBinary(node.operation, computation, to, left, right);
        return to;
    }
    const Register result = temporary();
    emitBinary(node.operation, computation, result, left, right);
    return convertScalar(result, computation, place, to);
}

// As gcc does: the value first, then the location.
Register FunctionCompiler::compoundAssign(const CompoundAssign& node, Target target, bool isWanted) {
    const Register result = isWanted ? targetOr(target) : Register{0};
    Temporaries temporaries(*this);
    const Operand right = scaled(node);
    if (const auto* named = std::get_if<VariableLocation>(&node.location->node)) {
        const auto local = variables_.find(named->variable);
        if (local != variables_.end() && local->second.kind == Place::Kind::InRegister)
            return compoundInRegister(node, local->second.base, right, result, isWanted);
    }
    if (hasQualifier(node.location->type, qualifierAtomic) && atomicKind(node.operation) &&
        !scalarOf(node.location->type).isFloating && !scalarOf(node.computationType).isFloating)
        return compoundAtomic(node, right, isWanted ? Target(result) : std::nullopt);
    const Place at = place(*node.location);
    const Register old = temporary();
    place_ = node.location->place;
    const Member* member = bitFieldOf(*node.location);
    const Scalar scalar = scalarOf(node.location->type);
    if (member)
        loadBitField(at, *member, old);
    else
        loadFrom(at, scalar, old);
    const Register renewed = computed(node, old, right, std::nullopt);
    place_ = node.location->place;
    Register held = renewed;
    if (member)
        held = storeBitField(at, *member, renewed, std::nullopt);
    else
        storeTo(at, scalar, renewed);
    if (isWanted)
        move(result, node.yieldsOldValue ? old : held);
    return result;
}

Register FunctionCompiler::compoundInRegister(const CompoundAssign& node, Register variable, Operand right,
                                              Target target, bool isWanted) {
    if (isWanted && node.yieldsOldValue && *target != variable) {
        move(*target, variable);
        computed(node, variable, right, variable);
        return *target;
    }
    if (isWanted && node.yieldsOldValue) // x = x++ : the old value wins, as under gcc
        return variable;
    computed(node, variable, right, variable);
    if (isWanted)
        move(*target, variable);
    return isWanted ? *target : variable;
}

Register FunctionCompiler::compoundAtomic(const CompoundAssign& node, Operand right, Target target) {
    const Scalar scalar = scalarOf(node.location->type);
    Register operandRegister = right.reg;
    if (right.isConstant) {
        operandRegister = temporary();
        emit(Opcode::Constant, operandRegister, 0, 0, right.constant);
    }
    const Register where = address(place(*node.location));
    const Register old = temporary();
    place_ = node.location->place;
    emit(Opcode::Atomic, old, where, operandRegister,
         atomicMode(*atomicKind(node.operation), scalar.bytes, scalar.isSigned));
    if (!target)
        return old;
    if (node.yieldsOldValue)
        move(*target, old);
    else
        computed(node, old, {false, operandRegister, 0}, target);
    return *target;
}

Register FunctionCompiler::atomicUpdate(const AtomicUpdate& node, const Type* type, Target target) {
    const Register to = targetOr(target);
    Temporaries temporaries(*this);
    const Scalar scalar = scalarOf(node.pointer->type->element);
    switch (node.operation) {
    case AtomicOperation::Load:
        return loadFrom(pointedTo(*node.pointer), scalarOf(type), to);
    case AtomicOperation::Store: {
        const Place at = pointedTo(*node.pointer);
        storeTo(at, scalar, value(*node.value));
        return to;
    }
    case AtomicOperation::CompareExchange:
        atomicCompareExchange(node, to);
        return to;
    default: {
        const Register where = value(*node.pointer);
        const Register given = value(*node.value);
        emit(Opcode::Atomic, to, where, given, atomicMode(atomicKind(node.operation), scalar.bytes, scalar.isSigned));
        return to;
    }
    }
}

void FunctionCompiler::atomicCompareExchange(const AtomicUpdate& node, Register to) {
    const Scalar scalar = scalarOf(node.pointer->type->element);
    const Register where = value(*node.pointer);
    const Register given = temporary(); // operand and expected value side by side
    const Register expected = temporary();
    const Register old = temporary();
    value(*node.value, given);
    const Place expectedPlace = pointedTo(*node.expected);
    loadFrom(expectedPlace, scalar, expected);
    emit(Opcode::Atomic, old, where, given, atomicMode(AtomicKind::CompareExchange, scalar.bytes, scalar.isSigned));
    emit(Opcode::Equal, to, old, expected);
    const Label end = newLabel();
    jump(Opcode::JumpIf, to, 0, end);
    storeTo(expectedPlace, scalar, old);
    bind(end);
}

} // namespace faultline
