// On a busy machine the kernel writes pages back and takes them between the look before an operation and the operation
// itself. What it has done then shows afterwards: by what was read back, and by faults that nothing else explains.
#include "realmode/machine_parts.h"
#include "realmode/probes/proc_text.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>

namespace faultline {

namespace {

using worker::pageSize;

/// Whether the call itself can write pages of files back or take them from the page cache.
bool cleansOrDrops(const Operation& operation) {
    switch (operation.call) {
    case Call::Close: // ext4 writes a truncated file back then
    case Call::Msync:
    case Call::Madvise:
    case Call::Fsync:
    case Call::Fdatasync:
    case Call::Truncate:
    case Call::Ftruncate:
    case Call::Rename:
    case Call::Creat:
    case Call::Unlink:
    case Call::ExitGroup:
    case Call::Sync:
    case Call::Fadvise:
    case Call::SyncFileRange:
    case Call::Fallocate:
        return true;
    case Call::Open:
        return (operation.argument(1) & O_TRUNC) != 0;
    default:
        return false;
    }
}

/// A descriptor whose writes are written through (O_SYNC, O_DSYNC).
bool writesThrough(pid_t pid, std::uint64_t descriptor) {
    const std::string text = readWhole("/proc/" + std::to_string(pid) + "/fdinfo/" + std::to_string(descriptor));
    const std::size_t at = text.find("flags:");
    return at != std::string::npos && (std::strtoull(text.c_str() + at + 6, nullptr, 8) & O_DSYNC) != 0;
}

bool isStore(OperationKind kind) {
    return kind == OperationKind::Store || kind == OperationKind::Copy || kind == OperationKind::Fill ||
           kind == OperationKind::Atomic;
}

/// Where faults are listed, whether the page is among those the operation has told of. A fault without an address is
/// one of those lost from the list.
bool mayHaveFaulted(const RealProcess& process, const Outcome& outcome, std::uint64_t page) {
    return !process.faults || std::any_of(outcome.story.begin(), outcome.story.end(), [page](const Event& event) {
        if (event.kind != EventKind::RaisesFault)
            return false;
        const std::uint64_t first = event.address / pageSize;
        return !event.address || (page >= first && page - first < event.count);
    });
}

} // namespace

/// Faults that other pages of the operation may have taken. Where faults are listed they need no such guess.
std::uint64_t KernelMachine::Parts::faultsExplained(const RealProcess& process, const Operation& operation,
                                                    std::uint64_t start, std::uint64_t length) const {
    if (process.faults || length == 0)
        return 0;
    const auto& pages = snapshot.processes.at(process.id).pages;
    std::uint64_t explained = 0;
    const auto count = [&](const Range& place, bool stores) {
        if (!place.onMachine)
            return;
        const Address from = place.address + start;
        for (Address page = from / pageSize; page <= (from + length - 1) / pageSize; ++page)
            if (!process.storedTo.contains(page) && (stores || !pages.contains(page)))
                ++explained;
    };
    count(operation.target, isStore(operation.kind));
    if (operation.kind == OperationKind::Copy || operation.kind == OperationKind::Compare)
        count(operation.source, false);
    return explained;
}

void KernelMachine::Parts::deduceOwnWork(RealProcess& process, const Operation& operation, std::uint64_t start,
                                         std::uint64_t length, Outcome& outcome) {
    const auto& pages = snapshot.processes.at(process.id).pages;
    std::uint64_t minor =
        outcome.minor - std::min<std::uint64_t>(outcome.minor, faultsExplained(process, operation, start, length));
    bool readsAnyway = false; // a page that was not cached explains the major fault
    Given taken;
    const auto look = [&](const Range& place, bool stores) {
        if (!place.onMachine || length == 0)
            return;
        const Address from = place.address + start;
        for (Address page = from / pageSize; page <= (from + length - 1) / pageSize; ++page) {
            const Mapping* mapping = snapshot.mappingAt(process.id, page * pageSize);
            const auto* known = mapping ? files.byId(mapping->file) : nullptr;
            if (!known || (known->kind != FileKind::Regular && known->kind != FileKind::Image))
                continue;
            const File& file = snapshot.files.at(known->id);
            const GivenPage given{file.facts.name, (page * pageSize - mapping->start + mapping->offset) / pageSize};
            const auto entry = pages.find(page);
            const bool own = entry != pages.end() && entry->second.state != PageState::File;
            const auto cached = file.pages.find(given.index);
            const bool isCached = cached != file.pages.end() && cached->second.cached == Seen::Yes;
            readsAnyway |= !own && !isCached;
            if (outcome.major && !own && isCached) {
                if (cached->second.dirty == Seen::Yes)
                    taken.writtenBack.push_back(given);
                taken.evicted.push_back(given);
            }
            if (minor && stores && process.storedTo.contains(page) && mayHaveFaulted(process, outcome, page)) {
                outcome.given.writtenBack.push_back(given);
                --minor;
            }
        }
    };
    look(operation.target, isStore(operation.kind));
    if (operation.kind == OperationKind::Copy || operation.kind == OperationKind::Compare)
        look(operation.source, false);
    if (readsAnyway)
        return;
    auto& cleaned = outcome.given.writtenBack;
    cleaned.insert(cleaned.end(), taken.writtenBack.begin(), taken.writtenBack.end());
    outcome.given.evicted = std::move(taken.evicted);
}

void KernelMachine::Parts::noteStoredTo(RealProcess& process, Address start, std::uint64_t length) {
    if (length == 0)
        return;
    const auto& pages = snapshot.processes.at(process.id).pages;
    const std::uint64_t last = (start + length - 1) / pageSize;
    for (auto page = pages.lower_bound(start / pageSize); page != pages.end() && page->first <= last; ++page) {
        const Mapping* mapping = snapshot.mappingAt(process.id, page->first * pageSize);
        if (mapping && mapping->shared && mapping->file && page->second.state == PageState::File)
            process.storedTo.insert(page->first);
    }
}

void KernelMachine::Parts::takeOwnWorkOf(const RealProcess& process, const Operation& operation, Outcome& outcome) {
    const bool writes = operation.call == Call::Write || operation.call == Call::Pwrite;
    Given met;
    readBack.takeNoticed(met);
    if (cleansOrDrops(operation))
        return forgetStoredTo();
    if (traitsOf(operation.call).mappings)
        forgetStoredTo();
    if (met.empty() || (writes && writesThrough(process.pid, operation.argument(0))))
        return;
    forgetStoredTo(met);
    outcome.given.writtenBack = std::move(met.writtenBack);
    outcome.given.evicted = std::move(met.evicted);
}

void KernelMachine::Parts::forgetStoredTo(const Given& given) {
    for (auto& [id, process] : processes)
        std::erase_if(process->storedTo, [&](std::uint64_t page) {
            const Mapping* mapping = snapshot.mappingAt(process->id, page * pageSize);
            if (!mapping || !mapping->file)
                return true;
            const GivenPage one{snapshot.files.at(mapping->file).facts.name,
                                (page * pageSize - mapping->start + mapping->offset) / pageSize};
            const auto has = [&](const std::vector<GivenPage>& pages) {
                return std::find(pages.begin(), pages.end(), one) != pages.end();
            };
            return has(given.writtenBack) || has(given.evicted);
        });
}

void KernelMachine::Parts::forgetStoredTo() {
    for (auto& [id, process] : processes)
        process->storedTo.clear();
}

} // namespace faultline
