#include "simulator/policies/clock.h"

namespace faultline {

void Clock::entered(std::uint64_t frame) {
    left(frame);
    places_[frame] = ring_.insert(hand_, frame);
}

void Clock::left(std::uint64_t frame) {
    const auto place = places_.find(frame);
    if (place == places_.end())
        return;
    if (hand_ == place->second)
        ++hand_;
    ring_.erase(place->second);
    places_.erase(place);
}

Policy::Choice Clock::choose(const TestAndClear& testAndClear, const MayLeave& mayLeave) {
    // Two rounds clear every bit, a third one would find nothing new.
    for (std::size_t looked = 0; looked < 2 * ring_.size() + 1; ++looked) {
        if (hand_ == ring_.end())
            hand_ = ring_.begin();
        if (hand_ == ring_.end())
            break;
        const std::uint64_t frame = *hand_++;
        if (mayLeave(frame) && !testAndClear(frame))
            return {true, frame, "the clock's hand finds it not accessed"};
    }
    return {};
}

} // namespace faultline
