#include "simulator/program/type.h"

#include <algorithm>

namespace faultline {

namespace {

// Size and alignment of the basic types, in the order of TypeKind.
struct Extent {
    std::uint8_t size;
    std::uint8_t alignment;
};

constexpr Extent extents[] = {{1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {2, 2}, {2, 2}, {4, 4},
                              {4, 4}, {8, 8}, {8, 8}, {8, 8}, {8, 8}, {4, 4}, {8, 8}, {16, 16}};

bool isBasic(TypeKind kind) {
    return kind <= TypeKind::LongDouble;
}

// Sizes beyond what an address space holds are not told apart, so that they never overflow.
constexpr std::uint64_t largestSize = largestObject;

} // namespace

bool isInteger(const Type* type) {
    return (type->kind >= TypeKind::Bool && type->kind <= TypeKind::UnsignedLongLong) || type->kind == TypeKind::Enum;
}

bool isFloating(const Type* type) {
    return type->kind >= TypeKind::Float && type->kind <= TypeKind::LongDouble;
}

bool isArithmetic(const Type* type) {
    return isInteger(type) || isFloating(type);
}

bool isScalar(const Type* type) {
    return isArithmetic(type) || isPointer(type);
}

bool isSigned(const Type* type) {
    switch (representation(type)) {
    case TypeKind::Char:
    case TypeKind::SignedChar:
    case TypeKind::Short:
    case TypeKind::Int:
    case TypeKind::Long:
    case TypeKind::LongLong:
        return true;
    default:
        return false;
    }
}

bool isPointer(const Type* type) {
    return type->kind == TypeKind::Pointer;
}

bool isVoid(const Type* type) {
    return type->kind == TypeKind::Void;
}

bool isArray(const Type* type) {
    return type->kind == TypeKind::Array;
}

bool isFunction(const Type* type) {
    return type->kind == TypeKind::Function;
}

bool isRecord(const Type* type) {
    return type->kind == TypeKind::Struct || type->kind == TypeKind::Union;
}

bool isCharacter(const Type* type) {
    return type->kind == TypeKind::Char || type->kind == TypeKind::SignedChar || type->kind == TypeKind::UnsignedChar;
}

bool isComplete(const Type* type) {
    while (isArray(type)) {
        if (type->arrayLength == ArrayLength::Unknown) {
            return false;
        }
        type = type->element;
    }
    if (type->kind == TypeKind::Enum) {
        return type->enumeration->isComplete;
    }
    return !isVoid(type) && !isFunction(type) && (!isRecord(type) || type->record->isComplete);
}

bool isVariableLength(const Type* type) {
    for (; isArray(type); type = type->element) {
        if (type->arrayLength == ArrayLength::Variable) {
            return true;
        }
    }
    return false;
}

bool isVariablyModified(const Type* type) {
    for (; type != nullptr; type = type->element) {
        if (isArray(type) && type->arrayLength == ArrayLength::Variable) {
            return true;
        }
    }
    return false;
}

bool hasQualifier(const Type* type, Qualifier qualifier) {
    return (type->qualifiers & qualifier) != 0;
}

bool containsConst(const Type* type) {
    while (isArray(type)) {
        type = type->element;
    }
    return hasQualifier(type, qualifierConst) || (isRecord(type) && type->record->hasConst);
}

TypeKind representation(const Type* type) {
    return type->kind == TypeKind::Enum ? type->enumeration->underlying : type->kind;
}

std::uint64_t sizeOf(const Type* type) {
    std::uint64_t count = 1;
    for (; isArray(type); type = type->element) {
        if (type->arrayLength != ArrayLength::Known) {
            return 0;
        }
        count = type->length == 0 ? 0 : count > largestSize / type->length ? largestSize + 1 : count * type->length;
    }
    const auto times = [&](std::uint64_t size) {
        return size != 0 && count > largestSize / size ? largestSize + 1 : count * size;
    };
    if (isRecord(type)) {
        return times(type->record->size);
    }
    const TypeKind kind = representation(type);
    const std::uint64_t size = isBasic(kind)               ? extents[static_cast<std::size_t>(kind)].size
                               : kind == TypeKind::Pointer ? 8
                                                           : 1;
    return times(size);
}

std::uint64_t alignmentOf(const Type* type) {
    while (isArray(type)) {
        type = type->element;
    }
    if (isRecord(type)) {
        return type->record->isComplete ? type->record->alignment : 0;
    }
    const TypeKind kind = representation(type);
    return isBasic(kind) ? extents[static_cast<std::size_t>(kind)].alignment : kind == TypeKind::Pointer ? 8 : 1;
}

std::vector<const Member*> findMember(const Record& record, std::string_view name) {
    for (const Member& member : record.members) {
        if (member.name == name && !name.empty()) {
            return {&member};
        }
        if (member.name.empty() && isRecord(member.type)) {
            std::vector<const Member*> inner = findMember(*member.type->record, name);
            if (!inner.empty()) {
                inner.insert(inner.begin(), &member);
                return inner;
            }
        }
    }
    return {};
}

TypeTable::TypeTable() {
    for (int kind = 0; kind <= static_cast<int>(TypeKind::LongDouble); ++kind) {
        Type type;
        type.kind = static_cast<TypeKind>(kind);
        intern(std::move(type));
    }
}

const Type* TypeTable::basic(TypeKind kind) const {
    return &types_[static_cast<std::size_t>(kind)];
}

TypeTable::Key TypeTable::keyOf(const Type& type) {
    const void* what = type.record != nullptr        ? static_cast<const void*>(type.record)
                       : type.enumeration != nullptr ? static_cast<const void*>(type.enumeration)
                                                     : static_cast<const void*>(type.element);
    const auto holder = reinterpret_cast<std::uintptr_t>(type.lengthHolder);
    return {type.kind,
            type.qualifiers,
            what,
            type.arrayLength,
            type.length + holder,
            type.parameters,
            (type.isVariadic ? 1 : 0) + (type.isOldStyle ? 2 : 0)};
}

const Type* TypeTable::intern(Type type) {
    Key key = keyOf(type);
    if (const auto found = known_.find(key); found != known_.end()) {
        return found->second;
    }
    if (type.element != nullptr) {
        type.depth = type.element->depth + 1;
    }
    for (const Type* parameter : type.parameters) {
        type.depth = std::max(type.depth, parameter->depth + 1);
    }
    Type& added = types_.emplace_back(std::move(type));
    if (added.qualifiers == 0) {
        added.unqualified = &added;
    }
    known_.emplace(std::move(key), &added);
    return &added;
}

const Type* TypeTable::pointerTo(const Type* target) {
    Type type;
    type.kind = TypeKind::Pointer;
    type.element = target;
    return intern(std::move(type));
}

const Type* TypeTable::arrayOf(const Type* element, std::uint64_t length) {
    Type type;
    type.kind = TypeKind::Array;
    type.element = element;
    type.length = length;
    return intern(std::move(type));
}

const Type* TypeTable::arrayOfUnknownLength(const Type* element) {
    Type type;
    type.kind = TypeKind::Array;
    type.element = element;
    type.arrayLength = ArrayLength::Unknown;
    return intern(std::move(type));
}

const Type* TypeTable::arrayOfVariableLength(const Type* element, const Variable* lengthHolder) {
    Type type;
    type.kind = TypeKind::Array;
    type.element = element;
    type.arrayLength = ArrayLength::Variable;
    type.lengthHolder = lengthHolder;
    return intern(std::move(type));
}

const Type* TypeTable::function(const Type* result, std::vector<const Type*> parameters, bool isVariadic,
                                bool isOldStyle) {
    Type type;
    type.kind = TypeKind::Function;
    type.element = result;
    type.parameters = std::move(parameters);
    type.isVariadic = isVariadic;
    type.isOldStyle = isOldStyle;
    return intern(std::move(type));
}

const Type* TypeTable::qualified(const Type* type, std::uint8_t qualifiers) {
    if (isArray(type)) {
        Type array = *type;
        array.element = qualified(type->element, qualifiers);
        array.unqualified = nullptr;
        return array.element == type->element ? type : intern(std::move(array));
    }
    const auto all = static_cast<std::uint8_t>(type->qualifiers | qualifiers);
    if (all == type->qualifiers || isFunction(type)) {
        return type;
    }
    Type copy = *type;
    copy.qualifiers = all;
    copy.unqualified = type->unqualified;
    return intern(std::move(copy));
}

std::pair<const Type*, Record*> TypeTable::newRecord(bool isUnion, std::string tag, SourcePlace place) {
    Record& record = records_.emplace_back();
    record.tag = std::move(tag);
    record.isUnion = isUnion;
    record.place = place;
    Type type;
    type.kind = isUnion ? TypeKind::Union : TypeKind::Struct;
    type.record = &record;
    return {intern(std::move(type)), &record};
}

std::pair<const Type*, Enumeration*> TypeTable::newEnumeration(std::string tag, SourcePlace place) {
    Enumeration& enumeration = enumerations_.emplace_back();
    enumeration.tag = std::move(tag);
    enumeration.place = place;
    Type type;
    type.kind = TypeKind::Enum;
    type.enumeration = &enumeration;
    return {intern(std::move(type)), &enumeration};
}

} // namespace faultline
