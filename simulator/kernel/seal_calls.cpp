// Seals of files in memory (mm/memfd.c): what can no longer be done to them.
#include "simulator/kernel/file_calls.h"

namespace faultline {

using namespace linux_values;

namespace {

bool sealable(const OpenFile& file) {
    return file.kind == OpenFile::Kind::File && file.inode->inMemory();
}

/// Whether somebody has the file mapped so that stores reach it, or could be allowed to (mapping_deny_writable).
bool mappedWritable(const Kernel& kernel, const Inode& inode) {
    for (const auto& [id, process] : kernel.processes) {
        if (!process.space)
            continue;
        for (const auto& [start, vma] : process.space->mappings.all())
            if (vma.inode() == &inode && vma.has(vmShared | vmMayWrite))
                return true;
    }
    return false;
}

} // namespace

CallEnd addSeals(SystemCall& call, OpenFile& file) {
    std::uint32_t seals = call.bits(2);
    if (!file.writable())
        return CallEnd::failed(eperm);
    if (seals & ~sealAll)
        return CallEnd::failed(einval);
    if (!sealable(file))
        return CallEnd::failed(einval);
    Inode& inode = *file.inode;
    if (inode.seals & sealSeal)
        return CallEnd::failed(eperm);
    if ((seals & sealWrite) && !(inode.seals & sealWrite) && mappedWritable(call.kernel, inode))
        return CallEnd::failed(ebusy);
    if ((seals & sealExecute) && (inode.mode & 0111)) // what may be executed must not change
        seals |= sealShrink | sealGrow | sealWrite | sealFutureWrite;
    inode.seals |= seals;
    return CallEnd::done(0);
}

CallEnd getSeals(SystemCall&, OpenFile& file) {
    return sealable(file) ? CallEnd::done(file.inode->seals) : CallEnd::failed(einval);
}

} // namespace faultline
