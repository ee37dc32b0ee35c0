#pragma once

#include "simulator/kernel/vma.h"

#include <map>
#include <optional>
#include <vector>

namespace faultline {

struct AddressRange {
    Address start = 0;
    Address end = 0;
};

/// The mappings of one address space, in address order. Splits and merges them as mm/vma.c of Linux 6.18 does.
class MappingList {
public:
    /// `taken`: ranges that are no program's (vdso, stack, the worker's own); never given out.
    MappingList(std::uint64_t pageSize, std::vector<AddressRange> taken)
        : pageSize_(pageSize), taken_(std::move(taken)) {}

    using Map = std::map<Address, Vma>;
    const Map& all() const { return vmas_; }
    bool empty() const { return vmas_.empty(); }
    std::size_t count() const { return vmas_.size(); }

    /// The mapping that holds the address, or nullptr.
    Vma* at(Address address);
    const Vma* at(Address address) const { return const_cast<MappingList*>(this)->at(address); }
    /// The first mapping that ends above the address (find_vma), or nullptr.
    Vma* from(Address address);
    /// Starts of the mappings that meet [start, end), in order.
    std::vector<Address> startsIn(Address start, Address end) const;
    bool meets(Address start, Address end) const;
    /// Whether [start, end) meets a range that is no program's.
    bool meetsTaken(Address start, Address end) const;
    /// Whether nothing is in [start, end): neither a mapping nor a range that is no program's.
    bool isFree(Address start, Address end) const { return !meets(start, end) && !meetsTaken(start, end); }
    /// The highest address at which `length` bytes fit below `top` and not below `bottom`; nothing: no room.
    std::optional<Address> highestGap(std::uint64_t length, Address bottom, Address top) const;

    /// Cuts the mapping that holds the address in two there; nothing to do at its start. True: it was cut.
    bool splitAt(Address address);
    /// Adds a mapping where nothing is, merged with its neighbours where allowed. `allowMerge` false: on its own.
    Vma& add(Vma made, bool allowMerge = true);
    void remove(Address start) { vmas_.erase(start); }
    /// Grows a mapping upwards in place and merges it with the next where that is now its neighbour.
    Vma& extend(Vma& vma, Address newEnd);
    /// Gives [start, end) of the mapping that holds it new flags, merging and splitting as vma_modify does.
    /// The mapping that now holds `start`.
    Vma& changeFlags(Address start, Address end, std::uint64_t flags);

    /// Gives the mapping an anon_vma, borrowed from a neighbour where that is allowed (anon_vma_prepare).
    void prepareAnon(Vma& vma);

private:
    Vma* before(const Vma& vma);
    Vma* after(const Vma& vma);
    bool mergeable(const Vma& neighbour, const Vma& made) const;
    bool mayMergeLeft(const Vma* previous, const Vma& made) const;
    bool mayMergeRight(const Vma* previous, const Vma* next, const Vma& made, bool left) const;

    std::uint64_t pageSize_;
    std::vector<AddressRange> taken_;
    Map vmas_;
};

} // namespace faultline
