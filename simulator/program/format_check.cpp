#include "simulator/program/format_check.h"

#include <algorithm>

namespace faultline {

namespace {

// Goes through the conversions of one format.
class FormatChecker {
public:
    FormatChecker(std::string_view format, bool scans, std::span<const Type* const> given)
        : format_(format), given_(given), scans_(scans) {}

    std::vector<FormatComplaint> run();

private:
    bool conversion();
    void skip(std::string_view letters) { at_ = std::min(format_.find_first_not_of(letters, at_), format_.size()); }
    void star();
    void skipSet();
    void want(const std::string& wanted, bool (*fits)(const Type*, std::uint64_t bytes), std::uint64_t bytes);
    void printed(char letter, std::string_view length);
    void scanned(char letter, std::string_view length);
    std::string written() const { return "'" + std::string(format_.substr(start_, at_ - start_)) + "'"; }

    std::string_view format_;
    std::span<const Type* const> given_;
    bool scans_;
    std::size_t at_ = 0, start_ = 0, next_ = 0;
    std::vector<FormatComplaint> found_;
};

bool isIntegerOf(const Type* type, std::uint64_t bytes) {
    return isInteger(type) && sizeOf(type) == bytes;
}

bool isFloatingOf(const Type* type, std::uint64_t bytes) {
    return isFloating(type) && sizeOf(type) == bytes;
}

bool isAnyPointer(const Type* type, std::uint64_t) {
    return isPointer(type);
}

bool isPointerToInteger(const Type* type, std::uint64_t bytes) {
    return isPointer(type) && isIntegerOf(type->element, bytes);
}

bool isPointerToFloating(const Type* type, std::uint64_t bytes) {
    return isPointer(type) && isFloatingOf(type->element, bytes);
}

// Also of void: cc says nothing of it without -pedantic.
bool isText(const Type* type, std::uint64_t) {
    return isPointer(type) && (isCharacter(type->element) || isVoid(type->element));
}

struct Width {
    std::uint64_t bytes;
    std::string name;
};

Width integerOf(std::string_view length) {
    if (length == "hh")
        return {1, "char"};
    if (length == "h")
        return {2, "short"};
    if (length.empty())
        return {4, "int"};
    return {8, length == "ll" || length == "q" ? "long long" : length == "z" ? "size_t" : "long"};
}

std::vector<FormatComplaint> FormatChecker::run() {
    while ((at_ = format_.find('%', at_)) != std::string_view::npos)
        if (!conversion())
            return {};
    return std::move(found_);
}

void FormatChecker::star() {
    if (at_ >= format_.size() || format_[at_] != '*')
        return skip("0123456789");
    ++at_;
    want("int", isIntegerOf, 4);
}

// "[^]a-z]": a ']' that comes first is one of the set.
void FormatChecker::skipSet() {
    if (at_ < format_.size() && format_[at_] == '^')
        ++at_;
    if (at_ < format_.size() && format_[at_] == ']')
        ++at_;
    at_ = std::min(format_.find(']', at_), format_.size() - 1) + 1;
}

// False: nothing can be said of the rest.
bool FormatChecker::conversion() {
    start_ = at_++;
    bool isSuppressed = false;
    if (scans_ && at_ < format_.size() && format_[at_] == '*') {
        isSuppressed = true;
        ++at_;
    }
    skip(scans_ ? "'I" : "-+ #0'I");
    if (scans_) {
        skip("0123456789");
    } else {
        star();
        if (at_ < format_.size() && format_[at_] == '.') {
            ++at_;
            star();
        }
    }
    if (at_ < format_.size() && (format_[at_] == '$' || (scans_ && format_[at_] == 'm')))
        return false;
    const std::size_t from = at_;
    skip("hlLqjzZt");
    if (at_ >= format_.size())
        return false; // it ends within the conversion
    const std::string_view length = format_.substr(from, at_ - from);
    const char letter = format_[at_++];
    if (scans_ && letter == '[')
        skipSet();
    if (letter == '%' || isSuppressed)
        return true;
    scans_ ? scanned(letter, length) : printed(letter, length);
    return true;
}

void FormatChecker::want(const std::string& wanted, bool (*fits)(const Type*, std::uint64_t), std::uint64_t bytes) {
    const std::size_t argument = next_++;
    if (argument >= given_.size()) {
        found_.push_back({argument, written() + " has no argument that it could take",
                          "give it one of type '" + wanted + "', or leave it out"});
        return;
    }
    const Type* type = given_[argument];
    if (type == nullptr || fits(type, bytes))
        return;
    const bool lacksAddress = scans_ && !isPointer(type);
    found_.push_back({argument, written() + " wants '" + wanted + "', but is given '" + toString(type) + "'",
                      lacksAddress ? "give it the address: write '&' before it" : ""});
}

void FormatChecker::printed(char letter, std::string_view length) {
    switch (letter) {
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X': {
        const Width width = integerOf(length); // narrower ones are passed as int
        return want(width.bytes < 4 ? "int" : width.name, isIntegerOf, std::max<std::uint64_t>(width.bytes, 4));
    }
    case 'c':
        return want("int", isIntegerOf, 4);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'a':
    case 'A':
        return length == "L" ? want("long double", isFloatingOf, 16) : want("double", isFloatingOf, 8);
    case 's':
        return length.empty() ? want("char *", isText, 0) : want("wchar_t *", isAnyPointer, 0);
    case 'p':
        return want("void *", isAnyPointer, 0);
    case 'n':
        return want(integerOf(length).name + " *", isPointerToInteger, integerOf(length).bytes);
    default: // %m takes nothing; what else there is, is another's to complain of
        return;
    }
}

void FormatChecker::scanned(char letter, std::string_view length) {
    switch (letter) {
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
    case 'n':
        return want(integerOf(length).name + " *", isPointerToInteger, integerOf(length).bytes);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'a':
    case 'A':
        return length == "L"   ? want("long double *", isPointerToFloating, 16)
               : length == "l" ? want("double *", isPointerToFloating, 8)
                               : want("float *", isPointerToFloating, 4);
    case 'c':
    case 's':
    case '[':
        return length.empty() ? want("char *", isText, 0) : want("wchar_t *", isAnyPointer, 0);
    case 'p':
        return want("void **", isAnyPointer, 0);
    default:
        return;
    }
}

} // namespace

std::vector<FormatComplaint> checkFormat(std::string_view format, bool scans, std::span<const Type* const> given) {
    return FormatChecker(format, scans, given).run();
}

} // namespace faultline
