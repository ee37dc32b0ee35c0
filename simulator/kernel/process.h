#pragma once

#include "simulator/kernel/address_space.h"
#include "simulator/kernel/file.h"
#include "simulator/kernel/linux_values.h"
#include "simulator/machine/given.h"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace faultline {

/// What sigaction keeps of a signal.
struct SignalAction {
    std::uint64_t handler = linux_values::handlerDefault;
    std::uint64_t flags = 0;
    std::uint64_t restorer = 0;
    std::uint64_t mask = 0; ///< bit number - 1
};

/// A blocked operation, to be tried again until it is done.
struct Waiting {
    std::string on;
    Operation operation;
    std::uint64_t sequence = 0;                     ///< who began to wait first is served first
    bool begun = true;                              ///< false: the process was stopped when it asked for it
    std::uint64_t progress = 0;                     ///< bytes that a write to a pipe has done
    ProcessId lockHolder = 0;                       ///< fcntl: who holds the lock in the way
    std::uint64_t futexObject = 0, futexOffset = 0; ///< futex: the key waited on
    bool woken = false;                             ///< futex: FUTEX_WAKE has named it
    bool restarts = true; ///< interrupted, it is asked for again under SA_RESTART; else it fails with EINTR
};

struct Limits {
    std::uint64_t soft = ~std::uint64_t{0};
    std::uint64_t hard = ~std::uint64_t{0};
};

/// A process as the kernel has it (struct task_struct): its address space, descriptors and signals.
struct Task {
    ProcessId id = 0;
    ProcessFacts facts;
    std::unique_ptr<AddressSpace> space; ///< none once it has ended
    std::map<std::int32_t, Descriptor> descriptors;
    std::string folder; ///< working folder, relative to scratch; empty: scratch itself
    std::uint32_t umask = 022;
    std::array<Limits, linux_values::limitCount> limits;

    std::array<SignalAction, linux_values::signalCount + 1> actions;
    std::uint64_t mask = 0; ///< signals blocked
    std::map<std::int32_t, Signal> pending;
    std::vector<std::uint64_t> savedMasks;      ///< of handlers that run: the mask to be put back
    std::optional<std::uint64_t> suspendedMask; ///< sigsuspend: the mask before
    std::array<std::uint64_t, 3> alternateStack = {0, linux_values::stackDisable, 0}; ///< stack_t: address, flags, size

    std::int32_t stoppedBy = 0; ///< the signal that has stopped it; 0: it is not stopped
    bool tellsStop = false;     ///< its parent may be told that it has stopped
    bool tellsContinue = false; ///< or that it goes on

    std::optional<Waiting> waiting;
    std::uint64_t childrenMinor = 0; ///< of children waited for
    std::uint64_t childrenMajor = 0;

    bool alive() const { return !facts.ended; }
    bool stopped() const { return stoppedBy != 0; }
};

constexpr std::uint64_t signalBit(std::int32_t number) {
    return std::uint64_t{1} << (number - 1);
}

} // namespace faultline
