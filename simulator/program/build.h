// From the text of a program to code that can be run: front end and compiler together.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/program/code.h"
#include "simulator/program/diagnostic.h"

namespace faultline {

struct BuildInput {
    std::vector<SourceFile> sources; // the translation units
    // Finds the file that `#include "name"` in the file `includer` means; may be empty: there are none.
    std::function<std::optional<SourceFile>(std::string_view name, std::string_view includer)> findHeader;
    std::uint64_t imageStart = 0x400000;
    std::uint64_t pageSize = 4096; // bytes
    std::uint64_t stackTop = 0x7ffffffff000;
    bool pagedStack = false; // see CompileOptions
};

struct BuiltProgram {
    std::shared_ptr<const Code> code;    // null: the text has errors
    std::vector<SourceFile> files;       // SourcePlace::file counts in these; headers included
    std::vector<Diagnostic> diagnostics; // errors and warnings, in order of their places
};

// Never throws for what a text contains, and ends for every text.
BuiltProgram build(const BuildInput& input);

} // namespace faultline
