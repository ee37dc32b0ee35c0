#pragma once

#include "app/session/own_options.h"
#include "app/session/saved_run.h"
#include "simulator/program/diagnostic.h"
#include "simulator/sources/source.h"

#include <memory>
#include <string>
#include <vector>

namespace faultline {

/// A program as text: what an editor holds, or files hold.
struct ProgramText {
    std::vector<SourceFile> sources; ///< translation units; their names are paths
    ProgramOptions options;          ///< completed with what the first one's comment says
};

/// Reads the texts, and what the first one's first comment says of how it is run. Or what can't be read.
Result<ProgramText> readProgram(const std::vector<std::string>& paths, const ProgramOptions& given);

/// A program ready to run.
struct Program {
    std::unique_ptr<Source> source; ///< null: the text has errors
    std::vector<SourceFile> files;  ///< SourcePlace::file counts in these; headers included
    std::vector<Diagnostic> diagnostics;
    RunOrigin origin; ///< with the setup that its machines start from
};

/// Checks and compiles the text for machines with these parameters and this hardware. Errors in the text are in
/// `diagnostics`; a Failure is what is wrong outside of it: a --with that can't be read.
Result<Program> makeProgram(const ProgramText& text, const Parameters& parameters, const Hardware& hardware = {});

/// The same from a saved run's texts and setup, to look at its variables or to run it again.
Result<Program> remakeProgram(const RunOrigin& origin);

} // namespace faultline
