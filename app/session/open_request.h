#pragma once

#include <string>
#include <vector>

namespace faultline {

/// What the window opens at first: `faultline FILE.c… [-- ARGUMENTS]` or `faultline FILE.flt`. All empty: the start
/// page.
struct OpenRequest {
    std::vector<std::string> programs;  ///< paths of C texts
    std::vector<std::string> arguments; ///< of the program
    bool argumentsGiven = false;        ///< "--" was there: the program's first comment is not asked
    std::string savedRun;               ///< path of a .flt
};

} // namespace faultline
