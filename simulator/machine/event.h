#pragma once

#include "simulator/machine/operation.h"
#include "simulator/machine/signal.h"

#include <cstdint>
#include <string>

namespace faultline {

enum class Actor : std::uint8_t { Program, Hardware, Kernel, Disk };

/// What happened, one thing an event. The comment names the fields of Event that are meant; the others are 0.
enum class EventKind : std::uint8_t {
    // Program
    ProgramLoads,    ///< address, count (bytes)
    ProgramStores,   ///< address, count, value
    ProgramCopies,   ///< address (to), other (from), count
    ProgramFills,    ///< address, count, value (the byte)
    ProgramCompares, ///< address, other, count
    ProgramScans,    ///< address, count (bytes read)
    ProgramUpdates,  ///< address, count: an atomic update
    ProgramCalls,    ///< call, text (arguments as C would write them)
    ProgramGets,     ///< address, count, value: what a load, an update, or a call (value = result, error) gave

    // Hardware
    TlbHit,           ///< address (of the page), frame, entry
    TlbHitForbidden,  ///< address, frame, entry: found, but the access is not allowed: page fault
    TlbMiss,          ///< address
    WalkLevel,        ///< address, level (from the top, 0), index, frame (of the table that the entry leads to)
    WalkFinds,        ///< address, frame, entry: the last level has an entry
    WalkFindsNothing, ///< address, level: no entry at this level: page fault
    WalkForbids,      ///< address, frame, entry: an entry, but the access is not allowed: page fault
    RaisesFault, ///< address, count: page faults as a kernel tells of them that shows no walk: one at the address, the
                 ///< others at the starts of the next pages. address 0: of `count` faults it has not kept the addresses
    TlbFills,    ///< address, frame, entry; index (slot)
    TlbEvicts,   ///< address, frame, index
    SetsAccessed, ///< address, frame
    SetsDirty,    ///< address, frame
    Repeats,      ///< address, frame, value, write: the instruction is tried again and succeeds

    // Kernel: a fault
    KernelFaults,     ///< address, write: the kernel itself touches the page, for a system call
    FindsMapping,     ///< address (start), other (end), protection, shared, file, text (label)
    FindsNoMapping,   ///< address
    FindsForbidden,   ///< address, write, protection: the mapping does not allow it
    FindsBeyondEnd,   ///< address, file, index (page)
    CacheHit,         ///< file, index, frame
    CacheMiss,        ///< file, index: a major fault
    TakesFrame,       ///< frame
    EvictsPage,       ///< frame, file and index or address, text (the policy's reason)
    FillsWithZeros,   ///< frame
    UsesZeroPage,     ///< address
    CopiesFrame,      ///< other (from), frame (to), file, index: copy-on-write
    ReusesFrame,      ///< frame: the only user left, so no copy is needed
    MakesWritable,    ///< address, frame, file: write-protect fault of a shared page: now dirty
    SetsEntry,        ///< address, frame, other (old frame, or noFrame), entry
    MapsNeighbours,   ///< address (first), count (pages besides the one touched), file: fault-around
    LeavesNeighbours, ///< address (first), count, file: pages just read that fault-around found still locked
    DropsTlbEntry,    ///< address, count
    SendsSignal,      ///< signal, address
    DeliversSignal,   ///< signal: a handler of the program runs
    EndsProcess,      ///< process, value (status), signal

    // Kernel: calls
    MakesMapping,   ///< address, other (end), protection, shared, file, text (label)
    RemovesMapping, ///< address, other
    ChangesMapping, ///< address, other, protection
    MovesMapping,   ///< address (new start), other (old start), count (bytes)
    SplitsMapping,  ///< address (where)
    MergesMapping,  ///< address (start), other (end)
    RemovesEntries, ///< address, count (pages)
    ReservesOnly,   ///< address, count: no frame yet, no entry yet
    OpensFile,      ///< file, value (descriptor)
    ClosesFile,     ///< file, value
    CreatesFile,    ///< file
    ResizesFile,    ///< file, value (new size)
    RemovesFile,    ///< file
    ReadsFile,      ///< file, index (byte offset), count (bytes)
    WritesFile,     ///< file, index (byte offset), count
    ZeroesTail,     ///< file, index (page), count (bytes)
    CleansPages,    ///< file, index (first), count: written back; their entries are read-only again
    DropsPages,     ///< file, index, count: out of the page cache
    Forks,          ///< process (child)
    CopiesEntries,  ///< process (child), address, count: entries copied and made read-only on both sides
    LocksRange,     ///< file, index (first byte), count, write
    UnlocksRange,   ///< file, index, count
    Blocks,         ///< process, text (what it waits for)
    Wakes,          ///< process, text
    Returns,        ///< call, value, error

    // Disk
    ReadsPages,  ///< file, index (first page), count, frame (first; the others follow it): more than one is readahead
    WritesPages, ///< file, index, count
    KernelWritesBack, ///< file, index: on its own account; a given value
};

inline constexpr std::uint64_t noFrame = ~std::uint64_t{0};
using FileId = std::uint32_t; ///< 0: no file

/// The bits of a page table entry that every architecture has, as far as the machine shows them.
struct EntryBits {
    bool writable = false;
    bool executable = false;
    bool user = true;
    bool accessed = false;
    bool dirty = false;

    bool operator==(const EntryBits&) const = default;
};

enum Protection : std::uint8_t { protectNone = 0, protectRead = 1, protectWrite = 2, protectExecute = 4 };

/// One event of a story. Typed data alone; `app/story` makes the sentence.
struct Event {
    EventKind kind = EventKind::ProgramLoads;
    bool write = false;
    bool shared = false;
    std::uint8_t protection = protectNone;
    std::uint8_t level = 0;
    Call call = Call::Read;
    EntryBits entry;
    ProcessId process = 0;
    FileId file = 0;
    std::int32_t error = 0;
    Address address = 0;
    std::uint64_t other = 0;
    std::uint64_t frame = noFrame;
    std::uint64_t index = 0;
    std::uint64_t count = 0;
    std::int64_t value = 0;
    Signal signal;
    std::string text;

    bool operator==(const Event&) const = default;
};

Actor actorOf(EventKind kind);
/// The kind's name in JSON: "cache-miss".
std::string_view nameOf(EventKind kind);
std::string_view nameOf(Actor actor);
/// All kinds, in the order above: for tests that must meet each.
inline constexpr EventKind lastEventKind = EventKind::KernelWritesBack;

} // namespace faultline
