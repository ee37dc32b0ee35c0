#pragma once

#include "realmode/worker/protocol.h"

namespace faultline {

/// Builds the filter of system calls that a program may make and puts it into Launch: an allow-list; what is not on it
/// raises SIGSYS in the worker, which reports "the program asked for CALL". Says how much of Landlock is to be used,
/// too.
void fillFilter(worker::Launch& launch);

} // namespace faultline
