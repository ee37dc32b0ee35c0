#pragma once

namespace faultline::worker {

/// Removes a directory with all that is in it; symbolic links are removed, not followed.
void removeTree(const char* path);

} // namespace faultline::worker
