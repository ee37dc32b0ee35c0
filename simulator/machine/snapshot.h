#pragma once

#include "simulator/machine/event.h"
#include "simulator/machine/page_contents.h"
#include "simulator/machine/signal.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace faultline {

/// In JSON and lessons: none cached file copy anonymous zero swapped unknown.
enum class PageState : std::uint8_t { None, Cached, File, Copy, Anonymous, Zero, Swapped, Unknown };
std::string_view nameOf(PageState state);

/// A fact that a machine may not see.
enum class Seen : std::uint8_t { No, Yes, NotVisible };

/// One mapping (a VMA): addresses from `start` up to, not including, `end`, both multiples of the page size.
struct Mapping {
    Address start = 0;
    Address end = 0;
    std::uint8_t protection = protectNone;
    bool shared = false;
    bool locked = false;
    std::uint64_t offset = 0; ///< of `start` in the file, in bytes; 0 for anonymous
    FileId file = 0;          ///< 0: anonymous
    std::string name;         ///< "[heap]", "[stack]", the file's name; empty for anonymous
    std::string label;        ///< what the program calls it: "p"

    bool operator==(const Mapping&) const = default;
};

/// One virtual page that has an entry, or is known to be swapped. A page that is in no process's map has none.
struct Page {
    PageState state = PageState::None; ///< File, Copy, Anonymous, Zero, Swapped or Unknown; never None or Cached
    ContentId content = zeroContent;   ///< where its bytes are
    std::uint64_t frame = noFrame;     ///< noFrame: not visible
    Seen writable = Seen::NotVisible;
    Seen dirty = Seen::NotVisible;
    Seen accessed = Seen::NotVisible;
    Seen exclusive = Seen::NotVisible; ///< no other process maps it

    bool operator==(const Page&) const = default;
};

enum class WaitsFor : std::uint8_t {
    Other,
    Input, ///< the terminal, by whatever descriptor it is read: more input helps
    Pipe,
    Lock,
    Process, ///< a child's end
    Semaphore,
    Signal,
};

struct Blocked {
    WaitsFor what = WaitsFor::Other;
    std::string on; ///< what it waits for, in words: "a lock on counter.bin", "1001 to end", "standard input"

    bool operator==(const Blocked&) const = default;
};

/// A process. What it has mapped is kept by page number, so that a sparse space costs what is in it.
struct ProcessFacts {
    ProcessId parent = 0;
    bool ended = false;
    bool waitedFor = false; ///< its parent has its status: it is gone
    std::int32_t exitStatus = 0;
    Signal endedBy; ///< none: it called exit
    std::optional<Blocked> blocked;
    std::uint64_t minor = 0; ///< faults since its start
    std::uint64_t major = 0;

    bool operator==(const ProcessFacts&) const = default;
};

struct Process {
    ProcessFacts facts;
    std::map<Address, Mapping> mappings; ///< by start
    std::map<std::uint64_t, Page> pages; ///< by virtual page number (address / page size)

    bool operator==(const Process&) const = default;
};

enum class FileKind : std::uint8_t {
    Regular,
    Image,           ///< the program's own file: code, literals, data
    SharedMemory,    ///< shm_open
    SharedAnonymous, ///< MAP_SHARED | MAP_ANONYMOUS
    Memory,          ///< memfd_create
    SystemV,         ///< shmget
};
std::string_view nameOf(FileKind kind);

/// A page of a file that is in the page cache, or that has bytes.
struct FilePage {
    Seen cached = Seen::No;
    Seen dirty = Seen::NotVisible;
    std::uint64_t frame = noFrame;
    ContentId content = zeroContent; ///< the file as read: through the cache if cached, else from the disk

    bool operator==(const FilePage&) const = default;
};

struct FileFacts {
    std::string name; ///< as the program knows it; unique among files that have a name
    FileKind kind = FileKind::Regular;
    std::uint64_t size = 0; ///< bytes
    bool unlinked = false;
    bool gone = false; ///< unlinked, and nobody has it open or mapped any more

    bool operator==(const FileFacts&) const = default;
};

struct File {
    FileFacts facts;
    std::map<std::uint64_t, FilePage> pages; ///< by page index

    bool operator==(const File&) const = default;
};

enum class FrameUse : std::uint8_t { Free, PageTable, Anonymous, FileCache, Kernel };

/// A frame of physical memory that is not free. Simulated machine only.
struct Frame {
    FrameUse use = FrameUse::Free;
    ProcessId process = 0;   ///< PageTable, Anonymous: whose (the first's)
    FileId file = 0;         ///< FileCache
    std::uint64_t index = 0; ///< FileCache: page index; Anonymous: virtual page number; PageTable: level from the top
    ContentId content = zeroContent;
    std::uint32_t mappedBy = 0; ///< entries that lead to it

    bool operator==(const Frame&) const = default;
};

struct TlbEntry {
    ProcessId process = 0;
    std::uint64_t page = 0; ///< virtual page number
    std::uint64_t frame = noFrame;
    EntryBits bits;

    bool operator==(const TlbEntry&) const = default;
};

struct Counters {
    std::uint64_t tlbHits = 0;
    std::uint64_t tlbMisses = 0;
    std::uint64_t pagesRead = 0; ///< from the disk
    std::uint64_t pagesWritten = 0;
    std::uint64_t evictions = 0;

    bool operator==(const Counters&) const = default;
};

/// A field of a snapshot that a machine may not see at all.
enum class Field : std::uint8_t {
    Tlb,
    Frames,
    FrameNumbers,
    PageTables,
    PageWritable,
    PageDirty,
    PageAccessed,
    PageExclusive,
    PageCache,
    CacheDirty,
    FaultAddresses,
    Contents,
    Counters,
    ZeroPage,
    Swap,
    Disk,
};
std::string_view nameOf(Field field);

/// A machine at one moment.
struct Snapshot {
    std::uint64_t pageSize = 4096; ///< bytes
    std::map<ProcessId, Process> processes;
    std::map<FileId, File> files;
    std::uint64_t frameCount = 0;          ///< all of memory, in frames; 0: not visible
    std::map<std::uint64_t, Frame> frames; ///< those in use
    std::map<std::uint32_t, TlbEntry> tlb; ///< by slot
    std::uint32_t tlbSlots = 0;
    Counters counters;
    ContentStore contents;
    std::map<Field, std::string> notVisible; ///< the reason, for each field that this machine does not show

    bool operator==(const Snapshot&) const = default;

    const Process* process(ProcessId id) const;
    const File* file(FileId id) const;
    /// The mapping that holds the address, or nullptr.
    const Mapping* mappingAt(ProcessId id, Address address) const;
    /// What a learner is shown of a virtual page: its entry's state, Cached where there is no entry but the file's page
    /// is in the page cache, None otherwise; Unknown where the machine cannot tell.
    PageState stateOf(ProcessId id, std::uint64_t page) const;
    /// The page of the file behind a virtual page, or nullptr: anonymous, beyond the end, or never read or written.
    const FilePage* filePageOf(ProcessId id, std::uint64_t page) const;
    const FileFacts* fileNamed(std::string_view name) const;
};

} // namespace faultline
