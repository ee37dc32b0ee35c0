#include "simulator/kernel/process_calls.h"

#include "simulator/kernel/memory_ranges.h"
#include "simulator/kernel/paging.h"
#include "simulator/kernel/reclaim.h"
#include "simulator/kernel/signals.h"
#include "simulator/machine/process_limit.h"

#include <algorithm>
#include <string_view>

namespace faultline {

using namespace linux_values;

Task& makeTask(Kernel& kernel, ProcessId parent) {
    const ProcessId id = kernel.processes.empty() ? firstProcess : ++kernel.lastProcess;
    Task& made = kernel.processes[id];
    made.id = id;
    made.facts.parent = parent;
    made.space = kernel.makeSpace(id);
    kernel.recorder.processTouched(id);
    kernel.recorder.mappingsTouched(id);
    return made;
}

namespace {

/// __copy_present_ptes: both sides keep the page, and neither may store to it any more.
void copyEntries(Kernel& kernel, Task& parent, Task& child, const Vma& vma) {
    parent.space->table.forEachTable(kernel.pageOf(vma.start), kernel.pageOf(vma.end),
                                     [&](std::uint64_t page) { child.space->table.prepare(page); });
    std::vector<std::pair<std::uint64_t, Entry>> entries;
    parent.space->table.forEach(kernel.pageOf(vma.start), kernel.pageOf(vma.end),
                                [&](std::uint64_t page, const Entry& entry) { entries.emplace_back(page, entry); });
    const bool copyOnWrite = (vma.flags & (vmShared | vmMayWrite)) == vmMayWrite;
    for (auto& [page, entry] : entries) {
        if (entry.present() && copyOnWrite) {
            EntryBits bits = entry.bits;
            bits.writable = false;
            setBits(kernel, parent, page, bits);
            entry.bits = bits;
            if (entry.frame != kernel.zeroFrame)
                kernel.frames[entry.frame].exclusive = false;
        }
        if (vma.shared())
            entry.bits.dirty = false;
        entry.bits.accessed = false;
        if (entry.kind == Entry::Kind::Swapped)
            shareSwapped(kernel, entry.frame);
        setEntry(kernel, child, page, entry);
    }
    if (!entries.empty()) {
        Event& event = kernel.recorder.tell(EventKind::CopiesEntries, vma.start);
        event.process = child.id;
        event.count = entries.size();
    }
}

/// dup_mmap: the child's mappings, and their entries where the mapping has an anon_vma (or ever had a guard).
void copySpace(Kernel& kernel, Task& parent, Task& child) {
    AddressSpace& from = *parent.space;
    AddressSpace& to = *child.space;
    to.heapStart = from.heapStart;
    to.heapEnd = from.heapEnd;
    to.mappedPages = from.mappedPages;
    for (const auto& [start, vma] : from.mappings.all()) {
        if (vma.has(vmDontCopy)) {
            to.mappedPages -= vma.pages(kernel.pageSize);
            continue;
        }
        Vma copy = vma;
        copy.flags &= ~(vmLocked | vmLockOnFault);
        const bool wiped = vma.has(vmWipeOnFork);
        if (wiped) {
            copy.anon.reset();
        } else if (vma.anon) { // anon_vma_fork: an anon_vma of its own, behind those of the parent
            copy.anon = std::make_shared<AnonVma>();
            copy.inheritedAnon = true;
        }
        to.mappings.add(std::move(copy), false);
        if (vma.systemV)
            segmentTouched(kernel, vma.inode(), parent.id);
        if (!wiped && (vma.anon || vma.has(vmMaybeGuard)))
            copyEntries(kernel, parent, child, vma);
    }
}

void copyRest(const Task& parent, Task& child) {
    child.descriptors = parent.descriptors;
    child.folder = parent.folder;
    child.umask = parent.umask;
    child.limits = parent.limits;
    child.actions = parent.actions;
    child.mask = parent.mask;
    child.savedMasks = parent.savedMasks;
    child.alternateStack = parent.alternateStack;
}

CallEnd forked(SystemCall& call, bool withMappings) {
    Kernel& kernel = call.kernel;
    const auto living = std::count_if(kernel.processes.begin(), kernel.processes.end(),
                                      [](const auto& known) { return !known.second.facts.ended; });
    if (static_cast<std::size_t>(living) >= mostProcesses)
        return CallEnd::failed(eagain);
    Task& child = makeTask(kernel, call.process.id);
    call.tell(EventKind::Forks).process = child.id;
    if (withMappings)
        copySpace(kernel, call.process, child);
    copyRest(call.process, child);
    call.outcome.child = child.id;
    return CallEnd::done(child.id);
}

} // namespace

CallEnd callFork(SystemCall& call) {
    return forked(call, true);
}

CallEnd callForkEmpty(SystemCall& call) {
    const CallEnd end = forked(call, false);
    // As after exec: handlers are no more, what was ignored still is.
    for (SignalAction& action : call.kernel.process(call.outcome.child)->actions)
        if (action.handler != handlerIgnore)
            action = {};
    return end;
}

CallEnd callExitGroup(SystemCall& call) {
    endTask(call.kernel, call.process, call.number(0) & 0xff, {});
    return CallEnd::ended();
}

Bytes usage(const SystemCall& call, std::size_t index, std::uint64_t minor, std::uint64_t major) {
    constexpr std::size_t usageSize = 144, minorAt = 64, majorAt = 72; // two times of 16 bytes, then longs
    Bytes bytes(usageSize);
    if (const Bytes* given = call.givenArgument(index); given && given->size() == usageSize)
        bytes = *given; // times, and counts that no model keeps
    putNumber(std::span<std::uint8_t>(bytes), minorAt, minor);
    putNumber(std::span<std::uint8_t>(bytes), majorAt, major);
    return bytes;
}

namespace {

/// Limits that follow from parameters and that calls here obey.
bool boundsThisKernel(std::uint32_t resource) {
    return resource == limitFileSize || resource == limitData || resource == limitStack || resource == limitFiles ||
           resource == limitMemlock || resource == limitAddressSpace;
}

} // namespace

CallEnd callGetrlimit(SystemCall& call) {
    if (call.bits(0) >= limitCount)
        return CallEnd::failed(einval);
    Limits& limits = call.process.limits[call.bits(0)];
    std::array<std::uint8_t, 16> bytes{};
    if (const Bytes* given = call.givenArgument(1); given && given->size() == bytes.size()) {
        // What bounds nothing here is no parameter: hard limits, and the limits of other resources.
        if (!boundsThisKernel(call.bits(0)))
            limits.soft = getNumber<std::uint64_t>(*given, 0);
        limits.hard = getNumber<std::uint64_t>(*given, 8);
    }
    putNumber(std::span<std::uint8_t>(bytes), 0, limits.soft);
    putNumber(std::span<std::uint8_t>(bytes), 8, limits.hard);
    return call.out(1, bytes) ? CallEnd::done(0) : CallEnd::failed(efault);
}

CallEnd callSetrlimit(SystemCall& call) {
    if (call.bits(0) >= limitCount)
        return CallEnd::failed(einval);
    const auto bytes = call.in(1, 16);
    if (!bytes)
        return CallEnd::failed(efault);
    const Limits wanted{getNumber<std::uint64_t>(*bytes, 0), getNumber<std::uint64_t>(*bytes, 8)};
    Limits& limits = call.process.limits[call.bits(0)];
    if (wanted.soft > wanted.hard)
        return CallEnd::failed(einval);
    if (wanted.hard > limits.hard && call.kernel.parameters.user != 0)
        return CallEnd::failed(eperm);
    limits = wanted;
    return CallEnd::done(0);
}

CallEnd callGetrusage(SystemCall& call) {
    constexpr std::int32_t self = 0, children = -1, thread = 1;
    const std::int32_t who = call.number(0);
    if (who != self && who != children && who != thread)
        return CallEnd::failed(einval);
    const ProcessFacts& facts = call.process.facts;
    const Bytes bytes = who == children ? usage(call, 1, call.process.childrenMinor, call.process.childrenMajor)
                                        : usage(call, 1, facts.minor, facts.major);
    return call.out(1, bytes) ? CallEnd::done(0) : CallEnd::failed(efault);
}

CallEnd callUname(SystemCall& call) {
    constexpr std::size_t field = 65; // struct new_utsname: six fields
    Bytes bytes(6 * field);
    if (const Bytes* given = call.givenArgument(0); given && given->size() == bytes.size()) {
        bytes = *given;
    } else {
        constexpr std::array<std::string_view, 6> texts = {"Linux",  "faultline", "6.18.0",
                                                           "#1 SMP", "x86_64",    "(none)"};
        for (std::size_t i = 0; i < texts.size(); ++i)
            std::copy(texts[i].begin(), texts[i].end(), bytes.begin() + static_cast<std::ptrdiff_t>(i * field));
    }
    return call.out(0, bytes) ? CallEnd::done(0) : CallEnd::failed(efault);
}

} // namespace faultline
