#include "simulator/kernel/file_system.h"

#include "simulator/kernel/linux_values.h"

namespace faultline {

using namespace linux_values;

FileSystem::FileSystem() : root_(makeFolder(0755)) {}

std::shared_ptr<Inode> FileSystem::makeFile(FileKind kind, std::string name, std::uint32_t mode) {
    auto inode = std::make_shared<Inode>();
    inode->id = ++lastFile_;
    inode->number = ++lastNumber_;
    inode->kind = kind;
    inode->name = std::move(name);
    inode->mode = modeRegular | mode;
    if (inode->inMemory())
        inode->seals = sealSeal; // memfd_create allows them, where asked
    byId_[inode->id] = inode;
    return inode;
}

std::shared_ptr<Inode> FileSystem::makeFolder(std::uint32_t mode) {
    auto inode = std::make_shared<Inode>();
    inode->number = ++lastNumber_;
    inode->folder = true;
    inode->mode = modeDirectory | mode;
    inode->links = 2;
    inode->size = 4096;
    return inode;
}

void FileSystem::enter(Inode& folder, const std::string& name, const std::shared_ptr<Inode>& inode) {
    folder.entries[name] = inode;
    if (inode->folder) {
        inode->parent = &folder;
        inode->name = name;
        ++folder.links;
    } else {
        ++inode->links;
    }
}

void FileSystem::leave(Inode& folder, const std::string& name) {
    const auto entry = folder.entries.find(name);
    if (entry->second->folder) {
        --folder.links;
        entry->second->links = 0;
    } else {
        --entry->second->links;
    }
    folder.entries.erase(entry);
}

Inode* FileSystem::file(FileId id) const {
    const auto found = byId_.find(id);
    return found == byId_.end() ? nullptr : found->second.get();
}

std::string FileSystem::pathOf(const Inode& folder) const {
    if (&folder == root_.get() || !folder.parent)
        return {};
    return pathOf(*folder.parent) + folder.name + "/";
}

std::string FileSystem::nameIn(const Inode& folder, std::string_view name) const {
    std::string path = pathOf(folder) + std::string(name);
    return path.starts_with("tmp/") ? "/" + path : path;
}

FileSystem::Place FileSystem::find(std::string_view path, std::string_view from) {
    using Device = Place::Device;
    if (path.empty())
        return {enoent, nullptr, {}, nullptr, Device::None, false};
    if (path.size() >= 4096)
        return {enametoolong, nullptr, {}, nullptr, Device::None, false};
    if (path == "/dev/null" || path == "/dev/zero" || path == "/dev/tty")
        return {0,
                nullptr,
                {},
                nullptr,
                path == "/dev/null" ? Device::Null : path == "/dev/zero" ? Device::Zero : Device::Terminal,
                false};
    std::string whole;
    if (path.front() == '/') { // only /tmp leads into scratch; nothing else of the computer is the program's
        if (path != "/tmp" && !path.starts_with("/tmp/"))
            return {enoent, nullptr, {}, nullptr, Device::None, false};
        if (!root_->entries.contains("tmp"))
            enter(*root_, "tmp", makeFolder(01777)); // with its first use: a directory counts its folders
        whole = path;
    } else {
        whole = std::string(from) + "/" + std::string(path);
    }
    Place place{0, root_.get(), {}, root_, Device::None, path.back() == '/'};
    for (std::size_t at = 0; at < whole.size();) {
        const std::size_t end = std::min(whole.find('/', at), whole.size());
        const std::string name = whole.substr(at, end - at);
        at = end + 1;
        if (name.empty())
            continue;
        if (!place.inode)
            return {enoent, nullptr, {}, nullptr, Device::None, false};
        if (!place.inode->folder)
            return {enotdir, nullptr, {}, nullptr, Device::None, false};
        if (name.size() > 255)
            return {enametoolong, nullptr, {}, nullptr, Device::None, false};
        Inode* in = place.inode.get();
        if (name == ".")
            continue;
        if (name == "..") {
            if (in->parent)
                place.inode = in->parent == root_.get() ? root_ : in->parent->parent->entries.at(in->parent->name);
            place.name.clear();
            continue;
        }
        const auto entry = in->entries.find(name);
        place.folder = in;
        place.name = name;
        place.inode = entry == in->entries.end() ? nullptr : entry->second;
    }
    return place;
}

} // namespace faultline
