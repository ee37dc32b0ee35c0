#include "simulator/kernel/access.h"

#include "simulator/kernel/fault.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

namespace {

/// A fault may have to be taken more than once: the page read in, then its entry made writable. More means a fault of
/// ours.
constexpr int mostFaults = 8;

/// An address that no page table of the layout can hold: a general protection fault on x86-64, or just no mapping.
Signal outside(const Kernel& kernel, Address address) {
    const std::uint32_t bits = kernel.layout.pageBits() + kernel.layout.pageShift();
    if (bits < 64) {
        const Address sign = address >> (bits - 1);
        const bool canonical = sign == 0 || sign == (~Address{0} >> (bits - 1));
        if (!canonical && kernel.hardware.preset == "x86-64")
            return {sigSegv, siKernel, 0, 0};
    }
    return {sigSegv, segvMapError, address, 0};
}

void pin(Kernel& kernel, std::uint64_t frame) {
    if (!kernel.limited)
        return;
    kernel.pinned.push_back(frame);
    kernel.policy->touched(frame);
}

} // namespace

Touched touch(Kernel& kernel, Task& process, Address address, bool write) {
    if (address >= kernel.parameters.userEnd) {
        kernel.recorder.tell(EventKind::FindsNoMapping, address);
        return {noFrame, outside(kernel, address), false};
    }
    const std::uint64_t page = kernel.pageOf(address);
    bool faulted = false;
    for (int attempt = 0; attempt < mostFaults; ++attempt) {
        const Translation found =
            kernel.mmu.translate(process.id, process.space->table, page, write, kernel.recorder.story);
        if (found.bitsChanged)
            kernel.recorder.pageTouched(process.id, page);
        if (found.result == Translation::Result::Done) {
            pin(kernel, found.frame);
            if (faulted) {
                Event& event = kernel.recorder.tell(EventKind::Repeats, address);
                event.frame = found.frame;
                event.write = write;
            }
            return {found.frame, {}, false};
        }
        if (process.space->mappings.meetsTaken(address, address + 1) && !process.space->mappings.at(address))
            return {noFrame, {}, true};
        if (const Signal signal = handleFault(kernel, process, address, write, FaultBy::Program))
            return {noFrame, signal, false};
        faulted = true;
    }
    return {noFrame, {sigKill, siKernel, 0, 0}, false};
}

Touched loadBytes(Kernel& kernel, Task& process, Address address, std::span<std::uint8_t> into) {
    Touched touched;
    while (!into.empty()) {
        const std::size_t piece = std::min<std::size_t>(into.size(), restOfPage(kernel, address));
        touched = touch(kernel, process, address, false);
        if (touched.frame == noFrame)
            return touched;
        kernel.recorder.read(kernel.frames[touched.frame].content, address & (kernel.pageSize - 1), into.first(piece));
        into = into.subspan(piece);
        address += piece;
    }
    return touched;
}

Touched storeBytes(Kernel& kernel, Task& process, Address address, std::span<const std::uint8_t> bytes) {
    const std::size_t first = std::min<std::size_t>(bytes.size(), restOfPage(kernel, address));
    const Touched touched = touch(kernel, process, address, true);
    if (touched.frame == noFrame)
        return touched;
    Touched second;
    if (first < bytes.size()) {
        second = touch(kernel, process, address + first, true);
        if (second.frame == noFrame)
            return second;
    }
    kernel.recorder.store(kernel.frames[touched.frame].content, address & (kernel.pageSize - 1), bytes.first(first));
    if (first < bytes.size())
        kernel.recorder.store(kernel.frames[second.frame].content, 0, bytes.subspan(first));
    return touched;
}

std::uint64_t kernelTouch(Kernel& kernel, Task& process, Address address, bool write) {
    if (address >= kernel.parameters.userEnd)
        return noFrame;
    const std::uint64_t page = kernel.pageOf(address);
    for (int attempt = 0; attempt < mostFaults; ++attempt) {
        const Entry entry = process.space->table.at(page);
        if (entry.present() && allows(entry.bits, write)) {
            if (!entry.bits.accessed || (write && !entry.bits.dirty)) {
                EntryBits& bits = process.space->table.bitsOf(page);
                bits.accessed = true;
                bits.dirty = bits.dirty || write;
                kernel.recorder.pageTouched(process.id, page);
            }
            pin(kernel, entry.frame);
            return entry.frame;
        }
        Event& event = kernel.recorder.tell(EventKind::KernelFaults, address);
        event.write = write;
        if (handleFault(kernel, process, address, write, FaultBy::Kernel))
            return noFrame;
    }
    return noFrame;
}

std::size_t copyFromUser(Kernel& kernel, Task& process, Address address, std::span<std::uint8_t> into) {
    std::size_t done = 0;
    while (done < into.size()) {
        const std::size_t piece = std::min<std::size_t>(into.size() - done, restOfPage(kernel, address));
        const std::uint64_t frame = kernelTouch(kernel, process, address, false);
        if (frame == noFrame)
            break;
        kernel.recorder.read(kernel.frames[frame].content, address & (kernel.pageSize - 1), into.subspan(done, piece));
        done += piece;
        address += piece;
    }
    return done;
}

std::size_t copyToUser(Kernel& kernel, Task& process, Address address, std::span<const std::uint8_t> bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const std::size_t piece = std::min<std::size_t>(bytes.size() - done, restOfPage(kernel, address));
        const std::uint64_t frame = kernelTouch(kernel, process, address, true);
        if (frame == noFrame)
            break;
        kernel.recorder.store(kernel.frames[frame].content, address & (kernel.pageSize - 1),
                              bytes.subspan(done, piece));
        done += piece;
        address += piece;
    }
    return done;
}

} // namespace faultline
