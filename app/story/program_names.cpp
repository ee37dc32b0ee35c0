#include "app/story/program_names.h"

#include <algorithm>

namespace faultline {
namespace {

constexpr std::uint64_t mapFixed = 0x10; // MAP_FIXED
constexpr std::size_t mostRanges = 2048; // of one process; the oldest go first

// The end of the mapping that a call has made at its result.
Address endOf(const Step& step, Address start, std::uint64_t length) {
    if (length > 0)
        return start + length;
    for (const Change& change : step.delta.changes)
        if (const auto* mapping = std::get_if<MappingChange>(&change);
            mapping && mapping->after && mapping->after->start <= start && start < mapping->after->end)
            return mapping->after->end;
    return start + 1;
}

} // namespace

void ProgramNames::learn(const Step& step) {
    const Operation& operation = step.operation;
    const Outcome& outcome = step.outcome;
    if (outcome.child != 0)
        origins_.try_emplace(outcome.child, Origin{step.process, step.number});
    if (operation.kind != OperationKind::Call || outcome.error != 0 || step.status == Status::Blocked)
        return;
    const bool maps = operation.call == Call::Mmap, moves = operation.call == Call::Mremap;
    if (!maps && !moves && operation.call != Call::Shmat)
        return;
    Range range;
    range.step = step.number;
    range.start = range.base = static_cast<Address>(outcome.result);
    range.end = endOf(step, range.start, maps ? operation.argument(1) : moves ? operation.argument(2) : 0);
    range.label = operation.label;
    if (range.label.empty()) {
        if (maps && (operation.argument(3) & mapFixed))
            return; // into what has a name already
        const auto old = moves ? at(step.process, operation.argument(0), step.number) : std::nullopt;
        if (old) { // moved, and called as before
            range.label = old->label;
            range.base = range.start - (operation.argument(0) - old->base);
        }
    }
    std::vector<Range>& ranges = ranges_[step.process];
    if (ranges.size() >= mostRanges)
        ranges.erase(ranges.begin(), ranges.begin() + mostRanges / 4);
    ranges.push_back(std::move(range));
}

std::optional<ProgramNames::Found> ProgramNames::at(ProcessId process, Address address, std::size_t moment) const {
    if (const auto own = ranges_.find(process); own != ranges_.end()) {
        const auto found = std::find_if(own->second.rbegin(), own->second.rend(), [&](const Range& range) {
            return range.step <= moment && range.start <= address && address < range.end;
        });
        if (found != own->second.rend())
            return found->label.empty() ? std::nullopt : std::optional(Found{found->label, found->base});
    }
    const auto origin = origins_.find(process);
    if (origin == origins_.end() || origin->second.step > moment)
        return std::nullopt;
    return at(origin->second.parent, address, origin->second.step);
}

bool ProgramNames::emptyAt(std::size_t moment) const {
    return std::none_of(ranges_.begin(), ranges_.end(), [&](const auto& ranges) {
        return !ranges.second.empty() && ranges.second.front().step <= moment;
    });
}

} // namespace faultline
