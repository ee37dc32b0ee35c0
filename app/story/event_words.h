// The words for each kind of event.
#pragma once

#include "app/story/names.h"
#include "simulator/machine/event.h"

namespace faultline {

/// What the event's actor does, from the verb on, with a full stop.
QString wordsFor(const Event& event, const Names& names);

/// What a FindsMapping or MakesMapping event calls its mapping.
QString mappingText(const Event& event, const Names& names);
/// "that p + 4096 allows no stores".
QString forbiddenText(const Event& event, const Names& names);

} // namespace faultline
