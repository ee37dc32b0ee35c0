// Which types go together (C11 6.2.7).
#pragma once

#include "simulator/program/type.h"

namespace faultline {

// Whether both can declare the same thing. Structs of different translation units are compared by what they contain.
bool areCompatible(const Type* a, const Type* b);

// What two compatible declarations say together: a length of an array, the parameters of a function.
const Type* compositeType(TypeTable& types, const Type* a, const Type* b);

// int and unsigned int, char and unsigned char …: pointers to them are mixed without a word.
bool differInSignOnly(const Type* a, const Type* b);

// A parameter's type as C adjusts it: arrays and functions become pointers.
const Type* adjustedParameter(TypeTable& types, const Type* type);

// Of an argument for which there is no parameter: char and short become int, float becomes double.
const Type* defaultPromoted(const TypeTable& types, const Type* type);

// The type in which a value of that integer type is computed (C11 6.3.1.1); others stay as they are.
const Type* promoted(const TypeTable& types, const Type* type);

// The common type of two arithmetic operands (C11 6.3.1.8).
const Type* usualType(const TypeTable& types, const Type* a, const Type* b);

} // namespace faultline
