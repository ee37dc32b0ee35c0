// The stage as data: which rows it has, and what stands in each cell on each machine. Knows no pixel.
#pragma once

#include "app/look/marks.h"
#include "app/views/moment.h"

#include <array>
#include <compare>
#include <optional>
#include <set>

namespace faultline {

/// Rows of the virtual address space that belong together: a mapping, or several that are folded.
struct SpaceGroup {
    ProcessId process = 0;
    QString name, kind, rights; ///< "p", "shared", "rw-"
    Address start = 0, end = 0;
    bool folded = false;   ///< one thin row
    bool unmapped = false; ///< no mapping: the page of an access that found none
    std::size_t firstRow = 0, rowCount = 0;
};

/// One row: a page, or a run of pages.
struct SpaceRow {
    std::size_t group = 0;
    ProcessId process = 0;
    std::uint64_t firstPage = 0;
    std::uint64_t pages = 1;
    QString name;      ///< "p + 4096"; "p + 3 to p + 380, 378 pages"
    QString shortName; ///< beside the mapping's own: "+ 4096"; empty: none

    bool run = false; ///< drawn as a bar of states, also where it is one page

    bool isRun() const { return run; }
};

struct SpaceCell {
    bool mapped = false;
    bool unmapped = false; ///< an access met no mapping here
    PageState state = PageState::None;
    std::array<std::uint64_t, 8> counts{}; ///< of a run: pages in each state
    bool hasEntry = false;
    QString entry, entryOld; ///< "7 rw AD"; what it was, if the step changed it
    QString tlb;             ///< "7 rw"; empty: not in the TLB
    bool touched = false, differs = false, locked = false;
    int memory = -1, oldMemory = -1; ///< rows of memory that the entry leads to, and led to
};

/// One height in the columns frames, page cache, file.
struct MemoryKey {
    int file = -1;           ///< scene's number of the file; -1: a page of a process's own; -2: the zero page
    std::uint64_t index = 0; ///< of the page in the file
    ProcessId process = 0;   ///< own pages: the first process that maps it, and where
    std::uint64_t page = 0;

    auto operator<=>(const MemoryKey&) const = default;
};

struct MemoryRow {
    enum class Kind : std::uint8_t { Page, Frames, FilePages } kind = Kind::Page;
    MemoryKey key;
    std::uint64_t count = 1; ///< of pages of the file, or frames
};

struct MemoryCell {
    bool inFrame = false;
    PageState state = PageState::None;
    QString number;
    QString text;
    int marked = -1; ///< first character of the text that the step touched
    int markedCount = 1;
    bool touched = false, differs = false;
    bool filled = false; ///< by this step
    bool cached = false, cacheNotVisible = false, cacheDirty = false, cacheTouched = false;
    bool inFile = false, fileTouched = false;
    QString cacheText, fileText;
    QString cacheShort;  ///< where the file's name has no room: "page 0"
    QString run;         ///< of frames run together: "8-63 free"
    QString shortRun;    ///< the same in fewer letters: "free from 8"; empty: none
    bool hidden = false; ///< run that this machine does not show
};

/// Where a badge stands.
enum class StagePlace : std::uint8_t {
    Mapping,
    BeforeTlb,
    AfterTlb,
    AfterEntry,
    BeforeFrame,
    CopyArrow,
    BeforeCache,
    BeforeFile
};

struct StageBadge {
    Actor actor = Actor::Program;
    int number = 0;
    StagePlace place = StagePlace::BeforeTlb;
    int row = -1; ///< of space, or of memory for CopyArrow and what follows; group for Mapping
};

/// How far the last access went.
enum class Reach : std::uint8_t { Nowhere, Page, Entry, Frame, Cache, File };

struct CopyArrow {
    int from = -1, to = -1; ///< memory rows
};

struct StageLane {
    bool real = false;
    QString title, detail;
    enum class Agreement : std::uint8_t { Nothing, Agrees, Differs, Ended } agreement = Agreement::Nothing;
    QString ended; ///< said of Agreement::Ended
    std::size_t differences = 0;
    FaultKind fault = FaultKind::None;
    QString faultText;   ///< "minor fault at p + 4096: copy-on-write"
    int frameDigits = 2; ///< that a frame's number has in this run, so that columns need not grow with them
    QString tlbHidden, framesHidden, cacheHidden; ///< why not visible; empty: it is
    std::vector<SpaceCell> space;                 ///< by space row
    std::vector<MemoryCell> memory;               ///< by memory row
    int pathRow = -1;
    Reach reach = Reach::Nowhere;
    std::vector<CopyArrow> copies;
    std::vector<StageBadge> badges;
};

struct StageProcess {
    ProcessId id = 0;
    QString role, state; ///< "parent", "waits"
    bool last = false;   ///< made the last step
    std::size_t firstGroup = 0, groupCount = 0;
};

struct StageScene {
    std::vector<StageProcess> processes;
    std::vector<SpaceGroup> groups;
    std::vector<SpaceRow> space;
    std::vector<MemoryRow> memory;
    std::vector<QString> files; ///< names, by scene number
    std::vector<StageLane> lanes;
    Address spaceEnd = 0;
    QString note; ///< where the program has nothing mapped of its own: says so; else empty

    bool severalProcesses() const { return processes.size() > 1; }
    bool empty() const { return space.empty() && memory.empty(); }
};

/// How much is folded, from nothing that need not be to all but the pages touched: the program's image; pages of files
/// and then frames that no row leads to; mappings that the step has not touched, first to runs, then to thin rows;
/// neighbours.
inline constexpr int foldsImage = 1, foldsFiles = 2, foldsFrames = 3, foldsUntouched = 4, foldsToThinRows = 5,
                     foldsNeighbours = 6;
inline constexpr int mostFolding = foldsNeighbours;

StageScene stageOf(const Moment& moment, int folding);

} // namespace faultline
