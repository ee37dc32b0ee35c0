#include "tests/support/falsifying_machine.h"

namespace faultline {

Result<Snapshot> FalsifyingMachine::start(const Setup& setup) {
    Result<Snapshot> first = honest_->start(setup);
    if (first)
        snapshot_ = first.value();
    return first;
}

void FalsifyingMachine::falsifyOutcome(Outcome& outcome) {
    const auto lie = [&](auto& field, auto wrong) {
        field = wrong;
        lied_ = true;
    };
    switch (what_) {
    case Falsified::Result:
        return lie(outcome.result, outcome.result + 1);
    case Falsified::Errno:
        return lie(outcome.error, outcome.error + 1);
    case Falsified::Minor:
        return lie(outcome.minor, outcome.minor + 1);
    case Falsified::Major:
        return lie(outcome.major, outcome.major + 1);
    case Falsified::Value:
        ++outcome.value[0];
        lied_ = true;
        return;
    case Falsified::Output:
        if (!outcome.written.empty())
            lie(outcome.written[0].bytes[0], static_cast<std::uint8_t>(outcome.written[0].bytes[0] ^ 1));
        return;
    case Falsified::SignalNumber:
        if (outcome.signal)
            lie(outcome.signal.number, 7);
        return;
    case Falsified::SignalCode:
        if (outcome.signal)
            lie(outcome.signal.code, outcome.signal.code + 1);
        return;
    case Falsified::SignalAddress:
        if (outcome.signal)
            lie(outcome.signal.address, outcome.signal.address + 1);
        return;
    default:
        return;
    }
}

/// A falsified start moves the mapping in the list, so the change is one of another key.
bool FalsifyingMachine::falsifyMapping(MappingChange& made) {
    if (made.before || !made.after)
        return false;
    Mapping& mapping = *made.after;
    switch (what_) {
    case Falsified::MappingStart:
        mapping.start += snapshot_.pageSize / 2;
        made.start = mapping.start;
        return true;
    case Falsified::MappingEnd:
        mapping.end += snapshot_.pageSize;
        return true;
    case Falsified::MappingProtection:
        mapping.protection ^= protectExecute;
        return true;
    case Falsified::MappingShared:
        mapping.shared = !mapping.shared;
        return true;
    case Falsified::MappingOffset:
        mapping.offset += snapshot_.pageSize;
        return true;
    case Falsified::MappingFile:
        mapping.file = 0;
        return true;
    default:
        return false;
    }
}

void FalsifyingMachine::falsifyDelta(Delta& delta) {
    for (Change& made : delta.changes) {
        if (lied_)
            return;
        if (auto* mapping = std::get_if<MappingChange>(&made)) {
            lied_ = falsifyMapping(*mapping);
        } else if (auto* page = std::get_if<PageChange>(&made)) {
            if (what_ == Falsified::PageState && page->after) {
                page->after->state = page->after->state == PageState::Copy ? PageState::File : PageState::Copy;
                lied_ = true;
            }
        } else if (auto* filePage = std::get_if<FilePageChange>(&made)) {
            if (what_ == Falsified::Residency && filePage->after && filePage->after->cached == Seen::Yes) {
                filePage->after->cached = Seen::No;
                lied_ = true;
            }
        } else if (auto* process = std::get_if<ProcessChange>(&made)) {
            if (what_ == Falsified::ExitStatus && process->after && process->after->ended) {
                ++process->after->exitStatus;
                lied_ = true;
            }
        }
    }
}

Performed FalsifyingMachine::perform(ProcessId process, const Operation& operation, const Given& given) {
    Performed performed = honest_->perform(process, operation, given);
    if (!lied_) {
        falsifyOutcome(performed.outcome);
        falsifyDelta(performed.delta);
    }
    performed.delta.applyTo(snapshot_);
    return performed;
}

std::vector<Settled> FalsifyingMachine::settle() {
    std::vector<Settled> settled = honest_->settle();
    for (Settled& one : settled)
        one.performed.delta.applyTo(snapshot_);
    return settled;
}

Performed FalsifyingMachine::end(ProcessId process) {
    Performed performed = honest_->end(process);
    performed.delta.applyTo(snapshot_);
    return performed;
}

bool FalsifyingMachine::performQuietly(ProcessId, QuietAccess&) {
    return false; // every access is told in full
}

std::vector<FileContents> FalsifyingMachine::files() {
    std::vector<FileContents> files = honest_->files();
    if (what_ == Falsified::FileContents && !lied_ && !files.empty() && !files.front().bytes.empty()) {
        files.front().bytes.front() ^= 1;
        lied_ = true;
    }
    return files;
}

} // namespace faultline
