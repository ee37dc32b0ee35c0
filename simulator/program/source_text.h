// A source file made ready for lexing: lines that end in a backslash are joined with the next one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/machine/source_place.h"

namespace faultline {

// Keeps the joined text and, for each position in it, where that stood in the text as written.
// "\r\n" counts as one line end.
class SourceText {
public:
    SourceText(std::uint32_t file, std::string_view raw);

    std::string_view joined() const { return joined_; }
    std::uint32_t file() const { return file_; }

    // The position in the raw text of a position in the joined one.
    std::size_t rawOffset(std::size_t joinedOffset) const;
    SourcePlace placeOf(std::size_t joinedOffset) const;

private:
    struct Join {
        std::size_t joined; // from this position on …
        std::size_t raw;    // … the text comes from here
    };

    std::uint32_t file_;
    std::string joined_;
    std::vector<Join> joins_;             // by position
    std::vector<std::size_t> lineStarts_; // raw positions
};

} // namespace faultline
