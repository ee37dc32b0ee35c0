#include "app/commands/command_line.h"
#ifdef FAULTLINE_HAS_WINDOW
#include "app/main_window.h"
#endif

int main(int argc, char** argv) {
#ifdef FAULTLINE_HAS_WINDOW
    return faultline::commandLine(argc, argv, faultline::openWindow);
#else
    return faultline::commandLine(argc, argv, nullptr);
#endif
}
