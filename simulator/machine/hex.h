#pragma once

#include <cstdint>
#include <string>

namespace faultline {

/// "0x7f30".
std::string hex(std::uint64_t number);

} // namespace faultline
