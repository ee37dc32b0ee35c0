// Numbers from text, random numbers, small arithmetic.
#include <algorithm>
#include <bit>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <optional>
#include <string_view>

#include "simulator/program/call_context.h"
#include "simulator/program/library.h"
#include "simulator/program/random.h"

namespace faultline {

namespace {

// The text of the first argument as far as a number in it may reach.
std::string numberText(CallContext& c) {
    return c.textUntil(c.argument(0), [](std::string_view text) {
        constexpr std::string_view blanks = " \t\n\v\f\r";
        const std::size_t begin = text.find_first_not_of(blanks);
        if (begin == std::string_view::npos)
            return false;
        const auto isPart = [](char letter) {
            return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '.' || letter == '+' ||
                   letter == '-' || letter == '(' || letter == ')' || letter == '_';
        };
        return !std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), isPart);
    });
}

constexpr std::int32_t einval = 22;
constexpr std::int32_t erange = 34;

struct Parsed {
    std::uint64_t value = 0;
    std::optional<std::size_t> length; // characters used; nothing: not said, as of a base that there is not
};

// strtol and its kin by the host's own, whose rules are the standard's.
template <class Convert>
Parsed parse(CallContext& c, const std::string& text, Convert convert) {
    char* end = nullptr;
    errno = 0;
    const auto value = convert(text.c_str(), &end);
    if (errno != 0)
        c.setError(errno == ERANGE ? erange : einval);
    Parsed parsed;
    if (end != nullptr)
        parsed.length = static_cast<std::size_t>(end - text.c_str());
    if constexpr (sizeof value == 4)
        parsed.value = std::bit_cast<std::uint32_t>(value);
    else
        parsed.value = std::bit_cast<std::uint64_t>(value);
    return parsed;
}

template <class Convert>
std::uint64_t convertText(CallContext& c, Convert convert) {
    const std::string text = numberText(c);
    const Parsed parsed = parse(c, text, convert);
    if (c.argument(1) != 0 && parsed.length)
        c.put(c.argument(1), c.argument(0) + *parsed.length);
    return parsed.value;
}

std::uint64_t strtolFunction(CallContext& c) {
    const int base = c.intArgument(2);
    return convertText(c, [base](const char* text, char** end) { return std::strtol(text, end, base); });
}
std::uint64_t strtoulFunction(CallContext& c) {
    const int base = c.intArgument(2);
    return convertText(c, [base](const char* text, char** end) { return std::strtoul(text, end, base); });
}
std::uint64_t strtodFunction(CallContext& c) {
    return convertText(c, [](const char* text, char** end) { return std::strtod(text, end); });
}
std::uint64_t strtofFunction(CallContext& c) {
    return convertText(c, [](const char* text, char** end) { return std::strtof(text, end); });
}
std::uint64_t atoiFunction(CallContext& c) {
    return intResult(std::strtol(numberText(c).c_str(), nullptr, 10));
}
std::uint64_t atolFunction(CallContext& c) {
    return longResult(std::strtol(numberText(c).c_str(), nullptr, 10));
}
std::uint64_t atofFunction(CallContext& c) {
    return std::bit_cast<std::uint64_t>(std::strtod(numberText(c).c_str(), nullptr));
}

std::uint64_t absFunction(CallContext& c) {
    const std::int64_t value = c.intArgument(0);
    return intResult(value < 0 ? -value : value);
}
std::uint64_t labsFunction(CallContext& c) {
    const std::uint64_t value = c.argument(0);
    return static_cast<std::int64_t>(value) < 0 ? 0 - value : value;
}
std::uint64_t ffsFunction(CallContext& c) {
    const auto value = static_cast<std::uint32_t>(c.argument(0));
    return value == 0 ? 0 : static_cast<std::uint64_t>(std::countr_zero(value)) + 1;
}

std::uint64_t randFunction(CallContext& c) {
    return intResult(nextRandom(c.library()));
}
std::uint64_t srandFunction(CallContext& c) {
    seedRandom(c.library(), static_cast<std::uint32_t>(c.argument(0)));
    return 0;
}
std::uint64_t randrFunction(CallContext& c) {
    auto state = c.get<std::uint32_t>(c.argument(0));
    const std::int32_t result = nextRandomOf(state);
    c.put(c.argument(0), state);
    return intResult(result);
}

// drand48's generator: 48 bits, linear congruential.
std::uint64_t next48(CallContext& c) {
    std::uint64_t& state = c.library().random48;
    state = (state * 0x5DEECE66Dull + 0xB) & ((std::uint64_t{1} << 48) - 1);
    return state;
}
std::uint64_t drand48Function(CallContext& c) {
    return std::bit_cast<std::uint64_t>(static_cast<double>(next48(c)) / static_cast<double>(std::uint64_t{1} << 48));
}
std::uint64_t lrand48Function(CallContext& c) {
    return next48(c) >> 17;
}
std::uint64_t mrand48Function(CallContext& c) {
    return intResult(static_cast<std::int64_t>(next48(c) >> 16));
}
// erand48 and its kin keep the 48 bits in three short numbers of the program's.
std::uint64_t next48In(CallContext& c) {
    std::uint64_t state = 0;
    Bytes bytes = c.bytes(c.argument(0), 6);
    std::memcpy(&state, bytes.data(), 6);
    state = (state * 0x5DEECE66Dull + 0xB) & ((std::uint64_t{1} << 48) - 1);
    std::memcpy(bytes.data(), &state, 6);
    c.write(c.argument(0), bytes);
    return state;
}
std::uint64_t erand48Function(CallContext& c) {
    return std::bit_cast<std::uint64_t>(static_cast<double>(next48In(c)) / static_cast<double>(std::uint64_t{1} << 48));
}
std::uint64_t nrand48Function(CallContext& c) {
    return next48In(c) >> 17;
}
std::uint64_t jrand48Function(CallContext& c) {
    return intResult(static_cast<std::int64_t>(next48In(c) >> 16));
}
std::uint64_t ffslFunction(CallContext& c) {
    return c.argument(0) == 0 ? 0 : static_cast<std::uint64_t>(std::countr_zero(c.argument(0)) + 1);
}
// The compiler's own functions on bits, of int and of long.
template <class T>
std::uint64_t popcountFunction(CallContext& c) {
    return static_cast<std::uint64_t>(std::popcount(static_cast<T>(c.argument(0))));
}
template <class T>
std::uint64_t parityFunction(CallContext& c) {
    return popcountFunction<T>(c) & 1;
}
template <class T>
std::uint64_t trailingZerosFunction(CallContext& c) {
    return static_cast<std::uint64_t>(std::countr_zero(static_cast<T>(c.argument(0))));
}
template <class T>
std::uint64_t leadingZerosFunction(CallContext& c) {
    return static_cast<std::uint64_t>(std::countl_zero(static_cast<T>(c.argument(0))));
}
template <class T>
std::uint64_t swappedFunction(CallContext& c) {
    const auto given = static_cast<T>(c.argument(0));
    std::uint64_t swapped = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        swapped = swapped << 8 | (given >> (8 * i) & 0xFF);
    return swapped;
}
std::uint64_t expectFunction(CallContext& c) { // says what is likely, and changes nothing
    return c.argument(0);
}
std::uint64_t srand48Function(CallContext& c) {
    c.library().random48 = (c.argument(0) & 0xFFFFFFFF) << 16 | 0x330E;
    return 0;
}

} // namespace

std::vector<Native> numberFunctions() {
    return {{"strtol", strtolFunction},   {"strtoll", strtolFunction},   {"strtoimax", strtolFunction},
            {"strtoul", strtoulFunction}, {"strtoull", strtoulFunction}, {"strtoumax", strtoulFunction},
            {"strtod", strtodFunction},   {"strtold", strtodFunction},   {"strtof", strtofFunction},
            {"atoi", atoiFunction},       {"atol", atolFunction},        {"atoll", atolFunction},
            {"atof", atofFunction},       {"abs", absFunction},          {"labs", labsFunction},
            {"llabs", labsFunction},      {"imaxabs", labsFunction},     {"ffs", ffsFunction},
            {"rand", randFunction},       {"srand", srandFunction},      {"random", randFunction},
            {"srandom", srandFunction},   {"rand_r", randrFunction},     {"drand48", drand48Function},
            {"lrand48", lrand48Function}, {"mrand48", mrand48Function},  {"srand48", srand48Function},
            {"erand48", erand48Function}, {"nrand48", nrand48Function},  {"jrand48", jrand48Function},
            {"ffsl", ffslFunction},       {"ffsll", ffslFunction}};
}

std::vector<Native> bitFunctions() {
    using Word = std::uint32_t;
    using Long = std::uint64_t;
    return {{"__builtin_popcount", popcountFunction<Word>},
            {"__builtin_popcountl", popcountFunction<Long>},
            {"__builtin_popcountll", popcountFunction<Long>},
            {"__builtin_parity", parityFunction<Word>},
            {"__builtin_parityl", parityFunction<Long>},
            {"__builtin_parityll", parityFunction<Long>},
            {"__builtin_ctz", trailingZerosFunction<Word>},
            {"__builtin_ctzl", trailingZerosFunction<Long>},
            {"__builtin_ctzll", trailingZerosFunction<Long>},
            {"__builtin_clz", leadingZerosFunction<Word>},
            {"__builtin_clzl", leadingZerosFunction<Long>},
            {"__builtin_clzll", leadingZerosFunction<Long>},
            {"__builtin_ffs", ffsFunction},
            {"__builtin_ffsl", ffslFunction},
            {"__builtin_ffsll", ffslFunction},
            {"__builtin_bswap16", swappedFunction<std::uint16_t>},
            {"__builtin_bswap32", swappedFunction<Word>},
            {"__builtin_bswap64", swappedFunction<Long>},
            {"__builtin_expect", expectFunction}};
}

} // namespace faultline
