#include "simulator/run/scheduler.h"

#include <algorithm>

namespace faultline {

void Scheduler::add(ProcessId process) {
    processes_[process] = true;
    if (processes_.size() == 1)
        current_ = process;
}

void Scheduler::remove(ProcessId process) {
    if (current_ == process)
        passOn();
    processes_.erase(process);
}

void Scheduler::block(ProcessId process) {
    const auto found = processes_.find(process);
    if (found == processes_.end())
        return;
    found->second = false;
    if (current_ == process)
        passOn();
}

void Scheduler::wake(ProcessId process) {
    const auto found = processes_.find(process);
    if (found == processes_.end())
        return;
    const bool allWaited = !current();
    found->second = true;
    if (allWaited) {
        current_ = process;
        used_ = 0;
    }
}

bool Scheduler::blocked(ProcessId process) const {
    const auto found = processes_.find(process);
    return found != processes_.end() && !found->second;
}

bool Scheduler::canGo(ProcessId process) const {
    const auto found = processes_.find(process);
    return found != processes_.end() && found->second;
}

std::optional<ProcessId> Scheduler::current() const {
    const auto found = processes_.find(current_);
    if (found == processes_.end() || !found->second)
        return std::nullopt;
    return current_;
}

void Scheduler::tick() {
    ++ticks_;
    if (++used_ >= turn_)
        passOn();
}

void Scheduler::yield() {
    passOn();
}

bool Scheduler::choose(ProcessId process) {
    const auto found = processes_.find(process);
    if (found == processes_.end() || !found->second)
        return false;
    current_ = process;
    used_ = 0;
    return true;
}

void Scheduler::setTurn(std::uint32_t operations) {
    turn_ = std::max<std::uint32_t>(operations, 1);
}

/// To the next process that can go on, in the order of ids and round to the first; the same again if it is the only
/// one.
void Scheduler::passOn() {
    used_ = 0;
    auto next = processes_.upper_bound(current_);
    for (std::size_t i = 0; i < processes_.size(); ++i, ++next) {
        if (next == processes_.end())
            next = processes_.begin();
        if (next->second) {
            current_ = next->first;
            return;
        }
    }
}

} // namespace faultline
