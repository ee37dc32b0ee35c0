// rand, random and their kin, number for number as glibc gives them.
#pragma once

#include <cstdint>

#include "simulator/program/process_state.h"

namespace faultline {

void seedRandom(LibraryState& library, std::uint32_t seed);
std::int32_t nextRandom(LibraryState& library); // 0 to 2^31 - 1

// rand_r: the state is the program's.
std::int32_t nextRandomOf(std::uint32_t& state);

} // namespace faultline
