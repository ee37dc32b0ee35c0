// What the program calls its memory: kept from its own assignments, so that p + 4096 stays p + 4096 whatever becomes
// of the mapping (split, merged, moved, half of it removed).
#pragma once

#include "simulator/run/step.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace faultline {

/// Grows with a run; asked for any moment of it.
class ProgramNames {
public:
    struct Found {
        std::string label; ///< "p"
        Address base = 0;  ///< that offsets count from
    };

    /// Steps in their order; those that name no memory and make no process are passed over.
    void learn(const Step& step);
    /// What the address was last named, at a moment (after that many steps); nothing where the program named nothing
    /// there.
    std::optional<Found> at(ProcessId process, Address address, std::size_t moment) const;
    /// No process has mapped anything by then.
    bool emptyAt(std::size_t moment) const;

private:
    struct Range {
        std::size_t step = 0;
        Address start = 0, end = 0, base = 0;
        std::string label; ///< empty: it is the program's no more
    };
    struct Origin {
        ProcessId parent = 0;
        std::size_t step = 0; ///< of the fork
    };

    std::map<ProcessId, std::vector<Range>> ranges_; ///< in the order of steps
    std::map<ProcessId, Origin> origins_;
};

} // namespace faultline
