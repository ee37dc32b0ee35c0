#include "realmode/folders.h"

#include "realmode/leftovers.h"
#include "realmode/readable.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <linux/magic.h>
#include <optional>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <vector>

namespace faultline {

namespace {

std::vector<std::string> candidates() {
    std::vector<std::string> places;
    const auto add = [&places](const char* folder, const char* inside) {
        if (folder && folder[0] == '/')
            places.push_back(std::string(folder) + inside);
    };
    add(std::getenv("XDG_CACHE_HOME"), "");
    add(std::getenv("HOME"), "/.cache");
    add("/var/tmp", "");
    add(std::getenv("TMPDIR"), "");
    add("/tmp", "");
    return places;
}

/// A new folder of mode 0700 in `place`, which is made where its parent exists. Its name is the one that the kernel
/// shows: without symbolic links or doubled slashes on the way.
std::optional<std::string> makeIn(const std::string& place) {
    ::mkdir(place.c_str(), 0700);
    std::string name = place + "/" + std::string(folderPrefix) + "XXXXXX";
    if (!::mkdtemp(name.data()))
        return std::nullopt;
    std::error_code error;
    const std::filesystem::path canonical = std::filesystem::canonical(name, error);
    return error ? name : canonical.string();
}

bool isInMemory(const std::string& kind) {
    return kind == "tmpfs" || kind == "ramfs";
}

} // namespace

std::string fileSystemOf(const std::string& path) {
    struct statfs facts {};
    if (::statfs(path.c_str(), &facts) != 0)
        return "unknown";
    switch (static_cast<unsigned long>(facts.f_type)) {
    case EXT4_SUPER_MAGIC:
        return "ext4";
    case TMPFS_MAGIC:
        return "tmpfs";
    case RAMFS_MAGIC:
        return "ramfs";
    case BTRFS_SUPER_MAGIC:
        return "btrfs";
    case XFS_SUPER_MAGIC:
        return "xfs";
    case OVERLAYFS_SUPER_MAGIC:
        return "overlay";
    case NFS_SUPER_MAGIC:
        return "nfs";
    default:
        return "unknown";
    }
}

Result<Folders> makeFolders() {
    std::optional<std::string> home;
    for (const bool memoryToo : {false, true}) {
        for (const std::string& place : candidates()) {
            std::optional<std::string> made = makeIn(place);
            if (made && !memoryToo && isInMemory(fileSystemOf(*made))) {
                ::rmdir(made->c_str());
                continue;
            }
            if (made) {
                home = made;
                break;
            }
        }
        if (home)
            break;
    }
    if (!home)
        return Failure{"No folder can be written for the program's files.",
                       "$XDG_CACHE_HOME, ~/.cache, /var/tmp, $TMPDIR", "Make one of them writable."};
    Folders folders;
    folders.home = *home;
    folders.scratch = *home + "/scratch";
    folders.imageFile = *home + "/image";
    folders.kind = fileSystemOf(*home);
    // The program's directory looks as any; what keeps others out is its parent.
    if (::mkdir(folders.scratch.c_str(), 0755) != 0 || ::chmod(folders.scratch.c_str(), 0755) != 0) {
        const std::string reason = std::strerror(errno);
        removeFolders(folders);
        return Failure{"The program's directory cannot be made: " + reason, folders.scratch, "Free some space."};
    }
    folders.sharedMemory = makeIn("/dev/shm").value_or("");
    folders.homeHeld = heldFolder(folders.home);
    folders.sharedMemoryHeld = heldFolder(folders.sharedMemory);
    removeLeftovers(std::filesystem::path(folders.home).parent_path().string());
    removeLeftovers("/dev/shm");
    return folders;
}

void removeFolders(const Folders& folders) {
    for (const std::string& folder : {folders.home, folders.sharedMemory})
        if (!folder.empty())
            removeWithContents(folder);
}

} // namespace faultline
