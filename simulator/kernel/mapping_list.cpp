#include "simulator/kernel/mapping_list.h"

#include <algorithm>
#include <cassert>

namespace faultline {

using namespace linux_values;

Vma* MappingList::at(Address address) {
    auto next = vmas_.upper_bound(address);
    if (next == vmas_.begin())
        return nullptr;
    Vma& vma = std::prev(next)->second;
    return address < vma.end ? &vma : nullptr;
}

Vma* MappingList::from(Address address) {
    if (Vma* vma = at(address))
        return vma;
    const auto next = vmas_.upper_bound(address);
    return next == vmas_.end() ? nullptr : &next->second;
}

std::vector<Address> MappingList::startsIn(Address start, Address end) const {
    std::vector<Address> starts;
    auto vma = vmas_.upper_bound(start);
    if (vma != vmas_.begin() && std::prev(vma)->second.end > start)
        --vma;
    for (; vma != vmas_.end() && vma->first < end; ++vma)
        starts.push_back(vma->first);
    return starts;
}

bool MappingList::meets(Address start, Address end) const {
    const auto next = vmas_.lower_bound(start);
    if (next != vmas_.end() && next->first < end)
        return true;
    return next != vmas_.begin() && std::prev(next)->second.end > start;
}

bool MappingList::meetsTaken(Address start, Address end) const {
    return std::any_of(taken_.begin(), taken_.end(),
                       [&](const AddressRange& range) { return start < range.end && range.start < end; });
}

std::optional<Address> MappingList::highestGap(std::uint64_t length, Address bottom, Address top) const {
    Address end = top;
    while (end >= length && end - length >= bottom) {
        const Address start = end - length;
        // Whatever reaches into [start, end): go on below the one that starts lowest.
        Address lowest = end;
        for (const AddressRange& range : taken_)
            if (start < range.end && range.start < end)
                lowest = std::min(lowest, range.start);
        auto vma = vmas_.lower_bound(end);
        if (vma != vmas_.begin() && (--vma)->second.end > start)
            lowest = std::min(lowest, vma->first);
        if (lowest == end)
            return start;
        end = lowest;
    }
    return std::nullopt;
}

Vma* MappingList::before(const Vma& vma) {
    const auto found = vmas_.lower_bound(vma.start);
    if (found == vmas_.begin())
        return nullptr;
    Vma& previous = std::prev(found)->second;
    return previous.end == vma.start ? &previous : nullptr;
}

Vma* MappingList::after(const Vma& vma) {
    const auto found = vmas_.find(vma.end);
    return found == vmas_.end() ? nullptr : &found->second;
}

/// is_mergeable_vma and is_mergeable_anon_vma.
bool MappingList::mergeable(const Vma& neighbour, const Vma& made) const {
    // A guard region is no reason against a merge; that there ever was one stays with the whole (VM_STICKY).
    if (((neighbour.flags ^ made.flags) & ~vmMaybeGuard) != 0 || neighbour.file != made.file)
        return false;
    if (!neighbour.anon && made.anon)
        return !made.inheritedAnon;
    if (neighbour.anon && !made.anon)
        return !neighbour.inheritedAnon;
    return neighbour.anon == made.anon;
}

bool MappingList::mayMergeLeft(const Vma* previous, const Vma& made) const {
    return previous && previous->pageOffset + previous->pages(pageSize_) == made.pageOffset &&
           mergeable(*previous, made);
}

bool MappingList::mayMergeRight(const Vma* previous, const Vma* next, const Vma& made, bool left) const {
    if (!next || made.pageOffset + made.pages(pageSize_) != next->pageOffset || !mergeable(*next, made))
        return false;
    return !left || !previous->anon || !next->anon || previous->anon == next->anon;
}

bool MappingList::splitAt(Address address) {
    Vma* vma = at(address);
    if (!vma || vma->start == address)
        return false;
    Vma upper = *vma;
    upper.start = address;
    upper.pageOffset += (address - vma->start) / pageSize_;
    vma->end = address;
    vmas_.emplace(address, std::move(upper));
    return true;
}

/// vma_merge_new_range.
Vma& MappingList::add(Vma made, bool allowMerge) {
    assert(!meets(made.start, made.end));
    Vma* previous = before(made);
    Vma* next = after(made);
    const bool left = allowMerge && mayMergeLeft(previous, made);
    bool right = allowMerge && mayMergeRight(previous, next, made, left);
    if (left && right && next->systemV)
        right = false;
    if (!left && !right)
        return vmas_.emplace(made.start, std::move(made)).first->second;
    if (left) {
        previous->flags |= (made.flags | (right ? next->flags : 0)) & vmMaybeGuard;
        if (made.anon && !previous->anon) {
            previous->anon = made.anon;
            previous->inheritedAnon = made.inheritedAnon;
        }
        if (!right) {
            previous->end = made.end;
            return *previous;
        }
        if (!previous->anon) {
            previous->anon = next->anon;
            previous->inheritedAnon = next->inheritedAnon;
        }
        previous->end = next->end;
        vmas_.erase(next->start);
        return *previous;
    }
    Vma grown = *next;
    grown.start = made.start;
    grown.pageOffset = made.pageOffset;
    grown.flags |= made.flags & vmMaybeGuard;
    if (!grown.anon) {
        grown.anon = made.anon;
        grown.inheritedAnon = made.inheritedAnon;
    }
    vmas_.erase(next->start);
    return vmas_.emplace(grown.start, std::move(grown)).first->second;
}

Vma& MappingList::extend(Vma& vma, Address newEnd) {
    // As mremap does: a new range of the same kind, merged with what is around it.
    Vma more = vma;
    more.start = vma.end;
    more.end = newEnd;
    more.pageOffset = vma.pageOffset + vma.pages(pageSize_);
    return add(std::move(more));
}

/// vma_modify: vma_merge_existing_range, else split_vma at both ends.
Vma& MappingList::changeFlags(Address start, Address end, std::uint64_t flags) {
    Vma* vma = at(start);
    assert(vma && end <= vma->end);
    if (vma->flags == flags)
        return *vma;
    const bool leftSide = start == vma->start;
    const bool rightSide = end == vma->end;
    Vma middle = *vma;
    middle.start = start;
    middle.end = end;
    middle.pageOffset = vma->pageOffsetOf(start, pageSize_);
    middle.flags = flags;
    Vma* previous = before(*vma);
    Vma* next = after(*vma);
    const bool left = leftSide && mayMergeLeft(previous, middle);
    bool right = rightSide && mayMergeRight(previous, next, middle, left);
    const bool removesMiddle = leftSide && rightSide && (left || right);
    const bool merge = (left || right) && !(removesMiddle && vma->systemV);
    if (merge && left && right && next->systemV)
        right = false;
    splitAt(start);
    splitAt(end);
    if (!merge) {
        Vma& changed = vmas_.at(start);
        changed.flags = flags;
        return changed;
    }
    vmas_.erase(start);
    if (left && !right) { // only with the lower one: keep the upper one apart
        previous = before(middle);
        previous->end = end;
        previous->flags |= middle.flags & vmMaybeGuard;
        if (!previous->anon) {
            previous->anon = middle.anon;
            previous->inheritedAnon = middle.inheritedAnon;
        }
        return *previous;
    }
    return add(std::move(middle));
}

namespace {

bool anonCompatible(const Vma& lower, const Vma& upper, std::uint64_t pageSize) {
    return lower.end == upper.start && lower.file == upper.file &&
           ((lower.flags ^ upper.flags) & ~(vmAccess | vmMaybeGuard)) == 0 &&
           upper.pageOffset == lower.pageOffset + lower.pages(pageSize);
}

} // namespace

void MappingList::prepareAnon(Vma& vma) {
    if (vma.anon)
        return;
    const Vma* next = after(vma);
    const Vma* previous = before(vma);
    if (next && next->anon && !next->inheritedAnon && anonCompatible(vma, *next, pageSize_))
        vma.anon = next->anon;
    else if (previous && previous->anon && !previous->inheritedAnon && anonCompatible(*previous, vma, pageSize_))
        vma.anon = previous->anon;
    else
        vma.anon = std::make_shared<AnonVma>();
}

} // namespace faultline
