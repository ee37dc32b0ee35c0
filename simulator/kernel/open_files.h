#pragma once

#include "simulator/kernel/kernel.h"

namespace faultline {

/// A struct file for an inode; what closing the last reference does is seen to.
std::shared_ptr<OpenFile> openInode(Kernel& kernel, const std::shared_ptr<Inode>& inode, std::uint32_t flags);
/// One end of a pipe.
std::shared_ptr<OpenFile> openPipe(const std::shared_ptr<Pipe>& pipe, bool writer, std::uint32_t flags);
/// A terminal or device.
std::shared_ptr<OpenFile> openDevice(OpenFile::Kind kind, std::uint32_t flags, std::uint8_t stream);

/// The lowest free descriptor from `from` on; -1: RLIMIT_NOFILE.
std::int32_t freeDescriptor(const Task& process, std::int32_t from = 0);
/// Takes a descriptor away, with what close() does besides: the process's record locks of that file go.
void closeDescriptor(Kernel& kernel, Task& process, std::int32_t descriptor);

} // namespace faultline
