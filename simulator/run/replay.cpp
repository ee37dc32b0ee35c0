#include "simulator/run/replay.h"

#include <algorithm>

namespace faultline {

namespace {

void runToOperation(Source& source, ProcessId process) {
    constexpr std::uint64_t atOnce = 1 << 20;
    while (source.advance(process, atOnce, false).what != Yielded::Operation) {
    }
}

/// A signal came between two operations: the process is brought to where it was then.
void runTo(Source& source, ProcessId process, std::uint64_t instructions) {
    for (;;) {
        const std::uint64_t done = source.position(process).instructions;
        if (done >= instructions || source.advance(process, instructions - done, false).what == Yielded::Operation)
            return;
    }
}

} // namespace

void feed(Source& source, const Step& step) {
    const bool asked = step.kind != StepKind::Arrived && step.kind != StepKind::Ended;
    switch (step.status) {
    case Status::Done:
        if (asked)
            source.give(step.process, step.outcome);
        break;
    case Status::Signalled:
        if (asked)
            source.retry(step.process);
        break;
    case Status::Ended:
        source.end(step.process);
        return;
    case Status::Blocked:
    case Status::Failed:
        return;
    }
    if (!step.outcome.delivered.empty())
        source.deliver(step.process, step.outcome.delivered);
}

bool replay(Source& source, const History& history, std::size_t from, std::size_t to) {
    Outcome quietOutcome;
    return history.forEachKept(from + 1, to, [&](const Step* whole, const QuietStep* quiet) {
        if (quiet) {
            runToOperation(source, quiet->process);
            const std::uint64_t value = quiet->access.store ? 0 : quiet->access.value;
            for (std::size_t i = 0; i < 8; ++i)
                quietOutcome.value[i] = static_cast<std::uint8_t>(value >> (8 * i));
            source.give(quiet->process, quietOutcome);
            return true;
        }
        if (whole->kind == StepKind::Performed || whole->kind == StepKind::Clock)
            runToOperation(source, whole->process);
        else if (whole->kind == StepKind::Arrived && whole->status != Status::Ended)
            runTo(source, whole->process, whole->instructions);
        feed(source, *whole);
        return true;
    });
}

void SourceCheckpoints::add(std::size_t moment, std::shared_ptr<const Source> source) {
    const std::lock_guard lock(mutex_);
    checkpoints_.push_back({moment, std::move(source)});
    if (checkpoints_.size() <= atMost)
        return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < checkpoints_.size(); i += 2)
        checkpoints_[kept++] = std::move(checkpoints_[i]);
    checkpoints_.resize(kept);
    apart_ *= 2;
}

bool SourceCheckpoints::wanted(std::size_t moment, std::uint64_t instructions) const {
    const std::uint64_t factor = apart_ / stepsApart;
    return checkpoints_.empty() || moment >= checkpoints_.back().moment + apart_ ||
           instructions >= instructions_ + instructionsApart * factor;
}

std::shared_ptr<const Source> SourceCheckpoints::at(std::size_t moment, const History& history) const {
    Checkpoint from;
    {
        const std::lock_guard lock(mutex_);
        const auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), moment,
                                            [](std::size_t m, const Checkpoint& c) { return m < c.moment; });
        if (after == checkpoints_.begin())
            return nullptr;
        from = *std::prev(after);
        if (lastAsked_.source && lastAsked_.moment >= from.moment && lastAsked_.moment <= moment)
            from = lastAsked_;
    }
    if (moment < history.firstMoment() || moment > history.stepCount())
        return nullptr;
    if (from.moment < moment) {
        std::shared_ptr<Source> source = from.source->clone();
        if (!replay(*source, history, from.moment, moment))
            return nullptr;
        from = {moment, std::move(source)};
    }
    const std::lock_guard lock(mutex_);
    lastAsked_ = from;
    return from.source;
}

} // namespace faultline
