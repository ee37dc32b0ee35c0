#pragma once

#include "simulator/machine/event.h"
#include "simulator/machine/given.h"

namespace faultline {

/// What the program wrote to its terminal by this operation.
struct Written {
    std::uint8_t stream = 1; ///< 1 standard output, 2 standard error
    Bytes bytes;

    bool operator==(const Written&) const = default;
};

/// What came of an operation.
struct Outcome {
    std::int64_t result = 0; ///< a call's result (-1 on error); Compare's order; Copy, Fill, Scan: bytes done
    std::int32_t error = 0;  ///< errno, 0 if none
    std::uint32_t minor = 0; ///< faults of the process during the operation
    std::uint32_t major = 0;
    std::array<std::uint8_t, 16> value{}; ///< Load: the bytes; Atomic: the old value
    Bytes data;                           ///< Scan, and Copy to the interpreter: the bytes read
    std::vector<Bytes> returned;          ///< Call: one for each Out or InOut argument, in order
    ProcessId child = 0;                  ///< fork: the new process
    /// The access could not be done, or the call was interrupted: signals whose handlers (the program's) run next, in
    /// order. A call may be done and deliver signals besides (kill(getpid(), …)).
    std::vector<Signal> delivered;
    /// The signal that the access raised or that ended the process; none if the access went through.
    Signal signal;
    std::vector<Written> written;
    std::vector<Event> story;
    Given given; ///< kernel machine: what the model must be told

    bool operator==(const Outcome&) const = default;
};

} // namespace faultline
