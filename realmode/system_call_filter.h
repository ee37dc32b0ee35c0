#pragma once

#include "realmode/worker/protocol.h"

#include <string>

namespace faultline {

/// Builds the filter of system calls that a program may make and puts it into Launch: an allow-list; what is not on it
/// raises SIGSYS in the worker, which reports "the program asked for CALL". The profile makes newer calls fail as older
/// kernels do.
void fillFilter(worker::Launch& launch, const std::string& profile);

} // namespace faultline
