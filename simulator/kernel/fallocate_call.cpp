#include "simulator/kernel/file_calls.h"
#include "simulator/kernel/page_cache.h"
#include "simulator/kernel/signals.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;
using Kind = OpenFile::Kind;

namespace {

/// What vfs_fallocate and the file systems refuse; 0 or an errno.
std::int32_t refused(const OpenFile* file, std::uint32_t mode, std::int64_t offset, std::int64_t length) {
    if (!file)
        return ebadf;
    if (offset < 0 || length <= 0)
        return einval;
    switch (mode & ~fallocKeepSize) {
    case 0:
    case fallocZero:
        break;
    case fallocPunchHole:
        if (!(mode & fallocKeepSize))
            return eopnotsupp;
        break;
    case fallocCollapse:
    case fallocInsert:
        if (mode & fallocKeepSize)
            return eopnotsupp;
        break;
    default:
        return eopnotsupp;
    }
    if (!file->writable())
        return ebadf;
    if (file->pipe)
        return espipe;
    if (file->kind != Kind::File)
        return file->kind == Kind::Folder ? eisdir : enodev;
    if (file->inode->inMemory() && (mode & ~(fallocKeepSize | fallocPunchHole)))
        return eopnotsupp;
    const std::uint32_t seals = file->inode->seals;
    if ((mode & fallocPunchHole) && (seals & (sealWrite | sealFutureWrite)))
        return eperm;
    const auto end = static_cast<std::uint64_t>(offset) + static_cast<std::uint64_t>(length);
    if (!(mode & fallocPunchHole) && (seals & sealGrow) && end > file->inode->size)
        return eperm;
    return 0;
}

void punch(Kernel& kernel, Inode& inode, std::uint64_t start, std::uint64_t end) {
    if (start >= inode.size)
        return;
    // A hole that reaches behind the end of a file on a disk ends with the page that the file ends in.
    if (end > inode.size)
        end = inode.inMemory() ? std::min(end, kernel.roundUp(inode.size)) : kernel.roundUp(inode.size);
    punchHole(kernel, inode, start, end - start);
}

/// ext4_zero_range. With a part of a block at either end the file grows first, else last.
void zeroRange(Kernel& kernel, Inode& inode, std::uint64_t start, std::uint64_t end, bool grows) {
    const bool first = !kernel.aligned(start) || !kernel.aligned(end);
    if (grows && first)
        zeroTail(kernel, inode, end);
    punchHole(kernel, inode, start, end - start);
    if (grows && !first)
        zeroTail(kernel, inode, end);
}

void grow(Kernel& kernel, Inode& inode, std::uint64_t size, bool plain) {
    if (plain && !inode.inMemory())
        zeroTail(kernel, inode, size);
    inode.size = size;
    if (plain && !inode.inMemory() && !kernel.aligned(size) && !inode.cachedPage(size / kernel.pageSize))
        zeroPart(kernel, inode, size, kernel.roundUp(size)); // its new last page is made
    kernel.recorder.fileTouched(inode.id);
    Event& event = kernel.recorder.tell(EventKind::ResizesFile);
    event.file = inode.id;
    event.value = static_cast<std::int64_t>(size);
}

/// shmem_fallocate makes the pages, to be filled with zeros when they are touched; false: no frame to be had.
bool makePages(Kernel& kernel, Inode& inode, std::uint64_t start, std::uint64_t end) {
    for (std::uint64_t index = kernel.pageOf(start); index * kernel.pageSize < end; ++index)
        if (!inode.cachedPage(index)) {
            CachedPage* made = cachePage(kernel, inode, index);
            if (!made)
                return false;
            made->uptodate = false;
        }
    return true;
}

/// ext4_collapse_range, ext4_insert_range: blocks are taken out of the file or put into it. What is cached from there
/// on is written and leaves the cache, mapped or copied or not. 0 or an errno.
std::int32_t shift(SystemCall& call, Inode& inode, std::uint64_t start, std::uint64_t length, bool collapse) {
    Kernel& kernel = call.kernel;
    if (!kernel.aligned(start) || !kernel.aligned(length))
        return einval;
    if (collapse ? start + length >= inode.size : start >= inode.size)
        return einval;
    if (!collapse && inode.size + length > call.process.limits[limitFileSize].soft)
        return efbig;
    constexpr std::uint64_t last = ~std::uint64_t{0};
    const std::uint64_t first = kernel.pageOf(start), count = kernel.pageOf(length);
    const std::uint64_t moved = collapse ? first + count : first;
    cleanPages(kernel, inode, moved, last);
    unmapPages(kernel, inode, first, last, true);
    std::vector<std::uint64_t> indexes;
    for (auto at = inode.pages.lower_bound(first); at != inode.pages.end(); ++at)
        indexes.push_back(at->first);
    for (const std::uint64_t index : indexes)
        uncachePage(kernel, inode, index, index >= moved);
    std::vector<std::pair<std::uint64_t, CachedPage>> pages;
    while (inode.pages.lower_bound(moved) != inode.pages.end()) {
        auto node = inode.pages.extract(inode.pages.lower_bound(moved));
        pages.emplace_back(collapse ? node.key() - count : node.key() + count, std::move(node.mapped()));
    }
    for (auto& [index, page] : pages) {
        inode.pages[index] = std::move(page);
        kernel.recorder.filePageTouched(inode.id, index);
    }
    inode.size = collapse ? inode.size - length : inode.size + length;
    kernel.recorder.fileTouched(inode.id);
    Event& event = kernel.recorder.tell(EventKind::ResizesFile);
    event.file = inode.id;
    event.value = static_cast<std::int64_t>(inode.size);
    return 0;
}

} // namespace

CallEnd callFallocate(SystemCall& call) {
    Kernel& kernel = call.kernel;
    const auto file = call.file(call.number(0));
    const std::uint32_t mode = call.bits(1);
    const auto offset = static_cast<std::int64_t>(call.value(2));
    const auto length = static_cast<std::int64_t>(call.value(3));
    if (const std::int32_t error = refused(file.get(), mode, offset, length))
        return CallEnd::failed(error);
    Inode& inode = *file->inode;
    const auto start = static_cast<std::uint64_t>(offset);
    const auto end = static_cast<std::uint64_t>(offset + length);
    if (mode == fallocCollapse || mode == fallocInsert) {
        const std::int32_t error = shift(call, inode, start, end - start, mode == fallocCollapse);
        return error ? CallEnd::failed(error) : CallEnd::done(0);
    }
    const bool grows = (mode & fallocKeepSize) == 0 && end > inode.size;
    if (grows && end > call.process.limits[limitFileSize].soft) {
        sendSignal(kernel, call.process, {sigXFileSize, siUser, 0, call.process.id});
        return CallEnd::failed(efbig);
    }
    if (mode & fallocPunchHole)
        punch(kernel, inode, start, end);
    if (mode & fallocZero)
        zeroRange(kernel, inode, start, end, grows);
    if (grows)
        grow(kernel, inode, end, mode == 0);
    if (inode.inMemory() && mode == 0 && !makePages(kernel, inode, start, end))
        return CallEnd::failed(enospc);
    return CallEnd::done(0);
}

} // namespace faultline
