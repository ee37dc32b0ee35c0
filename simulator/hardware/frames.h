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
///
/// Where memory is small on purpose, what the kernel needs for itself (page tables, the zero page) is kept apart:
/// "three frames" are then three pages of programs and files, as books count them. Its numbers begin at `total`.
class Frames {
public:
    explicit Frames(std::uint64_t total, bool kernelApart = false) : total_(total), kernelApart_(kernelApart) {}

    std::uint64_t total() const { return total_; }
    std::uint64_t used() const { return used_; }
    bool full() const { return used_ >= total_; }

    /// A free frame, now used as told; nothing when all are in use.
    std::optional<std::uint64_t> take(FrameUse use);
    void free(std::uint64_t frame);

    FrameRecord& operator[](std::uint64_t frame) { return poolOf(frame).records[frame - firstOf(frame)]; }
    const FrameRecord& operator[](std::uint64_t frame) const { return const_cast<Frames&>(*this)[frame]; }
    /// Calls `act` with the number of every frame that is in use or has been.
    template <class Act>
    void forEach(const Act& act) const {
        for (std::uint64_t i = 0; i < pages_.records.size(); ++i)
            act(i);
        for (std::uint64_t i = 0; i < kernel_.records.size(); ++i)
            act(total_ + i);
    }

private:
    struct Pool {
        std::vector<FrameRecord> records;
        std::priority_queue<std::uint64_t, std::vector<std::uint64_t>, std::greater<>> freed;
    };
    bool isKernels(std::uint64_t frame) const { return kernelApart_ && frame >= total_; }
    Pool& poolOf(std::uint64_t frame) { return isKernels(frame) ? kernel_ : pages_; }
    std::uint64_t firstOf(std::uint64_t frame) const { return isKernels(frame) ? total_ : 0; }

    std::uint64_t total_;
    bool kernelApart_;
    std::uint64_t used_ = 0; ///< of `total`
    Pool pages_;
    Pool kernel_; ///< empty unless it is kept apart
};

} // namespace faultline
