#include "simulator/kernel/memory_calls.h"

#include "simulator/kernel/memory_ranges.h"
#include "simulator/kernel/open_files.h"
#include "simulator/kernel/vma_facts.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

namespace {

constexpr std::uint64_t legacyFlags = mapShared | mapPrivate | mapFixed | mapAnonymous | mapDenyWrite | mapExecutable |
                                      mapUninitialized | mapGrowsDown | mapLocked | mapNoReserve | mapPopulate |
                                      mapNonBlock | mapStack | mapHugeTlb | map32Bit | (0x1full << 26);
constexpr std::uint64_t largestFile = (16ull << 40) - 4096; // ext4 with 4 KiB blocks
constexpr Address lowestFixed = 4096;                       // dac_mmap_min_addr

/// One mmap being checked and made.
struct MapRequest {
    SystemCall& call;
    Address address = 0;
    std::uint64_t length = 0;
    std::uint64_t protection = 0;
    std::uint64_t flags = 0;
    std::uint64_t pageOffset = 0;
    std::shared_ptr<OpenFile> file;
    std::uint64_t vmFlags = 0;
};

std::uint64_t flagsFor(const MapRequest& request) {
    std::uint64_t flags =
        (request.protection & vmAccess) | vmMayRead | vmMayWrite | vmMayExec | request.call.process.space->futureFlags;
    if (request.flags & mapGrowsDown)
        flags |= vmGrowsDown;
    if (request.flags & mapLocked)
        flags |= vmLocked;
    if (request.flags & mapStack)
        flags |= vmNoHugePage;
    return flags;
}

/// What do_mmap checks of a file; 0 or an errno.
std::int32_t checkFile(MapRequest& request) {
    const OpenFile& file = *request.file;
    const bool regular = file.kind == OpenFile::Kind::File;
    if (regular && (request.length > largestFile ||
                    request.pageOffset > (largestFile - request.length) / request.call.kernel.pageSize))
        return eoverflow;
    const std::uint64_t type = request.flags & mapTypeMask;
    if (type == mapShared || type == mapSharedValidate) {
        if (type == mapSharedValidate && (request.flags & ~legacyFlags) != 0)
            return eopnotsupp;
        if ((request.protection & protWrite) && !file.writable())
            return eacces;
        request.vmFlags |= vmShared | vmMayShare;
        if (!file.writable())
            request.vmFlags &= ~(vmMayWrite | vmShared);
    } else if (type != mapPrivate) {
        return einval;
    }
    if (!file.readable())
        return eacces;
    if (file.kind == OpenFile::Kind::Zero)
        return 0;
    if (!regular)
        return enodev;
    if (request.vmFlags & vmGrowsDown)
        return einval;
    if (file.inode->seals & (sealWrite | sealFutureWrite)) {
        if ((request.vmFlags & vmShared) && (request.vmFlags & vmWrite))
            return eperm;
        if (request.vmFlags & vmShared)
            request.vmFlags &= ~vmMayWrite;
    }
    return 0;
}

std::int32_t checkAnonymous(MapRequest& request) {
    switch (request.flags & mapTypeMask) {
    case mapShared:
        if (request.vmFlags & vmGrowsDown)
            return einval;
        request.pageOffset = 0;
        request.vmFlags |= vmShared | vmMayShare;
        return 0;
    case mapPrivate:
        request.pageOffset = request.call.kernel.pageOf(request.address);
        return 0;
    default:
        return einval;
    }
}

/// __get_unmapped_area; 0 or an errno.
std::int32_t findPlace(MapRequest& request) {
    Kernel& kernel = request.call.kernel;
    const Address userEnd = kernel.parameters.userEnd;
    if (request.length > userEnd)
        return enomem;
    if ((request.flags & mapFixed) == 0) {
        PlaceWish wish{request.file.get(), request.address, request.length, request.pageOffset * kernel.pageSize,
                       (request.flags & mapTypeMask) == mapShared};
        if (request.file && request.file->kind == OpenFile::Kind::Zero)
            wish.file = nullptr;
        const auto found = place(kernel, request.call.process, wish);
        if (!found)
            return enomem;
        request.address = *found;
    }
    if (request.address > userEnd - request.length)
        return enomem;
    if (!kernel.aligned(request.address))
        return einval;
    if (request.address < std::min(lowestFixed, kernel.pageSize) && kernel.parameters.user != 0)
        return eperm;
    return 0;
}

/// Everything that is checked before the first change; 0 or an errno.
std::int32_t check(MapRequest& request) {
    Kernel& kernel = request.call.kernel;
    Task& process = request.call.process;
    if (request.length == 0)
        return einval;
    if (request.flags & mapFixedNoReplace)
        request.flags |= mapFixed;
    if ((request.flags & mapFixed) == 0) {
        request.address = kernel.roundDown(request.address);
        if (request.address != 0 && request.address < kernel.parameters.mmapMinimum)
            request.address = kernel.roundUp(kernel.parameters.mmapMinimum);
    }
    request.length = kernel.roundUp(request.length);
    if (request.length == 0)
        return enomem;
    if (request.pageOffset + request.length / kernel.pageSize < request.pageOffset)
        return eoverflow;
    if (process.space->mappings.count() > kernel.parameters.maxMappings)
        return enomem;
    request.vmFlags = flagsFor(request);
    if (const std::int32_t error = findPlace(request))
        return error;
    const Address end = request.address + request.length;
    if ((request.flags & mapFixedNoReplace) && process.space->mappings.meets(request.address, end))
        return eexist;
    if ((request.flags & mapLocked) && !mayLockAtAll(kernel, process))
        return eperm;
    if (!mayLock(kernel, process, request.vmFlags, request.length))
        return eagain;
    if (const std::int32_t error = request.file ? checkFile(request) : checkAnonymous(request))
        return error;
    if ((request.flags & mapNoReserve) && kernel.parameters.overcommit != 2)
        request.vmFlags |= vmNoReserve;
    std::uint64_t replaced = 0;
    for (const Address start : process.space->mappings.startsIn(request.address, end)) {
        const Vma& vma = *process.space->mappings.at(start);
        replaced += (std::min(end, vma.end) - std::max(request.address, vma.start)) / kernel.pageSize;
    }
    const std::uint64_t pages = request.length / kernel.pageSize;
    if (!mayExpand(kernel, process, request.vmFlags, pages - std::min(pages, replaced)))
        return enomem;
    // accountable_mapping, and shmem_acct_size for shared anonymous memory
    const bool accountable = (request.vmFlags & (vmNoReserve | vmShared | vmWrite)) == vmWrite;
    const bool sharedAnonymous = !request.file && (request.vmFlags & vmShared) && !(request.vmFlags & vmNoReserve);
    if ((accountable || sharedAnonymous) && !enoughMemory(kernel, pages))
        return enomem;
    if (accountable)
        request.vmFlags |= vmAccount;
    return 0;
}

} // namespace

std::shared_ptr<OpenFile> makeMemoryFile(Kernel& kernel, FileKind kind, std::string name, std::uint64_t size) {
    const auto inode = kernel.files.makeFile(kind, std::move(name), 0777);
    inode->user = kernel.parameters.user;
    inode->group = kernel.parameters.group;
    inode->size = size;
    kernel.recorder.fileTouched(inode->id);
    return openInode(kernel, inode, oReadWrite);
}

Vma& makeMapping(Kernel& kernel, Task& process, Vma made) {
    AddressSpace& space = *process.space;
    const std::uint64_t pages = made.pages(kernel.pageSize);
    const Address start = made.start, end = made.end;
    tellMapping(kernel, EventKind::MakesMapping, made);
    space.mappedPages += pages;
    if (made.has(vmLocked))
        space.lockedPages += pages;
    Vma& vma = space.mappings.add(std::move(made));
    if (vma.start != start || vma.end != end)
        tellMapping(kernel, EventKind::MergesMapping, vma);
    kernel.recorder.mappingsTouched(process.id);
    return vma;
}

CallEnd callMmap(SystemCall& call) {
    Kernel& kernel = call.kernel;
    MapRequest request{
        call, call.value(0), call.value(1), call.value(2), call.value(3), call.value(5) / kernel.pageSize, nullptr, 0};
    if (!kernel.aligned(call.value(5)))
        return CallEnd::failed(einval);
    if ((request.flags & mapAnonymous) == 0) {
        request.file = call.file(call.number(4));
        if (!request.file || (request.file->flags & oPath))
            return CallEnd::failed(ebadf);
        if (request.flags & mapHugeTlb)
            return CallEnd::failed(einval);
    } else if (request.flags & mapHugeTlb) {
        return CallEnd::failed(enomem);
    }
    if (const std::int32_t error = check(request))
        return CallEnd::failed(error);
    const Address end = request.address + request.length;
    if (kernel.meetsStack(request.address, end))
        return CallEnd::refused();
    unmapRange(kernel, call.process, request.address, end);
    Vma made;
    made.start = request.address;
    made.end = end;
    made.flags = request.vmFlags;
    made.pageOffset = request.pageOffset;
    made.label = call.operation.label;
    const bool zero = request.file && request.file->kind == OpenFile::Kind::Zero;
    if (request.vmFlags & vmShared && (!request.file || zero)) {
        made.file = makeMemoryFile(kernel, FileKind::SharedAnonymous, "", request.length);
    } else if (zero) { // a private mapping of /dev/zero is anonymous memory
        made.pageOffset = kernel.pageOf(request.address);
    } else {
        made.file = request.file;
    }
    makeMapping(kernel, call.process, std::move(made));
    const bool wanted = (request.flags & (mapPopulate | mapNonBlock)) == mapPopulate;
    if (wanted || (request.vmFlags & vmLocked)) {
        populate(kernel, call.process, request.address, end);
    } else {
        call.tell(EventKind::ReservesOnly).address = request.address;
        kernel.recorder.story.back().count = request.length / kernel.pageSize;
    }
    return CallEnd::done(static_cast<std::int64_t>(request.address));
}

} // namespace faultline
