#include "realmode/probes/proc_text.h"

#include "realmode/descriptor.h"

#include <fcntl.h>

namespace faultline {

std::string readFromStart(int descriptor) {
    std::string text;
    char room[16384];
    for (;;) {
        const ssize_t got = ::pread(descriptor, room, sizeof room, static_cast<off_t>(text.size()));
        if (got <= 0)
            return text;
        text.append(room, static_cast<std::size_t>(got));
    }
}

std::string readWhole(const std::string& path) {
    const OwnedDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    return file ? readFromStart(file.number()) : std::string();
}

} // namespace faultline
