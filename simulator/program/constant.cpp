#include "simulator/program/constant.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace faultline {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

int digitValue(char c) {
    const char l = lower(c);
    return l >= '0' && l <= '9' ? l - '0' : l >= 'a' && l <= 'f' ? l - 'a' + 10 : 99;
}

std::string lowered(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        c = lower(c);
    }
    return result;
}

struct IntegerSuffix {
    bool isUnsigned = false;
    int longs = 0;
};

std::optional<IntegerSuffix> parseSuffix(std::string_view written) {
    if (written.find("lL") != std::string_view::npos || written.find("Ll") != std::string_view::npos) {
        return std::nullopt;
    }
    const std::string suffix = lowered(written);
    for (const int longs : {0, 1, 2}) {
        const std::string ls(static_cast<std::size_t>(longs), 'l');
        if (suffix == ls) {
            return IntegerSuffix{false, longs};
        }
        if (suffix == "u" + ls || suffix == ls + "u") {
            return IntegerSuffix{true, longs};
        }
    }
    return std::nullopt;
}

// C11 6.4.4.1: the first type of the list in which the value fits; only constants in hex, octal or binary may become
// unsigned without saying so.
TypeKind integerKind(std::uint64_t value, IntegerSuffix suffix, bool isDecimal) {
    const bool mayBeSigned = !suffix.isUnsigned;
    const bool mayBeUnsigned = suffix.isUnsigned || !isDecimal;
    if (suffix.longs == 0) {
        if (mayBeSigned && value <= 0x7FFFFFFF) {
            return TypeKind::Int;
        }
        if (mayBeUnsigned && value <= 0xFFFFFFFF) {
            return TypeKind::UnsignedInt;
        }
    }
    const bool isLongLong = suffix.longs == 2;
    if (mayBeSigned && value <= 0x7FFFFFFFFFFFFFFF) {
        return isLongLong ? TypeKind::LongLong : TypeKind::Long;
    }
    return isLongLong ? TypeKind::UnsignedLongLong : TypeKind::UnsignedLong;
}

NumberConstant wrong(std::string error) {
    NumberConstant result;
    result.error = std::move(error);
    return result;
}

NumberConstant parseInteger(std::string_view text) {
    int base = 10;
    std::size_t at = 0;
    if (text.size() > 1 && text[0] == '0') {
        const char mark = lower(text[1]);
        base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
        at = base == 8 ? 1 : 2;
    }
    NumberConstant result;
    const std::size_t first = at;
    for (; at < text.size() && digitValue(text[at]) < (base == 16 ? 16 : 10); ++at) {
        const auto digit = static_cast<unsigned>(digitValue(text[at]));
        if (digit >= static_cast<unsigned>(base)) {
            return wrong("'" + std::string(1, text[at]) + "' is no digit of " + (base == 8 ? "an octal" : "a binary") +
                         " number");
        }
        const std::uint64_t limit = (~std::uint64_t{0} - digit) / static_cast<unsigned>(base);
        result.isTooLarge = result.isTooLarge || result.integer > limit;
        result.integer = result.integer * static_cast<unsigned>(base) + digit;
    }
    const auto suffix = parseSuffix(text.substr(at));
    if (!suffix || (base != 8 && at == first)) {
        return wrong("'" + std::string(text.substr(0, 60)) + "' is not a number");
    }
    result.kind = integerKind(result.integer, *suffix, base == 10);
    return result;
}

NumberConstant parseFloating(std::string_view text, bool isHex) {
    std::string digits = lowered(text);
    NumberConstant result;
    result.kind = TypeKind::Double;
    if (digits.ends_with('f') && !(isHex && digits.find('p') == std::string::npos)) {
        result.kind = TypeKind::Float;
        digits.pop_back();
    } else if (digits.ends_with('l')) {
        result.kind = TypeKind::LongDouble;
        digits.pop_back();
    }
    const char* begin = digits.data() + (isHex ? 2 : 0);
    const char* end = digits.data() + digits.size();
    const auto format = isHex ? std::chars_format::hex : std::chars_format::general;
    const auto [stop, failure] = std::from_chars(begin, end, result.floating, format);
    if (stop != end || failure == std::errc::invalid_argument) {
        return wrong("'" + std::string(text.substr(0, 60)) + "' is not a number");
    }
    if (failure == std::errc::result_out_of_range) {
        const std::size_t exponent = digits.find(isHex ? 'p' : 'e');
        const bool isTiny = exponent != std::string::npos && digits.find('-', exponent) != std::string::npos;
        result.floating = isTiny ? 0.0 : HUGE_VAL;
    }
    if (result.kind == TypeKind::Float) {
        result.floating = static_cast<double>(static_cast<float>(result.floating));
    }
    return result;
}

// One character or escape sequence of a constant, of which `at` is the position; moves it on.
unsigned readEscape(std::string_view text, std::size_t& at, std::string& error) {
    const char c = text[at++];
    constexpr std::string_view letters = "ntrabfve\\'\"?0";
    constexpr std::string_view values = "\n\t\r\a\b\f\v\x1b\\'\"?";
    if (c >= '0' && c <= '7') {
        unsigned value = static_cast<unsigned>(c - '0');
        for (int i = 0; i < 2 && at < text.size() && text[at] >= '0' && text[at] <= '7'; ++i) {
            value = value * 8 + static_cast<unsigned>(text[at++] - '0');
        }
        if (value > 255) {
            error = "this escape sequence is larger than a char";
        }
        return value & 0xFF;
    }
    if (c == 'x') {
        unsigned value = 0;
        const std::size_t first = at;
        for (; at < text.size() && digitValue(text[at]) < 16; ++at) {
            value = (value & 0x0FFFFFFF) * 16 + static_cast<unsigned>(digitValue(text[at]));
        }
        if (at == first || value > 255) {
            error = at == first ? "'\\x' needs hexadecimal digits" : "this escape sequence is larger than a char";
        }
        return value & 0xFF;
    }
    if (const std::size_t known = letters.find(c); known < values.size()) {
        return static_cast<unsigned char>(values[known]);
    }
    return static_cast<unsigned char>(c); // gcc warns of an unknown escape and takes the character
}

// \uXXXX and \UXXXXXXXX, as UTF-8.
bool readUniversal(std::string_view text, std::size_t& at, std::string& bytes) {
    const std::size_t digits = text[at] == 'u' ? 4 : 8;
    std::uint32_t code = 0;
    for (std::size_t i = 1; i <= digits; ++i) {
        if (at + i >= text.size() || digitValue(text[at + i]) > 15) {
            return false;
        }
        code = code * 16 + static_cast<std::uint32_t>(digitValue(text[at + i]));
    }
    if (code > 0x10FFFF) {
        return false;
    }
    at += digits + 1;
    const auto put = [&](std::uint32_t byte) { bytes.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
    return true;
}

StringConstant unescape(std::string_view text, char quote) {
    StringConstant result;
    const std::size_t open = text.find(quote);
    if (open != 0 && text.substr(0, open) != "u8") {
        result.error = "wide characters are not supported here";
        return result;
    }
    text = text.substr(open + 1, text.size() - open - 2);
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at++];
        if (c != '\\' || at == text.size()) {
            result.bytes.push_back(c);
        } else if (text[at] == 'u' || text[at] == 'U') {
            if (!readUniversal(text, at, result.bytes)) {
                result.error = "this is not a valid universal character name";
                return result;
            }
        } else {
            result.bytes.push_back(static_cast<char>(static_cast<unsigned char>(readEscape(text, at, result.error))));
        }
    }
    return result;
}

} // namespace

NumberConstant parseNumber(std::string_view text) {
    const bool isHex = text.size() > 1 && text[0] == '0' && lower(text[1]) == 'x';
    const bool isFloating = text.find('.') != std::string_view::npos ||
                            (isHex ? text.find_first_of("pP") : text.find_first_of("eE")) != std::string_view::npos;
    return isFloating ? parseFloating(text, isHex) : parseInteger(text);
}

CharacterConstant parseCharacter(std::string_view text) {
    const StringConstant string = unescape(text, '\'');
    CharacterConstant result;
    result.error = string.error;
    if (result.error.empty() && string.bytes.empty()) {
        result.error = "a character constant cannot be empty";
    }
    if (string.bytes.size() == 1) {
        const int byte = static_cast<unsigned char>(string.bytes[0]);
        result.value = byte < 0x80 ? byte : byte - 0x100; // char is signed, wherever this runs
        return result;
    }
    std::uint32_t value = 0;
    for (const char c : string.bytes) {
        value = (value << 8) | static_cast<unsigned char>(c);
    }
    result.value = static_cast<std::int32_t>(value);
    return result;
}

StringConstant parseString(std::string_view text) {
    return unescape(text, '"');
}

} // namespace faultline
