#pragma once

#include "realmode/descriptor.h"

#include <cstdint>
#include <sys/types.h>

namespace faultline {

/// How a worker stands at one look.
struct Standing {
    bool over = false;
    bool asleep = false;    ///< it stands in no run queue: without a wake-up from outside it does nothing more
    std::uint64_t runs = 0; ///< how often it has been given a processor; 0 where the kernel doesn't count
};

/// Looks at one process. /proc/PID/stat alone cannot tell that it is asleep: a task is shown as 'S' from the moment it
/// means to sleep, and it may yet be put off its processor before it does, or find what it wanted and go on
/// (prepare_to_wait in the kernel). /proc/PID/wchan names where it sleeps only once it stands in no run queue
/// (get_wchan, Linux 5.16). Where that is not shown, asleep is who says 'S' for some milliseconds.
class StandingLook {
public:
    StandingLook() = default;
    explicit StandingLook(pid_t pid);

    Standing look();
    /// For the outside: /proc/PID/stat.
    int stat() const { return stat_.number(); }

private:
    bool sleepsForSure();

    OwnedDescriptor stat_, place_, runs_;
    std::uint64_t runsBefore_ = 0;
    std::uint64_t asleepSince_ = 0; ///< nanoseconds; 0: at the last look it was not
};

} // namespace faultline
