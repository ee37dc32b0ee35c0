// Moves through a run, as the buttons ask for them: through what is recorded, then on with the machines. What takes
// long asks its stop token. Off the window's thread.
#pragma once

#include "simulator/run/run.h"

#include <functional>
#include <optional>
#include <stop_token>

namespace faultline {

/// A place that is shown, and where a step by statements came from.
struct Shown {
    RunPlace place;
    std::optional<RunPlace> from; ///< of a step by statements: what lies between is told as one
    bool arrivedAtLine = false;   ///< it was to come to a line: the statement there is next

    /// The statement asked nothing of the machine.
    bool withoutOperation() const { return from && from->moment == place.moment; }
    /// Operations that led here: 1 unless a statement had several, or none.
    std::size_t operations() const { return from ? place.moment - from->moment : 1; }
};

/// What came of a move.
enum class MoveEnd : std::uint8_t {
    Arrived, ///< where it was to go
    Stopped, ///< by the stop token, wherever it was
    NoMore,  ///< it can't go on: the run's status says why, or what is recorded ends there
};

struct Move {
    Shown shown;
    MoveEnd end = MoveEnd::Arrived;
};

/// One operation on, or back.
Move moveByOperation(Run& run, const Shown& from, std::stop_token stop);
Move moveBackByOperation(const Run& run, const Shown& from);
/// By a statement.
Move moveByStatement(Run& run, const Shown& from, StatementStep size, std::stop_token stop);
Move moveBackByStatement(const Run& run, const Shown& from, std::stop_token stop);
/// To where a statement on one of the lines begins; no lines: to the end.
Move moveToLines(Run& run, const Shown& from, const Lines& lines, std::stop_token stop);
/// Until a page changes.
Move moveToPageChange(Run& run, const Shown& from, Until::PageOf page, std::stop_token stop);
/// On with the machines from where the run stands, to something else.
Move moveLive(Run& run, const Until& until, std::stop_token stop);

} // namespace faultline
