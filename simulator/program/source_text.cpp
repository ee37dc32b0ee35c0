#include "simulator/program/source_text.h"

#include <algorithm>

namespace faultline {

SourceText::SourceText(std::uint32_t file, std::string_view raw) : file_(file) {
    const std::size_t start = raw.starts_with("\xEF\xBB\xBF") ? 3 : 0; // a byte order mark is no part of it
    joins_.push_back({0, start});
    lineStarts_.push_back(start);
    joined_.reserve(raw.size() + 1);
    for (std::size_t i = start; i < raw.size(); ++i) {
        const std::size_t afterBackslash = raw[i] == '\\' ? i + 1 : raw.size();
        const bool crlf =
            afterBackslash + 1 < raw.size() && raw[afterBackslash] == '\r' && raw[afterBackslash + 1] == '\n';
        if (crlf || (afterBackslash < raw.size() && raw[afterBackslash] == '\n')) {
            i = afterBackslash + (crlf ? 1 : 0);
            lineStarts_.push_back(i + 1);
            joins_.push_back({joined_.size(), i + 1});
            continue;
        }
        joined_.push_back(raw[i]);
        if (raw[i] == '\n') {
            lineStarts_.push_back(i + 1);
        }
    }
    if (joined_.empty() || joined_.back() != '\n') {
        joined_.push_back('\n'); // so that every line ends
    }
}

std::size_t SourceText::rawOffset(std::size_t joinedOffset) const {
    const auto after = std::upper_bound(joins_.begin(), joins_.end(), joinedOffset,
                                        [](std::size_t offset, const Join& join) { return offset < join.joined; });
    const Join& join = *(after - 1);
    return join.raw + (joinedOffset - join.joined);
}

SourcePlace SourceText::placeOf(std::size_t joinedOffset) const {
    const std::size_t raw = rawOffset(joinedOffset);
    const auto after = std::upper_bound(lineStarts_.begin(), lineStarts_.end(), raw);
    const auto line = static_cast<std::uint32_t>(after - lineStarts_.begin());
    const auto column = static_cast<std::uint32_t>(raw - *(after - 1) + 1);
    return {file_, line, column};
}

} // namespace faultline
