#pragma once

#include "simulator/machine/operation.h"

#include <string_view>
#include <sys/types.h>
#include <vector>

namespace faultline {

/// What /proc/PID/smaps says of a mapping (proc_pid_smaps(5)), as far as it is used here.
struct SmapsEntry {
    Address start = 0;
    Address end = 0;
    std::uint64_t dirty = 0; ///< bytes of present pages that are to be written back, its own or shared

    bool operator==(const SmapsEntry&) const = default;
};

std::vector<SmapsEntry> parseSmaps(std::string_view text);
std::vector<SmapsEntry> readSmaps(pid_t pid);

} // namespace faultline
