// Names that are not known, and what to say of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace faultline {

// The candidate that is most like `name`, if it is like it at all (two letters changed at most, fewer in short names);
// else empty.
std::string_view nearestName(std::string_view name, const std::vector<std::string_view>& candidates);

// Of names that this C does not have on purpose (pthread_create, execve, socket …).
struct Refusal {
    std::string message; // empty: the name is not refused
    std::string advice;
};

Refusal refusalOf(std::string_view name);

// What to say of a header that is left out on purpose; empty if nothing special.
std::string adviceForHeader(std::string_view header);

} // namespace faultline
