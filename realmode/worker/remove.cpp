#include "realmode/worker/remove.h"

#include "realmode/worker/system_call.h"

#include <cstdint>
#include <fcntl.h>

namespace faultline::worker {

namespace {

struct Entry { // the kernel's linux_dirent64
    std::uint64_t inode;
    std::int64_t offset;
    std::uint16_t length;
    std::uint8_t type;
    char name[1];
};

constexpr int deepest = 64;

bool isDots(const char* name) {
    return name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0));
}

/// Empties an open directory. Reads it anew after each round, since removing moves what follows.
void empty(std::int64_t directory, int depth) {
    alignas(8) std::uint8_t room[2048];
    for (bool removed = true; removed;) {
        removed = false;
        systemCall(SYS_lseek, directory, 0, 0);
        std::int64_t got = 0;
        while ((got = systemCall(SYS_getdents64, directory, room, sizeof room)) > 0) {
            for (std::int64_t at = 0; at < got;) {
                auto* entry = reinterpret_cast<Entry*>(room + at);
                at += entry->length;
                if (isDots(entry->name))
                    continue;
                if (systemCall(SYS_unlinkat, directory, entry->name, 0) == 0) {
                    removed = true;
                    continue;
                }
                systemCall(SYS_fchmodat, directory, entry->name, 0700);
                const std::int64_t inner =
                    systemCall(SYS_openat, directory, entry->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
                if (inner < 0)
                    continue;
                if (depth < deepest)
                    empty(inner, depth + 1);
                systemCall(SYS_close, inner);
                removed |= systemCall(SYS_unlinkat, directory, entry->name, AT_REMOVEDIR) == 0;
            }
        }
    }
}

} // namespace

void removeTree(const char* path) {
    const std::int64_t directory = systemCall(SYS_open, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
    if (directory < 0)
        return;
    empty(directory, 0);
    systemCall(SYS_close, directory);
    systemCall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}

} // namespace faultline::worker
