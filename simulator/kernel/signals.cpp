#include "simulator/kernel/signals.h"

#include <algorithm>
#include <bit>

namespace faultline {

using namespace linux_values;

namespace {

constexpr std::uint64_t unblockable = signalBit(sigKill) | signalBit(sigStop);

bool ignoredByDefault(std::int32_t number) {
    return number == sigChild || number == sigContinue || number == sigUrgent || number == sigWindow;
}

bool stops(std::int32_t number) {
    return number == sigStop || number == sigTerminalStop || number == sigTerminalIn || number == sigTerminalOut;
}

bool ignored(const Task& process, std::int32_t number) {
    const std::uint64_t handler = process.actions[static_cast<std::size_t>(number)].handler;
    if (number == sigKill || number == sigStop)
        return false;
    return handler == handlerIgnore || (handler == handlerDefault && ignoredByDefault(number));
}

/// do_notify_parent_cldstop
void tellParentOfStop(Kernel& kernel, const Task& process, std::int32_t code) {
    Task* parent = kernel.process(process.facts.parent);
    if (parent && parent->alive() && (parent->actions[sigChild].flags & saNoChildStop) == 0)
        sendSignal(kernel, *parent, {sigChild, code, 0, process.id});
}

/// The default action of the stop signals.
void stop(Kernel& kernel, Task& process, std::int32_t number) {
    process.stoppedBy = number;
    process.tellsStop = true;
    process.tellsContinue = false;
    Event& event = kernel.recorder.tell(EventKind::Blocks);
    event.process = process.id;
    event.text = "SIGCONT";
    tellParentOfStop(kernel, process, childStopped);
}

/// What a signal does as soon as it is sent, handled or not (prepare_signal): SIGCONT lets a stopped process go on and
/// SIGKILL ends it; stop signals and SIGCONT drop each other.
void prepareSignal(Kernel& kernel, Task& process, std::int32_t number) {
    if (stops(number))
        process.pending.erase(sigContinue);
    if (number != sigContinue && number != sigKill)
        return;
    if (number == sigContinue)
        for (const std::int32_t stopSignal : {sigStop, sigTerminalStop, sigTerminalIn, sigTerminalOut})
            process.pending.erase(stopSignal);
    if (!process.stopped())
        return;
    process.stoppedBy = 0;
    process.tellsStop = false;
    if (number == sigKill)
        return;
    process.tellsContinue = true;
    Event& event = kernel.recorder.tell(EventKind::Wakes);
    event.process = process.id;
    event.text = "SIGCONT";
    tellParentOfStop(kernel, process, childContinued);
}

/// Runs a handler next: the mask that it finds is kept for Sigreturn, its own is set.
void setUpHandler(Kernel& kernel, Task& process, const Signal& signal, Outcome& outcome) {
    SignalAction& action = process.actions[static_cast<std::size_t>(signal.number)];
    process.savedMasks.push_back(process.suspendedMask.value_or(process.mask));
    process.suspendedMask.reset();
    process.mask |= action.mask;
    if ((action.flags & saNoDefer) == 0)
        process.mask |= signalBit(signal.number);
    process.mask &= ~unblockable;
    if (action.flags & saResetHand)
        action.handler = handlerDefault;
    Event& event = kernel.recorder.tell(EventKind::DeliversSignal);
    event.signal = signal;
    event.process = process.id;
    // The last frame pushed is the first to run.
    outcome.delivered.insert(outcome.delivered.begin(), signal);
}

void tellSent(Kernel& kernel, const Task& process, const Signal& signal) {
    Event& event = kernel.recorder.tell(EventKind::SendsSignal, signal.address);
    event.signal = signal;
    event.process = process.id;
}

/// The lowest pending signal that is not blocked, faults before others (dequeue_synchronous_signal aside: those are
/// forced here).
std::int32_t nextSignal(const Task& process) {
    for (const auto& [number, signal] : process.pending)
        if ((process.mask & signalBit(number)) == 0)
            return number;
    return 0;
}

} // namespace

void sendSignal(Kernel& kernel, Task& process, const Signal& signal) {
    if (!process.alive())
        return;
    prepareSignal(kernel, process, signal.number);
    if (ignored(process, signal.number) && (process.mask & signalBit(signal.number)) == 0)
        return;
    if (process.pending.emplace(signal.number, signal).second)
        tellSent(kernel, process, signal);
}

Status forceSignal(Kernel& kernel, Task& process, const Signal& signal, Outcome& outcome) {
    outcome.signal = signal;
    tellSent(kernel, process, signal);
    const bool blocked = (process.mask & signalBit(signal.number)) != 0;
    const std::uint64_t handler = process.actions[static_cast<std::size_t>(signal.number)].handler;
    if (blocked || handler == handlerDefault || handler == handlerIgnore || signal.number == sigKill) {
        endTask(kernel, process, 0, signal);
        return Status::Ended;
    }
    setUpHandler(kernel, process, signal, outcome);
    return deliverSignals(kernel, process, outcome) ? Status::Ended : Status::Signalled;
}

bool signalWaits(const Task& process) {
    return nextSignal(process) != 0;
}

bool restartsCall(const Task& process) {
    const std::int32_t number = nextSignal(process);
    return number != 0 && (process.actions[static_cast<std::size_t>(number)].flags & saRestart) != 0;
}

bool deliverSignals(Kernel& kernel, Task& process, Outcome& outcome) {
    while (const std::int32_t number = process.stopped() ? 0 : nextSignal(process)) {
        const Signal signal = process.pending.at(number);
        process.pending.erase(number);
        const std::uint64_t handler = process.actions[static_cast<std::size_t>(number)].handler;
        if (ignored(process, number))
            continue;
        if (number == sigStop || (handler == handlerDefault && stops(number))) {
            stop(kernel, process, number);
            continue;
        }
        if (handler == handlerDefault || number == sigKill) {
            outcome.signal = signal;
            endTask(kernel, process, 0, signal);
            return true;
        }
        setUpHandler(kernel, process, signal, outcome);
    }
    return false;
}

CallEnd callSigaction(SystemCall& call) {
    const std::int32_t number = call.number(0);
    if (number < 1 || number > signalCount)
        return CallEnd::failed(einval);
    Task& process = call.process;
    SignalAction& action = process.actions[static_cast<std::size_t>(number)];
    const SignalAction old = action;
    constexpr std::uint64_t size = 32;
    if (!call.null(1)) {
        const auto bytes = call.in(1, size);
        if (!bytes)
            return CallEnd::failed(efault);
        if (number == sigKill || number == sigStop)
            return CallEnd::failed(einval);
        action.handler = getNumber<std::uint64_t>(*bytes, 0);
        action.flags = getNumber<std::uint64_t>(*bytes, 8);
        action.restorer = getNumber<std::uint64_t>(*bytes, 16);
        action.mask = getNumber<std::uint64_t>(*bytes, 24) & ~unblockable;
        if (ignored(process, number)) // what is ignored now was never sent (POSIX 3.3.1.3)
            process.pending.erase(number);
    }
    if (!call.null(2)) {
        std::array<std::uint8_t, size> bytes{};
        putNumber(std::span<std::uint8_t>(bytes), 0, old.handler);
        putNumber(std::span<std::uint8_t>(bytes), 8, old.flags);
        putNumber(std::span<std::uint8_t>(bytes), 16, old.restorer);
        putNumber(std::span<std::uint8_t>(bytes), 24, old.mask);
        if (!call.out(2, bytes))
            return CallEnd::failed(efault);
    }
    return CallEnd::done(0);
}

CallEnd callSigprocmask(SystemCall& call) {
    Task& process = call.process;
    const std::uint64_t old = process.mask;
    if (!call.null(1)) {
        const auto bytes = call.in(1, 8);
        if (!bytes)
            return CallEnd::failed(efault);
        const std::uint64_t set = getNumber<std::uint64_t>(*bytes, 0) & ~unblockable;
        switch (call.number(0)) {
        case sigBlock:
            process.mask |= set;
            break;
        case sigUnblock:
            process.mask &= ~set;
            break;
        case sigSetMask:
            process.mask = set;
            break;
        default:
            return CallEnd::failed(einval);
        }
    }
    std::array<std::uint8_t, 8> bytes{};
    putNumber(std::span<std::uint8_t>(bytes), 0, old);
    if (!call.null(2) && !call.out(2, bytes))
        return CallEnd::failed(efault);
    return CallEnd::done(0);
}

CallEnd callSigpending(SystemCall& call) {
    std::uint64_t set = 0;
    for (const auto& [number, signal] : call.process.pending)
        set |= signalBit(number) & call.process.mask;
    std::array<std::uint8_t, 8> bytes{};
    putNumber(std::span<std::uint8_t>(bytes), 0, set);
    return call.out(0, bytes) ? CallEnd::done(0) : CallEnd::failed(efault);
}

CallEnd callSigsuspend(SystemCall& call) {
    if (!call.resumed()) {
        const auto bytes = call.in(0, 8);
        if (!bytes)
            return CallEnd::failed(efault);
        call.process.suspendedMask = call.process.mask;
        call.process.mask = getNumber<std::uint64_t>(*bytes, 0) & ~unblockable;
    }
    return signalWaits(call.process) ? CallEnd::failed(eintr) : CallEnd::blocked(WaitsFor::Signal, "a signal", false);
}

CallEnd callPause(SystemCall& call) {
    return signalWaits(call.process) ? CallEnd::failed(eintr) : CallEnd::blocked(WaitsFor::Signal, "a signal", false);
}

CallEnd callSigaltstack(SystemCall& call) {
    constexpr std::uint64_t smallest = 2048; // MINSIGSTKSZ
    auto& stack = call.process.alternateStack;
    const auto old = stack;
    if (!call.null(0)) {
        const auto bytes = call.in(0, 24);
        if (!bytes)
            return CallEnd::failed(efault);
        const auto flags = getNumber<std::uint32_t>(*bytes, 8);
        const auto size = getNumber<std::uint64_t>(*bytes, 16);
        if ((flags & 0x7fffffff) > stackDisable)
            return CallEnd::failed(einval);
        if (flags & stackDisable)
            stack = {0, stackDisable, 0};
        else if (size < smallest)
            return CallEnd::failed(enomem);
        else
            stack = {getNumber<std::uint64_t>(*bytes, 0), 0, size};
    }
    if (!call.null(1)) {
        std::array<std::uint8_t, 24> bytes{};
        for (std::size_t i = 0; i < old.size(); ++i)
            putNumber(std::span<std::uint8_t>(bytes), 8 * i, old[i]);
        if (!call.out(1, bytes))
            return CallEnd::failed(efault);
    }
    return CallEnd::done(0);
}

CallEnd callSigreturn(SystemCall& call) {
    Task& process = call.process;
    if (!process.savedMasks.empty()) {
        process.mask = process.savedMasks.back();
        process.savedMasks.pop_back();
    }
    return CallEnd::done(0);
}

CallEnd callKill(SystemCall& call) {
    const std::int32_t to = call.number(0);
    const std::int32_t number = call.number(1);
    if (number < 0 || number > signalCount)
        return CallEnd::failed(einval);
    const Signal signal{number, siUser, 0, call.process.id};
    bool found = false;
    for (auto& [id, process] : call.kernel.processes) {
        // 0: the caller's group, which is every process of the program; -1: all but the caller.
        const bool meant = to > 0 ? id == to : to == 0 || to == -firstProcess || (to == -1 && id != call.process.id);
        if (!meant || process.facts.waitedFor)
            continue;
        found = true;
        if (number != 0)
            sendSignal(call.kernel, process, signal);
    }
    return found ? CallEnd::done(0) : CallEnd::failed(esrch);
}

} // namespace faultline
