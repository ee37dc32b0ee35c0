#pragma once

#include "simulator/run/checkpoints.h"
#include "simulator/run/walk.h"

#include <optional>
#include <set>
#include <stop_token>
#include <utility>

namespace faultline {

/// Lines of the text: file, line.
using Lines = std::set<std::pair<std::uint32_t, std::uint32_t>>;

/// The recorded past of a run at the size of statements: the same places, in the same order, as stepping visited or
/// would have visited when the run was there. Works by running the program again from a checkpoint; where that can't be
/// (a saved run without its program, steps that have been folded), the places are the moments at which another line has
/// been reached. For one thread; cheap to make.
class Past {
public:
    Past(const History& history, const Checkpoints& checkpoints, TurnChoices choices, RecordedEnd end)
        : history_(&history), checkpoints_(&checkpoints),
          choices_(std::make_shared<const TurnChoices>(std::move(choices))), end_(end) {}

    /// The program as it stood there. Nothing: it can't be run again up to there.
    std::optional<Walk> at(RunPlace place, std::stop_token stop) const;
    /// Where stepping from there comes to. Nothing: to what is not recorded; or stopped.
    std::optional<RunPlace> next(RunPlace from, StatementStep size, std::stop_token stop) const;
    /// The place from which a step into leads there. Nothing: none is kept; or stopped.
    std::optional<RunPlace> previous(RunPlace from, std::stop_token stop) const;
    /// Where next a statement on one of the lines begins.
    std::optional<RunPlace> nextOn(RunPlace from, const Lines& lines, std::stop_token stop) const;

private:
    struct Search { ///< for the last place before another
        std::optional<RunPlace> found;
        bool reached = false; ///< the other has been found to be a stop, too
    };
    Search stopsBefore(const Standpoint& start, RunPlace place, const std::stop_token& stop) const;
    std::optional<RunPlace> lastOfItsProcess(const Standpoint& start, RunPlace place,
                                             const std::stop_token& stop) const;
    std::optional<RunPlace> nextByMoments(RunPlace from, bool back, const Lines* lines,
                                          const std::stop_token& stop) const;
    void remember(const Walk& walk) const;

    const History* history_;
    const Checkpoints* checkpoints_;
    std::shared_ptr<const TurnChoices> choices_;
    RecordedEnd end_;
};

} // namespace faultline
