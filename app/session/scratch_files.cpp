#include "app/session/scratch_files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace faultline {

namespace fs = std::filesystem;

namespace {

Failure unreadable(const fs::path& path, const std::string& why) {
    return {"cannot be read: " + why, path.string(), ""};
}

std::uint32_t modeOf(const fs::path& path) {
    std::error_code error;
    const auto permissions = fs::status(path, error).permissions();
    return error ? 0644u : static_cast<std::uint32_t>(permissions) & 0777u;
}

using Files = std::map<std::string, SetupFile>; ///< by name: one given later takes the place of one given earlier

std::optional<Failure> addFile(Files& files, const fs::path& path, const std::string& name) {
    const Result<std::string> text = readText(path.string());
    if (!text)
        return text.failure();
    files[name] = {name, Bytes(text.value().begin(), text.value().end()), modeOf(path), false};
    return std::nullopt;
}

std::optional<Failure> addFolder(Files& files, const fs::path& folder) {
    std::error_code error;
    fs::recursive_directory_iterator entries(folder, error), end;
    for (; !error && entries != end; entries.increment(error)) {
        const std::string name = entries->path().lexically_relative(folder).generic_string();
        if (entries->is_directory())
            files[name] = {name, {}, modeOf(entries->path()), true};
        else if (entries->is_regular_file())
            if (auto failure = addFile(files, entries->path(), name))
                return failure;
    }
    if (error)
        return unreadable(folder, error.message());
    return std::nullopt;
}

} // namespace

Result<std::string> readText(const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error))
        return Failure{"is a folder, not a file", path, ""};
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return unreadable(path, std::strerror(errno));
    std::ostringstream text;
    text << in.rdbuf();
    if (in.bad())
        return unreadable(path, std::strerror(errno));
    return text.str();
}

Result<std::vector<SetupFile>> readWith(const std::vector<std::string>& paths) {
    Files files;
    for (const std::string& given : paths) {
        const fs::path path(given);
        std::error_code error;
        std::optional<Failure> failure;
        if (fs::is_directory(path, error))
            failure = addFolder(files, path);
        else if (fs::exists(path, error))
            failure = addFile(files, path, path.filename().string());
        else
            failure = unreadable(path, error ? error.message() : "there is no such file or folder");
        if (failure)
            return *failure;
    }
    std::vector<SetupFile> list; // in order of their names, a folder comes before what is in it
    for (auto& [name, file] : files)
        list.push_back(std::move(file));
    return list;
}

std::optional<Failure> keepFiles(const std::vector<FileContents>& files, const std::string& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return Failure{"cannot be made: " + error.message(), folder, ""};
    for (const FileContents& file : files) {
        if (file.name.starts_with("tmp/") || file.name.empty() || file.name.front() == '/')
            continue;
        const fs::path path = fs::path(folder) / file.name;
        fs::create_directories(path.parent_path(), error);
        std::ofstream out(path, std::ios::binary | std::ios::trunc);
        out.write(reinterpret_cast<const char*>(file.bytes.data()), static_cast<std::streamsize>(file.bytes.size()));
        if (!out.flush())
            return Failure{std::string("cannot be written: ") + std::strerror(errno), path.string(), ""};
    }
    return std::nullopt;
}

} // namespace faultline
