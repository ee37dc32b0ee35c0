#include "simulator/kernel/open_files.h"

#include "simulator/kernel/page_cache.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

namespace {

/// The last reference to a struct file is gone (fput).
void released(Kernel& kernel, OpenFile& file) {
    if (kernel.ending)
        return;
    Inode& inode = *file.inode;
    std::erase_if(inode.fileLocks, [&](const FileLock& lock) { return lock.owner == &file; });
    --inode.openFiles;
    if (inode.folder)
        return;
    if (inode.flushOnClose && inode.links > 0) { // ext4 auto_da_alloc
        inode.flushOnClose = false;
        allocateDelayed(kernel, inode);
    }
    forgetFileIfUnused(kernel, inode);
}

} // namespace

std::shared_ptr<OpenFile> openInode(Kernel& kernel, const std::shared_ptr<Inode>& inode, std::uint32_t flags) {
    auto file = std::make_shared<OpenFile>();
    file->kind = inode->folder ? OpenFile::Kind::Folder : OpenFile::Kind::File;
    file->inode = inode;
    file->flags = flags;
    ++inode->openFiles;
    file->released = [&kernel](OpenFile& last) { released(kernel, last); };
    return file;
}

std::shared_ptr<OpenFile> openPipe(const std::shared_ptr<Pipe>& pipe, bool writer, std::uint32_t flags) {
    auto file = std::make_shared<OpenFile>();
    file->kind = writer ? OpenFile::Kind::PipeWriter : OpenFile::Kind::PipeReader;
    file->pipe = pipe;
    file->flags = flags | (writer ? oWriteOnly : oReadOnly);
    ++(writer ? pipe->writers : pipe->readers);
    file->released = [](OpenFile& last) {
        --(last.kind == OpenFile::Kind::PipeWriter ? last.pipe->writers : last.pipe->readers);
    };
    return file;
}

std::shared_ptr<OpenFile> openDevice(OpenFile::Kind kind, std::uint32_t flags, std::uint8_t stream) {
    auto file = std::make_shared<OpenFile>();
    file->kind = kind;
    file->flags = flags;
    file->stream = stream;
    return file;
}

std::int32_t freeDescriptor(const Task& process, std::int32_t from) {
    std::int32_t descriptor = from;
    for (auto at = process.descriptors.lower_bound(from); at != process.descriptors.end() && at->first == descriptor;
         ++at)
        ++descriptor;
    return static_cast<std::uint64_t>(descriptor) < process.limits[limitFiles].soft ? descriptor : -1;
}

void closeDescriptor(Kernel& kernel, Task& process, std::int32_t descriptor) {
    const auto found = process.descriptors.find(descriptor);
    const std::shared_ptr<OpenFile> file = found->second.file;
    process.descriptors.erase(found);
    if (!file->inode || file->inode->folder)
        return;
    std::erase_if(file->inode->recordLocks, [&](const RecordLock& lock) { return lock.owner == process.id; });
    Event& event = kernel.recorder.tell(EventKind::ClosesFile);
    event.file = file->inode->id;
    event.value = descriptor;
}

} // namespace faultline
