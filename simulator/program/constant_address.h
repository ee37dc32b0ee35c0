// What is put into memory before the program runs: the initialisers of global variables and static locals.
#pragma once

#include <optional>

#include "simulator/program/diagnostic.h"
#include "simulator/program/syntax.h"

namespace faultline {

// Fills the variable's bytes and relocations. What is not constant is reported.
void makeImage(Variable& variable, const Initialiser& initialiser, Reporter& reporter);

} // namespace faultline
