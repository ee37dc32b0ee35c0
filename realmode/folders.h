#pragma once

#include "realmode/descriptor.h"
#include "simulator/machine/result.h"

#include <string>

namespace faultline {

/// The folders of one run. `home` holds the program's directory and, beside it, the image; mode 0700.
struct Folders {
    std::string home;
    std::string scratch;                        ///< the program's directory
    std::string imageFile;                      ///< not in scratch
    std::string sharedMemory;                   ///< private folder of /dev/shm; empty where there is no /dev/shm
    std::string terminal;                       ///< what /dev/tty is: the program\'s end of a pseudo-terminal
    std::string kind;                           ///< the file system of scratch: "ext4", "tmpfs", …
    OwnedDescriptor homeHeld, sharedMemoryHeld; ///< they are in use (leftovers.h)
};

/// Makes them under $XDG_CACHE_HOME, ~/.cache, /var/tmp or $TMPDIR: the first that can be written and lies on a disk,
/// else the first that can be written at all (faults on tmpfs differ). What dead owners have left there goes.
Result<Folders> makeFolders();
/// Removes both folders with all that is in them. The keeper has done so already, unless it was killed.
void removeFolders(const Folders& folders);
/// The kind of file system that a path lies on.
std::string fileSystemOf(const std::string& path);

} // namespace faultline
