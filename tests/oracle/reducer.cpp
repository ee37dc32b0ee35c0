#include "tests/oracle/reducer.h"

#include <algorithm>

namespace faultline {

std::optional<Disagreement> performAgain(const Sequence& sequence, const KernelMachine::Options& options) {
    MachinePair machines(options);
    if (auto found = machines.start(sequence.setup))
        return found;
    for (const OracleStep& step : sequence.steps) {
        if (machines.over())
            break;
        if (auto found = machines.perform(step))
            return found;
    }
    return machines.finish();
}

namespace {

/// Whether the sequence fails in this kind of thing, and again: once may have been a race with the kernel.
bool failsIn(const Sequence& sequence, const std::string& kind, const KernelMachine::Options& options) {
    for (int run = 0; run < 2; ++run) {
        const auto found = performAgain(sequence, options);
        if (!found || found->kind() != kind || !found->rule().empty())
            return false;
    }
    return true;
}

} // namespace

Sequence reduced(const Sequence& failing, const Disagreement& disagreement, const KernelMachine::Options& options,
                 std::size_t tries) {
    const std::string kind = disagreement.kind();
    Sequence best = failing;
    best.steps.resize(std::min(best.steps.size(), disagreement.step + 1));
    for (std::size_t piece = std::max<std::size_t>(best.steps.size() / 2, 1);;
         piece = std::max<std::size_t>(piece / 2, 1)) {
        bool shorter = false;
        for (std::size_t from = 0; from < best.steps.size();) {
            if (tries-- == 0)
                return best;
            Sequence candidate = best;
            const auto first = candidate.steps.begin() + static_cast<std::ptrdiff_t>(from);
            const auto count = std::min(piece, candidate.steps.size() - from);
            candidate.steps.erase(first, first + static_cast<std::ptrdiff_t>(count));
            if (failsIn(candidate, kind, options)) {
                best = std::move(candidate);
                shorter = true;
            } else {
                from += count;
            }
        }
        if (piece == 1 && !shorter)
            return best;
    }
}

} // namespace faultline
