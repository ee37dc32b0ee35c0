// Where the C library's own things lie in a process: in a piece at the top of the interpreter's stack, so that they
// have addresses (&errno, FILE *, the text that strerror gives) and are no machine's business.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace faultline {

namespace layout {

inline constexpr std::uint64_t libraryArea = 0x8000; // bytes at the top of the stack

// Offsets in that piece.
inline constexpr std::uint64_t errorNumber = 0x0000;
inline constexpr std::uint64_t variables = 0x0010;       // stdin, stdout …: 8 bytes each
inline constexpr std::uint64_t brokenTime = 0x0200;      // localtime's struct tm
inline constexpr std::uint64_t timeText = 0x0280;        // ctime's and asctime's text
inline constexpr std::uint64_t smallText = 0x0300;       // texts of other functions that give static ones, 256 bytes
inline constexpr std::uint64_t characterTables = 0x0400; // __ctype_b_loc and its kin
inline constexpr std::uint64_t errorTexts = 0x1000;      // strerror, errorTextSize bytes each
inline constexpr std::uint64_t errorTextSize = 64;
inline constexpr std::uint64_t errorTextCount = 134;
inline constexpr std::uint64_t signalTexts = 0x3200; // strsignal
inline constexpr std::uint64_t signalTextSize = 40;
inline constexpr std::uint64_t signalTextCount = 65;
inline constexpr std::uint64_t streams = 0x4000; // FILE objects, streamSize bytes each
inline constexpr std::uint64_t streamSize = 16;
inline constexpr std::uint64_t streamCount = 1024;

inline constexpr std::uint64_t libraryStart(std::uint64_t stackTop) {
    return stackTop - libraryArea;
}

// The address of a variable of the C library; nothing if it is not known.
std::optional<std::uint64_t> variableAddress(std::string_view name, std::uint64_t stackTop);

} // namespace layout

} // namespace faultline
