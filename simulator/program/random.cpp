#include "simulator/program/random.h"

namespace faultline {

namespace {

constexpr std::uint32_t degree = 31;
constexpr std::uint32_t separation = 3;

} // namespace

// glibc, stdlib/random_r.c: an additive feedback generator over 31 numbers, filled by a linear congruential one and
// run 310 times.
void seedRandom(LibraryState& library, std::uint32_t seed) {
    if (seed == 0)
        seed = 1;
    std::int64_t word = static_cast<std::int32_t>(seed);
    library.random[0] = static_cast<std::int32_t>(word);
    for (std::uint32_t i = 1; i < degree; ++i) {
        const std::int64_t high = word / 127773;
        const std::int64_t low = word % 127773;
        word = 16807 * low - 2836 * high;
        if (word < 0)
            word += 2147483647;
        library.random[i] = static_cast<std::int32_t>(word);
    }
    library.randomFront = separation;
    library.randomRear = 0;
    for (std::uint32_t i = 0; i < 10 * degree; ++i)
        nextRandom(library);
}

std::int32_t nextRandom(LibraryState& library) {
    const std::uint32_t sum = static_cast<std::uint32_t>(library.random[library.randomFront]) +
                              static_cast<std::uint32_t>(library.random[library.randomRear]);
    library.random[library.randomFront] = static_cast<std::int32_t>(sum);
    library.randomFront = (library.randomFront + 1) % degree;
    library.randomRear = (library.randomRear + 1) % degree;
    return static_cast<std::int32_t>(sum >> 1);
}

std::int32_t nextRandomOf(std::uint32_t& state) {
    std::uint32_t next = state;
    next = next * 1103515245 + 12345;
    std::uint32_t result = (next / 65536) % 2048;
    next = next * 1103515245 + 12345;
    result = (result << 10) ^ ((next / 65536) % 1024);
    next = next * 1103515245 + 12345;
    result = (result << 10) ^ ((next / 65536) % 1024);
    state = next;
    return static_cast<std::int32_t>(result);
}

} // namespace faultline
