#include "simulator/machine/page_contents.h"

#include <algorithm>
#include <atomic>
#include <cassert>

namespace faultline {

std::span<const std::uint8_t> ContentStore::bytes(ContentId id) const {
    const auto found = pages_.find(id);
    return found == pages_.end() ? std::span<const std::uint8_t>{} : std::span<const std::uint8_t>(*found->second);
}

std::uint8_t ContentStore::byteAt(ContentId id, std::uint64_t offset) const {
    const auto page = bytes(id);
    return offset < page.size() ? page[offset] : std::uint8_t{0};
}

void ContentStore::write(ContentId id, std::uint64_t offset, std::span<const std::uint8_t> bytes,
                         std::uint64_t pageSize) {
    assert(id != zeroContent && id != unknownContent);
    assert(offset + bytes.size() <= pageSize);
    auto& page = pages_[id];
    if (!page)
        page = std::make_shared<Bytes>(pageSize, std::uint8_t{0});
    else if (page.use_count() > 1)
        page = std::make_shared<Bytes>(*page);
    else // another thread may have let go of its share: what it read comes before what is written
        std::atomic_thread_fence(std::memory_order_acquire);
    std::copy(bytes.begin(), bytes.end(), page->begin() + static_cast<std::ptrdiff_t>(offset));
}

bool ContentStore::operator==(const ContentStore& other) const {
    if (pages_.size() != other.pages_.size())
        return false;
    return std::all_of(pages_.begin(), pages_.end(), [&](const auto& entry) {
        const auto found = other.pages_.find(entry.first);
        return found != other.pages_.end() && *found->second == *entry.second;
    });
}

} // namespace faultline
