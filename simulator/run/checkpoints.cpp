#include "simulator/run/checkpoints.h"

#include <algorithm>

namespace faultline {

namespace {

bool isBefore(RunPlace place, const Standpoint& standpoint) {
    return place < standpoint.place;
}

} // namespace

void Checkpoints::add(Standpoint standpoint) {
    const std::lock_guard lock(mutex_);
    const auto after = std::upper_bound(kept_.begin(), kept_.end(), standpoint.place, isBefore);
    if (after != kept_.begin() && std::prev(after)->place == standpoint.place)
        return;
    kept_.insert(after, std::move(standpoint));
    if (kept_.size() <= atMost)
        return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < kept_.size(); i += 2)
        kept_[kept++] = std::move(kept_[i]);
    kept_.resize(kept);
    apart_ *= 2;
}

bool Checkpoints::wanted(std::size_t moment, std::uint64_t instructions) const {
    const std::lock_guard lock(mutex_);
    const std::uint64_t factor = apart_ / stepsApart;
    return kept_.empty() || moment >= kept_.back().place.moment + apart_ ||
           instructions >= instructions_ + instructionsApart * factor;
}

void Checkpoints::noteInstructions(std::uint64_t instructions) {
    const std::lock_guard lock(mutex_);
    instructions_ = instructions;
}

void Checkpoints::dropBefore(std::size_t moment) {
    const std::lock_guard lock(mutex_);
    kept_.erase(kept_.begin(), std::find_if(kept_.begin(), kept_.end(), [&](const Standpoint& standpoint) {
                    return standpoint.place.moment >= moment;
                }));
}

std::optional<Standpoint> Checkpoints::atOrBefore(RunPlace place, std::size_t firstMoment) const {
    const std::lock_guard lock(mutex_);
    const auto after = std::upper_bound(kept_.begin(), kept_.end(), place, isBefore);
    if (after == kept_.begin() || std::prev(after)->place.moment < firstMoment)
        return std::nullopt;
    return *std::prev(after);
}

void Checkpoints::remember(Standpoint standpoint) const {
    const std::lock_guard lock(mutex_);
    remembered_ = std::move(standpoint);
}

std::optional<Standpoint> Checkpoints::remembered() const {
    const std::lock_guard lock(mutex_);
    return remembered_;
}

} // namespace faultline
