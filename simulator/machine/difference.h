#pragma once

#include "simulator/machine/operation.h"

#include <string>

namespace faultline {

/// One thing that two machines do not agree on after a step.
struct Difference {
    std::size_t step = 0;
    ProcessId process = 0;
    std::string field; ///< "result", "errno", "signal", "faults.minor", "mapping 0x7ff…", "page p + 4096", "file a.txt"
    std::string simulated;
    std::string real;
    std::string rule;    ///< the named property of the kernel that explains it; empty: not explained yet
    Address address = 0; ///< of the page or mapping; 0 where it is neither
    SourcePlace place;   ///< of the operation after which they differ

    bool operator==(const Difference&) const = default;
};

} // namespace faultline
