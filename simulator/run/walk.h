#pragma once

#include "simulator/run/history.h"
#include "simulator/run/statement_steps.h"

#include <memory>
#include <set>

namespace faultline {

/// Tells the source what became of an operation it asked for, or of a process besides. What a run does after each step,
/// and what a walk does with a recorded one.
void feed(Source& source, const Step& step);

/// Where what is recorded of a run ends.
struct RecordedEnd {
    RunPlace place;
    std::uint64_t ticks = 0; ///< of its scheduler: a program may have computed on without a step
};

/// Goes through the recorded past of a run: runs the program again with the recorded outcomes, stopping where the run
/// would have stopped. The machines are not asked; whose turn it was is worked out as the run did it. Of the leading
/// machine's history, which must outlive it.
class Walk {
public:
    Walk(const Standpoint& from, const History& history, std::shared_ptr<const TurnChoices> choices,
         const RecordedEnd& end);

    /// To the next step, statement, or 1,000 instructions without either. Nothing: what is recorded, or kept, ends
    /// here.
    Unit advance(bool stopAtStatement = true);
    /// false: it has come elsewhere, for there is no such place, or was stopped.
    bool walkTo(RunPlace place, const std::stop_token& stop);

    RunPlace place() const { return place_; }
    const Scheduler& turns() const { return scheduler_; }
    const Source& source() const { return *source_; }
    Position positionOf(ProcessId process) const;
    std::uint32_t depthOf(ProcessId process) const { return positionOf(process).depth; }
    ProcessId followed() const { return followed_; }
    /// The next step is made before anybody goes on.
    bool somebodyWakes();
    Standpoint standpoint() const;

private:
    void makeChoices();
    Unit goOn(ProcessId process, const StepReader::Kept& next, bool stopAtStatement);
    bool comesBesides(const StepReader::Kept& step) const;
    void pass(const StepReader::Kept& step);
    void passQuiet(const QuietStep& step);
    void passWhole(const Step& step);
    void runToOperation(ProcessId process);
    void scheduleAfter(const Step& step);
    void tick();

    RunPlace place_;
    std::unique_ptr<Source> source_;
    Scheduler scheduler_;
    std::uint64_t now_ = 0;
    std::map<ProcessId, std::uint64_t> used_;
    ProcessId followed_ = 0;
    std::size_t turnsMade_ = 0, lengthsMade_ = 0;
    std::set<ProcessId> asked_; ///< have asked for an operation that was not theirs to do yet

    StepReader reader_;
    std::shared_ptr<const TurnChoices> choices_;
    RecordedEnd end_;
    Outcome quietOutcome_;
};

} // namespace faultline
