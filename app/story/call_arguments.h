// The arguments of a call as a program's text would have them: names for addresses, constants by their names.
#pragma once

#include "app/story/names.h"
#include "simulator/machine/event.h"

namespace faultline {

/// Of a ProgramCalls event, between the parentheses; not cut.
QString argumentsText(const Event& event, const Names& names);

} // namespace faultline
