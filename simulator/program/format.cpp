#include "simulator/program/format.h"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstring>

namespace faultline {

namespace {

constexpr std::uint64_t noLimit = ~std::uint64_t{0};
constexpr int widest = 1 << 24; // wider fields are cut to this

enum class Length : std::uint8_t { None, Char, Short, Long, LongLong, LongDouble };

struct Conversion {
    std::string flags;
    int width = 0;
    std::optional<int> precision;
    Length length = Length::None;
    char letter = 0;
    std::size_t argument = 0; // slot
};

// Reads the conversions of one format and writes them.
class Formatter {
public:
    Formatter(std::string_view format, const FormatArguments& arguments) : format_(format), arguments_(arguments) {}

    std::optional<std::vector<std::string>> run();

private:
    bool conversion();
    std::optional<int> number();
    std::optional<int> starOrNumber();
    std::optional<std::size_t> position(); // "2$"
    Length length();
    bool write(const Conversion& conversion);
    void writeInteger(const Conversion& conversion);
    void writeDouble(const Conversion& conversion);
    void writePadded(const Conversion& conversion, std::string text);
    std::string textArgument(const Conversion& conversion);
    std::string specification(const Conversion& conversion, std::string_view modifier) const;
    bool atEnd() const { return at_ >= format_.size(); }

    std::string_view format_;
    const FormatArguments& arguments_;
    std::size_t at_ = 0;
    std::size_t nextArgument_ = 0;
    std::uint64_t written_ = 0;
    std::vector<std::string> pieces_;
};

std::optional<std::vector<std::string>> Formatter::run() {
    while (!atEnd()) {
        const std::size_t percent = std::min(format_.find('%', at_), format_.size());
        if (percent > at_) {
            pieces_.emplace_back(format_.substr(at_, percent - at_));
            written_ += percent - at_;
            at_ = percent;
        } else if (!conversion()) {
            return std::nullopt;
        }
        if (written_ > 0x7FFFFFFF)
            return std::nullopt;
    }
    return std::move(pieces_);
}

std::optional<int> Formatter::number() {
    if (atEnd() || format_[at_] < '0' || format_[at_] > '9')
        return std::nullopt;
    std::int64_t value = 0;
    for (; !atEnd() && format_[at_] >= '0' && format_[at_] <= '9'; ++at_)
        value = std::min<std::int64_t>(10 * value + (format_[at_] - '0'), widest);
    return static_cast<int>(value);
}

std::optional<std::size_t> Formatter::position() {
    const std::size_t before = at_;
    const auto digits = number();
    if (digits && *digits > 0 && !atEnd() && format_[at_] == '$') {
        ++at_;
        return static_cast<std::size_t>(*digits) - 1;
    }
    at_ = before;
    return std::nullopt;
}

std::optional<int> Formatter::starOrNumber() {
    if (atEnd() || format_[at_] != '*')
        return number();
    ++at_;
    const auto place = position();
    const auto value = static_cast<std::int32_t>(arguments_.slot(place ? *place : nextArgument_++));
    return std::clamp(value, -widest, widest);
}

Length Formatter::length() {
    if (atEnd())
        return Length::None;
    const char letter = format_[at_];
    const bool twice = at_ + 1 < format_.size() && format_[at_ + 1] == letter;
    switch (letter) {
    case 'h':
        at_ += twice ? 2 : 1;
        return twice ? Length::Char : Length::Short;
    case 'l':
        at_ += twice ? 2 : 1;
        return twice ? Length::LongLong : Length::Long;
    case 'j':
    case 'z':
    case 't':
    case 'q':
    case 'Z':
        ++at_;
        return Length::Long;
    case 'L':
        ++at_;
        return Length::LongDouble;
    default:
        return Length::None;
    }
}

bool Formatter::conversion() {
    const std::size_t start = at_++;
    Conversion result;
    const auto place = position();
    while (!atEnd() && std::strchr("-+ #0'I", format_[at_]) != nullptr && format_[at_] != '\0')
        result.flags.push_back(format_[at_++]);
    if (const auto width = starOrNumber()) {
        result.width = std::abs(*width);
        if (*width < 0)
            result.flags.push_back('-');
    }
    if (!atEnd() && format_[at_] == '.') {
        ++at_;
        const int precision = starOrNumber().value_or(0);
        if (precision >= 0) // a negative one counts as none
            result.precision = precision;
    }
    result.length = length();
    if (atEnd())
        return false;
    result.letter = format_[at_++];
    if (result.letter == '%' || result.letter == 'm') {
        if (result.letter == '%') // as glibc: without its width
            result.width = 0;
        writePadded(result, result.letter == 'm' ? arguments_.errorText : "%");
        return true;
    }
    if (std::strchr("diouxXcCsSpneEfFgGaA", result.letter) == nullptr) { // as glibc: written as it stands
        pieces_.emplace_back(format_.substr(start, at_ - start));
        written_ += at_ - start;
        return true;
    }
    result.argument = place ? *place : nextArgument_++;
    return write(result);
}

bool Formatter::write(const Conversion& conversion) {
    switch (conversion.letter) {
    case 'c':
    case 'C':
        writePadded(conversion, std::string(1, static_cast<char>(arguments_.slot(conversion.argument))));
        return true;
    case 's':
    case 'S':
        writePadded(conversion, textArgument(conversion));
        return true;
    case 'p':
        if (arguments_.slot(conversion.argument) == 0) {
            writePadded(conversion, "(nil)");
        } else {
            Conversion hexadecimal = conversion;
            hexadecimal.letter = 'x';
            hexadecimal.length = Length::Long;
            hexadecimal.flags.push_back('#');
            writeInteger(hexadecimal);
        }
        return true;
    case 'n': {
        const unsigned bytes = conversion.length == Length::Char    ? 1
                               : conversion.length == Length::Short ? 2
                               : conversion.length == Length::None  ? 4
                                                                    : 8;
        arguments_.storeCount(arguments_.slot(conversion.argument), written_, bytes);
        return true;
    }
    case 'd':
    case 'i':
    case 'o':
    case 'u':
    case 'x':
    case 'X':
        writeInteger(conversion);
        return true;
    default:
        writeDouble(conversion);
        return true;
    }
}

std::string Formatter::textArgument(const Conversion& conversion) {
    const std::uint64_t address = arguments_.slot(conversion.argument);
    const std::uint64_t limit = conversion.precision ? static_cast<std::uint64_t>(*conversion.precision) : noLimit;
    if (address == 0)
        return limit < 6 ? "" : "(null)";
    return arguments_.text(address, limit);
}

void Formatter::writePadded(const Conversion& conversion, std::string text) {
    const auto width = static_cast<std::size_t>(conversion.width);
    const bool left = conversion.flags.find('-') != std::string::npos;
    if (text.size() < width)
        text.insert(left ? text.size() : 0, width - text.size(), ' ');
    written_ += text.size();
    pieces_.push_back(std::move(text));
}

std::string Formatter::specification(const Conversion& conversion, std::string_view modifier) const {
    std::string result = "%";
    for (const char flag : conversion.flags)
        if (flag != 'I' && flag != '\'' && result.find(flag, 1) == std::string::npos)
            result.push_back(flag);
    if (conversion.width > 0)
        result += std::to_string(conversion.width);
    if (conversion.precision)
        result += "." + std::to_string(*conversion.precision);
    result += modifier;
    result.push_back(conversion.letter);
    return result;
}

template <class T>
std::string printed(const std::string& specification, T value, std::size_t room) {
    std::string text(room, '\0');
    const int length = std::snprintf(text.data(), text.size(), specification.c_str(), value);
    text.resize(length > 0 ? std::min(static_cast<std::size_t>(length), room - 1) : 0);
    return text;
}

void Formatter::writeInteger(const Conversion& conversion) {
    std::uint64_t value = arguments_.slot(conversion.argument);
    const bool isSigned = conversion.letter == 'd' || conversion.letter == 'i';
    const unsigned bits = conversion.length == Length::Char    ? 8
                          : conversion.length == Length::Short ? 16
                          : conversion.length == Length::None  ? 32
                                                               : 64;
    const unsigned unused = 64 - bits;
    value <<= unused;
    value = isSigned ? static_cast<std::uint64_t>(static_cast<std::int64_t>(value) >> unused) : value >> unused;
    const std::size_t room = static_cast<std::size_t>(conversion.width + conversion.precision.value_or(0)) + 64;
    std::string text = printed(specification(conversion, "ll"), value, room);
    written_ += text.size();
    pieces_.push_back(std::move(text));
}

void Formatter::writeDouble(const Conversion& conversion) {
    const double value = std::bit_cast<double>(arguments_.slot(conversion.argument));
    const std::size_t room = static_cast<std::size_t>(conversion.width + conversion.precision.value_or(0)) + 400;
    std::string text = printed(specification(conversion, ""), value, room);
    written_ += text.size();
    pieces_.push_back(std::move(text));
}

} // namespace

std::optional<std::vector<std::string>> formatPieces(std::string_view format, const FormatArguments& arguments) {
    return Formatter(format, arguments).run();
}

std::optional<std::string> formatText(std::string_view format, const FormatArguments& arguments) {
    const auto pieces = formatPieces(format, arguments);
    if (!pieces)
        return std::nullopt;
    std::string text;
    for (const std::string& piece : *pieces)
        text += piece;
    return text;
}

} // namespace faultline
