#include "simulator/policies/fifo.h"

namespace faultline {

void Fifo::entered(std::uint64_t frame) {
    left(frame);
    places_[frame] = queue_.insert(queue_.end(), frame);
}

void Fifo::left(std::uint64_t frame) {
    const auto place = places_.find(frame);
    if (place == places_.end())
        return;
    queue_.erase(place->second);
    places_.erase(place);
}

Policy::Choice Fifo::choose(const TestAndClear&, const MayLeave& mayLeave) {
    for (const std::uint64_t frame : queue_)
        if (mayLeave(frame))
            return {true, frame, "it came first"};
    return {};
}

} // namespace faultline
