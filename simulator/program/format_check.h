// Formats of printf's and scanf's families against the arguments that they are given, as cc -Wformat does.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/program/type.h"

namespace faultline {

// What is wrong, in order of the conversions. `argument`: its index behind the format; as many as there are: it is
// missing.
struct FormatComplaint {
    std::size_t argument = 0;
    std::string message; // "'%s' wants 'char *', but is given 'int'"
    std::string advice;  // may be empty
};

// The types are those after the default argument promotions. Positional conversions ("%2$d") are not looked at.
std::vector<FormatComplaint> checkFormat(std::string_view format, bool scans, std::span<const Type* const> given);

} // namespace faultline
