#pragma once

#include "simulator/machine/machine.h"

#include <cstddef>
#include <cstdint>

namespace faultline {

/// How a step came about. What became of it is its Status.
enum class StepKind : std::uint8_t {
    Performed, ///< the process's next operation; Status::Blocked: it has begun to wait
    Woken,     ///< an operation that waited has ended
    Arrived,   ///< signals have come to a process, or have ended it, besides what it asked for
    Clock,     ///< a call that the run's clock answers; Status::Blocked: it sleeps
    Ended,     ///< ended by force: reset, step limit
};

/// One step of a run on one machine. Steps are numbered from 1; step n leads from moment n - 1 to moment n, and moment
/// 0 is the start.
struct Step {
    std::size_t number = 0;
    StepKind kind = StepKind::Performed;
    Status status = Status::Done;
    ProcessId process = 0;
    std::uint64_t time = 0;         ///< of the run's clock when it was done, in nanoseconds
    std::uint64_t instructions = 0; ///< Arrived: how many the process had run by then
    Operation operation;            ///< `operation.place` is where in the text it was asked for
    Outcome outcome;
    Delta delta;

    bool operator==(const Step&) const = default;
};

/// A quiet access as a step: a load or store that takes no fault and changes nothing but bytes.
struct QuietStep {
    ProcessId process = 0;
    SourcePlace place;
    QuietAccess access;
};

/// What a timeline shows of a step that is not quiet.
struct StepMark {
    std::size_t step = 0;
    ProcessId process = 0;
    OperationKind operation = OperationKind::Load;
    Call call = Call::Read;  ///< if `operation` is a call
    std::uint8_t signal = 0; ///< that it ended by, or the first that a handler was run for
    std::uint32_t minor = 0;
    std::uint32_t major = 0;
    bool blocked = false; ///< the process has begun to wait

    bool operator==(const StepMark&) const = default;
};

/// The step of a quiet access, without a story.
Step stepOf(const QuietStep& quiet);
/// The load or store that a quiet access is.
Operation operationOf(const QuietStep& quiet);
/// Writes the bytes of a quiet store into a snapshot, or those that were there before.
void applyQuietStore(Snapshot& snapshot, const QuietStep& quiet, bool takeBack);
/// The story of a quiet access, made from the snapshot it meets: the access, the TLB's entry where the machine shows
/// one, and what came of it.
std::vector<Event> quietStory(const Snapshot& before, const QuietStep& quiet);

} // namespace faultline
