#include "simulator/kernel/access.h"
#include "simulator/kernel/process_calls.h"

#include <algorithm>
#include <optional>

namespace faultline {

using namespace linux_values;

namespace {

/// What two waiters must have in common (union futex_key): the object and the place in it.
struct FutexKey {
    std::uint64_t object = 0;
    std::uint64_t offset = 0;
    bool operator==(const FutexKey&) const = default;
};

constexpr std::uint64_t processObject = std::uint64_t{1} << 63;

/// get_futex_key; nothing: EFAULT. A shared futex has its page faulted in, for a store where that is allowed.
std::optional<FutexKey> keyOf(SystemCall& call, bool shared) {
    Kernel& kernel = call.kernel;
    const Address address = call.value(0);
    const FutexKey own{processObject | static_cast<std::uint64_t>(call.process.id), address};
    if (!shared)
        return own;
    const Vma* vma = call.process.space->mappings.at(address);
    const bool write = vma && vma->has(vmWrite);
    if (!vma || kernelTouch(kernel, call.process, address, write) == noFrame)
        return std::nullopt;
    if (!vma->has(vmMayShare))
        return own;
    return FutexKey{vma->inode()->id,
                    vma->pageOffsetOf(address, kernel.pageSize) * kernel.pageSize + (address & (kernel.pageSize - 1))};
}

CallEnd wait(SystemCall& call, bool shared) {
    if (call.resumed())
        return call.process.waiting->woken ? CallEnd::done(0)
                                           : CallEnd::blocked(WaitsFor::Semaphore, call.process.waiting->on);
    const auto key = keyOf(call, shared);
    std::array<std::uint8_t, 4> bytes{};
    if (!key || copyFromUser(call.kernel, call.process, call.value(0), bytes) != bytes.size())
        return CallEnd::failed(efault);
    if (getNumber<std::uint32_t>(bytes, 0) != call.bits(2))
        return CallEnd::failed(eagain);
    CallEnd end = CallEnd::blocked(WaitsFor::Semaphore, "a semaphore");
    end.futexObject = key->object;
    end.futexOffset = key->offset;
    return end;
}

CallEnd wake(SystemCall& call, bool shared) {
    const auto key = keyOf(call, shared);
    if (!key)
        return CallEnd::failed(efault);
    std::vector<Waiting*> waiters;
    for (auto& [id, process] : call.kernel.processes) {
        if (!process.waiting || process.waiting->operation.call != Call::Futex || process.waiting->woken)
            continue;
        if (process.waiting->futexObject == key->object && process.waiting->futexOffset == key->offset)
            waiters.push_back(&*process.waiting);
    }
    std::sort(waiters.begin(), waiters.end(),
              [](const Waiting* a, const Waiting* b) { return a->sequence < b->sequence; });
    // The kernel wakes one even where none is asked for.
    const std::size_t most = static_cast<std::size_t>(std::max(call.number(2), 1));
    if (waiters.size() > most)
        waiters.resize(most);
    for (Waiting* waiter : waiters)
        waiter->woken = true;
    return CallEnd::done(static_cast<std::int64_t>(waiters.size()));
}

} // namespace

CallEnd callFutex(SystemCall& call) {
    const bool shared = (call.bits(1) & futexPrivate) == 0;
    if (call.value(0) % 4 != 0)
        return CallEnd::failed(einval);
    switch (call.bits(1) & ~(futexPrivate | futexClock)) {
    case futexWait:
    case futexWaitBitset:
        return wait(call, shared);
    case futexWake:
    case futexWakeBitset:
        return wake(call, shared);
    default:
        return CallEnd::failed(enosys);
    }
}

} // namespace faultline
