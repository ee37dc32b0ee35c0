#pragma once

#include "realmode/descriptor.h"
#include "realmode/probes/residency.h"
#include "simulator/machine/snapshot.h"

#include <map>
#include <sys/types.h>

namespace faultline {

/// Every file that the program has met, by its inode. Of each, one descriptor is kept to the end: it keeps the inode's
/// number from being given away, reads sizes and contents, and is never closed before (closing makes ext4 write a
/// truncated file back).
class FileBook {
public:
    struct Known {
        FileId id = 0;
        OwnedDescriptor descriptor; ///< none for shared anonymous and System V memory
        dev_t device = 0;
        ino_t inode = 0;
        FileKind kind = FileKind::Regular;
        std::optional<CacheCount> count; ///< when the cache was last looked at
    };

    explicit FileBook(std::string scratch = {}, std::string sharedMemory = {})
        : scratch_(std::move(scratch)), sharedMemory_(std::move(sharedMemory)) {}

    /// The file of that inode, or nullptr.
    Known* find(dev_t device, ino_t inode);
    Known* byId(FileId id);
    /// Makes it known under the next id. `descriptor` may be none.
    Known& add(OwnedDescriptor descriptor, dev_t device, ino_t inode, FileKind kind);
    std::map<FileId, Known>& all() { return files_; }

    /// Name and size as they are now. Without a descriptor only what `before` says.
    FileFacts factsOf(const Known& file, const FileFacts& before) const;
    /// The name by which the program knows a path: relative to scratch, "/name" for shm_open's.
    std::string programName(std::string path) const;

private:
    std::string scratch_;
    std::string sharedMemory_;
    std::map<FileId, Known> files_;
    FileId next_ = 1;
};

} // namespace faultline
