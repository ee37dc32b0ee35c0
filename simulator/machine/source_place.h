#pragma once

#include <compare>
#include <cstdint>

namespace faultline {

/// A place in the source text of a program. Line 0 means "no place": an operation that no line asked for.
struct SourcePlace {
    std::uint32_t file = 0;   ///< index in the program's list of files, headers included
    std::uint32_t line = 0;   ///< from 1
    std::uint32_t column = 0; ///< from 1, in bytes

    auto operator<=>(const SourcePlace&) const = default;
};

} // namespace faultline
