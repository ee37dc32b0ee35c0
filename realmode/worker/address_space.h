#pragma once

#include <cstdint>

namespace faultline::worker {

/// Unmaps what the kernel maps into every process besides its program ([vvar], [vdso]): the worker asks the kernel
/// itself for the time, and without them a program that runs past the end of its first mapping meets nothing. A kernel
/// that seals them (CONFIG_MSEAL_SYSTEM_MAPPINGS) keeps them. Once, before anything else is mapped.
void unmapKernelPages();

/// Where the first mapping that has no address of its own will end.
std::uint64_t topOfMappings();

} // namespace faultline::worker
