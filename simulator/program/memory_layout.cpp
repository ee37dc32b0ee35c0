#include "simulator/program/memory_layout.h"

#include <algorithm>
#include <array>

namespace faultline::layout {

std::optional<std::uint64_t> variableAddress(std::string_view name, std::uint64_t stackTop) {
    constexpr auto names = std::to_array<std::string_view>(
        {"stdin", "stdout", "stderr", "environ", "optarg", "optind", "opterr", "optopt", "program_invocation_name",
         "program_invocation_short_name", "timezone", "daylight", "tzname", "__environ"});
    if (name == "errno")
        return libraryStart(stackTop) + errorNumber;
    if (name == "__environ")
        name = "environ";
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end())
        return std::nullopt;
    return libraryStart(stackTop) + variables + 16 * static_cast<std::uint64_t>(at - names.begin());
}

} // namespace faultline::layout
