#include "realmode/readable.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace faultline {

namespace fs = std::filesystem;

LentPermission::LentPermission(std::string path, mode_t bits) : path_(std::move(path)) {
    struct stat facts {};
    if (::stat(path_.c_str(), &facts) != 0 || facts.st_uid != ::geteuid() || (facts.st_mode & bits) == bits)
        return;
    before_ = facts.st_mode & 07777;
    lent_ = ::chmod(path_.c_str(), before_ | bits) == 0;
}

LentPermission::~LentPermission() {
    if (lent_)
        ::chmod(path_.c_str(), before_);
}

OwnedDescriptor openToRead(const std::string& path) {
    OwnedDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOATIME));
    if (!file)
        file = OwnedDescriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file || errno != EACCES)
        return file;
    const LentPermission lent(path, S_IRUSR);
    return OwnedDescriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

void eachFileBelow(const std::string& folder, const std::function<void(const std::string& path)>& found) {
    const LentPermission lent(folder, S_IRUSR | S_IXUSR);
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code unknown;
        const fs::file_status status = entry->symlink_status(unknown);
        if (fs::is_directory(status))
            eachFileBelow(entry->path().string(), found);
        else if (fs::is_regular_file(status))
            found(entry->path().string());
    }
}

namespace {

void allowRemoval(const std::string& folder) {
    ::chmod(folder.c_str(), S_IRWXU);
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code unknown;
        if (fs::is_directory(entry->symlink_status(unknown)))
            allowRemoval(entry->path().string());
    }
}

} // namespace

void removeWithContents(const std::string& folder) {
    std::error_code error;
    fs::remove_all(folder, error);
    if (!error)
        return;
    allowRemoval(folder);
    fs::remove_all(folder, error);
}

} // namespace faultline
