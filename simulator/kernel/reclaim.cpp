#include "simulator/kernel/reclaim.h"

#include "simulator/kernel/page_cache.h"
#include "simulator/kernel/paging.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

namespace {

bool locked(Kernel& kernel, const FrameRecord& record) {
    return std::any_of(record.users.begin(), record.users.end(), [&](const FrameUser& user) {
        const Vma* vma = kernel.process(user.process)->space->mappings.at(user.page * kernel.pageSize);
        return vma && vma->has(vmLocked);
    });
}

bool mayLeave(Kernel& kernel, std::uint64_t frame) {
    const FrameRecord& record = kernel.frames[frame];
    if (std::find(kernel.pinned.begin(), kernel.pinned.end(), frame) != kernel.pinned.end() || locked(kernel, record))
        return false;
    if (record.use == FrameUse::FileCache && !kernel.files.file(record.file)->inMemory())
        return true;
    return kernel.swapUsed < kernel.parameters.swap / kernel.pageSize;
}

/// The accessed bits of all entries that lead to the frame.
bool testAndClear(Kernel& kernel, std::uint64_t frame) {
    bool accessed = false;
    for (const FrameUser& user : kernel.frames[frame].users) {
        Task& process = *kernel.process(user.process);
        EntryBits& bits = process.space->table.bitsOf(user.page);
        if (!bits.accessed)
            continue;
        accessed = true;
        bits.accessed = false;
        kernel.recorder.pageTouched(user.process, user.page);
        kernel.mmu.tlb.drop(user.process, user.page); // else the hardware would not set the bit again
    }
    return accessed;
}

void evictFilePage(Kernel& kernel, const FrameRecord& record) {
    Inode& inode = *kernel.files.file(record.file);
    if (inode.inMemory()) {
        const CachedPage page = *inode.cachedPage(record.index);
        uncachePage(kernel, inode, record.index, true);
        CachedPage& kept = inode.pages[record.index];
        kept.content = page.content;
        kept.swapped = true;
        ++kernel.swapUsed;
        ++kernel.counters.pagesWritten;
        kernel.recorder.filePageTouched(inode.id, record.index);
        return;
    }
    cleanPages(kernel, inode, record.index, record.index);
    uncachePage(kernel, inode, record.index, true);
}

void evictPrivatePage(Kernel& kernel, std::uint64_t frame) {
    FrameRecord& record = kernel.frames[frame];
    const ContentId content = record.content;
    const std::vector<FrameUser> users = record.users;
    record.content = zeroContent; // the bytes stay, in swap
    kernel.swap[content] = {static_cast<std::uint32_t>(users.size()), record.exclusive};
    ++kernel.swapUsed;
    ++kernel.counters.pagesWritten;
    for (const FrameUser& user : users) {
        Task& process = *kernel.process(user.process);
        setEntry(kernel, process, user.page, {Entry::Kind::Swapped, process.space->table.at(user.page).bits, content});
    }
}

} // namespace

bool evictOne(Kernel& kernel) {
    if (!kernel.limited)
        return false;
    const Policy::Choice choice =
        kernel.policy->choose([&](std::uint64_t frame) { return testAndClear(kernel, frame); },
                              [&](std::uint64_t frame) { return mayLeave(kernel, frame); });
    if (!choice.found)
        return false;
    const FrameRecord record = kernel.frames[choice.frame];
    Event& event = kernel.recorder.tell(EventKind::EvictsPage);
    event.frame = choice.frame;
    event.file = record.file;
    event.index = record.index;
    event.address = record.use == FrameUse::Anonymous ? record.index * kernel.pageSize : 0;
    event.text = choice.reason;
    ++kernel.counters.evictions;
    if (record.use == FrameUse::FileCache)
        evictFilePage(kernel, record);
    else
        evictPrivatePage(kernel, choice.frame);
    return true;
}

void dropSwapped(Kernel& kernel, ContentId content) {
    const auto slot = kernel.swap.find(content);
    if (--slot->second.users > 0)
        return;
    kernel.swap.erase(slot);
    --kernel.swapUsed;
    kernel.recorder.forget(content);
}

void shareSwapped(Kernel& kernel, ContentId content) {
    SwapSlot& slot = kernel.swap.at(content);
    ++slot.users;
    slot.exclusive = false;
}

bool swapIn(Kernel& kernel, Task& process, const Vma& vma, std::uint64_t page) {
    const ContentId content = process.space->table.at(page).frame;
    SwapSlot& slot = kernel.swap.at(content);
    const bool last = --slot.users == 0;
    const bool exclusive = slot.exclusive || last;
    // The last to come back takes the bytes themselves, others a copy.
    const ContentId own = last ? content : kernel.recorder.copyOf(content);
    const std::uint64_t frame = takeAnonymousFrame(kernel, process, page, own);
    if (frame == noFrame) {
        ++kernel.swap.at(content).users;
        return false;
    }
    if (last) {
        kernel.swap.erase(content);
        --kernel.swapUsed;
    }
    kernel.frames[frame].exclusive = exclusive || !last;
    ++kernel.counters.pagesRead;
    kernel.recorder.tell(EventKind::TakesFrame).frame = frame;
    Event& event = kernel.recorder.tell(EventKind::ReadsPages);
    event.frame = frame;
    event.count = 1;
    event.address = page * kernel.pageSize;
    EntryBits bits = entryBitsOf(vma, true);
    bits.writable = vma.has(vmWrite);
    bits.dirty = bits.writable;
    const Entry entry{Entry::Kind::Present, bits, frame};
    Event& set = kernel.recorder.tell(EventKind::SetsEntry, page * kernel.pageSize);
    set.frame = frame;
    set.other = noFrame;
    set.entry = bits;
    setEntry(kernel, process, page, entry);
    return true;
}

} // namespace faultline
