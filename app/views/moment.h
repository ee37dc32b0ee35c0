// What a view is shown: the machines at one moment, and the step that led there.
#pragma once

#include "app/story/real_answer.h"
#include "app/story/sentence.h"
#include "simulator/machine/difference.h"
#include "simulator/run/step.h"

#include <QString>

#include <optional>
#include <vector>

namespace faultline {

/// One machine at a moment. Pointers are valid while the moment is shown.
struct LaneMoment {
    bool real = false;
    QString title;  ///< "Simulated machine"
    QString detail; ///< "x86-64, 64 frames"; "Linux 6.18"
    const Snapshot* snapshot = nullptr;
    const Step* step = nullptr; ///< the step that led here; null at the start
    QString stopped;            ///< why it goes no further; empty: it does, or the program has ended
};

/// Where a process stands at a moment.
struct ProcessNote {
    ProcessId id = 0;
    QString role; ///< "parent", "child"; empty where there is one
    std::uint32_t file = 0;
    std::uint32_t line = 0; ///< of what it does next; 0: none
    QString next;           ///< the text of that line
    QString waitsFor;       ///< empty: it can go on
    bool ended = false;
    bool waitedFor = false;
    bool turn = false; ///< goes next
    bool last = false; ///< made the last step
};

/// A step before that this one is to be read with: of the same statement, and took a fault; or its store is lost now.
struct EarlierStep {
    std::size_t step = 0;
    QString text;        ///< "before, in step 31: the load at s + 4 took a minor fault."
    bool behind = false; ///< is told behind the sentences
};

struct Moment {
    std::size_t number = 0;                   ///< of the step that led here; 0: the start
    std::size_t count = 0;                    ///< steps made so far
    bool ended = false;                       ///< `count` is the last
    std::vector<LaneMoment> lanes;            ///< the simulated machine first
    std::vector<Difference> differences;      ///< of this step
    std::size_t comparedTo = ~std::size_t{0}; ///< the last step that both machines made: no word of agreement after it
    std::vector<ProcessNote> processes;
    std::vector<Sentence> sentences;  ///< of the first lane's step
    QString note;                     ///< about the sentences: "3 operations, the last:"; may be empty
    QString instead;                  ///< said where there are no sentences; empty: the view's own words
    std::vector<EarlierStep> earlier; ///< in order
    SourcePlace statement;            ///< of a step by statements that led to no operation; line 0: none
    ProcessId statementOf = 0;
    std::vector<RealAnswer> answers;            ///< one a sentence where both machines run; else empty
    Address spaceEnd = Address{1} << 47;        ///< the end of what a process may address
    const ProgramNames* programNames = nullptr; ///< may be null

    /// The machines have parted before: one of them has stood still since, and nothing is compared any more.
    bool partedBefore() const { return number > comparedTo; }
    const LaneMoment* simulated() const;
    const LaneMoment* real() const;
    /// The lane that tells the story: the simulated one if it is there.
    /// Once the machines have parted: the one that goes on.
    const LaneMoment* teller() const;
    /// What things are called on a lane now; what the step has removed is named, too.
    Names names(const LaneMoment& lane, ProcessId process) const {
        return Names(*lane.snapshot, process, lane.step ? &lane.step->delta : nullptr, programNames, number);
    }
};

/// What is said of an earlier step of the statement that ends at this moment; nothing where it took no fault.
std::optional<EarlierStep> earlierFault(const Moment& moment, const Step& step);

/// Whether a step before has to do with the bytes that the moment's step stores, in memory that both share.
enum class Before : std::uint8_t { Elsewhere, OwnLoad, OwnStore, OthersStore };
Before accessBefore(const Moment& moment, const Step& step);
/// What is said of a store over what another process has stored since this one's load.
EarlierStep overwrittenStore(const Moment& moment, const Step& load, const Step& store);

/// Fills `sentences` and `answers` from the lanes.
void tellStory(Moment& moment, std::size_t mostSentences = 8);

} // namespace faultline
