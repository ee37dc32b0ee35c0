#include "simulator/program/scan.h"

#include <bit>
#include <bitset>
#include <cstdlib>
#include <limits>

namespace faultline {

namespace {

bool isSpace(int byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}
bool isDigit(int byte) {
    return byte >= '0' && byte <= '9';
}
int digitOf(int byte) {
    if (isDigit(byte))
        return byte - '0';
    const int lower = byte | 0x20;
    return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 99;
}

constexpr std::uint64_t noWidth = ~std::uint64_t{0};

// One run over a format.
class Scanner {
public:
    Scanner(std::string_view format, const ScanInput& input, const ScanOutput& output)
        : format_(format), input_(input), output_(output) {}

    int run();

private:
    enum class Result : std::uint8_t { Matched, Failed, Ended };

    Result conversion();
    Result integer(int base, bool isSigned);
    Result floating();
    Result characters(std::uint64_t width);
    Result word();
    Result set();
    std::optional<std::bitset<256>> readSet();
    void storeText(const std::string& text, bool addNul);
    std::optional<std::uint8_t> next();
    void back();
    bool skipSpace(); // false: the input has ended
    std::string digits(int base, std::uint64_t& width);
    std::string floatingText();

    std::string_view format_;
    const ScanInput& input_;
    const ScanOutput& output_;
    std::size_t at_ = 0;
    std::size_t argument_ = 0;
    std::uint64_t read_ = 0;
    int stored_ = 0;
    // Of the conversion at hand:
    bool suppressed_ = false;
    bool allocates_ = false;
    std::uint64_t width_ = noWidth;
    unsigned bytes_ = 4;
};

std::optional<std::uint8_t> Scanner::next() {
    const auto byte = input_.next();
    read_ += byte ? 1 : 0;
    return byte;
}

void Scanner::back() {
    --read_;
    input_.back();
}

bool Scanner::skipSpace() {
    while (const auto byte = next())
        if (!isSpace(*byte)) {
            back();
            return true;
        }
    return false;
}

int Scanner::run() {
    while (at_ < format_.size()) {
        const char expected = format_[at_];
        if (isSpace(static_cast<unsigned char>(expected))) {
            ++at_;
            skipSpace();
            continue;
        }
        if (expected != '%') {
            ++at_;
            const auto byte = next();
            if (!byte)
                return stored_ == 0 ? -1 : stored_;
            if (static_cast<char>(*byte) != expected) {
                back();
                return stored_;
            }
            continue;
        }
        const Result result = conversion();
        if (result == Result::Ended)
            return stored_ == 0 ? -1 : stored_;
        if (result == Result::Failed)
            return stored_;
    }
    return stored_;
}

Scanner::Result Scanner::conversion() {
    ++at_;
    suppressed_ = allocates_ = false;
    width_ = noWidth;
    bytes_ = 4;
    if (at_ < format_.size() && format_[at_] == '*') {
        suppressed_ = true;
        ++at_;
    }
    if (at_ < format_.size() && isDigit(format_[at_])) {
        width_ = 0;
        for (; at_ < format_.size() && isDigit(format_[at_]); ++at_)
            width_ = std::min<std::uint64_t>(10 * width_ + static_cast<std::uint64_t>(format_[at_] - '0'), 1 << 24);
        if (width_ == 0)
            width_ = noWidth;
    }
    if (at_ < format_.size() && format_[at_] == 'm') {
        allocates_ = true;
        ++at_;
    }
    while (at_ < format_.size() && std::string_view("hlLqjzt").find(format_[at_]) != std::string_view::npos) {
        const char modifier = format_[at_++];
        bytes_ = modifier == 'h' ? (bytes_ == 2 ? 1 : 2) : modifier == 'L' ? 16 : 8;
    }
    if (at_ >= format_.size())
        return Result::Failed;
    const char letter = format_[at_++];
    switch (letter) {
    case 'd':
    case 'u':
        return integer(10, letter == 'd');
    case 'i':
        return integer(0, true);
    case 'o':
        return integer(8, false);
    case 'x':
    case 'X':
        return integer(16, false);
    case 'p':
        bytes_ = 8;
        return integer(16, false);
    case 'a':
    case 'A':
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return floating();
    case 's':
        return word();
    case 'c':
        return characters(width_ == noWidth ? 1 : width_);
    case '[':
        return set();
    case 'n':
        if (!suppressed_)
            output_.number(output_.pointer(argument_++), read_, bytes_ == 16 ? 8 : bytes_);
        return Result::Matched;
    case '%': {
        if (!skipSpace())
            return Result::Ended;
        if (next() == std::optional<std::uint8_t>('%'))
            return Result::Matched;
        back();
        return Result::Failed;
    }
    default:
        return Result::Failed;
    }
}

std::string Scanner::digits(int base, std::uint64_t& width) {
    std::string text;
    while (width > 0) {
        const auto byte = next();
        if (!byte)
            break;
        if (digitOf(*byte) >= base) {
            back();
            break;
        }
        text.push_back(static_cast<char>(*byte));
        --width;
    }
    return text;
}

Scanner::Result Scanner::integer(int base, bool isSigned) {
    if (!skipSpace())
        return Result::Ended;
    std::uint64_t width = width_;
    std::string sign;
    auto byte = next();
    if (byte && (*byte == '-' || *byte == '+') && width > 0) {
        sign.push_back(static_cast<char>(*byte));
        --width;
        byte = next();
    }
    bool sawZero = false;
    if (byte && *byte == '0' && width > 0) {
        sawZero = true;
        --width;
        byte = next();
        if (byte && (*byte | 0x20) == 'x' && (base == 0 || base == 16) && width > 0) {
            base = 16;
            --width;
            byte = next();
        } else if (base == 0) {
            base = 8;
        }
    }
    if (base == 0)
        base = 10;
    if (byte)
        back();
    const std::string text = digits(base, width);
    if (text.empty() && !sawZero)
        return byte || !sign.empty() ? Result::Failed : Result::Ended;
    if (suppressed_)
        return Result::Matched;
    const std::string whole = sign + "0" + text;
    const std::uint64_t value = isSigned ? static_cast<std::uint64_t>(std::strtoll(whole.c_str(), nullptr, base))
                                         : std::strtoull(whole.c_str(), nullptr, base);
    output_.number(output_.pointer(argument_++), value, bytes_ == 16 ? 8 : bytes_);
    ++stored_;
    return Result::Matched;
}

// The longest stretch that can be a number: sign, digits, point, exponent; or inf, nan; or hexadecimal.
std::string Scanner::floatingText() {
    std::string text;
    std::uint64_t width = width_;
    const auto take = [&](auto accepts) {
        if (width == 0)
            return false;
        const auto byte = next();
        if (!byte)
            return false;
        if (!accepts(*byte)) {
            back();
            return false;
        }
        text.push_back(static_cast<char>(*byte));
        --width;
        return true;
    };
    const auto oneOf = [](std::string_view letters) {
        return [letters](int byte) { return letters.find(static_cast<char>(byte)) != std::string_view::npos; };
    };
    take(oneOf("+-"));
    if (take(oneOf("iInN"))) {
        while (take([](int byte) { return digitOf(byte) >= 10 && digitOf(byte) < 36; })) {
        }
        return text;
    }
    bool isHexadecimal = false;
    if (take(oneOf("0")))
        isHexadecimal = take(oneOf("xX"));
    const auto isPart = [&](int byte) { return digitOf(byte) < (isHexadecimal ? 16 : 10); };
    while (take(isPart)) {
    }
    if (take(oneOf(".")))
        while (take(isPart)) {
        }
    if (take(oneOf(isHexadecimal ? "pP" : "eE"))) {
        take(oneOf("+-"));
        while (take(isDigit)) {
        }
    }
    return text;
}

Scanner::Result Scanner::floating() {
    if (!skipSpace())
        return Result::Ended;
    const std::string text = floatingText();
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (text.empty() || end == text.c_str())
        return Result::Failed;
    if (suppressed_)
        return Result::Matched;
    const std::uint64_t address = output_.pointer(argument_++);
    if (bytes_ == 4)
        output_.number(address, std::bit_cast<std::uint32_t>(std::strtof(text.c_str(), nullptr)), 4);
    else
        output_.number(address, std::bit_cast<std::uint64_t>(value), bytes_ == 16 ? 16 : 8);
    ++stored_;
    return Result::Matched;
}

void Scanner::storeText(const std::string& text, bool addNul) {
    if (suppressed_)
        return;
    const std::uint64_t address = output_.pointer(argument_++);
    if (allocates_)
        output_.number(address, output_.allocated(text, addNul), 8);
    else
        output_.text(address, text, addNul);
    ++stored_;
}

Scanner::Result Scanner::characters(std::uint64_t width) {
    std::string text;
    while (text.size() < width) {
        const auto byte = next();
        if (!byte)
            break;
        text.push_back(static_cast<char>(*byte));
    }
    if (text.empty())
        return Result::Ended;
    storeText(text, false);
    return Result::Matched;
}

Scanner::Result Scanner::word() {
    if (!skipSpace())
        return Result::Ended;
    std::string text;
    while (text.size() < width_) {
        const auto byte = next();
        if (!byte)
            break;
        if (isSpace(*byte)) {
            back();
            break;
        }
        text.push_back(static_cast<char>(*byte));
    }
    if (text.empty())
        return Result::Ended;
    storeText(text, true);
    return Result::Matched;
}

std::optional<std::bitset<256>> Scanner::readSet() {
    std::bitset<256> members;
    bool isNegated = false;
    if (at_ < format_.size() && format_[at_] == '^') {
        isNegated = true;
        ++at_;
    }
    bool isFirst = true;
    for (; at_ < format_.size() && (isFirst || format_[at_] != ']'); isFirst = false) {
        const auto from = static_cast<unsigned char>(format_[at_++]);
        if (at_ + 1 < format_.size() && format_[at_] == '-' && format_[at_ + 1] != ']') {
            const auto to = static_cast<unsigned char>(format_[at_ + 1]);
            for (unsigned byte = from; byte <= to; ++byte)
                members.set(byte);
            at_ += 2;
        } else {
            members.set(from);
        }
    }
    if (at_ >= format_.size())
        return std::nullopt;
    ++at_;
    return isNegated ? ~members : members;
}

Scanner::Result Scanner::set() {
    const auto members = readSet();
    if (!members)
        return Result::Failed;
    std::string text;
    bool ended = false;
    while (text.size() < width_) {
        const auto byte = next();
        if (!byte) {
            ended = true;
            break;
        }
        if (!members->test(*byte)) {
            back();
            break;
        }
        text.push_back(static_cast<char>(*byte));
    }
    if (text.empty())
        return ended ? Result::Ended : Result::Failed;
    storeText(text, true);
    return Result::Matched;
}

} // namespace

int scanFormat(std::string_view format, const ScanInput& input, const ScanOutput& output) {
    return Scanner(format, input, output).run();
}

} // namespace faultline
