#include "realmode/probes/contents.h"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/uio.h>
#include <unistd.h>

namespace faultline {

OwnedDescriptor openMemory(pid_t pid) {
    // Asked for a byte where nothing can be mapped, the call says whether it is there and allowed.
    std::uint8_t byte = 0;
    const iovec here{&byte, 1};
    const iovec nowhere{reinterpret_cast<void*>(1), 1};
    if (::process_vm_readv(pid, &here, 1, &nowhere, 1, 0) != -1 || errno != EFAULT)
        return {};
    return OwnedDescriptor(::open(("/proc/" + std::to_string(pid) + "/mem").c_str(), O_RDONLY | O_CLOEXEC));
}

std::size_t readMemory(int memory, Address address, std::span<std::uint8_t> bytes) {
    return readFile(memory, address, bytes);
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
