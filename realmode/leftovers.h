#pragma once

#include "realmode/descriptor.h"

#include <string>
#include <string_view>

namespace faultline {

/// How the names of our folders begin; six characters follow.
inline constexpr std::string_view folderPrefix = "faultline-";

/// Says that a folder is in use, for as long as the descriptor is open: a lock on the folder itself (flock(2)), which
/// goes with its owner however that ends.
OwnedDescriptor heldFolder(const std::string& folder);

/// Removes from `place` the folders of runs whose owner is no more: those of this user alone, that nobody holds, and
/// that are older than ten minutes, so that one that is just being made is never met. A keeper removes them itself;
/// they are left where the app ended before it had one, or where keeper and app were killed together.
void removeLeftovers(const std::string& place);

} // namespace faultline
