// The calls on processes, signals and time of the machine of bare bytes.
#include "tests/support/bare_answers.h"

#include <algorithm>

namespace faultline::testing {

Outcome BareMachine::fork(ProcessId id, Process& process, bool isEmpty) {
    const ProcessId child = nextProcess_++;
    Process made = process;
    made.parent = id;
    made.pending.clear();
    made.blocked = false;
    made.alarmAt.reset();
    made.memory = isEmpty ? BareMemory() : process.memory.forked();
    if (isEmpty)
        made.handlers = {};
    processes_[child] = std::move(made);
    Outcome outcome;
    outcome.result = child;
    outcome.child = child;
    return outcome;
}

BareMachine::Answer BareMachine::wait(ProcessId id, const Operation& operation) {
    Process& process = processes_.at(id);
    const auto wanted = static_cast<std::int64_t>(operation.argument(0));
    bool hasChild = false;
    for (auto& [childId, child] : processes_) {
        if (child.parent != id || (wanted > 0 && wanted != childId))
            continue;
        hasChild = true;
        if (!child.ended)
            continue;
        Outcome outcome;
        outcome.result = childId;
        Bytes status(4);
        setField<std::int32_t>(status, 0, child.status);
        out(process, operation.arguments.at(1), status, outcome);
        if (operation.arguments.at(3).form != CallArgument::Form::Value)
            outcome.returned.emplace_back(144);
        child.parent = 0; // it is gone
        return outcome;
    }
    if (!hasChild)
        return failed(echild);
    if ((operation.argument(2) & 1) != 0) {
        Outcome outcome;
        if (operation.arguments.at(1).form != CallArgument::Form::Value)
            outcome.returned.emplace_back();
        return outcome;
    }
    return std::nullopt;
}

BareMachine::Answer BareMachine::waitid(ProcessId id, const Operation& operation) {
    constexpr std::uint64_t noHang = 1, looksAlone = 0x01000000, states = 14;
    const std::uint64_t options = operation.argument(3);
    if ((options & states) == 0)
        return failed(einval);
    const auto wanted = static_cast<std::int64_t>(operation.argument(0) == 1 ? operation.argument(1) : 0);
    Bytes fields(28);
    bool hasChild = false, isFound = false;
    for (auto& [childId, child] : processes_) {
        if (child.parent != id || (wanted > 0 && wanted != childId))
            continue;
        hasChild = true;
        if (!child.ended || isFound)
            continue;
        isFound = true;
        const std::int32_t signal = child.status & 0x7F;
        setField<std::int32_t>(fields, 0, 17);
        setField<std::int32_t>(fields, 8, signal == 0 ? 1 : (child.status & 0x80) != 0 ? 3 : 2);
        setField<std::int32_t>(fields, 16, childId);
        setField<std::int32_t>(fields, 20, 1000);
        setField<std::int32_t>(fields, 24, signal != 0 ? signal : child.status >> 8);
        if ((options & looksAlone) == 0)
            child.parent = 0; // it is gone
    }
    if (hasChild && !isFound && (options & noHang) == 0)
        return std::nullopt;
    if (!hasChild)
        return failed(echild);
    Outcome outcome;
    if (operation.arguments.at(2).form != CallArgument::Form::Value)
        outcome.returned.push_back(fields);
    return outcome;
}

BareMachine::Answer BareMachine::processCall(ProcessId id, Process& process, const Operation& operation) {
    const std::uint64_t first = operation.argument(0);
    const auto setWhenGiven = [&](std::size_t index, const Bytes& bytes, Outcome& outcome) {
        const CallArgument& argument = operation.arguments.at(index);
        if (argument.form != CallArgument::Form::Value || argument.value != 0)
            out(process, argument, bytes, outcome);
    };
    bool failure = false;
    switch (operation.call) {
    case Call::Sigaction: {
        if (first == 9 || first == 19)
            return failed(einval);
        Handler& handler = process.handlers.at(first);
        Bytes before(32);
        setField(before, 0, handler.address);
        setField(before, 8, handler.flags);
        setField(before, 24, handler.mask);
        Outcome outcome;
        setWhenGiven(2, before, outcome);
        if (operation.arguments.at(1).form != CallArgument::Form::Value) {
            const Bytes& given = operation.arguments[1].bytes;
            handler = {fieldOf<std::uint64_t>(given, 0), fieldOf<std::uint64_t>(given, 8),
                       fieldOf<std::uint64_t>(given, 24)};
        }
        return outcome;
    }
    case Call::Sigprocmask: {
        Bytes before(8);
        setField(before, 0, process.mask);
        const CallArgument& set = operation.arguments.at(1);
        if (set.form != CallArgument::Form::Value || set.value != 0) {
            const auto given = fieldOf<std::uint64_t>(in(process, set, 8, failure), 0);
            process.mask = first == 0 ? process.mask | given : first == 1 ? process.mask & ~given : given;
        }
        Outcome outcome;
        setWhenGiven(2, before, outcome);
        return outcome;
    }
    case Call::Sigreturn:
        if (!process.savedMasks.empty()) {
            process.mask = process.savedMasks.back();
            process.savedMasks.pop_back();
        }
        return gave(0);
    case Call::Sigpending: {
        std::uint64_t set = 0;
        for (const Signal& signal : process.pending)
            set |= std::uint64_t{1} << (signal.number - 1);
        Bytes bytes(8);
        setField(bytes, 0, set);
        Outcome outcome;
        out(process, operation.arguments.at(0), bytes, outcome);
        return outcome;
    }
    case Call::Sigsuspend:
        if (!process.blocked) {
            process.suspendedMask = process.mask;
            process.mask = fieldOf<std::uint64_t>(in(process, operation.arguments.at(0), 8, failure), 0);
        }
        return std::nullopt;
    case Call::Pause:
        return std::nullopt;
    case Call::Nanosleep: {
        const Bytes& wanted = operation.arguments.at(0).bytes;
        if (!process.wakeAt)
            process.wakeAt =
                clock_ + fieldOf<std::uint64_t>(wanted, 0) * 1000000000 + fieldOf<std::uint64_t>(wanted, 8);
        if (clock_ < *process.wakeAt)
            return std::nullopt;
        Outcome outcome;
        outcome.returned.emplace_back(16);
        return outcome;
    }
    case Call::Alarm: {
        const std::int64_t left =
            process.alarmAt ? static_cast<std::int64_t>((*process.alarmAt - clock_ + 999999999) / 1000000000) : 0;
        process.alarmAt.reset();
        if (first != 0)
            process.alarmAt = clock_ + first * 1000000000;
        return gave(left);
    }
    case Call::Getpid:
        return gave(id);
    case Call::Getppid:
        return gave(process.parent == 0 ? 1 : process.parent);
    case Call::Getuid:
    case Call::Geteuid:
    case Call::Getgid:
    case Call::Getegid:
        return gave(1000);
    case Call::Fork:
        return fork(id, process, false);
    case Call::ForkEmpty:
        return fork(id, process, true);
    case Call::ExitGroup:
        finish(id, static_cast<std::int32_t>(first & 0xFF) << 8);
        return gave(0);
    case Call::Wait4:
        return wait(id, operation);
    case Call::Waitid:
        return waitid(id, operation);
    case Call::Kill: {
        const auto to = static_cast<ProcessId>(first);
        const auto number = static_cast<std::int32_t>(operation.argument(1));
        if (number < 0 || number > 64)
            return failed(einval);
        if (to > 0 && (!processes_.contains(to) || (processes_.at(to).parent == 0 && processes_.at(to).ended)) &&
            to != id)
            return failed(3); // ESRCH
        for (const auto& [other, owner] : std::map(processes_))
            if ((other == to || to <= 0) && number != 0 && !owner.ended)
                send(other, {number, 0, 0, id});
        return gave(0);
    }
    case Call::SchedYield:
        return gave(0);
    case Call::Time:
        return gave(static_cast<std::int64_t>(1735689600 + clock_ / 1000000000));
    case Call::ClockGettime:
    case Call::Gettimeofday: {
        const bool isPlain = operation.call == Call::Gettimeofday;
        Bytes bytes(16);
        setField<std::uint64_t>(bytes, 0, 1735689600 + clock_ / 1000000000);
        setField<std::uint64_t>(bytes, 8, clock_ % 1000000000 / (isPlain ? 1000 : 1));
        Outcome outcome;
        out(process, operation.arguments.at(isPlain ? 0 : 1), bytes, outcome);
        return outcome;
    }
    case Call::Futex: {
        if ((operation.argument(1) & 0x7F) != 0)
            return gave(1); // sleepers look again by themselves
        Bytes value(4);
        std::uint64_t done = 0;
        if (process.memory.read(first, value, done))
            return failed(efault);
        if (fieldOf<std::uint32_t>(value, 0) != static_cast<std::uint32_t>(operation.argument(2)))
            return process.blocked ? gave(0) : failed(eagain);
        const CallArgument& timeout = operation.arguments.at(3);
        if (timeout.form != CallArgument::Form::Value) {
            if (!process.wakeAt)
                process.wakeAt = clock_ + fieldOf<std::uint64_t>(timeout.bytes, 0) * 1000000000 +
                                 fieldOf<std::uint64_t>(timeout.bytes, 8);
            if (clock_ >= *process.wakeAt)
                return failed(etimedout);
        }
        return std::nullopt;
    }
    case Call::Getrlimit: {
        Bytes bytes(16, 0xFF);
        Outcome outcome;
        out(process, operation.arguments.at(1), bytes, outcome);
        return outcome;
    }
    case Call::Getrusage: {
        Outcome outcome;
        out(process, operation.arguments.at(1), Bytes(144), outcome);
        return outcome;
    }
    case Call::Uname: {
        Outcome outcome;
        Bytes bytes(390);
        std::memcpy(bytes.data(), "Linux", 5);
        out(process, operation.arguments.at(0), bytes, outcome);
        return outcome;
    }
    default:
        return gave(0);
    }
}

} // namespace faultline::testing
