// An open file description of the machine of bare bytes.
#pragma once

#include "tests/support/bare_memory.h"

#include <memory>
#include <string>

namespace faultline::testing {

struct BarePipe {
    std::string bytes;
};

struct BareDescription {
    enum class Kind : std::uint8_t { Terminal, File, Pipe, Null, Zero };
    Kind kind = Kind::File;
    std::uint64_t flags = 0; // as open was given them
    int number = 0;          // Terminal: 0, 1, 2
    std::shared_ptr<BareFile> file;
    std::uint64_t position = 0;
    std::shared_ptr<BarePipe> pipe;
    std::shared_ptr<char> writes; // Pipe: counts the ends that write, …
    std::weak_ptr<char> writers;  // … and tells whether there are any

    bool canRead() const { return (flags & 3) != 1; }
    bool canWrite() const { return (flags & 3) != 0; }
};

} // namespace faultline::testing
