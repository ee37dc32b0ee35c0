// What the timeline shows of a run, kept up to date while the run goes on: asks for what has come since the last time.
#pragma once

#include "app/story/program_names.h"
#include "app/views/timeline.h"
#include "simulator/run/run.h"

#include <map>
#include <memory>
#include <vector>

namespace faultline {

class RunTimeline {
public:
    explicit RunTimeline(const Run& run) : run_(&run), lanes_(run.laneCount()) {}

    /// Takes in the steps recorded since the last call: its cost is theirs, not the run's.
    void follow();
    /// Facts for a view of the simulated and the real machine (`simulated`, `real`: that lane is looked at). States for
    /// the key and callbacks are the caller's.
    TimelineFacts facts(bool simulated, bool real) const;
    /// Steps with a difference, in order.
    const std::vector<std::size_t>& differences() const { return *differences_; }
    /// Every difference of the run; the same vector as long as none is added.
    const std::shared_ptr<const std::vector<Difference>>& allDifferences() const { return all_; }
    /// The next recorded step after `from` with a fault, a signal or a difference, on any machine; 0: none recorded.
    std::size_t nextMark(std::size_t from, const Until& until) const;
    /// The mapping that an address of `step` was in, by the steps seen so far; null: none known.
    const Mapping* mappingNear(Address address) const;
    /// What the program calls its memory, by the steps seen so far.
    const ProgramNames& programNames() const { return programNames_; }
    /// "parent", "child", or the name of the command that system() runs in it.
    QString roleOf(ProcessId process) const;

private:
    struct OfLane {
        std::size_t seen = 0; ///< steps
        std::shared_ptr<TimelineMarks> marks = std::make_shared<TimelineMarks>();
    };
    struct OfProcess {
        std::size_t first = 0, last = 0; ///< steps
        std::shared_ptr<TimelineMarks> marks = std::make_shared<TimelineMarks>();
        std::shared_ptr<std::vector<BlockedStretch>> blocked = std::make_shared<std::vector<BlockedStretch>>();
    };
    struct Fork {
        ProcessId parent = 0;
        std::size_t step = 0;
        QString command; ///< that system() has begun; empty: a fork of the program itself
    };
    void followLane(std::size_t lane);
    void followDifferences();
    void learnMappings();
    std::vector<TimelineLane> processLanes() const;

    const Run* run_;
    std::vector<OfLane> lanes_;
    std::map<ProcessId, OfProcess> processes_;
    std::map<ProcessId, Fork> forks_; ///< by child
    std::shared_ptr<std::vector<std::size_t>> differences_ = std::make_shared<std::vector<std::size_t>>();
    std::shared_ptr<const std::vector<Difference>> all_ = std::make_shared<std::vector<Difference>>();
    std::vector<std::size_t> mapping_; ///< steps that have mapped something and have not been looked into
    std::size_t lookedInto_ = 0;       ///< of `mapping_`
    ProgramNames programNames_;
    std::map<Address, Mapping> mapped_; ///< mappings met so far, to name addresses of other moments
};

} // namespace faultline
