#include "simulator/program/preprocessor_files.h"

#include "simulator/program/headers.h"

namespace faultline {

ProgramFiles::ProgramFiles(std::vector<SourceFile> sources, HeaderLookup findHeader)
    : findHeader_(std::move(findHeader)) {
    for (SourceFile& source : sources) {
        add(std::move(source), false);
    }
}

std::uint32_t ProgramFiles::add(SourceFile file, bool isBuiltIn) {
    files_.push_back(std::move(file));
    isBuiltIn_.push_back(isBuiltIn);
    texts_.emplace_back();
    return static_cast<std::uint32_t>(files_.size() - 1);
}

const SourceText& ProgramFiles::text(std::uint32_t file) {
    std::optional<SourceText>& text = texts_[file];
    if (!text) {
        text.emplace(file, files_[file].text);
    }
    return *text;
}

std::optional<std::uint32_t> ProgramFiles::find(std::string_view header, bool isQuoted, std::uint32_t includer) {
    const std::optional<std::string_view> builtIn = builtInHeader(header);
    if (findHeader_ && !isBuiltIn(includer) && (isQuoted || !builtIn)) {
        if (std::optional<SourceFile> local = findHeader_(header, files_[includer].name)) {
            const auto known = headers_.find(local->name);
            if (known != headers_.end()) {
                return known->second;
            }
            std::string name = local->name;
            return headers_[std::move(name)] = add(std::move(*local), false);
        }
    }
    if (!builtIn) {
        return std::nullopt;
    }
    std::string name = "<" + std::string(header) + ">";
    const auto known = headers_.find(name);
    if (known != headers_.end()) {
        return known->second;
    }
    return headers_[name] = add({name, std::string(*builtIn)}, true);
}

} // namespace faultline
