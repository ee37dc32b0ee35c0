// The parts that a stage's scene is put together from.
#pragma once

#include "app/views/stage_scene.h"

#include <map>
#include <span>

namespace faultline {

using PageAt = std::pair<ProcessId, std::uint64_t>; ///< process and virtual page number

/// Pages that the last step has to do with.
struct TouchedPages {
    std::set<PageAt> accessed; ///< by the program, or by the kernel for it
    std::set<PageAt> changed;  ///< their entry has changed
    bool has(PageAt page) const { return accessed.contains(page) || changed.contains(page); }
};
TouchedPages touchedBy(const Moment& moment);
/// The bytes that the step's operation reads or writes on the machine: first address and length. None for calls.
std::vector<std::pair<Address, std::uint64_t>> accessedRanges(const LaneMoment& lane);
/// The page that the last access ended at: the first byte of it that the operation is about.
std::optional<Address> lastAccess(const LaneMoment& lane);

/// [vdso] and its like, and the interpreter's stack: never the program's doing.
bool isShown(const Mapping& mapping);
/// Code, literals, data, bss, heap.
bool isImage(const Snapshot& snapshot, const Process& process, const Mapping& mapping);

void addSpace(StageScene& scene, const Moment& moment, const TouchedPages& touched, int folding);

/// Files and frames: which heights there are.
void addMemory(StageScene& scene, const Moment& moment, const TouchedPages& touched, int folding);

void addCells(StageScene& scene, const Moment& moment, const TouchedPages& touched);

/// Path, copies, badges, the fault's words.
void addStory(StageScene& scene, const Moment& moment);

/// Names the memory behind pages, the same way on both machines.
class MemoryNames {
public:
    MemoryNames(const StageScene& scene, const Snapshot& snapshot);
    /// The page behind an entry; nothing where the machine does not say.
    std::optional<MemoryKey> of(ProcessId process, std::uint64_t page, const Page& entry) const;
    std::optional<MemoryKey> ofFilePage(FileId file, std::uint64_t index) const;
    /// The scene's number of the file, -1 if it is not on the stage.
    int fileNumber(FileId file) const;
    const File* file(int number) const;

private:
    const Snapshot* snapshot_;
    std::map<FileId, int> numbers_;
    std::map<ContentId, PageAt> owners_;
};

/// What a file is called on the stage, the same on both machines.
QString stageNameOf(const Snapshot& snapshot, FileId file);

/// Whether bytes are shown as characters; else they are shown as numbers, in frames and bytes alike.
bool readsAsText(std::span<const std::uint8_t> bytes);

/// The beginning of a page as a cell shows it, from the byte `from` on: text, or numbers where it is none.
/// `marked`: the byte to mark; the text begins near it, and the character is returned in it, or -1. `length`: how many
/// bytes there are, where that is less than a page.
QString contentText(const Snapshot& snapshot, ContentId content, int& marked, int* markedCount = nullptr,
                    std::uint64_t length = ~0ULL);

int memoryRowOf(const StageScene& scene, const MemoryKey& key);

} // namespace faultline
