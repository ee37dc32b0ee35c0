#pragma once

#include <string>
#include <vector>

namespace faultline {

/// `faultline run ARGUMENTS`: a program headless, on one machine or on both. Gives the exit status.
int runCommand(const std::vector<std::string>& arguments);

} // namespace faultline
