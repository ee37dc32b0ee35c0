#include "app/session/kept_files.h"

#include "app/session/scratch_files.h"

#include <cstdlib>
#include <filesystem>

namespace faultline {

namespace fs = std::filesystem;

std::string stateFolder() {
    // A relative path there is to be passed over.
    if (const char* state = std::getenv("XDG_STATE_HOME"); state && state[0] == '/')
        return (fs::path(state) / "faultline").string();
    if (const char* home = std::getenv("HOME"); home && home[0] == '/')
        return (fs::path(home) / ".local/state/faultline").string();
    return {};
}

std::string keptFolder(std::string_view name) {
    const std::string state = stateFolder();
    return state.empty() ? std::string() : (fs::path(state) / "kept" / name).string();
}

bool isKeptName(std::string_view name) {
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

std::optional<Failure> replaceKept(const std::vector<FileContents>& files, const std::string& folder) {
    if (auto failure = emptyKept(folder))
        return failure;
    return keepFiles(files, folder);
}

std::optional<Failure> emptyKept(const std::string& folder) {
    std::error_code error;
    fs::remove_all(folder, error);
    if (error)
        return Failure{"cannot be emptied: " + error.message(), folder, ""};
    return std::nullopt;
}

} // namespace faultline
