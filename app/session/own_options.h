#pragma once

#include "app/session/hardware_options.h"
#include "simulator/machine/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// How a program wants to be run, as `faultline run`'s options and arguments say it.
struct ProgramOptions {
    std::vector<std::string> includeFolders; ///< -I
    std::vector<std::string> with;           ///< --with: files and folders to be put into scratch
    std::string keep;                        ///< --keep: folder for the files at the end; empty: none
    bool keptByUs = false;                   ///< the folder is in Faultline's own state, see kept_files.h
    std::vector<std::string> arguments;      ///< behind "--", without the program's name
    bool argumentsGiven = false;             ///< "--" was there
    bool cold = false;
    bool pagedStack = false;
    std::string machine;      ///< --machine; empty: not said
    HardwareOptions hardware; ///< for the simulated machine alone

    bool operator==(const ProgramOptions&) const = default;
};

/// What the program's first comment says of it: a line `// faultline: --with notes.txt -- notes.txt`. Nothing said
/// gives defaults. Paths are as written: relative to the program's folder.
Result<ProgramOptions> ownOptions(std::string_view text);

/// What the user has given, and of the program's own options what the user hasn't: `--with` and `--keep` if none was
/// given, arguments if there was no "--", the machine if none was chosen. What the program keeps stands in Faultline's
/// own state; there its files are looked for first, then in its folder, then here. What it keeps is not missed before
/// it has been kept once.
ProgramOptions completed(ProgramOptions given, const ProgramOptions& own, const std::string& programPath);

/// Splits as a shell does, with quotes and backslashes, without expansions.
std::vector<std::string> splitWords(std::string_view line);

} // namespace faultline
