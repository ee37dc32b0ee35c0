#include "simulator/kernel/perform.h"

#include "simulator/kernel/paging.h"
#include "simulator/kernel/program_operations.h"
#include "simulator/kernel/signals.h"
#include "simulator/kernel/system_call.h"
#include "simulator/machine/call_text.h"
#include "simulator/machine/reserved.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

namespace {

/// The faults of the process since the operation began, for its outcome.
class FaultCount {
public:
    explicit FaultCount(const ProcessFacts& facts) : facts_(facts), minor_(facts.minor), major_(facts.major) {}
    void put(Outcome& outcome) const {
        outcome.minor = static_cast<std::uint32_t>(facts_.minor - minor_);
        outcome.major = static_cast<std::uint32_t>(facts_.major - major_);
    }

private:
    const ProcessFacts& facts_;
    std::uint64_t minor_, major_;
};

/// A call has to wait: keeps what is needed to try it again.
void block(Kernel& kernel, Task& process, const Operation& operation, const CallEnd& end) {
    if (!process.waiting) {
        Waiting& waiting = process.waiting.emplace();
        waiting.on = end.waitsFor.on;
        waiting.operation = operation;
        waiting.sequence = ++kernel.waitSequence;
        waiting.progress = static_cast<std::uint64_t>(end.result);
        waiting.lockHolder = end.holder;
        waiting.futexObject = end.futexObject;
        waiting.futexOffset = end.futexOffset;
        waiting.restarts = end.restarts;
    }
    process.facts.blocked = end.waitsFor;
    kernel.recorder.processTouched(process.id);
    kernel.recorder.tell(EventKind::Blocks).text = end.waitsFor.on;
}

void wake(Kernel& kernel, Task& process) {
    if (!process.waiting)
        return;
    kernel.recorder.tell(EventKind::Wakes).text = process.waiting->on;
    process.waiting.reset();
    process.facts.blocked.reset();
    kernel.recorder.processTouched(process.id);
}

void tellReturn(Kernel& kernel, const Operation& operation, const Outcome& outcome) {
    for (const EventKind kind : {EventKind::Returns, EventKind::ProgramGets}) {
        Event& event = kernel.recorder.tell(kind);
        event.call = operation.call;
        event.value = outcome.result;
        event.error = outcome.error;
    }
}

/// A stopped process asks for nothing before it is continued: its operation is kept till then.
Performed keepStopped(Kernel& kernel, Task& process, const Operation& operation) {
    block(kernel, process, operation, CallEnd::blocked(WaitsFor::Signal, "SIGCONT"));
    process.waiting->begun = false;
    Performed performed;
    performed.status = Status::Blocked;
    performed.outcome.returned = placesToReturn(operation);
    return performed;
}

/// Signals that wait end a call that would go on waiting. True: they have.
bool interrupted(Kernel& kernel, Task& process, Performed& performed) {
    if (!signalWaits(process))
        return false;
    const bool again = process.waiting->restarts && process.waiting->progress == 0 && restartsCall(process);
    const std::uint64_t progress = process.waiting->progress;
    Outcome& outcome = performed.outcome;
    if (deliverSignals(kernel, process, outcome)) {
        performed.status = Status::Ended;
        return true;
    }
    if (outcome.delivered.empty())
        return false; // it was ignored
    wake(kernel, process);
    outcome.result = progress ? static_cast<std::int64_t>(progress) : again ? 0 : -1;
    outcome.error = progress || again ? 0 : eintr;
    performed.status = again ? Status::Signalled : Status::Done;
    return true;
}

/// Ranges that are no program's: the worker's are refused before the operation begins, this is what is left (the vdso,
/// the stack that the interpreter keeps).
Failure refusal(const Operation& operation) {
    return {"The program touches memory that is not its own.", std::string(kindName(operation)),
            "Use addresses that mmap, malloc or the program's own objects have given."};
}

Failure overfull(const Operation& operation) {
    return {"The program fills more than " + std::to_string(mostFilled >> 20) +
                " MiB of memory, the most that the simulated machine keeps.",
            std::string(kindName(operation)), "Let it touch fewer pages; how many it maps does not count."};
}

Performed performCall(Kernel& kernel, Task& process, const Operation& operation, const Given& given) {
    Performed performed;
    Outcome& outcome = performed.outcome;
    if (!process.waiting) {
        Event& event = kernel.recorder.tell(EventKind::ProgramCalls);
        event.call = operation.call;
        event.text = callText(operation);
    }
    SystemCall call(kernel, process, operation, given, outcome);
    const CallEnd end = dispatchCall(call);
    outcome.result = end.state == CallEnd::State::Blocked ? 0 : end.result;
    outcome.error = end.error;
    if (end.error != 0) // a call that failed has returned nothing
        std::fill(outcome.returned.begin(), outcome.returned.end(), Bytes());
    switch (end.state) {
    case CallEnd::State::Ended:
        performed.status = Status::Ended;
        return performed;
    case CallEnd::State::Refused:
        performed.status = Status::Failed;
        performed.failure = refusal(operation);
        return performed;
    case CallEnd::State::Blocked:
        block(kernel, process, operation, end);
        if (!interrupted(kernel, process, performed))
            performed.status = Status::Blocked;
        return performed;
    case CallEnd::State::Done:
        break;
    }
    wake(kernel, process);
    if (process.alive()) {
        tellReturn(kernel, operation, outcome);
        if (deliverSignals(kernel, process, outcome))
            performed.status = Status::Ended;
    } else {
        performed.status = Status::Ended;
    }
    return performed;
}

Performed performAccess(Kernel& kernel, Task& process, const Operation& operation) {
    Performed performed;
    const Touched touched = performProgramOperation(kernel, process, operation, performed.outcome);
    if (kernel.outOfMemory && isOverfull(kernel)) // said below, rather than SIGKILL
        return performed;
    if (touched.refused) {
        performed.status = Status::Failed;
        performed.failure = refusal(operation);
    } else if (touched.signal) {
        performed.status = forceSignal(kernel, process, touched.signal, performed.outcome);
    } else if (signalWaits(process) && deliverSignals(kernel, process, performed.outcome)) {
        performed.status = Status::Ended;
    }
    return performed;
}

void finish(Kernel& kernel, Performed& performed, const FaultCount& faults) {
    faults.put(performed.outcome);
    performed.outcome.story.swap(kernel.recorder.story);
    kernel.recorder.story.clear();
    kernel.pinned.clear();
}

} // namespace

Performed performOperation(Kernel& kernel, Task& process, const Operation& operation, const Given& given) {
    kernel.outOfMemory = false;
    kernel.recorder.process = process.id;
    if (auto refused = refusedAsReserved(kernel.parameters, operation))
        return {Status::Failed, {}, {}, std::move(refused)};
    const FaultCount faults(process.facts);
    if (process.stopped()) {
        Performed kept = keepStopped(kernel, process, operation);
        finish(kernel, kept, faults);
        return kept;
    }
    Performed performed = operation.kind == OperationKind::Call ? performCall(kernel, process, operation, given)
                                                                : performAccess(kernel, process, operation);
    if (kernel.outOfMemory && isOverfull(kernel)) {
        kernel.outOfMemory = false;
        performed.status = Status::Failed;
        performed.failure = overfull(operation);
    }
    finish(kernel, performed, faults);
    return performed;
}

namespace {

/// An operation that a stopped process had asked for begins; signals that came meanwhile are delivered before it.
Performed beginContinued(Kernel& kernel, Task& process, const Operation& operation) {
    wake(kernel, process);
    Performed ended;
    if (deliverSignals(kernel, process, ended.outcome)) {
        ended.status = Status::Ended;
        finish(kernel, ended, FaultCount(process.facts));
        return ended;
    }
    Performed performed = performOperation(kernel, process, operation, {});
    auto& delivered = performed.outcome.delivered;
    delivered.insert(delivered.end(), ended.outcome.delivered.begin(), ended.outcome.delivered.end());
    return performed;
}

} // namespace

std::optional<Performed> resumeOperation(Kernel& kernel, Task& process) {
    if (process.stopped())
        return std::nullopt;
    kernel.recorder.process = process.id;
    const FaultCount faults(process.facts);
    const Operation operation = process.waiting->operation;
    const std::size_t told = kernel.recorder.story.size();
    if (!process.waiting->begun)
        return beginContinued(kernel, process, operation);
    Performed performed;
    // A signal that has come before what is waited for ends the wait.
    if (interrupted(kernel, process, performed)) {
        performed.outcome.returned = placesToReturn(operation);
    } else {
        performed = performCall(kernel, process, operation, {});
        if (performed.status == Status::Blocked) {
            kernel.recorder.story.resize(told);
            return std::nullopt;
        }
    }
    finish(kernel, performed, faults);
    return performed;
}

} // namespace faultline
