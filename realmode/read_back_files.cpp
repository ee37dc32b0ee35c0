#include "realmode/probes/contents.h"
#include "realmode/probes/maps.h"
#include "realmode/read_back.h"
#include "realmode/readable.h"

#include <algorithm>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

namespace faultline {

namespace {

using worker::pageSize;

std::uint64_t pagesIn(std::uint64_t bytes) {
    return (bytes + pageSize - 1) / pageSize;
}

std::string descriptorPath(pid_t pid, std::uint64_t number) {
    return "/proc/" + std::to_string(pid) + "/fd/" + std::to_string(number);
}

} // namespace

FileId ReadBack::addFile(FileBook::Known& known, const FileFacts& facts) {
    put(FileChange{known.id, std::nullopt, files_.factsOf(known, facts)});
    return known.id;
}

FileId ReadBack::fileOfDescriptor(const RealProcess& process, std::uint64_t number) {
    const std::string path = descriptorPath(process.pid, number);
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return 0;
    if (const auto* known = files_.find(status.st_dev, status.st_ino))
        return known->id;
    OwnedDescriptor own = openToRead(path);
    char name[4096];
    const ssize_t length = ::readlink(path.c_str(), name, sizeof name);
    FileFacts facts;
    facts.name = files_.programName(std::string(name, length > 0 ? static_cast<std::size_t>(length) : 0));
    facts.size = static_cast<std::uint64_t>(status.st_size);
    facts.unlinked = status.st_nlink == 0;
    const FileKind kind = facts.name.starts_with("memfd:") ? FileKind::Memory
                          : facts.name.starts_with("/")    ? FileKind::SharedMemory
                                                           : FileKind::Regular;
    auto& known = files_.add(std::move(own), status.st_dev, status.st_ino, kind);
    addFile(known, facts);
    file(known.id, true);
    return known.id;
}

void ReadBack::facts() {
    for (const auto& [id, known] : files_.all()) {
        const FileFacts& before = snapshot_.files.at(id).facts;
        if (before.gone)
            continue;
        FileFacts after = files_.factsOf(known, before);
        if (!(after == before))
            put(FileChange{id, before, std::move(after)});
    }
}

void ReadBack::knownContents(FileId file, std::span<const std::uint8_t> bytes) {
    for (std::uint64_t index = 0; index < pagesIn(bytes.size()); ++index) {
        const auto page = bytes.subspan(index * pageSize, std::min(pageSize, bytes.size() - index * pageSize));
        FilePage made;
        made.cached = interfaces.cachestat ? Seen::No : Seen::NotVisible;
        made.content = newContent();
        setFilePage(file, index, made);
        setBytes(made.content, 0, page);
    }
}

void ReadBack::setFilePage(FileId file, std::uint64_t index, const std::optional<FilePage>& after) {
    auto& pages = snapshot_.files.at(file).pages;
    const auto found = pages.find(index);
    const std::optional<FilePage> before = found == pages.end() ? std::nullopt : std::optional(found->second);
    if (before == after)
        return;
    put(FilePageChange{file, index, before, after});
    if (before && (!after || after->content != before->content))
        dropContent(before->content);
}

ContentId ReadBack::filePageContent(FileId file, std::uint64_t index) {
    const auto owner = snapshot_.files.find(file);
    if (owner == snapshot_.files.end())
        return unknownContent;
    const auto found = owner->second.pages.find(index);
    if (found != owner->second.pages.end()) {
        if (found->second.cached != Seen::Yes) { // a page table entry leads to it, so it is cached
            FilePage cached = found->second;
            cached.cached = Seen::Yes;
            setFilePage(file, index, cached);
        }
        return snapshot_.files.at(file).pages.at(index).content;
    }
    FilePage made;
    made.cached = Seen::Yes;
    made.content = newContent();
    setFilePage(file, index, made);
    return made.content;
}

void ReadBack::file(FileId id, bool force) {
    auto* known = files_.byId(id);
    if (!known || !known->descriptor || snapshot_.files.at(id).facts.gone)
        return;
    const FileFacts before = snapshot_.files.at(id).facts;
    FileFacts after = files_.factsOf(*known, before);
    const std::uint64_t count = pagesIn(after.size);
    if (!(after == before))
        put(FileChange{id, before, after});
    std::vector<std::uint64_t> beyond;
    for (auto page = snapshot_.files.at(id).pages.lower_bound(count); page != snapshot_.files.at(id).pages.end();
         ++page)
        beyond.push_back(page->first);
    for (const std::uint64_t index : beyond)
        setFilePage(id, index, std::nullopt);
    if (!interfaces.cachestat)
        return cachedByMappings(*known, count);
    const std::optional<CacheCount> now = count ? counted(*known, count) : std::optional<CacheCount>(CacheCount{});
    if (!now || (!force && beyond.empty() && now == known->count))
        return;
    known->count = now;
    const auto runs = cachedRuns(known->descriptor.number(), count);
    if (!runs)
        return;
    const bool showsDirty = known->kind == FileKind::Regular;
    std::vector<std::uint64_t> dropped;
    auto run = runs->begin();
    for (const auto& [index, page] : snapshot_.files.at(id).pages) {
        while (run != runs->end() && run->first + run->count <= index)
            ++run;
        if (page.cached == Seen::Yes && (run == runs->end() || index < run->first))
            dropped.push_back(index);
    }
    for (const std::uint64_t index : dropped) {
        FilePage page = snapshot_.files.at(id).pages.at(index);
        if (showsDirty || known->kind == FileKind::Image) {
            noticed_.evicted.push_back({after.name, index});
            if (page.dirty == Seen::Yes) // no dirty page is evicted
                noticed_.writtenBack.push_back({after.name, index});
        }
        page.cached = Seen::No;
        page.dirty = showsDirty ? Seen::No : Seen::NotVisible;
        // A page of zeros that never had bytes leaves no trace: on the disk there is a hole.
        setFilePage(id, index, snapshot_.contents.has(page.content) ? std::optional(page) : std::nullopt);
    }
    for (const CachedRun& cached : *runs)
        for (std::uint64_t index = cached.first; index < cached.first + cached.count; ++index) {
            const auto& pages = snapshot_.files.at(id).pages;
            const auto found = pages.find(index);
            FilePage page = found == pages.end() ? FilePage{} : found->second;
            if (found == pages.end())
                page.content = newContent();
            page.cached = Seen::Yes;
            sawDirty_ |= showsDirty && cached.dirty;
            if (showsDirty && page.dirty == Seen::Yes && !cached.dirty)
                noticed_.writtenBack.push_back({after.name, index});
            page.dirty = !showsDirty ? Seen::NotVisible : cached.dirty ? Seen::Yes : Seen::No;
            setFilePage(id, index, page);
        }
}

std::optional<CacheCount> ReadBack::counted(const FileBook::Known& file, std::uint64_t count) const {
    return interfaces.cachestat ? countCached(file.descriptor.number(), 0, count) : std::nullopt;
}

void ReadBack::fileBytes(FileId id, std::uint64_t start, std::uint64_t end, bool written) {
    auto* known = files_.byId(id);
    if (!known || !known->descriptor)
        return;
    end = std::min(end, snapshot_.files.at(id).facts.size);
    Bytes room(pageSize);
    for (std::uint64_t index = start / pageSize; index * pageSize < end; ++index) {
        const auto& pages = snapshot_.files.at(id).pages;
        const auto found = pages.find(index);
        const bool cached = found != pages.end() &&
                            (found->second.cached == Seen::Yes || (written && found->second.cached != Seen::No));
        if (!cached) // reading it would bring it in
            continue;
        const std::size_t got = readFile(known->descriptor.number(), index * pageSize, room);
        setBytes(found->second.content, 0, std::span(room).first(got));
    }
}

void ReadBack::ownWork(Given& given) {
    if (!interfaces.cachestat)
        return ownWorkByMappings(given);
    noticed_ = {};
    for (const auto& [id, known] : files_.all()) {
        const FileFacts& facts = snapshot_.files.at(id).facts;
        const bool onDisk = known.kind == FileKind::Regular || known.kind == FileKind::Image;
        if (!known.descriptor || !known.count || facts.gone || !onDisk)
            continue;
        const auto now = counted(known, pagesIn(facts.size));
        if (!now || (now->dirty >= known.count->dirty && now->cached >= known.count->cached))
            continue;
        file(id, true);
    }
    takeNoticed(given);
}

void ReadBack::takeNoticed(Given& given) {
    given.writtenBack.insert(given.writtenBack.end(), noticed_.writtenBack.begin(), noticed_.writtenBack.end());
    given.evicted.insert(given.evicted.end(), noticed_.evicted.begin(), noticed_.evicted.end());
    noticed_ = {};
}

void ReadBack::justWritten(FileId id) {
    auto* known = files_.byId(id);
    if (!known || !known->count)
        return;
    std::vector<std::uint64_t> taken;
    for (const auto& [index, page] : snapshot_.files.at(id).pages)
        if (page.cached == Seen::No)
            taken.push_back(index);
    for (const std::uint64_t index : taken) {
        FilePage page = snapshot_.files.at(id).pages.at(index);
        page.cached = Seen::Yes;
        setFilePage(id, index, page);
    }
    known->count->cached += taken.size();
}

void ReadBack::tailZeroed(FileId id) {
    const File& cut = snapshot_.files.at(id);
    const std::uint64_t used = cut.facts.size % pageSize;
    const auto page = cut.pages.find(cut.facts.size / pageSize);
    if (used && page != cut.pages.end())
        setBytes(page->second.content, used, Bytes(pageSize - used, 0));
}

bool ReadBack::reachable(FileId id) {
    for (const auto& [process, facts] : snapshot_.processes)
        for (const auto& [start, mapping] : facts.mappings)
            if (mapping.file == id)
                return true;
    const auto* known = files_.byId(id);
    if (!known || !known->descriptor)
        return known && known->kind == FileKind::SystemV && !snapshot_.files.at(id).facts.unlinked;
    for (const auto& [process, real] : processes_) {
        if (real->over)
            continue;
        for (std::uint64_t number = 0; number < 256; ++number) {
            struct stat status {};
            if (::stat(descriptorPath(real->pid, number).c_str(), &status) == 0 && status.st_ino == known->inode &&
                status.st_dev == known->device)
                return true;
        }
    }
    return false;
}

void ReadBack::goneFiles() {
    for (auto& [id, known] : files_.all()) {
        const FileFacts& before = snapshot_.files.at(id).facts;
        const bool nameless = !known.descriptor || before.unlinked || known.kind == FileKind::Memory;
        if (before.gone || !nameless || reachable(id))
            continue;
        std::vector<std::uint64_t> pages;
        for (const auto& [index, page] : snapshot_.files.at(id).pages)
            pages.push_back(index);
        for (const std::uint64_t index : pages)
            setFilePage(id, index, std::nullopt);
        FileFacts after = snapshot_.files.at(id).facts;
        after.gone = true;
        put(FileChange{id, snapshot_.files.at(id).facts, after});
    }
}

FileId ReadBack::fileOfMapping(const MapsLine& line) {
    const bool systemV = line.name.starts_with("/SYSV"); // its inode is its identifier, of which the first is 0
    if ((line.inode == 0 && !systemV) || line.name == "/dev/zero")
        return 0;
    if (const auto* known = files_.find(line.device, line.inode))
        return known->id;
    FileKind kind = FileKind::Regular;
    if (line.name.starts_with("/dev/zero"))
        kind = FileKind::SharedAnonymous;
    else if (systemV)
        kind = FileKind::SystemV;
    else if (line.name.starts_with("/memfd:"))
        kind = FileKind::Memory;
    auto& known = files_.add({}, line.device, line.inode, kind);
    FileFacts facts;
    const bool named = kind != FileKind::SharedAnonymous && kind != FileKind::SystemV;
    facts.name = named ? files_.programName(line.name) : std::string();
    facts.size = line.end - line.start + line.offset;
    return addFile(known, facts);
}

} // namespace faultline
