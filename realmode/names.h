#pragma once

#include "realmode/folders.h"

#include <string>
#include <string_view>

namespace faultline {

/// Where a path of the program leads: /tmp into scratch, /dev/shm into the private folder; others as they are.
std::string rewritten(std::string_view path, const Folders& folders);

} // namespace faultline
