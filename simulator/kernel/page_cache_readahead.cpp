#include "simulator/kernel/linux_values.h"
#include "simulator/kernel/page_cache.h"

#include <algorithm>
#include <bit>

namespace faultline {

namespace {

/// Pages that readahead may take without making others leave.
bool hasRoom(const Kernel& kernel, std::uint64_t pages = 1) {
    return !kernel.limited || kernel.frames.used() + pages < kernel.frames.total();
}

void tellRead(Kernel& kernel, const Inode& inode, std::uint64_t first, std::uint64_t count, std::uint64_t frame) {
    Event& event = kernel.recorder.tell(EventKind::ReadsPages);
    event.file = inode.id;
    event.index = first;
    event.count = count;
    event.frame = frame;
}

/// Brings the pages of [first, last] that are not cached in, in order (page_cache_ra_unbounded), or `wanted` before all
/// others where frames are short; marks page `marker` if it is new. False: there was no frame for `wanted`.
bool readPages(Kernel& kernel, Inode& inode, std::uint64_t first, std::uint64_t last, std::uint64_t wanted,
               std::uint64_t marker) {
    const bool wasCached = inode.cachedPage(wanted) != nullptr;
    if (!hasRoom(kernel, last - first + 1) && !cachePage(kernel, inode, wanted))
        return false;
    std::uint64_t runStart = 0, count = 0, frame = noFrame;
    const auto tellRun = [&] {
        if (count > 0)
            tellRead(kernel, inode, runStart, count, frame);
        count = 0;
    };
    for (std::uint64_t index = first; index <= last; ++index) {
        CachedPage* page = inode.cachedPage(index);
        if (page && (index != wanted || wasCached)) {
            tellRun();
            continue;
        }
        if (!page) {
            page = hasRoom(kernel) ? cachePage(kernel, inode, index) : nullptr;
            if (!page) {
                if (index >= wanted)
                    break;
                tellRun();
                index = wanted - 1; // that one is there
                continue;
            }
        }
        page->marker = index == marker;
        const bool hole = !kernel.recorder.snapshot.contents.has(page->content);
        if (!hole)
            ++kernel.counters.pagesRead;
        if (count > 0 && page->frame != frame + count)
            tellRun();
        if (count == 0) {
            runStart = index;
            frame = page->frame;
        }
        ++count;
    }
    tellRun();
    return inode.cachedPage(wanted) != nullptr;
}

std::uint64_t windowPages(const Kernel& kernel) {
    return kernel.parameters.readahead / kernel.pageSize;
}

/// get_next_ra_size
std::uint64_t nextSize(std::uint64_t size, std::uint64_t most) {
    if (size < most / 16)
        return 4 * size;
    return size <= most / 2 ? 2 * size : most;
}

/// get_init_ra_size
std::uint64_t initialSize(std::uint64_t wanted, std::uint64_t most) {
    const std::uint64_t size = std::bit_ceil(wanted);
    if (size <= most / 32)
        return size * 4;
    return size <= most / 4 ? size * 2 : most;
}

/// Reads the window that the file's readahead stands at.
bool readWindow(Kernel& kernel, OpenFile& file, std::uint64_t wanted) {
    const Readahead& ahead = file.readahead;
    const std::uint64_t pages = file.inode->pageCount(kernel.pageSize);
    const std::uint64_t last = std::min(ahead.start + ahead.size, pages) - 1;
    return readPages(kernel, *file.inode, ahead.start, std::max(last, wanted), wanted,
                     ahead.start + ahead.size - ahead.asyncSize);
}

} // namespace

bool readAround(Kernel& kernel, const Vma& vma, std::uint64_t index) {
    constexpr std::uint32_t lotsOfMisses = 100; // MMAP_LOTSAMISS
    constexpr std::uint64_t noMarker = ~std::uint64_t{0};
    OpenFile& file = *vma.file;
    Readahead& ahead = file.readahead;
    const std::uint64_t window = windowPages(kernel);
    if (file.inode->inMemory()) // no disk: the page alone, and never more
        return cachePage(kernel, *file.inode, index) != nullptr;
    if (vma.has(linux_values::vmRandom) || window == 0)
        return readPages(kernel, *file.inode, index, index, index, noMarker);
    if (vma.has(linux_values::vmSequential))
        return readSequential(kernel, file, index, index + window - 1);
    if (ahead.misses < lotsOfMisses * 10)
        ++ahead.misses;
    if (ahead.misses > lotsOfMisses)
        return readPages(kernel, *file.inode, index, index, index, noMarker);
    if (vma.has(linux_values::vmExec)) { // code is not read before the page asked for, nor behind its mapping
        ahead.start = index;
        ahead.size = std::min(window, vma.pageOffset + vma.pages(kernel.pageSize) - index);
        ahead.asyncSize = 0;
    } else {
        ahead.start = index > window / 2 ? index - window / 2 : 0;
        ahead.size = window;
        ahead.asyncSize = window / 4;
    }
    return readWindow(kernel, file, index);
}

void readAhead(Kernel& kernel, OpenFile& file, std::uint64_t index) {
    CachedPage* touched = file.inode->cachedPage(index);
    if (!touched || !touched->marker)
        return;
    touched->marker = false;
    Readahead& ahead = file.readahead;
    const std::uint64_t window = windowPages(kernel);
    const std::uint64_t expected = ahead.start + ahead.size - ahead.asyncSize;
    if (index == expected) {
        ahead.start += ahead.size;
        ahead.size = nextSize(ahead.size, window);
    } else { // the next page that is missing begins the window
        std::uint64_t gap = index + 1;
        while (file.inode->cachedPage(gap) && gap - index <= window)
            ++gap;
        if (gap - index > window)
            return;
        ahead.start = gap;
        ahead.size = nextSize(gap - index + 1, window);
    }
    ahead.asyncSize = ahead.size;
    const std::uint64_t pages = file.inode->pageCount(kernel.pageSize);
    while (ahead.start < pages && file.inode->cachedPage(ahead.start) && ahead.size > 0) {
        ++ahead.start;
        --ahead.size;
    }
    if (ahead.start >= pages || ahead.size == 0 || !hasRoom(kernel))
        return;
    readPages(kernel, *file.inode, ahead.start, std::min(ahead.start + ahead.size, pages) - 1, ahead.start,
              ahead.start + ahead.size - ahead.asyncSize);
}

bool readSequential(Kernel& kernel, OpenFile& file, std::uint64_t index, std::uint64_t last) {
    Readahead& ahead = file.readahead;
    Inode& inode = *file.inode;
    if (inode.inMemory())
        return cachePage(kernel, inode, index) != nullptr;
    const std::uint64_t most = windowPages(kernel);
    const std::uint64_t wanted = std::max<std::uint64_t>(last - index + 1, 1);
    if (most == 0)
        return readPages(kernel, inode, index, index, index, ~std::uint64_t{0});
    const std::uint64_t previous = static_cast<std::uint64_t>(ahead.previousPosition) / kernel.pageSize;
    const bool sequential = ahead.previousPosition >= 0 && index - previous <= 1;
    if (index == 0 || wanted > most || sequential) {
        ahead.start = index;
        ahead.size = initialSize(std::min(wanted, most), most);
        ahead.asyncSize = ahead.size > wanted ? ahead.size - wanted : ahead.size / 2;
        return readWindow(kernel, file, index);
    }
    // Pages just before it that are cached speak for a sequence that other readers began.
    std::uint64_t history = 0;
    while (history < most && history < index && inode.cachedPage(index - 1 - history))
        ++history;
    if (history <= wanted) {
        return readPages(kernel, inode, index, std::min(last, inode.pageCount(kernel.pageSize) - 1), index,
                         ~std::uint64_t{0});
    }
    if (history >= index)
        history *= 2;
    ahead.start = index;
    ahead.size = std::min(history + wanted, most);
    ahead.asyncSize = 1;
    return readWindow(kernel, file, index);
}

} // namespace faultline
