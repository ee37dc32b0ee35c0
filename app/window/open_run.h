// A run that is open in the window: what views are shown of it at a moment. Asks histories, never machines.
#pragma once

#include "app/session/machines.h"
#include "app/session/program.h"
#include "app/views/moment.h"
#include "app/views/timeline.h"
#include "simulator/run/run.h"

#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace faultline {

/// Which machines of the run are looked at.
enum class LaneChoice : std::uint8_t { Simulated, Real, Both };

class OpenRun {
public:
    OpenRun(Program program, std::unique_ptr<Run> run) : program_(std::move(program)), run_(std::move(run)) {
        makeCursors();
    }

    Run& run() { return *run_; }
    const Run& run() const { return *run_; }
    const Program& program() const { return program_; }

    /// The machines at a moment; valid until the next call.
    Moment moment(std::size_t number, LaneChoice choice);
    TimelineFacts timeline(LaneChoice choice); ///< without the states for the key
    /// "store p", "mmap s".
    QString nameOf(std::size_t step);
    QString output(std::size_t moment) const;
    std::vector<Variable> variables(std::size_t moment) const;
    std::size_t firstMoment() const;
    std::size_t lastMoment() const { return run_->stepCount(); }
    bool ended() const;
    bool has(LaneChoice choice) const;

    // The recorded past, by steps.
    SourcePlace placeOf(std::size_t step) const;
    /// The next moment after `from` (before, with `back`) at which another line has been reached; the last one if none.
    std::size_t nextLine(std::size_t from, bool back) const;
    /// The next recorded step with a fault, a signal or a difference; 0: none recorded.
    std::size_t nextMark(std::size_t from, const Until& until) const;

private:
    void makeCursors();
    void scanNames();
    void addProcesses(Moment& moment) const;
    QString lineText(SourcePlace place) const;
    std::size_t laneFor(bool real) const;

    Program program_;
    std::unique_ptr<Run> run_;
    std::vector<std::unique_ptr<HistoryCursor>> cursors_;
    std::vector<Step> steps_; ///< of the moment shown, by lane
    std::map<std::size_t, QString> names_;
    std::size_t scanned_ = 0;
    std::map<Address, Mapping> seen_; ///< mappings met so far, to name addresses of other moments
};

/// What starting a program has come to.
struct StartedRun {
    std::unique_ptr<OpenRun> run; ///< null: see the rest
    std::vector<SourceFile> files;
    std::vector<Diagnostic> diagnostics; ///< of the text
    std::optional<Failure> failure;      ///< what else is wrong
    QString withoutReal;                 ///< why the real machine takes no part, where it was wanted
};

/// Checks, compiles and starts a program; where the real machine can't be had, the simulated one runs alone. With
/// `replay`, runs on to that step.
StartedRun startRun(const ProgramText& text, MachineChoice machines, const Choices& replay = {}, std::size_t toStep = 0,
                    std::stop_token stop = {});
/// Opens a saved run.
StartedRun openSavedRun(const std::string& path);

} // namespace faultline
