#pragma once

#include "realmode/worker/protocol.h"

namespace faultline::worker {

/// The program's system calls, signal calls among them.
void performCall(const Request& request, Reply& reply);
/// A real fork of the worker. The child goes on in its own channel, request.slot, as ready for its first request.
void performFork(const Request& request, Reply& reply);

} // namespace faultline::worker
