#include "simulator/kernel/kernel.h"

#include "simulator/hardware/presets.h"
#include "simulator/kernel/paging.h"
#include "simulator/policies/registry.h"

#include <bit>

namespace faultline {

namespace {

AddressLayout layoutOf(const Hardware& hardware) {
    AddressLayout layout;
    layout.pageSize = hardware.pageSize;
    layout.levelBits = hardware.levelBits;
    return layout;
}

std::uint64_t framesOf(const Setup& setup) {
    return setup.hardware.frames ? setup.hardware.frames : setup.parameters.memory / setup.hardware.pageSize;
}

/// Memory is filled only where it was made small on purpose.
bool isSmall(std::uint64_t frames) {
    return frames < 1u << 20;
}

} // namespace

Kernel::Kernel(const Setup& setup)
    : parameters(setup.parameters), hardware(setup.hardware), layout(layoutOf(setup.hardware)),
      pageSize(setup.hardware.pageSize), frames(framesOf(setup), isSmall(framesOf(setup))),
      mmu(setup.hardware.tlbEntries, setup.hardware.tlbWays, tlbReplacementOf(setup.hardware)),
      policy(makePolicy(setup.hardware.policy)), limited(isSmall(frames.total())) {
    recorder.snapshot.pageSize = pageSize;
    recorder.snapshot.frameCount = frames.total();
    recorder.snapshot.tlbSlots = mmu.tlb.slots();
}

Kernel::~Kernel() {
    ending = true;
    for (auto& [id, process] : processes) {
        process.space.reset();
        process.descriptors.clear();
    }
    segments.clear();
}

Task* Kernel::process(ProcessId id) {
    const auto found = processes.find(id);
    return found == processes.end() ? nullptr : &found->second;
}

std::unique_ptr<AddressSpace> Kernel::makeSpace(ProcessId id) {
    std::vector<AddressRange> taken;
    for (const Mapping& mapping : parameters.initial)
        taken.push_back({mapping.start, mapping.end});
    for (const Parameters::Reserved& range : parameters.reserved)
        taken.push_back({range.start, range.end});
    if (parameters.stackTop >= parameters.stackSize)
        taken.push_back({parameters.stackTop - parameters.stackSize, parameters.stackTop});
    const auto takeTable = [this, id](std::uint32_t level) {
        const std::uint64_t frame = takeFrame(*this, FrameUse::PageTable);
        if (frame != noFrame) {
            frames[frame].process = id;
            frames[frame].index = level;
        }
        return frame;
    };
    const auto freeTable = [this](std::uint64_t frame) {
        if (frame == noFrame)
            return;
        frames.free(frame);
        recorder.frameTouched(frame);
    };
    return std::make_unique<AddressSpace>(MappingList(pageSize, std::move(taken)),
                                          PageTable(layout, takeTable, freeTable));
}

} // namespace faultline
