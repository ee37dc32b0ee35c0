// What the kernel puts on the stack for a handler.
#pragma once

#include <cstdint>

#include "simulator/machine/operation.h"
#include "simulator/machine/signal.h"

namespace faultline {

inline constexpr std::uint64_t informationBytes = 128; // siginfo_t
inline constexpr std::uint64_t contextBytes = 968;     // ucontext_t; of zeros
inline constexpr std::uint64_t signalFrameBytes = informationBytes + contextBytes;

// siginfo_t as the kernel lays it out, the context behind it.
Bytes signalFrame(const Signal& signal);

} // namespace faultline
