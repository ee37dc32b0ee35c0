#pragma once

#include "simulator/kernel/kernel.h"

namespace faultline {

/// What the program asked for: protectRead | …
std::uint8_t protectionOf(const Vma& vma);
/// Appends an event that tells of a mapping: its range, protection, file and label.
Event& tellMapping(Kernel& kernel, EventKind kind, const Vma& vma);
/// The mapping as it is shown.
Mapping shown(const Kernel& kernel, const Task& process, const Vma& vma);

} // namespace faultline
