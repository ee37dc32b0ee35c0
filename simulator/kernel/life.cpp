#include "simulator/kernel/memory_ranges.h"
#include "simulator/kernel/open_files.h"
#include "simulator/kernel/page_cache.h"
#include "simulator/kernel/signals.h"

namespace faultline {

using namespace linux_values;

namespace {

/// exit_mm: all of the address space goes.
void dropSpace(Kernel& kernel, Task& process) {
    unmapRange(kernel, process, 0, kernel.parameters.userEnd);
    kernel.mmu.tlb.flush(process.id);
    process.space.reset();
}

void tellParent(Kernel& kernel, Task& process) {
    Task* parent = kernel.process(process.facts.parent);
    if (!parent || !parent->alive()) {
        process.facts.waitedFor = true; // init waits for it
        return;
    }
    const SignalAction& action = parent->actions[sigChild];
    if (action.handler == handlerIgnore || (action.flags & saNoChildWait)) {
        process.facts.waitedFor = true;
        if (action.handler == handlerIgnore)
            return;
    }
    const Signal& by = process.facts.endedBy;
    sendSignal(kernel, *parent, {sigChild, by ? childKilled : childExited, 0, process.id});
}

} // namespace

void endTask(Kernel& kernel, Task& process, std::int32_t status, const Signal& signal) {
    if (!process.alive())
        return;
    Event& event = kernel.recorder.tell(EventKind::EndsProcess);
    event.process = process.id;
    event.value = status;
    event.signal = signal;
    dropSpace(kernel, process);
    while (!process.descriptors.empty())
        closeDescriptor(kernel, process, process.descriptors.begin()->first);
    process.waiting.reset();
    process.pending.clear();
    process.facts.blocked.reset();
    process.facts.ended = true;
    process.facts.exitStatus = status;
    process.facts.endedBy = signal;
    kernel.recorder.processTouched(process.id);
    constexpr ProcessId init = 1;
    for (auto& [id, child] : kernel.processes) {
        if (child.facts.parent != process.id || id == process.id)
            continue;
        child.facts.parent = init;
        if (child.facts.ended)
            child.facts.waitedFor = true;
        kernel.recorder.processTouched(id);
    }
    tellParent(kernel, process);
}

} // namespace faultline
