#pragma once

#include "simulator/run/packed_steps.h"
#include "simulator/run/quiet_code.h"
#include "simulator/run/step.h"

#include <memory>
#include <vector>

namespace faultline {

/// A stretch of a history: whole steps, and quiet accesses in their code between them.
struct Chunk {
    static constexpr std::size_t capacity = 4096;     ///< steps
    static constexpr std::size_t wholeCapacity = 256; ///< steps that are not quiet

    std::size_t first = 1; ///< number of its first step
    std::size_t count = 0;
    std::vector<std::shared_ptr<const Step>> steps; ///< those that are not quiet, in order, until it is sealed
    Bytes packed;                                   ///< the same, once it is
    QuietCode quiet;                                ///< the others, in order
    std::size_t bytes = 0;                          ///< taken by `steps`; once it is sealed, by what stays of them

    std::size_t last() const { return first + count - 1; }
    bool holds(std::size_t step) const { return step >= first && step < first + count; }
    bool full() const { return count >= capacity || steps.size() >= wholeCapacity; }
    /// No step will come to it any more.
    void seal();
    std::size_t memory() const { return bytes + packed.capacity() + quiet.memory() + sizeof(Chunk); }
};

/// A chunk with its quiet accesses written out, for going forth and back in it.
class ExpandedChunk {
public:
    ExpandedChunk() = default;
    explicit ExpandedChunk(const Chunk& chunk);

    bool holds(std::size_t step) const { return step >= first_ && step < first_ + entries_.size(); }
    std::size_t first() const { return first_; }
    std::size_t last() const { return first_ + entries_.size() - 1; }
    /// Exactly one of the two is not null.
    const Step* whole(std::size_t step) const;
    const QuietStep* quiet(std::size_t step) const;

private:
    struct Entry {
        bool quiet = false;
        std::uint32_t index = 0;
    };
    std::size_t first_ = 1;
    std::vector<Entry> entries_;
    std::vector<std::shared_ptr<const Step>> steps_;
    std::vector<QuietStep> quiet_;
};

/// Bytes that a step takes in memory, nearly.
std::size_t memoryOf(const Step& step);

} // namespace faultline
