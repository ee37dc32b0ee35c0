// Locations: where objects are, reading and writing them.
#include <algorithm>
#include <cassert>

#include "simulator/program/compiler_function.h"

namespace faultline {

namespace {

// The load that extends as the type asks.
Opcode loadOpcode(Scalar scalar) {
    if (scalar.isFloating && scalar.bytes == 16)
        return Opcode::LoadLongDoubleAt;
    const bool isSigned = scalar.isSigned && !scalar.isFloating;
    switch (scalar.bytes) {
    case 1:
        return isSigned ? Opcode::LoadI8At : Opcode::LoadU8At;
    case 2:
        return isSigned ? Opcode::LoadI16At : Opcode::LoadU16At;
    case 4:
        return isSigned ? Opcode::LoadI32At : Opcode::LoadU32At;
    default:
        return Opcode::LoadW64At;
    }
}

Opcode storeOpcode(Scalar scalar) {
    switch (scalar.bytes) {
    case 1:
        return Opcode::Store8At;
    case 2:
        return Opcode::Store16At;
    case 4:
        return Opcode::Store32At;
    case 16:
        return Opcode::StoreLongDoubleAt;
    default:
        return Opcode::Store64At;
    }
}

unsigned formOf(Place::Kind kind) {
    switch (kind) {
    case Place::Kind::Indexed:
        return 1;
    case Place::Kind::Frame:
        return 2;
    case Place::Kind::Global:
        return 3;
    default:
        return 0;
    }
}

} // namespace

Place FunctionCompiler::placeOf(const Variable& variable) {
    if (variable.storage == Storage::Global || variable.storage == Storage::StaticLocal) {
        const std::uint64_t at = program_.addressOf(variable);
        if (!variable.isLibrary)
            return {Place::Kind::Global, 0, 0, static_cast<std::int64_t>(at)};
        const Register base = temporary(); // the C library's may lie in the stack
        emit(Opcode::Constant, base, 0, 0, static_cast<std::int64_t>(at));
        return {Place::Kind::At, base, 0, 0};
    }
    return variables_.at(&variable);
}

Place FunctionCompiler::place(const Expression& location) {
    if (const auto* named = std::get_if<VariableLocation>(&location.node))
        return placeOf(*named->variable);
    if (const auto* pointed = std::get_if<Dereference>(&location.node))
        return pointedTo(*pointed->pointer);
    if (const auto* member = std::get_if<MemberLocation>(&location.node))
        return offsetBy(place(*member->base), static_cast<std::int64_t>(member->member->offset));
    if (const auto* text = std::get_if<StringLocation>(&location.node))
        return {Place::Kind::Global, 0, 0,
                static_cast<std::int64_t>(program_.addressOfLiteral(&function_, text->literal))};
    if (const auto* made = std::get_if<InitialisedLocation>(&location.node)) {
        const Place object = placeOf(*made->variable);
        initialise(object, made->variable->size, made->initialiser);
        return object;
    }
    // A struct value whose members are read.
    return {Place::Kind::At, value(location), 0, 0};
}

Place FunctionCompiler::pointedTo(const Expression& pointer) {
    if (const auto* taken = std::get_if<AddressOf>(&pointer.node))
        return place(*taken->location);
    if (const auto* constant = std::get_if<IntegerConstant>(&pointer.node)) {
        // A number of the program's own: it may lie anywhere.
        const Register base = temporary();
        emit(Opcode::Constant, base, 0, 0, static_cast<std::int64_t>(constant->value));
        return {Place::Kind::At, base, 0, 0};
    }
    if (const auto* sum = std::get_if<PointerOffset>(&pointer.node)) {
        if (const auto* constant = std::get_if<IntegerConstant>(&sum->index->node))
            return offsetBy(pointedTo(*sum->pointer),
                            static_cast<std::int64_t>(constant->value * static_cast<std::uint64_t>(sum->scale)));
        const Register base = value(*sum->pointer);
        const Register index = value(*sum->index);
        return {Place::Kind::Indexed, base, index, sum->scale};
    }
    return {Place::Kind::At, value(pointer), 0, 0};
}

Place FunctionCompiler::offsetBy(Place place, std::int64_t offset) {
    if (offset == 0)
        return place;
    if (place.kind == Place::Kind::Indexed)
        place = {Place::Kind::At, address(place), 0, 0};
    if (place.kind == Place::Kind::Frame && place.offset + offset < 0)
        place = {Place::Kind::At, address(place), 0, 0};
    if (place.kind == Place::Kind::Frame && static_cast<std::uint64_t>(place.offset + offset) >= frameBytes_)
        place = {Place::Kind::At, address(place), 0, 0}; // beyond the object: may be anything
    if (place.kind == Place::Kind::Global) { // beyond the object it may be anything, too; it is no local though
        place.offset =
            static_cast<std::int64_t>(static_cast<std::uint64_t>(place.offset) + static_cast<std::uint64_t>(offset));
        return place;
    }
    place.offset += offset;
    return place;
}

Register FunctionCompiler::address(const Place& place, Target target) {
    switch (place.kind) {
    case Place::Kind::At: {
        if (place.offset == 0 && !target)
            return place.base;
        const Register to = targetOr(target);
        if (place.offset == 0)
            move(to, place.base);
        else
            emit(Opcode::Add64Imm, to, place.base, 0, place.offset);
        return to;
    }
    case Place::Kind::Indexed: {
        const Register to = targetOr(target);
        emit(Opcode::IndexAddress, to, place.base, place.index, place.offset);
        return to;
    }
    case Place::Kind::Frame: {
        const Register to = targetOr(target);
        emit(Opcode::FrameAddress, to, 0, 0, place.offset);
        return to;
    }
    case Place::Kind::Global:
    case Place::Kind::InRegister: {
        assert(place.kind == Place::Kind::Global);
        const Register to = targetOr(target);
        emit(Opcode::Constant, to, 0, 0, place.offset);
        return to;
    }
    }
    return 0;
}

Register FunctionCompiler::loadFrom(const Place& place, Scalar scalar, Target target) {
    if (place.kind == Place::Kind::InRegister) {
        if (!target)
            return place.base;
        move(*target, place.base);
        return *target;
    }
    const Register to = targetOr(target);
    if (place.kind == Place::Kind::Frame && program_.isStackPaged()) {
        emit(Opcode::FrameAddress, to, 0, 0, place.offset);
        emit(loadOpcode(scalar), to, to, 0, 0);
    } else {
        emit(form(loadOpcode(scalar), formOf(place.kind)), to, place.base, place.index, place.offset);
    }
    return to;
}

void FunctionCompiler::storeTo(const Place& place, Scalar scalar, Register from) {
    if (place.kind == Place::Kind::InRegister) {
        move(place.base, from);
    } else if (place.kind == Place::Kind::Frame && program_.isStackPaged()) {
        Temporaries temporaries(*this);
        emit(storeOpcode(scalar), from, address(place), 0, 0);
    } else {
        emit(form(storeOpcode(scalar), formOf(place.kind)), from, place.base, place.index, place.offset);
    }
}

const Member* FunctionCompiler::bitFieldOf(const Expression& location) const {
    const auto* member = std::get_if<MemberLocation>(&location.node);
    return member && member->member->isBitField ? member->member : nullptr;
}

Register FunctionCompiler::load(const Expression& location, const Type* type, Target target) {
    if (isRecord(type)) // its address stands for it
        return address(place(location), target);
    if (const auto* named = std::get_if<VariableLocation>(&location.node);
        named && !target && named->variable->storage != Storage::Global &&
        named->variable->storage != Storage::StaticLocal)
        if (const Place at = variables_.at(named->variable); at.kind == Place::Kind::InRegister)
            return at.base;
    const Register to = targetOr(target);
    Temporaries temporaries(*this);
    const Place at = place(location);
    place_ = location.place;
    if (const Member* member = bitFieldOf(location))
        return loadBitField(at, *member, to);
    return loadFrom(at, scalarOf(type), to);
}

namespace {

// The bytes that hold a bit-field, as one unit of 1, 2, 4 or 8 bytes where that is possible.
struct BitFieldUnit {
    std::uint64_t offset; // from the start of the member's unit
    std::uint8_t bytes;
    std::uint8_t shift;
};

BitFieldUnit unitOf(const Member& member) {
    const auto whole = static_cast<std::uint8_t>(sizeOf(member.type));
    const unsigned first = member.bitOffset / 8u;
    const unsigned last = (member.bitOffset + member.bitWidth - 1u) / 8u;
    for (const unsigned bytes : {1u, 2u, 4u, 8u})
        if (first / bytes == last / bytes && bytes <= std::max<unsigned>(whole, last + 1))
            return {first / bytes * bytes, static_cast<std::uint8_t>(bytes),
                    static_cast<std::uint8_t>(member.bitOffset - first / bytes * bytes * 8)};
    return {0, 8, member.bitOffset};
}

std::int64_t maskOf(unsigned bits) {
    return bits >= 64 ? -1 : static_cast<std::int64_t>((std::uint64_t{1} << bits) - 1);
}

} // namespace

Register FunctionCompiler::loadBitField(const Place& at, const Member& member, Target target) {
    const Register to = targetOr(target);
    const BitFieldUnit unit = unitOf(member);
    Temporaries temporaries(*this);
    loadFrom(offsetBy(at, static_cast<std::int64_t>(unit.offset)), {unit.bytes, false, false, false}, to);
    const int left = 64 - unit.shift - member.bitWidth;
    if (left > 0)
        emit(Opcode::Shl64Imm, to, to, 0, left);
    if (member.bitWidth < 64)
        emit(isSigned(member.type) ? Opcode::Sar64Imm : Opcode::Shr64Imm, to, to, 0, 64 - member.bitWidth);
    return to;
}

// Gives the value that the field then holds.
Register FunctionCompiler::storeBitField(const Place& at, const Member& member, Register from, Target target) {
    const Register result = targetOr(target);
    Temporaries temporaries(*this);
    const BitFieldUnit unit = unitOf(member);
    const Scalar scalar = {unit.bytes, false, false, false};
    const Place where = offsetBy(at, static_cast<std::int64_t>(unit.offset));
    const Register field = temporary();
    const Register whole = temporary();
    emit(Opcode::AndImm, field, from, 0, maskOf(member.bitWidth));
    if (unit.shift)
        emit(Opcode::Shl64Imm, field, field, 0, unit.shift);
    loadFrom(where, scalar, whole);
    emit(Opcode::AndImm, whole, whole, 0,
         ~static_cast<std::int64_t>(static_cast<std::uint64_t>(maskOf(member.bitWidth)) << unit.shift));
    emit(Opcode::Or, whole, whole, field);
    storeTo(where, scalar, whole);
    if (member.bitWidth < 64) {
        emit(Opcode::Shl64Imm, result, from, 0, 64 - member.bitWidth);
        emit(isSigned(member.type) ? Opcode::Sar64Imm : Opcode::Shr64Imm, result, result, 0, 64 - member.bitWidth);
    } else {
        move(result, from);
    }
    return result;
}

void FunctionCompiler::copyRecord(const Place& to, Register fromAddress, std::uint64_t bytes) {
    if (bytes == 0)
        return;
    const Register target = address(to);
    emit(Opcode::CopyBytes, target, fromAddress, 0, static_cast<std::int64_t>(bytes));
}

void FunctionCompiler::initialise(const Place& object, std::uint64_t size, const Initialiser& initialiser) {
    Temporaries temporaries(*this);
    if (initialiser.clearsFirst && size > 0) {
        if (object.kind == Place::Kind::InRegister)
            emit(Opcode::Constant, object.base, 0, 0, 0);
        else
            emit(Opcode::ClearBytes, address(object), 0, 0, static_cast<std::int64_t>(size));
    }
    for (const InitialiserItem& item : initialiser.items)
        initialiseItem(object, item);
}

void FunctionCompiler::initialiseItem(const Place& object, const InitialiserItem& item) {
    Temporaries temporaries(*this);
    const Place at = offsetBy(object, static_cast<std::int64_t>(item.offset));
    if (!item.value) { // the bytes of a string literal, zeros behind
        const std::uint64_t size = sizeOf(item.type);
        const Register reg = temporary();
        if (size > item.bytes.size())
            emit(Opcode::ClearBytes, address(at), 0, 0, static_cast<std::int64_t>(size));
        const std::uint64_t count = std::min<std::uint64_t>(size, item.bytes.size());
        for (std::uint64_t done = 0; done < count;) {
            const std::uint8_t bytes = count - done >= 8 ? 8 : count - done >= 4 ? 4 : 1;
            std::uint64_t piece = 0;
            for (unsigned i = 0; i < bytes; ++i)
                piece |= std::uint64_t{static_cast<std::uint8_t>(item.bytes[done + i])} << (8 * i);
            emit(Opcode::Constant, reg, 0, 0, static_cast<std::int64_t>(piece));
            storeTo(offsetBy(at, static_cast<std::int64_t>(done)), {bytes, false, false, false}, reg);
            done += bytes;
        }
        return;
    }
    if (isRecord(item.type))
        copyRecord(at, value(*item.value), sizeOf(item.type));
    else if (item.bitField)
        storeBitField(at, *item.bitField, value(*item.value), std::nullopt);
    else if (at.kind == Place::Kind::InRegister)
        value(*item.value, at.base);
    else
        storeTo(at, scalarOf(item.type), value(*item.value));
}

} // namespace faultline
