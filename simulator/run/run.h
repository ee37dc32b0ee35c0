#pragma once

#include "simulator/machine/difference.h"
#include "simulator/machine/machine_kind.h"
#include "simulator/run/choices.h"
#include "simulator/run/clock.h"
#include "simulator/run/comparison.h"
#include "simulator/run/history.h"
#include "simulator/run/past.h"
#include "simulator/run/scheduler.h"
#include "simulator/sources/source.h"

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace faultline {

enum class RunState : std::uint8_t {
    Ready,         ///< a step can be made
    WaitsForInput, ///< all wait, one of them for standard input: call supply()
    Ended,         ///< all processes have ended
    Deadlock,      ///< all wait for each other; `message` says who waits for what
    Failed,        ///< a machine can do no more; `message` says why
    StepLimit,     ///< RunOptions::maxSteps have been made
};

struct RunStatus {
    RunState state = RunState::Ready;
    std::string message;
    std::int32_t exitStatus = 0;        ///< of the first process, once it has ended
    Signal endedBy;                     ///< the signal that ended the first process; none: it called exit
    Operation endedIn;                  ///< the operation during which the first process ended, with its place
    std::optional<TextError> textError; ///< Failed: the program's text asked for what it may not

    bool operator==(const RunStatus&) const = default;
};

/// A process as the run sees it now.
struct RunningProcess {
    ProcessId id = 0;
    bool ended = false;
    bool turn = false;    ///< it goes next
    std::string waitsFor; ///< empty: it can go on. "a lock on counter.bin", "the time"
    Position position;    ///< of what it does next
};

/// What to run to. Nothing set: to the end.
struct Until {
    Lines lines;           ///< a statement there begins
    std::size_t steps = 0; ///< 0: any number
    bool fault = false;
    bool signal = false;
    bool difference = false;
    bool output = false; ///< the program has written something
    struct PageOf {
        ProcessId process = 0;
        std::uint64_t page = 0; ///< virtual page number
    };
    std::optional<PageOf> page; ///< its state or its bytes change, on any machine
};

struct RunOptions {
    HistoryOptions history;
    std::size_t maxSteps = 0; ///< 0: no limit; 1,000 instructions without an operation count as one
    Choices replay;           ///< made again, each at its tick
    /// Set while what goes on is asked to stop: a machine that was handed it, too, then gives up an operation that
    /// takes long. May be null.
    std::shared_ptr<std::atomic<bool>> interrupt;
};

/// A machine's side of a run that was saved.
struct RecordedLane {
    MachineKind machine = MachineKind::Simulated;
    std::unique_ptr<History> history;
};

/// One program on one machine or on two, in step: one scheduler, one clock, a history for each machine and their
/// comparison. Moves from one thread at a time; what is marked so may be read from any thread meanwhile.
///
/// The real machine, where there is one, performs first and hands what no model can know to the other. Where the
/// operations of the two part, the real one (else the first) goes on alone.
class Run {
public:
    /// Starts the machines (one or two) with the setup and clones the source for each. Or why a machine can't start.
    static Result<std::unique_ptr<Run>> start(const Source& source, const Setup& setup,
                                              std::vector<std::unique_ptr<Machine>> machines, RunOptions options = {});
    /// A run that was saved: all of its past, without any machine; it can't go on. The source (of the same program; may
    /// be null) serves positionAt() and variablesAt().
    static std::unique_ptr<Run> opened(std::vector<RecordedLane> lanes, std::unique_ptr<Source> source,
                                       std::vector<Difference> differences, Choices choices, RunStatus status);
    ~Run();
    /// A saved run that was opened: it has no machines and can't go on.
    bool isRecorded() const;

    // Lanes: one a machine, in the order handed in. Any thread.
    std::size_t laneCount() const;
    MachineKind machineKind(std::size_t lane) const;
    const History& history(std::size_t lane) const;
    /// The lane whose output, exit status and schedule are the run's.
    std::size_t leadingLane() const;

    // How it stands. Any thread.
    RunStatus status() const;
    std::size_t stepCount() const;
    std::vector<Difference> differences() const;
    std::vector<Difference> differencesAt(std::size_t step) const;
    std::size_t differenceCount() const;
    /// As of the last stop, or a moment ago while it runs.
    std::vector<RunningProcess> processes() const;
    std::uint64_t time() const; ///< of the clock, nanoseconds since the start

    // Going on. Each gives whether it came to what was asked: any of them may take for ever (`for (;;);`), so whoever
    // asks says what stops it.
    StopReason step(std::stop_token stop);          ///< one operation of whose turn it is
    StopReason stepStatement(std::stop_token stop); ///< until the next statement of whose turn it is begins
    StopReason stepOver(std::stop_token stop);      ///< the same, not in functions that it calls
    StopReason stepOut(std::stop_token stop);       ///< until its function has returned
    StopReason runUntil(const Until& until, std::stop_token stop);

    // From outside. Not while a step is made.
    void choose(ProcessId process); ///< goes next, if it can
    void setTurn(std::uint32_t operations);
    /// More standard input: whole lines, or the rest and `end`: nothing after it.
    void supply(std::span<const std::uint8_t> input, bool end);
    bool inputEnded() const;
    /// The choices made up to a moment: hand them to a new run and run it to that step.
    Choices choicesUpTo(std::size_t moment) const;
    /// Ends all processes by force.
    void end();
    /// Files at the end, as the lane's machine has them.
    std::vector<FileContents> files(std::size_t lane);
    /// What the lane's machine shows now. Not while a step is made, and not of a recorded run.
    const Snapshot& present(std::size_t lane) const;

    // The past, by running the program again from a checkpoint. Any thread. Where that can't be (a saved run without
    // its program, steps that have been folded) the position has the step's place alone and there are no variables.
    /// Where the run stands; the last place of the past.
    RunPlace presentPlace() const;
    /// Places of the past as stepping visits them, see Past. Nothing: there is none that is recorded, or kept; or
    /// stopped.
    std::optional<RunPlace> nextStatement(RunPlace from, StatementStep size, std::stop_token stop = {}) const;
    std::optional<RunPlace> previousStatement(RunPlace from, std::stop_token stop = {}) const;
    std::optional<RunPlace> nextOn(RunPlace from, const Lines& lines, std::stop_token stop = {}) const;
    /// Whose turn it is there; 0: nobody can go on, or it can't be told.
    ProcessId turnAt(RunPlace place) const;
    Position positionAt(RunPlace place, ProcessId process) const;
    /// Where the process goes on from there: at its next operation or, with `atStatement`, its next statement. Of the
    /// present not while a step is made.
    SourcePlace nextPlaceAt(RunPlace place, ProcessId process, bool atStatement) const;
    std::vector<Variable> variablesAt(std::size_t lane, RunPlace place, ProcessId process) const;
    /// Right after a step.
    Position positionAt(std::size_t moment, ProcessId process) const;
    std::vector<Variable> variablesAt(std::size_t lane, std::size_t moment, ProcessId process) const;

private:
    struct Parts;
    explicit Run(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

} // namespace faultline
