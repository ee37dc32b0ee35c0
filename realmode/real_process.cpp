#include "realmode/real_process.h"

#include "realmode/probes/contents.h"

#include <cstring>
#include <fcntl.h>
#include <linux/futex.h>
#include <string>
#include <sys/syscall.h>
#include <unistd.h>

namespace faultline {

namespace {

OwnedDescriptor openProc(pid_t pid, const char* name) {
    return OwnedDescriptor(::open(("/proc/" + std::to_string(pid) + name).c_str(), O_RDONLY | O_CLOEXEC));
}

} // namespace

RealProcess::RealProcess(ProcessId virtualId, pid_t realId, std::uint32_t its, worker::Channel& shared)
    : id(virtualId), pid(realId), slot(its), channel(&shared), standing(realId), maps(openProc(realId, "/maps")),
      pagemap(openProc(realId, "/pagemap")), memory(openMemory(realId)) {}

void RealProcess::post(const worker::Request& request) {
    channel->request = request;
    channel->requested.store(++posted);
    if (channel->workerSleeps.load())
        ::syscall(SYS_futex, &channel->requested, FUTEX_WAKE, 1, nullptr, nullptr, 0);
}

void RealProcess::postQuiet(const QuietAccess& access) {
    worker::Request& request = channel->request;
    request.kind = worker::Kind::Quiet;
    request.store = access.store;
    request.length = access.length;
    request.address = access.address;
    std::memcpy(request.value, &access.value, sizeof access.value);
    channel->requested.store(++posted);
    if (channel->workerSleeps.load())
        ::syscall(SYS_futex, &channel->requested, FUTEX_WAKE, 1, nullptr, nullptr, 0);
}

void RealProcess::forgetQuiet() {
    if (std::exchange(quietInUse, false))
        quiet.fill({});
}

bool RealProcess::answered() const {
    return channel->answered.load(std::memory_order_acquire) == posted;
}

} // namespace faultline
