// The pieces of a declaration while it is read.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/program/syntax.h"
#include "simulator/program/type_layout.h"

namespace faultline {

enum class StorageClass : std::uint8_t { None, Typedef, Extern, Static, Auto, Register };

// What __attribute__((…)) says that matters here.
struct Attributes {
    bool isPacked = false;
    bool isNoReturn = false;
    std::uint64_t alignment = 0; // 0: none
};

// int, long, unsigned … as they were met.
struct TypeWords {
    int longs = 0;
    int count = 0;
    bool isSigned = false;
    bool isUnsigned = false;
    bool isShort = false;
    std::string_view base;     // void, char, int, float, double, _Bool; empty if none
    std::string_view conflict; // a word that does not go with the others
};

// The part of a declaration before its declarators: static const int.
struct Specifiers {
    const Type* type = nullptr; // never null once read
    StorageClass storage = StorageClass::None;
    bool isInline = false;
    bool isImplicitInt = false;
    std::uint8_t qualifiers = 0;
    Attributes attributes;
    SourcePlace place;
};

struct Parameter {
    std::string name; // may be empty
    const Type* type = nullptr;
    Variable* variable = nullptr;
    SourcePlace place;
};

// The parameters of a function declarator, and what belongs to them if a body follows.
struct ParameterList {
    std::vector<Parameter> parameters;
    bool isVariadic = false;
    bool isOldStyle = false;                          // (): or names only, whose declarations follow
    std::vector<std::unique_ptr<Variable>> variables; // of the parameters, and those that hold lengths of their arrays
    std::vector<ExpressionPointer> lengths;           // stores into the latter, to be made when the function is entered
};

// One step from the name outwards: pointer to, array of, function returning.
struct DeclaratorPart {
    enum class Kind : std::uint8_t { Pointer, Array, Function };
    Kind kind = Kind::Pointer;
    std::uint8_t qualifiers = 0;
    ArrayLength arrayLength = ArrayLength::Unknown;
    std::uint64_t length = 0;
    Variable* lengthHolder = nullptr;
    ParameterList parameters;
    SourcePlace place;
};

// A declarator that has been read.
struct Declared {
    std::string name; // empty if abstract
    SourcePlace place;
    const Type* type = nullptr;
    std::optional<ParameterList> parameters; // if a function is declared
    Attributes attributes;
};

} // namespace faultline
