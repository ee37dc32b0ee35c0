#include "realmode/leftovers.h"

#include "realmode/readable.h"

#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <vector>

namespace faultline {

namespace {

constexpr time_t oldEnough = 600; ///< seconds

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

std::vector<std::string> namesLikeOurs(const std::string& place) {
    std::vector<std::string> names;
    const std::unique_ptr<DIR, CloseFolder> folder(::opendir(place.c_str()));
    while (const dirent* entry = folder ? ::readdir(folder.get()) : nullptr) {
        const std::string_view name = entry->d_name;
        if (name.size() == folderPrefix.size() + 6 && name.starts_with(folderPrefix))
            names.emplace_back(name);
    }
    return names;
}

OwnedDescriptor openFolder(const std::string& folder) {
    return OwnedDescriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

} // namespace

OwnedDescriptor heldFolder(const std::string& folder) {
    OwnedDescriptor held = openFolder(folder);
    if (held)
        ::flock(held.number(), LOCK_SH | LOCK_NB);
    return held;
}

void removeLeftovers(const std::string& place) {
    for (const std::string& name : namesLikeOurs(place)) {
        const std::string folder = place + "/" + name;
        const OwnedDescriptor found = openFolder(folder);
        struct stat facts {};
        if (!found || ::fstat(found.number(), &facts) != 0 || facts.st_uid != ::geteuid() ||
            (facts.st_mode & 0777) != 0700 || facts.st_mtime > ::time(nullptr) - oldEnough)
            continue;
        if (::flock(found.number(), LOCK_EX | LOCK_NB) != 0) // in use, or this file system has no such locks
            continue;
        removeWithContents(folder);
    }
}

} // namespace faultline
