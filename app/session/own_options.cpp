#include "app/session/own_options.h"

#include "app/session/kept_files.h"

#include <charconv>
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

namespace {

Failure inComment(const std::string& what, const std::string& advice) {
    return {what + " in the program's first comment, behind 'faultline:'", "", advice};
}

/// An option with a value. false: it is none of these.
bool readValue(ProgramOptions& options, const std::string& option, const std::string& value) {
    const auto number = [&](std::uint64_t& into) {
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), into);
        return error == std::errc() && end == value.data() + value.size() && into != 0;
    };
    if (option == "--with")
        options.with.push_back(value);
    else if (option == "--keep")
        options.keep = value;
    else if (option == "-I")
        options.includeFolders.push_back(value);
    else if (option == "--machine")
        options.machine = value;
    else if (option == "--preset")
        options.hardware.preset = value;
    else if (option == "--page-size")
        return number(options.hardware.pageSize);
    else if (option == "--frames")
        return number(options.hardware.frames);
    else if (option == "--policy")
        options.hardware.policy = value;
    else if (option == "--tlb")
        options.hardware.tlb = value;
    else
        return false;
    return true;
}

Result<ProgramOptions> readWords(const std::vector<std::string>& words) {
    ProgramOptions options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--") {
            options.argumentsGiven = true;
            options.arguments.assign(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
            break;
        }
        if (words[i] == "--cold")
            options.cold = true;
        else if (words[i] == "--paged-stack")
            options.pagedStack = true;
        else if (i + 1 < words.size() && readValue(options, words[i], words[i + 1]))
            ++i;
        else
            return inComment(
                "'" + words[i] + "' is not understood",
                "write --with FILE, --keep NAME, -I DIR, --cold, --paged-stack, --machine NAME, options of "
                "the simulated machine, or -- and arguments");
    }
    if (!options.keep.empty() && !isKeptName(options.keep))
        return inComment("'--keep " + options.keep + "' is not allowed",
                         "write a name without '/': the files are kept in Faultline's own folder");
    if (options.hardware.any() && options.machine != "simulated")
        return inComment("the hardware is described, and not for the simulated machine alone",
                         "write --machine simulated, too");
    return options;
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
    return readWords(splitWords(line));
}

ProgramOptions completed(ProgramOptions given, const ProgramOptions& own, const std::string& programPath) {
    const std::filesystem::path folder = std::filesystem::path(programPath).parent_path();
    const auto fromFolder = [&](const std::string& path) { return (folder / path).string(); };
    const auto there = [](const std::filesystem::path& path) {
        std::error_code error;
        return !path.empty() && std::filesystem::exists(path, error);
    };
    const bool ownFiles = given.with.empty();
    for (const std::string& path : own.with) {
        const std::string kept = isKeptName(path) ? keptFolder(path) : std::string();
        if (!ownFiles)
            break;
        if (there(kept))
            given.with.push_back(kept);
        else if (there(folder / path))
            given.with.push_back(fromFolder(path));
        else if (path != own.keep) // what has not been kept yet is not missed
            given.with.push_back(there(path) ? path : fromFolder(path));
    }
    if (given.keep.empty() && !own.keep.empty()) {
        given.keep = keptFolder(own.keep);
        given.keptByUs = !given.keep.empty();
    }
    if (given.machine.empty())
        given.machine = own.machine;
    if (!given.hardware.any() && given.machine == "simulated")
        given.hardware = own.hardware;
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
