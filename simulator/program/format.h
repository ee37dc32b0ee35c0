// Formats of printf's family.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

// What a format is filled with. Every argument has a slot of 8 bytes, a double as its bits.
struct FormatArguments {
    std::function<std::uint64_t(std::size_t index)> slot;
    // The text at an address, up to a NUL or `limit` bytes.
    std::function<std::string(std::uint64_t address, std::uint64_t limit)> text;
    // %n: stores the count in `bytes` bytes.
    std::function<void(std::uint64_t address, std::uint64_t count, unsigned bytes)> storeCount;
    std::string errorText; // %m
};

// The text, in the pieces in which glibc 2.36 hands it to the stream: a stretch of the format, a conversion, and so on.
// Nothing: the format is wrong or the text longer than an int can say (EINVAL, EOVERFLOW).
std::optional<std::vector<std::string>> formatPieces(std::string_view format, const FormatArguments& arguments);

std::optional<std::string> formatText(std::string_view format, const FormatArguments& arguments);

} // namespace faultline
