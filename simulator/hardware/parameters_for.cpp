#include "simulator/hardware/parameters_for.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace faultline {

std::uint32_t addressBits(const Hardware& hardware) {
    return std::accumulate(hardware.levelBits.begin(), hardware.levelBits.end(),
                           static_cast<std::uint32_t>(std::countr_zero(hardware.pageSize)));
}

Parameters parametersFor(const Hardware& hardware, Parameters parameters) {
    const std::uint64_t page = hardware.pageSize;
    const auto down = [&](std::uint64_t bytes) { return bytes - bytes % page; };
    const auto up = [&](std::uint64_t bytes) { return down(bytes + page - 1); };
    const Parameters usual;
    const std::uint32_t bits = addressBits(hardware);
    parameters.pageSize = page;
    // Memory that is small on purpose is to be paged: there is a disk for it.
    if (hardware.frames != 0 && parameters.swap == 0)
        parameters.swap = std::uint64_t{1} << 30;
    parameters.stackSize = up(parameters.stackSize);
    parameters.imageStart = up(usual.imageStart);
    parameters.mmapMinimum = up(usual.mmapMinimum);
    parameters.userEnd = down(usual.userEnd);
    parameters.stackTop = parameters.userEnd;
    parameters.mmapTop = down(usual.mmapTop);
    if (bits >= 48)
        return parameters;
    const std::uint64_t space = std::uint64_t{1} << bits;
    parameters.userEnd = bits < 32 ? space : bits == 32 ? space / 4 * 3 : space / 2;
    if (bits < 32) {
        parameters.imageStart = parameters.mmapMinimum = page;
        parameters.mmapTop = parameters.userEnd;
    } else {
        parameters.stackTop = parameters.userEnd;
        parameters.mmapTop = down(parameters.userEnd - (usual.userEnd - usual.mmapTop));
    }
    return parameters;
}

} // namespace faultline
