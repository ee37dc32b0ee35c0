#pragma once

#include "simulator/run/standpoint.h"

#include <mutex>
#include <optional>
#include <vector>

namespace faultline {

/// How the program stood at places of a run, so that it can be had as it stood at any place: from the one before, it is
/// run again with the recorded outcomes. Any thread adds and asks.
class Checkpoints {
public:
    static constexpr std::size_t stepsApart = 4096;
    static constexpr std::uint64_t instructionsApart = 500'000;
    static constexpr std::size_t atMost = 1024; ///< beyond it every second one goes

    void add(Standpoint standpoint);
    /// `instructions` have been run by all processes at moment `moment`: time for another?
    bool wanted(std::size_t moment, std::uint64_t instructions) const;
    void noteInstructions(std::uint64_t instructions);
    /// Those before the moment are of no use any more: the steps after them are no longer kept.
    void dropBefore(std::size_t moment);
    /// The latest at or before the place, of those from `firstMoment` on.
    std::optional<Standpoint> atOrBefore(RunPlace place, std::size_t firstMoment) const;
    /// Where somebody has just looked: the next question is often about a place soon after.
    void remember(Standpoint standpoint) const;
    std::optional<Standpoint> remembered() const;

private:
    mutable std::mutex mutex_;
    std::vector<Standpoint> kept_; ///< by place
    std::size_t apart_ = stepsApart;
    std::uint64_t instructions_ = 0; ///< at the last one that the run has added
    mutable std::optional<Standpoint> remembered_;
};

} // namespace faultline
