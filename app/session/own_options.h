#pragma once

#include "simulator/machine/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// How a program wants to be run, as `faultline run`'s options and arguments say it.
struct ProgramOptions {
    std::vector<std::string> includeFolders; ///< -I
    std::vector<std::string> with;           ///< --with: files and folders to be put into scratch
    std::vector<std::string> arguments;      ///< behind "--", without the program's name
    bool argumentsGiven = false;             ///< "--" was there
    bool cold = false;
    bool pagedStack = false;

    bool operator==(const ProgramOptions&) const = default;
};

/// What the program's first comment says of it: a line `// faultline: --with notes.txt -- notes.txt`. Nothing said gives
/// defaults. Paths are as written: relative to the program's folder.
Result<ProgramOptions> ownOptions(std::string_view text);

/// The program's own options with their paths made good from its folder, for what the user hasn't given: `--with` is
/// taken if none was given, arguments if there was no "--".
ProgramOptions completed(ProgramOptions given, const ProgramOptions& own, const std::string& programPath);

/// Splits as a shell does, with quotes and backslashes, without expansions.
std::vector<std::string> splitWords(std::string_view line);

} // namespace faultline
