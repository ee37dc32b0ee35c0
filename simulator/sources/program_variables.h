// The variables of a C program as a window shows them.
#pragma once

#include <vector>

#include "simulator/program/interpreter.h"
#include "simulator/sources/source.h"

namespace faultline {

/// Those in scope, innermost function first, globals last. Bytes on the machine are taken from the snapshot.
std::vector<Variable> variablesOf(const Interpreter& interpreter, const ProcessState& state, ProcessId process,
                                  const Snapshot& snapshot);

} // namespace faultline
