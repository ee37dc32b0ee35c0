#include "simulator/kernel/access.h"
#include "simulator/kernel/file_calls.h"
#include "simulator/kernel/page_cache.h"
#include "simulator/kernel/paging.h"
#include "simulator/kernel/signals.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

namespace {

constexpr std::uint64_t mostBytes = 0x7ffff000; // MAX_RW_COUNT

/// Makes sure that a page of the file is cached, as read() does it.
bool bringIn(Kernel& kernel, OpenFile& file, std::uint64_t index, std::uint64_t last) {
    if (CachedPage* page = file.inode->cachedPage(index)) {
        page->uptodate = true;
        readAhead(kernel, file, index);
        return true;
    }
    return readSequential(kernel, file, index, last);
}

/// filemap_read: pieces of one page, each copied to the program.
CallEnd readFile(SystemCall& call, OpenFile& file, std::uint64_t offset, std::uint64_t length, bool moves) {
    Kernel& kernel = call.kernel;
    Inode& inode = *file.inode;
    std::uint64_t done = 0;
    bool fault = false;
    if (length == 0)
        return CallEnd::done(0);
    const std::uint64_t lastAsked = (offset + length - 1) / kernel.pageSize;
    length = offset < inode.size ? std::min(length, inode.size - offset) : 0;
    while (done < length && !fault) {
        const std::uint64_t at = offset + done;
        const std::uint64_t index = at / kernel.pageSize;
        const std::uint64_t piece = std::min(length - done, restOfPage(kernel, at));
        // A hole of a file in memory is read as zeros without a page being made (shmem_file_read_iter).
        if (!inode.inMemory() && !bringIn(kernel, file, index, lastAsked))
            break;
        Bytes bytes(piece);
        readBytes(kernel, inode, at, bytes);
        const std::size_t copied = call.write(1, done, bytes);
        done += copied;
        fault = copied < piece;
    }
    if (length > 0)
        file.readahead.previousPosition = static_cast<std::int64_t>(offset + done);
    if (moves)
        file.position = offset + done;
    if (done > 0) {
        Event& event = call.tell(EventKind::ReadsFile);
        event.file = inode.id;
        event.index = offset;
        event.count = done;
    }
    return fault && done == 0 ? CallEnd::failed(efault) : CallEnd::done(static_cast<std::int64_t>(done));
}

CallEnd readTerminal(SystemCall& call, std::uint64_t length) {
    Kernel& kernel = call.kernel;
    if (length == 0)
        return CallEnd::done(0);
    if (kernel.input.empty())
        return kernel.inputEnds ? CallEnd::done(0) : CallEnd::blocked(WaitsFor::Input, "standard input");
    // A line at a time, as it is typed; of a line that has no end yet, what there is.
    const auto newline = std::find(kernel.input.begin(), kernel.input.end(), std::uint8_t{'\n'});
    const auto whole = static_cast<std::uint64_t>(newline - kernel.input.begin()) + (newline != kernel.input.end());
    const auto count = static_cast<std::ptrdiff_t>(std::min(length, whole));
    const Bytes bytes(kernel.input.begin(), kernel.input.begin() + count);
    const std::size_t copied = call.write(1, 0, bytes);
    if (copied == 0)
        return CallEnd::failed(efault);
    kernel.input.erase(kernel.input.begin(), kernel.input.begin() + static_cast<std::ptrdiff_t>(copied));
    return CallEnd::done(static_cast<std::int64_t>(copied));
}

CallEnd readZeros(SystemCall& call, std::uint64_t length) {
    const std::size_t copied = call.write(1, 0, Bytes(length));
    return copied == 0 && length > 0 ? CallEnd::failed(efault) : CallEnd::done(static_cast<std::int64_t>(copied));
}

/// A page about to be written in part, that is not in the cache: it alone is read.
CachedPage* pageForWriting(Kernel& kernel, Inode& inode, std::uint64_t index) {
    if (CachedPage* page = inode.cachedPage(index)) {
        page->uptodate = true;
        return page;
    }
    CachedPage* page = cachePage(kernel, inode, index);
    if (page && kernel.recorder.snapshot.contents.has(page->content) && !inode.inMemory())
        ++kernel.counters.pagesRead;
    return page;
}

/// Bytes that a write at `offset` may do under RLIMIT_FSIZE; SIGXFSZ where it may do none.
std::uint64_t withinLimit(SystemCall& call, std::uint64_t offset, std::uint64_t length) {
    const std::uint64_t most = call.process.limits[limitFileSize].soft;
    if (offset >= most) {
        sendSignal(call.kernel, call.process, {sigXFileSize, siUser, 0, call.process.id});
        return 0;
    }
    return std::min(length, most - offset);
}

CallEnd writeFile(SystemCall& call, OpenFile& file, std::uint64_t offset, std::uint64_t length, bool moves) {
    Kernel& kernel = call.kernel;
    Inode& inode = *file.inode;
    if (length == 0)
        return CallEnd::done(0);
    if (inode.seals & (sealWrite | sealFutureWrite))
        return CallEnd::failed(eperm);
    if (file.flags & oAppend)
        offset = inode.size;
    length = withinLimit(call, offset, length);
    if (length == 0)
        return CallEnd::failed(efbig);
    if (offset + length > inode.size && (inode.seals & sealGrow))
        return CallEnd::failed(eperm);
    std::uint64_t done = 0;
    while (done < length) {
        const std::uint64_t at = offset + done;
        const std::uint64_t piece = std::min(length - done, restOfPage(kernel, at));
        if (at > inode.size && !inode.inMemory())
            zeroTail(kernel, inode, at);
        const bool hole = !hasBlock(kernel, inode, at / kernel.pageSize);
        if (!pageForWriting(kernel, inode, at / kernel.pageSize))
            break;
        if (!call.readsWithoutFault(1, done)) {
            // Nothing can be copied at first: the file grows up to here and the block counts as written, and only then
            // is the source faulted in (generic_perform_write, block_write_end).
            inode.size = std::max(inode.size, at);
            if (hole || at % kernel.pageSize != 0)
                markDirty(kernel, inode, at / kernel.pageSize);
        }
        Bytes bytes(piece);
        bytes.resize(call.read(1, done, bytes));
        if (bytes.empty())
            break;
        writeToPage(kernel, inode, at / kernel.pageSize, at % kernel.pageSize, bytes);
        inode.size = std::max(inode.size, at + bytes.size());
        done += bytes.size(); // what is missing may lie in this very file, which is longer now
    }
    kernel.recorder.fileTouched(inode.id);
    if (moves)
        file.position = offset + done;
    if (done == 0)
        return CallEnd::failed(efault);
    Event& event = call.tell(EventKind::WritesFile);
    event.file = inode.id;
    event.index = offset;
    event.count = done;
    return CallEnd::done(static_cast<std::int64_t>(done));
}

/// iterate_tty_write: chunks of 2 KiB, each copied whole or not at all.
CallEnd writeTerminal(SystemCall& call, OpenFile& file, std::uint64_t length) {
    constexpr std::uint64_t chunk = 2048;
    Written written{file.stream == 2 ? std::uint8_t{2} : std::uint8_t{1}, {}};
    while (written.bytes.size() < length) {
        const std::uint64_t done = written.bytes.size();
        Bytes bytes(std::min(chunk, length - done));
        if (call.read(1, done, bytes) < bytes.size())
            break;
        written.bytes.insert(written.bytes.end(), bytes.begin(), bytes.end());
    }
    const auto done = static_cast<std::int64_t>(written.bytes.size());
    if (done == 0 && length > 0)
        return CallEnd::failed(efault);
    if (done > 0)
        call.outcome.written.push_back(std::move(written));
    return CallEnd::done(done);
}

} // namespace

CallEnd callRead(SystemCall& call) {
    const auto file = call.file(call.number(0));
    if (!file || !file->readable())
        return CallEnd::failed(ebadf);
    const std::uint64_t length = std::min(call.value(2), mostBytes);
    switch (file->kind) {
    case OpenFile::Kind::File:
        return readFile(call, *file, file->position, length, true);
    case OpenFile::Kind::Folder:
        return CallEnd::failed(eisdir);
    case OpenFile::Kind::Terminal:
        return readTerminal(call, length);
    case OpenFile::Kind::PipeReader:
        return readPipe(call, *file);
    case OpenFile::Kind::Zero:
        return readZeros(call, length);
    default:
        return CallEnd::done(0);
    }
}

CallEnd callPread(SystemCall& call) {
    if (static_cast<std::int64_t>(call.value(3)) < 0)
        return CallEnd::failed(einval);
    const auto file = call.file(call.number(0));
    if (!file)
        return CallEnd::failed(ebadf);
    if (file->kind == OpenFile::Kind::PipeReader || file->kind == OpenFile::Kind::PipeWriter ||
        file->kind == OpenFile::Kind::Terminal)
        return CallEnd::failed(espipe);
    if (!file->readable())
        return CallEnd::failed(ebadf);
    if (file->kind == OpenFile::Kind::Folder)
        return CallEnd::failed(eisdir);
    const std::uint64_t length = std::min(call.value(2), mostBytes);
    if (file->kind == OpenFile::Kind::File)
        return readFile(call, *file, call.value(3), length, false);
    return file->kind == OpenFile::Kind::Zero ? readZeros(call, length) : CallEnd::done(0);
}

CallEnd callWrite(SystemCall& call) {
    const auto file = call.file(call.number(0));
    if (!file || !file->writable())
        return CallEnd::failed(ebadf);
    const std::uint64_t length = std::min(call.value(2), mostBytes);
    switch (file->kind) {
    case OpenFile::Kind::File:
        return writeFile(call, *file, file->position, length, true);
    case OpenFile::Kind::Terminal:
        return writeTerminal(call, *file, length);
    case OpenFile::Kind::PipeWriter:
        return writePipe(call, *file);
    default: // /dev/null and /dev/zero look at nothing
        return CallEnd::done(static_cast<std::int64_t>(length));
    }
}

CallEnd callPwrite(SystemCall& call) {
    if (static_cast<std::int64_t>(call.value(3)) < 0)
        return CallEnd::failed(einval);
    const auto file = call.file(call.number(0));
    if (!file)
        return CallEnd::failed(ebadf);
    if (file->kind == OpenFile::Kind::PipeReader || file->kind == OpenFile::Kind::PipeWriter ||
        file->kind == OpenFile::Kind::Terminal)
        return CallEnd::failed(espipe);
    if (!file->writable())
        return CallEnd::failed(ebadf);
    const std::uint64_t length = std::min(call.value(2), mostBytes);
    if (file->kind == OpenFile::Kind::File)
        return writeFile(call, *file, call.value(3), length, false);
    return CallEnd::done(static_cast<std::int64_t>(length));
}

} // namespace faultline
