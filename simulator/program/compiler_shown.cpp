// Describes C types for the view of variables.
#include "simulator/program/compiler_program.h"

namespace faultline {

namespace {

ShownKind kindOf(const Type* type) {
    if (type->kind == TypeKind::Enum)
        return ShownKind::Enumeration;
    switch (type->kind) {
    case TypeKind::Void:
        return ShownKind::Void;
    case TypeKind::Bool:
        return ShownKind::Bool;
    case TypeKind::Char:
    case TypeKind::SignedChar:
    case TypeKind::UnsignedChar:
        return ShownKind::Character;
    case TypeKind::Float:
        return ShownKind::Float;
    case TypeKind::Double:
        return ShownKind::Double;
    case TypeKind::LongDouble:
        return ShownKind::LongDouble;
    case TypeKind::Pointer:
        return ShownKind::Pointer;
    case TypeKind::Array:
        return ShownKind::Array;
    case TypeKind::Function:
        return ShownKind::Function;
    case TypeKind::Struct:
    case TypeKind::Union:
        return ShownKind::Record;
    default:
        return isSigned(type) ? ShownKind::Signed : ShownKind::Unsigned;
    }
}

} // namespace

// Numbered before its parts are, so that a type that leads to itself ends.
TypeNumber ProgramCompiler::shown(const Type* type) {
    if (const auto known = typeNumbers_.find(type); known != typeNumbers_.end())
        return known->second;
    const auto number = static_cast<TypeNumber>(code_.types.size());
    typeNumbers_[type] = number;
    code_.types.emplace_back();
    ShownType described = describe(type);
    code_.types[number] = std::move(described);
    return number;
}

ShownType ProgramCompiler::describe(const Type* type) {
    ShownType result;
    result.kind = kindOf(type);
    result.name = toString(type);
    result.size = sizeOf(type);
    result.isSigned = isInteger(type) && isSigned(type);
    if (type->kind == TypeKind::Array) {
        result.element = shown(type->element);
        result.length = type->arrayLength == ArrayLength::Known ? type->length : 0;
    }
    if (result.kind == ShownKind::Record && type->record)
        for (const Member& member : type->record->members)
            result.members.push_back(
                {member.name, shown(member.type), member.offset, member.isBitField, member.bitOffset, member.bitWidth});
    if (result.kind == ShownKind::Enumeration && type->enumeration)
        for (const Enumerator& enumerator : type->enumeration->enumerators)
            result.enumerators.emplace_back(enumerator.value, enumerator.name);
    return result;
}

} // namespace faultline
