// The files that a program's text consists of, each read once.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/program/front_end.h"
#include "simulator/program/source_text.h"

namespace faultline {

class ProgramFiles {
public:
    // The sources get the first indices, in their order.
    ProgramFiles(std::vector<SourceFile> sources, HeaderLookup findHeader);

    const SourceText& text(std::uint32_t file);
    const std::string& name(std::uint32_t file) const { return files_[file].name; }
    bool isBuiltIn(std::uint32_t file) const { return file < isBuiltIn_.size() && isBuiltIn_[file]; }

    // The file that #include means; nothing if there is none. Built-in headers are found with both forms.
    std::optional<std::uint32_t> find(std::string_view header, bool isQuoted, std::uint32_t includer);

    const std::vector<SourceFile>& all() const { return files_; }

private:
    std::uint32_t add(SourceFile file, bool isBuiltIn);

    HeaderLookup findHeader_;
    std::vector<SourceFile> files_;
    std::vector<bool> isBuiltIn_;
    std::deque<std::optional<SourceText>> texts_;               // made when first read
    std::map<std::string, std::uint32_t, std::less<>> headers_; // by name
};

} // namespace faultline
