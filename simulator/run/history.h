#pragma once

#include "simulator/run/chunk.h"

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace faultline {

struct HistoryOptions {
    std::size_t memoryLimit = std::size_t{1} << 30;  ///< bytes; beyond it the oldest steps fold into the first moment
    bool keepNothing = false;                        ///< count steps and keep the output, nothing else
    std::size_t outputLimit = std::size_t{64} << 20; ///< bytes of output, at most a quarter of memoryLimit; beyond it
                                                     ///< the oldest is dropped
    std::size_t firstMoment = 0;                     ///< the first snapshot's: of a saved history that had been folded
};

/// What the program wrote by one step.
struct OutputPiece {
    std::size_t step = 0;
    Written written;
    std::size_t index = 0; ///< of this piece among all of the run; the history sets it
};

/// What is kept of the output, from a piece on.
struct KeptOutput {
    std::vector<OutputPiece> pieces;
    std::size_t firstKept = 0; ///< index of the oldest piece that is kept at all
    std::size_t dropped = 0;   ///< bytes of those before it
};

/// The steps of a run on one machine, in order. Any moment that is kept can be shown without asking the machine.
/// One thread appends; any thread may read meanwhile. What is kept can become less between two questions (at the memory
/// limit the oldest steps fold), so that each answer tells whether it is still there.
class History {
public:
    explicit History(Snapshot first, HistoryOptions options = {});
    ~History();

    // The run appends.
    /// The step's number is set here.
    void append(Step step);
    void append(std::span<const QuietStep> accesses);
    /// Output of steps that had been folded when the history was saved; before any step is appended.
    void append(OutputPiece piece);
    /// Enough has been appended since the last checkpoint for another to pay.
    bool wantsCheckpoint() const;
    /// `present` is the machine's snapshot after the last step appended.
    void checkpoint(const Snapshot& present);

    // Anyone reads.
    std::size_t stepCount() const;
    /// The earliest moment that can be shown: 0, unless older steps have been folded or none are kept.
    std::size_t firstMoment() const;
    /// A step with its story. Nothing: it is no longer kept, or has not been made.
    std::optional<Step> step(std::size_t number) const;
    /// Calls back with the steps from `first` to `last`, both included; quiet accesses without a story. Ends early if
    /// the callback gives false, or before a step that is not kept: the result is then false.
    bool forEach(std::size_t first, std::size_t last, const std::function<bool(const Step&)>& visit) const;
    /// The same with quiet accesses as they are kept: exactly one of the pointers is set.
    bool forEachKept(std::size_t first, std::size_t last,
                     const std::function<bool(const Step*, const QuietStep*)>& visit) const;
    /// The snapshot after step `moment`. Nothing: the moment is no longer kept, or has not come. Who looks at many
    /// moments uses a HistoryCursor, which copies nothing.
    std::optional<Snapshot> at(std::size_t moment) const;
    /// Marks of the steps that are not quiet, from `firstStep` on.
    std::vector<StepMark> marks(std::size_t firstStep = 1) const;
    /// What the program had written to the stream (1 output, 2 errors; 0: both as they came) at a moment, without what
    /// has been dropped.
    std::string output(std::size_t moment, int stream) const;
    /// The pieces kept from the given index on, for a view that follows: the first one's index is greater than asked
    /// for where older ones have been dropped.
    std::vector<OutputPiece> outputPieces(std::size_t firstIndex = 0) const;
    /// The same with what has been dropped by then: for who keeps the pieces while the run goes on dropping some.
    KeptOutput keptOutput(std::size_t firstIndex) const;
    /// Bytes of the oldest output that have been dropped.
    std::size_t outputDropped() const;

    std::size_t memoryUsed() const; ///< bytes, as counted against the limit
    std::size_t quietCount() const; ///< quiet accesses appended
    std::size_t quietBytes() const; ///< bytes they take (those still kept)

private:
    friend class HistoryCursor;
    friend class StepReader;
    struct Checkpoint {
        std::size_t moment = 0;
        std::shared_ptr<const Snapshot> snapshot;
        std::size_t cost = 0;
    };

    std::shared_ptr<const Chunk> chunkOf(std::size_t step) const; ///< a copy of the open one
    /// The chunk of a step, unpacked; null: the step is not kept.
    std::shared_ptr<const ExpandedChunk> expandedOf(std::size_t step) const;
    Checkpoint nearest(std::size_t moment) const;
    void sealIfFull();
    void foldOldest();
    void keepOutput(OutputPiece piece);

    mutable std::mutex mutex_;
    HistoryOptions options_;
    std::deque<std::shared_ptr<const Chunk>> sealed_;
    Chunk open_;
    std::vector<Checkpoint> checkpoints_; ///< the first is the first moment
    std::deque<StepMark> marks_;
    std::deque<OutputPiece> output_;
    std::size_t outputCount_ = 0;
    std::size_t outputBytes_ = 0;   ///< in memory, of the pieces kept
    std::size_t outputDropped_ = 0; ///< bytes of the program
    std::size_t stepCount_ = 0;
    std::size_t quietCount_ = 0;
    std::size_t bytes_ = 0; ///< of sealed chunks and checkpoints
    std::size_t work_ = 0;  ///< changes appended since the last checkpoint
    std::size_t items_ = 0; ///< in the last checkpoint's snapshot

    /// The chunks that were looked into last, and what came out.
    mutable std::mutex expandedMutex_;
    mutable std::deque<std::pair<std::shared_ptr<const Chunk>, std::shared_ptr<const ExpandedChunk>>> expanded_;

    mutable std::mutex cursorMutex_;
    mutable std::unique_ptr<class HistoryCursor> cursor_; ///< serves at() and step()
};

/// Walks a history from moment to moment, keeping one snapshot up to date. For one thread; the history must outlive it.
class HistoryCursor {
public:
    explicit HistoryCursor(const History& history);
    /// The snapshot after step `moment`; valid until the next call. A moment that is no longer kept gives the first
    /// that is, one that has not come the last: moment() tells which it is.
    const Snapshot& at(std::size_t moment);
    /// Of the snapshot given last.
    std::size_t moment() const { return moment_; }

private:
    const ExpandedChunk* chunkOf(std::size_t step); ///< null: not kept
    bool walkTo(std::size_t moment);
    bool forward(); ///< false: the step is no longer kept
    bool back();

    const History* history_;
    Snapshot snapshot_;
    std::size_t moment_ = 0;
    std::shared_ptr<const ExpandedChunk> chunk_;
};

/// Reads steps one after the other, either way, at little cost each: a stretch of the history is unpacked once. For one
/// thread; the history must outlive it.
class StepReader {
public:
    struct Kept { ///< one of the two is set; none: the step is not kept
        const Step* whole = nullptr;
        const QuietStep* quiet = nullptr;
        explicit operator bool() const { return whole || quiet; }
        ProcessId process() const { return whole ? whole->process : quiet->process; }
        const SourcePlace& place() const { return whole ? whole->operation.place : quiet->place; }
    };
    explicit StepReader(const History& history) : history_(&history) {}
    /// Valid until the next call.
    Kept read(std::size_t step);

private:
    const History* history_;
    std::shared_ptr<const ExpandedChunk> chunk_;
};

} // namespace faultline
