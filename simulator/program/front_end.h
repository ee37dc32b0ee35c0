// From the text of a C program to its checked tree.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/program/diagnostic.h"
#include "simulator/program/syntax.h"

namespace faultline {

// Finds the file that `#include "name"` in the file `includer` means; nothing if there is none.
using HeaderLookup = std::function<std::optional<SourceFile>(std::string_view name, std::string_view includer)>;

struct FrontEndInput {
    std::vector<SourceFile> sources; // the translation units
    HeaderLookup findHeader;         // may be empty: no local headers
    // Library functions that can be called. Those that a header declares but this doesn't know are refused where they
    // are used. Empty: all are taken as known.
    std::function<bool(std::string_view name)> isLibraryFunction;
    std::string date = "Jan  1 2025"; // __DATE__ and __TIME__: given, so that a run can be repeated
    std::string time = "00:00:00";
};

struct FrontEndResult {
    std::shared_ptr<const CheckedProgram> program; // null if there are errors
    std::vector<SourceFile> files;                 // for rendering the diagnostics; the same as the program's
    std::vector<Diagnostic> diagnostics;           // errors and warnings in order of their places; at most 50 errors
};

// Never throws for what a text contains, and ends for every text.
FrontEndResult checkProgram(const FrontEndInput& input);

} // namespace faultline
