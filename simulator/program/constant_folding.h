// Computes what is known before the program runs.
#pragma once

#include <cstdint>
#include <optional>

#include "simulator/program/syntax.h"

namespace faultline {

// The value as an object of that integer or pointer type holds it: cut to its width, extended by its sign to 64 bits.
std::uint64_t narrowed(std::uint64_t value, const Type* type);

// The value of a constant of integer or pointer type, if the expression is one.
std::optional<std::uint64_t> integerValue(const Expression& expression);

bool isConstant(const Expression& expression); // a constant node of any type

// True for 0 and (void *)0.
bool isNullPointerConstant(const Expression& expression);

// If the operands of the expression's node are constants, puts the result in the node's place. What would trap when the
// program runs (division by zero) stays as it is.
void fold(Expression& expression);

} // namespace faultline
