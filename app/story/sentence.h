// Sentences for events: made from an event and the names of its moment, nothing else.
#pragma once

#include "app/story/names.h"
#include "simulator/machine/event.h"

#include <QString>

#include <span>
#include <vector>

namespace faultline {

/// A sentence of a story.
struct Sentence {
    Actor actor = Actor::Program;
    QString text;                 ///< without the actor, with its full stop: "stores 'c' at p + 4096."
    std::size_t event = 0;        ///< index in the story of the event that it tells first
    std::size_t last = 0;         ///< and of the one it tells last
    bool folded = false;          ///< stands for several that are left out: has no number
    std::vector<Sentence> within; ///< folded: those left out

    /// Actor first: "Program stores 'c' at p + 4096."
    QString whole() const;
};

/// The step's story with what its call is given, also where the machine (the real one) does not tell it: the words are
/// made from the operation's arguments, which are the same on every machine.
std::vector<Event> storyOf(const Operation& operation, std::span<const Event> story);

/// The sentence of one event, at most 75 characters with its actor.
Sentence sentenceOf(const Event& event, const Names& names);

/// The story of a step in at most `most` sentences: events that belong together share a sentence, details of the
/// hardware that change nothing a learner sees at this step are left out. Where there are more, neighbours that are
/// alike (or come again and again in one order) are folded, and no others. 0: nothing is folded.
std::vector<Sentence> tell(std::span<const Event> story, const Names& names, std::size_t most = 8);

/// Every event, one sentence each: for the step size "event" and --story.
std::vector<Sentence> tellAll(std::span<const Event> story, const Names& names);

} // namespace faultline
