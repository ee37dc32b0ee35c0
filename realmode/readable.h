#pragma once

#include "realmode/descriptor.h"

#include <functional>
#include <string>
#include <sys/types.h>

namespace faultline {

/// The program may forbid itself, and with it us, to read its files: a mode of 000 is the classic slip with open(2)'s
/// third argument. What we own is readable for as long as it takes.
class LentPermission {
public:
    /// The mode gets `bits`, if this user owns what the path leads to and lacks them.
    LentPermission(std::string path, mode_t bits);
    LentPermission(const LentPermission&) = delete;
    LentPermission& operator=(const LentPermission&) = delete;
    ~LentPermission();

private:
    std::string path_;
    mode_t before_ = 0;
    bool lent_ = false;
};

/// Opens a regular file for reading, whatever its mode, and leaves its time of access alone where that is allowed. None
/// where the file is not ours and may not be read.
OwnedDescriptor openToRead(const std::string& path);

/// Every regular file below `folder`, whatever the modes of it and of the folders on the way; links are not followed.
void eachFileBelow(const std::string& folder, const std::function<void(const std::string& path)>& found);

/// Removes the folder with all that is in it, whatever the modes.
void removeWithContents(const std::string& folder);

} // namespace faultline
