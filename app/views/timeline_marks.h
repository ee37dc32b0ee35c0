// The faults and signals of one line of the timeline, so that any stretch of millions of steps is counted at once.
#pragma once

#include "simulator/run/step.h"

#include <cstddef>
#include <span>
#include <vector>

namespace faultline {

class TimelineMarks {
public:
    /// How many steps of a stretch have met what. A step with both kinds of fault counts as major.
    struct Counts {
        std::size_t minor = 0, major = 0, signals = 0;
        std::size_t all() const { return minor + major + signals; }
    };

    /// In order of the steps; one with neither fault nor signal is passed over.
    void append(const StepMark& mark);
    /// Steps before this one are no longer kept.
    void dropBefore(std::size_t step);
    std::size_t size() const { return marks_.size() - gone_; }
    /// Of the steps from `first` to `last`, both included.
    Counts counts(std::size_t first, std::size_t last) const;
    std::span<const StepMark> between(std::size_t first, std::size_t last) const;
    /// The first step after `step` with a fault (with a signal); 0: none.
    std::size_t nextFault(std::size_t step) const;
    std::size_t nextSignal(std::size_t step) const;

private:
    std::size_t indexOf(std::size_t step) const; ///< of the first mark not before it

    std::vector<StepMark> marks_;
    std::vector<Counts> before_; ///< of all marks before each
    Counts all_;
    std::vector<std::size_t> signals_; ///< steps
    std::size_t gone_ = 0;             ///< marks at the front that are no longer kept
};

} // namespace faultline
