#include "app/commands/command_line.h"
#include "app/main_window.h"

#include <csignal>
#include <string_view>

int main(int argc, char** argv) {
    // Under a limit of file sizes (ulimit -f) a write fails, and is told of; the signal would only end us.
    std::signal(SIGXFSZ, SIG_IGN);
    if (argc > 1 && std::string_view(argv[1]) == "picture")
        return faultline::pictureCommand(argc, argv);
    return faultline::commandLine(argc, argv, faultline::openWindow);
}
