#pragma once

#include "simulator/run/checkpoints.h"
#include "simulator/run/lane.h"
#include "simulator/run/past.h"
#include "simulator/run/run.h"
#include "simulator/run/watched_page.h"

#include <atomic>
#include <map>

namespace faultline {

/// The inside of a run.
struct Run::Parts {
    std::vector<Lane> lanes;
    std::size_t lead = 0;
    RunOptions options;
    Scheduler scheduler;
    RunClock clock;
    Comparison comparison;
    Checkpoints checkpoints;
    std::size_t replayedTurns = 0, replayedInputs = 0, replayedLengths = 0;
    bool inputEnded = false;
    bool recorded = false; ///< opened from a file: no machines
    bool filesCompared = false;

    std::map<ProcessId, std::uint64_t> used;  ///< instructions since the last tick, of processes stopped at a statement
    ProcessId followed = firstProcess;        ///< by stepping by statements
    std::uint64_t begun = 0;                  ///< statements since the last step
    std::size_t begunSince = 0;               ///< … which is this
    std::set<ProcessId> atStatement;          ///< stopped where a statement begins, and that is counted
    std::map<ProcessId, bool> known;          ///< every process so far; true: it has ended
    std::set<ProcessId> waiting;              ///< blocked on the machines
    std::map<ProcessId, Operation> blockedOn; ///< what each that waits or sleeps has asked for
    std::atomic<RunState> state_{RunState::Ready}; ///< of the status, without the lock
    std::atomic<std::size_t> steps{0};
    std::size_t unitsSinceCheck = 0; ///< whether another checkpoint pays

    struct Notable { ///< of the units since it was cleared
        bool fault = false, signal = false, difference = false, output = false, page = false;
    } notable;
    std::vector<WatchedPage> watched; ///< one a lane; none: nobody waits for a page

    mutable std::mutex shared; ///< guards what follows
    RunStatus status;
    std::vector<Difference> differences;
    std::vector<RunningProcess> published;
    std::uint64_t publishedTime = 0;
    RecordedEnd publishedEnd;
    Choices choices; ///< made so far

    // run_units.cpp: going on.
    Unit advance(bool stopAtStatement);
    Unit yielded(ProcessId process, const Yield& yield, std::uint64_t budget);
    bool followersAgree(ProcessId process, const Yield& yield, std::uint64_t budget, bool stopAtStatement);
    Unit idle();
    bool wakeDue();
    void applyReplay();
    void choose(Choices::Turn turn);
    void setTurn(const Choices::TurnLength& length);
    std::string whoWaits() const;
    bool waitsForInput() const;

    // run_steps.cpp: making steps.
    void perform(ProcessId process, const Operation& operation);
    bool performQuietly(ProcessId process, const Operation& operation);
    std::optional<Performed> performFollower(ProcessId process, const Operation& operation, const Given& given);
    void followerFailed(ProcessId process, const Failure& failure);
    void leadFailed(ProcessId process, const Operation& operation, Performed& performed);
    void clockCall(ProcessId process, const Operation& operation);
    void raiseAlarm(ProcessId process);
    void settle();
    void settled(std::vector<std::optional<Settled>> sides);
    /// Records one step in every lane (nothing: the lane has no part in it), feeds the sources, compares, and keeps the
    /// scheduler up to date.
    void finish(std::vector<std::optional<Step>> sides);
    void followLead(const Step& step);
    void compare(const std::vector<std::optional<Step>>& sides);
    void compareFiles();
    void part(Lane& lane, Difference difference);
    void noteDifferences(std::vector<Difference> found, const SourcePlace& place);
    void keepCheckpoint();
    void supply(std::span<const std::uint8_t> input, bool end);
    void endAll();

    void setState(RunState state, std::string message = {});
    void fail(const TextError& error);
    RunState state() const { return state_; }
    const Scheduler& turns() const { return scheduler; }
    std::uint32_t depthOf(ProcessId process) const { return lanes[lead].source->position(process).depth; }
    bool somebodyWakes() const;
    Past past() const;
    void flush();
    void publish();
    std::size_t follower() const { return lanes.size() - 1 - lead; }
    bool comparing() const { return lanes.size() == 2 && !lanes[follower()].parted; }
    template <class Visit>
    void eachLane(Visit visit) { ///< those that take part, the leader first
        visit(lanes[lead]);
        if (comparing())
            visit(lanes[follower()]);
    }
};

} // namespace faultline
