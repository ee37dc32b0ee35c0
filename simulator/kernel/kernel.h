#pragma once

#include "simulator/hardware/frames.h"
#include "simulator/hardware/mmu.h"
#include "simulator/kernel/file_system.h"
#include "simulator/kernel/process.h"
#include "simulator/kernel/recorder.h"
#include "simulator/machine/setup.h"
#include "simulator/policies/policy.h"

#include <deque>
#include <map>
#include <memory>

namespace faultline {

/// A System V segment.
struct SharedSegment {
    std::int32_t key = 0;
    std::shared_ptr<OpenFile> file; ///< holds the segment while it is neither removed nor detached
    std::uint64_t size = 0;
    std::uint32_t mode = 0;
    std::uint32_t user = 0, group = 0;
    ProcessId maker = 0, last = 0;
    bool removed = false;
};

/// A page in swap: how many entries say so.
struct SwapSlot {
    std::uint32_t users = 0;
    bool exclusive = false;
};

/// The state of the simulated machine: its hardware, and all that its kernel knows. The functions that work on it stand
/// in files of their own, by idea: fault, page_cache, reclaim, memory_calls, …
struct Kernel {
    explicit Kernel(const Setup& setup);
    Kernel(const Kernel&) = delete;
    Kernel& operator=(const Kernel&) = delete;
    ~Kernel();

    Parameters parameters;
    Hardware hardware;
    AddressLayout layout;
    std::uint64_t pageSize;
    Recorder recorder;
    Frames frames;
    Mmu mmu;
    std::unique_ptr<Policy> policy;
    /// Pages whose reading the present operation's faults do not find finished (Given::stillRead): inode and index.
    std::set<std::pair<FileId, std::uint64_t>> stillRead;
    bool limited;                      ///< memory is small enough to be filled: the policy is told of every page
    std::vector<std::uint64_t> pinned; ///< frames that the present operation needs where they are
    Counters counters;                 ///< pages read, written, evicted; the TLB's are the MMU's
    std::uint64_t zeroFrame = noFrame;
    FileSystem files;
    std::map<std::int32_t, SharedSegment> segments;
    std::int32_t lastSegment = -1;
    std::map<ProcessId, Task> processes;
    ProcessId lastProcess = firstProcess;
    ProcessId running = 0; ///< whose translations the TLB holds
    std::map<ContentId, SwapSlot> swap;
    std::uint64_t swapUsed = 0; ///< pages
    std::uint64_t waitSequence = 0;
    std::deque<std::uint8_t> input; ///< standard input supplied and not read yet
    bool inputEnds = false;
    bool ending = false;      ///< the machine is being taken down: nothing is written back any more
    bool outOfMemory = false; ///< the present operation found no frame to take

    Task* process(ProcessId id);
    /// A new, empty address space.
    std::unique_ptr<AddressSpace> makeSpace(ProcessId id);
    /// Whether [start, end) meets the stack that the interpreter keeps: nothing may be mapped over it.
    bool meetsStack(Address start, Address end) const {
        return start < parameters.stackTop && end > parameters.stackTop - parameters.stackSize;
    }
    std::uint64_t pageOf(Address address) const { return address / pageSize; }
    Address roundUp(std::uint64_t bytes) const { return (bytes + pageSize - 1) & ~(pageSize - 1); }
    Address roundDown(std::uint64_t bytes) const { return bytes & ~(pageSize - 1); }
    bool aligned(std::uint64_t bytes) const { return (bytes & (pageSize - 1)) == 0; }
};

} // namespace faultline
