// What the real kernel says to a sentence of the simulated machine's story.
#pragma once

#include "app/story/sentence.h"
#include "simulator/run/step.h"

namespace faultline {

enum class Verdict : std::uint8_t {
    Agrees,
    Differs,
    NotVisible, ///< the kernel does not show it: `text` says what
    Silent,     ///< there is nothing to ask it
};

struct RealAnswer {
    Verdict verdict = Verdict::Silent;
    QString text;   ///< "maps: rw-p", "fault at p + 4096"
    QString reason; ///< NotVisible: why

    bool operator==(const RealAnswer&) const = default;
};

/// One machine's side of a step: the step and the snapshot after it.
struct TellingSide {
    const Step* step = nullptr;
    const Snapshot* after = nullptr;
};

/// The real side's answer to the event that a sentence of the simulated side's story tells first (and the one it tells
/// last): read from the real outcome, delta and snapshot, never from the simulated ones. `names` are the real side's.
RealAnswer realAnswer(const Sentence& sentence, const TellingSide& simulated, const TellingSide& real,
                      const Names& names);

} // namespace faultline
