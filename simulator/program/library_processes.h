// Ending a process, for library functions that do.
#pragma once

#include <cstdint>
#include <string>

#include "simulator/program/call_context.h"

namespace faultline {

// Writes to standard error and aborts.
[[noreturn]] void abortWith(CallContext& context, const std::string& message);
// The atexit functions, last one first, then flushes and ends the process.
[[noreturn]] void exitWith(CallContext& context, std::int32_t status);

} // namespace faultline
