#pragma once

namespace faultline::worker {

/// Leaves the user's network and System V memory for empty ones; an ordinary user needs a user namespace for it, in
/// which it keeps its own ids. Sets Launch::namespaces. Gives false where this process is spoilt: some systems let it
/// make the namespace and then refuse the ids (Ubuntu's AppArmor), and there is no way back.
bool leaveNamespaces();

} // namespace faultline::worker
