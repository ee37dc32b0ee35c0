// Where malloc and its kin place their blocks, as glibc 2.36 does it.
//
// Blocks lie in a stretch grown by brk, 16 bytes of header before each, at least 32 bytes in all; from 128 KiB on they
// are mappings of their own. What is free is found again as glibc finds it: the last one freed of a size first (its
// thread cache and fast bins), then the smallest that fits. Only the bookkeeping is here: the headers are not on the
// machine, the blocks are. Every change is planned first, so that the system calls it needs can be made, then
// committed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace faultline {

class Heap {
public:
    // How a block will be got.
    struct Plan {
        enum class How : std::uint8_t {
            Cached,  // freed before, of just this size
            Binned,  // part of a free chunk
            Top,     // from the end of the stretch, which is long enough
            Grown,   // likewise, once the stretch ends at `newEnd`
            Mapped,  // a mapping of `mapLength` bytes
            TooLarge // ENOMEM
        };
        How how = How::TooLarge;
        std::uint64_t chunk = 0; // address of its header; unknown for Mapped
        std::uint64_t size = 0;  // with header
        std::uint64_t newEnd = 0;
        std::uint64_t mapLength = 0;
    };

    static constexpr std::uint64_t header = 16;

    // The first growth, before anything is planned: from where the break is to `firstEnd` of it.
    bool isStarted() const { return start_ != 0; }
    static std::uint64_t firstEnd(std::uint64_t breakAddress);
    void start(std::uint64_t breakAddress);

    std::uint64_t breakAddress() const { return end_; }
    void setBreak(std::uint64_t breakAddress) { end_ = breakAddress; } // after brk or sbrk by the program

    Plan plan(std::uint64_t bytes) const;
    // The block's address. `mapping`: where a Mapped one lies.
    std::uint64_t commit(const Plan& plan, std::uint64_t mapping = 0);

    // A chunk that begins below an aligned block is given back: memalign.
    std::uint64_t commitAligned(const Plan& plan, std::uint64_t mapping, std::uint64_t alignment, std::uint64_t bytes);

    enum class BlockState : std::uint8_t { Used, Free, Unknown };
    BlockState stateOf(std::uint64_t block) const;
    std::uint64_t usableSize(std::uint64_t block) const; // of a used block

    struct Release {
        bool isMapping = false; // munmap(mapping, mapLength)
        std::uint64_t mapping = 0;
        std::uint64_t mapLength = 0;
        std::optional<std::uint64_t> trimTo; // brk: the end moves down to here
    };
    Release planRelease(std::uint64_t block) const;
    void commitRelease(std::uint64_t block);

    // Can the block be made this large where it stands? Then it is.
    bool resizeInPlace(std::uint64_t block, std::uint64_t bytes);
    struct Mapped {
        std::uint64_t mapping = 0;
        std::uint64_t length = 0;
    };
    std::optional<Mapped> mappingOf(std::uint64_t block) const;
    void moveMapping(std::uint64_t block, std::uint64_t newMapping, std::uint64_t newLength);
    static std::uint64_t mappingLength(std::uint64_t bytes);

private:
    enum class State : std::uint8_t { Used, Cached, Fast, Binned, Mapped };
    struct Chunk {
        std::uint64_t size = 0;
        State state = State::Used;
        std::uint64_t mapOffset = 0; // Mapped: the header's offset in the mapping
    };
    using Chunks = std::map<std::uint64_t, Chunk>;

    void release(std::uint64_t chunk);
    std::uint64_t joinNeighbours(std::uint64_t chunk);
    void consolidateFast();
    void unbin(std::uint64_t chunk);
    void bin(std::uint64_t chunk);
    void splitOff(std::uint64_t chunk, std::uint64_t size);
    std::optional<std::uint64_t> findBinned(std::uint64_t size) const;

    std::uint64_t start_ = 0; // of the stretch; 0: nothing has been allocated yet
    std::uint64_t top_ = 0;   // where the unused rest begins
    std::uint64_t topEnd_ = 0;
    std::uint64_t end_ = 0; // the break
    std::uint64_t mapThreshold_ = 128 * 1024;
    std::uint64_t trimThreshold_ = 128 * 1024;
    Chunks chunks_;                                              // by address of the header
    std::map<std::uint64_t, std::vector<std::uint64_t>> cached_; // by size, the last one freed last
    std::map<std::uint64_t, std::vector<std::uint64_t>> fast_;
    std::set<std::pair<std::uint64_t, std::uint64_t>> binned_; // size, address
};

} // namespace faultline
