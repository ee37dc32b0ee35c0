// The page cache where the kernel has no cachestat: what a file's mappings show of it. An entry of a page table leads
// to a cached page; else mincore(2) tells, if asked by a process that has the file mapped and owns it or may write it
// (to others it says that all is there). Of pages that nobody maps nothing is visible.
#include "realmode/read_back.h"

#include <algorithm>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace faultline {

namespace {

using worker::pageSize;

/// Whether mincore tells this user the truth about the file (can_do_mincore in mm/mincore.c).
bool mayAsk(int descriptor) {
    struct stat facts {};
    const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
    return ::geteuid() == 0 || (::fstat(descriptor, &facts) == 0 && facts.st_uid == ::geteuid()) ||
           ::access(path.c_str(), W_OK) == 0;
}

} // namespace

void ReadBack::lookThrough(RealProcess& process, const Mapping& mapping, std::uint64_t count, bool honest,
                           std::map<std::uint64_t, Seen>& seen) {
    const std::uint64_t first = mapping.offset / pageSize;
    if (first >= count)
        return;
    const std::uint64_t wanted = std::min((mapping.end - mapping.start) / pageSize, count - first);
    pages(process, mapping.start, mapping.start + wanted * pageSize);
    std::vector<std::uint8_t> resident(wanted);
    const bool told = honest && askResidency && askResidency(process, mapping.start, resident);
    const auto& entries = snapshot_.processes.at(process.id).pages;
    auto entry = entries.lower_bound(mapping.start / pageSize);
    for (std::uint64_t i = 0; i < wanted; ++i) {
        const std::uint64_t page = mapping.start / pageSize + i;
        while (entry != entries.end() && entry->first < page)
            ++entry;
        const bool has = entry != entries.end() && entry->first == page;
        Seen& known = seen.try_emplace(first + i, Seen::NotVisible).first->second;
        if (has && entry->second.state == PageState::File)
            known = Seen::Yes;
        else if (!has && told && known != Seen::Yes) // of a private copy mincore says that it is there
            known = resident[i] & 1 ? Seen::Yes : Seen::No;
    }
}

void ReadBack::cachedByMappings(FileBook::Known& file, std::uint64_t count) {
    std::map<std::uint64_t, Seen> seen;
    const bool honest = mayAsk(file.descriptor.number());
    for (auto& [id, process] : processes_) {
        if (process->over)
            continue;
        const std::map<Address, Mapping> mappings = snapshot_.processes.at(id).mappings;
        for (const auto& [start, mapping] : mappings)
            if (mapping.file == file.id)
                lookThrough(*process, mapping, count, honest, seen);
    }
    for (const auto& [index, page] : snapshot_.files.at(file.id).pages)
        seen.try_emplace(index, Seen::NotVisible);
    for (const auto& [index, cached] : seen) {
        const auto& pages = snapshot_.files.at(file.id).pages;
        const auto found = pages.find(index);
        if (found == pages.end() && cached == Seen::No)
            continue;
        FilePage page = found == pages.end() ? FilePage{} : found->second;
        if (found == pages.end())
            page.content = newContent();
        page.cached = cached;
        setFilePage(file.id, index, page);
    }
}

} // namespace faultline
