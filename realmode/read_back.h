#pragma once

#include "realmode/file_book.h"
#include "realmode/real_process.h"
#include "simulator/machine/delta.h"

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <unordered_map>

namespace faultline {

using RealProcesses = std::map<ProcessId, std::unique_ptr<RealProcess>>;

/// A range that a call has just mapped, and what the program calls it.
struct Labelled {
    Address start = 0, end = 0;
    std::string label;
};

/// Keeps the snapshot of the kernel machine true: reads from the kernel what an operation can have changed, and puts
/// each change into the current delta. Nothing here disturbs what it looks at: memory is read only where a page is
/// present, a file only where its page is cached.
class ReadBack {
public:
    ReadBack(Snapshot& snapshot, FileBook& files, RealProcesses& processes)
        : snapshot_(snapshot), files_(files), processes_(processes) {}

    /// Newer kernel interfaces that are there, as found at the start.
    struct Interfaces {
        bool cachestat = true;
        bool pagemapScan = true;
    };
    Interfaces interfaces;
    /// Asked instead, of a process at rest: what of a range is in the page cache or has an entry (mincore(2)), a byte a
    /// page; and bytes of present pages. What can't be asked stays not visible.
    std::function<bool(RealProcess& process, Address start, std::span<std::uint8_t> pages)> askResidency;
    std::function<std::size_t(RealProcess& process, Address address, std::span<std::uint8_t> bytes)> askBytes;

    /// Changes go into `delta` until the next call.
    void into(Delta& delta) { delta_ = &delta; }
    void setFacts(ProcessId process, const ProcessFacts& facts);
    void addProcess(ProcessId process, ProcessId parent);

    /// The list of mappings anew. Mappings within `labelled` get the label.
    void mappings(RealProcess& process, const Labelled& labelled = {});
    /// What was in the range has been replaced by a call.
    void replaced(ProcessId process, Address start, Address end) { dropPages(process, start, end); }
    /// The pages of [start, end) anew: after a fault, the mapping's part in the 2 MiB around it.
    void pages(RealProcess& process, Address start, Address end);
    /// The pages of all mappings of all processes.
    void allPages();
    /// The pages that map a file, in every process.
    void pagesOf(FileId file);
    /// A forked child starts with its parent's pages: where both still share a page, one content.
    void inherit(RealProcess& child, ProcessId parent);
    /// Everything that the process had is no more.
    void processGone(ProcessId process);

    /// A file that the program has opened in the worker under this descriptor number.
    FileId fileOfDescriptor(const RealProcess& process, std::uint64_t number);
    FileId addFile(FileBook::Known& known, const FileFacts& facts);
    /// Name, size and links of all files anew.
    void facts();
    /// What of the file is in the page cache, and its size. `force`: even if the counts are as before.
    void file(FileId file, bool force = false);
    /// Bytes [start, end) of the file have been written by a call or made anew: as read, where cached.
    /// `written`: by the call itself, so that they are in the page cache.
    void fileBytes(FileId file, std::uint64_t start, std::uint64_t end, bool written = true);
    /// A file has been cut: the rest of its last page is zeros now (truncate(2)).
    void tailZeroed(FileId file);
    /// All known bytes of the file have just been written, so that they were in the page cache, though the kernel may
    /// have taken some already: that is told by the next look.
    void justWritten(FileId file);
    /// Pages that the kernel has written back or evicted on its own account since they were last looked at.
    void ownWork(Given& given);
    /// The same, of what was met while an operation that itself neither cleans nor drops pages was read back.
    void takeNoticed(Given& given);
    /// The program has stored to pages of the range. Whether one of them has been written back again already: that is
    /// told by the next look.
    bool dirtied(ProcessId process, Address start, std::uint64_t length);
    /// The program has had the range written back (MS_SYNC).
    void synced(ProcessId process, Address start, std::uint64_t length);
    /// A call may have written files back: that is not the kernel's own account.
    void writtenByCall();
    /// Files that nobody can reach any more are gone.
    void goneFiles();

    /// Bytes of present pages in the range, from the process's memory.
    void bytes(RealProcess& process, Address start, std::uint64_t length);
    /// Bytes that a store has written, as recorded.
    void stored(ProcessId process, Address address, std::span<const std::uint8_t> bytes);
    /// Bytes of the range as the snapshot knows them; false where it doesn't know all of them.
    bool known(ProcessId process, Address address, std::span<std::uint8_t> bytes) const;

    /// Known contents of a new regular file, page by page, before it is looked at for the first time.
    void knownContents(FileId file, std::span<const std::uint8_t> bytes);
    /// Ranges that are the worker's own and never shown.
    std::function<bool(Address start, Address end)> hidden;

private:
    ContentId newContent() { return nextContent_++; }
    void put(Change made) { change(snapshot_, *delta_, std::move(made)); }
    void setPage(ProcessId process, std::uint64_t page, const std::optional<Page>& after);
    void setFilePage(FileId file, std::uint64_t index, const std::optional<FilePage>& after);
    void setBytes(ContentId content, std::uint64_t offset, std::span<const std::uint8_t> bytes);
    void dropContent(ContentId content);
    ContentId filePageContent(FileId file, std::uint64_t index);
    FileId fileOfMapping(const struct MapsLine& line);
    Mapping mappingOf(const struct MapsLine& line);
    void dropPages(ProcessId process, Address start, Address end);
    Page pageFor(RealProcess& process, const Mapping& mapping, const struct PageEntry& entry,
                 std::vector<std::uint64_t>& unread);
    void readPrivate(RealProcess& process, const std::vector<std::uint64_t>& pages);
    std::size_t memory(RealProcess& process, Address address, std::span<std::uint8_t> bytes);
    /// Without cachestat: what of the file is in the page cache, as far as its mappings show it.
    void cachedByMappings(FileBook::Known& file, std::uint64_t count);
    void lookThrough(RealProcess& process, const Mapping& mapping, std::uint64_t count, bool honest,
                     std::map<std::uint64_t, Seen>& seen);
    /// Without cachestat: of the pages stored to, those that are mapped, if no page of the file's mappings is dirty.
    std::optional<std::set<std::uint64_t>> cleanNow(FileId file);
    void ownWorkByMappings(Given& given);
    bool reachable(FileId file);
    std::optional<CacheCount> counted(const FileBook::Known& file, std::uint64_t count) const;

    Snapshot& snapshot_;
    FileBook& files_;
    RealProcesses& processes_;
    Delta* delta_ = nullptr;
    ContentId nextContent_ = 1;
    std::unordered_map<ContentId, unsigned> users_; ///< pages of private memory that lead to a content
    const Process* inheritFrom_ = nullptr;
    Given noticed_;                                   ///< by file(): pages that were cached or dirty, and are no longer
    bool sawDirty_ = false;                           ///< this file system's dirty pages are visible
    std::map<FileId, std::set<std::uint64_t>> dirty_; ///< stored to since last written back; without cachestat alone
    std::chrono::steady_clock::time_point lastLookForEvicted_{};
};

} // namespace faultline
