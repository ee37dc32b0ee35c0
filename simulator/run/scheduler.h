#pragma once

#include "simulator/machine/operation.h"

#include <cstdint>
#include <map>
#include <optional>

namespace faultline {

/// Whose turn it is. Processes go round in the order of their ids; a turn is one operation unless set otherwise.
class Scheduler {
public:
    void add(ProcessId process);
    void remove(ProcessId process);
    void block(ProcessId process);
    void wake(ProcessId process);
    bool blocked(ProcessId process) const;
    bool knows(ProcessId process) const { return processes_.contains(process); }
    bool canGo(ProcessId process) const;
    /// The process that goes next; nothing: all wait or have ended.
    std::optional<ProcessId> current() const;
    bool empty() const { return processes_.empty(); }
    std::size_t size() const { return processes_.size(); }

    /// One operation of the current process, or 1,000 instructions without one, are over.
    void tick();
    /// The current process gives up the rest of its turn.
    void yield();
    /// The learner's choice: goes next. false: it waits or is no more.
    bool choose(ProcessId process);
    void setTurn(std::uint32_t operations);
    std::uint32_t turn() const { return turn_; }
    std::uint64_t ticks() const { return ticks_; }

private:
    void passOn();

    std::map<ProcessId, bool> processes_; ///< true: it can go on
    ProcessId current_ = 0;
    std::uint32_t turn_ = 1;
    std::uint32_t used_ = 0;
    std::uint64_t ticks_ = 0;
};

} // namespace faultline
