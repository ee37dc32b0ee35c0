#pragma once

#include "simulator/machine/operation.h"
#include "simulator/machine/parameters.h"
#include "simulator/machine/result.h"

#include <optional>

namespace faultline {

/// An access, or a call of the mmap family, that meets a range which Faultline keeps for itself
/// (Parameters::reserved) is refused by both machines with this one message, so that no program can rewrite the
/// worker. Nothing where the operation meets none.
std::optional<Failure> refusedAsReserved(const Parameters& parameters, const Operation& operation);

} // namespace faultline
