#pragma once

#include "simulator/machine/operation.h"

#include <array>
#include <cstdint>

namespace faultline {

/// A pointer argument through which the kernel writes.
struct WrittenThrough {
    std::int8_t pointer = -1; ///< argument index; -1: none
    std::int8_t length = -1;  ///< argument index of the length; -1: `bytes`; -2: the result
    std::uint16_t bytes = 0;
};

/// What a call can do besides its result: whether it can wait, and what must be read back after it.
struct CallTraits {
    bool mayBlock = false;
    bool mappings = false;       ///< of the calling process
    bool opens = false;          ///< the result is a descriptor of a file that may be new
    bool names = false;          ///< names, links or sizes of files by name
    bool closes = false;         ///< a file may be reachable no more
    bool processes = false;      ///< other processes may wake, end, or be signalled
    std::int8_t descriptor = -1; ///< argument index of a descriptor whose file it may change or cache
    bool contents = false;       ///< of that file
    std::array<std::int8_t, 2> paths = {-1, -1};
    std::array<WrittenThrough, 2> writes{};
};

CallTraits traitsOf(Call call);

} // namespace faultline
