#pragma once

#include "simulator/machine/difference.h"
#include "simulator/run/step.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace faultline {

/// One machine's side of a step that both have done: its record and the snapshot after it.
struct StepSide {
    const Step* step = nullptr;
    const Snapshot* snapshot = nullptr;
};

/// Compares two machines step by step. After each step the things that either has touched are compared: what both
/// machines see, and nothing that one of them doesn't. A thing that goes on differing is told once, and again if it
/// differs otherwise. (Design: "Comparing".)
class Comparison {
public:
    /// The snapshots after start().
    std::vector<Difference> start(const Snapshot& simulated, const Snapshot& real);
    /// After a step.
    std::vector<Difference> step(const StepSide& simulated, const StepSide& real);
    /// An access that was quiet on both: equal unless the values read, stored or stored over differ.
    static bool sameQuiet(const QuietAccess& simulated, const QuietAccess& real) {
        return simulated.value == real.value && simulated.old == real.old;
    }
    /// At the end of the run: what the files hold, and output that only one machine has written.
    std::vector<Difference> end(std::size_t step, const std::vector<FileContents>& simulated,
                                const std::vector<FileContents>& real);
    /// The one difference that ends comparing: the two runs ask for different operations, or one goes on and one not.
    static Difference parting(std::size_t step, ProcessId process, std::string simulated, std::string real);

private:
    using Key = std::pair<ProcessId, std::string>;

    void note(std::vector<Difference>& found, Difference difference);
    void outcome(std::vector<Difference>& found, const Step& simulated, const Step& real);
    void output(std::vector<Difference>& found, const Step& simulated, const Step& real);

    std::map<Key, std::pair<std::string, std::string>> standing_; ///< differences in the snapshots now
    std::map<std::uint8_t, std::pair<Bytes, Bytes>> unmatched_;   ///< output of one side only so far, by stream
};

/// An operation as a line of a difference: "mmap(0, 4096, 3, 1, 3, 0)", "store 1 byte at 0x7f…".
std::string describeOperation(const Operation& operation);

} // namespace faultline
