#pragma once

#include "simulator/machine/machine.h"

#include <optional>
#include <string>
#include <vector>

namespace faultline {

/// The files that --with names: a file under its last name, a folder's contents with their sub-folders. Or which of
/// them can't be read.
Result<std::vector<SetupFile>> readWith(const std::vector<std::string>& paths);

/// Copies files at the end of a run into a folder, which is made if missing (--keep); those of /tmp are left out.
std::optional<Failure> keepFiles(const std::vector<FileContents>& files, const std::string& folder);

/// The whole of a file. Or why it can't be read.
Result<std::string> readText(const std::string& path);

} // namespace faultline
