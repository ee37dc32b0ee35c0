#include "simulator/program/checker_types.h"

#include <algorithm>

namespace faultline {

namespace {

// Compares two types piece by piece. Types can be built that take exponential time to compare: beyond a number of steps
// they are taken as compatible.
class Comparison {
public:
    bool compatible(const Type* a, const Type* b) {
        if (a == b || ++steps_ > maximumSteps || depth_ > maximumComparedDepth) {
            return true;
        }
        ++depth_;
        const bool result = compatibleUnequal(a, b);
        --depth_;
        return result;
    }

private:
    static constexpr int maximumSteps = 10'000;
    static constexpr int maximumComparedDepth = 100; // a struct can point to itself

    bool compatibleUnequal(const Type* a, const Type* b) {
        if (a->qualifiers != b->qualifiers) {
            return false;
        }
        if (a->kind == TypeKind::Enum && b->kind != TypeKind::Enum) {
            return representation(a) == b->kind;
        }
        if (b->kind == TypeKind::Enum && a->kind != TypeKind::Enum) {
            return representation(b) == a->kind;
        }
        if (a->kind != b->kind) {
            return false;
        }
        switch (a->kind) {
        case TypeKind::Pointer:
            return compatible(a->element, b->element);
        case TypeKind::Array: {
            const bool bothKnown = a->arrayLength == ArrayLength::Known && b->arrayLength == ArrayLength::Known;
            return (!bothKnown || a->length == b->length) && compatible(a->element, b->element);
        }
        case TypeKind::Function:
            return compatibleFunctions(a, b);
        case TypeKind::Struct:
        case TypeKind::Union:
            return compatibleRecords(*a->record, *b->record);
        case TypeKind::Enum:
            return a->enumeration == b->enumeration ||
                   (!a->enumeration->tag.empty() && a->enumeration->tag == b->enumeration->tag);
        default:
            return true;
        }
    }

    bool compatibleFunctions(const Type* a, const Type* b) {
        if (!compatible(a->element, b->element)) {
            return false;
        }
        if (a->isOldStyle || b->isOldStyle) {
            return true;
        }
        return a->isVariadic == b->isVariadic &&
               std::equal(a->parameters.begin(), a->parameters.end(), b->parameters.begin(), b->parameters.end(),
                          [&](const Type* x, const Type* y) { return compatible(x, y); });
    }

    bool compatibleRecords(const Record& a, const Record& b) {
        if (&a == &b) {
            return true;
        }
        // In one translation unit they are two types; each unit that includes a header has its own of each in it.
        if (a.tag != b.tag || (a.tag.empty() && a.place != b.place)) {
            return false;
        }
        if (!a.isComplete || !b.isComplete) {
            return true;
        }
        return a.size == b.size && std::equal(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(),
                                              [&](const Member& x, const Member& y) {
                                                  return x.name == y.name && x.offset == y.offset &&
                                                         compatible(x.type, y.type);
                                              });
    }

    int steps_ = 0;
    int depth_ = 0;
};

// Rank of an integer kind in conversions.
int rankOf(TypeKind kind) {
    switch (kind) {
    case TypeKind::Bool:
        return 0;
    case TypeKind::Char:
    case TypeKind::SignedChar:
    case TypeKind::UnsignedChar:
        return 1;
    case TypeKind::Short:
    case TypeKind::UnsignedShort:
        return 2;
    case TypeKind::Int:
    case TypeKind::UnsignedInt:
        return 3;
    case TypeKind::Long:
    case TypeKind::UnsignedLong:
        return 4;
    default:
        return 5;
    }
}

} // namespace

bool areCompatible(const Type* a, const Type* b) {
    return Comparison().compatible(a, b);
}

bool differInSignOnly(const Type* a, const Type* b) {
    const bool bothIntegers = isInteger(a) && isInteger(b);
    return bothIntegers && rankOf(representation(a)) == rankOf(representation(b)) && a->kind != TypeKind::Bool &&
           b->kind != TypeKind::Bool;
}

const Type* compositeType(TypeTable& types, const Type* a, const Type* b) {
    if (a == b || a->kind != b->kind) {
        return a;
    }
    if (isArray(a)) {
        return a->arrayLength == ArrayLength::Unknown ? b : a;
    }
    if (isFunction(a)) {
        return a->isOldStyle ? b : a;
    }
    if (isPointer(a)) {
        return types.qualified(types.pointerTo(compositeType(types, a->element, b->element)), a->qualifiers);
    }
    return a;
}

const Type* adjustedParameter(TypeTable& types, const Type* type) {
    if (isArray(type)) {
        return types.pointerTo(type->element);
    }
    return isFunction(type) ? types.pointerTo(type) : type;
}

const Type* promoted(const TypeTable& types, const Type* type) {
    if (!isInteger(type)) {
        return type->unqualified;
    }
    const TypeKind kind = representation(type);
    return types.basic(rankOf(kind) < rankOf(TypeKind::Int) ? TypeKind::Int : kind);
}

const Type* defaultPromoted(const TypeTable& types, const Type* type) {
    return type->kind == TypeKind::Float ? types.basic(TypeKind::Double) : promoted(types, type);
}

const Type* usualType(const TypeTable& types, const Type* a, const Type* b) {
    for (const TypeKind kind : {TypeKind::LongDouble, TypeKind::Double, TypeKind::Float}) {
        if (a->kind == kind || b->kind == kind) {
            return types.basic(kind);
        }
    }
    a = promoted(types, a);
    b = promoted(types, b);
    if (a == b) {
        return a;
    }
    if (isSigned(a) == isSigned(b)) {
        return rankOf(a->kind) >= rankOf(b->kind) ? a : b;
    }
    const Type* unsignedOne = isSigned(a) ? b : a;
    const Type* signedOne = isSigned(a) ? a : b;
    if (rankOf(unsignedOne->kind) >= rankOf(signedOne->kind)) {
        return unsignedOne;
    }
    if (sizeOf(signedOne) > sizeOf(unsignedOne)) {
        return signedOne;
    }
    return types.basic(signedOne->kind == TypeKind::Long ? TypeKind::UnsignedLong : TypeKind::UnsignedLongLong);
}

} // namespace faultline
