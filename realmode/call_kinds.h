#pragma once

#include "realmode/worker/protocol.h"
#include "simulator/machine/outcome.h"

namespace faultline {

/// The worker answers it itself: it keeps what the program believes of its signals.
bool isSignalCall(Call call);
worker::Kind signalKind(Call call);
/// The number by which the kernel knows the call.
std::uint32_t kernelNumber(Call call);
/// Results that are the kernel's own numbers.
bool isGivenResult(Call call);
/// Calls whose Out arguments hold numbers of the kernel's own.
bool isGivenArgument(Call call);
/// The kernel has left Out arguments alone.
bool wroteNothing(const Operation& operation, const Outcome& outcome);
/// One empty entry for each Out or InOut argument: nothing has been written through them yet.
std::vector<Bytes> nothingReturned(const Operation& operation);

} // namespace faultline
