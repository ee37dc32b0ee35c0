// C's types, with the sizes, alignments and layouts of x86-64 Linux.
//
// Types are interned: within one TypeTable two types are the same type exactly when their addresses are equal.
// (Variable-length arrays are the exception: each declaration makes its own.)
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "simulator/machine/source_place.h"

namespace faultline {

inline namespace syntax {
struct Variable; // syntax.h
}
struct Type;

enum class TypeKind : std::uint8_t {
    Void,
    Bool,
    Char, // signed, as on x86-64, yet a type of its own
    SignedChar,
    UnsignedChar,
    Short,
    UnsignedShort,
    Int,
    UnsignedInt,
    Long,
    UnsignedLong,
    LongLong,
    UnsignedLongLong,
    Float,
    Double,
    LongDouble, // 16 bytes wide, the first 8 of which are a double; computed as double
    Enum,
    Pointer,
    Array,
    Function,
    Struct,
    Union,
};

// Qualifier bits of Type::qualifiers.
enum Qualifier : std::uint8_t { qualifierConst = 1, qualifierVolatile = 2, qualifierRestrict = 4, qualifierAtomic = 8 };

// A member of a struct or union. An anonymous struct or union is one member with an empty name.
// An ordinary member lies at `offset`. A bit-field is `bitWidth` bits, the lowest of which is bit `bitOffset` of the
// little-endian integer of type `type` at `offset`. That integer is aligned and lies within the struct, unless the
// record is packed: then only the bytes from `offset` to `offset + (bitOffset + bitWidth - 1) / 8` may be touched.
struct Member {
    std::string name;
    const Type* type = nullptr;
    std::uint64_t offset = 0;
    bool isBitField = false;
    std::uint8_t bitOffset = 0;
    std::uint8_t bitWidth = 0;
    SourcePlace place;
};

// What a struct or union is made of. Incomplete until its members are known.
struct Record {
    std::string tag; // empty: anonymous
    bool isUnion = false;
    bool isComplete = false;
    bool isPacked = false;
    bool hasFlexibleArray = false;
    bool hasConst = false;       // a member at any depth is const
    std::vector<Member> members; // bit-fields without a name take room but are not listed
    std::uint64_t size = 0;
    std::uint64_t alignment = 1;
    std::uint32_t depth = 1; // of records within records, which is limited
    SourcePlace place;
};

struct Enumerator {
    std::string name;
    std::int64_t value = 0;
};

struct Enumeration {
    std::string tag;
    bool isComplete = false;
    TypeKind underlying = TypeKind::UnsignedInt; // as gcc chooses: unsigned int, int if one is negative, or a long
    std::vector<Enumerator> enumerators;
    SourcePlace place;
};

enum class ArrayLength : std::uint8_t { Known, Unknown, Variable };

struct Type {
    TypeKind kind = TypeKind::Void;
    std::uint8_t qualifiers = 0;
    std::uint32_t depth = 1;           // of derivation (pointer to array of …); the parser limits it
    const Type* unqualified = nullptr; // this type without qualifiers; itself if it has none

    const Type* element = nullptr; // what a pointer points to, an array holds, a function returns
    // Array
    ArrayLength arrayLength = ArrayLength::Known;
    std::uint64_t length = 0; // Known: number of elements
    const Variable* lengthHolder =
        nullptr; // Variable: the hidden local (unsigned long) that holds the number of elements
    // Function
    std::vector<const Type*> parameters; // adjusted: arrays and functions are pointers here, qualifiers are gone
    bool isVariadic = false;
    bool isOldStyle = false; // declared with (): nothing is known about its parameters
    // Struct, Union, Enum
    const Record* record = nullptr;
    const Enumeration* enumeration = nullptr;
};

bool isInteger(const Type* type); // bool, char … unsigned long long, enums
bool isFloating(const Type* type);
bool isArithmetic(const Type* type); // integer or floating
bool isScalar(const Type* type);     // arithmetic or pointer
bool isSigned(const Type* type);     // of an integer type; an enum's is that of its underlying type
bool isPointer(const Type* type);
bool isVoid(const Type* type);
bool isArray(const Type* type);
bool isFunction(const Type* type);
bool isRecord(const Type* type);           // struct or union
bool isCharacter(const Type* type);        // char, signed char, unsigned char
bool isComplete(const Type* type);         // has a size (a variable-length array has)
bool isVariableLength(const Type* type);   // an array whose size is known only when the program runs
bool isVariablyModified(const Type* type); // such an array, or a pointer to one, or an array of them
bool hasQualifier(const Type* type, Qualifier qualifier);
bool containsConst(const Type* type); // const itself or, in a struct, at any depth: not assignable

// Kind with enums replaced by the integer kind that represents them; pointers stay Pointer.
TypeKind representation(const Type* type);

// No object may be larger; sizeOf gives one more for all types that are.
constexpr std::uint64_t largestObject = std::uint64_t{1} << 47;

// Size and alignment in bytes. 1 for void and functions (GNU); 0 for incomplete and variable-length types.
std::uint64_t sizeOf(const Type* type);
std::uint64_t alignmentOf(const Type* type);

// C text of the type, or of a declaration of `name` with it: "int (*)[4]", "char *argv[10]".
std::string toString(const Type* type, std::string_view name = {});

// A member found by name, maybe inside anonymous members: the path from the outermost in.
std::vector<const Member*> findMember(const Record& record, std::string_view name);

// Owns every type of a program and hands out the one of each shape.
class TypeTable {
public:
    TypeTable();
    TypeTable(const TypeTable&) = delete;
    TypeTable& operator=(const TypeTable&) = delete;

    const Type* basic(TypeKind kind) const; // void … long double
    const Type* pointerTo(const Type* target);
    const Type* arrayOf(const Type* element, std::uint64_t length);
    const Type* arrayOfUnknownLength(const Type* element);
    const Type* arrayOfVariableLength(const Type* element, const Variable* lengthHolder);
    const Type* function(const Type* result, std::vector<const Type*> parameters, bool isVariadic, bool isOldStyle);
    // Adds qualifiers; those of an array go to its elements.
    const Type* qualified(const Type* type, std::uint8_t qualifiers);

    // New struct, union or enum types, different from all others. What they contain is filled in through the record.
    std::pair<const Type*, Record*> newRecord(bool isUnion, std::string tag, SourcePlace place);
    std::pair<const Type*, Enumeration*> newEnumeration(std::string tag, SourcePlace place);

private:
    using Key =
        std::tuple<TypeKind, std::uint8_t, const void*, ArrayLength, std::uint64_t, std::vector<const Type*>, int>;

    const Type* intern(Type type);
    static Key keyOf(const Type& type);

    std::deque<Type> types_;
    std::map<Key, const Type*> known_;
    std::deque<Record> records_;
    std::deque<Enumeration> enumerations_;
};

} // namespace faultline
