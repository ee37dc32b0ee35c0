#include "realmode/probes/process_state.h"

#include <cstdlib>
#include <string_view>
#include <unistd.h>

namespace faultline {

ProcStat readState(int descriptor) {
    char room[1024];
    const ssize_t got = ::pread(descriptor, room, sizeof room - 1, 0);
    ProcStat state;
    if (got <= 0)
        return state;
    room[got] = 0;
    const std::string_view text(room, static_cast<std::size_t>(got));
    const std::size_t name = text.rfind(')'); // the name may hold anything
    if (name == std::string_view::npos || name + 2 >= text.size())
        return state;
    state.state = text[name + 2];
    const std::size_t last = text.find_last_of(' '); // exit_code is the last field
    if (state.state == 'Z' && last != std::string_view::npos)
        state.exitStatus = std::atoi(room + last + 1);
    return state;
}

} // namespace faultline
