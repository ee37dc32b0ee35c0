// POSIX semaphores, in memory of the machine as glibc keeps them: the value in the low 32 bits of the first 8 bytes,
// the number of waiters in the high ones.
#include <algorithm>
#include <cstring>

#include "simulator/program/call_context.h"
#include "simulator/program/library.h"

namespace faultline {

namespace {

constexpr std::int32_t enoent = 2, eintr = 4, eagain = 11, eexist = 17, einval = 22, eoverflow = 75, etimedout = 110;
constexpr std::uint64_t semaphoreBytes = 32;
constexpr std::uint32_t largestValue = 0x7FFFFFFF;
constexpr std::uint64_t oneWaiter = std::uint64_t{1} << 32;
constexpr std::int64_t second = 1000000000; // nanoseconds
constexpr std::uint64_t futexWait = 0, futexWake = 1;

std::uint64_t number(const std::array<std::uint8_t, 16>& bytes, unsigned count) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data(), count);
    return value;
}

// The old value. In the stack, which no other process has, it is done at once.
std::uint64_t update(CallContext& c, AtomicUpdate kind, std::uint64_t address, unsigned bytes, std::uint64_t operand) {
    if (c.onStack(address, bytes)) {
        std::uint64_t old = 0;
        const Bytes held = c.bytes(address, bytes);
        std::memcpy(&old, held.data(), bytes);
        std::uint64_t made = kind == AtomicUpdate::Add ? old + operand : old - operand;
        if (kind == AtomicUpdate::DecrementIfPositive)
            made = old == 0 ? 0 : old - 1;
        // Not to be done twice when the function is run again: that is why the answer is recorded like an operation's.
        auto& replies = c.process().progress.replies;
        const std::size_t known = c.takeReply();
        if (known < replies.size())
            return number(replies[known].value, bytes);
        RecordedReply reply;
        std::memcpy(reply.value.data(), &old, bytes);
        replies.push_back(reply);
        c.write(address, &made, bytes);
        return old;
    }
    Operation operation;
    operation.kind = OperationKind::Atomic;
    operation.update = kind;
    operation.target = {true, address};
    operation.length = bytes;
    std::memcpy(operation.value.data(), &operand, 8);
    return number(c.perform(std::move(operation)).value, bytes);
}

bool takeOne(CallContext& c, std::uint64_t semaphore) {
    return static_cast<std::uint32_t>(update(c, AtomicUpdate::DecrementIfPositive, semaphore, 4, 0)) != 0;
}

std::uint64_t initFunction(CallContext& c) {
    if (c.argument(2) > largestValue) {
        c.setError(einval);
        return intResult(-1);
    }
    constexpr std::uint32_t sharedFlag = 128;
    c.put(c.argument(0), c.argument(2) & 0xFFFFFFFF);
    c.put<std::uint64_t>(c.argument(0) + 8, c.intArgument(1) != 0 ? sharedFlag : 0);
    return 0;
}

// Sleeps until the value is not 0; 0, or the error that ended it.
std::int32_t waitForOne(CallContext& c, std::uint64_t semaphore) {
    update(c, AtomicUpdate::Add, semaphore, 8, oneWaiter);
    std::int32_t error = 0;
    while (!takeOne(c, semaphore)) {
        CallRequest call(c, c.onStack(semaphore) ? Call::Pause : Call::Futex);
        if (!c.onStack(semaphore))
            call.value(semaphore).value(futexWait).value(0).value(0);
        if (call.makeQuietly() < 0 && call.error() == eintr) {
            error = eintr;
            break;
        }
    }
    update(c, AtomicUpdate::Subtract, semaphore, 8, oneWaiter);
    return error;
}

std::uint64_t waitFunction(CallContext& c) {
    if (takeOne(c, c.argument(0)))
        return 0;
    if (const std::int32_t error = waitForOne(c, c.argument(0))) {
        c.setError(error);
        return intResult(-1);
    }
    return 0;
}

std::uint64_t tryWaitFunction(CallContext& c) {
    if (takeOne(c, c.argument(0)))
        return 0;
    c.setError(eagain);
    return intResult(-1);
}

std::int64_t timeNow(CallContext& c) {
    std::int64_t seconds = 0, nanoseconds = 0;
    CallRequest clock(c, Call::ClockGettime);
    clock.value(0).outBytes(16).makeQuietly();
    if (clock.returned(0).size() >= 16) {
        std::memcpy(&seconds, clock.returned(0).data(), 8);
        std::memcpy(&nanoseconds, clock.returned(0).data() + 8, 8);
    }
    return seconds * second + nanoseconds;
}

bool sleepFor(CallContext& c, std::int64_t time) {
    const std::int64_t seconds = time / second, nanoseconds = time % second;
    Bytes wanted(16);
    std::memcpy(wanted.data(), &seconds, 8);
    std::memcpy(wanted.data() + 8, &nanoseconds, 8);
    CallRequest sleep(c, Call::Nanosleep);
    return sleep.in(std::move(wanted)).value(0).makeQuietly() >= 0;
}

// By the run's clock, which a futex's own timeout would not be: looks again and again, less and less often. The time
// given is absolute.
std::uint64_t timedWaitFunction(CallContext& c) {
    if (takeOne(c, c.argument(0)))
        return 0;
    const Bytes until = c.bytes(c.argument(1), 16);
    std::int64_t seconds = 0, nanoseconds = 0;
    std::memcpy(&seconds, until.data(), 8);
    std::memcpy(&nanoseconds, until.data() + 8, 8);
    if (nanoseconds < 0 || nanoseconds >= second) {
        c.setError(einval);
        return intResult(-1);
    }
    constexpr std::int64_t longest = std::int64_t{1} << 33; // seconds: the product stays below 2⁶³
    const std::int64_t end = std::clamp(seconds, std::int64_t{0}, longest) * second + nanoseconds;
    std::int64_t pause = second / 1000;
    for (std::int64_t now = timeNow(c); now < end; now = timeNow(c), pause *= 2) {
        if (!sleepFor(c, std::min(pause, end - now))) {
            c.setError(eintr);
            return intResult(-1);
        }
        if (takeOne(c, c.argument(0)))
            return 0;
    }
    c.setError(etimedout);
    return intResult(-1);
}

std::uint64_t postFunction(CallContext& c) {
    const std::uint64_t old = update(c, AtomicUpdate::Add, c.argument(0), 8, 1);
    if (static_cast<std::uint32_t>(old) == largestValue) {
        update(c, AtomicUpdate::Subtract, c.argument(0), 8, 1);
        c.setError(eoverflow);
        return intResult(-1);
    }
    if (old >> 32 != 0 && !c.onStack(c.argument(0))) {
        CallRequest call(c, Call::Futex);
        call.value(c.argument(0)).value(futexWake).value(1).makeQuietly();
    }
    return 0;
}

std::uint64_t getValueFunction(CallContext& c) {
    const auto value = c.get<std::uint32_t>(c.argument(0));
    c.put(c.argument(1), value);
    return 0;
}

std::uint64_t destroyFunction(CallContext&) {
    return 0;
}

// --- named ones: files of /dev/shm called sem.NAME, mapped shared

std::string fileName(const std::string& name) {
    return "/sem." + (name.starts_with('/') ? name.substr(1) : name);
}

std::int64_t openShared(CallContext& c, const std::string& file, std::uint64_t flags, std::uint64_t mode,
                        std::int32_t& error) {
    CallRequest call(c, Call::ShmOpen);
    const std::int64_t descriptor = call.text(std::string_view(file)).value(flags).value(mode).makeQuietly();
    error = call.error();
    return descriptor;
}

std::uint64_t openFunction(CallContext& c) {
    constexpr std::uint64_t create = 0100, exclusive = 0200, readWrite = 02, closeOnExec = 02000000;
    const std::string name = c.text(c.argument(0));
    const std::uint64_t flags = c.argument(1);
    if ((flags & create) != 0 && c.argument(3) > largestValue) {
        c.setError(einval);
        return 0;
    }
    std::int32_t error = enoent;
    std::int64_t descriptor = -1;
    if ((flags & (create | exclusive)) != (create | exclusive))
        descriptor = openShared(c, fileName(name), readWrite | closeOnExec, 0, error);
    if (descriptor < 0 && error == enoent && (flags & create) != 0) {
        descriptor = openShared(c, fileName(name), readWrite | create | exclusive | closeOnExec, c.argument(2), error);
        if (descriptor < 0 && error == eexist && (flags & exclusive) == 0)
            descriptor = openShared(c, fileName(name), readWrite | closeOnExec, 0, error);
        else if (descriptor >= 0) {
            Bytes bytes(semaphoreBytes);
            for (unsigned i = 0; i < 4; ++i)
                bytes[i] = static_cast<std::uint8_t>(c.argument(3) >> (8 * i));
            bytes[8] = 128; // shared between processes
            CallRequest write(c, Call::Write);
            write.value(descriptor).in(bytes).value(semaphoreBytes).makeQuietly();
        }
    }
    if (descriptor < 0) {
        c.setError(error);
        return 0;
    }
    CallRequest map(c, Call::Mmap);
    map.value(0).value(semaphoreBytes).value(3).value(1);
    const std::int64_t address = map.value(descriptor).value(0).make();
    CallRequest close(c, Call::Close);
    close.value(descriptor).makeQuietly();
    if (address == -1)
        return 0;
    c.library().semaphores.emplace_back(static_cast<std::uint64_t>(address), name);
    return static_cast<std::uint64_t>(address);
}

std::uint64_t closeFunction(CallContext& c) {
    auto& open = c.library().semaphores;
    const auto known =
        std::find_if(open.begin(), open.end(), [&](const auto& entry) { return entry.first == c.argument(0); });
    if (known == open.end()) {
        c.setError(einval);
        return intResult(-1);
    }
    CallRequest call(c, Call::Munmap);
    const std::int64_t result = call.value(c.argument(0)).value(semaphoreBytes).make();
    open.erase(known);
    return intResult(result);
}

std::uint64_t unlinkFunction(CallContext& c) {
    CallRequest call(c, Call::ShmUnlink);
    return intResult(call.text(std::string_view(fileName(c.text(c.argument(0))))).make());
}

} // namespace

std::vector<Native> semaphoreFunctions() {
    return {{"sem_init", initFunction},         {"sem_destroy", destroyFunction},     {"sem_wait", waitFunction},
            {"sem_trywait", tryWaitFunction},   {"sem_timedwait", timedWaitFunction}, {"sem_post", postFunction},
            {"sem_getvalue", getValueFunction}, {"sem_open", openFunction},           {"sem_close", closeFunction},
            {"sem_unlink", unlinkFunction}};
}

} // namespace faultline
