#pragma once

#include "realmode/worker/signals.h"
#include "simulator/machine/operation.h"

namespace faultline {

inline constexpr std::uint64_t cLibraryAction = 152; ///< size of the C library's struct sigaction

/// The C library's struct sigaction (handler, 128 bytes of mask, flags, restorer) or the kernel's (handler, flags,
/// restorer, mask), by its size, as the kernel's.
worker::KernelAction kernelAction(const Bytes& bytes);
/// The other way: in the layout that fits the size.
Bytes asProgramWants(const worker::KernelAction& action, std::uint64_t size);

} // namespace faultline
