// sigwait and its kin, made of calls that every machine has: the signals waited for get an action for the moment, which
// the interpreter takes for itself (Interpreter::interrupt), and sigsuspend opens the mask for them.
#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "simulator/program/call_context.h"
#include "simulator/program/library.h"
#include "simulator/program/signal_frame.h"

namespace faultline {

namespace {

constexpr std::int32_t eintr = 4, eagain = 11, einval = 22;
constexpr std::uint64_t setBytes = 8;
constexpr std::uint64_t cannotBeCaught = std::uint64_t{1} << 8 | std::uint64_t{1} << 18; // SIGKILL, SIGSTOP
constexpr std::int32_t setMask = 2;

Bytes bytesOf(std::uint64_t set) {
    Bytes bytes(setBytes);
    std::memcpy(bytes.data(), &set, setBytes);
    return bytes;
}

std::uint64_t setOf(const Bytes& bytes) {
    std::uint64_t set = 0;
    std::memcpy(&set, bytes.data(), std::min<std::size_t>(bytes.size(), setBytes));
    return set;
}

Bytes actionOf(std::uint64_t handler, std::uint64_t flags, std::uint64_t mask) {
    Bytes bytes(32);
    std::memcpy(bytes.data(), &handler, 8);
    std::memcpy(bytes.data() + 8, &flags, 8);
    std::memcpy(bytes.data() + 24, &mask, 8);
    return bytes;
}

class SignalWait {
public:
    SignalWait(CallContext& c, std::uint64_t set) : c_(c), library_(c.library()), set_(set & ~cannotBeCaught) {
        if (!library_.takenSignal) // else it is run again, after that
            library_.awaitedSignals = set_;
    }

    void catchThem() {
        for (std::int32_t signal = 1; signal <= 64; ++signal) {
            if ((set_ >> (signal - 1) & 1) == 0)
                continue;
            CallRequest call(c_, Call::Sigaction);
            call.value(signal).in(actionOf(c_.interpreter().code().codeStart, 0, ~std::uint64_t{0}));
            call.outBytes(32).makeQuietly();
            if (call.returned(0).size() >= 32)
                std::memcpy(&masks_[static_cast<std::size_t>(signal)], call.returned(0).data() + 24, 8);
        }
        CallRequest mask(c_, Call::Sigprocmask);
        mask.value(0).value(0).outBytes(setBytes).makeQuietly();
        mask_ = setOf(mask.returned(0));
        CallRequest pending(c_, Call::Sigpending);
        pending.outBytes(setBytes).makeQuietly();
        pending_ = setOf(pending.returned(0)) & set_;
    }
    bool isPending() const { return pending_ != 0; }
    // One that is pending alone, else all of them.
    std::uint64_t openMask() const { return mask_ & ~(pending_ != 0 ? pending_ & (~pending_ + 1) : set_); }

    // 0: one was taken, or the error.
    std::int32_t suspend() {
        CallRequest call(c_, Call::Sigsuspend);
        call.in(bytesOf(openMask())).value(setBytes).makeQuietly();
        return isTaken() ? 0 : call.error();
    }
    std::int32_t sleep(const Bytes& timeout) {
        CallRequest open(c_, Call::Sigprocmask);
        open.value(setMask).in(bytesOf(openMask())).value(0).makeQuietly();
        std::int32_t error = 0;
        if (!isTaken()) {
            CallRequest call(c_, Call::Nanosleep);
            call.in(timeout).value(0).makeQuietly();
            error = isTaken() ? 0 : call.error() == eintr ? eintr : eagain;
        }
        CallRequest close(c_, Call::Sigprocmask);
        close.value(setMask).in(bytesOf(mask_)).value(0).makeQuietly();
        return error;
    }

    void putBack() {
        for (std::int32_t signal = 1; signal <= 64; ++signal) {
            if ((set_ >> (signal - 1) & 1) == 0)
                continue;
            const SignalHandler& kept = library_.handlers[static_cast<std::size_t>(signal)];
            CallRequest call(c_, Call::Sigaction);
            call.value(signal).in(actionOf(kept.address, kept.flags, masks_[static_cast<std::size_t>(signal)]));
            call.value(0).makeQuietly();
        }
    }
    // With the mask closed again.
    void sendSpareAgain() {
        for (std::int32_t signal = 1; signal <= 64; ++signal)
            if ((library_.spareSignals >> (signal - 1) & 1) != 0) {
                CallRequest call(c_, Call::Kill);
                call.value(c_.process().id).value(signal).makeQuietly();
            }
    }
    const Signal& taken() const { return library_.takenSignal; }
    // After the last operation.
    std::int32_t end() {
        const std::int32_t signal = library_.takenSignal.number;
        library_.awaitedSignals = 0;
        library_.spareSignals = 0;
        library_.takenSignal = {};
        return signal;
    }

private:
    // Run again, it says the same at the same point.
    bool isTaken() {
        if (!library_.takenSignal || c_.repliesUsed() < library_.takenAfter)
            return false;
        return true;
    }

    CallContext& c_;
    LibraryState& library_;
    std::uint64_t set_;
    std::uint64_t mask_ = 0;
    std::uint64_t pending_ = 0;
    std::array<std::uint64_t, 65> masks_{};
};

// sigwait(set, &signal) knows no EINTR.
std::uint64_t sigwaitFunction(CallContext& c) {
    SignalWait wait(c, c.get<std::uint64_t>(c.argument(0)));
    wait.catchThem();
    while (wait.suspend() != 0) {
    }
    wait.sendSpareAgain();
    wait.putBack();
    c.put(c.argument(1), wait.taken().number);
    wait.end();
    return 0;
}

std::uint64_t waitForInformation(CallContext& c, std::optional<Bytes> timeout) {
    SignalWait wait(c, c.get<std::uint64_t>(c.argument(0)));
    wait.catchThem();
    const bool isPoll = timeout && *timeout == Bytes(timeout->size());
    std::int32_t error = 0;
    if (isPoll && !wait.isPending())
        error = eagain;
    else if (timeout && !wait.isPending())
        error = wait.sleep(*timeout);
    else
        error = wait.suspend();
    wait.sendSpareAgain();
    wait.putBack();
    if (error != 0) {
        wait.end();
        c.setError(error);
        return intResult(-1);
    }
    if (c.argument(1) != 0) {
        Bytes information = signalFrame(wait.taken());
        information.resize(informationBytes);
        c.write(c.argument(1), information);
    }
    return intResult(wait.end());
}
std::uint64_t sigwaitinfoFunction(CallContext& c) {
    return waitForInformation(c, std::nullopt);
}
std::uint64_t sigtimedwaitFunction(CallContext& c) {
    if (c.argument(2) == 0)
        return waitForInformation(c, std::nullopt);
    Bytes timeout = c.bytes(c.argument(2), 16);
    std::int64_t nanoseconds = 0;
    std::memcpy(&nanoseconds, timeout.data() + 8, 8);
    if (nanoseconds < 0 || nanoseconds >= 1000000000) {
        c.setError(einval);
        return intResult(-1);
    }
    return waitForInformation(c, std::move(timeout));
}

} // namespace

std::vector<Native> signalWaitFunctions() {
    return {{"sigwait", sigwaitFunction}, {"sigwaitinfo", sigwaitinfoFunction}, {"sigtimedwait", sigtimedwaitFunction}};
}

} // namespace faultline
