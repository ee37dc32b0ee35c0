#pragma once

#include "simulator/machine/outcome.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace faultline {

/// The time of a run, one for all its machines: 1 µs a tick, and it jumps when all sleep. Nothing ever waits really.
class RunClock {
public:
    static constexpr std::uint64_t nanosecondsPerTick = 1000;
    /// What time() gives at the start of every run: 2026-01-01 00:00:00 UTC, so that runs can be repeated.
    static constexpr std::int64_t epoch = 1767225600;

    std::uint64_t now() const { return now_; } ///< nanoseconds since the start
    void tick() { now_ += nanosecondsPerTick; }

    /// Answers a clock call (isClockCall). Nothing: the process sleeps until wakeTime().
    std::optional<Outcome> answer(ProcessId process, const Operation& call);

    bool asleep(ProcessId process) const { return sleepers_.contains(process); }
    /// The earliest time at which a sleeper or an alarm is due.
    std::optional<std::uint64_t> nextDue() const;
    void jumpTo(std::uint64_t time);
    /// Sleepers whose time has come, in process order; they are awake from now on.
    std::vector<ProcessId> takeAwake();
    /// Alarms whose time has come; they are off from now on.
    std::vector<ProcessId> takeAlarms();
    /// A signal has come to a sleeper: what its nanosleep gives (EINTR, and the time that was left).
    Outcome interrupt(ProcessId process);
    void forget(ProcessId process);

private:
    struct Sleeper {
        std::uint64_t due = 0;
        bool wantsRest = false;
    };
    std::uint64_t now_ = 0;
    std::map<ProcessId, Sleeper> sleepers_;
    std::map<ProcessId, std::uint64_t> alarms_;
};

} // namespace faultline
