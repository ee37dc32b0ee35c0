#include "simulator/machine/hex.h"

#include <cstdio>

namespace faultline {

std::string hex(std::uint64_t number) {
    char text[24];
    std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(number));
    return text;
}

} // namespace faultline
