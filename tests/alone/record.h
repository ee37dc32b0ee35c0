// The record of a run on both machines, as the lines of a saved run.
#pragma once

#include "app/session/describe_run.h"
#include "app/session/read_described.h"
#include "simulator/program/diagnostic.h"

#include <deque>
#include <iosfwd>

namespace faultline {

/// A step as the record has it: whole, or a quiet access.
struct RecordedStep {
    std::optional<Step> whole;
    QuietStep quiet;
};

/// What the simulator needs to make its steps once more, and the steps that it made beside the real machine.
struct Record {
    std::vector<SourceFile> files;
    std::size_t sources = 0; ///< how many of `files`, from the first, are translation units
    Setup setup;
    Choices choices;
    Snapshot first;                  ///< the simulated machine's
    std::vector<RecordedStep> steps; ///< the simulated machine's
    std::deque<Step> real;           ///< the real machine's that are not quiet, for what they were given
};

/// Reads the lines of a saved run with two machines. Throws where they are not of the right shape.
Record readRecord(std::istream& lines);

} // namespace faultline
