#include "realmode/worker/confinement.h"

#include "realmode/worker/state.h"
#include "realmode/worker/system_call.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>

namespace faultline::worker {

namespace {

// Landlock's interface, newer than the headers of Debian 12 know it (linux/landlock.h, ABI 1 to 6).
constexpr long createRuleset = 444, addRule = 445, restrictSelf = 446;
constexpr std::uint64_t version = 1, pathBeneath = 1;
constexpr std::uint64_t execute = 1 << 0, writeFile = 1 << 1, readFile = 1 << 2;
constexpr std::uint64_t allOfAbi1 = (1 << 13) - 1; // execute … make_sym
constexpr std::uint64_t refer = 1 << 13, truncate = 1 << 14;
constexpr std::uint64_t allOfTcp = 3;
constexpr std::uint64_t scopeSignalsAndSockets = 3;

struct Ruleset {
    std::uint64_t files = 0, network = 0, scoped = 0;
};
struct [[gnu::packed]] PathRule {
    std::uint64_t allowed = 0;
    std::int32_t parent = -1;
};

void allow(std::int64_t ruleset, const char* path, std::uint64_t rights) {
    const std::int64_t parent = systemCall(SYS_open, path, O_PATH | O_CLOEXEC, 0);
    if (parent < 0)
        return;
    const PathRule rule{rights, static_cast<std::int32_t>(parent)};
    systemCall(addRule, ruleset, pathBeneath, &rule, 0);
    systemCall(SYS_close, parent);
}

void restrictFiles() {
    Launch& launch = *state.launch;
    std::int64_t abi = systemCall(createRuleset, 0, 0, version);
    if (abi > launch.landlockAbiAtMost)
        abi = launch.landlockAbiAtMost;
    if (abi < 1) {
        launch.landlock.store(Confined::NotAvailable);
        return;
    }
    std::uint64_t files = allOfAbi1 | (abi >= 2 ? refer : 0) | (abi >= 3 ? truncate : 0);
    const Ruleset wanted{files, abi >= 4 ? allOfTcp : 0, abi >= 6 ? scopeSignalsAndSockets : 0};
    const std::uint64_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
    const std::int64_t ruleset = systemCall(createRuleset, &wanted, size, 0);
    if (ruleset < 0) {
        launch.landlock.store(Confined::NotAvailable);
        return;
    }
    allow(ruleset, launch.scratch, files & ~execute);
    if (launch.shmFolder[0])
        allow(ruleset, launch.shmFolder, files & ~execute);
    const std::uint64_t device = (readFile | writeFile | truncate) & files;
    allow(ruleset, "/dev/zero", device);
    allow(ruleset, "/dev/null", device);
    allow(ruleset, launch.terminal, device);
    const bool done = systemCall(restrictSelf, ruleset, 0) == 0;
    systemCall(SYS_close, ruleset);
    launch.landlockAbi.store(static_cast<std::int32_t>(abi));
    launch.landlock.store(done ? Confined::Yes : Confined::NotAvailable);
}

void filterCalls() {
    Launch& launch = *state.launch;
    if (!launch.filterLength)
        return;
    const sock_fprog program{static_cast<unsigned short>(launch.filterLength),
                             reinterpret_cast<sock_filter*>(launch.filter)};
    const bool done = systemCall(SYS_prctl, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
    launch.systemCallFilter.store(done ? Confined::Yes : Confined::NotAvailable);
}

} // namespace

void confine() {
    systemCall(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (!state.launch->confine)
        return;
    restrictFiles();
    filterCalls();
}

} // namespace faultline::worker
