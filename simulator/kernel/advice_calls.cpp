#include "simulator/kernel/access.h"
#include "simulator/kernel/memory_calls.h"
#include "simulator/kernel/memory_ranges.h"
#include "simulator/kernel/page_cache.h"
#include "simulator/kernel/paging.h"
#include "simulator/kernel/vma_facts.h"

#include <algorithm>
#include <optional>

namespace faultline {

using namespace linux_values;

namespace {

/// The flags that an advice gives a mapping; nothing: it is no advice of that kind. `error`: not for this mapping.
std::optional<std::uint64_t> advisedFlags(std::int32_t advice, const Vma& vma, std::int32_t& error) {
    const std::uint64_t flags = vma.flags;
    const bool privateAnonymous = vma.anonymous();
    switch (advice) {
    case madvNormal:
        return flags & ~(vmRandom | vmSequential);
    case madvSequential:
        return (flags & ~vmRandom) | vmSequential;
    case madvRandom:
        return (flags & ~vmSequential) | vmRandom;
    case madvDontFork:
        return flags | vmDontCopy;
    case madvDoFork:
        return flags & ~vmDontCopy;
    case madvWipeOnFork:
        if (!privateAnonymous)
            error = einval;
        return flags | vmWipeOnFork;
    case madvKeepOnFork:
        return flags & ~vmWipeOnFork;
    case madvDontDump:
        return flags | vmDontDump;
    case madvDoDump:
        return flags & ~vmDontDump;
    case madvMergeable:
        return flags | vmMergeable;
    case madvUnmergeable:
        return flags & ~vmMergeable;
    case madvHugePage:
        return (flags & ~vmNoHugePage) | vmHugePage;
    case madvNoHugePage:
        return (flags & ~vmHugePage) | vmNoHugePage;
    default:
        return std::nullopt;
    }
}

/// MADV_WILLNEED caches exactly the range asked for.
void willNeed(Kernel& kernel, const Vma& vma, Address start, Address end) {
    if (!vma.file)
        return;
    Inode& inode = *vma.inode();
    const std::uint64_t first = vma.pageOffsetOf(start, kernel.pageSize);
    const std::uint64_t behind = std::min(first + (end - start) / kernel.pageSize, inode.pageCount(kernel.pageSize));
    for (std::uint64_t index = first; index < behind && !inode.inMemory(); ++index)
        if (!inode.cachedPage(index) && !cachePage(kernel, inode, index))
            return;
}

/// MADV_POPULATE_READ and _WRITE; 0 or an errno.
std::int32_t populateAdvised(Kernel& kernel, Task& process, const Vma& vma, AddressRange range, bool write) {
    if (!vma.has(write ? vmWrite : vmRead))
        return einval;
    for (Address at = range.start; at < range.end; at += kernel.pageSize)
        if (kernelTouch(kernel, process, at, write) == noFrame)
            return efault;
    return 0;
}

void installGuards(Kernel& kernel, Task& process, Vma& vma, AddressRange range) {
    clearEntries(kernel, process, range.start, range.end);
    vma.flags |= vmMaybeGuard;
    if (vma.anonymous()) // it has page tables now, and so an anon_vma
        process.space->mappings.prepareAnon(vma);
    for (Address at = range.start; at < range.end; at += kernel.pageSize)
        setEntry(kernel, process, kernel.pageOf(at), {Entry::Kind::Guard, {}, noFrame});
}

void removeGuards(Kernel& kernel, Task& process, AddressRange range) {
    for (Address at = range.start; at < range.end; at += kernel.pageSize)
        if (process.space->table.at(kernel.pageOf(at)).kind == Entry::Kind::Guard)
            clearEntry(kernel, process, kernel.pageOf(at));
}

/// What a piece of one mapping is advised; 0 or an errno.
std::int32_t advise(SystemCall& call, Address start, Address end, std::int32_t advice) {
    Kernel& kernel = call.kernel;
    Task& process = call.process;
    Vma& vma = *process.space->mappings.at(start);
    std::int32_t error = 0;
    if (const auto flags = advisedFlags(advice, vma, error)) {
        if (error == 0) {
            process.space->mappings.changeFlags(start, end, *flags);
            kernel.recorder.mappingsTouched(process.id);
        }
        return error;
    }
    const bool locked = vma.has(vmLocked);
    switch (advice) {
    case madvWillNeed:
        willNeed(kernel, vma, start, end);
        return 0;
    case madvDontNeed:
        if (locked)
            return einval;
        [[fallthrough]];
    case madvDontNeedLocked:
        clearEntries(kernel, process, start, end, KeepGuards::Yes);
        return 0;
    case madvFree:
        return locked || !vma.anonymous() ? einval : 0;
    case madvCold:
    case madvPageOut:
        return locked ? einval : 0;
    case madvRemove:
        if (locked || !vma.file)
            return einval;
        if (!vma.shared() || !vma.file->writable())
            return eacces;
        punchHole(kernel, *vma.inode(), vma.pageOffsetOf(start, kernel.pageSize) * kernel.pageSize, end - start);
        return 0;
    case madvPopulateRead:
    case madvPopulateWrite:
        return populateAdvised(kernel, process, vma, {start, end}, advice == madvPopulateWrite);
    case madvGuardInstall:
        if (locked)
            return einval;
        installGuards(kernel, process, vma, {start, end});
        return 0;
    case madvGuardRemove:
        removeGuards(kernel, process, {start, end});
        return 0;
    default:
        return 0;
    }
}

bool known(std::int32_t advice) {
    return (advice >= madvNormal && advice <= madvDontNeed) || (advice >= madvFree && advice <= madvCollapse) ||
           advice == madvGuardInstall || advice == madvGuardRemove;
}

} // namespace

CallEnd callMadvise(SystemCall& call) {
    Kernel& kernel = call.kernel;
    const Address start = call.value(0);
    const std::int32_t advice = call.number(2);
    const std::uint64_t length = kernel.roundUp(call.value(1));
    if (!known(advice) || !kernel.aligned(start) || (call.value(1) != 0 && length == 0) || start + length < start)
        return CallEnd::failed(einval);
    const bool stopsAtHole = advice == madvPopulateRead || advice == madvPopulateWrite;
    const Address end = start + length;
    std::int32_t holes = 0;
    for (Address at = start; at < end;) {
        const Vma* vma = call.process.space->mappings.from(at);
        if (!vma || vma->start >= end)
            return CallEnd::failed(enomem);
        if (vma->start > at) {
            if (stopsAtHole)
                return CallEnd::failed(enomem);
            holes = enomem;
            at = vma->start;
        }
        const Address stop = std::min(end, vma->end);
        if (const std::int32_t error = advise(call, at, stop, advice))
            return CallEnd::failed(error);
        at = stop;
    }
    return holes ? CallEnd::failed(holes) : CallEnd::done(0);
}

CallEnd callMsync(SystemCall& call) {
    Kernel& kernel = call.kernel;
    Address start = call.value(0);
    const std::uint64_t flags = call.value(2);
    if ((flags & ~(msAsync | msInvalidate | msSync)) || !kernel.aligned(start) ||
        (flags & (msAsync | msSync)) == (msAsync | msSync))
        return CallEnd::failed(einval);
    const Address end = start + kernel.roundUp(call.value(1));
    if (end < start)
        return CallEnd::failed(enomem);
    std::int32_t holes = 0;
    while (start < end) {
        const Vma* vma = call.process.space->mappings.from(start);
        if (!vma)
            return CallEnd::failed(enomem);
        if (start < vma->start) {
            if (flags == msAsync || vma->start >= end)
                return CallEnd::failed(enomem);
            start = vma->start;
            holes = enomem;
        }
        if ((flags & msInvalidate) && vma->has(vmLocked))
            return CallEnd::failed(ebusy);
        const Address stop = std::min(end, vma->end);
        if ((flags & msSync) && vma->shared()) {
            const std::uint64_t first = vma->pageOffsetOf(start, kernel.pageSize);
            cleanPages(kernel, *vma->inode(), first, first + (stop - start) / kernel.pageSize - 1);
        }
        start = stop;
    }
    return holes ? CallEnd::failed(holes) : CallEnd::done(0);
}

CallEnd callMincore(SystemCall& call) {
    Kernel& kernel = call.kernel;
    Address at = call.value(0);
    if (!kernel.aligned(at))
        return CallEnd::failed(einval);
    const std::uint64_t pages = kernel.roundUp(call.value(1)) / kernel.pageSize;
    if (at > kernel.parameters.userEnd || call.value(1) > kernel.parameters.userEnd - at)
        return CallEnd::failed(enomem);
    for (std::uint64_t done = 0; done < pages;) {
        const Vma* vma = call.process.space->mappings.at(at);
        if (!vma)
            return CallEnd::failed(enomem);
        Bytes vector;
        for (; done + vector.size() < pages && at < vma->end; at += kernel.pageSize) {
            const Entry& entry = call.process.space->table.at(kernel.pageOf(at));
            const CachedPage* page =
                vma->file ? vma->inode()->cachedPage(vma->pageOffsetOf(at, kernel.pageSize)) : nullptr;
            const bool cached = page && page->uptodate;
            const bool swapped = entry.kind == Entry::Kind::Swapped;
            vector.push_back(entry.present() || (!swapped && cached) ? 1 : 0); // a guard counts as no entry
        }
        if (call.write(2, done, vector) != vector.size())
            return CallEnd::failed(efault);
        done += vector.size();
    }
    return CallEnd::done(0);
}

namespace {

/// apply_vma_lock_flags; 0 or an errno.
std::int32_t setLockFlags(SystemCall& call, Address start, Address end, std::uint64_t lock) {
    call.kernel.recorder.mappingsTouched(call.process.id);
    AddressSpace& space = *call.process.space;
    if (end < start)
        return einval;
    for (Address at = start; at < end;) {
        Vma* vma = space.mappings.at(at);
        if (!vma)
            return enomem;
        const Address stop = std::min(end, vma->end);
        const std::uint64_t flags = (vma->flags & ~(vmLocked | vmLockOnFault)) | lock;
        const std::uint64_t pages = (stop - at) / call.kernel.pageSize;
        if ((flags & vmLocked) && !vma->has(vmLocked))
            space.lockedPages += pages;
        else if (!(flags & vmLocked) && vma->has(vmLocked))
            space.lockedPages -= std::min(space.lockedPages, pages);
        space.mappings.changeFlags(at, stop, flags);
        at = stop;
    }
    return 0;
}

} // namespace

CallEnd callMlock(SystemCall& call) {
    Kernel& kernel = call.kernel;
    std::uint64_t lock = vmLocked;
    if (call.operation.call == Call::Mlock2) {
        if (call.value(2) & ~mlockOnFault)
            return CallEnd::failed(einval);
        if (call.value(2) & mlockOnFault)
            lock |= vmLockOnFault;
    }
    if (!mayLockAtAll(kernel, call.process))
        return CallEnd::failed(eperm);
    const Address start = kernel.roundDown(call.value(0));
    const std::uint64_t length = kernel.roundUp(call.value(1) + (call.value(0) - start));
    const Address end = start + length;
    std::uint64_t already = 0;
    if (end >= start)
        for (const Address at : call.process.space->mappings.startsIn(start, end)) {
            const Vma& vma = *call.process.space->mappings.at(at);
            if (vma.has(vmLocked))
                already += std::min(end, vma.end) - std::max(start, vma.start);
        }
    if (!mayLock(kernel, call.process, vmLocked, length - std::min(length, already)))
        return CallEnd::failed(enomem);
    if (const std::int32_t error = setLockFlags(call, start, end, lock))
        return CallEnd::failed(error);
    return populate(kernel, call.process, start, end) ? CallEnd::done(0) : CallEnd::failed(enomem);
}

CallEnd callMunlock(SystemCall& call) {
    const Address start = call.kernel.roundDown(call.value(0));
    const std::uint64_t length = call.kernel.roundUp(call.value(1) + (call.value(0) - start));
    const std::int32_t error = setLockFlags(call, start, start + length, 0);
    return error ? CallEnd::failed(error) : CallEnd::done(0);
}

CallEnd callMlockall(SystemCall& call) {
    Kernel& kernel = call.kernel;
    AddressSpace& space = *call.process.space;
    const std::uint64_t flags = call.value(0);
    if (flags == 0 || (flags & ~(mclCurrent | mclFuture | mclOnFault)) || flags == mclOnFault)
        return CallEnd::failed(einval);
    if (!mayLockAtAll(kernel, call.process))
        return CallEnd::failed(eperm);
    const std::uint64_t bytes = space.mappedPages * kernel.pageSize;
    if ((flags & mclCurrent) && !kernel.parameters.mayLockMemory && bytes > call.process.limits[limitMemlock].soft)
        return CallEnd::failed(enomem);
    const std::uint64_t lock = vmLocked | ((flags & mclOnFault) ? vmLockOnFault : 0);
    space.futureFlags = (flags & mclFuture) ? lock : 0;
    if (flags & mclCurrent) {
        std::vector<AddressRange> ranges;
        for (const auto& [start, vma] : space.mappings.all())
            ranges.push_back({start, vma.end});
        for (const AddressRange& range : ranges)
            setLockFlags(call, range.start, range.end, lock);
        for (const AddressRange& range : ranges)
            populate(kernel, call.process, range.start, range.end);
    }
    return CallEnd::done(0);
}

CallEnd callMunlockall(SystemCall& call) {
    call.process.space->futureFlags = 0;
    std::vector<AddressRange> ranges;
    for (const auto& [start, vma] : call.process.space->mappings.all())
        ranges.push_back({start, vma.end});
    for (const AddressRange& range : ranges)
        setLockFlags(call, range.start, range.end, 0);
    return CallEnd::done(0);
}

} // namespace faultline
