#pragma once

#include "simulator/machine/snapshot.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <vector>

namespace faultline {

/// One entry that leads to a frame: page `page` of process `process`.
struct FrameUser {
    ProcessId process = 0;
    std::uint64_t page = 0;

    bool operator==(const FrameUser&) const = default;
};

/// A frame in use, with the entries that lead to it (the reverse map).
struct FrameRecord {
    FrameUse use = FrameUse::Free;
    ProcessId process = 0;
    FileId file = 0;
    std::uint64_t index = 0;
    ContentId content = zeroContent;
    /// Anonymous: no other process may ever have had it, so that a store needs no copy (Linux: PageAnonExclusive).
    bool exclusive = false;
    std::vector<FrameUser> users;
};

/// Physical memory: `total` frames, of which those in use have a record. The lowest free number is given out first.
class Frames {
public:
    explicit Frames(std::uint64_t total) : total_(total) {}

    std::uint64_t total() const { return total_; }
    std::uint64_t used() const { return used_; }
    bool full() const { return used_ >= total_; }

    /// A free frame, now used as told; nothing when all are in use.
    std::optional<std::uint64_t> take(FrameUse use);
    void free(std::uint64_t frame);

    FrameRecord& operator[](std::uint64_t frame) { return records_[frame]; }
    const FrameRecord& operator[](std::uint64_t frame) const { return records_[frame]; }
    /// One more than the highest number ever in use.
    std::uint64_t highest() const { return records_.size(); }

private:
    std::uint64_t total_;
    std::uint64_t used_ = 0;
    std::vector<FrameRecord> records_;
    std::priority_queue<std::uint64_t, std::vector<std::uint64_t>, std::greater<>> freed_;
};

} // namespace faultline
