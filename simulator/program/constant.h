// The values of C's constants as written: 0x10ul, 1.5e3f, 'a', "a\n".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/program/type.h"

namespace faultline {

struct NumberConstant {
    TypeKind kind = TypeKind::Int; // the type that C11 6.4.4 gives it
    std::uint64_t integer = 0;
    double floating = 0;
    std::string error;       // not empty: what is wrong; the rest is then meaningless
    bool isTooLarge = false; // the integer does not fit in 64 bits
};

NumberConstant parseNumber(std::string_view text);

struct CharacterConstant {
    std::int32_t value = 0;
    std::string error;
};

// With its quotes. Several characters make one int, as gcc does it.
CharacterConstant parseCharacter(std::string_view text);

struct StringConstant {
    std::string bytes; // without a NUL at the end
    std::string error;
};

// With its quotes.
StringConstant parseString(std::string_view text);

} // namespace faultline
