#pragma once

#include "realmode/worker/protocol.h"

namespace faultline::worker {

/// What a worker knows of itself. No heap: all of it is in the data section, which fork copies.
struct State {
    Channel* channel = nullptr;
    Launch* launch = nullptr;
    std::uint64_t stackLow = 0; ///< the part of the stack that the worker touches itself
    std::uint64_t stackHigh = 0;
    std::uint64_t dataTouched = 0; ///< bytes of the channel's data that are in memory
    std::uint64_t lastMinor = 0, lastMajor = 0;
    OwnLimit limits[ownLimitCount]; ///< as the program sees them, once limitsKnown
    bool limitsKnown = false;
};

extern State state;

/// Brings the worker's own pages into memory, writable, so that none of them faults during an operation.
void touchOwnPages();
/// The same for the first `end` bytes of the channel's data.
void touchData(std::uint64_t end);

} // namespace faultline::worker
