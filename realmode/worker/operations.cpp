#include "realmode/worker/operations.h"

#include "realmode/worker/access.h"
#include "realmode/worker/bulk.h"
#include "realmode/worker/calls.h"
#include "realmode/worker/signals.h"
#include "realmode/worker/state.h"
#include "realmode/worker/system_call.h"

#include <sys/resource.h>

namespace faultline::worker {

namespace {

struct Faults {
    std::uint64_t minor = 0, major = 0;
};

Faults faultsSoFar() {
    struct rusage usage;
    systemCall(SYS_getrusage, RUSAGE_THREAD, &usage);
    return {static_cast<std::uint64_t>(usage.ru_minflt), static_cast<std::uint64_t>(usage.ru_majflt)};
}

void loadOrStore(const Request& request, Reply& reply, bool store) {
    auto* value = reply.value;
    switch (request.length) {
    case 1:
        store ? store1(request.address, request.value) : load1(request.address, value);
        return;
    case 2:
        store ? store2(request.address, request.value) : load2(request.address, value);
        return;
    case 4:
        store ? store4(request.address, request.value) : load4(request.address, value);
        return;
    case 8:
        store ? store8(request.address, request.value) : load8(request.address, value);
        return;
    case 16:
        store ? store16(request.address, request.value) : load16(request.address, value);
        return;
    default: // a struct of an odd size: byte by byte, from the lowest
        for (std::uint64_t i = 0; i < request.length && i < sizeof request.value; ++i)
            if (store ? store1(request.address + i, request.value + i) : load1(request.address + i, value + i))
                return;
    }
}

int swap(std::uint64_t size, std::uint64_t address, std::uint64_t& expected, std::uint64_t desired) {
    switch (size) {
    case 1:
        return swap1(address, &expected, desired);
    case 2:
        return swap2(address, &expected, desired);
    case 4:
        return swap4(address, &expected, desired);
    default:
        return swap8(address, &expected, desired);
    }
}

// The order of AtomicUpdate in simulator/machine/operation.h.
std::uint64_t updated(std::uint8_t update, std::uint64_t old, std::uint64_t operand) {
    switch (update) {
    case 2:
        return old + operand;
    case 3:
        return old - operand;
    case 4:
        return old & operand;
    case 5:
        return old | operand;
    case 6:
        return old ^ operand;
    case 7:
        return old - 1;
    default:
        return operand;
    }
}

void atomicUpdate(const Request& request, Reply& reply) {
    std::uint64_t operand = 0, expected = 0, old = 0;
    memcpy(&operand, request.value, 8);
    memcpy(&expected, request.value + 8, 8);
    const std::uint64_t bits = request.length >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * request.length)) - 1;
    if (request.update == 1) { // CompareExchange
        old = expected & bits;
        if (swap(request.length, request.address, old, operand))
            return;
    } else {
        // The first access writes already (0 where 0 was), so that it faults as one locked instruction does.
        if (swap(request.length, request.address, old, 0))
            return;
        for (std::uint64_t seen = old;;) {
            if (request.update == 7 && (old & bits) == 0) // DecrementIfPositive
                break;
            if (swap(request.length, request.address, seen, updated(request.update, old, operand)))
                return;
            if ((seen & bits) == (old & bits))
                break;
            old = seen;
        }
    }
    memcpy(reply.value, &old, 8);
}

void run(const Request& request, Reply& reply) {
    switch (request.kind) {
    case Kind::Load:
        return loadOrStore(request, reply, false);
    case Kind::Store:
        return loadOrStore(request, reply, true);
    case Kind::Copy:
        return bulkCopy(request, reply);
    case Kind::Fill:
        return bulkFill(request, reply);
    case Kind::Compare:
        return bulkCompare(request, reply);
    case Kind::Scan:
        return bulkScan(request, reply);
    case Kind::Atomic:
        return atomicUpdate(request, reply);
    case Kind::Die:
        dieBy(static_cast<int>(request.length));
    default:
        return performCall(request, reply);
    }
}

/// What the app can't see by itself. The faults that this may take are nobody's.
void tell(const Request& request, Reply& reply) {
    const Faults before = faultsSoFar();
    touchData(request.dataEnd);
    const auto data = reinterpret_cast<std::uint64_t>(state.channel->data());
    if (request.kind == Kind::Residency)
        reply.result = systemCall(SYS_mincore, request.address, request.length, data);
    else
        reply.result = copyBytes(data, request.address, request.length);
    const Faults after = faultsSoFar();
    state.lastMinor += after.minor - before.minor;
    state.lastMajor += after.major - before.major;
}

} // namespace

void performRequest() {
    Channel& channel = *state.channel;
    const Request& request = channel.request;
    Reply& reply = channel.reply;
    if (request.kind == Kind::Quiet) {
        reply.signal = 0;
        loadOrStore(request, reply, request.store);
        enterHandlers();
        return;
    }
    if (request.kind == Kind::Residency || request.kind == Kind::Peek)
        return tell(request, reply);
    reply = Reply{};
    touchData(request.dataEnd);
    enterHandlers();
    const Faults before = faultsSoFar();
    reply.unseenMinor = before.minor - state.lastMinor;
    reply.unseenMajor = before.major - state.lastMajor;
    if (request.kind == Kind::Fork) {
        performFork(request, reply);
        const Faults after = faultsSoFar(); // fork write-protects the worker's own pages: not the program's faults
        state.lastMinor = after.minor;
        state.lastMajor = after.major;
        enterHandlers();
        return;
    }
    run(request, reply);
    const Faults after = faultsSoFar();
    reply.minor = after.minor - before.minor;
    reply.major = after.major - before.major;
    enterHandlers();
    const Faults last = faultsSoFar();
    state.lastMinor = last.minor;
    state.lastMajor = last.major;
}

} // namespace faultline::worker
