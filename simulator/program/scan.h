// Formats of scanf's family.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace faultline {

struct ScanInput {
    std::function<std::optional<std::uint8_t>()> next; // nothing: the end
    std::function<void()> back;                        // the last one is read again
};

// Where to put what was read.
struct ScanOutput {
    std::function<std::uint64_t(std::size_t index)> pointer;                                // argument
    std::function<void(std::uint64_t address, std::uint64_t value, unsigned bytes)> number; // also a double's bits
    std::function<void(std::uint64_t address, const std::string& bytes, bool addNul)> text;
    std::function<std::uint64_t(const std::string& bytes, bool addNul)> allocated; // %ms: a block with the text
};

// The number of conversions stored, -1 if the input ended before the first.
int scanFormat(std::string_view format, const ScanInput& input, const ScanOutput& output);

} // namespace faultline
