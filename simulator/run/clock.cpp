#include "simulator/run/clock.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::uint64_t second = 1'000'000'000;
constexpr std::int32_t interrupted = 4, invalid = 22; // EINTR, EINVAL

void put(Bytes& bytes, std::uint64_t value) {
    for (unsigned i = 0; i < 8; ++i)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

std::uint64_t get(const Bytes& bytes, std::size_t offset) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8 && offset + i < bytes.size(); ++i)
        value |= std::uint64_t{bytes[offset + i]} << (8 * i);
    return value;
}

bool isOut(const CallArgument& argument) {
    return argument.form == CallArgument::Form::Out || argument.form == CallArgument::Form::InOut;
}

/// A pair of 8-byte numbers, as struct timespec and struct timeval are on 64-bit Linux.
Bytes pair(std::uint64_t first, std::uint64_t rest) {
    Bytes bytes;
    put(bytes, first);
    put(bytes, rest);
    return bytes;
}

Outcome failed(std::int32_t error) {
    Outcome outcome;
    outcome.result = -1;
    outcome.error = error;
    return outcome;
}

/// One entry for each Out or InOut argument: the given bytes for the first, zeros for others (a time zone).
std::vector<Bytes> returnedFor(const Operation& call, const Bytes& first) {
    std::vector<Bytes> returned;
    for (const CallArgument& argument : call.arguments)
        if (isOut(argument)) {
            Bytes bytes = returned.empty() ? first : Bytes{};
            bytes.resize(argument.form == CallArgument::Form::Out ? argument.size : argument.bytes.size());
            returned.push_back(std::move(bytes));
        }
    return returned;
}

} // namespace

std::optional<Outcome> RunClock::answer(ProcessId process, const Operation& call) {
    const std::uint64_t sinceEpoch = static_cast<std::uint64_t>(epoch) + now_ / second;
    Outcome outcome;
    switch (call.call) {
    case Call::Time:
        outcome.result = static_cast<std::int64_t>(sinceEpoch);
        outcome.returned = returnedFor(call, pair(sinceEpoch, 0));
        return outcome;
    case Call::Gettimeofday:
        outcome.returned = returnedFor(call, pair(sinceEpoch, now_ % second / 1000));
        return outcome;
    case Call::ClockGettime: {
        // CLOCK_REALTIME 0 and CLOCK_REALTIME_COARSE 5 count from 1970; the others from the start of the run.
        const std::uint64_t which = call.argument(0);
        const bool fromEpoch = which == 0 || which == 5;
        outcome.returned = returnedFor(call, pair(fromEpoch ? sinceEpoch : now_ / second, now_ % second));
        return which > 11 ? failed(invalid) : outcome;
    }
    case Call::Alarm: {
        const auto before = alarms_.find(process);
        if (before != alarms_.end())
            outcome.result =
                static_cast<std::int64_t>((before->second - std::min(now_, before->second) + second - 1) / second);
        alarms_.erase(process);
        if (const std::uint64_t seconds = call.argument(0) & 0xffffffff)
            alarms_[process] = now_ + seconds * second;
        return outcome;
    }
    case Call::Nanosleep: {
        const Bytes wanted = call.arguments.empty() ? Bytes{} : call.arguments[0].bytes;
        const std::uint64_t seconds = get(wanted, 0), nanoseconds = get(wanted, 8);
        if (nanoseconds >= second || seconds >> 63)
            return failed(invalid);
        constexpr std::uint64_t longest = std::uint64_t{1} << 33; // seconds: the sum stays below 2⁶⁴
        const bool wantsRest = call.arguments.size() > 1 && isOut(call.arguments[1]);
        sleepers_[process] = {now_ + std::min(seconds, longest) * second + nanoseconds, wantsRest};
        return std::nullopt;
    }
    default:
        return failed(38); // ENOSYS
    }
}

std::optional<std::uint64_t> RunClock::nextDue() const {
    std::optional<std::uint64_t> due;
    for (const auto& [process, sleeper] : sleepers_)
        due = std::min(due.value_or(sleeper.due), sleeper.due);
    for (const auto& [process, time] : alarms_)
        due = std::min(due.value_or(time), time);
    return due;
}

void RunClock::jumpTo(std::uint64_t time) {
    now_ = std::max(now_, time);
}

std::vector<ProcessId> RunClock::takeAwake() {
    std::vector<ProcessId> awake;
    for (const auto& [process, sleeper] : sleepers_)
        if (sleeper.due <= now_)
            awake.push_back(process);
    for (const ProcessId process : awake)
        sleepers_.erase(process);
    return awake;
}

std::vector<ProcessId> RunClock::takeAlarms() {
    std::vector<ProcessId> due;
    for (const auto& [process, time] : alarms_)
        if (time <= now_)
            due.push_back(process);
    for (const ProcessId process : due)
        alarms_.erase(process);
    return due;
}

Outcome RunClock::interrupt(ProcessId process) {
    Outcome outcome = failed(interrupted);
    const auto sleeper = sleepers_.find(process);
    if (sleeper != sleepers_.end()) {
        const std::uint64_t rest = sleeper->second.due - std::min(now_, sleeper->second.due);
        if (sleeper->second.wantsRest)
            outcome.returned.push_back(pair(rest / second, rest % second));
        sleepers_.erase(sleeper);
    }
    return outcome;
}

void RunClock::forget(ProcessId process) {
    sleepers_.erase(process);
    alarms_.erase(process);
}

} // namespace faultline
