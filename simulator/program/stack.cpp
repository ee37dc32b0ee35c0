#include "simulator/program/stack.h"

#include <algorithm>
#include <cassert>

namespace faultline {

namespace {

constexpr std::uint64_t firstBytes = 64 * 1024;

} // namespace

Stack::Stack(std::uint64_t top, std::uint64_t limit) : top_(top), limit_(limit), bytes_(std::min(firstBytes, limit)) {}

void Stack::growTo(std::uint64_t address) {
    if (address >= lowest())
        return;
    const std::uint64_t needed = top_ - address;
    const std::uint64_t size = std::min(std::max(needed, 2 * bytes_.size()), limit_ + reserve);
    assert(size >= needed);
    std::vector<std::uint8_t> grown(size);
    std::copy(bytes_.begin(), bytes_.end(), grown.end() - static_cast<std::ptrdiff_t>(bytes_.size()));
    bytes_ = std::move(grown);
}

void Stack::read(std::uint64_t address, void* to, std::uint64_t length) const {
    assert(covers(address, length));
    auto* target = static_cast<std::uint8_t*>(to);
    for (; length > 0 && address < lowest(); ++address, --length) // never touched: zeros
        *target++ = 0;
    if (length > 0)
        std::memcpy(target, bytes_.data() + (address - lowest()), length);
}

void Stack::write(std::uint64_t address, const void* from, std::uint64_t length) {
    assert(covers(address, length));
    if (length == 0)
        return;
    growTo(address);
    std::memcpy(bytes_.data() + (address - lowest()), from, length);
}

} // namespace faultline
