#include "realmode/worker/limits.h"

#include "realmode/worker/access.h"
#include "realmode/worker/protocol.h"
#include "realmode/worker/state.h"
#include "realmode/worker/system_call.h"

#include <sys/resource.h>

namespace faultline::worker {

namespace {

std::uint64_t smaller(std::uint64_t a, std::uint64_t b) {
    return a < b ? a : b;
}

/// Lowers what counts at once and leaves the hard limit, by which the kernel judges what the program asks for.
void lower(Launch& launch, int resource, std::uint64_t bound) {
    rlimit now;
    systemCall(SYS_getrlimit, resource, &now);
    for (OwnLimit& own : launch.ownLimits)
        if (own.resource == resource)
            own.soft = now.rlim_cur;
    const rlimit wanted{smaller(now.rlim_cur, smaller(now.rlim_max, bound)), now.rlim_max};
    systemCall(SYS_setrlimit, resource, &wanted);
}

OwnLimit* ownLimit(std::uint64_t resource) {
    if (!state.limitsKnown) {
        memcpy(state.limits, state.launch->ownLimits, sizeof state.limits);
        state.limitsKnown = true;
    }
    for (OwnLimit& own : state.limits)
        if (static_cast<std::uint64_t>(own.resource) == resource)
            return &own;
    return nullptr;
}

} // namespace

void setLimits() {
    Launch& launch = *reinterpret_cast<Launch*>(sharedStart);
    lower(launch, RLIMIT_STACK, launch.stackLimit);
    lower(launch, RLIMIT_NOFILE, launch.descriptorLimit);
    for (const OwnLimit& own : launch.ownLimits)
        lower(launch, own.resource, own.bound);
    rlimit processor;
    const bool set = systemCall(SYS_getrlimit, RLIMIT_CPU, &processor) == 0 && processor.rlim_cur != RLIM_INFINITY;
    launch.processorTime.store(set ? Confined::Yes : Confined::NotAvailable);
}

std::int64_t limitCall(std::uint32_t call, std::uint64_t resource, std::uint64_t limits) {
    OwnLimit* own = ownLimit(resource);
    const std::int64_t result = programSystemCall(call, resource, limits, 0, 0, 0, 0);
    if (!own || result != 0)
        return result;
    if (call == SYS_getrlimit) { // the kernel has just written there
        memcpy(reinterpret_cast<void*>(limits), &own->soft, sizeof own->soft);
        return result;
    }
    rlimit now;
    systemCall(SYS_getrlimit, resource, &now);
    own->soft = now.rlim_cur;
    now.rlim_cur = smaller(now.rlim_cur, own->bound);
    systemCall(SYS_setrlimit, resource, &now);
    return result;
}

} // namespace faultline::worker
