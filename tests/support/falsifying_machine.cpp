#include "tests/support/falsifying_machine.h"

#include <algorithm>

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
    case Falsified::Delivered:
        if (!outcome.delivered.empty())
            lie(outcome.delivered[0].code, outcome.delivered[0].code + 1);
        return;
    case Falsified::Child:
        if (outcome.child) {
            child_ = outcome.child;
            toldChild_ = child_ + 1;
            lie(outcome.child, toldChild_);
        }
        return;
    default:
        return falsifyBytes(outcome);
    }
}

void FalsifyingMachine::falsifyBytes(Outcome& outcome) {
    const auto flip = [&](auto& bytes) {
        if (bytes.empty())
            return;
        bytes.front() ^= 1;
        lied_ = true;
    };
    const std::uint8_t stream = what_ == Falsified::ErrorOutput ? 2 : 1;
    switch (what_) {
    case Falsified::Value:
        return flip(outcome.value);
    case Falsified::DataRead:
        return flip(outcome.data);
    case Falsified::BytesReturned:
        for (Bytes& bytes : outcome.returned)
            if (!lied_)
                flip(bytes);
        return;
    case Falsified::Output:
    case Falsified::ErrorOutput:
        for (Written& written : outcome.written)
            if (!lied_ && written.stream == stream)
                flip(written.bytes);
        return;
    default:
        return;
    }
}

void FalsifyingMachine::falsifyStatus(Performed& performed) {
    const bool goesOn = performed.status == Status::Done || performed.status == Status::Blocked;
    if (what_ == Falsified::StatusBlocked && performed.status == Status::Done) {
        performed.status = Status::Blocked;
        lied_ = true;
    } else if (what_ == Falsified::StatusEnded && goesOn) {
        performed.status = Status::Ended;
        lied_ = true;
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
    case Falsified::MappingMissing:
        made.after.reset();
        return true;
    default:
        return false;
    }
}

bool FalsifyingMachine::falsifyPage(PageChange& made) const {
    if (!made.after || (what_ != Falsified::PageState && what_ != Falsified::PageMissing))
        return false;
    if (what_ == Falsified::PageMissing)
        made.after.reset();
    else
        made.after->state = made.after->state == PageState::Copy ? PageState::File : PageState::Copy;
    return true;
}

bool FalsifyingMachine::falsifyProcess(ProcessChange& made) const {
    if (!made.after || !made.after->ended)
        return false;
    if (what_ == Falsified::ExitStatus)
        ++made.after->exitStatus;
    else if (what_ == Falsified::EndedBy)
        made.after->endedBy.number = made.after->endedBy.number == 7 ? 11 : 7;
    return what_ == Falsified::ExitStatus || what_ == Falsified::EndedBy;
}

bool FalsifyingMachine::falsifyChange(Change& made) {
    if (auto* mapping = std::get_if<MappingChange>(&made))
        return falsifyMapping(*mapping);
    if (auto* page = std::get_if<PageChange>(&made))
        return falsifyPage(*page);
    if (auto* process = std::get_if<ProcessChange>(&made))
        return falsifyProcess(*process);
    if (auto* file = std::get_if<FileChange>(&made)) {
        if (what_ != Falsified::FileSize || !file->after)
            return false;
        ++file->after->size;
        return true;
    }
    auto* filePage = std::get_if<FilePageChange>(&made);
    if (!filePage || what_ != Falsified::Residency || !filePage->after || filePage->after->cached != Seen::Yes)
        return false;
    filePage->after->cached = Seen::No;
    return true;
}

void FalsifyingMachine::falsifyDelta(Delta& delta) {
    // The last of a thing is what stays.
    for (auto made = delta.changes.rbegin(); made != delta.changes.rend() && !lied_; ++made)
        lied_ = falsifyChange(*made);
    if (what_ != Falsified::MappingExtra || lied_)
        return;
    Mapping extra;
    extra.start = 0x5000'0000'0000;
    extra.end = extra.start + snapshot_.pageSize;
    delta.changes.push_back(MappingChange{firstProcess, extra.start, std::nullopt, extra});
    lied_ = true;
}

Performed FalsifyingMachine::perform(ProcessId process, const Operation& operation, const Given& given) {
    Performed performed = honest_->perform(honestId(process), operation, given);
    if (!lied_ && (!when_ || when_(operation))) {
        falsifyStatus(performed);
        if (!lied_)
            falsifyOutcome(performed.outcome);
        if (!lied_)
            falsifyDelta(performed.delta);
    }
    performed.delta.applyTo(snapshot_);
    return performed;
}

void FalsifyingMachine::falsifySettled(std::vector<Settled>& settled) {
    const auto ended = std::find_if(settled.begin(), settled.end(), [](const Settled& one) {
        return one.operationEnded && one.performed.status == Status::Done;
    });
    if (lied_ || ended == settled.end())
        return;
    if (what_ == Falsified::SettledResult)
        ++ended->performed.outcome.result;
    else if (what_ == Falsified::SettledHeldBack)
        settled.erase(ended);
    lied_ = what_ == Falsified::SettledResult || what_ == Falsified::SettledHeldBack;
}

std::vector<Settled> FalsifyingMachine::settle() {
    std::vector<Settled> settled = honest_->settle();
    for (Settled& one : settled) {
        one.performed.delta.applyTo(snapshot_);
        if (one.process == child_)
            one.process = toldChild_;
    }
    falsifySettled(settled);
    return settled;
}

Performed FalsifyingMachine::end(ProcessId process) {
    Performed performed = honest_->end(honestId(process));
    performed.delta.applyTo(snapshot_);
    return performed;
}

bool FalsifyingMachine::performQuietly(ProcessId process, QuietAccess& access) {
    if (what_ != Falsified::QuietValue || !honest_->performQuietly(honestId(process), access))
        return false; // every access is told in full
    if (access.store) {
        snapshot_ = honest_->snapshot(); // what was told so far is true, and so stays what is shown
    } else if (!lied_) {
        access.value ^= 1;
        lied_ = true;
    }
    return true;
}

std::vector<FileContents> FalsifyingMachine::files() {
    std::vector<FileContents> files = honest_->files();
    if (lied_ || files.empty())
        return files;
    if (what_ == Falsified::FileMissing) {
        files.erase(files.begin());
        lied_ = true;
    } else if (what_ == Falsified::FileContents && !files.front().bytes.empty()) {
        files.front().bytes.front() ^= 1;
        lied_ = true;
    }
    return files;
}

} // namespace faultline
