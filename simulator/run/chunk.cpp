#include "simulator/run/chunk.h"

#include <cassert>

namespace faultline {

void Chunk::seal() {
    quiet.shrink();
    packed = pack(steps);
    bytes = steps.size() * sizeof(StepMark);
    steps = {};
}

ExpandedChunk::ExpandedChunk(const Chunk& chunk)
    : first_(chunk.first), steps_(chunk.packed.empty() ? chunk.steps : unpack(chunk.packed)),
      quiet_(chunk.quiet.expand()) {
    entries_.resize(chunk.count, {true, 0});
    for (std::uint32_t i = 0; i < steps_.size(); ++i)
        entries_[steps_[i]->number - first_] = {false, i};
    std::uint32_t next = 0;
    for (Entry& entry : entries_)
        if (entry.quiet)
            entry.index = next++;
    assert(next == quiet_.size());
}

const Step* ExpandedChunk::whole(std::size_t step) const {
    assert(holds(step));
    const Entry entry = entries_[step - first_];
    return entry.quiet ? nullptr : steps_[entry.index].get();
}

const QuietStep* ExpandedChunk::quiet(std::size_t step) const {
    assert(holds(step));
    const Entry entry = entries_[step - first_];
    return entry.quiet ? &quiet_[entry.index] : nullptr;
}

namespace {

std::size_t memoryOf(const Change& change) {
    std::size_t bytes = sizeof(Change);
    if (const auto* content = std::get_if<ContentChange>(&change))
        bytes += content->before.size() + content->after.size();
    if (const auto* mapping = std::get_if<MappingChange>(&change))
        for (const auto* side : {&mapping->before, &mapping->after})
            if (*side)
                bytes += (*side)->name.size() + (*side)->label.size();
    return bytes;
}

} // namespace

std::size_t memoryOf(const Step& step) {
    std::size_t bytes = sizeof(Step) + step.operation.data.size() + step.outcome.data.size();
    for (const CallArgument& argument : step.operation.arguments)
        bytes += sizeof(CallArgument) + argument.bytes.size();
    for (const Bytes& returned : step.outcome.returned)
        bytes += sizeof(Bytes) + returned.size();
    for (const Written& written : step.outcome.written)
        bytes += sizeof(Written) + written.bytes.size();
    for (const Event& event : step.outcome.story)
        bytes += sizeof(Event) + event.text.capacity();
    for (const Change& change : step.delta.changes)
        bytes += memoryOf(change);
    return bytes;
}

} // namespace faultline
