#include "simulator/kernel/fault.h"

#include "simulator/kernel/page_cache.h"
#include "simulator/kernel/paging.h"
#include "simulator/kernel/reclaim.h"
#include "simulator/kernel/vma_facts.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

namespace {

/// One fault being handled.
struct Fault {
    Kernel& kernel;
    Task& process;
    Vma& vma;
    Address address;
    std::uint64_t page;  ///< virtual page number
    std::uint64_t index; ///< page of the file
    bool write;
    FaultBy by;
    bool major = false;
};

Signal segmentFault(Address address, std::int32_t code) {
    return {sigSegv, code, address, 0};
}

Signal killedForMemory() {
    return {sigKill, siKernel, 0, 0};
}

void tellEntry(Fault& fault, const Entry& entry, std::uint64_t oldFrame) {
    Event& event = fault.kernel.recorder.tell(EventKind::SetsEntry, fault.page * fault.kernel.pageSize);
    event.frame = entry.frame;
    event.other = oldFrame;
    event.entry = entry.bits;
    event.write = fault.write;
}

void install(Fault& fault, std::uint64_t frame, EntryBits bits) {
    const Entry old = fault.process.space->table.at(fault.page);
    const Entry entry{Entry::Kind::Present, bits, frame};
    tellEntry(fault, entry, old.present() ? old.frame : noFrame);
    setEntry(fault.kernel, fault.process, fault.page, entry);
}

/// The bits of a private page that is the process's own.
EntryBits ownBits(const Vma& vma) {
    EntryBits bits = entryBitsOf(vma, true);
    bits.writable = vma.has(vmWrite);
    bits.dirty = vma.has(vmWrite);
    return bits;
}

std::uint64_t takeOwnFrame(Fault& fault, ContentId content) {
    fault.process.space->mappings.prepareAnon(fault.vma);
    const std::uint64_t frame = takeAnonymousFrame(fault.kernel, fault.process, fault.page, content);
    if (frame != noFrame)
        fault.kernel.recorder.tell(EventKind::TakesFrame).frame = frame;
    return frame;
}

/// do_anonymous_page
Signal anonymousFault(Fault& fault) {
    Kernel& kernel = fault.kernel;
    if (!fault.write && kernel.parameters.zeroPage) {
        kernel.recorder.tell(EventKind::UsesZeroPage, fault.page * kernel.pageSize).frame = kernel.zeroFrame;
        install(fault, kernel.zeroFrame, entryBitsOf(fault.vma, true));
        return {};
    }
    const std::uint64_t frame = takeOwnFrame(fault, kernel.recorder.newContent());
    if (frame == noFrame)
        return killedForMemory();
    kernel.recorder.tell(EventKind::FillsWithZeros).frame = frame;
    install(fault, frame, ownBits(fault.vma));
    return {};
}

/// Makes a page of its own from a frame that it may not store to, and maps it.
Signal copyFrame(Fault& fault, std::uint64_t from) {
    Kernel& kernel = fault.kernel;
    const FrameRecord source = kernel.frames[from];
    kernel.pinned.push_back(from);
    const std::uint64_t frame = takeOwnFrame(fault, kernel.recorder.copyOf(source.content));
    if (frame == noFrame)
        return killedForMemory();
    if (from == kernel.zeroFrame) {
        kernel.recorder.tell(EventKind::FillsWithZeros).frame = frame;
    } else {
        Event& event = kernel.recorder.tell(EventKind::CopiesFrame);
        event.other = from;
        event.frame = frame;
        event.file = source.file;
        event.index = source.index;
    }
    install(fault, frame, ownBits(fault.vma));
    return {};
}

void tellCache(Fault& fault, const CachedPage* page) {
    Event& event = fault.kernel.recorder.tell(page ? EventKind::CacheHit : EventKind::CacheMiss);
    event.file = fault.vma.inode()->id;
    event.index = fault.index;
    if (page)
        event.frame = page->frame;
}

/// filemap_fault and shmem_fault: the page is in the cache afterwards; nullptr: no frame, or beyond the end.
CachedPage* findFilePage(Fault& fault) {
    Kernel& kernel = fault.kernel;
    Inode& inode = *fault.vma.inode();
    CachedPage* page = inode.cachedPage(fault.index);
    if (page) {
        tellCache(fault, page);
        // Reading it, the fault lets go of the lock it holds and is tried again: counted as major only where that is
        // the lock of the whole address space, which the kernel's own faults take (do_user_addr_fault, since
        // Linux 6.4).
        fault.major = !page->uptodate && !inode.inMemory() && fault.by == FaultBy::Kernel;
        page->uptodate = true;
        if (!fault.vma.has(vmRandom))
            readAhead(kernel, *fault.vma.file, fault.index);
        return page;
    }
    const auto swapped = inode.pages.find(fault.index);
    fault.major = !inode.inMemory() || (swapped != inode.pages.end() && swapped->second.swapped);
    tellCache(fault, nullptr);
    if (!readAround(kernel, fault.vma, fault.index))
        return nullptr;
    page = inode.cachedPage(fault.index);
    kernel.pinned.push_back(page->frame);
    if (inode.inMemory()) {
        kernel.recorder.tell(EventKind::TakesFrame).frame = page->frame;
        if (!fault.major)
            kernel.recorder.tell(EventKind::FillsWithZeros).frame = page->frame;
    }
    return page;
}

EntryBits filePageBits(const Vma& vma, bool accessed) {
    EntryBits bits = entryBitsOf(vma, accessed);
    // Files in memory need no dirty tracking, so their shared pages are writable at once.
    bits.writable = vma.shared() && vma.has(vmWrite) && vma.inode()->inMemory();
    return bits;
}

/// do_fault_around: maps what is cached around the page, and that page too where it is.
void faultAround(Fault& fault) {
    Kernel& kernel = fault.kernel;
    const std::uint64_t window = kernel.parameters.faultAround / kernel.pageSize;
    if (window <= 1)
        return;
    const std::uint64_t perTable = kernel.layout.pagesPerTable();
    const std::uint64_t first = kernel.pageOf(fault.vma.start);
    const std::uint64_t inTable = fault.page % perTable;
    const std::uint64_t behindStart = fault.page - first;
    const std::uint64_t from =
        fault.page - inTable + std::max(inTable / window * window, inTable - std::min(inTable, behindStart));
    std::uint64_t end = std::min({from + window, fault.page - inTable + perTable, kernel.pageOf(fault.vma.end)});
    Inode& inode = *fault.vma.inode();
    // Up to the end of the file, which may lie below the page itself.
    const auto behindEnd = static_cast<std::int64_t>(fault.page + inode.pageCount(kernel.pageSize) - fault.index);
    end = std::min(end, static_cast<std::uint64_t>(std::max<std::int64_t>(behindEnd, 0)));
    std::uint64_t mapped = 0, firstMapped = 0, left = 0, firstLeft = 0;
    const Address tableStart = (fault.page - inTable) * kernel.pageSize;
    bool table = fault.process.space->table.hasTable(fault.page) || inode.inMemory() ||
                 fault.process.space->mappings.meetsTaken(tableStart, tableStart + perTable * kernel.pageSize);
    for (std::uint64_t page = from; page < end; ++page) {
        const std::uint64_t index = fault.index + page - fault.page;
        const CachedPage* cached = inode.cachedPage(index);
        if (!cached || !cached->uptodate || cached->marker)
            continue;
        if (page != fault.page && kernel.stillRead.contains({inode.id, index})) {
            if (left++ == 0)
                firstLeft = page;
            continue;
        }
        // Where there is no table yet, the first page found decides whether one is made: not the file's last
        // (filemap_map_pages, can_map_large).
        if (!table && index + 1 >= inode.pageCount(kernel.pageSize))
            return;
        table = true;
        if (fault.process.space->table.at(page).kind != Entry::Kind::None)
            continue;
        const Entry entry{Entry::Kind::Present, filePageBits(fault.vma, page == fault.page), cached->frame};
        if (page == fault.page) {
            tellCache(fault, cached);
            tellEntry(fault, entry, noFrame);
        } else if (mapped++ == 0) {
            firstMapped = page;
        }
        setEntry(kernel, fault.process, page, entry);
    }
    if (mapped > 0) {
        Event& event = kernel.recorder.tell(EventKind::MapsNeighbours, firstMapped * kernel.pageSize);
        event.count = mapped;
        event.file = inode.id;
    }
    if (left > 0) {
        Event& event = kernel.recorder.tell(EventKind::LeavesNeighbours, firstLeft * kernel.pageSize);
        event.count = left;
        event.file = inode.id;
    }
    OpenFile& file = *fault.vma.file;
    file.readahead.misses -= std::min<std::uint32_t>(file.readahead.misses, static_cast<std::uint32_t>(mapped));
}

Signal beyondEnd(Fault& fault) {
    Event& event = fault.kernel.recorder.tell(EventKind::FindsBeyondEnd, fault.address);
    event.file = fault.vma.inode()->id;
    event.index = fault.index;
    return {sigBus, busAddressError, fault.address, 0};
}

/// do_read_fault
Signal readFault(Fault& fault) {
    faultAround(fault); // even where the page itself lies beyond the end
    if (fault.index >= fault.vma.inode()->pageCount(fault.kernel.pageSize))
        return beyondEnd(fault);
    if (fault.process.space->table.at(fault.page).present())
        return {};
    const CachedPage* page = findFilePage(fault);
    if (!page)
        return killedForMemory();
    // A page that had to be read: the access is tried again after the I/O, and goes by fault-around.
    if (fault.major)
        faultAround(fault);
    if (!fault.process.space->table.at(fault.page).present())
        install(fault, page->frame, filePageBits(fault.vma, true));
    return {};
}

/// do_shared_fault
Signal sharedStoreFault(Fault& fault) {
    const CachedPage* page = findFilePage(fault);
    if (!page)
        return killedForMemory();
    markDirty(fault.kernel, *fault.vma.inode(), fault.index);
    EntryBits bits = entryBitsOf(fault.vma, true);
    bits.writable = bits.dirty = true;
    install(fault, page->frame, bits);
    return {};
}

/// do_cow_fault
Signal privateStoreFault(Fault& fault) {
    const CachedPage* page = findFilePage(fault);
    return page ? copyFrame(fault, page->frame) : killedForMemory();
}

/// do_wp_page
Signal writeProtectFault(Fault& fault) {
    Kernel& kernel = fault.kernel;
    const Entry entry = fault.process.space->table.at(fault.page);
    EntryBits bits = entry.bits;
    bits.writable = bits.dirty = bits.accessed = true;
    if (fault.vma.shared()) {
        Event& event = kernel.recorder.tell(EventKind::MakesWritable, fault.page * kernel.pageSize);
        event.frame = entry.frame;
        event.file = fault.vma.inode()->id;
        markDirty(kernel, *fault.vma.inode(), fault.index);
        install(fault, entry.frame, bits);
        return {};
    }
    const bool own = entry.frame != kernel.zeroFrame && kernel.frames[entry.frame].use == FrameUse::Anonymous;
    FrameRecord& record = kernel.frames[entry.frame];
    if (!own || (!record.exclusive && record.users.size() > 1))
        return copyFrame(fault, entry.frame);
    record.exclusive = true;
    kernel.recorder.tell(EventKind::ReusesFrame).frame = entry.frame;
    install(fault, entry.frame, bits);
    return {};
}

Signal dispatch(Fault& fault) {
    Kernel& kernel = fault.kernel;
    const Entry entry = fault.process.space->table.at(fault.page);
    if (entry.kind == Entry::Kind::Guard)
        return segmentFault(fault.address, segvMapError);
    if (entry.kind == Entry::Kind::Swapped) {
        fault.major = true;
        if (!swapIn(kernel, fault.process, fault.vma, fault.page))
            return killedForMemory();
        const EntryBits bits = fault.process.space->table.at(fault.page).bits;
        return fault.write && !bits.writable ? writeProtectFault(fault) : Signal{};
    }
    if (entry.present())
        return fault.write && !entry.bits.writable ? writeProtectFault(fault) : Signal{};
    if (fault.vma.anonymous())
        return anonymousFault(fault);
    if (!fault.write)
        return readFault(fault);
    if (!fault.vma.shared()) // before the page is looked for, even where there is none
        fault.process.space->mappings.prepareAnon(fault.vma);
    if (fault.index >= fault.vma.inode()->pageCount(kernel.pageSize))
        return beyondEnd(fault);
    return fault.vma.shared() ? sharedStoreFault(fault) : privateStoreFault(fault);
}

} // namespace

Signal handleFault(Kernel& kernel, Task& process, Address address, bool write, FaultBy by) {
    Vma* vma = process.space->mappings.at(address);
    if (!vma) {
        kernel.recorder.tell(EventKind::FindsNoMapping, address);
        return segmentFault(address, segvMapError);
    }
    tellMapping(kernel, EventKind::FindsMapping, *vma);
    if (write ? !vma->has(vmWrite) : (vma->flags & vmAccess) == 0) {
        Event& event = kernel.recorder.tell(EventKind::FindsForbidden, address);
        event.write = write;
        event.protection = protectionOf(*vma);
        return segmentFault(address, segvAccessError);
    }
    Fault fault{kernel, process, *vma, address, kernel.pageOf(address), vma->pageOffsetOf(address, kernel.pageSize),
                write,  by};
    const Signal signal = dispatch(fault);
    if (signal)
        return signal;
    if (fault.major)
        ++process.facts.major;
    else
        ++process.facts.minor;
    kernel.recorder.processTouched(process.id);
    return {};
}

} // namespace faultline
