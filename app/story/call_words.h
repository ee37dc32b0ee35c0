// The words for what the kernel does in a system call.
#pragma once

#include "app/story/names.h"
#include "simulator/machine/event.h"

namespace faultline {

/// From the verb on, with a full stop; empty for an event that is not of a call.
QString callWords(const Event& event, const Names& names);

} // namespace faultline
