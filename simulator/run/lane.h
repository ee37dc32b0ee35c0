#pragma once

#include "simulator/machine/machine_kind.h"
#include "simulator/run/history.h"
#include "simulator/sources/source.h"

#include <memory>
#include <vector>

namespace faultline {

/// One machine of a run, with its own copy of the program and its own record.
struct Lane {
    static constexpr std::size_t quietAtOnce = 1024;

    MachineKind kind = MachineKind::Simulated;
    std::unique_ptr<Machine> machine; ///< null: recorded
    std::unique_ptr<Source> source;
    std::unique_ptr<History> history;
    std::vector<QuietStep> quiet; ///< not yet in the history
    bool parted = false;          ///< its operations differ from the leader's: it goes on no more

    void keep(const QuietStep& step) {
        quiet.push_back(step);
        if (quiet.size() >= quietAtOnce)
            flush();
    }
    void keep(Step step) {
        flush();
        history->append(std::move(step));
        checkpointIfWanted();
    }
    void flush() {
        if (quiet.empty())
            return;
        history->append(quiet);
        quiet.clear();
        checkpointIfWanted();
    }

private:
    void checkpointIfWanted() {
        if (history->wantsCheckpoint())
            history->checkpoint(machine->snapshot());
    }
};

} // namespace faultline
