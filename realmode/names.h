#pragma once

#include "realmode/folders.h"

#include <string>
#include <string_view>

namespace faultline {

/// Where a path of the program leads: /tmp into scratch, /dev/shm into the private folder, /dev/tty to the terminal
/// that standard input is; relative paths, /dev/null and /dev/zero as they are. Nothing else of the computer is the
/// program's: other absolute paths lead nowhere.
std::string rewritten(std::string_view path, const Folders& folders);

} // namespace faultline
