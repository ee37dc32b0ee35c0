#pragma once

#include "app/session/machines.h"
#include "app/session/own_options.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace faultline {

/// What the command line of `faultline run` asks for.
struct RunRequest {
    std::vector<std::string> programs;
    ProgramOptions program;
    MachineChoice machine = MachineChoice::Both;
    std::size_t maxSteps = 0;
    bool story = false;
    bool json = false;
    std::string kernelProfile; ///< for tests: a kernel that shows less; empty: this one as it is
    Hardware hardware;
};

/// Either what to do, or what to say and how to exit: help on stdout with 0, a usage error on stderr with 2.
struct Saying {
    int status = 0;
    std::string text;
};
std::variant<RunRequest, Saying> readRunOptions(const std::vector<std::string>& arguments);

/// Settles machine and hardware, once `program` has been completed with what its first comment says. Or what is wrong
/// with them.
std::optional<Failure> chooseMachine(RunRequest& request);

} // namespace faultline
