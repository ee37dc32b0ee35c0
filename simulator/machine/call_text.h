#pragma once

#include "simulator/machine/operation.h"

#include <string>

namespace faultline {

/// The call's arguments as C would write them: `0x7ff…, 4096, PROT_READ | PROT_WRITE`.
std::string callText(const Operation& operation);

} // namespace faultline
