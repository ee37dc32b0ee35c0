#pragma once

#include "simulator/run/standpoint.h"

#include <algorithm>
#include <optional>
#include <stop_token>

namespace faultline {

/// What came of going on by the smallest unit.
enum class Unit : std::uint8_t {
    Step,      ///< one step or more has been made
    Time,      ///< 1,000 instructions without an operation
    Statement, ///< the next statement of the current process begins
    Nothing,   ///< it can't go on
};

/// Why a run stopped going.
enum class StopReason : std::uint8_t {
    Reached,    ///< what was asked for has come
    NotReady,   ///< it can't go on; of a run, status() says why
    Interrupted ///< by the stop token
};

/// Goes on until a statement of the process begins, whoever else has a turn meanwhile; or until it waits, so that the
/// learner sees who goes on. Of a process that has ended, or had no turn to begin with, whoever's turn it is then takes
/// the place. A run and a walk through its past (the Goer) step by this one rule, and so visit the same places.
template <class Goer>
StopReason goToStatement(Goer& goer, StatementStep size, std::optional<ProcessId> process,
                         const std::stop_token& stop) {
    constexpr std::uint32_t anyDepth = ~std::uint32_t{0};
    std::uint32_t deepest = anyDepth;
    if (process && size != StatementStep::Into) {
        const std::uint32_t depth = std::max<std::uint32_t>(goer.depthOf(*process), 1);
        deepest = size == StatementStep::Over ? depth : depth - 1;
    }
    for (;;) {
        if (stop.stop_requested())
            return StopReason::Interrupted;
        if (!process || !goer.turns().knows(*process)) {
            process = goer.turns().current();
            deepest = anyDepth;
        }
        const Unit unit = goer.advance(true);
        if (unit == Unit::Nothing)
            return StopReason::NotReady;
        if (!process)
            continue;
        if (unit == Unit::Statement) {
            if (goer.turns().current() == process && (deepest == anyDepth || goer.depthOf(*process) <= deepest))
                return StopReason::Reached;
        } else if (goer.turns().blocked(*process) && !goer.somebodyWakes()) {
            return StopReason::Reached;
        }
    }
}

} // namespace faultline
