#include "tests/support/bare_machine.h"

#include "tests/support/bare_description.h"

#include <algorithm>
#include <cstring>

namespace faultline::testing {

namespace {

constexpr std::int32_t eintr = 4;
constexpr std::uint64_t nodefer = 0x40000000, restarts = 0x10000000, resets = 0x80000000;

bool isIgnoredByDefault(std::int32_t signal) {
    return signal == 17 || signal == 18 || signal == 23 || signal == 28 || (signal >= 19 && signal <= 22);
}

} // namespace

BareMachine::BareMachine(Source& source, std::string input, std::map<std::string, std::string> files)
    : source_(source), input_(std::move(input)) {
    for (const auto& [name, content] : files) {
        auto file = std::make_shared<BareFile>();
        file->name = name;
        file->bytes.assign(content.begin(), content.end());
        file->resize(content.size());
        file->number = nextFile_++;
        files_[name] = file;
    }
    files_["."] = std::make_shared<BareFile>();
    files_["."]->folder = true;
    Process first;
    for (const Segment& segment : source.image().segments)
        first.memory.mapPrivate(segment.start, segment.size, segment.protection, segment.bytes);
    first.breakStart = first.breakEnd = source.image().end;
    for (int i = 0; i < 3; ++i) {
        auto terminal = std::make_shared<BareDescription>();
        terminal->kind = BareDescription::Kind::Terminal;
        terminal->flags = i == 0 ? 0 : 1;
        terminal->number = i;
        first.descriptors[i] = terminal;
    }
    processes_[nextProcess_++] = std::move(first);
}

BareResult BareMachine::run(std::uint64_t mostOperations) {
    std::uint64_t steps = 0;
    while (!processes_.at(firstProcess).ended && result_.problem.empty()) {
        bool anyRan = false;
        std::vector<ProcessId> ids;
        for (const auto& [id, process] : processes_)
            ids.push_back(id);
        for (const ProcessId id : ids) {
            Process& process = processes_.at(id);
            if (process.ended)
                continue;
            if (process.blocked) { // has what it waits for come?
                const Operation operation = process.operation;
                perform(id, operation);
                anyRan = anyRan || !processes_.at(id).blocked;
                continue;
            }
            step(id);
            anyRan = true;
        }
        if (!anyRan && !wakeSleepers())
            result_.problem = "every process waits";
        if (++steps > mostOperations)
            result_.problem = "too many operations";
    }
    // Children that have not ended yet go on writing.
    for (int round = 0; round < 100000 && result_.problem.empty(); ++round) {
        bool anyRan = false;
        for (auto& [id, process] : std::map(processes_)) {
            static_cast<void>(process);
            Process& real = processes_.at(id);
            if (real.ended)
                continue;
            if (real.blocked) {
                const Operation operation = real.operation;
                perform(id, operation);
                anyRan = anyRan || !processes_.at(id).blocked;
            } else {
                step(id);
                anyRan = true;
            }
        }
        if (!anyRan && !wakeSleepers())
            break;
    }
    const std::int32_t status = processes_.at(firstProcess).status;
    result_.exit = (status & 0x7F) != 0 ? 128 + (status & 0x7F) : (status >> 8) & 0xFF;
    return result_;
}

void BareMachine::step(ProcessId id) {
    Process& process = processes_.at(id);
    if (!process.pending.empty()) {
        const std::vector<Signal> handlers = takeSignals(id, process);
        if (process.ended)
            return;
        if (!handlers.empty())
            source_.deliver(id, handlers);
    }
    const Yield yield = source_.advance(id, 100000, false);
    clock_ += 1000;
    if (yield.what == Yielded::Operation) {
        const Operation operation = *yield.operation;
        perform(id, operation);
    }
}

void BareMachine::perform(ProcessId id, const Operation& operation) {
    Process& process = processes_.at(id);
    if (process.alarmAt && *process.alarmAt <= clock_) {
        process.alarmAt.reset();
        send(id, {14, 0, 0, 0});
    }
    Answer answer;
    if (operation.kind == OperationKind::Call) {
        answer = call(id, process, operation);
    } else {
        Outcome outcome = access(process, operation);
        if (outcome.signal) {
            send(id, outcome.signal);
            const bool isBlocked = (process.mask >> (outcome.signal.number - 1) & 1) != 0;
            const std::vector<Signal> handlers = isBlocked ? std::vector<Signal>{} : takeSignals(id, process);
            if (handlers.empty()) { // ignored or blocked: the default all the same
                finish(id, outcome.signal.number);
                return;
            }
            source_.retry(id);
            source_.deliver(id, handlers);
            return;
        }
        answer = outcome;
    }
    if (process.ended)
        return;
    std::vector<Signal> handlers;
    if (!answer) {
        process.blocked = true;
        process.operation = operation;
        const bool mayRestart = operation.call != Call::Pause && operation.call != Call::Sigsuspend &&
                                operation.call != Call::Nanosleep && operation.call != Call::Futex;
        bool restartsAll = true;
        for (const Signal& signal : process.pending)
            restartsAll = restartsAll && (process.handlers[static_cast<std::size_t>(signal.number)].flags & restarts);
        handlers = takeSignals(id, process);
        if (process.ended || handlers.empty())
            return;
        process.blocked = false;
        const std::uint64_t rest = process.wakeAt.value_or(clock_) - std::min(clock_, process.wakeAt.value_or(clock_));
        process.wakeAt.reset();
        if (mayRestart && restartsAll) {
            source_.retry(id);
            source_.deliver(id, handlers);
            return;
        }
        Outcome interrupted;
        interrupted.result = -1;
        interrupted.error = eintr;
        for (const CallArgument& argument : operation.arguments)
            if (argument.form == CallArgument::Form::Out || argument.form == CallArgument::Form::InOut)
                interrupted.returned.emplace_back(argument.size);
        if (operation.call == Call::Nanosleep && !interrupted.returned.empty()) {
            const std::uint64_t left[2] = {rest / 1000000000, rest % 1000000000};
            interrupted.returned.front().resize(sizeof left);
            std::memcpy(interrupted.returned.front().data(), left, sizeof left);
        }
        answer = interrupted;
    } else {
        process.blocked = false;
        process.wakeAt.reset();
    }
    source_.give(id, *answer);
    if (handlers.empty())
        handlers = takeSignals(id, process);
    if (!process.ended && !handlers.empty())
        source_.deliver(id, handlers);
}

void BareMachine::send(ProcessId to, Signal signal) {
    const auto known = processes_.find(to);
    if (known == processes_.end() || known->second.ended)
        return;
    for (const Signal& pending : known->second.pending)
        if (pending.number == signal.number)
            return;
    known->second.pending.push_back(signal);
}

std::vector<Signal> BareMachine::takeSignals(ProcessId id, Process& process) {
    std::vector<Signal> handlers;
    for (auto signal = process.pending.begin(); signal != process.pending.end();) {
        if (process.mask >> (signal->number - 1) & 1 && signal->number != 9) {
            ++signal;
            continue;
        }
        const Signal taken = *signal;
        signal = process.pending.erase(signal);
        Handler& handler = process.handlers[static_cast<std::size_t>(taken.number)];
        if (handler.address == 1 || (handler.address == 0 && isIgnoredByDefault(taken.number)))
            continue;
        if (handler.address == 0) {
            finish(id, taken.number);
            return {};
        }
        process.savedMasks.push_back(process.suspendedMask.value_or(process.mask));
        process.suspendedMask.reset();
        process.mask |= handler.mask;
        if ((handler.flags & nodefer) == 0)
            process.mask |= std::uint64_t{1} << (taken.number - 1);
        if ((handler.flags & resets) != 0)
            handler.address = 0;
        handlers.push_back(taken);
    }
    return handlers;
}

void BareMachine::closeAll(Process& process) {
    process.descriptors.clear();
}

void BareMachine::finish(ProcessId id, std::int32_t status) {
    Process& process = processes_.at(id);
    process.ended = true;
    process.blocked = false;
    process.status = status;
    closeAll(process);
    std::erase_if(locks_, [&](const RecordLock& lock) { return lock.owner == id; });
    process.memory = BareMemory();
    source_.end(id);
    for (auto& [childId, child] : processes_)
        if (child.parent == id)
            child.parent = 1;
    send(process.parent, {17, 1, 0, id});
}

bool BareMachine::wakeSleepers() {
    std::optional<std::uint64_t> due;
    for (const auto& [id, process] : processes_) {
        if (process.ended)
            continue;
        for (const auto& time : {process.wakeAt, process.alarmAt})
            if (time)
                due = std::min(due.value_or(*time), *time);
    }
    if (!due)
        return false;
    clock_ = std::max(clock_, *due);
    return true;
}

Outcome BareMachine::access(Process& process, const Operation& operation) {
    Outcome outcome;
    std::uint64_t done = 0;
    const auto fail = [&](const BareFault& fault) { outcome.signal = fault.signal; };
    switch (operation.kind) {
    case OperationKind::Load:
        if (auto fault =
                process.memory.read(operation.target.address, std::span(outcome.value).first(operation.length), done))
            fail(*fault);
        break;
    case OperationKind::Store:
        if (auto fault = process.memory.write(operation.target.address,
                                              std::span(operation.value).first(operation.length), done))
            fail(*fault);
        break;
    case OperationKind::Copy: {
        Bytes bytes = operation.data;
        if (operation.source.onMachine) {
            bytes.resize(std::min<std::uint64_t>(operation.length, 1 << 28));
            if (auto fault = process.memory.read(operation.source.address, bytes, done))
                fail(*fault);
        }
        if (!outcome.signal && operation.target.onMachine) {
            if (auto fault = process.memory.write(operation.target.address, bytes, done))
                fail(*fault);
        } else if (!operation.target.onMachine) {
            outcome.data = std::move(bytes);
        }
        break;
    }
    case OperationKind::Fill: {
        const Bytes bytes(std::min<std::uint64_t>(operation.length, 1 << 28), operation.byte);
        if (auto fault = process.memory.write(operation.target.address, bytes, done))
            fail(*fault);
        break;
    }
    case OperationKind::Compare:
        for (std::uint64_t i = 0; i < operation.length; ++i) {
            std::uint8_t a = 0;
            std::uint8_t b = 0;
            const auto get = [&](const Range& range, std::uint8_t& byte) {
                if (!range.onMachine)
                    byte = operation.data.at(i);
                else if (auto fault = process.memory.read(range.address + i, {&byte, 1}, done))
                    fail(*fault);
            };
            get(operation.target, a);
            get(operation.source, b);
            if (outcome.signal || a != b || (operation.untilNul && a == 0)) {
                outcome.result = a - b;
                break;
            }
        }
        break;
    case OperationKind::Scan:
        for (std::uint64_t i = 0; i < operation.length; ++i) {
            std::uint8_t byte = 0;
            if (auto fault = process.memory.read(operation.target.address + i, {&byte, 1}, done)) {
                fail(*fault);
                break;
            }
            outcome.data.push_back(byte);
            if (byte == operation.byte)
                break;
        }
        outcome.result = static_cast<std::int64_t>(outcome.data.size());
        break;
    case OperationKind::Atomic: {
        if (auto fault =
                process.memory.read(operation.target.address, std::span(outcome.value).first(operation.length), done)) {
            fail(*fault);
            break;
        }
        std::uint64_t old = 0, operand = 0, expected = 0;
        std::memcpy(&old, outcome.value.data(), operation.length);
        std::memcpy(&operand, operation.value.data(), operation.length);
        std::memcpy(&expected, operation.value.data() + 8, operation.length);
        std::uint64_t made = operand;
        switch (operation.update) {
        case AtomicUpdate::Exchange:
            break;
        case AtomicUpdate::CompareExchange:
            made = old == expected ? operand : old;
            break;
        case AtomicUpdate::Add:
            made = old + operand;
            break;
        case AtomicUpdate::Subtract:
            made = old - operand;
            break;
        case AtomicUpdate::And:
            made = old & operand;
            break;
        case AtomicUpdate::Or:
            made = old | operand;
            break;
        case AtomicUpdate::Xor:
            made = old ^ operand;
            break;
        case AtomicUpdate::DecrementIfPositive:
            made = old == 0 ? 0 : old - 1;
            break;
        }
        std::array<std::uint8_t, 8> bytes{};
        std::memcpy(bytes.data(), &made, 8);
        if (auto fault = process.memory.write(operation.target.address, std::span(bytes).first(operation.length), done))
            fail(*fault);
        break;
    }
    case OperationKind::Call:
        break;
    }
    return outcome;
}

} // namespace faultline::testing
