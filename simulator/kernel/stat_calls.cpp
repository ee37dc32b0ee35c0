#include "simulator/kernel/file_calls.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

namespace {

/// struct stat of x86-64 (asm/stat.h).
constexpr std::size_t statSize = 144, deviceAt = 0, numberAt = 8, linksAt = 16, modeAt = 24, userAt = 28, groupAt = 32,
                      specialAt = 40, sizeAt = 48, blockSizeAt = 56, blocksAt = 64, timesAt = 72;

struct StatFacts {
    std::uint64_t number = 0;
    std::uint64_t links = 1;
    std::uint32_t mode = 0;
    std::uint32_t user = 0;
    std::uint32_t group = 0;
    std::uint64_t size = 0;
    std::uint64_t blocks = 0;
    bool owned = true; ///< the program's: user and group are known
};

CallEnd writeStat(SystemCall& call, const StatFacts& facts) {
    Bytes bytes(statSize);
    const std::span<std::uint8_t> out(bytes);
    constexpr std::uint64_t scratchDevice = 0x801, blockSize = 4096;
    putNumber(out, deviceAt, scratchDevice);
    putNumber(out, numberAt, facts.number);
    putNumber(out, blockSizeAt, blockSize);
    putNumber(out, blocksAt, facts.blocks);
    if (const Bytes* given = call.givenArgument(1); given && given->size() == statSize) {
        // Device, inode, blocks and times are the kernel's own numbers.
        for (const auto& [from, to] : {std::pair{deviceAt, linksAt}, {specialAt, sizeAt}, {blockSizeAt, statSize}})
            std::copy(given->begin() + static_cast<std::ptrdiff_t>(from),
                      given->begin() + static_cast<std::ptrdiff_t>(to),
                      bytes.begin() + static_cast<std::ptrdiff_t>(from));
    }
    putNumber(out, linksAt, facts.links);
    putNumber(out, modeAt, facts.mode);
    putNumber(out, userAt, facts.user);
    putNumber(out, groupAt, facts.group);
    putNumber(out, sizeAt, facts.size);
    if (const Bytes* given = call.givenArgument(1); !facts.owned && given && given->size() == statSize)
        bytes = *given;
    return call.out(1, bytes) ? CallEnd::done(0) : CallEnd::failed(efault);
}

CallEnd statInode(SystemCall& call, const Inode& inode) {
    std::uint64_t pages = inode.pages.size();
    return writeStat(call, {inode.number, inode.links, inode.mode, inode.user, inode.group, inode.size,
                            inode.folder ? 8 : pages * (call.kernel.pageSize / 512), true});
}

CallEnd statDevice(SystemCall& call, std::uint32_t mode) {
    return writeStat(call, {4, 1, modeCharacter | mode, 0, 0, 0, 0, false});
}

} // namespace

CallEnd callStat(SystemCall& call) {
    std::int32_t error = 0;
    const auto path = call.string(0, error);
    if (!path)
        return CallEnd::failed(error);
    const auto place = call.kernel.files.find(*path, call.process.folder);
    if (place.error)
        return CallEnd::failed(place.error);
    if (place.device != FileSystem::Place::Device::None)
        return statDevice(call, 0666);
    if (!place.inode)
        return CallEnd::failed(enoent);
    if (place.trailingSlash && !place.inode->folder)
        return CallEnd::failed(enotdir);
    return statInode(call, *place.inode);
}

CallEnd callFstat(SystemCall& call) {
    const auto file = call.file(call.number(0));
    if (!file)
        return CallEnd::failed(ebadf);
    if (file->inode)
        return statInode(call, *file->inode);
    if (file->pipe)
        return writeStat(
            call, {5, 1, modePipe | 0600u, call.kernel.parameters.user, call.kernel.parameters.group, 0, 0, true});
    return statDevice(call, file->kind == OpenFile::Kind::Terminal ? 0620 : 0666);
}

} // namespace faultline
