#include "app/session/own_options.h"

#include <filesystem>

namespace faultline {

namespace {

constexpr std::string_view marker = "faultline:";

/// The text's first comment: `//` lines that follow each other, or one `/* */`.
std::string_view firstComment(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos)
        return {};
    text.remove_prefix(start);
    if (text.starts_with("/*"))
        return text.substr(0, text.find("*/"));
    std::size_t end = 0;
    while (text.substr(end).starts_with("//")) {
        const std::size_t line = text.find('\n', end);
        if (line == std::string_view::npos)
            return text;
        end = text.find_first_not_of(" \t\r", line + 1);
        if (end == std::string_view::npos)
            return text;
    }
    return text.substr(0, end);
}

} // namespace

std::vector<std::string> splitWords(std::string_view line) {
    std::vector<std::string> words;
    bool inWord = false;
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (!quote && (c == ' ' || c == '\t' || c == '\r')) {
            inWord = false;
            continue;
        }
        if (!inWord) {
            words.emplace_back();
            inWord = true;
        }
        if (quote && c == quote)
            quote = 0;
        else if (!quote && (c == '"' || c == '\''))
            quote = c;
        else if (c == '\\' && quote != '\'' && i + 1 < line.size())
            words.back() += line[++i];
        else
            words.back() += c;
    }
    return words;
}

Result<ProgramOptions> ownOptions(std::string_view text) {
    ProgramOptions options;
    const std::string_view comment = firstComment(text);
    std::size_t at = comment.find(marker);
    // Only where it begins a line of the comment.
    while (at != std::string_view::npos) {
        const std::size_t lineStart = comment.rfind('\n', at) + 1;
        if (comment.substr(lineStart, at - lineStart).find_first_not_of(" \t/*") == std::string_view::npos)
            break;
        at = comment.find(marker, at + 1);
    }
    if (at == std::string_view::npos)
        return options;
    const std::string_view line = comment.substr(at + marker.size(), comment.find('\n', at) - at - marker.size());
    const std::vector<std::string> words = splitWords(line);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool hasNext = i + 1 < words.size();
        if (words[i] == "--") {
            options.argumentsGiven = true;
            options.arguments.assign(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
            break;
        }
        if (words[i] == "--with" && hasNext)
            options.with.push_back(words[++i]);
        else if (words[i] == "--keep" && hasNext)
            options.keep = words[++i];
        else if (words[i] == "-I" && hasNext)
            options.includeFolders.push_back(words[++i]);
        else if (words[i] == "--cold")
            options.cold = true;
        else if (words[i] == "--paged-stack")
            options.pagedStack = true;
        else
            return Failure{"'" + words[i] + "' is not understood in the program's first comment, behind 'faultline:'",
                           "", "write --with FILE, --keep DIR, -I DIR, --cold, or -- and arguments"};
    }
    return options;
}

ProgramOptions completed(ProgramOptions given, const ProgramOptions& own, const std::string& programPath) {
    const std::filesystem::path folder = std::filesystem::path(programPath).parent_path();
    const auto fromFolder = [&](const std::string& path) { return (folder / path).string(); };
    const auto there = [](const std::filesystem::path& path) {
        std::error_code error;
        return std::filesystem::exists(path, error);
    };
    const bool ownFiles = given.with.empty();
    for (const std::string& path : own.with) {
        const bool kept = path == own.keep; // what an earlier run has kept here
        const bool here = there(path) && (kept || !there(folder / path));
        const bool missed = here || !kept;
        if (ownFiles && missed)
            given.with.push_back(here ? path : fromFolder(path));
    }
    if (given.keep.empty())
        given.keep = own.keep;
    for (const std::string& path : own.includeFolders)
        given.includeFolders.push_back(fromFolder(path));
    if (!given.argumentsGiven && own.argumentsGiven) {
        given.arguments = own.arguments;
        given.argumentsGiven = true;
    }
    given.cold = given.cold || own.cold;
    given.pagedStack = given.pagedStack || own.pagedStack;
    return given;
}

} // namespace faultline
