#include "simulator/hardware/frames.h"

#include <cassert>

namespace faultline {

std::optional<std::uint64_t> Frames::take(FrameUse use) {
    const bool apart = kernelApart_ && (use == FrameUse::PageTable || use == FrameUse::Kernel);
    if (!apart && full())
        return std::nullopt;
    Pool& pool = apart ? kernel_ : pages_;
    std::uint64_t index = pool.records.size();
    if (pool.freed.empty()) {
        pool.records.emplace_back();
    } else {
        index = pool.freed.top();
        pool.freed.pop();
    }
    used_ += apart ? 0 : 1;
    pool.records[index].use = use;
    return index + (apart ? total_ : 0);
}

void Frames::free(std::uint64_t frame) {
    Pool& pool = poolOf(frame);
    const std::uint64_t index = frame - firstOf(frame);
    assert(pool.records[index].use != FrameUse::Free && pool.records[index].users.empty());
    pool.records[index] = FrameRecord{};
    pool.freed.push(index);
    used_ -= isKernels(frame) ? 0 : 1;
}

} // namespace faultline
