#include "realmode/consumption.h"

#include "realmode/probes/proc_text.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace faultline {

namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t leastBound = 64u << 20; ///< a computer that has less free than this runs nothing anyway

/// The number behind a name, in KiB there; bytes.
std::uint64_t kibibytes(const std::string& text, const char* name) {
    const std::size_t at = text.find(name);
    return at == std::string::npos ? 0 : std::strtoull(text.c_str() + at + std::strlen(name), nullptr, 10) * 1024;
}

std::string sizeText(std::uint64_t bytes) {
    char text[32];
    if (bytes < 1u << 30)
        std::snprintf(text, sizeof text, "%.0f MiB", static_cast<double>(bytes) / (1u << 20));
    else
        std::snprintf(text, sizeof text, "%.1f GiB", static_cast<double>(bytes) / (1u << 30));
    return text;
}

/// All pages of the process that are in memory, those shared with others and those of files counted in full.
std::uint64_t residentAtMost(pid_t pid) {
    const std::string text = readWhole("/proc/" + std::to_string(pid) + "/statm");
    const std::size_t second = text.find(' ');
    const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return second == std::string::npos ? 0 : std::strtoull(text.c_str() + second, nullptr, 10) * page;
}

bool isInMemory(FileKind kind) {
    return kind == FileKind::SharedMemory || kind == FileKind::Memory;
}

} // namespace

void Consumption::begin(const std::string& folder, std::uint64_t mostMemory, std::uint64_t mostDisk) {
    const std::uint64_t free = kibibytes(readWhole("/proc/meminfo"), "MemAvailable:");
    mostMemory_ = mostMemory ? mostMemory : std::max(leastBound, free / 2);
    struct statvfs disk {};
    const bool known = ::statvfs(folder.c_str(), &disk) == 0;
    mostDisk_ = mostDisk ? mostDisk : known ? std::max(leastBound, disk.f_bavail * disk.f_frsize / 2) : leastBound;
}

std::optional<Failure> Consumption::look(const std::map<ProcessId, std::unique_ptr<RealProcess>>& processes,
                                         FileBook& files) {
    const auto now = std::chrono::steady_clock::now();
    if (now - lastLook_ < 20ms)
        return std::nullopt;
    lastLook_ = now;
    std::uint64_t disk = 0, memoryFiles = 0, atMost = 0;
    for (const auto& [id, known] : files.all()) {
        struct stat facts {};
        if (!known.descriptor || ::fstat(known.descriptor.number(), &facts) != 0)
            continue;
        (isInMemory(known.kind) ? memoryFiles : disk) += static_cast<std::uint64_t>(facts.st_blocks) * 512;
    }
    if (disk > mostDisk_)
        return Failure{"The program was stopped: its files take " + sizeText(disk) + " of the disk, and " +
                           sizeText(mostDisk_) + " is the most.",
                       "files", "Make it write less."};
    for (const auto& [id, process] : processes)
        atMost += process->over ? 0 : residentAtMost(process->pid);
    if (atMost + memoryFiles <= mostMemory_)
        return std::nullopt;
    // Perhaps. Pages that processes share are now counted by their share, and files on the disk not at all.
    std::uint64_t anonymous = 0, shared = 0;
    for (const auto& [id, process] : processes) {
        if (process->over)
            continue;
        const std::string rollup = readWhole("/proc/" + std::to_string(process->pid) + "/smaps_rollup");
        anonymous += kibibytes(rollup, "Pss_Anon:");
        shared += kibibytes(rollup, "Pss_Shmem:");
    }
    const std::uint64_t taken = anonymous + std::max(shared, memoryFiles);
    if (taken <= mostMemory_)
        return std::nullopt;
    return Failure{"The program was stopped: it takes " + sizeText(taken) + " of memory, and " + sizeText(mostMemory_) +
                       " is the most.",
                   "memory", "Make what it maps or allocates smaller."};
}

} // namespace faultline
