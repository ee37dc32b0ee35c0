#pragma once

#include "simulator/kernel/file.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Names and files: the program's scratch folder, its /tmp (a folder "tmp" in scratch), the names of shm_open, and
/// files without a name. All in memory.
class FileSystem {
public:
    FileSystem();

    /// Where a path leads: its folder and last name, and what stands there if anything does.
    struct Place {
        std::int32_t error = 0; ///< ENOENT, ENOTDIR, ENAMETOOLONG …: the folder cannot be reached
        Inode* folder = nullptr;
        std::string name; ///< empty: the path is a folder itself ("." or "/")
        std::shared_ptr<Inode> inode;
        enum class Device : std::uint8_t { None, Null, Zero, Terminal } device = Device::None;
        bool trailingSlash = false;
    };
    /// Resolves a path; `from` is the working folder, relative to scratch. The first path into /tmp makes that folder.
    Place find(std::string_view path, std::string_view from);

    std::shared_ptr<Inode> makeFile(FileKind kind, std::string name, std::uint32_t mode);
    std::shared_ptr<Inode> makeFolder(std::uint32_t mode);
    void enter(Inode& folder, const std::string& name, const std::shared_ptr<Inode>& inode);
    void leave(Inode& folder, const std::string& name);
    /// The inode with that id, or nullptr. Files that are gone are still known, without pages.
    Inode* file(FileId id) const;
    /// Its name as the program knows it: relative to scratch, else from the root.
    std::string nameIn(const Inode& folder, std::string_view name) const;

    const std::shared_ptr<Inode>& root() const { return root_; }
    std::map<std::string, std::shared_ptr<Inode>>& sharedMemory() { return sharedMemory_; }
    const std::map<FileId, std::shared_ptr<Inode>>& all() const { return byId_; }

private:
    std::string pathOf(const Inode& folder) const;

    std::shared_ptr<Inode> root_; ///< scratch
    std::map<std::string, std::shared_ptr<Inode>> sharedMemory_;
    std::map<FileId, std::shared_ptr<Inode>> byId_;
    FileId lastFile_ = 0;
    std::uint64_t lastNumber_ = 100;
};

} // namespace faultline
