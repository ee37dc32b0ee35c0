// A FILE: what the C library buffers between a program and a descriptor.
#pragma once

#include <cstdint>
#include <string>

namespace faultline {

enum class Buffering : std::uint8_t { None, Line, Full };

struct Stream {
    bool isOpen = false;
    bool canRead = false;
    bool canWrite = false;
    bool appends = false;
    bool atEnd = false;
    bool hasError = false;
    Buffering buffering = Buffering::Full;
    std::uint32_t capacity = 4096; // bytes of buffer
    std::int32_t descriptor = -1;
    std::string output;          // written by the program, not yet to the descriptor
    std::string input;           // read from the descriptor …
    std::uint32_t inputUsed = 0; // … of which the program has had so many

    bool operator==(const Stream&) const = default;
};

} // namespace faultline
