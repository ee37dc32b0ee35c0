// A fault that reads from the disk maps the neighbours whose reading it finds finished. How far the disk was is seen
// afterwards alone: a page that came into the page cache with this operation and was not mapped with its neighbours.
#include "realmode/machine_parts.h"

#include <set>

namespace faultline {

namespace {

using worker::pageSize;

bool hasComeIn(const FilePageChange& page) {
    const auto isCached = [](const std::optional<FilePage>& one) { return one && one->cached == Seen::Yes; };
    return !isCached(page.before) && isCached(page.after);
}

/// Virtual pages of the process that the operation has mapped from the page cache.
std::set<std::uint64_t> mappedNow(ProcessId process, const Delta& delta) {
    std::set<std::uint64_t> pages;
    for (const Change& made : delta.changes)
        if (const auto* page = std::get_if<PageChange>(&made))
            if (page->process == process && !page->before && page->after && page->after->state == PageState::File)
                pages.insert(page->page);
    return pages;
}

} // namespace

void KernelMachine::Parts::tellStillRead(const RealProcess& process, const Delta& delta, Outcome& outcome) {
    const std::set<std::uint64_t> mapped = mappedNow(process.id, delta);
    if (mapped.empty())
        return;
    const std::uint64_t around = faultAround / pageSize;
    const Process& shown = snapshot.processes.at(process.id);
    for (const Change& made : delta.changes) {
        const auto* came = std::get_if<FilePageChange>(&made);
        const auto* known = came && hasComeIn(*came) ? files.byId(came->file) : nullptr;
        if (!known || (known->kind != FileKind::Regular && known->kind != FileKind::Image))
            continue;
        bool isMapped = false, isNeighbour = false;
        for (const auto& [start, mapping] : shown.mappings) {
            const Address offset = came->index * pageSize;
            if (mapping.file != came->file || offset < mapping.offset || offset - mapping.offset >= mapping.end - start)
                continue;
            const std::uint64_t page = (start + offset - mapping.offset) / pageSize;
            isMapped |= shown.pages.contains(page);
            const auto next = mapped.lower_bound(std::max(page - std::min(page, around), start / pageSize));
            isNeighbour |= next != mapped.end() && *next <= page + around && *next < mapping.end / pageSize;
        }
        if (isNeighbour && !isMapped)
            outcome.given.stillRead.push_back({snapshot.files.at(came->file).facts.name, came->index});
    }
}

} // namespace faultline
