#pragma once

#include <string>

namespace faultline {

/// The executable faultline-worker: $FAULTLINE_WORKER, else beside this program, else in its libexec folder, else where
/// it was built. Empty where there is none.
std::string workerPath();

} // namespace faultline
