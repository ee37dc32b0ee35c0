#include "simulator/policies/lru.h"

namespace faultline {

void Lru::entered(std::uint64_t frame) {
    left(frame);
    places_[frame] = order_.insert(order_.end(), frame);
}

void Lru::left(std::uint64_t frame) {
    const auto place = places_.find(frame);
    if (place == places_.end())
        return;
    order_.erase(place->second);
    places_.erase(place);
}

void Lru::touched(std::uint64_t frame) {
    const auto place = places_.find(frame);
    if (place != places_.end())
        order_.splice(order_.end(), order_, place->second);
}

Policy::Choice Lru::choose(const TestAndClear& testAndClear, const MayLeave& mayLeave) {
    std::list<std::uint64_t> recent;
    for (auto at = order_.begin(); at != order_.end();) {
        const auto next = std::next(at);
        if (testAndClear(*at))
            recent.splice(recent.end(), order_, at);
        at = next;
    }
    order_.splice(order_.end(), recent);
    for (const std::uint64_t frame : order_)
        if (mayLeave(frame))
            return {true, frame, "it was used least recently"};
    return {};
}

} // namespace faultline
