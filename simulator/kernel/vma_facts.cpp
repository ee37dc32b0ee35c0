#include "simulator/kernel/vma_facts.h"

namespace faultline {

using namespace linux_values;

std::uint8_t protectionOf(const Vma& vma) {
    static_assert(vmRead == protectRead && vmWrite == protectWrite && vmExec == protectExecute);
    return static_cast<std::uint8_t>(vma.flags & vmAccess);
}

Event& tellMapping(Kernel& kernel, EventKind kind, const Vma& vma) {
    Event& event = kernel.recorder.tell(kind, vma.start);
    event.other = vma.end;
    event.protection = protectionOf(vma);
    event.shared = vma.has(vmMayShare);
    event.file = vma.file ? vma.inode()->id : 0;
    event.text = vma.label;
    return event;
}

Mapping shown(const Kernel& kernel, const Task& process, const Vma& vma) {
    Mapping mapping;
    mapping.start = vma.start;
    mapping.end = vma.end;
    mapping.protection = protectionOf(vma);
    mapping.shared = vma.has(vmMayShare);
    mapping.locked = vma.has(vmLocked);
    mapping.label = vma.label;
    if (vma.file) {
        mapping.offset = vma.pageOffset * kernel.pageSize;
        mapping.file = vma.inode()->id;
        mapping.name = vma.inode()->name;
    } else if (vma.start < process.space->heapEnd && vma.end > process.space->heapStart) {
        mapping.name = "[heap]"; // vma_is_initial_heap
    }
    return mapping;
}

} // namespace faultline
