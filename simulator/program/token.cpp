#include "simulator/program/token.h"

#include <algorithm>
#include <array>

namespace faultline {

namespace {

constexpr std::string_view keywordList =
    "auto break case char const continue default do double else enum extern float for goto if inline int "
    "long register restrict return short signed sizeof static struct switch typedef union unsigned void "
    "volatile while _Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert "
    "_Thread_local asm typeof __asm __asm__ __attribute __attribute__ __extension__ __inline __inline__ "
    "__const __const__ __volatile __volatile__ __restrict __restrict__ __signed __signed__ __typeof "
    "__typeof__ __alignof __alignof__ __thread __builtin_va_start __builtin_va_arg __builtin_va_end "
    "__builtin_va_copy __builtin_offsetof __builtin_atomic __int128 __complex__";

constexpr std::size_t keywordCount = 74;

constexpr auto keywords = [] {
    std::array<std::string_view, keywordCount> words;
    std::string_view rest = keywordList;
    for (std::string_view& word : words) {
        word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
    std::sort(words.begin(), words.end());
    return words;
}();

} // namespace

bool isKeyword(std::string_view name) {
    return std::binary_search(keywords.begin(), keywords.end(), name);
}

} // namespace faultline
