#include "realmode/worker_path.h"

#include <cstdlib>
#include <filesystem>
#include <unistd.h>

namespace faultline {

std::string workerPath() {
    if (const char* named = std::getenv("FAULTLINE_WORKER"); named && *named)
        return named;
    std::error_code ignored;
    const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", ignored);
    for (const std::filesystem::path& candidate :
         {own.parent_path() / "faultline-worker",
          own.parent_path().parent_path() / "libexec/faultline/faultline-worker",
          std::filesystem::path(FAULTLINE_WORKER_BUILT)})
        if (::access(candidate.c_str(), X_OK) == 0)
            return candidate;
    return {};
}

} // namespace faultline
