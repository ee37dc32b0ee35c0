// A run that is open in the window: what views are shown of it at a moment. Asks histories, never machines.
#pragma once

#include "app/session/machines.h"
#include "app/session/program.h"
#include "app/views/moment.h"
#include "app/window/moves.h"
#include "app/window/run_timeline.h"
#include "simulator/run/run.h"

#include <QString>

#include <deque>
#include <memory>
#include <optional>
#include <stop_token>

namespace faultline {

/// Which machines of the run are looked at.
enum class LaneChoice : std::uint8_t { Simulated, Real, Both };

class OpenRun {
public:
    OpenRun(Program program, std::unique_ptr<Run> run)
        : program_(std::move(program)), run_(std::move(run)), timeline_(*run_) {
        makeCursors();
    }

    Run& run() { return *run_; }
    const Run& run() const { return *run_; }
    const Program& program() const { return program_; }

    /// The machines at a place, and what led there; valid until the next call.
    Moment moment(const Shown& shown, LaneChoice choice);
    Moment moment(std::size_t number, LaneChoice choice) { return moment(Shown{{number, 0}, {}}, choice); }
    /// Of the program as it was started.
    void setOptions(ProgramOptions options) { options_ = std::move(options); }
    /// While it goes on, the last place recorded stands for the present.
    void setGoing(bool going) { going_ = going; }
    /// What the timeline shows, with what has been recorded by now; without the states for the key.
    TimelineFacts timeline(LaneChoice choice);
    /// Every difference so far; the same vector as long as none is added.
    std::shared_ptr<const std::vector<Difference>> differences();
    /// "store p", "mmap s".
    QString nameOf(std::size_t step);
    ProcessId processOf(std::size_t step);
    /// What the process that began to wait in a step waits for: "waits for 1001 to end"; empty: it doesn't.
    QString waitOf(std::size_t step);
    /// What had been written by a moment; of very much the end, with a line that says so.
    QString output(std::size_t moment);
    std::vector<Variable> variables(RunPlace place) const;
    std::size_t firstMoment() const;
    /// The last that is recorded: while the run goes on a little behind it.
    std::size_t lastMoment() const;
    bool ended() const;
    /// At the end of a run whose program keeps its files (--keep): keeps them, once. Not while a step is made.
    void keepFilesAtEnd();
    /// Where files have been kept; empty: not, or not yet.
    QString keptIn() const { return keptIn_; }
    const std::optional<Failure>& whyNotKept() const { return whyNotKept_; }
    bool has(LaneChoice choice) const;

    /// The next recorded step with a fault, a signal or a difference; 0: none recorded.
    std::size_t nextMark(std::size_t from, const Until& until);

private:
    void makeCursors();
    void addProcesses(Moment& moment, const Shown& shown) const;
    void addLane(Moment& moment, bool real, const Shown& shown);
    void tellStatement(Moment& moment, const Shown& shown) const;
    void addLostStore(Moment& moment) const;
    void addEarlierFaults(Moment& moment, RunPlace from) const;
    QString lineText(SourcePlace place) const;
    std::size_t laneFor(bool real) const;

    Program program_;
    std::unique_ptr<Run> run_;
    std::vector<std::unique_ptr<HistoryCursor>> cursors_;
    std::vector<Step> steps_; ///< of the moment shown, by lane
    bool going_ = false;
    ProgramOptions options_;
    QString keptIn_;
    std::optional<Failure> whyNotKept_;
    RunTimeline timeline_;
    std::map<std::size_t, QString> names_;
    std::map<std::size_t, ProcessId> processes_;
    std::map<std::size_t, QString> waits_;
    std::deque<OutputPiece> written_; ///< by the program, as far as it is kept
};

/// What starting a program has come to.
struct StartedRun {
    std::unique_ptr<OpenRun> run; ///< null: see the rest
    std::vector<SourceFile> files;
    std::vector<Diagnostic> diagnostics; ///< of the text
    std::optional<Failure> failure;      ///< what else is wrong
    QString aboutReal;                   ///< how its worker is confined
    QString withoutReal;                 ///< why the real machine takes no part; empty: it does
    bool realWanted = false;             ///< it was wanted
    bool replayed = true;                ///< the step asked for has been come to
};

/// How a program is started.
struct StartOptions {
    MachineChoice machines = MachineChoice::Both;
    Choices replay; ///< made again, up to step `toStep`
    std::size_t toStep = 0;
    std::size_t historyBytes = std::size_t{1} << 30; ///< for the past, of all machines together
};

/// Checks, compiles and starts a program; where the real machine can't be had beside the simulated one, that runs
/// alone.
StartedRun startRun(const ProgramText& text, const StartOptions& options, std::stop_token stop = {});
/// Opens a saved run; its past may take so much, of all machines together.
StartedRun openSavedRun(const std::string& path, std::size_t historyBytes, const GoesOn& goesOn = {});

} // namespace faultline
