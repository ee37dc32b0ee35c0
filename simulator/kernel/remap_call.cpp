#include "simulator/kernel/memory_calls.h"
#include "simulator/kernel/memory_ranges.h"
#include "simulator/kernel/paging.h"
#include "simulator/kernel/vma_facts.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

namespace {

/// One mremap (struct vma_remap_struct). Lengths are whole pages.
struct Remap {
    SystemCall& call;
    Address address = 0;
    std::uint64_t oldLength = 0;
    std::uint64_t newLength = 0;
    std::uint64_t flags = 0;
    Address target = 0;
    bool growsLocked = false; ///< what is new has to be populated

    Kernel& kernel() const { return call.kernel; }
    AddressSpace& space() const { return *call.process.space; }
    /// The caller says where: MREMAP_FIXED, or MREMAP_DONTUNMAP with its hint.
    bool namesTarget() const { return (flags & (mremapFixed | mremapDontUnmap)) != 0; }
};

CallEnd at(Address address) {
    return CallEnd::done(static_cast<std::int64_t>(address));
}

/// check_mremap_params; 0 or an errno.
std::int32_t checkArguments(const Remap& remap) {
    const Kernel& kernel = remap.kernel();
    const Address userEnd = kernel.parameters.userEnd;
    if (remap.flags & ~(mremapFixed | mremapMayMove | mremapDontUnmap))
        return einval;
    if (!kernel.aligned(remap.address) || remap.newLength == 0 || remap.newLength > userEnd)
        return einval;
    if (!remap.namesTarget())
        return 0;
    if (remap.target > userEnd - remap.newLength || !kernel.aligned(remap.target) || (remap.flags & mremapMayMove) == 0)
        return einval;
    if ((remap.flags & mremapDontUnmap) && remap.oldLength != remap.newLength)
        return einval;
    if (remap.address + remap.oldLength > remap.target && remap.target + remap.newLength > remap.address)
        return einval;
    return remap.space().mappings.count() + 2 >= kernel.parameters.maxMappings - 3 ? enomem : 0;
}

/// check_prep_vma; 0 or an errno.
std::int32_t checkMapping(Remap& remap, const Vma* vma) {
    const Kernel& kernel = remap.kernel();
    if (!vma)
        return efault;
    const bool grows = remap.newLength > remap.oldLength;
    if (!grows && !remap.namesTarget())
        return 0;
    if (remap.oldLength == 0 && !vma->has(vmMayShare))
        return einval;
    // What shrinks is cut first, wherever its end lies.
    if (vma->end - remap.address < std::min(remap.oldLength, remap.newLength))
        return efault;
    if (!grows)
        return 0;
    remap.growsLocked = vma->has(vmLocked);
    const std::uint64_t more = remap.newLength - remap.oldLength;
    if (!mayLock(kernel, remap.call.process, vma->flags, more))
        return eagain;
    return mayExpand(kernel, remap.call.process, vma->flags, more / kernel.pageSize) ? 0 : enomem;
}

bool accounts(const Kernel& kernel, const Vma& vma, std::uint64_t bytes) {
    return !vma.has(vmAccount) || enoughMemory(kernel, bytes / kernel.pageSize);
}

/// move_page_tables
void moveEntries(Remap& remap, Address to, std::uint64_t length) {
    Kernel& kernel = remap.kernel();
    Task& process = remap.call.process;
    std::vector<std::pair<std::uint64_t, Entry>> entries;
    process.space->table.forEach(kernel.pageOf(remap.address), kernel.pageOf(remap.address + length),
                                 [&](std::uint64_t page, const Entry& entry) { entries.emplace_back(page, entry); });
    const std::uint64_t from = kernel.pageOf(remap.address);
    process.space->table.forEachTable(from, from + length / kernel.pageSize, [&](std::uint64_t page) {
        process.space->table.prepare(std::max(page, from) - from + kernel.pageOf(to));
    });
    for (const auto& [page, entry] : entries) {
        // First the new entry, so that the frame is never without a user.
        const std::uint64_t moved = page - from + kernel.pageOf(to);
        setEntry(kernel, process, moved, entry);
        if (entry.present() && entry.frame != kernel.zeroFrame &&
            kernel.frames[entry.frame].use == FrameUse::Anonymous) {
            kernel.frames[entry.frame].index = moved;
            kernel.recorder.frameTouched(entry.frame);
        }
        setEntry(kernel, process, page, Entry{});
    }
}

/// move_vma: a copy of the mapping at its new place, with the entries of the old one.
CallEnd move(Remap& remap, const Vma& vma) {
    Kernel& kernel = remap.kernel();
    if (!accounts(kernel, vma, remap.newLength))
        return CallEnd::failed(enomem);
    Vma made = vma;
    made.start = remap.target;
    made.end = remap.target + remap.newLength;
    made.pageOffset = vma.pageOffsetOf(remap.address, kernel.pageSize);
    if (vma.anonymous() && !vma.anon) // never touched: its offset may be renewed, so that it can merge
        made.pageOffset = kernel.pageOf(made.start);
    const bool whole = vma.start == remap.address && vma.end == remap.address + remap.oldLength;
    Event& event = kernel.recorder.tell(EventKind::MovesMapping, remap.target);
    event.other = remap.address;
    event.count = remap.newLength;
    makeMapping(kernel, remap.call.process, std::move(made));
    moveEntries(remap, remap.target, std::min(remap.oldLength, remap.newLength));
    const Address oldEnd = remap.address + remap.oldLength;
    if ((remap.flags & mremapDontUnmap) == 0) {
        unmapRange(kernel, remap.call.process, remap.address, oldEnd);
    } else {
        Vma& old = *remap.space().mappings.at(remap.address);
        old.flags &= ~(vmLocked | vmLockOnFault);
        if (whole)
            old.anon.reset();
    }
    if (remap.growsLocked)
        populate(kernel, remap.call.process, remap.target + remap.oldLength, remap.target + remap.newLength);
    kernel.recorder.mappingsTouched(remap.call.process.id);
    return at(remap.target);
}

/// vrm_set_new_addr; false: no room.
bool chooseTarget(Remap& remap, const Vma& vma) {
    if (remap.flags & mremapFixed)
        return true;
    PlaceWish wish{vma.file.get(), remap.namesTarget() ? remap.target : 0, remap.newLength,
                   vma.pageOffsetOf(remap.address, remap.kernel().pageSize) * remap.kernel().pageSize,
                   vma.has(vmMayShare)};
    const auto found = place(remap.kernel(), remap.call.process, wish);
    remap.target = found.value_or(0);
    return found.has_value();
}

/// expand_vma
CallEnd grow(Remap& remap, Vma& vma) {
    Kernel& kernel = remap.kernel();
    const Address end = vma.end;
    const std::uint64_t more = remap.newLength - remap.oldLength;
    const bool toTheEnd = end - remap.address == remap.oldLength;
    if (toTheEnd && more <= kernel.parameters.userEnd - end && remap.space().mappings.isFree(end, end + more)) {
        if (!accounts(kernel, vma, more))
            return CallEnd::failed(enomem);
        remap.space().mappedPages += more / kernel.pageSize;
        if (vma.has(vmLocked))
            remap.space().lockedPages += more / kernel.pageSize;
        const Vma& grown = remap.space().mappings.extend(vma, end + more);
        tellMapping(kernel, EventKind::ChangesMapping, grown);
        kernel.recorder.mappingsTouched(remap.call.process.id);
        if (remap.growsLocked)
            populate(kernel, remap.call.process, end, end + more);
        return at(remap.address);
    }
    if ((remap.flags & mremapMayMove) == 0 || !chooseTarget(remap, vma))
        return CallEnd::failed(enomem);
    return move(remap, vma);
}

/// mremap_to
CallEnd moveTo(Remap& remap) {
    Kernel& kernel = remap.kernel();
    if (remap.flags & mremapFixed) {
        if (kernel.meetsStack(remap.target, remap.target + remap.newLength))
            return CallEnd::refused();
        unmapRange(kernel, remap.call.process, remap.target, remap.target + remap.newLength);
    }
    if (remap.newLength < remap.oldLength) {
        unmapRange(kernel, remap.call.process, remap.address + remap.newLength, remap.address + remap.oldLength);
        remap.oldLength = remap.newLength;
    }
    const Vma* vma = remap.space().mappings.at(remap.address);
    if (!vma)
        return CallEnd::failed(efault);
    if ((remap.flags & mremapDontUnmap) &&
        !mayExpand(kernel, remap.call.process, vma->flags, remap.oldLength / kernel.pageSize))
        return CallEnd::failed(enomem);
    if (!chooseTarget(remap, *vma))
        return CallEnd::failed(enomem);
    const Vma source = *vma;
    return move(remap, source);
}

/// remap_move: same size to a fixed place, across mappings and holes (since Linux 6.17).
CallEnd moveAll(const Remap& all) {
    const Address end = all.address + all.oldLength;
    const auto starts = all.space().mappings.startsIn(all.address, end);
    if (starts.empty() || starts.front() > all.address)
        return CallEnd::failed(efault);
    struct Piece {
        Address start, length;
    };
    std::vector<Piece> pieces;
    for (const Address start : starts) {
        const Address from = std::max(start, all.address);
        pieces.push_back({from, std::min(end, all.space().mappings.at(start)->end) - from});
    }
    for (const Piece& piece : pieces) {
        Remap one = all;
        one.address = piece.start;
        one.oldLength = one.newLength = piece.length;
        one.target = all.target + (piece.start - all.address);
        if (const std::int32_t error = checkMapping(one, one.space().mappings.at(one.address)))
            return CallEnd::failed(error);
        const CallEnd moved = moveTo(one);
        if (moved.state != CallEnd::State::Done || moved.error)
            return moved;
    }
    return at(all.target);
}

} // namespace

CallEnd callMremap(SystemCall& call) {
    Kernel& kernel = call.kernel;
    Remap remap{call,
                call.value(0),
                kernel.roundUp(call.value(1)),
                kernel.roundUp(call.value(2)),
                call.value(3),
                call.operation.arguments.size() > 4 ? call.value(4) : 0,
                false};
    if (const std::int32_t error = checkArguments(remap))
        return CallEnd::failed(error);
    if ((remap.flags & mremapFixed) && remap.oldLength == remap.newLength)
        return moveAll(remap);
    Vma* vma = remap.space().mappings.at(remap.address);
    if (const std::int32_t error = checkMapping(remap, vma))
        return CallEnd::failed(error);
    if (remap.namesTarget())
        return moveTo(remap);
    if (remap.newLength == remap.oldLength)
        return at(remap.address);
    if (remap.newLength < remap.oldLength) {
        unmapRange(kernel, call.process, remap.address + remap.newLength, remap.address + remap.oldLength);
        return at(remap.address);
    }
    return grow(remap, *vma);
}

} // namespace faultline
