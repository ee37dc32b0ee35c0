// From a checked tree to compact code.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "simulator/program/code.h"
#include "simulator/program/diagnostic.h"

namespace faultline {

inline namespace syntax {
struct CheckedProgram;
}

// Library functions that the stubs call; no C name is like theirs.
inline constexpr std::string_view stackMapper = "[map the stack]", signalFramer = "[write a signal's frame]";

struct CompileOptions {
    std::uint64_t imageStart = 0x400000; // where the code's first page lies
    std::uint64_t pageSize = 4096;
    std::uint64_t stackTop = 0;
    bool pagedStack = false; // frames lie on the machine: named locals are memory, and the first instruction maps it
    // The number of a library function that is written in C++; nothing if there is none of that name.
    std::function<std::optional<std::uint32_t>(std::string_view name)> nativeNamed;
};

struct Compiled {
    std::shared_ptr<const Code> code; // null if there are errors
    std::vector<Diagnostic> diagnostics;
};

// Compiles `program`. Library functions are taken from `builtIn` (C text of our own; its functions are marked built-in)
// where it defines them, else they are native ones.
Compiled compile(const CheckedProgram& program, const CheckedProgram* builtIn, const CompileOptions& options);

} // namespace faultline
