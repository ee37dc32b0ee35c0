#pragma once

#include "simulator/machine/operation.h"

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace faultline {

/// One line of /proc/PID/maps (proc_pid_maps(5)).
struct MapsLine {
    Address start = 0;
    Address end = 0;
    std::uint8_t protection = 0; ///< Protection bits
    bool shared = false;
    std::uint64_t offset = 0; ///< in bytes
    dev_t device = 0;
    std::uint64_t inode = 0; ///< 0: anonymous
    std::string name;        ///< as the kernel shows it, " (deleted)" included

    bool operator==(const MapsLine&) const = default;
};

std::vector<MapsLine> parseMaps(std::string_view text);
/// Reads an open /proc/PID/maps from its start.
std::vector<MapsLine> readMaps(int descriptor);

} // namespace faultline
