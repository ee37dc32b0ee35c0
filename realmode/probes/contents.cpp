#include "realmode/probes/contents.h"

#include <sys/uio.h>
#include <unistd.h>

namespace faultline {

std::size_t readMemory(pid_t pid, Address address, std::span<std::uint8_t> bytes) {
    const iovec here{bytes.data(), bytes.size()};
    const iovec there{reinterpret_cast<void*>(address), bytes.size()};
    const ssize_t got = ::process_vm_readv(pid, &here, 1, &there, 1, 0);
    return got < 0 ? 0 : static_cast<std::size_t>(got);
}

std::size_t readFile(int descriptor, std::uint64_t offset, std::span<std::uint8_t> bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got =
            ::pread(descriptor, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
        if (got <= 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

} // namespace faultline
