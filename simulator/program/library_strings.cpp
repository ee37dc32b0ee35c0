// <string.h>, <strings.h>, <ctype.h>: text.
#include <algorithm>
#include <cctype>
#include <cstring>
#include <functional>

#include "simulator/program/call_context.h"
#include "simulator/program/library.h"
#include "simulator/program/memory_layout.h"

namespace faultline {

namespace {

constexpr std::uint64_t noLimit = ~std::uint64_t{0};

std::uint64_t strlenFunction(CallContext& c) {
    return c.text(c.argument(0)).size();
}
std::uint64_t strnlenFunction(CallContext& c) {
    return c.text(c.argument(0), c.argument(1)).size();
}

std::uint64_t strcpyFunction(CallContext& c) {
    c.writeText(c.argument(0), c.text(c.argument(1)));
    return c.argument(0);
}
std::uint64_t stpcpyFunction(CallContext& c) {
    const std::string text = c.text(c.argument(1));
    c.writeText(c.argument(0), text);
    return c.argument(0) + text.size();
}
std::uint64_t strncpyFunction(CallContext& c) {
    std::string text = c.text(c.argument(1), c.argument(2));
    text.resize(std::min<std::uint64_t>(c.argument(2), 1u << 30), '\0');
    c.write(c.argument(0), text.data(), text.size());
    return c.argument(0);
}
std::uint64_t stpncpyFunction(CallContext& c) {
    const std::uint64_t length = c.text(c.argument(1), c.argument(2)).size();
    strncpyFunction(c);
    return c.argument(0) + length;
}
std::uint64_t strcatFunction(CallContext& c) {
    const std::string first = c.text(c.argument(0));
    c.writeText(c.argument(0) + first.size(), c.text(c.argument(1)));
    return c.argument(0);
}
std::uint64_t strncatFunction(CallContext& c) {
    const std::string first = c.text(c.argument(0));
    c.writeText(c.argument(0) + first.size(), c.text(c.argument(1), c.argument(2)));
    return c.argument(0);
}
std::uint64_t strlcpyFunction(CallContext& c) {
    const std::string text = c.text(c.argument(1));
    if (c.argument(2) > 0)
        c.writeText(c.argument(0), text.substr(0, c.argument(2) - 1));
    return text.size();
}

std::string lowered(std::string text) {
    for (char& letter : text)
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter + ('a' - 'A'));
    return text;
}

// As glibc's optimised ones: the difference of the first bytes that differ.
std::uint64_t order(const std::string& left, const std::string& right) {
    const std::size_t common = std::min(left.size(), right.size());
    for (std::size_t i = 0; i < common; ++i)
        if (left[i] != right[i])
            return intResult(static_cast<unsigned char>(left[i]) - static_cast<unsigned char>(right[i]));
    if (left.size() == right.size())
        return 0;
    return intResult(left.size() > common ? static_cast<unsigned char>(left[common])
                                          : -static_cast<int>(static_cast<unsigned char>(right[common])));
}

// strcmp: one operation that touches both, page by page, up to where they differ.
std::uint64_t strcmpFunction(CallContext& c) {
    const std::uint64_t left = c.argument(0);
    const std::uint64_t right = c.argument(1);
    if (!c.onStack(left) && !c.onStack(right)) {
        Operation compare;
        compare.kind = OperationKind::Compare;
        compare.target = {true, left};
        compare.source = {true, right};
        compare.length = std::uint64_t{1} << 47;
        compare.untilNul = true;
        return intResult(c.perform(std::move(compare)).result);
    }
    const std::string first = c.text(left);
    return order(first, c.text(right));
}
// Compares texts of at most `limit` bytes, and touches no page of either behind the one where they differ.
std::uint64_t compareTexts(CallContext& c, std::uint64_t limit, std::string (*seen)(std::string)) {
    constexpr std::uint64_t smallestPage = 4096;
    const std::uint64_t left = c.argument(0), right = c.argument(1);
    for (std::uint64_t done = 0; done < limit;) {
        const auto room = [&](std::uint64_t text) { return smallestPage - (text + done) % smallestPage; };
        const std::uint64_t piece = std::min({limit - done, room(left), room(right)});
        const std::string first = seen(c.text(left + done, piece));
        const std::string second = seen(c.text(right + done, piece));
        if (first.size() < piece || second.size() < piece || first != second)
            return order(first, second);
        done += piece;
    }
    return 0;
}
std::string asItIs(std::string text) {
    return text;
}
std::uint64_t strncmpFunction(CallContext& c) {
    return compareTexts(c, c.argument(2), asItIs);
}
std::uint64_t strcasecmpFunction(CallContext& c) {
    return compareTexts(c, ~std::uint64_t{0}, lowered);
}
std::uint64_t strncasecmpFunction(CallContext& c) {
    return compareTexts(c, c.argument(2), lowered);
}

std::uint64_t found(std::uint64_t base, std::size_t at) {
    return at == std::string::npos ? 0 : base + at;
}

// What a text's search is over at: one of these letters, or any other than these.
std::function<bool(std::string_view)> holdsOneOf(std::string letters) {
    return [letters = std::move(letters)](std::string_view text) {
        return text.find_first_of(letters) != std::string_view::npos;
    };
}
std::function<bool(std::string_view)> holdsOther(std::string letters) {
    return [letters = std::move(letters)](std::string_view text) {
        return text.find_first_not_of(letters) != std::string_view::npos;
    };
}

std::uint64_t strchrFunction(CallContext& c) {
    const char wanted = static_cast<char>(c.argument(1));
    const std::string text = c.textUntil(c.argument(0), holdsOneOf(std::string(1, wanted)));
    return wanted == '\0' ? c.argument(0) + text.size() : found(c.argument(0), text.find(wanted));
}
std::uint64_t strchrnulFunction(CallContext& c) {
    const char wanted = static_cast<char>(c.argument(1));
    const std::string text = c.textUntil(c.argument(0), holdsOneOf(std::string(1, wanted)));
    return c.argument(0) + std::min(text.find(wanted), text.size());
}
std::uint64_t strrchrFunction(CallContext& c) {
    const std::string text = c.text(c.argument(0));
    const char wanted = static_cast<char>(c.argument(1));
    return wanted == '\0' ? c.argument(0) + text.size() : found(c.argument(0), text.rfind(wanted));
}
std::uint64_t strstrFunction(CallContext& c) {
    const std::string wanted = c.text(c.argument(1));
    const std::string text =
        c.textUntil(c.argument(0), [&](std::string_view part) { return part.find(wanted) != std::string_view::npos; });
    return found(c.argument(0), text.find(wanted));
}
std::uint64_t strcasestrFunction(CallContext& c) {
    const std::string wanted = lowered(c.text(c.argument(1)));
    const std::string text = lowered(c.textUntil(c.argument(0), [&](std::string_view part) {
        return lowered(std::string(part)).find(wanted) != std::string::npos;
    }));
    return found(c.argument(0), text.find(wanted));
}
std::uint64_t strspnFunction(CallContext& c) {
    const std::string letters = c.text(c.argument(1));
    const std::string text = c.textUntil(c.argument(0), holdsOther(letters));
    return std::min(text.find_first_not_of(letters), text.size());
}
std::uint64_t strcspnFunction(CallContext& c) {
    const std::string letters = c.text(c.argument(1));
    const std::string text = c.textUntil(c.argument(0), holdsOneOf(letters));
    return std::min(text.find_first_of(letters), text.size());
}
std::uint64_t strpbrkFunction(CallContext& c) {
    const std::string letters = c.text(c.argument(1));
    const std::string text = c.textUntil(c.argument(0), holdsOneOf(letters));
    return found(c.argument(0), text.find_first_of(letters));
}

// The next token from `start`; where to go on is given back in `rest`, 0 at the end.
std::uint64_t nextToken(CallContext& c, std::uint64_t start, const std::string& delimiters, std::uint64_t& rest) {
    if (start == 0) {
        rest = 0;
        return 0;
    }
    const std::string text = c.textUntil(start, [&](std::string_view part) {
        const std::size_t at = part.find_first_not_of(delimiters);
        return at != std::string_view::npos && part.find_first_of(delimiters, at) != std::string_view::npos;
    });
    const std::size_t begin = text.find_first_not_of(delimiters);
    if (begin == std::string::npos) {
        rest = start + text.size();
        return 0;
    }
    const std::size_t end = text.find_first_of(delimiters, begin);
    if (end == std::string::npos) {
        rest = start + text.size();
    } else {
        c.put<std::uint8_t>(start + end, 0);
        rest = start + end + 1;
    }
    return start + begin;
}

std::uint64_t strtokFunction(CallContext& c) {
    const std::string delimiters = c.text(c.argument(1));
    std::uint64_t rest = 0;
    const std::uint64_t token = nextToken(c, c.argument(0) != 0 ? c.argument(0) : c.library().tokens, delimiters, rest);
    c.library().tokens = rest;
    return token;
}
std::uint64_t strtokrFunction(CallContext& c) {
    const std::string delimiters = c.text(c.argument(1));
    const std::uint64_t start = c.argument(0) != 0 ? c.argument(0) : c.get<std::uint64_t>(c.argument(2));
    std::uint64_t rest = 0;
    const std::uint64_t token = nextToken(c, start, delimiters, rest);
    c.put(c.argument(2), rest);
    return token;
}
std::uint64_t strsepFunction(CallContext& c) {
    const auto start = c.get<std::uint64_t>(c.argument(0));
    if (start == 0)
        return 0;
    const std::string delimiters = c.text(c.argument(1));
    const std::string text = c.textUntil(start, holdsOneOf(delimiters));
    const std::size_t end = text.find_first_of(delimiters);
    if (end == std::string::npos) {
        c.put<std::uint64_t>(c.argument(0), 0);
    } else {
        c.put<std::uint8_t>(start + end, 0);
        c.put(c.argument(0), start + end + 1);
    }
    return start;
}

// --- characters

template <int (*test)(int)>
std::uint64_t classify(CallContext& c) {
    const std::int32_t character = c.intArgument(0);
    return character >= 0 && character < 128 && test(character) != 0 ? 1 : 0;
}
// glibc gives the bit of its table: what is printed by careless programs.
constexpr std::uint64_t bitUpper = 256, bitLower = 512, bitAlpha = 1024, bitDigit = 2048, bitHexadecimal = 4096,
                        bitSpace = 8192, bitPrint = 16384, bitGraph = 32768, bitBlank = 1, bitControl = 2,
                        bitPunctuation = 4, bitAlphanumeric = 8;
template <int (*test)(int), std::uint64_t bit>
std::uint64_t tableBit(CallContext& c) {
    return classify<test>(c) != 0 ? bit : 0;
}
std::uint64_t toupperFunction(CallContext& c) {
    const std::int32_t character = c.intArgument(0);
    return intResult(character >= 'a' && character <= 'z' ? character - 32 : character);
}
std::uint64_t tolowerFunction(CallContext& c) {
    const std::int32_t character = c.intArgument(0);
    return intResult(character >= 'A' && character <= 'Z' ? character + 32 : character);
}
std::uint64_t isasciiFunction(CallContext& c) {
    return (c.argument(0) & ~0x7Full & 0xFFFFFFFF) == 0;
}
std::uint64_t toasciiFunction(CallContext& c) {
    return c.argument(0) & 0x7F;
}
std::uint64_t strcollFunction(CallContext& c) {
    return strcmpFunction(c);
}
std::uint64_t strxfrmFunction(CallContext& c) {
    const std::string text = c.text(c.argument(1));
    if (text.size() < c.argument(2))
        c.writeText(c.argument(0), text);
    return text.size();
}
// The path's folder, in place: what is behind it is cut off.
std::uint64_t dirnameFunction(CallContext& c) {
    std::string text = c.argument(0) != 0 ? c.text(c.argument(0)) : "";
    while (text.size() > 1 && text.back() == '/')
        text.pop_back();
    const std::size_t slash = text.rfind('/');
    if (slash == std::string::npos)
        return c.ownText(layout::smallText + 0x80, ".", 8);
    const std::size_t end = slash == 0 ? 1 : slash;
    c.put<std::uint8_t>(c.argument(0) + end, 0);
    return c.argument(0);
}
std::uint64_t basenameFunction(CallContext& c) {
    const std::string text = c.text(c.argument(0), noLimit);
    const std::size_t slash = text.rfind('/');
    return slash == std::string::npos ? c.argument(0) : c.argument(0) + slash + 1;
}

} // namespace

std::vector<Native> stringFunctions() {
    return {{"strlen", strlenFunction},
            {"strnlen", strnlenFunction},
            {"strcpy", strcpyFunction},
            {"stpcpy", stpcpyFunction},
            {"strncpy", strncpyFunction},
            {"strcat", strcatFunction},
            {"strncat", strncatFunction},
            {"strlcpy", strlcpyFunction},
            {"strcmp", strcmpFunction},
            {"strncmp", strncmpFunction},
            {"strcasecmp", strcasecmpFunction},
            {"strncasecmp", strncasecmpFunction},
            {"strcoll", strcollFunction},
            {"strxfrm", strxfrmFunction},
            {"strchr", strchrFunction},
            {"index", strchrFunction},
            {"strchrnul", strchrnulFunction},
            {"strrchr", strrchrFunction},
            {"rindex", strrchrFunction},
            {"strstr", strstrFunction},
            {"strcasestr", strcasestrFunction},
            {"strspn", strspnFunction},
            {"strcspn", strcspnFunction},
            {"strpbrk", strpbrkFunction},
            {"strtok", strtokFunction},
            {"strtok_r", strtokrFunction},
            {"strsep", strsepFunction},
            {"basename", basenameFunction},
            {"dirname", dirnameFunction},
            {"stpncpy", stpncpyFunction},
            {"isalpha", tableBit<std::isalpha, bitAlpha>},
            {"isdigit", tableBit<std::isdigit, bitDigit>},
            {"isalnum", tableBit<std::isalnum, bitAlphanumeric>},
            {"isspace", tableBit<std::isspace, bitSpace>},
            {"isupper", tableBit<std::isupper, bitUpper>},
            {"islower", tableBit<std::islower, bitLower>},
            {"isprint", tableBit<std::isprint, bitPrint>},
            {"isgraph", tableBit<std::isgraph, bitGraph>},
            {"ispunct", tableBit<std::ispunct, bitPunctuation>},
            {"iscntrl", tableBit<std::iscntrl, bitControl>},
            {"isxdigit", tableBit<std::isxdigit, bitHexadecimal>},
            {"isblank", tableBit<std::isblank, bitBlank>},
            {"isascii", isasciiFunction},
            {"toascii", toasciiFunction},
            {"toupper", toupperFunction},
            {"tolower", tolowerFunction}};
}

} // namespace faultline
