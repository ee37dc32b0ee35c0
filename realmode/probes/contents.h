#pragma once

#include "simulator/machine/operation.h"

#include <optional>
#include <span>
#include <sys/types.h>

namespace faultline {

/// Bytes of another process's memory. Only for pages known present: others would be faulted in by reading them.
/// Returns how many bytes could be read.
std::size_t readMemory(pid_t pid, Address address, std::span<std::uint8_t> bytes);
/// Bytes of an open file. Only for pages known cached: others would be read into the cache.
std::size_t readFile(int descriptor, std::uint64_t offset, std::span<std::uint8_t> bytes);

} // namespace faultline
