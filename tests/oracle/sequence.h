#pragma once

#include "simulator/machine/machine.h"

#include <string>
#include <vector>

namespace faultline {

/// One operation of a sequence: who asks, and for what. A process that is not there any more (in a shortened sequence)
/// asks for nothing.
struct OracleStep {
    ProcessId process = firstProcess;
    Operation operation;
};

/// A machine-made program: what stands in its directory at the start, and what its processes ask for, in order.
struct Sequence {
    std::uint64_t seed = 0;
    Setup setup;
    std::vector<OracleStep> steps;
};

/// A call with these arguments.
Operation callOf(Call call, std::vector<CallArgument> arguments);
/// A NUL-terminated text that the kernel reads.
CallArgument textArgument(const std::string& text);
/// "p1001 munmap(0x7f…, 4096)".
std::string describe(const OracleStep& step);

} // namespace faultline
