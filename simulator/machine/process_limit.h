#pragma once

#include <cstddef>

namespace faultline {

/// How many processes of a program may live at once, on every machine: the real one has a place of shared memory for
/// each. fork fails with EAGAIN beyond it, as under RLIMIT_NPROC; a program that forks without end comes no further.
inline constexpr std::size_t mostProcesses = 31;

} // namespace faultline
