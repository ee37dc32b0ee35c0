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

namespace {

std::size_t readWhole(int descriptor, std::uint64_t offset, std::span<std::uint8_t> bytes, int flags) {
    std::size_t done = 0;
    int tries = 20; // a page that is being read is there soon
    while (done < bytes.size()) {
        const iovec room{bytes.data() + done, bytes.size() - done};
        ssize_t got = ::preadv2(descriptor, &room, 1, static_cast<off_t>(offset + done), flags);
        if (got < 0 && flags && errno == EOPNOTSUPP)
            got = ::preadv(descriptor, &room, 1, static_cast<off_t>(offset + done));
        if (got < 0 && flags && errno == EAGAIN && tries-- > 0) {
            ::usleep(100);
            continue;
        }
        if (got <= 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

} // namespace

std::size_t readMemory(int memory, Address address, std::span<std::uint8_t> bytes) {
    return readWhole(memory, address, bytes, 0);
}

std::size_t readFile(int descriptor, std::uint64_t offset, std::span<std::uint8_t> bytes) {
    return readWhole(descriptor, offset, bytes, RWF_NOWAIT);
}

} // namespace faultline
