#include "realmode/standing.h"

#include "realmode/probes/process_state.h"

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace faultline {

namespace {

using namespace std::chrono_literals;

/// For kernels that show no place: longer than a task that says 'S' waits for a processor, as a rule.
constexpr std::uint64_t longAsleep = std::chrono::nanoseconds(5ms).count();

OwnedDescriptor openOf(pid_t pid, const char* name) {
    return OwnedDescriptor(::open(("/proc/" + std::to_string(pid) + name).c_str(), O_RDONLY | O_CLOEXEC));
}

std::uint64_t now() {
    return static_cast<std::uint64_t>(
        std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count());
}

/// The third number of /proc/PID/schedstat.
std::uint64_t readRuns(int descriptor) {
    char text[128];
    const ssize_t got = ::pread(descriptor, text, sizeof text - 1, 0);
    if (got <= 0)
        return 0;
    text[got] = 0;
    char* at = text;
    std::strtoull(at, &at, 10);
    std::strtoull(at, &at, 10);
    return std::strtoull(at, nullptr, 10);
}

} // namespace

StandingLook::StandingLook(pid_t pid)
    : stat_(openOf(pid, "/stat")), place_(openOf(pid, "/wchan")), runs_(openOf(pid, "/schedstat")) {}

bool StandingLook::sleepsForSure() {
    char place[64];
    const ssize_t got = ::pread(place_.number(), place, sizeof place, 0);
    return got > 1 || (got == 1 && place[0] != '0');
}

Standing StandingLook::look() {
    Standing standing;
    standing.runs = readRuns(runs_.number()); // first: what it does between the looks must show
    const ProcStat state = readState(stat_.number());
    standing.over = state.over();
    if (!state.asleep() || standing.runs != runsBefore_)
        asleepSince_ = 0;
    runsBefore_ = standing.runs;
    if (!state.asleep())
        return standing;
    if (asleepSince_ == 0)
        asleepSince_ = now();
    standing.asleep = state.state == 'T' || sleepsForSure() || now() - asleepSince_ > longAsleep;
    return standing;
}

} // namespace faultline
