#include "simulator/program/signal_frame.h"

#include <cstring>

namespace faultline {

Bytes signalFrame(const Signal& signal) {
    Bytes frame(signalFrameBytes);
    const auto put = [&](std::size_t at, auto value) { std::memcpy(frame.data() + at, &value, sizeof value); };
    put(0, signal.number);
    put(8, signal.code);
    if (signal.sender != 0 || signal.code <= 0)
        put(16, signal.sender);
    else
        put(16, signal.address);
    return frame;
}

} // namespace faultline
