// The headers that are built in: those of the C library and of well-known textbooks, as C text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

// The name of a header, for internal use, that includes all headers of the C library.
constexpr std::string_view allLibraryHeaders = "faultline/all-library-headers";

// The text of <name>, or nothing if there is no such header.
std::optional<std::string_view> builtInHeader(std::string_view name);

// The names of all of them.
std::vector<std::string_view> builtInHeaderNames();

// The names of all functions that the built-in headers declare.
std::vector<std::string_view> builtInFunctionNames();

// Whether one of them declares a function of that name.
bool isBuiltInFunction(std::string_view name);

// The built-in header that declares `name` (a function, type, macro or constant), for advice; empty if none does.
std::string_view headerDeclaring(std::string_view name);

// What to write so that `name` is declared: its header, and _GNU_SOURCE where the header asks for it
// (feature_test_macros(7)). Empty if no built-in header declares it.
std::string adviceToDeclare(std::string_view name);

} // namespace faultline
