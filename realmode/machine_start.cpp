#include "realmode/machine_parts.h"
#include "realmode/probes/maps.h"
#include "realmode/probes/pagemap.h"
#include "realmode/system_call_filter.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace faultline {

namespace {

using worker::pageSize;

std::uint64_t wholePages(std::uint64_t bytes) {
    return (bytes + pageSize - 1) / pageSize * pageSize;
}

/// Writes in pieces within a page, so that the cached folios are single pages (larger ones fault otherwise).
bool writeInPieces(int descriptor, std::uint64_t offset, std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const std::size_t piece = std::min<std::size_t>(bytes.size(), pageSize - offset % pageSize);
        const ssize_t wrote = ::pwrite(descriptor, bytes.data(), piece, static_cast<off_t>(offset));
        if (wrote <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(wrote));
        offset += static_cast<std::uint64_t>(wrote);
    }
    return true;
}

Failure cannotWrite(const std::string& name) {
    return Failure{"The file cannot be put into the program's directory: " + std::string(std::strerror(errno)), name,
                   "Free some space, or give the file another name."};
}

/// Why the page cache is not told of: empty where cachestat knows of a page that has just been written. On overlayfs it
/// doesn't: the pages are those of a file beneath.
std::string whyCacheIsHidden(const Folders& folders) {
    const std::string name = folders.home + "/probe";
    const OwnedDescriptor file(::open(name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    ::unlink(name.c_str());
    if (!file || ::pwrite(file.number(), "x", 1, 0) != 1)
        return {};
    const auto count = countCached(file.number(), 0, 1);
    if (!count)
        return "without cachestat (Linux 6.5)";
    return count->cached ? "" : "on this file system (" + folders.kind + ")";
}

bool leadsOut(const std::string& name) {
    return name.empty() || name[0] == '/' || ("/" + name + "/").find("/../") != std::string::npos;
}

} // namespace

std::optional<Failure> KernelMachine::Parts::makeImage(const Image& image, Delta& delta) {
    imageName = image.name;
    OwnedDescriptor file(::open(folders.imageFile.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0700));
    if (!file)
        return cannotWrite(folders.imageFile);
    Bytes bytes;
    for (const Segment& segment : image.segments) {
        if (segment.kind == Segment::Kind::Bss)
            continue;
        const std::size_t start = bytes.size();
        bytes.insert(bytes.end(), segment.bytes.begin(), segment.bytes.end());
        bytes.resize(start + wholePages(segment.size));
    }
    if (!writeInPieces(file.number(), 0, bytes) || ::fsync(file.number()) != 0)
        return cannotWrite(folders.imageFile);
    struct stat status {};
    ::fstat(file.number(), &status);
    auto& known = files.add(std::move(file), status.st_dev, status.st_ino, FileKind::Image);
    const std::string hidden = whyCacheIsHidden(folders);
    readBack.interfaces.cachestat = hidden.empty();
    if (!hidden.empty()) {
        snapshot.notVisible[Field::PageCache] = hidden + " only of pages that are mapped";
        snapshot.notVisible[Field::CacheDirty] = hidden + " only that nothing of a mapping is dirty";
    }
    readBack.into(delta);
    FileFacts facts;
    facts.name = image.name;
    readBack.addFile(known, facts);
    readBack.knownContents(known.id, bytes);
    return std::nullopt;
}

std::optional<Failure> KernelMachine::Parts::makeFiles(const Setup& setup, Delta& delta) {
    readBack.into(delta);
    for (const SetupFile& given : setup.files) {
        const std::string path = folders.scratch + "/" + given.name;
        if (leadsOut(given.name))
            return Failure{"The file's name leads out of the program's directory.", given.name,
                           "Give a relative name."};
        for (std::size_t slash = given.name.find('/'); slash != std::string::npos;
             slash = given.name.find('/', slash + 1))
            ::mkdir((folders.scratch + "/" + given.name.substr(0, slash)).c_str(), 0755);
        if (given.folder) {
            if (::mkdir(path.c_str(), 0755) != 0 && errno != EEXIST)
                return cannotWrite(given.name);
            ::chmod(path.c_str(), given.mode & 0777 ? given.mode & 0777 : 0755);
            continue;
        }
        OwnedDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (!file || !writeInPieces(file.number(), 0, given.bytes) ||
            ::fchmod(file.number(), given.mode & 07777) != 0 || ::fsync(file.number()) != 0)
            return cannotWrite(given.name);
        if (setup.cold)
            ::posix_fadvise(file.number(), 0, 0, POSIX_FADV_DONTNEED);
        struct stat status {};
        ::fstat(file.number(), &status);
        auto& known = files.add(std::move(file), status.st_dev, status.st_ino, FileKind::Regular);
        readBack.addFile(known, {});
        readBack.knownContents(known.id, given.bytes);
    }
    return std::nullopt;
}

Result<Snapshot> KernelMachine::Parts::start(const Setup& setup) {
    auto made = makeFolders();
    if (!made)
        return made.failure();
    folders = std::move(made.value());
    files = FileBook(folders.scratch, folders.sharedMemory);
    faultAround = setup.parameters.faultAround;
    consumption.begin(folders.home, options.mostMemory, options.mostDisk);
    auto in = Terminal::open(), err = Terminal::open();
    if (!in || !err)
        return in ? err.failure() : in.failure();
    terminal = std::move(in.value());
    folders.terminal = terminal.name();
    errors = std::move(err.value());
    Delta delta;
    if (auto failed = makeImage(setup.image, delta))
        return *failed;
    if (auto failed = makeFiles(setup, delta))
        return *failed;

    std::optional<Failure> unfit;
    auto keeping = Keeper::start(folders, terminal.program(), errors.program(), [&](worker::Launch& launch) {
        std::memcpy(launch.imageFile, folders.imageFile.c_str(), folders.imageFile.size() + 1);
        launch.confine = options.confine;
        launch.separate = options.confine;
        launch.ownLimits[0] = {
            RLIMIT_CPU, options.confine ? static_cast<std::uint64_t>(options.processorTime.count()) : RLIM_INFINITY, 0};
        launch.ownLimits[1] = {RLIMIT_CORE, 0, 0};
        if (options.confine)
            fillFilter(launch);
        std::uint64_t offset = 0;
        for (const Segment& segment : setup.image.segments) {
            if (segment.size == 0)
                continue;
            if (launch.segmentCount == worker::segmentRoom || segment.start + segment.size > worker::sharedStart) {
                unfit =
                    Failure{"The program's code and data don't fit below the worker's own memory.", setup.image.name,
                            "Make its static arrays smaller than 184 MiB in all, or allocate them."};
                return;
            }
            const bool anonymous = segment.kind == Segment::Kind::Bss;
            launch.segments[launch.segmentCount++] = {segment.start, wholePages(segment.size), offset,
                                                      segment.protection & 7, anonymous};
            offset += anonymous ? 0 : wholePages(segment.size);
        }
    });
    if (unfit)
        return *unfit;
    if (!keeping)
        return keeping.failure();
    keeper = std::move(keeping.value());
    slots.set(0);
    slots.set(1);
    auto first = std::make_unique<RealProcess>(nextProcess++, keeper->firstWorker(), 1, keeper->channel(1));
    RealProcess& process = *first;
    byPid[process.pid] = process.id;
    processes.emplace(process.id, std::move(first));
    readLayout();
    sayWhatIsNotVisible();
    findWhatIsVisible(process);
    readBack.addProcess(process.id, 0);
    readBack.mappings(process);
    for (const auto& [id, known] : files.all()) {
        readBack.file(id, true);
        if (!setup.cold || known.kind == FileKind::Image)
            readBack.justWritten(id);
    }
    readBack.allPages();
    // The image's mappings are named after what they hold.
    for (auto& [start, mapping] : snapshot.processes.at(process.id).mappings)
        for (const Segment& segment : setup.image.segments)
            if (segment.start == start)
                mapping.label = segment.kind == Segment::Kind::Code       ? "code"
                                : segment.kind == Segment::Kind::Literals ? "literals"
                                : segment.kind == Segment::Kind::Data     ? "data"
                                                                          : "bss";
    return snapshot;
}

void KernelMachine::Parts::readLayout() {
    layout.imageStart = 0x400000;
    Address workerEnd = worker::workerStart;
    std::vector<std::pair<Address, Address>> hiddenRanges;
    Address stackEnd = 0;
    for (const MapsLine& line : readMaps(processes.begin()->second->maps.number())) {
        const bool own = line.start >= worker::workerStart && line.end < worker::workerStart + (64u << 20);
        const bool special = line.name.starts_with("[v") || line.name == "[stack]";
        if (own)
            workerEnd = std::max(workerEnd, line.end);
        if (line.name == "[stack]")
            stackEnd = line.end;
        if (special)
            hiddenRanges.emplace_back(line.start, line.end);
        if (special && line.name != "[vsyscall]") {
            Mapping mapping;
            mapping.start = line.start;
            mapping.end = line.end;
            mapping.protection = line.protection;
            mapping.name = line.name;
            layout.initial.push_back(mapping);
        }
    }
    layout.heapStart = workerEnd;
    layout.mmapTop = keeper->launch().topOfMappings.load();
    layout.stackTop = stackEnd;
    // Its stack grows where it is touched, as far as its limit.
    layout.reserved = {{worker::sharedStart, workerEnd}, {stackEnd - keeper->launch().stackLimit, stackEnd}};
    readBack.hidden = [=](Address start, Address end) {
        if ((start >= worker::sharedStart && end <= workerEnd) || end == stackEnd)
            return true;
        for (const auto& [from, to] : hiddenRanges)
            if (start == from && end == to)
                return true;
        return false;
    };
}

void KernelMachine::Parts::sampleFaults(RealProcess& process) {
    Result<FaultSamples> samples = FaultSamples::of(process.pid);
    if (samples)
        process.faults = std::move(samples.value());
    else if (process.id == firstProcess)
        snapshot.notVisible[Field::FaultAddresses] = samples.failure().what;
}

void KernelMachine::Parts::findWhatIsVisible(RealProcess& process) {
    sampleFaults(process);
    readBack.interfaces.pagemapScan = hasPagemapScan(process.pagemap.number());
    const auto own = readPagemap(process.pagemap.number(), worker::workerStart, worker::workerStart + pageSize);
    if (!own.empty() && own.front().frame)
        snapshot.notVisible.erase(Field::FrameNumbers);
    readBack.askResidency = [this](auto& asked, Address at, auto pages) { return askResidency(asked, at, pages); };
    readBack.askBytes = [this](auto& asked, Address at, auto bytes) { return askBytes(asked, at, bytes); };
}

void KernelMachine::Parts::sayWhatIsNotVisible() {
    auto& reasons = snapshot.notVisible;
    reasons[Field::Tlb] = "no processor shows programs its TLB";
    reasons[Field::Frames] = "the kernel shows no process its frames";
    reasons[Field::FrameNumbers] = "needs CAP_SYS_ADMIN";
    reasons[Field::PageTables] = "the kernel shows entries, not the tables that hold them";
    reasons[Field::PageWritable] = "/proc/PID/pagemap doesn't show it";
    reasons[Field::PageDirty] = "/proc/PID/pagemap doesn't show it";
    reasons[Field::PageAccessed] = "/proc/PID/pagemap doesn't show it";
    reasons[Field::Counters] = "the kernel doesn't count them for a process";
    reasons[Field::Disk] = "read through the page cache";
}

} // namespace faultline
