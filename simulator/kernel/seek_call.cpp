// lseek: the position of an open file, and where its data and holes are.
#include "simulator/kernel/file_calls.h"
#include "simulator/kernel/page_cache.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;
using Kind = OpenFile::Kind;

namespace {

constexpr std::int64_t largestFile = (std::int64_t{16} << 40) - 4096; // ext4 with 4 KiB blocks

/// A page with a block is data (iomap_seek_data); of a file in memory, a page that is there (mapping_seek_hole_data).
bool holdsData(const Kernel& kernel, const Inode& inode, std::uint64_t index) {
    if (!inode.inMemory())
        return hasBlock(kernel, inode, index);
    const auto page = inode.pages.find(index);
    return page != inode.pages.end() && (page->second.cached || page->second.swapped);
}

/// The first offset from `offset` on that lies in data, or in a hole; the end of the file counts as a hole. -1: no data
/// behind.
std::int64_t dataOrHole(const Kernel& kernel, const Inode& inode, std::int64_t offset, bool data) {
    const auto from = static_cast<std::uint64_t>(offset);
    for (std::uint64_t index = kernel.pageOf(from); index * kernel.pageSize < inode.size; ++index)
        if (holdsData(kernel, inode, index) == data)
            return static_cast<std::int64_t>(std::max(from, index * kernel.pageSize));
    return data ? -1 : static_cast<std::int64_t>(inode.size);
}

} // namespace

CallEnd callLseek(SystemCall& call) {
    const auto file = call.file(call.number(0));
    if (!file || (file->flags & oPath))
        return CallEnd::failed(ebadf);
    if (file->pipe || file->kind == Kind::Terminal)
        return CallEnd::failed(espipe);
    if (file->kind == Kind::Null || file->kind == Kind::Zero) { // they have no places (null_lseek)
        file->position = 0;
        return call.bits(2) > seekHole ? CallEnd::failed(einval) : CallEnd::done(0);
    }
    const auto offset = static_cast<std::int64_t>(call.value(1));
    const auto size = static_cast<std::int64_t>(file->inode ? file->inode->size : 0);
    std::int64_t position = 0;
    switch (call.number(2)) {
    case seekSet:
        position = offset;
        break;
    case seekCurrent:
        position = static_cast<std::int64_t>(file->position) + offset;
        break;
    case seekEnd:
        position = size + offset;
        break;
    case seekData:
    case seekHole:
        if (!file->inode || file->inode->folder)
            return CallEnd::failed(einval);
        if (offset < 0 || offset >= size)
            return CallEnd::failed(enxio);
        position = dataOrHole(call.kernel, *file->inode, offset, call.number(2) == seekData);
        if (position < 0)
            return CallEnd::failed(enxio);
        break;
    default:
        return CallEnd::failed(einval);
    }
    if (position < 0 || (file->kind == Kind::File && !file->inode->inMemory() && position > largestFile))
        return CallEnd::failed(einval);
    file->position = static_cast<std::uint64_t>(position);
    return CallEnd::done(position);
}

} // namespace faultline
