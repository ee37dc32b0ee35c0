#include "simulator/kernel/page_cache.h"

#include "simulator/kernel/paging.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

CachedPage* cachePage(Kernel& kernel, Inode& inode, std::uint64_t index) {
    const std::uint64_t frame = takeFrame(kernel, FrameUse::FileCache);
    if (frame == noFrame)
        return nullptr;
    CachedPage& page = inode.pages[index];
    if (page.content == zeroContent)
        page.content = kernel.recorder.newContent();
    page.cached = true;
    page.dirty = page.marker = page.swapped = false;
    page.uptodate = true;
    page.frame = frame;
    FrameRecord& record = kernel.frames[frame];
    record.file = inode.id;
    record.index = index;
    record.content = page.content;
    kernel.recorder.filePageTouched(inode.id, index);
    return &page;
}

void markDirty(Kernel& kernel, Inode& inode, std::uint64_t index) {
    CachedPage& page = inode.pages.at(index);
    if (inode.inMemory() || page.dirty)
        return;
    page.dirty = true;
    kernel.recorder.filePageTouched(inode.id, index);
}

namespace {

/// folio_mkclean: entries of shared mappings become read-only and clean.
void protectEntries(Kernel& kernel, const CachedPage& page) {
    const std::vector<FrameUser> users = kernel.frames[page.frame].users;
    for (const FrameUser& user : users) {
        Task& process = *kernel.process(user.process);
        const Vma* vma = process.space->mappings.at(user.page * kernel.pageSize);
        if (!vma || !vma->shared())
            continue;
        EntryBits bits = process.space->table.at(user.page).bits;
        bits.writable = bits.dirty = false;
        setBits(kernel, process, user.page, bits);
    }
}

} // namespace

namespace {

void clearBytes(Kernel& kernel, const Inode& inode, std::uint64_t from, std::uint64_t to) {
    const auto page = inode.pages.find(from / kernel.pageSize);
    if (from >= to || page == inode.pages.end() || !kernel.recorder.snapshot.contents.has(page->second.content))
        return;
    Bytes bytes(to - from);
    kernel.recorder.read(page->second.content, from % kernel.pageSize, bytes);
    if (std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; }))
        return;
    std::fill(bytes.begin(), bytes.end(), std::uint8_t{0});
    kernel.recorder.store(page->second.content, from % kernel.pageSize, bytes);
    Event& event = kernel.recorder.tell(EventKind::ZeroesTail);
    event.file = inode.id;
    event.index = page->first;
    event.count = bytes.size();
}

} // namespace

void cleanPages(Kernel& kernel, Inode& inode, std::uint64_t first, std::uint64_t last) {
    if (inode.inMemory())
        return;
    std::uint64_t run = 0, count = 0;
    const auto tellRun = [&] {
        if (count == 0)
            return;
        for (const EventKind kind : {EventKind::WritesPages, EventKind::CleansPages}) {
            Event& event = kernel.recorder.tell(kind);
            event.file = inode.id;
            event.index = run;
            event.count = count;
        }
        count = 0;
    };
    for (auto at = inode.pages.lower_bound(first); at != inode.pages.end() && at->first <= last; ++at) {
        CachedPage& page = at->second;
        if (!page.cached || !page.dirty)
            continue;
        if (count == 0 || at->first != run + count) {
            tellRun();
            run = at->first;
        }
        if (at->first == inode.size / kernel.pageSize) // what lies behind the end is never written
            clearBytes(kernel, inode, inode.size, (at->first + 1) * kernel.pageSize);
        ++count;
        page.dirty = false;
        page.allocated = true;
        ++kernel.counters.pagesWritten;
        kernel.recorder.filePageTouched(inode.id, at->first);
        protectEntries(kernel, page);
    }
    tellRun();
}

void allocateDelayed(Kernel& kernel, Inode& inode) {
    const auto delayed = [](const auto& page) { return page.second.dirty && !page.second.allocated; };
    if (std::any_of(inode.pages.begin(), inode.pages.end(), delayed))
        cleanPages(kernel, inode, 0, ~std::uint64_t{0});
}

void uncachePage(Kernel& kernel, Inode& inode, std::uint64_t index, bool keepBytes) {
    const auto at = inode.pages.find(index);
    if (at == inode.pages.end())
        return;
    kernel.recorder.filePageTouched(inode.id, index);
    const std::uint64_t frame = at->second.cached ? at->second.frame : noFrame;
    const ContentId content = at->second.content;
    at->second.cached = at->second.dirty = false;
    at->second.frame = noFrame;
    if (!keepBytes || !kernel.recorder.snapshot.contents.has(content)) {
        inode.pages.erase(at);
        kernel.recorder.forget(content);
    }
    if (frame != noFrame) {
        const std::vector<FrameUser> users = kernel.frames[frame].users;
        for (const FrameUser& user : users)
            clearEntry(kernel, *kernel.process(user.process), user.page);
        if (users.empty())
            releaseFrame(kernel, frame);
    }
}

void dropCleanPages(Kernel& kernel, Inode& inode, std::uint64_t first, std::uint64_t last) {
    std::vector<std::uint64_t> dropped;
    for (auto at = inode.pages.lower_bound(first); at != inode.pages.end() && at->first <= last; ++at)
        if (at->second.cached && !at->second.dirty && kernel.frames[at->second.frame].users.empty())
            dropped.push_back(at->first);
    for (const std::uint64_t index : dropped)
        uncachePage(kernel, inode, index, true);
    if (!dropped.empty()) {
        Event& event = kernel.recorder.tell(EventKind::DropsPages);
        event.file = inode.id;
        event.index = dropped.front();
        event.count = dropped.size();
    }
}

void unmapPages(Kernel& kernel, Inode& inode, std::uint64_t first, std::uint64_t last, bool copies) {
    for (auto& [id, process] : kernel.processes) {
        if (!process.space)
            continue;
        for (const auto& [start, vma] : process.space->mappings.all()) {
            if (vma.inode() != &inode)
                continue;
            const std::uint64_t low = std::max(first, vma.pageOffset);
            const std::uint64_t high = std::min(last, vma.pageOffset + vma.pages(kernel.pageSize) - 1);
            if (low > high)
                continue;
            const std::uint64_t base = kernel.pageOf(start) - vma.pageOffset;
            std::vector<std::uint64_t> pages;
            process.space->table.forEach(base + low, base + high + 1, [&](std::uint64_t page, const Entry& entry) {
                if ((copies && entry.kind != Entry::Kind::Guard) ||
                    (entry.present() && isCachedFrame(kernel, entry.frame)))
                    pages.push_back(page);
            });
            for (const std::uint64_t page : pages)
                clearEntry(kernel, process, page);
            if (!pages.empty())
                kernel.recorder.tell(EventKind::RemovesEntries, pages.front() * kernel.pageSize).count = pages.size();
        }
    }
}

void zeroPart(Kernel& kernel, Inode& inode, std::uint64_t from, std::uint64_t to) {
    if (from >= to)
        return;
    if (!inode.inMemory()) {
        const std::uint64_t index = from / kernel.pageSize;
        CachedPage* page = inode.cachedPage(index);
        const auto known = inode.pages.find(index);
        const bool hole =
            !page && (known == inode.pages.end() || !kernel.recorder.snapshot.contents.has(known->second.content));
        if (!page && (page = cachePage(kernel, inode, index)))
            page->uptodate = false; // ext4_block_zero_page_range reads its block alone
        if (!page)
            return;
        if (!hole)
            markDirty(kernel, inode, index);
    }
    clearBytes(kernel, inode, from, to);
}

void zeroTail(Kernel& kernel, Inode& inode, std::uint64_t to) {
    if (inode.size % kernel.pageSize != 0)
        zeroPart(kernel, inode, inode.size, std::min(to, (inode.size / kernel.pageSize + 1) * kernel.pageSize));
}

void resize(Kernel& kernel, Inode& inode, std::uint64_t size) {
    const std::uint64_t old = inode.size;
    if (size >= old && !inode.inMemory())
        zeroTail(kernel, inode);
    inode.size = size;
    kernel.recorder.fileTouched(inode.id);
    const std::uint64_t kept = inode.pageCount(kernel.pageSize);
    std::vector<std::uint64_t>
        lost; // where the file has not shrunk, too: a write that failed leaves pages behind its end
    for (auto at = inode.pages.lower_bound(kept); at != inode.pages.end(); ++at)
        lost.push_back(at->first);
    if (size < old || !lost.empty())
        unmapPages(kernel, inode, kept, ~std::uint64_t{0}, true);
    for (const std::uint64_t index : lost)
        uncachePage(kernel, inode, index, false);
    if (size < old)
        zeroTail(kernel, inode);
    Event& event = kernel.recorder.tell(EventKind::ResizesFile);
    event.file = inode.id;
    event.value = static_cast<std::int64_t>(size);
}

void punchHole(Kernel& kernel, Inode& inode, std::uint64_t offset, std::uint64_t length) {
    const std::uint64_t end = offset + length;
    const std::uint64_t firstWhole = (offset + kernel.pageSize - 1) / kernel.pageSize;
    const std::uint64_t endWhole = end / kernel.pageSize;
    // A hole that ends within the first page unmaps all pages behind it: the kernel's last byte to unmap is then -1,
    // compared unsigned (truncate_pagecache_range, shmem_fallocate).
    if (endWhole == 0)
        unmapPages(kernel, inode, firstWhole, ~std::uint64_t{0}, false);
    if (firstWhole < endWhole) {
        unmapPages(kernel, inode, firstWhole, endWhole - 1, false);
        for (std::uint64_t index = firstWhole; index < endWhole; ++index)
            uncachePage(kernel, inode, index, false);
    }
    if (firstWhole > endWhole) { // within one page
        zeroPart(kernel, inode, offset, end);
        return;
    }
    zeroPart(kernel, inode, offset, firstWhole * kernel.pageSize);
    zeroPart(kernel, inode, endWhole * kernel.pageSize, end);
}

bool hasBlock(const Kernel& kernel, const Inode& inode, std::uint64_t index) {
    const auto page = inode.pages.find(index);
    return page != inode.pages.end() &&
           (page->second.dirty || kernel.recorder.snapshot.contents.has(page->second.content));
}

void readBytes(const Kernel& kernel, const Inode& inode, std::uint64_t offset, std::span<std::uint8_t> into) {
    while (!into.empty()) {
        const std::uint64_t within = offset % kernel.pageSize;
        const std::size_t piece = std::min<std::size_t>(into.size(), kernel.pageSize - within);
        const auto page = inode.pages.find(offset / kernel.pageSize);
        kernel.recorder.read(page == inode.pages.end() ? zeroContent : page->second.content, within, into.first(piece));
        into = into.subspan(piece);
        offset += piece;
    }
}

void writeToPage(Kernel& kernel, Inode& inode, std::uint64_t index, std::uint64_t offset,
                 std::span<const std::uint8_t> bytes) {
    kernel.recorder.store(inode.pages.at(index).content, offset, bytes);
    markDirty(kernel, inode, index);
}

Bytes wholeFile(const Kernel& kernel, const Inode& inode) {
    Bytes bytes(inode.size);
    readBytes(kernel, inode, 0, bytes);
    return bytes;
}

void forgetFile(Kernel& kernel, Inode& inode) {
    inode.gone = true;
    kernel.recorder.fileTouched(inode.id);
    while (!inode.pages.empty())
        uncachePage(kernel, inode, inode.pages.begin()->first, false);
}

void forgetFileIfUnused(Kernel& kernel, Inode& inode) {
    if (!inode.folder && !inode.gone && inode.links == 0 && inode.openFiles == 0)
        forgetFile(kernel, inode);
}

} // namespace faultline
