#include "app/views/timeline_marks.h"

#include <algorithm>

namespace faultline {

void TimelineMarks::append(const StepMark& mark) {
    if (mark.minor + mark.major == 0 && mark.signal == 0)
        return;
    marks_.push_back(mark);
    before_.push_back(all_);
    if (mark.signal != 0) {
        ++all_.signals;
        signals_.push_back(mark.step);
    } else {
        ++(mark.major > 0 ? all_.major : all_.minor);
    }
}

void TimelineMarks::dropBefore(std::size_t step) {
    gone_ = indexOf(step);
    if (gone_ < 4096 || gone_ < marks_.size() / 2)
        return;
    marks_.erase(marks_.begin(), marks_.begin() + static_cast<std::ptrdiff_t>(gone_));
    before_.erase(before_.begin(), before_.begin() + static_cast<std::ptrdiff_t>(gone_));
    gone_ = 0;
}

std::size_t TimelineMarks::indexOf(std::size_t step) const {
    const auto at = std::lower_bound(marks_.begin() + static_cast<std::ptrdiff_t>(gone_), marks_.end(), step,
                                     [](const StepMark& mark, std::size_t s) { return mark.step < s; });
    return static_cast<std::size_t>(at - marks_.begin());
}

TimelineMarks::Counts TimelineMarks::counts(std::size_t first, std::size_t last) const {
    const std::size_t from = indexOf(first), to = indexOf(last + 1);
    if (from >= to)
        return {};
    const Counts& low = before_[from];
    const Counts& high = to < before_.size() ? before_[to] : all_;
    return {high.minor - low.minor, high.major - low.major, high.signals - low.signals};
}

std::span<const StepMark> TimelineMarks::between(std::size_t first, std::size_t last) const {
    const std::size_t from = indexOf(first), to = std::max(from, indexOf(last + 1));
    return std::span(marks_).subspan(from, to - from);
}

std::size_t TimelineMarks::nextFault(std::size_t step) const {
    for (std::size_t i = indexOf(step + 1); i < marks_.size(); ++i)
        if (marks_[i].minor + marks_[i].major > 0)
            return marks_[i].step;
    return 0;
}

std::size_t TimelineMarks::nextSignal(std::size_t step) const {
    const auto next = std::upper_bound(signals_.begin(), signals_.end(), step);
    return next == signals_.end() ? 0 : *next;
}

} // namespace faultline
