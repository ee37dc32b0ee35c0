#pragma once

#include "simulator/program/diagnostic.h"
#include "simulator/run/run.h"

#include <functional>
#include <string>
#include <vector>

namespace faultline {

/// What a run was made of, besides its steps: enough to start it again.
struct RunOrigin {
    std::vector<SourceFile> files; ///< the program's texts, local headers after them; built-in headers are left out
    std::size_t sources = 0;       ///< how many of `files`, from the first, are translation units
    Setup setup;
    bool pagedStack = false;
};

/// A run read from a file.
struct SavedRun {
    RunOrigin origin;
    std::vector<RecordedLane> lanes;
    std::vector<Difference> differences;
    Choices choices;
    RunStatus status;
};

/// Told now and then how many steps of how many are done (0: not known). false: the work is to stop.
using GoesOn = std::function<bool(std::size_t done, std::size_t whole)>;

/// Writes the run as it stands to a `.flt` file: a zstd skippable frame with the text "faultline-session 1", then zstd
/// frames of JSON lines. Written beside the file, synced and renamed, so that no half file is left. Nothing, or why
/// not; stopped, too, is a failure.
std::optional<Failure> saveRun(const Run& run, const RunOrigin& origin, const std::string& path,
                               const GoesOn& goesOn = {});

/// Reads such a file, whole; no machine and no kernel is asked. Or what is wrong with it.
Result<SavedRun> readRun(const std::string& path, HistoryOptions options = {}, const GoesOn& goesOn = {});

} // namespace faultline
