// The commands that system() knows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

// The words of a command as the built-in text (library_text.cpp) runs it, its function first; nothing: not known.
// Known are: cat FILE…, grep WORD FILE, cat FILE | grep WORD.
std::optional<std::vector<std::string>> parseCommand(std::string_view text);

} // namespace faultline
