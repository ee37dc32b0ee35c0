#pragma once

#include "simulator/machine/snapshot.h"

#include <cstdint>
#include <string>
#include <vector>

namespace faultline {

/// What differs from one Linux machine to another and decides what a program sees. Read by a throw-away worker where
/// both machines run; the defaults are those of the simulated machine alone, fixed so that results don't depend on the
/// computer. Sizes are bytes.
struct Parameters {
    std::string kernel; ///< "Linux 6.18", empty where the simulated machine runs alone
    std::uint64_t pageSize = 4096;
    bool zeroPage = true; ///< a first load of private anonymous memory maps the shared zero page
    std::uint64_t faultAround = 65536;
    std::uint64_t readahead = 131072;
    bool largeFolios = false;
    bool transparentHugePages = false;
    std::uint64_t memory = 24ull << 30;
    std::uint64_t swap = 0;
    std::uint8_t overcommit = 0; ///< vm.overcommit_memory

    Address imageStart = 0x400000;
    Address heapStart = 0;            ///< 0: behind bss
    Address mmapTop = 0x7ffff7ff9000; ///< the first mapping ends here
    Address mmapMinimum = 0x10000;    ///< lowest address that a hint may ask for
    Address userEnd = 0x7ffffffff000;
    Address stackTop = 0x7ffffffff000; ///< of the interpreter's stack, at most stackSize below
    std::uint64_t stackSize = 8ull << 20;
    std::uint64_t maxMappings = 65530;

    /// What the kernel maps at start besides the program: [vvar], [vdso], [stack]. Never shown as the program's.
    std::vector<Mapping> initial;
    /// The worker's own ranges: an operation that meets them is refused by both machines with one message.
    struct Reserved {
        Address start = 0, end = 0;
        bool operator==(const Reserved&) const = default;
    };
    std::vector<Reserved> reserved;

    std::uint64_t limitAddressSpace = ~0ull; ///< RLIMIT_AS, and so on; ~0: none
    std::uint64_t limitData = ~0ull;
    std::uint64_t limitFileSize = ~0ull;
    std::uint64_t limitLocked = 8ull << 20;
    std::uint64_t limitDescriptors = 1024;
    std::uint32_t user = 1000;
    std::uint32_t group = 1000;
    bool mayLockMemory = false; ///< CAP_IPC_LOCK

    bool operator==(const Parameters&) const = default;
};

} // namespace faultline
