#pragma once

#include "simulator/machine/machine.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Where Faultline keeps what is no setting: $XDG_STATE_HOME/faultline, else ~/.local/state/faultline (XDG base
/// directories). Empty: neither is known.
std::string stateFolder();

/// A program's first comment may name a folder that its files are kept in from run to run (--keep NAME). It is never
/// one of the user's: it stands in the state folder. Empty: there is no state folder.
std::string keptFolder(std::string_view name);

/// May a first comment name it? One word that is a file's name: no path.
bool isKeptName(std::string_view name);

/// Replaces what is kept there by these files. Nothing, or why not.
std::optional<Failure> replaceKept(const std::vector<FileContents>& files, const std::string& folder);

/// Removes what is kept there. Nothing, or why not.
std::optional<Failure> emptyKept(const std::string& folder);

} // namespace faultline
