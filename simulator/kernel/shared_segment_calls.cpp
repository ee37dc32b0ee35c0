#include "simulator/kernel/file_calls.h"
#include "simulator/kernel/memory_calls.h"
#include "simulator/kernel/memory_ranges.h"
#include "simulator/kernel/process_calls.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

namespace {

SharedSegment* segmentOf(Kernel& kernel, std::int32_t id) {
    const auto found = kernel.segments.find(id);
    return found == kernel.segments.end() ? nullptr : &found->second;
}

/// Pieces of the segment in all address spaces (shm_nattch).
std::uint64_t attachments(const Kernel& kernel, const SharedSegment& segment) {
    std::uint64_t count = 0;
    for (const auto& [id, process] : kernel.processes)
        if (process.space)
            for (const auto& [start, vma] : process.space->mappings.all())
                count += vma.systemV && vma.inode() == segment.file->inode.get() ? 1 : 0;
    return count;
}

/// The segment goes when it is removed and nobody has it attached any more.
void dropIfUnused(Kernel& kernel, std::int32_t id) {
    const SharedSegment* segment = segmentOf(kernel, id);
    if (!segment || !segment->removed || attachments(kernel, *segment) > 0)
        return;
    segment->file->inode->links = 0;
    kernel.segments.erase(id);
}

bool allowed(const Kernel& kernel, const SharedSegment& segment, std::uint32_t wanted) {
    if (kernel.parameters.user == 0)
        return true;
    const std::uint32_t granted = segment.user == kernel.parameters.user ? segment.mode >> 6 : segment.mode;
    return (granted & wanted) == wanted;
}

/// The mapping that an attachment is.
Vma attachment(const SharedSegment& segment, Address start, Address end, std::int32_t flags) {
    Vma made;
    made.start = start;
    made.end = end;
    made.flags = vmMayRead | vmMayWrite | vmMayExec | vmRead | vmMayShare | vmShared;
    if (flags & shmReadOnly)
        made.flags &= ~(vmMayWrite | vmShared);
    else
        made.flags |= vmWrite;
    if (flags & shmExec)
        made.flags |= vmExec;
    // Each attachment has a struct file of its own.
    made.file = std::make_shared<OpenFile>();
    made.file->inode = segment.file->inode;
    made.file->flags = oReadWrite;
    made.systemV = true;
    return made;
}

} // namespace

void segmentTouched(Kernel& kernel, const Inode* inode, ProcessId by) {
    for (auto& [id, segment] : kernel.segments)
        if (segment.file->inode.get() == inode) {
            segment.last = by;
            dropIfUnused(kernel, id);
            return;
        }
}

CallEnd callShmget(SystemCall& call) {
    Kernel& kernel = call.kernel;
    const std::int32_t key = call.number(0);
    const std::uint64_t size = call.value(1);
    const std::int32_t flags = call.number(2);
    if (key != ipcPrivate) {
        for (const auto& [id, segment] : kernel.segments) {
            if (segment.key != key || segment.removed)
                continue;
            if ((flags & (ipcCreate | ipcExclusive)) == (ipcCreate | ipcExclusive))
                return CallEnd::failed(eexist);
            if (size > segment.size)
                return CallEnd::failed(einval);
            if (!allowed(kernel, segment, static_cast<std::uint32_t>(flags >> 6) & 7))
                return CallEnd::failed(eacces);
            return CallEnd::done(id);
        }
        if ((flags & ipcCreate) == 0)
            return CallEnd::failed(enoent);
    }
    if (size == 0)
        return CallEnd::failed(einval);
    if (!enoughMemory(kernel, kernel.roundUp(size) / kernel.pageSize))
        return CallEnd::failed(enomem);
    const std::int32_t id = call.given.result ? static_cast<std::int32_t>(*call.given.result) : kernel.lastSegment + 1;
    kernel.lastSegment = id;
    SharedSegment& segment = kernel.segments[id];
    segment.key = key;
    segment.size = size;
    segment.mode = static_cast<std::uint32_t>(flags) & 0777;
    segment.user = kernel.parameters.user;
    segment.group = kernel.parameters.group;
    segment.maker = call.process.id;
    segment.file = makeMemoryFile(kernel, FileKind::SystemV, "", kernel.roundUp(size));
    segment.file->inode->links = 1;
    return CallEnd::done(id);
}

CallEnd callShmat(SystemCall& call) {
    Kernel& kernel = call.kernel;
    const std::int32_t flags = call.number(2);
    Address address = call.value(1);
    if (call.number(0) < 0)
        return CallEnd::failed(einval);
    if (address != 0 && !kernel.aligned(address)) {
        if ((flags & shmRound) == 0)
            return CallEnd::failed(einval);
        address = kernel.roundDown(address);
    }
    if (address == 0 && (flags & shmRemap))
        return CallEnd::failed(einval);
    SharedSegment* segment = segmentOf(kernel, call.number(0));
    if (!segment)
        return CallEnd::failed(einval);
    const bool readOnly = (flags & shmReadOnly) != 0;
    if (!allowed(kernel, *segment, readOnly ? 4 : 6))
        return CallEnd::failed(eacces);
    const std::uint64_t length = kernel.roundUp(segment->size);
    AddressSpace& space = *call.process.space;
    if (address == 0) {
        const auto found = place(kernel, call.process, {segment->file.get(), 0, length, 0, true});
        if (!found)
            return CallEnd::failed(enomem);
        address = *found;
    } else if (kernel.meetsStack(address, address + length)) {
        return CallEnd::refused();
    } else if (space.mappings.meets(address, address + length) && (flags & shmRemap) == 0) {
        return CallEnd::failed(einval);
    }
    if (!mayExpand(kernel, call.process, 0, length / kernel.pageSize))
        return CallEnd::failed(enomem);
    unmapRange(kernel, call.process, address, address + length);
    Vma made = attachment(*segment, address, address + length, flags);
    made.label = call.operation.label;
    segment->last = call.process.id;
    makeMapping(kernel, call.process, std::move(made));
    return CallEnd::done(static_cast<std::int64_t>(address));
}

CallEnd callShmdt(SystemCall& call) {
    Kernel& kernel = call.kernel;
    const Address address = call.value(0);
    if (!kernel.aligned(address))
        return CallEnd::failed(einval);
    const Vma* first = call.process.space->mappings.at(address);
    if (!first || first->start != address || !first->systemV || first->pageOffset != 0)
        return CallEnd::failed(einval);
    // All pieces of this attachment go, wherever mprotect has cut it.
    const std::shared_ptr<OpenFile> file = first->file;
    const Address end = address + kernel.roundUp(file->inode->size);
    for (const Address start : call.process.space->mappings.startsIn(address, end)) {
        const Vma& vma = *call.process.space->mappings.at(start);
        if (vma.file == file)
            unmapRange(kernel, call.process, vma.start, vma.end);
    }
    return CallEnd::done(0);
}

CallEnd callShmctl(SystemCall& call) {
    Kernel& kernel = call.kernel;
    SharedSegment* segment = segmentOf(kernel, call.number(0));
    if (!segment)
        return CallEnd::failed(einval);
    switch (call.number(1)) {
    case ipcRemove:
        segment->removed = true;
        segment->key = ipcPrivate;
        dropIfUnused(kernel, call.number(0));
        return CallEnd::done(0);
    case ipcStat: {
        // struct shmid64_ds of x86-64: ipc64_perm (key 4, uid 4, gid 4, cuid 4, cgid 4, mode 4, …, 48 bytes), size 8,
        // three times 8, cpid 4, lpid 4, nattch 8, two unused 8.
        Bytes bytes(112);
        if (const Bytes* given = call.givenArgument(2); given && given->size() == bytes.size())
            bytes = *given;
        const std::span<std::uint8_t> out(bytes);
        putNumber(out, 0, segment->key);
        putNumber(out, 4, segment->user);
        putNumber(out, 8, segment->group);
        putNumber(out, 12, segment->user);
        putNumber(out, 16, segment->group);
        constexpr std::uint32_t destroyed = 01000; // SHM_DEST
        putNumber(out, 20, segment->mode | (segment->removed ? destroyed : 0));
        putNumber(out, 48, segment->size);
        putNumber(out, 80, segment->maker);
        putNumber(out, 84, segment->last);
        putNumber(out, 88, attachments(kernel, *segment));
        return call.out(2, bytes) ? CallEnd::done(0) : CallEnd::failed(efault);
    }
    case ipcSet:
        return CallEnd::done(0);
    default:
        return CallEnd::failed(einval);
    }
}

} // namespace faultline
