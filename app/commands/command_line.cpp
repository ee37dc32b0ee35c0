#include "app/commands/command_line.h"

#include "app/commands/messages.h"
#include "app/commands/run_command.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

namespace {

constexpr std::string_view help =
    R"(Faultline shows demand paging: a C program on a simulated machine and on the real kernel, side by side.

Usage: faultline                              open the window
       faultline PROGRAM.c… [-- ARGUMENTS]    open the window with a program
       faultline RUN.flt                      open the window with a saved run
       faultline COMMAND …                    without a window

Commands:
  run        run a program on the simulated machine, the real one, or both, and compare them
  picture    write a picture of the window, or of the stage alone, at a step of a program

Options:
  --help     this help; faultline COMMAND --help tells about a command
  --version  the version
)";

bool endsWith(std::string_view text, std::string_view end) {
    return text.size() > end.size() && text.ends_with(end);
}

int usage(const std::string& what) {
    complain(what + "; faultline --help tells more");
    return exitNotRun;
}

} // namespace

int commandLine(int argc, char** argv, WindowOpener window) {
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    OpenRequest request;
    if (!arguments.empty()) {
        const std::string& first = arguments.front();
        if (first == "run")
            return runCommand({arguments.begin() + 1, arguments.end()});
        if (first == "--help" || first == "-h") {
            writeOut(help);
            return exitGood;
        }
        if (first == "--version") {
            writeOut("faultline " FAULTLINE_VERSION "\n");
            return exitGood;
        }
        const auto ownEnd = std::find(arguments.begin(), arguments.end(), "--");
        for (auto argument = arguments.begin(); argument != ownEnd; ++argument)
            if (endsWith(*argument, ".flt") && ownEnd - arguments.begin() == 1)
                request.savedRun = *argument;
            else if (endsWith(*argument, ".c"))
                request.programs.push_back(*argument);
            else if (argument->starts_with("-"))
                return usage("unknown option '" + *argument + "'");
            else
                return usage("'" + *argument + "' is no command, no C program and no saved run");
        request.argumentsGiven = ownEnd != arguments.end();
        if (request.argumentsGiven)
            request.arguments.assign(ownEnd + 1, arguments.end());
    }
    if (!window)
        return usage("built without a window");
    return window(argc, argv, request);
}

} // namespace faultline
