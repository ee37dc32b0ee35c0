#include "simulator/kernel/paging.h"

#include "simulator/kernel/page_cache.h"
#include "simulator/kernel/reclaim.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

namespace {

/// Whether a frame is exclusive is shown with each page that leads to it.
void usersChanged(Kernel& kernel, const FrameRecord& record, std::uint64_t frame) {
    if (record.users.size() <= 2)
        for (const FrameUser& user : record.users)
            kernel.recorder.pageTouched(user.process, user.page);
    kernel.recorder.frameTouched(frame);
}

void addUser(Kernel& kernel, std::uint64_t frame, FrameUser user) {
    if (frame == kernel.zeroFrame)
        return;
    FrameRecord& record = kernel.frames[frame];
    record.users.push_back(user);
    usersChanged(kernel, record, frame);
}

void removeUser(Kernel& kernel, std::uint64_t frame, FrameUser user) {
    if (frame == kernel.zeroFrame)
        return;
    FrameRecord& record = kernel.frames[frame];
    const auto place = std::find(record.users.begin(), record.users.end(), user);
    *place = record.users.back();
    record.users.pop_back();
    usersChanged(kernel, record, frame);
    releaseFrame(kernel, frame);
}

void dropTlb(Kernel& kernel, Task& process, std::uint64_t page) {
    if (kernel.mmu.tlb.drop(process.id, page)) {
        Event& event = kernel.recorder.tell(EventKind::DropsTlbEntry, page * kernel.pageSize);
        event.process = process.id;
        event.count = 1;
    }
}

} // namespace

bool isCachedFrame(const Kernel& kernel, std::uint64_t frame) {
    return frame != kernel.zeroFrame && kernel.frames[frame].use == FrameUse::FileCache;
}

EntryBits entryBitsOf(const Vma& vma, bool accessed) {
    EntryBits bits;
    bits.user = (vma.flags & vmAccess) != 0;
    bits.executable = vma.has(vmExec);
    bits.accessed = accessed;
    return bits;
}

void setEntry(Kernel& kernel, Task& process, std::uint64_t page, const Entry& entry) {
    PageTable& table = process.space->table;
    const Entry old = table.at(page);
    const bool tlbMayHold = old.present();
    table.set(page, entry);
    if (entry.present() && !(old.present() && old.frame == entry.frame))
        addUser(kernel, entry.frame, {process.id, page});
    if (old.present() && !(entry.present() && old.frame == entry.frame))
        removeUser(kernel, old.frame, {process.id, page});
    kernel.recorder.pageTouched(process.id, page);
    if (tlbMayHold)
        dropTlb(kernel, process, page);
}

void clearEntry(Kernel& kernel, Task& process, std::uint64_t page) {
    const Entry& old = process.space->table.at(page);
    if (old.kind == Entry::Kind::None)
        return;
    if (old.kind == Entry::Kind::Swapped) {
        const ContentId content = old.frame;
        dropSwapped(kernel, content);
    }
    setEntry(kernel, process, page, Entry{});
}

std::uint64_t clearEntries(Kernel& kernel, Task& process, Address start, Address end, KeepGuards guards) {
    std::vector<std::uint64_t> pages;
    process.space->table.forEach(kernel.pageOf(start), kernel.pageOf(end), [&](std::uint64_t page, const Entry& entry) {
        if (entry.kind != Entry::Kind::Guard || guards == KeepGuards::No)
            pages.push_back(page);
    });
    for (const std::uint64_t page : pages)
        clearEntry(kernel, process, page);
    if (!pages.empty()) {
        Event& event = kernel.recorder.tell(EventKind::RemovesEntries, pages.front() * kernel.pageSize);
        event.process = process.id;
        event.count = pages.size();
    }
    return pages.size();
}

void setBits(Kernel& kernel, Task& process, std::uint64_t page, const EntryBits& bits) {
    Entry entry = process.space->table.at(page);
    if (entry.bits == bits)
        return;
    entry.bits = bits;
    setEntry(kernel, process, page, entry);
}

bool isOverfull(const Kernel& kernel) {
    return !kernel.limited && kernel.frames.used() >= mostFilled / kernel.pageSize;
}

std::uint64_t takeFrame(Kernel& kernel, FrameUse use) {
    if (isOverfull(kernel)) {
        kernel.outOfMemory = true;
        return noFrame;
    }
    auto frame = kernel.frames.take(use);
    while (!frame && evictOne(kernel))
        frame = kernel.frames.take(use);
    if (!frame) {
        kernel.outOfMemory = true;
        return noFrame;
    }
    kernel.recorder.frameTouched(*frame);
    if (kernel.limited && (use == FrameUse::Anonymous || use == FrameUse::FileCache)) {
        kernel.policy->entered(*frame);
        kernel.pinned.push_back(*frame);
    }
    return *frame;
}

std::uint64_t takeAnonymousFrame(Kernel& kernel, Task& process, std::uint64_t page, ContentId content) {
    const std::uint64_t frame = takeFrame(kernel, FrameUse::Anonymous);
    if (frame == noFrame)
        return noFrame;
    FrameRecord& record = kernel.frames[frame];
    record.process = process.id;
    record.index = page;
    record.content = content;
    record.exclusive = true;
    return frame;
}

void releaseFrame(Kernel& kernel, std::uint64_t frame) {
    FrameRecord& record = kernel.frames[frame];
    if (!record.users.empty() || record.use == FrameUse::PageTable)
        return;
    if (record.use == FrameUse::FileCache) {
        const Inode* inode = kernel.files.file(record.file);
        const CachedPage* page = inode ? inode->cachedPage(record.index) : nullptr;
        if (page && page->frame == frame)
            return;
    } else {
        kernel.recorder.forget(record.content);
    }
    if (kernel.limited)
        kernel.policy->left(frame);
    kernel.frames.free(frame);
    kernel.recorder.frameTouched(frame);
}

} // namespace faultline
