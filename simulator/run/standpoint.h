#pragma once

#include "simulator/run/choices.h"
#include "simulator/run/scheduler.h"
#include "simulator/sources/source.h"

#include <compare>
#include <map>
#include <memory>
#include <vector>

namespace faultline {

/// So many instructions without an operation count as one operation, for turns and clock.
inline constexpr std::uint64_t instructionsPerTick = 1000;

/// A place in a run: a step has been made, and so many statements have begun since, by whichever process. With 0 the
/// run stands right after the step, maybe within a statement; with n the n-th statement is about to begin or, if the
/// run was stopped there, under way.
struct RunPlace {
    std::size_t moment = 0;
    std::uint64_t statements = 0;

    auto operator<=>(const RunPlace&) const = default;
};

/// How far a step by statements goes.
enum class StatementStep : std::uint8_t {
    Into, ///< to the next statement
    Over, ///< the same, not in functions that the process calls
    Out,  ///< to the next statement after its function has returned
};

/// The choices that bear on whose turn it is.
struct TurnChoices {
    std::vector<Choices::Turn> turns;
    std::vector<Choices::TurnLength> lengths;
    std::vector<std::size_t> inputs; ///< steps after which input was supplied
};

/// All that a run of the program needs to go on from a place, given what became of its operations: the program's own
/// state, whose turn it is, and the clock.
struct Standpoint {
    RunPlace place;
    std::shared_ptr<const Source> source;
    Scheduler scheduler;
    std::uint64_t now = 0;                   ///< of the run's clock, nanoseconds
    std::map<ProcessId, std::uint64_t> used; ///< instructions since the last tick, of processes stopped at a statement
    ProcessId followed = 0;                  ///< whom stepping by statements follows, see follow()
    std::size_t turnsMade = 0, lengthsMade = 0; ///< of the choices
};

/// Stepping by statements stays with one process, until it waits or has ended: then it goes on with whose turn it is.
inline void follow(ProcessId& followed, const Scheduler& scheduler) {
    if (!scheduler.canGo(followed))
        followed = scheduler.current().value_or(0);
}

} // namespace faultline
