// Moments made by hand, for views to be tested without a machine.
#pragma once

#include "app/views/moment.h"

namespace faultline {

/// The scene of the first picture: one file of three pages mapped private (p) and shared (s), after a store to p +
/// 4096. Owns what its moment points at.
class SampleMoments {
public:
    SampleMoments();
    /// Step 8 of 15, on both machines, which agree.
    Moment storeToPrivate() const;
    /// The same with one page on which the machines disagree.
    Moment withDifference() const;

    Snapshot simulated, real;
    Step simulatedStep, realStep;

    static constexpr Address s = 0x7ffff7ff3000;
    static constexpr Address p = 0x7ffff7ff6000;
};

Bytes bytesOf(std::string_view text);

} // namespace faultline
