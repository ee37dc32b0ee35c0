#pragma once

#include <string>

namespace faultline {

/// The whole text of an open file of /proc, from its start; empty where it cannot be read (the process is gone).
std::string readFromStart(int descriptor);
/// The same of a file by its path.
std::string readWhole(const std::string& path);

} // namespace faultline
