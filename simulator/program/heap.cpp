#include "simulator/program/heap.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::uint64_t pageBytes = 4096;
constexpr std::uint64_t minimumChunk = 32;
constexpr std::uint64_t topPad = 128 * 1024;
constexpr std::uint64_t cacheChunk = 0x290;   // glibc's thread cache itself is the first chunk
constexpr std::uint64_t largestCached = 1040; // chunk sizes that the thread cache keeps …
constexpr std::size_t cachedPerSize = 7;      // … and how many of each
constexpr std::uint64_t largestFast = 128;
constexpr std::uint64_t largestMapThreshold = 32ull << 20;
constexpr std::uint64_t largestRequest = (1ull << 63) - 1;

std::uint64_t roundUp(std::uint64_t value, std::uint64_t unit) {
    return (value + unit - 1) / unit * unit;
}

std::uint64_t chunkSize(std::uint64_t bytes) {
    return std::max(minimumChunk, roundUp(bytes + 8, 16));
}

} // namespace

std::uint64_t Heap::mappingLength(std::uint64_t bytes) {
    return roundUp(chunkSize(bytes) + 8, pageBytes);
}

std::uint64_t Heap::firstEnd(std::uint64_t breakAddress) {
    return breakAddress + roundUp(cacheChunk + topPad + minimumChunk, pageBytes);
}

void Heap::start(std::uint64_t breakAddress) {
    start_ = roundUp(breakAddress, 16);
    chunks_[start_] = {cacheChunk, State::Used, 0};
    top_ = start_ + cacheChunk;
    topEnd_ = firstEnd(breakAddress);
    end_ = topEnd_;
}

Heap::Plan Heap::plan(std::uint64_t bytes) const {
    Plan plan;
    if (bytes >= largestRequest - 4096)
        return plan;
    plan.size = chunkSize(bytes);
    if (const auto cached = cached_.find(plan.size); cached != cached_.end() && !cached->second.empty()) {
        plan.how = Plan::How::Cached;
        plan.chunk = cached->second.back();
        return plan;
    }
    if (const auto fast = fast_.find(plan.size); fast != fast_.end() && !fast->second.empty()) {
        plan.how = Plan::How::Cached;
        plan.chunk = fast->second.back();
        return plan;
    }
    if (const auto found = findBinned(plan.size)) {
        plan.how = Plan::How::Binned;
        plan.chunk = *found;
        return plan;
    }
    const std::uint64_t topSize = topEnd_ - top_;
    if (topSize >= plan.size + minimumChunk) {
        plan.how = Plan::How::Top;
        plan.chunk = top_;
        return plan;
    }
    if (plan.size >= mapThreshold_) {
        plan.how = Plan::How::Mapped;
        plan.mapLength = mappingLength(bytes);
        return plan;
    }
    plan.how = Plan::How::Grown;
    const bool adjoins = topEnd_ == end_; // the program has not moved the break meanwhile
    const std::uint64_t growth = roundUp(plan.size + topPad + minimumChunk - (adjoins ? topSize : 0), pageBytes);
    plan.chunk = adjoins ? top_ : roundUp(end_, 16);
    plan.newEnd = end_ + growth;
    return plan;
}

std::uint64_t Heap::commit(const Plan& plan, std::uint64_t mapping) {
    std::uint64_t chunk = plan.chunk;
    switch (plan.how) {
    case Plan::How::Cached: {
        auto& cached = cached_[plan.size];
        if (!cached.empty() && cached.back() == chunk) {
            cached.pop_back();
        } else if (auto& fast = fast_[plan.size]; !fast.empty()) {
            fast.pop_back();
            while (!fast.empty() && cached.size() < cachedPerSize) { // the rest moves to the thread cache
                cached.push_back(fast.back());
                chunks_[fast.back()].state = State::Cached;
                fast.pop_back();
            }
        }
        chunks_[chunk].state = State::Used;
        break;
    }
    case Plan::How::Binned:
        unbin(chunk);
        splitOff(chunk, plan.size);
        chunks_[chunk].state = State::Used;
        break;
    case Plan::How::Grown:
        top_ = chunk;
        topEnd_ = plan.newEnd;
        end_ = plan.newEnd;
        [[fallthrough]];
    case Plan::How::Top:
        chunks_[chunk] = {plan.size, State::Used, 0};
        top_ = chunk + plan.size;
        break;
    case Plan::How::Mapped:
        chunk = mapping;
        chunks_[chunk] = {plan.mapLength, State::Mapped, 0};
        break;
    case Plan::How::TooLarge:
        return 0;
    }
    return chunk + header;
}

std::uint64_t Heap::commitAligned(const Plan& plan, std::uint64_t mapping, std::uint64_t alignment,
                                  std::uint64_t bytes) {
    const std::uint64_t block = commit(plan, mapping);
    const std::uint64_t chunk = block - header;
    std::uint64_t aligned = roundUp(block, alignment);
    if (plan.how == Plan::How::Mapped) {
        if (aligned != block) {
            Chunk moved = chunks_[chunk];
            moved.mapOffset = aligned - block;
            moved.size -= moved.mapOffset;
            chunks_.erase(chunk);
            chunks_[aligned - header] = moved;
        }
        return aligned;
    }
    const std::uint64_t whole = chunks_[chunk].size;
    if (aligned != block && aligned - block < minimumChunk)
        aligned += alignment;
    if (aligned != block) { // what lies before is a free chunk of its own
        chunks_[chunk].size = aligned - block;
        chunks_[aligned - header] = {whole - (aligned - block), State::Used, 0};
        release(chunk);
    }
    const std::uint64_t wanted = chunkSize(bytes);
    const std::uint64_t held = chunks_[aligned - header].size;
    if (held >= wanted + minimumChunk) {
        const std::uint64_t rest = aligned - header + wanted;
        chunks_[aligned - header].size = wanted;
        chunks_[rest] = {held - wanted, State::Used, 0};
        release(rest);
    }
    return aligned;
}

Heap::BlockState Heap::stateOf(std::uint64_t block) const {
    const auto chunk = chunks_.find(block - header);
    if (chunk == chunks_.end() || block - header == start_)
        return BlockState::Unknown;
    return chunk->second.state == State::Used || chunk->second.state == State::Mapped ? BlockState::Used
                                                                                      : BlockState::Free;
}

std::uint64_t Heap::usableSize(std::uint64_t block) const {
    const Chunk& chunk = chunks_.at(block - header);
    return chunk.state == State::Mapped ? chunk.size - header : chunk.size - 8;
}

Heap::Release Heap::planRelease(std::uint64_t block) const {
    Release release;
    const std::uint64_t at = block - header;
    const Chunk& chunk = chunks_.at(at);
    if (chunk.state == State::Mapped) {
        release.isMapping = true;
        release.mapping = at - chunk.mapOffset;
        release.mapLength = chunk.size + chunk.mapOffset;
        return release;
    }
    if (chunk.size <= largestCached)
        return release;
    auto self = chunks_.find(at);
    std::uint64_t from = at;
    std::uint64_t to = at + chunk.size;
    if (self != chunks_.begin())
        if (const auto before = std::prev(self);
            before->second.state == State::Binned && before->first + before->second.size == at)
            from = before->first;
    if (const auto after = std::next(self);
        after != chunks_.end() && after->second.state == State::Binned && after->first == to)
        to += after->second.size;
    const std::uint64_t topSize = topEnd_ - from;
    if (to != top_ || topSize < trimThreshold_ || topEnd_ != end_ || topSize <= topPad + minimumChunk + 1)
        return release;
    const std::uint64_t extra = (topSize - minimumChunk - 1 - topPad) / pageBytes * pageBytes;
    if (extra > 0)
        release.trimTo = end_ - extra;
    return release;
}

void Heap::commitRelease(std::uint64_t block) {
    const std::optional<std::uint64_t> trimTo = planRelease(block).trimTo;
    const std::uint64_t at = block - header;
    const Chunk chunk = chunks_.at(at);
    if (chunk.state == State::Mapped) {
        const std::uint64_t whole = chunk.size + chunk.mapOffset;
        if (whole > mapThreshold_ && whole <= largestMapThreshold) {
            mapThreshold_ = whole;
            trimThreshold_ = 2 * whole;
        }
        chunks_.erase(at);
        return;
    }
    release(at);
    if (trimTo) {
        topEnd_ = *trimTo;
        end_ = *trimTo;
    }
}

void Heap::release(std::uint64_t chunk) {
    Chunk& freed = chunks_.at(chunk);
    if (freed.size <= largestCached) {
        auto& cached = cached_[freed.size];
        if (cached.size() < cachedPerSize) {
            freed.state = State::Cached;
            cached.push_back(chunk);
            return;
        }
    }
    if (freed.size <= largestFast) {
        freed.state = State::Fast;
        fast_[freed.size].push_back(chunk);
        return;
    }
    const std::uint64_t joined = joinNeighbours(chunk);
    if (joined != 0)
        bin(joined);
}

// Joins a chunk with free ones beside it. 0: it has become part of the top.
std::uint64_t Heap::joinNeighbours(std::uint64_t chunk) {
    auto at = chunks_.find(chunk);
    if (at != chunks_.begin()) {
        const auto before = std::prev(at);
        if (before->second.state == State::Binned && before->first + before->second.size == chunk) {
            unbin(before->first);
            before->second.size += at->second.size;
            chunks_.erase(at);
            at = before;
        }
    }
    const auto after = std::next(at);
    if (after != chunks_.end() && after->second.state == State::Binned && at->first + at->second.size == after->first) {
        unbin(after->first);
        at->second.size += after->second.size;
        chunks_.erase(after);
    }
    if (at->first + at->second.size == top_) {
        const std::uint64_t size = at->second.size;
        top_ = at->first;
        chunks_.erase(at);
        if (size >= 64 * 1024)
            consolidateFast();
        return 0;
    }
    return at->first;
}

void Heap::consolidateFast() {
    const auto fast = std::move(fast_);
    fast_.clear();
    for (const auto& [size, list] : fast)
        for (const std::uint64_t chunk : list) {
            const std::uint64_t joined = joinNeighbours(chunk);
            if (joined != 0)
                bin(joined);
        }
}

void Heap::bin(std::uint64_t chunk) {
    chunks_.at(chunk).state = State::Binned;
    binned_.emplace(chunks_.at(chunk).size, chunk);
}

void Heap::unbin(std::uint64_t chunk) {
    binned_.erase({chunks_.at(chunk).size, chunk});
}

void Heap::splitOff(std::uint64_t chunk, std::uint64_t size) {
    const std::uint64_t whole = chunks_.at(chunk).size;
    if (whole < size + minimumChunk)
        return;
    chunks_.at(chunk).size = size;
    chunks_[chunk + size] = {whole - size, State::Binned, 0};
    bin(chunk + size);
}

std::optional<std::uint64_t> Heap::findBinned(std::uint64_t size) const {
    const auto found = binned_.lower_bound({size, 0});
    return found == binned_.end() ? std::nullopt : std::optional(found->second);
}

bool Heap::resizeInPlace(std::uint64_t block, std::uint64_t bytes) {
    const std::uint64_t at = block - header;
    Chunk& chunk = chunks_.at(at);
    const std::uint64_t wanted = chunkSize(bytes);
    if (chunk.state == State::Mapped)
        return mappingLength(bytes) == chunk.size + chunk.mapOffset;
    if (wanted <= chunk.size) {
        if (chunk.size >= wanted + minimumChunk) {
            const std::uint64_t rest = chunk.size - wanted;
            chunk.size = wanted;
            chunks_[at + wanted] = {rest, State::Used, 0};
            release(at + wanted);
        }
        return true;
    }
    if (at + chunk.size == top_ && chunk.size + (topEnd_ - top_) >= wanted + minimumChunk) {
        chunk.size = wanted;
        top_ = at + wanted;
        return true;
    }
    const auto after = chunks_.find(at + chunk.size);
    if (after != chunks_.end() && after->second.state == State::Binned && chunk.size + after->second.size >= wanted) {
        unbin(after->first);
        chunk.size += after->second.size;
        chunks_.erase(after);
        const std::uint64_t rest = chunk.size - wanted;
        if (rest >= minimumChunk) {
            chunk.size = wanted;
            chunks_[at + wanted] = {rest, State::Used, 0};
            release(at + wanted); // into the thread cache, if it is small: as glibc does
        }
        return true;
    }
    return false;
}

std::optional<Heap::Mapped> Heap::mappingOf(std::uint64_t block) const {
    const auto chunk = chunks_.find(block - header);
    if (chunk == chunks_.end() || chunk->second.state != State::Mapped)
        return std::nullopt;
    return Mapped{chunk->first - chunk->second.mapOffset, chunk->second.size + chunk->second.mapOffset};
}

void Heap::moveMapping(std::uint64_t block, std::uint64_t newMapping, std::uint64_t newLength) {
    const Chunk old = chunks_.at(block - header);
    chunks_.erase(block - header);
    chunks_[newMapping + old.mapOffset] = {newLength - old.mapOffset, State::Mapped, old.mapOffset};
}

} // namespace faultline
