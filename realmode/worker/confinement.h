#pragma once

namespace faultline::worker {

/// Confines this process to what a program may do: no new privileges, Landlock (scratch, the private folder of
/// /dev/shm, /dev/zero, /dev/null), then the system-call filter. Says in Launch which of them the kernel has.
void confine();

} // namespace faultline::worker
