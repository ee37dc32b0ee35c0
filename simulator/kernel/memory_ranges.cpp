#include "simulator/kernel/memory_ranges.h"

#include "simulator/kernel/access.h"
#include "simulator/kernel/paging.h"
#include "simulator/kernel/process_calls.h"
#include "simulator/kernel/vma_facts.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

namespace {

constexpr std::uint64_t hugePage = 2u << 20; // PMD_SIZE of x86-64

/// arch_get_unmapped_area_topdown
std::optional<Address> plainPlace(const Kernel& kernel, const Task& process, Address hint, std::uint64_t length) {
    const MappingList& mappings = process.space->mappings;
    const Address userEnd = kernel.parameters.userEnd;
    if (length > userEnd)
        return std::nullopt;
    if (hint != 0 && hint <= userEnd - length && mappings.isFree(hint, hint + length))
        return hint;
    return mappings.highestGap(length, std::min(kernel.parameters.mmapMinimum, kernel.parameters.mmapTop),
                               kernel.parameters.mmapTop);
}

/// __thp_get_unmapped_area: so that file offset and address agree modulo 2 MiB.
std::optional<Address> alignedPlace(const Kernel& kernel, const Task& process, const PlaceWish& wish) {
    const std::uint64_t end = wish.offset + wish.length;
    const std::uint64_t firstWhole = (wish.offset + hugePage - 1) & ~(hugePage - 1);
    if (end <= firstWhole || end - firstWhole < hugePage)
        return std::nullopt;
    const std::uint64_t padded = wish.length + hugePage;
    if (padded < wish.length || wish.offset + padded < wish.offset)
        return std::nullopt;
    const auto found = plainPlace(kernel, process, wish.hint, padded);
    if (!found || *found == wish.hint)
        return found;
    const std::uint64_t shift = (wish.offset - *found) & (hugePage - 1);
    return *found + (shift == 0 ? hugePage : shift);
}

} // namespace

std::optional<Address> place(const Kernel& kernel, const Task& process, const PlaceWish& wish) {
    const bool onDisk = wish.file && wish.file->kind == OpenFile::Kind::File && !wish.file->inode->inMemory();
    const bool wholeAnonymous = !wish.file && !wish.shared && wish.hint == 0 && wish.length % hugePage == 0;
    if (kernel.hardware.preset == "x86-64" && (onDisk || wholeAnonymous)) {
        PlaceWish aligned = wish;
        if (!wish.file)
            aligned.offset = 0;
        if (const auto found = alignedPlace(kernel, process, aligned))
            return found;
    }
    return plainPlace(kernel, process, wish.hint, wish.length);
}

void unmapRange(Kernel& kernel, Task& process, Address start, Address end) {
    AddressSpace& space = *process.space;
    if (start >= end || !space.mappings.meets(start, end))
        return;
    for (const Address at : {start, end}) {
        if (space.mappings.splitAt(at))
            kernel.recorder.tell(EventKind::SplitsMapping, at);
    }
    clearEntries(kernel, process, start, end);
    for (const Address at : space.mappings.startsIn(start, end)) {
        const Vma& vma = *space.mappings.at(at);
        tellMapping(kernel, EventKind::RemovesMapping, vma);
        const std::uint64_t pages = vma.pages(kernel.pageSize);
        space.mappedPages -= std::min(space.mappedPages, pages);
        if (vma.has(vmLocked))
            space.lockedPages -= std::min(space.lockedPages, pages);
        const std::shared_ptr<OpenFile> file = vma.file; // let go of after the mapping is
        const bool systemV = vma.systemV;
        space.mappings.remove(at);
        if (systemV)
            segmentTouched(kernel, file->inode.get(), process.id);
    }
    // A table stays while any mapping, the program's or not, lies in what it stands for (free_pgtables).
    space.table.freeEmptyTables(kernel.pageOf(start), kernel.pageOf(end),
                                [&](std::uint64_t first, std::uint64_t behind) {
                                    return !space.mappings.isFree(first * kernel.pageSize, behind * kernel.pageSize);
                                });
    kernel.recorder.mappingsTouched(process.id);
}

bool mayExpand(const Kernel& kernel, const Task& process, std::uint64_t flags, std::uint64_t pages) {
    const AddressSpace& space = *process.space;
    const std::uint64_t most = process.limits[limitAddressSpace].soft / kernel.pageSize;
    if (pages > most || space.mappedPages > most - pages)
        return false;
    const bool data = (flags & (vmWrite | vmShared)) == vmWrite;
    const std::uint64_t mostData = process.limits[limitData].soft;
    if (!data || mostData == ~std::uint64_t{0})
        return true;
    std::uint64_t held = 0;
    for (const auto& [start, vma] : space.mappings.all())
        if ((vma.flags & (vmWrite | vmShared)) == vmWrite)
            held += vma.pages(kernel.pageSize);
    return held + pages <= mostData / kernel.pageSize;
}

bool enoughMemory(const Kernel& kernel, std::uint64_t pages) {
    constexpr std::uint8_t always = 1;
    if (kernel.parameters.overcommit == always)
        return true;
    return pages <= (kernel.parameters.memory + kernel.parameters.swap) / kernel.pageSize;
}

bool mayLockAtAll(const Kernel& kernel, const Task& process) {
    return kernel.parameters.mayLockMemory || process.limits[limitMemlock].soft != 0;
}

bool mayLock(const Kernel& kernel, const Task& process, std::uint64_t flags, std::uint64_t bytes) {
    if ((flags & vmLocked) == 0 || kernel.parameters.mayLockMemory)
        return true;
    return bytes / kernel.pageSize + process.space->lockedPages <= process.limits[limitMemlock].soft / kernel.pageSize;
}

bool populate(Kernel& kernel, Task& process, Address start, Address end) {
    const std::uint64_t majorBefore = process.facts.major;
    bool had = true;
    for (Address at = start; at < end && had;) {
        const Vma* vma = process.space->mappings.from(at);
        if (!vma || vma->start >= end)
            break;
        at = std::max(at, vma->start);
        const Address stop = std::min(end, vma->end);
        const bool write = (vma->flags & (vmWrite | vmShared)) == vmWrite;
        if (!vma->has(vmLockOnFault)) {
            for (; at < stop && had; at += kernel.pageSize)
                had = (process.space->mappings.at(at)->flags & vmAccess) != 0 &&
                      kernelTouch(kernel, process, at, write) != noFrame;
        }
        at = stop;
    }
    // Faults of populate are counted as minor, cold or not.
    process.facts.minor += process.facts.major - majorBefore;
    process.facts.major = majorBefore;
    return had;
}

void changeProtection(Kernel& kernel, Task& process, const Vma& vma, Address start, Address end) {
    std::vector<std::uint64_t> pages;
    process.space->table.forEach(kernel.pageOf(start), kernel.pageOf(end), [&](std::uint64_t page, const Entry& entry) {
        if (entry.present())
            pages.push_back(page);
    });
    const bool inMemory = vma.file && vma.inode()->inMemory();
    for (const std::uint64_t page : pages) {
        const Entry entry = process.space->table.at(page);
        EntryBits bits = entryBitsOf(vma, entry.bits.accessed);
        bits.dirty = entry.bits.dirty;
        if (vma.has(vmWrite)) {
            if (vma.shared()) // can_change_shared_pte_writable: dirty pages need no further fault
                bits.writable = inMemory || entry.bits.dirty;
            else // can_change_private_pte_writable
                bits.writable = entry.frame != kernel.zeroFrame &&
                                kernel.frames[entry.frame].use == FrameUse::Anonymous &&
                                kernel.frames[entry.frame].exclusive;
        }
        setBits(kernel, process, page, bits);
    }
}

} // namespace faultline
