// The functions of the C library that a program may call and that are written in C++.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

class CallContext;

// Gives the result as a register holds it: extended to 64 bits from its C type, a double as its bits.
using NativeFunction = std::uint64_t (*)(CallContext&);

struct Native {
    std::string_view name;
    NativeFunction run;
};

// By number.
const std::vector<Native>& natives();
std::optional<std::uint32_t> nativeNamed(std::string_view name);

// C text of the functions that are written in C: qsort, the commands of system() and others that call back.
std::string_view builtInText();

// Each file of the library gives its own.
std::vector<Native> outputFunctions();
std::vector<Native> inputFunctions();
std::vector<Native> streamFunctions();
std::vector<Native> stringFunctions();
std::vector<Native> messageFunctions();
std::vector<Native> memoryFunctions();
std::vector<Native> heapFunctions();
std::vector<Native> allocatingFunctions();
std::vector<Native> numberFunctions();
std::vector<Native> bitFunctions();
std::vector<Native> mathFunctions();
std::vector<Native> fileFunctions();
std::vector<Native> mappingFunctions();
std::vector<Native> processFunctions();
std::vector<Native> signalFunctions();
std::vector<Native> signalWaitFunctions();
std::vector<Native> stackFunctions();
std::vector<Native> transferFunctions();
std::vector<Native> semaphoreFunctions();
std::vector<Native> timeFunctions();
std::vector<Native> optionFunctions();
std::vector<Native> systemFunctions();

// Results.
constexpr std::uint64_t intResult(std::int64_t value) {
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(static_cast<std::int32_t>(value)));
}
constexpr std::uint64_t longResult(std::int64_t value) {
    return static_cast<std::uint64_t>(value);
}

} // namespace faultline
