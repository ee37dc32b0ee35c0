#pragma once

#include "simulator/machine/operation.h"

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>

namespace faultline {

/// Names a page's worth of bytes. Two pages that are one in memory have one id; a private copy has an id of its own.
using ContentId = std::uint64_t;
inline constexpr ContentId zeroContent = 0; ///< all zeros, and never written
/// Bytes that this machine cannot read (Field::Contents says why).
inline constexpr ContentId unknownContent = ~ContentId{0};

/// The bytes of pages, by id. Copying a store shares the pages; a write copies only what others still share, so that a
/// checkpoint of a history costs no memory until the present moves on.
class ContentStore {
public:
    /// The page's bytes; empty where the id has none (zeros or unknown).
    std::span<const std::uint8_t> bytes(ContentId id) const;
    std::uint8_t byteAt(ContentId id, std::uint64_t offset) const;
    bool has(ContentId id) const { return pages_.contains(id); }

    /// Writes within one page; the page is made, of `pageSize` zeros, where it has no bytes yet.
    void write(ContentId id, std::uint64_t offset, std::span<const std::uint8_t> bytes, std::uint64_t pageSize);
    void erase(ContentId id) { pages_.erase(id); }

    std::size_t size() const { return pages_.size(); }
    auto begin() const { return pages_.begin(); }
    auto end() const { return pages_.end(); }

    /// Equal bytes under equal ids.
    bool operator==(const ContentStore& other) const;

private:
    std::unordered_map<ContentId, std::shared_ptr<Bytes>> pages_;
};

} // namespace faultline
