#pragma once

#include <optional>

namespace faultline {

/// What /proc/PID/stat says of a process (proc_pid_stat(5)).
struct ProcStat {
    char state = 'X';              ///< R S D T Z X …; X also where there is no such process any more
    std::optional<int> exitStatus; ///< of a zombie, as from wait, where the kernel shows it
    bool over() const { return state == 'Z' || state == 'X' || state == 'x'; }
    bool asleep() const { return state == 'S' || state == 'T'; }
};

/// `descriptor`: an open /proc/PID/stat.
ProcStat readState(int descriptor);

} // namespace faultline
