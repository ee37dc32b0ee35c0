#include "realmode/worker/address_space.h"

#include "realmode/worker/state.h"
#include "realmode/worker/system_call.h"

#include <fcntl.h>
#include <sys/mman.h>

namespace faultline::worker {

namespace {

std::uint64_t hexAt(const char*& at) {
    std::uint64_t number = 0;
    for (;; ++at) {
        const char digit = *at;
        if (digit >= '0' && digit <= '9')
            number = number << 4 | static_cast<std::uint64_t>(digit - '0');
        else if (digit >= 'a' && digit <= 'f')
            number = number << 4 | static_cast<std::uint64_t>(digit - 'a' + 10);
        else
            return number;
    }
}

bool isKernels(const char* at, const char* end) {
    for (; at + 3 <= end; ++at)
        if (at[0] == '[' && at[1] == 'v' && (at[2] == 'v' || at[2] == 'd'))
            return true;
    return false;
}

} // namespace

void unmapKernelPages() {
    constexpr std::uint64_t room = 4096; // a line an own segment, the stack and these
    char text[room];
    const std::int64_t maps = systemCall(SYS_open, "/proc/self/maps", O_RDONLY | O_CLOEXEC, 0);
    if (maps < 0)
        return;
    std::uint64_t length = 0;
    for (std::int64_t got = 1; got > 0 && length < room;) {
        got = systemCall(SYS_read, maps, text + length, room - length);
        length += got > 0 ? static_cast<std::uint64_t>(got) : 0;
    }
    systemCall(SYS_close, maps);
    for (const char *line = text, *end = text + length; line < end;) {
        const char* next = line;
        while (next < end && *next != '\n')
            ++next;
        if (isKernels(line, next)) {
            const std::uint64_t start = hexAt(line);
            const std::uint64_t stop = hexAt(++line);
            systemCall(SYS_munmap, start, stop - start);
        }
        line = next + 1;
    }
}

std::uint64_t topOfMappings() {
    const std::int64_t at = systemCall(SYS_mmap, 0, pageSize, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at < 0)
        return 0;
    systemCall(SYS_munmap, at, pageSize);
    return static_cast<std::uint64_t>(at) + pageSize;
}

} // namespace faultline::worker
