#include "realmode/file_book.h"

#include <climits>
#include <sys/stat.h>
#include <unistd.h>

namespace faultline {

FileBook::Known* FileBook::find(dev_t device, ino_t inode) {
    Known* byInodeAlone = nullptr; // some file systems show another device in maps than in stat
    for (auto& [id, file] : files_) {
        if (file.inode != inode)
            continue;
        if (file.device == device)
            return &file;
        byInodeAlone = &file;
    }
    return byInodeAlone && byInodeAlone->descriptor && byInodeAlone->kind == FileKind::Regular ? byInodeAlone : nullptr;
}

FileBook::Known* FileBook::byId(FileId id) {
    const auto found = files_.find(id);
    return found == files_.end() ? nullptr : &found->second;
}

FileBook::Known& FileBook::add(OwnedDescriptor descriptor, dev_t device, ino_t inode, FileKind kind) {
    Known file;
    file.id = next_++;
    file.descriptor = std::move(descriptor);
    file.device = device;
    file.inode = inode;
    file.kind = kind;
    return files_.emplace(file.id, std::move(file)).first->second;
}

std::string FileBook::programName(std::string path) const {
    constexpr std::string_view deleted = " (deleted)";
    if (path.ends_with(deleted))
        path.resize(path.size() - deleted.size());
    if (!scratch_.empty() && path.starts_with(scratch_ + "/tmp/"))
        return path.substr(scratch_.size());
    if (!scratch_.empty() && path.starts_with(scratch_ + "/"))
        return path.substr(scratch_.size() + 1);
    if (!sharedMemory_.empty() && path.starts_with(sharedMemory_ + "/"))
        return path.substr(sharedMemory_.size());
    if (path.starts_with("/memfd:"))
        return path.substr(1);
    return path;
}

FileFacts FileBook::factsOf(const Known& file, const FileFacts& before) const {
    FileFacts facts = before;
    facts.kind = file.kind;
    if (!file.descriptor)
        return facts;
    struct stat status {};
    if (::fstat(file.descriptor.number(), &status) == 0) {
        facts.size = static_cast<std::uint64_t>(status.st_size);
        facts.unlinked = status.st_nlink == 0;
    }
    if (file.kind == FileKind::Image)
        return facts;
    char path[PATH_MAX];
    const std::string link = "/proc/self/fd/" + std::to_string(file.descriptor.number());
    const ssize_t length = ::readlink(link.c_str(), path, sizeof path);
    if (length > 0)
        facts.name = programName(std::string(path, static_cast<std::size_t>(length)));
    return facts;
}

} // namespace faultline
