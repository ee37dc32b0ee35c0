#include "realmode/names.h"

#include <sys/stat.h>

namespace faultline {

std::string rewritten(std::string_view path, const Folders& folders) {
    constexpr std::string_view temporary = "/tmp", shared = "/dev/shm";
    if (path == temporary || path.starts_with("/tmp/")) {
        const std::string folder = folders.scratch + "/tmp";
        if (::mkdir(folder.c_str(), 0755) == 0) // with its first use: a directory counts its folders
            ::chmod(folder.c_str(), 01777);
        return folders.scratch + std::string(path);
    }
    if (!folders.sharedMemory.empty() && (path == shared || path.starts_with("/dev/shm/")))
        return folders.sharedMemory + std::string(path.substr(shared.size()));
    if (path == "/dev/tty")
        return folders.terminal;
    if (path.starts_with("/") && path != "/" && path != "/dev/null" && path != "/dev/zero" &&
        !path.starts_with(folders.scratch))
        return folders.home + "/nowhere" + std::string(path); // never there: ENOENT
    return std::string(path);
}

} // namespace faultline
