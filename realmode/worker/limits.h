#pragma once

#include <cstdint>

namespace faultline::worker {

/// In the keeper's child: puts the bounds of Launch on this process, after noting what the user's own limits are.
void setLimits();

/// The program's getrlimit and setrlimit. Of a limit that is a bound of ours (processor time, core files) the program
/// sees, and sets, what it would have without: the kernel judges what is asked for, and then the bound is put back.
std::int64_t limitCall(std::uint32_t call, std::uint64_t resource, std::uint64_t limits);

} // namespace faultline::worker
