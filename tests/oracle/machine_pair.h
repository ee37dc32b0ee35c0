#pragma once

#include "realmode/kernel_machine.h"
#include "simulator/kernel/simulated_machine.h"
#include "simulator/run/comparison.h"
#include "tests/oracle/sequence.h"

#include <optional>

namespace faultline {

/// Where the two machines stopped agreeing, or why a sequence could not go on.
struct Disagreement {
    std::size_t step = 0; ///< index into the sequence
    std::vector<Difference> differences;
    /// What kind of thing differs ("result", "page", "faults.minor"): shortening a sequence keeps it.
    std::string kind() const;
    /// The named property of the kernel that explains it, all of it; empty: nothing does. A sequence ends with it, and
    /// the report counts it.
    std::string rule() const;
};

/// What an operation came to, for the report and for the log.
struct Came {
    std::int32_t error = 0;
    Signal signal;
    std::uint32_t major = 0;
    std::string text; ///< "-> 0 e0 1+0"
};

/// The simulated machine and the kernel's, in step: each operation is performed by both and what they show compared.
class MachinePair {
public:
    explicit MachinePair(KernelMachine::Options options) : real_(std::move(options)) {}

    /// Nothing: both have started and agree. Otherwise why not.
    std::optional<Disagreement> start(const Setup& setup);
    /// A step whose process is not alive is left out. After a disagreement, no more.
    std::optional<Disagreement> perform(const OracleStep& step);
    /// What the files hold at the end.
    std::optional<Disagreement> finish();

    const Snapshot& snapshot() const { return simulated_.snapshot(); }
    const std::vector<ProcessId>& alive() const { return alive_; }
    /// Both machines have refused an operation or nobody is alive: the sequence ends here, in agreement.
    bool over() const { return over_ || alive_.empty(); }
    const Came& came() const { return came_; }

private:
    void compare(const OracleStep& step, Performed simulated, Performed real, std::vector<Difference>& found);
    void follow(ProcessId process, const Performed& simulated);
    void returnFrom(ProcessId process, std::size_t handlers);
    void settle(std::vector<Difference>& found);

    SimulatedMachine simulated_;
    KernelMachine real_;
    Comparison comparison_;
    std::vector<ProcessId> alive_;
    std::size_t steps_ = 0;
    bool over_ = false;
    Came came_;
};

} // namespace faultline
