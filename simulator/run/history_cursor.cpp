#include "simulator/run/history.h"

#include <algorithm>

namespace faultline {

HistoryCursor::HistoryCursor(const History& history) : history_(&history) {
    const auto start = history.nearest(0);
    snapshot_ = *start.snapshot;
    moment_ = start.moment;
}

const ExpandedChunk* HistoryCursor::chunkOf(std::size_t step) {
    if (!chunk_ || !chunk_->holds(step))
        chunk_ = history_->expandedOf(step);
    return chunk_.get();
}

bool HistoryCursor::forward() {
    const std::size_t step = moment_ + 1;
    const ExpandedChunk* chunk = chunkOf(step);
    if (!chunk)
        return false;
    if (const Step* whole = chunk->whole(step))
        whole->delta.applyTo(snapshot_);
    else
        applyQuietStore(snapshot_, *chunk->quiet(step), false);
    ++moment_;
    return true;
}

bool HistoryCursor::back() {
    const ExpandedChunk* chunk = chunkOf(moment_);
    if (!chunk)
        return false;
    if (const Step* whole = chunk->whole(moment_))
        whole->delta.takeBackFrom(snapshot_);
    else
        applyQuietStore(snapshot_, *chunk->quiet(moment_), true);
    --moment_;
    return true;
}

bool HistoryCursor::walkTo(std::size_t moment) {
    const auto checkpoint = history_->nearest(moment);
    moment = std::max(moment, checkpoint.moment); // earlier ones have been folded
    const std::size_t way = moment > moment_ ? moment - moment_ : moment_ - moment;
    if (moment - checkpoint.moment < way || moment_ < history_->firstMoment()) {
        snapshot_ = *checkpoint.snapshot;
        moment_ = checkpoint.moment;
    }
    while (moment_ < moment)
        if (!forward())
            return false;
    while (moment_ > moment)
        if (!back())
            return false;
    return true;
}

const Snapshot& HistoryCursor::at(std::size_t moment) {
    moment = std::min(moment, history_->stepCount());
    // Steps that are folded while they are walked over: once more, from where the history begins by then. Each time it
    // begins later, at last at or behind the moment itself.
    for (std::size_t first = history_->firstMoment(); !walkTo(moment);) {
        chunk_ = nullptr;
        const std::size_t now = history_->firstMoment();
        if (now == first) // a history that keeps nothing
            break;
        first = now;
    }
    return snapshot_;
}

} // namespace faultline
