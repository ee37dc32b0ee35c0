#pragma once

#include "simulator/machine/parameters.h"

#include <string>
#include <vector>

namespace faultline {

/// One stretch of a program's image. `bytes` may be shorter than `size`: the rest is zeros. The machine maps the code,
/// literals and data privately from a file of kind Image, laid out one behind the other in whole pages, and bss
/// anonymously.
struct Segment {
    enum class Kind : std::uint8_t { Code, Literals, Data, Bss };
    Kind kind = Kind::Code;
    Address start = 0; ///< a multiple of the page size
    std::uint64_t size = 0;
    std::uint8_t protection = protectRead;
    Bytes bytes;

    bool operator==(const Segment&) const = default;
};

/// A program as a machine must have it in memory before its first operation.
struct Image {
    std::string name; ///< argv[0]: the name of the program
    std::vector<Segment> segments;
    Address end = 0; ///< behind bss, a multiple of the page size: where the heap may begin

    bool operator==(const Image&) const = default;
};

/// A file that stands in the program's directory before it starts.
struct SetupFile {
    std::string name; ///< relative to scratch, with '/'
    Bytes bytes;
    std::uint32_t mode = 0644;
    bool folder = false;

    bool operator==(const SetupFile&) const = default;
};

/// The simulated machine's hardware.
struct Hardware {
    std::string preset = "x86-64";
    std::uint64_t pageSize = 4096;
    std::vector<std::uint8_t> levelBits = {9, 9, 9, 9}; ///< index bits, from the top level down
    std::uint64_t frames = 0;                           ///< 0: as many as Parameters::memory holds
    std::uint32_t tlbEntries = 64;
    std::uint32_t tlbWays = 4; ///< = tlbEntries: fully associative
    bool asids = false;        ///< false: the TLB is flushed when another process runs
    std::string policy = "clock";

    bool operator==(const Hardware&) const = default;
};

struct Setup {
    Image image;
    std::vector<std::string> arguments; ///< argv, the program's name first
    std::vector<SetupFile> files;
    bool cold = false; ///< the files are not in the page cache at start
    Parameters parameters;
    Hardware hardware;

    bool operator==(const Setup&) const = default;
};

} // namespace faultline
