#include "realmode/signal_structs.h"

#include <algorithm>
#include <cstring>

namespace faultline {

namespace {

std::uint64_t word(const Bytes& bytes, std::size_t at) {
    std::uint64_t value = 0;
    if (at < bytes.size())
        std::memcpy(&value, bytes.data() + at, std::min<std::size_t>(8, bytes.size() - at));
    return value;
}

} // namespace

worker::KernelAction kernelAction(const Bytes& bytes) {
    if (bytes.size() < cLibraryAction)
        return {word(bytes, 0), word(bytes, 8), word(bytes, 16), word(bytes, 24)};
    return {word(bytes, 0), word(bytes, 136) & 0xffffffffu, word(bytes, 144), word(bytes, 8)};
}

Bytes asProgramWants(const worker::KernelAction& action, std::uint64_t size) {
    Bytes bytes(size, 0);
    const auto put = [&bytes](std::size_t at, const void* from, std::size_t count) {
        if (at + count <= bytes.size())
            std::memcpy(bytes.data() + at, from, count);
    };
    put(0, &action.handler, 8);
    if (size < cLibraryAction) {
        put(8, &action.flags, 8);
        put(16, &action.restorer, 8);
        put(24, &action.mask, 8);
    } else {
        put(8, &action.mask, 8);
        put(136, &action.flags, 4);
        put(144, &action.restorer, 8);
    }
    return bytes;
}

} // namespace faultline
