#pragma once

namespace faultline::worker {

/// The process between the app and the workers. Starts the first worker, tells the app who has ended, and when the
/// app's end of the socket closes, kills all descendants, removes shared segments and folders, and ends.
[[noreturn]] void keep();

} // namespace faultline::worker
