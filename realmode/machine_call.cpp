#include "realmode/call_kinds.h"
#include "realmode/machine_parts.h"

#include <cerrno>
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>

namespace faultline {

Performed KernelMachine::Parts::performCall(RealProcess& process, const Operation& operation) {
    worker::Request request;
    if (operation.call == Call::Read)
        terminal.pump();
    if (auto refused = prepareCall(process, operation, request))
        return fail(*refused);
    // SIGCONT ends nobody: what was sent before it to a stopped process may.
    if (operation.call == Call::Kill && operation.argument(1) != SIGCONT)
        if (RealProcess* target = find(static_cast<ProcessId>(operation.argument(0))))
            target->lastSent = {static_cast<std::int32_t>(operation.argument(1)), SI_USER, 0, process.id};
    programBoundsTime |= operation.call == Call::Setrlimit && operation.argument(0) == RLIMIT_CPU;
    process.post(request);
    const CallTraits traits = traitsOf(operation.call);
    stirred |= traits.processes;
    switch (wait(process, traits.mayBlock)) {
    case Waited::Answered:
        return finishCall(process, operation);
    case Waited::Over:
        return workerOver(process, {}, {});
    case Waited::TooLong:
        return tooLong(process);
    case Waited::Asleep:
        break;
    }
    Performed performed;
    performed.status = Status::Blocked;
    process.blocked = operation;
    readBack.into(performed.delta);
    ProcessFacts facts = snapshot.processes.at(process.id).facts;
    facts.blocked = waitsFor(process, operation);
    readBack.setFacts(process.id, facts);
    takeWritten(performed.outcome);
    performed.outcome.returned = nothingReturned(operation);
    Event event;
    event.kind = EventKind::Blocks;
    event.process = process.id;
    event.text = facts.blocked->on;
    performed.outcome.story.push_back(std::move(event));
    return performed;
}

Blocked KernelMachine::Parts::waitsFor(const RealProcess& process, const Operation& operation) {
    const auto nameOfFile = [&]() -> std::string {
        const FileId file = readBack.fileOfDescriptor(process, operation.argument(0));
        return file ? snapshot.files.at(file).facts.name : "a file";
    };
    switch (operation.call) {
    case Call::Read:
        if (isOfTerminal(process, operation.argument(0)))
            return {WaitsFor::Input, "standard input"};
        return {WaitsFor::Pipe, "bytes in a pipe"};
    case Call::Write:
        return {WaitsFor::Pipe, "room in a pipe"};
    case Call::Fcntl:
    case Call::Flock:
        return {WaitsFor::Lock, "a lock on " + nameOfFile()};
    case Call::Wait4: {
        const auto id = static_cast<ProcessId>(operation.argument(0));
        return {WaitsFor::Process, id > 0 ? std::to_string(id) + " to end" : "a child to end"};
    }
    case Call::Waitid: {
        const auto id = static_cast<ProcessId>(operation.argument(1));
        return {WaitsFor::Process, operation.argument(0) == P_PID ? std::to_string(id) + " to end" : "a child to end"};
    }
    case Call::Futex:
        return {WaitsFor::Semaphore, "a semaphore"};
    case Call::Pause:
    case Call::Sigsuspend:
        return {WaitsFor::Signal, "a signal"};
    default:
        return {WaitsFor::Other, std::string(kindName(operation))};
    }
}

Performed KernelMachine::Parts::finishCall(RealProcess& process, const Operation& operation) {
    Performed performed;
    Outcome& outcome = performed.outcome;
    const worker::Reply reply = process.channel->reply;
    readBack.into(performed.delta);
    if (reply.refused >= 0)
        return fail({"The program asked for system call " + std::to_string(reply.refused) +
                         ", which its confinement does not allow.",
                     std::string(kindName(operation)), "Leave the call out."});
    Event called;
    called.kind = EventKind::ProgramCalls;
    called.call = operation.call;
    called.process = process.id;
    outcome.story.push_back(std::move(called));
    count(process, outcome);
    outcome.result = reply.result;
    const bool unlikeErrno = operation.call == Call::Brk; // gives the break, never an error
    if (!unlikeErrno && reply.result < 0 && reply.result > -4096) {
        outcome.result = -1;
        outcome.error = static_cast<std::int32_t>(-reply.result);
    }
    takeReturned(process, operation, outcome);
    translateIds(operation, outcome);
    outcome.delivered = takeSignals(process);
    readBackCall(process, operation, outcome);
    tellStillRead(process, performed.delta, outcome);
    ProcessFacts facts = snapshot.processes.at(process.id).facts;
    facts.blocked.reset();
    facts.minor += outcome.minor;
    facts.major += outcome.major;
    readBack.setFacts(process.id, facts);
    if (isGivenResult(operation.call))
        outcome.given.result = outcome.result;
    takeWritten(outcome);
    if (outcome.error == EINTR) // broken off, not answered
        outcome.returned.clear();
    if (reply.again) {
        performed.status = Status::Signalled;
        outcome.result = 0;
        outcome.error = 0;
        outcome.returned.clear();
        return performed;
    }
    Event returns;
    returns.kind = EventKind::Returns;
    returns.call = operation.call;
    returns.process = process.id;
    returns.value = outcome.result;
    returns.error = outcome.error;
    outcome.story.push_back(std::move(returns));
    return performed;
}

} // namespace faultline
