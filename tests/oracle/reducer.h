#pragma once

#include "tests/oracle/machine_pair.h"

namespace faultline {

/// Performs a sequence from its start on a new pair of machines; the first disagreement, if any.
std::optional<Disagreement> performAgain(const Sequence& sequence, const KernelMachine::Options& options);

/// A sequence that still fails in the same kind of thing, from which no single step can be left out (ddmin: Zeller,
/// Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002). At most `tries` runs.
Sequence reduced(const Sequence& failing, const Disagreement& disagreement, const KernelMachine::Options& options,
                 std::size_t tries = 400);

} // namespace faultline
