#include "simulator/kernel/file_calls.h"
#include "simulator/kernel/memory_calls.h"
#include "simulator/kernel/open_files.h"
#include "simulator/kernel/page_cache.h"
#include "simulator/kernel/signals.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;
using Kind = OpenFile::Kind;

namespace {

constexpr std::int64_t largestFile = (std::int64_t{16} << 40) - 4096; // ext4 with 4 KiB blocks

bool isPipe(const OpenFile& file) {
    return file.kind == Kind::PipeReader || file.kind == Kind::PipeWriter;
}

CallEnd duplicate(SystemCall& call, const std::shared_ptr<OpenFile>& file, std::int32_t from, bool closeOnExec) {
    const std::int32_t descriptor = freeDescriptor(call.process, from);
    if (descriptor < 0)
        return CallEnd::failed(emfile);
    call.process.descriptors[descriptor] = {file, closeOnExec};
    return CallEnd::done(descriptor);
}

} // namespace

std::int32_t setSize(SystemCall& call, Inode& inode, std::int64_t size) {
    const auto wanted = static_cast<std::uint64_t>(size);
    if (wanted > inode.size) {
        if (wanted > call.process.limits[limitFileSize].soft) {
            sendSignal(call.kernel, call.process, {sigXFileSize, siUser, 0, call.process.id});
            return efbig;
        }
        if (size > largestFile && !inode.inMemory())
            return efbig;
        if (inode.seals & sealGrow)
            return eperm;
    } else if (wanted < inode.size && (inode.seals & sealShrink)) {
        return eperm;
    }
    resize(call.kernel, inode, wanted);
    if (wanted == 0 && !inode.inMemory())
        inode.flushOnClose = true;
    return 0;
}

CallEnd callFtruncate(SystemCall& call) {
    const auto size = static_cast<std::int64_t>(call.value(1));
    if (size < 0)
        return CallEnd::failed(einval);
    const auto file = call.file(call.number(0));
    if (!file || (file->flags & oPath))
        return CallEnd::failed(ebadf);
    if (file->kind != Kind::File || !file->writable())
        return CallEnd::failed(einval);
    const std::int32_t error = setSize(call, *file->inode, size);
    return error ? CallEnd::failed(error) : CallEnd::done(0);
}

CallEnd callMemfdCreate(SystemCall& call) {
    std::int32_t error = 0;
    const auto name = call.string(0, error, 250);
    if (call.bits(1) & ~(mfdCloseOnExec | mfdAllowSealing | mfdHugeTlb | mfdNoExecSeal | mfdExec))
        return CallEnd::failed(einval);
    if (!name)
        return CallEnd::failed(error == enametoolong ? einval : error);
    if (call.bits(1) & mfdHugeTlb)
        return CallEnd::failed(enomem);
    const std::int32_t descriptor = freeDescriptor(call.process);
    if (descriptor < 0)
        return CallEnd::failed(emfile);
    const auto file = makeMemoryFile(call.kernel, FileKind::Memory, "memfd:" + *name, 0);
    file->inode->seals = (call.bits(1) & mfdAllowSealing) ? 0 : sealSeal;
    if (call.bits(1) & mfdNoExecSeal) {
        file->inode->mode &= ~0111u;
        file->inode->seals = sealExecute;
    }
    call.process.descriptors[descriptor] = {file, (call.bits(1) & mfdCloseOnExec) != 0};
    return CallEnd::done(descriptor);
}

CallEnd callClose(SystemCall& call) {
    if (!call.file(call.number(0)))
        return CallEnd::failed(ebadf);
    closeDescriptor(call.kernel, call.process, call.number(0));
    return CallEnd::done(0);
}

CallEnd callDup(SystemCall& call) {
    const auto file = call.file(call.number(0));
    return file ? duplicate(call, file, 0, false) : CallEnd::failed(ebadf);
}

CallEnd callDup2(SystemCall& call) {
    const auto file = call.file(call.number(0));
    const std::int32_t to = call.number(1);
    if (!file || to < 0 || static_cast<std::uint64_t>(to) >= call.process.limits[limitFiles].soft)
        return CallEnd::failed(ebadf);
    if (to == call.number(0))
        return CallEnd::done(to);
    if (call.file(to))
        closeDescriptor(call.kernel, call.process, to);
    call.process.descriptors[to] = {file, false};
    return CallEnd::done(to);
}

CallEnd callFcntl(SystemCall& call) {
    const auto file = call.file(call.number(0));
    if (!file)
        return CallEnd::failed(ebadf);
    Descriptor& descriptor = call.process.descriptors.at(call.number(0));
    constexpr std::uint32_t settable = oAppend | oNonBlock;
    switch (call.number(1)) {
    case fDupFd:
    case fDupFdCloseOnExec:
        if (call.number(2) < 0 || static_cast<std::uint64_t>(call.number(2)) >= call.process.limits[limitFiles].soft)
            return CallEnd::failed(einval);
        return duplicate(call, file, call.number(2), call.number(1) == fDupFdCloseOnExec);
    case fGetFd:
        return CallEnd::done(descriptor.closeOnExec ? 1 : 0);
    case fSetFd:
        descriptor.closeOnExec = (call.value(2) & 1) != 0;
        return CallEnd::done(0);
    case fGetFl:
        return CallEnd::done((file->flags & ~oCloseOnExec) |
                             (file->kind == Kind::File || file->kind == Kind::Folder ? oLargeFile : 0));
    case fSetFl:
        file->flags = (file->flags & ~settable) | (call.bits(2) & settable);
        return CallEnd::done(0);
    case fGetLock:
    case fSetLock:
    case fSetLockWait:
        return recordLock(call, *file);
    case fGetPipeSize:
        return isPipe(*file) ? CallEnd::done(Pipe::capacity) : CallEnd::failed(ebadf);
    case fAddSeals:
        return addSeals(call, *file);
    case fGetSeals:
        return getSeals(call, *file);
    default:
        return CallEnd::failed(einval);
    }
}

CallEnd callFsync(SystemCall& call) {
    const auto file = call.file(call.number(0));
    if (!file || (file->flags & oPath))
        return CallEnd::failed(ebadf);
    if (file->kind == Kind::Folder)
        return CallEnd::done(0);
    if (file->kind != Kind::File)
        return CallEnd::failed(einval);
    cleanPages(call.kernel, *file->inode, 0, ~std::uint64_t{0});
    return CallEnd::done(0);
}

CallEnd callSync(SystemCall& call) {
    for (const auto& [id, inode] : call.kernel.files.all())
        cleanPages(call.kernel, *inode, 0, ~std::uint64_t{0});
    return CallEnd::done(0);
}

/// sync_file_range(descriptor, offset, length, flags): of the three flags only the one that writes changes anything, as
/// a page is clean here as soon as its write has begun.
CallEnd callSyncFileRange(SystemCall& call) {
    constexpr std::uint32_t writes = 2, known = 7;
    const auto file = call.file(call.number(0));
    if (!file || (file->flags & oPath))
        return CallEnd::failed(ebadf);
    const std::uint64_t offset = call.value(1), length = call.value(2), end = offset + length;
    constexpr std::uint64_t negative = std::uint64_t{1} << 63;
    if ((call.bits(3) & ~known) != 0 || offset >= negative || end >= negative || end < offset)
        return CallEnd::failed(einval);
    if (file->kind != Kind::File && file->kind != Kind::Folder)
        return CallEnd::failed(espipe);
    if (file->kind == Kind::File && (call.bits(3) & writes) != 0)
        cleanPages(call.kernel, *file->inode, call.kernel.pageOf(offset),
                   length == 0 ? ~std::uint64_t{0} : call.kernel.pageOf(end - 1));
    return CallEnd::done(0);
}

/// posix_fadvise: the error is the result of the library's call; the kernel's is -1 and errno.
CallEnd callFadvise(SystemCall& call) {
    Kernel& kernel = call.kernel;
    const auto file = call.file(call.number(0));
    if (!file || (file->flags & oPath))
        return CallEnd::failed(ebadf);
    if (isPipe(*file))
        return CallEnd::failed(espipe);
    const auto offset = static_cast<std::int64_t>(call.value(1));
    const auto length = static_cast<std::int64_t>(call.value(2));
    const std::int32_t advice = call.number(3);
    if (length < 0 || advice < fadvNormal || advice > fadvNoReuse)
        return CallEnd::failed(einval);
    if (file->kind != Kind::File || file->inode->inMemory())
        return CallEnd::done(0);
    Inode& inode = *file->inode;
    const auto start = static_cast<std::uint64_t>(offset);
    const std::uint64_t end = length == 0 ? ~std::uint64_t{0} : start + static_cast<std::uint64_t>(length);
    const std::uint64_t pages = inode.pageCount(kernel.pageSize);
    if (advice == fadvWillNeed) {
        for (std::uint64_t index = kernel.pageOf(start); index < pages && index * kernel.pageSize < end; ++index)
            if (!inode.cachedPage(index) && !cachePage(kernel, inode, index))
                break;
    } else if (advice == fadvDontNeed) {
        // Only whole pages leave; the one that holds the end of the file counts as whole. What is dirty is written,
        // which takes longer than the call: it stays.
        const std::uint64_t first = kernel.pageOf(kernel.roundUp(start));
        std::uint64_t behind = kernel.pageOf(end);
        if (end >= inode.size)
            behind = ~std::uint64_t{0};
        if (first < behind)
            dropCleanPages(kernel, inode, first, behind - 1);
        cleanPages(kernel, inode, kernel.pageOf(start), kernel.pageOf(end - 1));
    }
    return CallEnd::done(0);
}

CallEnd callIoctl(SystemCall& call) {
    const auto file = call.file(call.number(0));
    if (!file)
        return CallEnd::failed(ebadf);
    if (file->kind != Kind::Terminal || call.bits(1) != ttyGetAttributes)
        return CallEnd::failed(enotty);
    const Bytes* given = call.givenArgument(2);
    return call.out(2, given ? *given : Bytes(36)) ? CallEnd::done(0) : CallEnd::failed(efault);
}

} // namespace faultline
