#include "simulator/hardware/frames.h"

#include <cassert>

namespace faultline {

std::optional<std::uint64_t> Frames::take(FrameUse use) {
    if (full())
        return std::nullopt;
    std::uint64_t frame = records_.size();
    if (freed_.empty()) {
        records_.emplace_back();
    } else {
        frame = freed_.top();
        freed_.pop();
    }
    ++used_;
    records_[frame].use = use;
    return frame;
}

void Frames::free(std::uint64_t frame) {
    assert(records_[frame].use != FrameUse::Free && records_[frame].users.empty());
    records_[frame] = FrameRecord{};
    freed_.push(frame);
    --used_;
}

} // namespace faultline
