#pragma once

#include "simulator/run/history.h"
#include "simulator/sources/source.h"

#include <memory>
#include <mutex>
#include <vector>

namespace faultline {

/// Tells the source what became of an operation it asked for, or of a process besides. What a run does after each step,
/// and what running the source again does with a recorded one.
void feed(Source& source, const Step& step);

/// Runs the source through the steps after `from` up to `to` with their recorded outcomes. The source stands at moment
/// `from`. false: not all of these steps are kept, and the source has been left on the way.
bool replay(Source& source, const History& history, std::size_t from, std::size_t to);

/// Copies of a source at moments of a run, so that it can be had as it stood at any moment: from the copy before, it is
/// run again with the recorded outcomes. One thread adds; any thread may ask.
class SourceCheckpoints {
public:
    static constexpr std::size_t stepsApart = 16384;
    static constexpr std::uint64_t instructionsApart = 500'000;
    static constexpr std::size_t atMost = 1024; ///< beyond it every second one goes

    void add(std::size_t moment, std::shared_ptr<const Source> source);
    /// `instructions` have been run by all processes at moment `moment`: time for another copy?
    bool wanted(std::size_t moment, std::uint64_t instructions) const;
    void noteInstructions(std::uint64_t instructions) { instructions_ = instructions; }
    /// The source as it stood after step `moment`; null where the steps it would be run through are not kept.
    std::shared_ptr<const Source> at(std::size_t moment, const History& history) const;

private:
    struct Checkpoint {
        std::size_t moment = 0;
        std::shared_ptr<const Source> source;
    };
    mutable std::mutex mutex_;
    std::vector<Checkpoint> checkpoints_;
    std::size_t apart_ = stepsApart;
    std::uint64_t instructions_ = 0; ///< at the last checkpoint
    mutable Checkpoint lastAsked_;   ///< the next question is often about a moment soon after
};

} // namespace faultline
