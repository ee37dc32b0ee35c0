#include "simulator/program/diagnostic.h"

#include <algorithm>

namespace faultline {

namespace {

// What is not printable text becomes '?', so that a diagnostic can be shown anywhere; a line is shown around the
// column.
constexpr std::size_t longestLineShown = 200;

std::string printable(std::string_view bytes) {
    std::string result;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        result.push_back(byte == '\t' ? ' ' : byte < 0x20 || byte >= 0x7F ? '?' : c);
    }
    return result;
}

bool isContinuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

bool isUtf8(std::string_view bytes) {
    std::size_t i = 0;
    while (i < bytes.size()) {
        const auto lead = static_cast<unsigned char>(bytes[i]);
        const std::size_t length = lead < 0x80                   ? 1
                                   : lead >= 0xC2 && lead < 0xE0 ? 2
                                   : lead >= 0xE0 && lead < 0xF0 ? 3
                                   : lead >= 0xF0 && lead < 0xF5 ? 4
                                                                 : 0;
        if (length == 0 || i + length > bytes.size()) {
            return false;
        }
        for (std::size_t k = 1; k < length; ++k) {
            if (!isContinuation(bytes[i + k])) {
                return false;
            }
        }
        if (length == 1 && lead < 0x20 && lead != '\t') {
            return false;
        }
        i += length;
    }
    return true;
}

// The line of text and, below it, the caret; nothing for a place that is not in the text.
std::string renderLine(std::string_view line, std::uint32_t column) {
    std::size_t caret = std::min<std::size_t>(column > 0 ? column - 1 : 0, line.size());
    if (line.size() > longestLineShown) {
        const std::size_t from = caret > longestLineShown / 2 ? caret - longestLineShown / 2 : 0;
        line = line.substr(from, longestLineShown);
        caret -= from;
    }
    std::string shown = isUtf8(line) ? std::string(line) : printable(line);
    std::replace(shown.begin(), shown.end(), '\t', ' ');
    const auto width = std::count_if(shown.begin(), shown.begin() + static_cast<std::ptrdiff_t>(caret),
                                     [](char c) { return !isContinuation(c); });
    return "    " + shown + "\n    " + std::string(static_cast<std::size_t>(width), ' ') + "^\n";
}

std::string safe(std::string_view text) {
    return isUtf8(text) ? std::string(text) : printable(text);
}

} // namespace

std::string_view lineOf(std::string_view text, std::uint32_t line) {
    if (line == 0) {
        return {};
    }
    std::size_t begin = 0;
    for (std::uint32_t i = 1; i < line; ++i) {
        const std::size_t end = text.find('\n', begin);
        if (end == std::string_view::npos) {
            return {};
        }
        begin = end + 1;
    }
    std::string_view rest = text.substr(begin);
    rest = rest.substr(0, rest.find('\n'));
    return rest.ends_with('\r') ? rest.substr(0, rest.size() - 1) : rest;
}

std::string render(const Diagnostic& diagnostic, const std::vector<SourceFile>& files) {
    const SourcePlace place = diagnostic.place;
    std::string result;
    const bool inText = place.file < files.size() && place.line > 0;
    if (inText) {
        result +=
            safe(files[place.file].name) + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": ";
    } else if (place.file < files.size()) {
        result += safe(files[place.file].name) + ": ";
    }
    result += diagnostic.severity == Severity::Error ? "error: " : "warning: ";
    result += safe(diagnostic.message) + "\n";
    if (inText) {
        result += renderLine(lineOf(files[place.file].text, place.line), place.column);
    }
    if (!diagnostic.advice.empty()) {
        result += "    " + safe(diagnostic.advice) + "\n";
    }
    return result;
}

std::string render(const std::vector<Diagnostic>& diagnostics, const std::vector<SourceFile>& files) {
    std::string result;
    for (const Diagnostic& diagnostic : diagnostics) {
        result += render(diagnostic, files);
    }
    return result;
}

bool hasErrors(const std::vector<Diagnostic>& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
}

void Reporter::error(SourcePlace place, std::string message, std::string advice) {
    if (isFull()) {
        return;
    }
    // One place, one error: what follows from the first says nothing new.
    const bool again = std::any_of(diagnostics_.begin(), diagnostics_.end(), [&](const Diagnostic& known) {
        return known.severity == Severity::Error && known.place == place;
    });
    if (again) {
        return;
    }
    diagnostics_.push_back({Severity::Error, place, std::move(message), std::move(advice)});
    ++errors_;
}

void Reporter::warning(SourcePlace place, std::string message, std::string advice) {
    Diagnostic warning{Severity::Warning, place, std::move(message), std::move(advice)};
    if (warnings_ < maximumWarnings &&
        std::find(diagnostics_.begin(), diagnostics_.end(), warning) == diagnostics_.end()) {
        diagnostics_.push_back(std::move(warning));
        ++warnings_;
    }
}

std::vector<Diagnostic> Reporter::take() {
    std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.place < b.place; });
    return std::move(diagnostics_);
}

} // namespace faultline
