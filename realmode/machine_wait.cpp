#include "realmode/machine_parts.h"
#include "realmode/probes/process_state.h"
#include "realmode/waitid_fields.h"

#include <chrono>
#include <csignal>
#include <cstring>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <time.h>
#include <unistd.h>

namespace faultline {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

/// Sleeps until the worker answers, at most so long.
void sleepUntilAnswered(RealProcess& process, std::chrono::nanoseconds atMost) {
    worker::Channel& channel = *process.channel;
    const std::uint32_t seen = channel.answered.load();
    channel.appSleeps.store(1);
    const timespec limit{0, static_cast<long>(atMost.count())};
    if (channel.answered.load() == seen && seen != process.posted)
        ::syscall(SYS_futex, &channel.answered, FUTEX_WAIT, seen, &limit, nullptr, 0);
    channel.appSleeps.store(0);
}

} // namespace

Waited KernelMachine::Parts::wait(RealProcess& process, bool mayBlock) {
    for (int spins = 0; spins < 2000; ++spins) {
        if (process.answered())
            return Waited::Answered;
        __builtin_ia32_pause();
    }
    auto ran = Clock::now();
    for (auto pause = 20us; !process.answered(); pause = std::min<std::chrono::microseconds>(pause * 2, 2ms)) {
        sleepUntilAnswered(process, pause);
        if (process.answered())
            break;
        process.faults.take(process.faulted);
        const bool drained = drain();
        const Standing standing = process.standing.look();
        if (process.answered())
            break;
        if (standing.over)
            return Waited::Over;
        if (mayBlock && standing.asleep && !drained) { // else it may have waited for room
            process.runsSeen = standing.runs;
            return Waited::Asleep;
        }
        if (!standing.asleep || drained)
            ran = Clock::now();
        if (giveUp(process, ran))
            return Waited::TooLong;
    }
    return Waited::Answered;
}

bool KernelMachine::Parts::giveUp(const RealProcess& process, Clock::time_point ran) {
    const auto now = Clock::now();
    const std::string where = "process " + std::to_string(process.id);
    const auto seconds = [](auto time) {
        return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(time).count()) + " s";
    };
    if (now - ran > options.patience)
        whyGivenUp = {"The worker has not ended the operation after " + seconds(options.patience) + ".", where,
                      "Start again."};
    else if (now - operationStart > options.longest)
        whyGivenUp = {"The operation still ran after " + seconds(options.longest) + ", and was given up.", where,
                      "Let the program do less at once."};
    else if (options.interrupt && options.interrupt->load() && now - operationStart > 100ms)
        whyGivenUp = {"The operation was interrupted.", where, "Start again."};
    else
        whyGivenUp = consumption.look(processes, files);
    return whyGivenUp.has_value();
}

bool KernelMachine::Parts::drain() {
    std::uint8_t stream = 1;
    bool any = false;
    for (Terminal* one : {&terminal, &errors}) {
        Bytes bytes = one->drain();
        any |= !bytes.empty();
        if (!bytes.empty() && !written.empty() && written.back().stream == stream)
            written.back().bytes.insert(written.back().bytes.end(), bytes.begin(), bytes.end());
        else if (!bytes.empty())
            written.push_back({stream, std::move(bytes)});
        ++stream;
    }
    return any;
}

void KernelMachine::Parts::takeWritten(Outcome& outcome) {
    drain();
    outcome.written.insert(outcome.written.end(), written.begin(), written.end());
    written.clear();
}

std::vector<Signal> KernelMachine::Parts::takeSignals(RealProcess& process) {
    std::vector<Signal> signals;
    const std::uint32_t caught = process.channel->caught.load(std::memory_order_acquire);
    for (; process.signalsSeen != caught; ++process.signalsSeen) {
        const worker::Caught& one = process.channel->signals[process.signalsSeen % worker::caughtRoom];
        const bool ours = one.sender == ::getpid(); // sent in the name of the process
        signals.push_back({one.signal, one.code, one.address, ours ? process.id : virtualId(one.sender)});
    }
    return signals;
}

/// What a parent that waits has been told already.
std::optional<int> KernelMachine::Parts::statusSeenByParent(const RealProcess& process) {
    const RealProcess* parent = find(snapshot.processes.at(process.id).facts.parent);
    if (!parent || parent->over || !parent->blocked || !parent->answered())
        return std::nullopt;
    if (parent->blocked->call == Call::Waitid) {
        const worker::Argument& told = parent->channel->request.arguments[2];
        if (parent->channel->reply.result != 0 || !told.isData)
            return std::nullopt;
        const WaitidFields fields = WaitidFields::from(parent->channel->data() + told.value);
        return fields.pid == process.pid && fields.isEnd() ? std::optional(fields.waitStatus()) : std::nullopt;
    }
    if (parent->blocked->call != Call::Wait4)
        return std::nullopt;
    const worker::Argument& status = parent->channel->request.arguments[1];
    if (parent->channel->reply.result != process.pid || !status.isData)
        return std::nullopt;
    int seen = 0;
    std::memcpy(&seen, parent->channel->data() + status.value, sizeof seen);
    return seen;
}

std::optional<int> KernelMachine::Parts::statusOf(RealProcess& process) {
    const auto start = Clock::now();
    for (; Clock::now() < start + 1s; std::this_thread::sleep_for(100us)) {
        const ProcStat state = readState(process.standing.stat());
        if (state.exitStatus)
            return state.exitStatus;
        if (const auto status = keeper->statusOf(process.pid))
            return status;
        if (state.state != 'X')
            continue;
        if (const auto status = statusSeenByParent(process))
            return status;
        // Its parent has waited for it already, or ignores SIGCHLD: then only what was asked for is known. Of the first
        // worker and of orphans the keeper is the parent, and is about to tell.
        const RealProcess* parent = find(snapshot.processes.at(process.id).facts.parent);
        const bool reaped = parent && !parent->over;
        if (process.exits && (reaped || Clock::now() > start + 200ms))
            return process.exitStatus << 8;
        if (process.lastSent && Clock::now() > start + 200ms)
            return process.lastSent.number;
    }
    return std::nullopt;
}

Performed KernelMachine::Parts::fail(Failure why, Outcome outcome, Delta delta) {
    takeWritten(outcome);
    failure = why;
    for (auto& [id, process] : processes)
        process->over = true;
    if (keeper)
        keeper->letGo();
    removeFolders(folders);
    return Performed{Status::Failed, std::move(outcome), std::move(delta), std::move(why)};
}

Performed KernelMachine::Parts::tooLong(const RealProcess& process) {
    return fail(whyGivenUp.value_or(Failure{"The worker did not do what it was asked for.",
                                            "process " + std::to_string(process.id), "Start again."}));
}

void KernelMachine::Parts::count(RealProcess& process, Outcome& outcome) {
    const worker::Reply& reply = process.channel->reply;
    outcome.minor += static_cast<std::uint32_t>(reply.minor);
    outcome.major += static_cast<std::uint32_t>(reply.major);
}

bool KernelMachine::Parts::isOfTerminal(const RealProcess& process, std::uint64_t descriptor) const {
    const std::string link = "/proc/" + std::to_string(process.pid) + "/fd/" + std::to_string(descriptor);
    char target[128];
    const ssize_t length = ::readlink(link.c_str(), target, sizeof target);
    return length > 0 && std::string_view(target, static_cast<std::size_t>(length)) == terminal.name();
}

void KernelMachine::Parts::feedTerminal() {
    if (failure)
        return;
    stirred |= terminal.pump();
    if (!terminal.atEnd())
        return;
    for (const auto& [id, process] : processes) {
        if (process->over || !process->blocked || process->blocked->call != Call::Read || process->answered())
            continue;
        if (!isOfTerminal(*process, process->blocked->argument(0)))
            continue;
        process->channel->inputEnds.store(1);
        ::kill(process->pid, worker::inputEndSignal);
        stirred = true;
    }
}

} // namespace faultline
