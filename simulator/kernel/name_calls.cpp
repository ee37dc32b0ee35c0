#include "simulator/kernel/file_calls.h"
#include "simulator/kernel/open_files.h"
#include "simulator/kernel/page_cache.h"

#include <optional>

namespace faultline {

using namespace linux_values;
using Place = FileSystem::Place;
using Device = Place::Device;

bool permitted(const Kernel& kernel, const Inode& inode, std::uint32_t wanted) {
    if (kernel.parameters.user == 0) // CAP_DAC_OVERRIDE, but for executing what nobody may execute
        return (wanted & 1) == 0 || inode.folder || (inode.mode & 0111) != 0;
    std::uint32_t granted = inode.mode & 7;
    if (inode.user == kernel.parameters.user)
        granted = (inode.mode >> 6) & 7;
    else if (inode.group == kernel.parameters.group)
        granted = (inode.mode >> 3) & 7;
    return (granted & wanted) == wanted;
}

namespace {

/// The place that argument `index` names; an errno in `place.error` where it cannot be reached.
Place placeOf(SystemCall& call, std::size_t index) {
    std::int32_t error = 0;
    const auto path = call.string(index, error);
    if (!path)
        return {error, nullptr, {}, nullptr, Device::None, false};
    return call.kernel.files.find(*path, call.process.folder);
}

void own(SystemCall& call, Inode& inode) {
    inode.user = call.kernel.parameters.user;
    inode.group = call.kernel.parameters.group;
}

CallEnd openDescriptor(SystemCall& call, std::shared_ptr<OpenFile> file) {
    const std::int32_t descriptor = freeDescriptor(call.process);
    if (descriptor < 0)
        return CallEnd::failed(emfile);
    if (file->inode && !file->inode->folder) {
        Event& event = call.tell(EventKind::OpensFile);
        event.file = file->inode->id;
        event.value = descriptor;
    }
    call.process.descriptors[descriptor] = {std::move(file), (call.bits(1) & oCloseOnExec) != 0};
    return CallEnd::done(descriptor);
}

/// The rights that opening with these flags needs.
std::uint32_t wantedBy(std::uint32_t flags) {
    const std::uint32_t mode = flags & oAccessMode;
    std::uint32_t wanted = mode == oReadOnly ? 4u : mode == oWriteOnly ? 2u : 6u;
    if (flags & oTruncate)
        wanted |= 2;
    return wanted;
}

CallEnd openPlace(SystemCall& call, Place place, std::uint32_t flags, std::uint32_t mode) {
    Kernel& kernel = call.kernel;
    if (place.error)
        return CallEnd::failed(place.error);
    if (place.device != Device::None) {
        const auto kind = place.device == Device::Null   ? OpenFile::Kind::Null
                          : place.device == Device::Zero ? OpenFile::Kind::Zero
                                                         : OpenFile::Kind::Terminal;
        return openDescriptor(call, openDevice(kind, flags, 1));
    }
    bool made = false;
    if (!place.inode) {
        if ((flags & oCreate) == 0)
            return CallEnd::failed(enoent);
        if (place.trailingSlash)
            return CallEnd::failed(eisdir);
        if (!permitted(kernel, *place.folder, 3))
            return CallEnd::failed(eacces);
        place.inode = kernel.files.makeFile(FileKind::Regular, kernel.files.nameIn(*place.folder, place.name),
                                            mode & 07777 & ~call.process.umask);
        own(call, *place.inode);
        kernel.files.enter(*place.folder, place.name, place.inode);
        kernel.recorder.fileTouched(place.inode->id);
        call.tell(EventKind::CreatesFile).file = place.inode->id;
        made = true;
    } else if ((flags & (oCreate | oExclusive)) == (oCreate | oExclusive)) {
        return CallEnd::failed(eexist);
    }
    Inode& inode = *place.inode;
    if (inode.folder && ((flags & oCreate) || (flags & oAccessMode) != oReadOnly))
        return CallEnd::failed(eisdir);
    if (!inode.folder && ((flags & oDirectory) || place.trailingSlash))
        return CallEnd::failed(enotdir);
    if (!made && (flags & oPath) == 0 && !permitted(kernel, inode, wantedBy(flags)))
        return CallEnd::failed(eacces);
    if (freeDescriptor(call.process) < 0)
        return CallEnd::failed(emfile);
    if (!made && !inode.folder && (flags & oTruncate) && (flags & oPath) == 0)
        setSize(call, inode, 0);
    return openDescriptor(call, openInode(kernel, place.inode, flags & ~(oCreate | oExclusive | oTruncate)));
}

/// The name is gone: the file is too, when nobody has it open or mapped.
void removed(SystemCall& call, Inode& inode) {
    if (inode.folder)
        return;
    call.tell(EventKind::RemovesFile).file = inode.id;
    call.kernel.recorder.fileTouched(inode.id);
    forgetFileIfUnused(call.kernel, inode);
}

} // namespace

CallEnd callOpen(SystemCall& call) {
    return openPlace(call, placeOf(call, 0), call.bits(1), call.bits(2));
}

CallEnd callCreat(SystemCall& call) {
    return openPlace(call, placeOf(call, 0), oCreate | oWriteOnly | oTruncate, call.bits(1));
}

CallEnd callShmOpen(SystemCall& call) {
    Kernel& kernel = call.kernel;
    std::int32_t error = 0;
    const auto path = call.string(0, error);
    if (!path)
        return CallEnd::failed(error);
    const std::string name = path->substr(std::min(path->find_first_not_of('/'), path->size()));
    if (name.empty() || name.find('/') != std::string::npos)
        return CallEnd::failed(einval);
    if (name.size() > 254)
        return CallEnd::failed(enametoolong);
    auto& names = kernel.files.sharedMemory();
    const std::uint32_t flags = call.bits(1);
    const auto found = names.find(name);
    std::shared_ptr<Inode> inode = found == names.end() ? nullptr : found->second;
    if (!inode) {
        if ((flags & oCreate) == 0)
            return CallEnd::failed(enoent);
        inode = kernel.files.makeFile(FileKind::SharedMemory, "/" + name, call.bits(2) & 07777 & ~call.process.umask);
        own(call, *inode);
        inode->links = 1;
        names[name] = inode;
        kernel.recorder.fileTouched(inode->id);
        call.tell(EventKind::CreatesFile).file = inode->id;
    } else if ((flags & (oCreate | oExclusive)) == (oCreate | oExclusive)) {
        return CallEnd::failed(eexist);
    } else {
        if (!permitted(kernel, *inode, wantedBy(flags)))
            return CallEnd::failed(eacces);
        if (flags & oTruncate)
            setSize(call, *inode, 0);
    }
    const std::int32_t descriptor = freeDescriptor(call.process);
    if (descriptor < 0)
        return CallEnd::failed(emfile);
    Event& event = call.tell(EventKind::OpensFile);
    event.file = inode->id;
    event.value = descriptor;
    call.process.descriptors[descriptor] = {openInode(kernel, inode, flags & ~(oCreate | oExclusive | oTruncate)),
                                            true};
    return CallEnd::done(descriptor);
}

CallEnd callShmUnlink(SystemCall& call) {
    std::int32_t error = 0;
    const auto path = call.string(0, error);
    if (!path)
        return CallEnd::failed(error);
    auto& names = call.kernel.files.sharedMemory();
    const auto found = names.find(path->substr(std::min(path->find_first_not_of('/'), path->size())));
    if (found == names.end())
        return CallEnd::failed(enoent);
    const std::shared_ptr<Inode> inode = found->second;
    names.erase(found);
    inode->links = 0;
    removed(call, *inode);
    return CallEnd::done(0);
}

CallEnd callAccess(SystemCall& call) {
    const Place place = placeOf(call, 0);
    const std::uint32_t wanted = call.bits(1);
    if (wanted & ~7u)
        return CallEnd::failed(einval);
    if (place.error)
        return CallEnd::failed(place.error);
    if (place.device != Device::None)
        return (wanted & 1) ? CallEnd::failed(eacces) : CallEnd::done(0);
    if (!place.inode)
        return CallEnd::failed(enoent);
    return permitted(call.kernel, *place.inode, wanted) ? CallEnd::done(0) : CallEnd::failed(eacces);
}

CallEnd callUnlink(SystemCall& call) {
    const Place place = placeOf(call, 0);
    if (place.error)
        return CallEnd::failed(place.error);
    if (place.device != Device::None)
        return CallEnd::failed(eacces);
    if (!place.inode)
        return CallEnd::failed(enoent);
    if (place.inode->folder)
        return CallEnd::failed(eisdir);
    if (!permitted(call.kernel, *place.folder, 3))
        return CallEnd::failed(eacces);
    call.kernel.files.leave(*place.folder, place.name);
    if (place.inode->links == 0)
        removed(call, *place.inode);
    return CallEnd::done(0);
}

CallEnd callRename(SystemCall& call) {
    Kernel& kernel = call.kernel;
    const Place from = placeOf(call, 0);
    const Place to = placeOf(call, 1);
    for (const Place& place : {from, to}) {
        if (place.error)
            return CallEnd::failed(place.error);
        if (place.device != Device::None)
            return CallEnd::failed(exdev);
    }
    if (!from.inode)
        return CallEnd::failed(enoent);
    if (from.name.empty() || to.name.empty())
        return CallEnd::failed(ebusy);
    if (from.inode == to.inode)
        return CallEnd::done(0);
    if (to.inode) {
        if (from.inode->folder && !to.inode->folder)
            return CallEnd::failed(enotdir);
        if (!from.inode->folder && to.inode->folder)
            return CallEnd::failed(eisdir);
        if (to.inode->folder && !to.inode->entries.empty())
            return CallEnd::failed(enotempty);
        if (!from.inode->folder) // ext4 auto_da_alloc: what takes another's place is written first
            allocateDelayed(kernel, *from.inode);
        kernel.files.leave(*to.folder, to.name);
        if (to.inode->links == 0)
            removed(call, *to.inode);
    }
    kernel.files.leave(*from.folder, from.name);
    kernel.files.enter(*to.folder, to.name, from.inode);
    if (!from.inode->folder) {
        from.inode->name = kernel.files.nameIn(*to.folder, to.name);
        kernel.recorder.fileTouched(from.inode->id);
        for (const auto& [id, process] : kernel.processes)
            kernel.recorder.mappingsTouched(id); // mappings show the name
    } else {
        from.inode->links = 2;
    }
    return CallEnd::done(0);
}

CallEnd callLink(SystemCall& call) {
    const Place from = placeOf(call, 0);
    const Place to = placeOf(call, 1);
    for (const Place& place : {from, to})
        if (place.error)
            return CallEnd::failed(place.error);
    if (!from.inode)
        return CallEnd::failed(enoent);
    if (to.inode)
        return CallEnd::failed(eexist);
    if (from.inode->folder)
        return CallEnd::failed(eperm);
    call.kernel.files.enter(*to.folder, to.name, from.inode);
    return CallEnd::done(0);
}

CallEnd callMkdir(SystemCall& call) {
    const Place place = placeOf(call, 0);
    if (place.error)
        return CallEnd::failed(place.error);
    if (place.inode || place.device != Device::None)
        return CallEnd::failed(eexist);
    if (!permitted(call.kernel, *place.folder, 3))
        return CallEnd::failed(eacces);
    const auto folder = call.kernel.files.makeFolder(call.bits(1) & 01777 & ~call.process.umask);
    own(call, *folder);
    call.kernel.files.enter(*place.folder, place.name, folder);
    return CallEnd::done(0);
}

CallEnd callRmdir(SystemCall& call) {
    const Place place = placeOf(call, 0);
    if (place.error)
        return CallEnd::failed(place.error);
    if (!place.inode)
        return CallEnd::failed(enoent);
    if (!place.inode->folder)
        return CallEnd::failed(enotdir);
    if (place.name.empty())
        return CallEnd::failed(einval);
    if (!place.inode->entries.empty())
        return CallEnd::failed(enotempty);
    call.kernel.files.leave(*place.folder, place.name);
    return CallEnd::done(0);
}

namespace {

CallEnd changeMode(SystemCall& call, Inode& inode) {
    if (call.kernel.parameters.user != 0 && inode.user != call.kernel.parameters.user)
        return CallEnd::failed(eperm);
    inode.mode = (inode.mode & modeType) | (call.bits(1) & 07777);
    return CallEnd::done(0);
}

} // namespace

CallEnd callChmod(SystemCall& call) {
    const Place place = placeOf(call, 0);
    if (place.error)
        return CallEnd::failed(place.error);
    return place.inode ? changeMode(call, *place.inode)
                       : CallEnd::failed(place.device == Device::None ? enoent : eperm);
}

CallEnd callFchmod(SystemCall& call) {
    const auto file = call.file(call.number(0));
    if (!file)
        return CallEnd::failed(ebadf);
    return file->inode ? changeMode(call, *file->inode) : CallEnd::failed(einval);
}

CallEnd callTruncate(SystemCall& call) {
    const Place place = placeOf(call, 0);
    const auto size = static_cast<std::int64_t>(call.value(1));
    if (size < 0)
        return CallEnd::failed(einval);
    if (place.error)
        return CallEnd::failed(place.error);
    if (!place.inode)
        return CallEnd::failed(place.device == Device::None ? enoent : einval);
    if (place.inode->folder)
        return CallEnd::failed(eisdir);
    if (!permitted(call.kernel, *place.inode, 2))
        return CallEnd::failed(eacces);
    const std::int32_t error = setSize(call, *place.inode, size);
    return error ? CallEnd::failed(error) : CallEnd::done(0);
}

CallEnd callGetcwd(SystemCall& call) {
    if (const Bytes* given = call.givenArgument(0)) {
        if (given->size() > call.value(1))
            return CallEnd::failed(erange);
        return call.out(0, *given) ? CallEnd::done(static_cast<std::int64_t>(given->size())) : CallEnd::failed(efault);
    }
    const std::string path = "/scratch" + (call.process.folder.empty() ? "" : "/" + call.process.folder);
    Bytes bytes(path.begin(), path.end());
    bytes.push_back(0);
    if (bytes.size() > call.value(1))
        return CallEnd::failed(erange);
    return call.out(0, bytes) ? CallEnd::done(static_cast<std::int64_t>(bytes.size())) : CallEnd::failed(efault);
}

} // namespace faultline
