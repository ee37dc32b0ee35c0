#include "simulator/kernel/boot.h"

#include "simulator/kernel/memory_calls.h"
#include "simulator/kernel/open_files.h"
#include "simulator/kernel/page_cache.h"
#include "simulator/kernel/process_calls.h"
#include "simulator/policies/registry.h"

#include <algorithm>
#include <bit>

namespace faultline {

using namespace linux_values;

namespace {

/// Gives a file bytes from a page on, without putting them into the cache.
void putBytes(Kernel& kernel, Inode& inode, std::uint64_t index, std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const std::size_t piece = std::min<std::size_t>(bytes.size(), kernel.pageSize);
        CachedPage& page = inode.pages[index++];
        page.content = kernel.recorder.newContent();
        page.allocated = true;
        kernel.recorder.store(page.content, 0, bytes.first(piece));
        bytes = bytes.subspan(piece);
    }
}

/// Frames that are kept free of files at start where memory is small, for the process to begin with.
constexpr std::uint64_t framesKeptFree = 8;

/// An access may need a page to copy from, the page it stores to and that page's own copy at the same time.
constexpr std::uint64_t fewestFrames = 3;

void warm(Kernel& kernel, Inode& inode) {
    const std::uint64_t pages = inode.pageCount(kernel.pageSize);
    for (std::uint64_t index = 0; index < pages; ++index) {
        if (kernel.limited && kernel.frames.used() + framesKeptFree >= kernel.frames.total())
            return;
        cachePage(kernel, inode, index);
    }
}

Inode& folderFor(Kernel& kernel, std::string_view path) {
    Inode* folder = kernel.files.root().get();
    for (std::size_t at = 0, end = 0; (end = path.find('/', at)) != std::string_view::npos; at = end + 1) {
        const std::string name(path.substr(at, end - at));
        if (name.empty())
            continue;
        if (!folder->entries.contains(name)) {
            const auto made = kernel.files.makeFolder(0755);
            made->user = kernel.parameters.user;
            made->group = kernel.parameters.group;
            kernel.files.enter(*folder, name, made);
        }
        folder = folder->entries.at(name).get();
    }
    return *folder;
}

void putFile(Kernel& kernel, const SetupFile& file, bool cold) {
    Inode& folder = folderFor(kernel, file.folder ? file.name + "/" : file.name);
    if (file.folder)
        return;
    const std::string name = file.name.substr(file.name.rfind('/') + 1);
    const auto inode = kernel.files.makeFile(FileKind::Regular, kernel.files.nameIn(folder, name), file.mode);
    inode->user = kernel.parameters.user;
    inode->group = kernel.parameters.group;
    kernel.files.enter(folder, name, inode);
    inode->size = file.bytes.size();
    putBytes(kernel, *inode, 0, file.bytes);
    if (!cold)
        warm(kernel, *inode);
}

std::uint64_t mapFlags(std::uint8_t protection) {
    std::uint64_t flags = protection | vmMayRead | vmMayWrite | vmMayExec;
    if (protection & protectWrite)
        flags |= vmAccount;
    return flags;
}

/// What the mappings of the image are called, on both machines.
std::string labelOf(Segment::Kind kind) {
    switch (kind) {
    case Segment::Kind::Code:
        return "code";
    case Segment::Kind::Literals:
        return "literals";
    case Segment::Kind::Data:
        return "data";
    case Segment::Kind::Bss:
        return "bss";
    }
    return {};
}

void mapImage(Kernel& kernel, Task& process, const Image& image) {
    const auto inode = kernel.files.makeFile(FileKind::Image, image.name, 0755);
    inode->links = 1; // it has a name, though not one in scratch
    std::uint64_t index = 0;
    std::shared_ptr<OpenFile> file = openInode(kernel, inode, oReadWrite);
    std::vector<std::pair<const Segment*, std::uint64_t>> places;
    for (const Segment& segment : image.segments) {
        places.emplace_back(&segment, index);
        if (segment.kind == Segment::Kind::Bss)
            continue;
        putBytes(kernel, *inode, index, segment.bytes);
        index += kernel.roundUp(segment.size) / kernel.pageSize;
    }
    inode->size = index * kernel.pageSize;
    warm(kernel, *inode);
    for (const auto& [segment, at] : places) {
        if (segment->size == 0)
            continue;
        Vma made;
        made.start = segment->start;
        made.end = segment->start + kernel.roundUp(segment->size);
        made.flags = mapFlags(segment->protection);
        made.label = labelOf(segment->kind);
        if (segment->kind == Segment::Kind::Bss) {
            made.pageOffset = kernel.pageOf(made.start);
        } else {
            made.file = file;
            made.pageOffset = at;
        }
        makeMapping(kernel, process, std::move(made));
    }
}

void setLimits(const Parameters& parameters, Task& process) {
    const auto set = [&](Limit limit, std::uint64_t value) { process.limits[limit] = {value, value}; };
    set(limitAddressSpace, parameters.limitAddressSpace);
    set(limitData, parameters.limitData);
    set(limitFileSize, parameters.limitFileSize);
    set(limitMemlock, parameters.limitLocked);
    set(limitFiles, parameters.limitDescriptors);
    set(limitStack, parameters.stackSize);
    set(limitCore, 0);
}

std::optional<Failure> wrong(std::string what, std::string advice) {
    return Failure{std::move(what), "the simulated machine's hardware", std::move(advice)};
}

/// What lies outside the machine's addresses or not at the start of a page.
std::optional<Failure> misplaced(const Setup& setup, Address end) {
    const Parameters& parameters = setup.parameters;
    const std::uint64_t page = setup.hardware.pageSize;
    if (parameters.userEnd > end || parameters.mmapTop > parameters.userEnd)
        return wrong("programs may have addresses to " + std::to_string(parameters.userEnd) +
                         ", the machine's end at " + std::to_string(end),
                     "choose a machine with longer addresses");
    if (parameters.userEnd % page || parameters.mmapTop % page || parameters.heapStart % page)
        return wrong("the places in memory are no multiples of the page size " + std::to_string(page),
                     "choose another page size");
    if (setup.image.end > parameters.userEnd)
        return wrong("the program needs memory to " + std::to_string(setup.image.end) + ", its addresses end at " +
                         std::to_string(parameters.userEnd),
                     "choose a machine with longer addresses");
    for (const Segment& segment : setup.image.segments)
        if (segment.start % page)
            return wrong("a segment of the program begins within a page of " + std::to_string(page) + " bytes",
                         "choose another page size");
    return std::nullopt;
}

} // namespace

std::optional<Failure> checkSetup(const Setup& setup) {
    const Hardware& hardware = setup.hardware;
    constexpr std::uint32_t mostBits = 57;
    if (!std::has_single_bit(hardware.pageSize) || hardware.pageSize < 64)
        return wrong("a page must be a power of two of at least 64 bytes", "choose another page size");
    std::uint32_t bits = static_cast<std::uint32_t>(std::countr_zero(hardware.pageSize));
    for (const std::uint8_t level : hardware.levelBits) {
        if (level == 0 || level > 20)
            return wrong("a level of the page table has 1 to 20 index bits", "choose other levels");
        bits += level;
    }
    if (hardware.levelBits.empty() || hardware.levelBits.size() > 5 || bits > mostBits)
        return wrong("a page table has 1 to 5 levels and addresses at most 57 bits", "choose other levels");
    if (!makePolicy(hardware.policy))
        return wrong("there is no policy \"" + hardware.policy + "\"", "choose one that there is");
    if (hardware.frames != 0 && hardware.frames < fewestFrames)
        return wrong("a program needs at least " + std::to_string(fewestFrames) + " frames", "give it more");
    return misplaced(setup, Address{1} << bits);
}

std::optional<Failure> boot(Kernel& kernel, const Setup& setup) {
    if (kernel.parameters.zeroPage) {
        kernel.zeroFrame = *kernel.frames.take(FrameUse::Kernel);
        kernel.recorder.frameTouched(kernel.zeroFrame);
    }
    kernel.files.root()->user = kernel.parameters.user;
    kernel.files.root()->group = kernel.parameters.group;
    Task& process = makeTask(kernel, 1);
    kernel.recorder.process = process.id;
    setLimits(kernel.parameters, process);
    mapImage(kernel, process, setup.image);
    for (const SetupFile& file : setup.files)
        putFile(kernel, file, setup.cold);
    // Without a given start the heap begins one page behind bss, so that the two stay two mappings, as they are where
    // Linux randomizes the break.
    process.space->heapStart =
        kernel.parameters.heapStart ? kernel.parameters.heapStart : kernel.roundUp(setup.image.end) + kernel.pageSize;
    process.space->heapEnd = process.space->heapStart;
    for (std::int32_t descriptor = 0; descriptor <= 2; ++descriptor)
        process.descriptors[descriptor] = {
            openDevice(OpenFile::Kind::Terminal, oReadWrite, descriptor == 2 ? std::uint8_t{2} : std::uint8_t{1}),
            false};
    for (const auto& [id, inode] : kernel.files.all()) {
        kernel.recorder.fileTouched(id);
        for (const auto& [index, page] : inode->pages)
            kernel.recorder.filePageTouched(id, index);
    }
    kernel.pinned.clear();
    return std::nullopt;
}

} // namespace faultline
