// A fault that reads from the disk maps the neighbours whose reading it finds finished. How far the disk was is seen
// afterwards alone: a page that came into the page cache with this access and was not mapped with it.
#include "realmode/machine_parts.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::uint64_t pageSize = 4096;

} // namespace

std::vector<KernelMachine::Parts::ColdPage> KernelMachine::Parts::coldPages(const RealProcess& process, Address start,
                                                                            std::uint64_t length) {
    std::vector<ColdPage> cold;
    if (length == 0)
        return cold;
    const std::uint64_t around = std::max<std::uint64_t>(faultAround / pageSize, 1) - 1;
    const std::uint64_t touched = start / pageSize;
    const std::uint64_t last = (start + length - 1) / pageSize + around;
    const auto& pages = snapshot.processes.at(process.id).pages;
    for (std::uint64_t page = touched - std::min(touched, around); page <= last; ++page) {
        const Mapping* mapping = snapshot.mappingAt(process.id, page * pageSize);
        if (mapping && (mapping->end <= start || mapping->start > start + length - 1)) // fault-around stays in one
            continue;
        const auto* known = mapping ? files.byId(mapping->file) : nullptr;
        if (!known || (known->kind != FileKind::Regular && known->kind != FileKind::Image) || pages.contains(page))
            continue;
        const File& file = snapshot.files.at(known->id);
        const std::uint64_t index = (page * pageSize - mapping->start + mapping->offset) / pageSize;
        const auto entry = file.pages.find(index);
        if (entry == file.pages.end() || entry->second.cached == Seen::No)
            cold.push_back({page, known->id, index});
    }
    return cold;
}

void KernelMachine::Parts::tellStillRead(const RealProcess& process, std::span<const ColdPage> cold,
                                         Outcome& outcome) const {
    const auto& pages = snapshot.processes.at(process.id).pages;
    const auto isMapped = [&](const ColdPage& one) { // perhaps by another mapping of the same file
        return std::any_of(cold.begin(), cold.end(), [&](const ColdPage& other) {
            return other.file == one.file && other.index == one.index && pages.contains(other.page);
        });
    };
    for (const ColdPage& page : cold) {
        const File& file = snapshot.files.at(page.file);
        const auto entry = file.pages.find(page.index);
        if (entry != file.pages.end() && entry->second.cached == Seen::Yes && !pages.contains(page.page) &&
            !isMapped(page))
            outcome.given.stillRead.push_back({file.facts.name, page.index});
    }
}

} // namespace faultline
