#include "simulator/kernel/memory_calls.h"
#include "simulator/kernel/memory_ranges.h"
#include "simulator/kernel/vma_facts.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

CallEnd callMunmap(SystemCall& call) {
    Kernel& kernel = call.kernel;
    const Address start = call.value(0);
    const std::uint64_t length = call.value(1);
    const Address userEnd = kernel.parameters.userEnd;
    if (!kernel.aligned(start) || start > userEnd || length > userEnd - start)
        return CallEnd::failed(einval);
    const Address end = start + kernel.roundUp(length);
    if (end == start)
        return CallEnd::failed(einval);
    const Vma* vma = call.process.space->mappings.at(start);
    if (vma && start > vma->start && end < vma->end &&
        call.process.space->mappings.count() >= kernel.parameters.maxMappings)
        return CallEnd::failed(enomem);
    unmapRange(kernel, call.process, start, end);
    return CallEnd::done(0);
}

CallEnd callBrk(SystemCall& call) {
    Kernel& kernel = call.kernel;
    AddressSpace& space = *call.process.space;
    const Address wanted = call.value(0);
    const auto unchanged = [&] { return CallEnd::done(static_cast<std::int64_t>(space.heapEnd)); };
    if (wanted < space.heapStart || wanted > kernel.parameters.userEnd)
        return unchanged();
    if (wanted - space.heapStart > call.process.limits[limitData].soft)
        return unchanged();
    const Address oldEnd = kernel.roundUp(space.heapEnd);
    const Address newEnd = kernel.roundUp(wanted);
    if (newEnd < oldEnd) {
        if (!space.mappings.meets(newEnd, oldEnd))
            return unchanged(); // the heap was unmapped there
        unmapRange(kernel, call.process, newEnd, oldEnd);
    } else if (newEnd > oldEnd) {
        const std::uint64_t pages = (newEnd - oldEnd) / kernel.pageSize;
        std::uint64_t flags = vmRead | vmWrite | vmMayRead | vmMayWrite | vmMayExec | vmAccount | space.futureFlags;
        // One page stays free between the heap and what is above it.
        if (!space.mappings.isFree(oldEnd, newEnd + kernel.pageSize) ||
            !mayLock(kernel, call.process, flags, newEnd - oldEnd) || !mayExpand(kernel, call.process, flags, pages) ||
            !enoughMemory(kernel, pages))
            return unchanged();
        Vma made;
        made.start = oldEnd;
        made.end = newEnd;
        made.flags = flags;
        made.pageOffset = kernel.pageOf(oldEnd);
        space.heapEnd = wanted;
        makeMapping(kernel, call.process, std::move(made));
        if (flags & vmLocked)
            populate(kernel, call.process, oldEnd, newEnd);
    }
    space.heapEnd = wanted;
    kernel.recorder.mappingsTouched(call.process.id);
    return CallEnd::done(static_cast<std::int64_t>(wanted));
}

namespace {

/// mprotect_fixup; 0 or an errno.
std::int32_t protectPiece(SystemCall& call, Vma& vma, Address start, Address end, std::uint64_t flags) {
    Kernel& kernel = call.kernel;
    Task& process = call.process;
    const std::uint64_t old = vma.flags;
    if (flags == old)
        return 0;
    const std::uint64_t pages = (end - start) / kernel.pageSize;
    if (flags & vmWrite) {
        if (!mayExpand(kernel, process, flags, pages) && mayExpand(kernel, process, old, pages))
            return enomem;
        if ((old & (vmAccount | vmWrite | vmShared | vmNoReserve)) == 0) {
            if (!enoughMemory(kernel, pages))
                return enomem;
            flags |= vmAccount;
        }
    } else if ((old & vmAccount) && vma.anonymous() && !vma.anon) {
        flags &= ~vmAccount;
    }
    const Address vmaStart = vma.start, vmaEnd = vma.end;
    Vma& changed = process.space->mappings.changeFlags(start, end, flags);
    kernel.recorder.mappingsTouched(process.id);
    Event& event = tellMapping(kernel, EventKind::ChangesMapping, changed);
    event.address = start;
    event.other = end;
    for (const Address cut : {start, end})
        if (cut != vmaStart && cut != vmaEnd)
            kernel.recorder.tell(EventKind::SplitsMapping, cut);
    if (changed.start != start || changed.end != end)
        tellMapping(kernel, EventKind::MergesMapping, changed);
    changeProtection(kernel, process, changed, start, end);
    if ((old & (vmWrite | vmShared | vmLocked)) == vmLocked && (flags & vmWrite))
        populate(kernel, process, start, end); // locked private pages are copied at once
    return 0;
}

} // namespace

CallEnd callMprotect(SystemCall& call) {
    Kernel& kernel = call.kernel;
    MappingList& mappings = call.process.space->mappings;
    Address start = call.value(0);
    const std::uint64_t grows = call.value(2) & (protGrowsDown | protGrowsUp);
    const std::uint64_t protection = call.value(2) & ~(protGrowsDown | protGrowsUp);
    if (grows == (protGrowsDown | protGrowsUp) || !kernel.aligned(start))
        return CallEnd::failed(einval);
    if (call.value(1) == 0)
        return CallEnd::done(0);
    const Address end = start + kernel.roundUp(call.value(1));
    if (end <= start)
        return CallEnd::failed(enomem);
    if (protection & ~(protRead | protWrite | protExec | protSem))
        return CallEnd::failed(einval);
    if (kernel.meetsStack(start, end))
        return CallEnd::refused();
    const Vma* first = mappings.from(start);
    if (!first)
        return CallEnd::failed(enomem);
    if (grows & protGrowsDown) {
        if (first->start >= end)
            return CallEnd::failed(enomem);
        start = first->start;
        if (!first->has(vmGrowsDown))
            return CallEnd::failed(einval);
    } else {
        if (first->start > start)
            return CallEnd::failed(enomem);
        if (grows & protGrowsUp)
            return CallEnd::failed(einval);
    }
    for (Address at = start; at < end;) {
        Vma* vma = mappings.at(at);
        if (!vma)
            return CallEnd::failed(enomem);
        const std::uint64_t flags = (vma->flags & ~vmAccess) | (protection & vmAccess);
        if ((flags & ~(flags >> 4)) & vmAccess)
            return CallEnd::failed(eacces);
        const Address stop = std::min(end, vma->end);
        if (const std::int32_t error = protectPiece(call, *vma, at, stop, flags))
            return CallEnd::failed(error);
        at = stop;
    }
    return CallEnd::done(0);
}

} // namespace faultline
