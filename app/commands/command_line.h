#pragma once

#include "app/session/open_request.h"

namespace faultline {

/// Opens the window and gives the exit status when it is closed.
using WindowOpener = int (*)(int argc, char** argv, const OpenRequest& request);

/// What `faultline ARGUMENTS` does; gives the exit status. `window` may be null: built without a window.
int commandLine(int argc, char** argv, WindowOpener window);

} // namespace faultline
