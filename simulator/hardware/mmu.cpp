#include "simulator/hardware/mmu.h"

namespace faultline {

namespace {

Event told(EventKind kind, ProcessId process, Address address, std::uint64_t frame = noFrame, EntryBits bits = {}) {
    Event event;
    event.kind = kind;
    event.process = process;
    event.address = address;
    event.frame = frame;
    event.entry = bits;
    return event;
}

} // namespace

Translation Mmu::translate(ProcessId process, PageTable& table, std::uint64_t page, bool write,
                           std::vector<Event>& story) {
    const Address address = page << table.layout().pageShift();
    const auto slot = tlb.find(process, page);
    if (!slot) {
        ++misses;
        if (tlb.slots() > 0)
            story.push_back(told(EventKind::TlbMiss, process, address));
        return walk(process, table, page, write, story);
    }
    const TlbEntry held = *tlb.at(*slot);
    ++hits;
    if (!allows(held.bits, write)) {
        story.push_back(told(EventKind::TlbHitForbidden, process, address, held.frame, held.bits));
        return {Translation::Result::Forbidden, held.frame, false};
    }
    story.push_back(told(EventKind::TlbHit, process, address, held.frame, held.bits));
    if (!write || held.bits.dirty)
        return {Translation::Result::Done, held.frame, false};
    // The first store by way of this entry: the hardware sets the dirty bit in memory too.
    table.bitsOf(page).dirty = true;
    tlb.bitsOf(*slot).dirty = true;
    story.push_back(told(EventKind::SetsDirty, process, address, held.frame));
    return {Translation::Result::Done, held.frame, true};
}

Translation Mmu::walk(ProcessId process, PageTable& table, std::uint64_t page, bool write, std::vector<Event>& story) {
    const AddressLayout& layout = table.layout();
    const Address address = page << layout.pageShift();
    const Table* at = table.top();
    for (std::uint32_t level = 0; level + 1 < layout.levels(); ++level) {
        const std::uint64_t index = layout.indexAt(level, page);
        const Table* below = at ? at->below[index].get() : nullptr;
        Event event = told(below ? EventKind::WalkLevel : EventKind::WalkFindsNothing, process, address);
        event.level = static_cast<std::uint8_t>(level);
        event.index = index;
        if (below)
            event.frame = below->frame;
        story.push_back(std::move(event));
        if (!below)
            return {Translation::Result::NotPresent, noFrame, false};
        at = below;
    }
    const Entry& entry = table.at(page);
    if (!entry.present()) {
        Event event = told(EventKind::WalkFindsNothing, process, address);
        event.level = static_cast<std::uint8_t>(layout.levels() - 1);
        event.index = layout.indexAt(layout.levels() - 1, page);
        story.push_back(std::move(event));
        return {Translation::Result::NotPresent, noFrame, false};
    }
    const bool allowed = allows(entry.bits, write);
    story.push_back(
        told(allowed ? EventKind::WalkFinds : EventKind::WalkForbids, process, address, entry.frame, entry.bits));
    if (!allowed)
        return {Translation::Result::Forbidden, entry.frame, false};
    EntryBits& bits = table.bitsOf(page);
    Translation done{Translation::Result::Done, entry.frame, false};
    if (!bits.accessed) {
        bits.accessed = done.bitsChanged = true;
        story.push_back(told(EventKind::SetsAccessed, process, address, entry.frame));
    }
    if (write && !bits.dirty) {
        bits.dirty = done.bitsChanged = true;
        story.push_back(told(EventKind::SetsDirty, process, address, entry.frame));
    }
    fill(process, page, layout.pageShift(), entry, story);
    return done;
}

void Mmu::fill(ProcessId process, std::uint64_t page, std::uint64_t shift, const Entry& entry,
               std::vector<Event>& story) {
    if (tlb.slots() == 0)
        return;
    const Tlb::Filled filled = tlb.fill({process, page, entry.frame, entry.bits});
    if (filled.evicted) {
        Event event =
            told(EventKind::TlbEvicts, filled.evicted->process, filled.evicted->page << shift, filled.evicted->frame);
        event.index = filled.slot;
        story.push_back(std::move(event));
    }
    Event event = told(EventKind::TlbFills, process, page << shift, entry.frame, entry.bits);
    event.index = filled.slot;
    story.push_back(std::move(event));
}

} // namespace faultline
