#include "realmode/machine_parts.h"
#include "realmode/probes/proc_text.h"
#include "simulator/machine/process_limit.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>

namespace faultline {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

/// Signals that the kernel itself sends for what an operation does, with death as their default.
bool comesFromOperation(int signal) {
    return signal == SIGPIPE || signal == SIGXFSZ || signal == SIGXCPU || signal == SIGALRM || signal == SIGIO;
}

} // namespace

Performed KernelMachine::Parts::performFork(RealProcess& process, const Operation& operation) {
    std::uint32_t slot = 1;
    while (slot < worker::slotCount && slots[slot])
        ++slot;
    static_assert(worker::slotCount == mostProcesses + 1);
    if (slot == worker::slotCount) {
        Performed refused;
        refused.outcome.result = -1;
        refused.outcome.error = EAGAIN;
        return refused;
    }
    worker::Channel& channel = keeper->channel(slot);
    channel.pid.store(0);
    channel.requested.store(0);
    channel.answered.store(0);
    channel.caught.store(0);

    Performed performed;
    Outcome& outcome = performed.outcome;
    readBack.into(performed.delta);
    const bool empty = operation.call == Call::ForkEmpty;
    if (empty)
        keepFromChild(process, true);
    worker::Request request;
    request.kind = worker::Kind::Fork;
    request.slot = slot;
    process.post(request);
    if (const Waited waited = wait(process, false); waited != Waited::Answered)
        return waited == Waited::Over ? workerOver(process, {}, {}) : tooLong(process);
    const std::int64_t child = process.channel->reply.result;
    if (empty)
        keepFromChild(process, false);
    if (child < 0) {
        outcome.result = -1;
        outcome.error = static_cast<std::int32_t>(-child);
        return performed;
    }
    for (const auto until = Clock::now() + options.patience; channel.pid.load() == 0; std::this_thread::sleep_for(20us))
        if (Clock::now() > until)
            return fail({"The forked worker did not become ready.", "fork", "Start again."});
    slots.set(slot);
    auto made = std::make_unique<RealProcess>(nextProcess++, static_cast<pid_t>(child), slot, channel);
    RealProcess& forked = *made;
    sampleFaults(forked);
    byPid[forked.pid] = forked.id;
    processes.emplace(forked.id, std::move(made));
    readBack.addProcess(forked.id, process.id);
    readBack.allPages();
    readBack.inherit(forked, process.id);
    outcome.result = forked.id;
    outcome.child = forked.id;
    outcome.delivered = takeSignals(process);
    return performed;
}

void KernelMachine::Parts::keepFromChild(RealProcess& process, bool keep) {
    if (keep) {
        // Ranges that the program itself keeps from its children ("dc" in smaps) stay as they are.
        keptFromChild.clear();
        const std::string smaps = readWhole("/proc/" + std::to_string(process.pid) + "/smaps");
        for (const auto& [start, mapping] : snapshot.processes.at(process.id).mappings) {
            char head[40];
            std::snprintf(head, sizeof head, "%08llx-", static_cast<unsigned long long>(start));
            const std::size_t at = smaps.find(head);
            const std::size_t flags = at == std::string::npos ? at : smaps.find("VmFlags:", at);
            const std::size_t end = flags == std::string::npos ? flags : smaps.find('\n', flags);
            if (end == std::string::npos || smaps.substr(flags, end - flags).find(" dc") == std::string::npos)
                keptFromChild.emplace_back(start, mapping.end);
        }
    }
    for (const auto& [start, end] : keptFromChild) {
        worker::Request request;
        request.kind = worker::Kind::Call;
        request.call = static_cast<std::uint32_t>(Call::Madvise);
        request.arguments[0].value = start;
        request.arguments[1].value = end - start;
        request.arguments[2].value = keep ? MADV_DONTFORK : MADV_DOFORK;
        process.post(request);
        if (wait(process, false) != Waited::Answered)
            return;
    }
}

void KernelMachine::Parts::endProcess(RealProcess& process, std::int32_t status, Signal signal, Delta& delta) {
    readBack.into(delta);
    process.over = true;
    process.blocked.reset();
    slots.reset(process.slot);
    readBack.processGone(process.id);
    ProcessFacts facts = snapshot.processes.at(process.id).facts;
    facts.ended = true;
    facts.blocked.reset();
    facts.exitStatus = status;
    facts.endedBy = signal;
    readBack.setFacts(process.id, facts);
    readBack.allPages();
    readBack.goneFiles();
    stirred = true;
}

Performed KernelMachine::Parts::performExit(RealProcess& process, const Operation& operation) {
    process.exits = true;
    process.exitStatus = static_cast<std::int32_t>(operation.argument(0) & 0xff);
    worker::Request request;
    request.kind = worker::Kind::Call;
    request.call = static_cast<std::uint32_t>(Call::ExitGroup);
    request.arguments[0].value = operation.argument(0);
    process.post(request);
    if (wait(process, false) != Waited::Over)
        return tooLong(process);
    Outcome outcome;
    Event called;
    called.kind = EventKind::ProgramCalls;
    called.call = Call::ExitGroup;
    called.process = process.id;
    outcome.story.push_back(std::move(called));
    return workerOver(process, std::move(outcome), {});
}

Performed KernelMachine::Parts::dieBySignal(RealProcess& process, Outcome outcome, Delta delta) {
    worker::Request request;
    request.kind = worker::Kind::Die;
    request.length = static_cast<std::uint64_t>(outcome.signal.number);
    process.lastSent = outcome.signal;
    process.post(request);
    if (wait(process, false) != Waited::Over)
        return tooLong(process);
    return workerOver(process, std::move(outcome), std::move(delta));
}

Performed KernelMachine::Parts::workerOver(RealProcess& process, Outcome outcome, Delta delta) {
    // A process can be seen to be over just before its parent is woken and signalled (exit_notify in kernel/exit.c does
    // both under the lock of the list of processes). This call takes that lock, so that it returns after both.
    ::getpriority(PRIO_PGRP, 0);
    const std::optional<int> status = statusOf(process);
    Performed performed;
    performed.status = Status::Ended;
    performed.outcome = std::move(outcome);
    performed.delta = std::move(delta);
    const std::string where = "process " + std::to_string(process.id);
    if (!status)
        return fail(
            {"The worker was killed from outside; the kernel does not say by which signal.", where, "Start again."},
            std::move(performed.outcome), std::move(performed.delta));
    Signal signal = performed.outcome.signal;
    if (WIFSIGNALED(*status)) {
        const int number = WTERMSIG(*status);
        const bool wanted = process.lastSent.number == number || comesFromOperation(number);
        if (number == SIGXCPU && !programBoundsTime)
            return fail({"The program was stopped: it has taken " + std::to_string(options.processorTime.count()) +
                             " s of processor time.",
                         where, "Let it do less."},
                        std::move(performed.outcome), std::move(performed.delta));
        if (!wanted)
            return fail({"The worker was killed by " + std::string(signalName(number)) + " from outside.", where,
                         number == SIGKILL ? "Memory may have run out. Start again." : "Start again."},
                        std::move(performed.outcome), std::move(performed.delta));
        if (signal.number != number)
            signal = process.lastSent.number == number ? process.lastSent : Signal{number, SI_USER, 0, process.id};
        // Both come with an error, which the process has not lived to see.
        if (!process.lastSent && (number == SIGPIPE || number == SIGXFSZ)) {
            performed.outcome.result = -1;
            performed.outcome.error = number == SIGPIPE ? EPIPE : EFBIG;
        }
    } else if (!process.exits) {
        return fail({"The worker ended by itself.", where, "Start again."}, std::move(performed.outcome),
                    std::move(performed.delta));
    }
    takeWritten(performed.outcome);
    performed.outcome.signal = signal;
    endProcess(process, WIFEXITED(*status) ? WEXITSTATUS(*status) : 0, signal, performed.delta);
    Event ends;
    ends.kind = EventKind::EndsProcess;
    ends.process = process.id;
    ends.value = WIFEXITED(*status) ? WEXITSTATUS(*status) : 0;
    ends.signal = signal;
    performed.outcome.story.push_back(std::move(ends));
    return performed;
}

std::optional<Performed> KernelMachine::Parts::killedFromOutside() {
    if (processes.size() < 2) // who performs tells it of itself
        return std::nullopt;
    for (const auto& [id, process] : processes) {
        if (process->over || process->lastSent.number == SIGKILL || !process->standing.look().over)
            continue;
        const std::optional<int> status = statusOf(*process);
        if (status && WIFSIGNALED(*status) && WTERMSIG(*status) == SIGKILL)
            return workerOver(*process, {}, {});
    }
    return std::nullopt;
}

Performed KernelMachine::Parts::end(RealProcess& process) {
    process.lastSent = {SIGKILL, SI_USER, 0, 0};
    ::kill(process.pid, SIGKILL);
    for (const auto until = Clock::now() + options.patience; !process.standing.look().over;
         std::this_thread::sleep_for(50us))
        if (Clock::now() > until)
            return tooLong(process);
    return workerOver(process, {}, {});
}

Performed KernelMachine::Parts::sendFromOutside(RealProcess& process, const Operation& operation) {
    assert(operation.kind == OperationKind::Call && operation.call == Call::Kill);
    const auto number = static_cast<std::int32_t>(operation.argument(1));
    process.lastSent = {number, SI_USER, 0, process.id};
    ::kill(process.pid, number);
    stirred = true;
    return {};
}

} // namespace faultline
