#pragma once

#include "simulator/machine/operation.h"

#include <cstdint>
#include <vector>

namespace faultline {

/// What came into a run from outside: the learner's choices and the input. With the same program, machines, and
/// choices, a run goes the same way. Ticks are the run's: an operation, or 1,000 instructions without one, is one tick;
/// `step` is the number of steps made before.
struct Choices {
    struct Turn { ///< the process that the learner chose to go next
        std::uint64_t tick = 0;
        std::size_t step = 0;
        ProcessId process = 0;
        std::uint64_t statements = 0; ///< begun since that step
        bool operator==(const Turn&) const = default;
    };
    struct Input { ///< standard input supplied
        std::uint64_t tick = 0;
        std::size_t step = 0;
        Bytes bytes;
        bool end = false;
        bool operator==(const Input&) const = default;
    };
    struct TurnLength { ///< operations a turn
        std::uint64_t tick = 0;
        std::size_t step = 0;
        std::uint32_t operations = 1;
        bool operator==(const TurnLength&) const = default;
    };
    std::vector<Turn> turns;
    std::vector<Input> inputs;
    std::vector<TurnLength> lengths;

    bool operator==(const Choices&) const = default;
};

} // namespace faultline
