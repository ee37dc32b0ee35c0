// Signals and jumps.
#include <algorithm>
#include <cstring>

#include "simulator/program/call_context.h"
#include "simulator/program/library.h"
#include "simulator/program/library_processes.h"

namespace faultline {

namespace {

constexpr std::int32_t einval = 22;
constexpr std::int32_t highestSignal = 64;
constexpr std::uint32_t restart = 0x10000000; // SA_RESTART
constexpr std::uint64_t setBytes = 8;         // of a sigset_t, those that the kernel has

// What the machine is told of a handler: as the kernel's struct, handler, flags, restorer, mask, 8 bytes each.
Bytes actionBytes(std::uint64_t handler, std::uint64_t flags, std::uint64_t mask) {
    Bytes bytes(32);
    std::memcpy(bytes.data(), &handler, 8);
    std::memcpy(bytes.data() + 8, &flags, 8);
    std::memcpy(bytes.data() + 24, &mask, 8);
    return bytes;
}

bool isSignal(std::int32_t signal) {
    return signal >= 1 && signal <= highestSignal;
}

std::uint64_t signalFunction(CallContext& c, std::uint32_t flags) {
    const std::int32_t signal = c.intArgument(0);
    const std::uint64_t handler = c.argument(1);
    if (!isSignal(signal) || handler == ~std::uint64_t{0}) {
        c.setError(einval);
        return ~std::uint64_t{0};
    }
    CallRequest call(c, Call::Sigaction);
    const std::uint64_t mask = std::uint64_t{1} << (signal - 1);
    if (call.value(signal).in(actionBytes(handler, flags, mask)).value(0).make() < 0)
        return ~std::uint64_t{0};
    SignalHandler& kept = c.library().handlers[static_cast<std::size_t>(signal)];
    const std::uint64_t before = kept.address;
    kept = {handler, flags};
    return before;
}
std::uint64_t bsdSignalFunction(CallContext& c) {
    return signalFunction(c, restart);
}
std::uint64_t sysvSignalFunction(CallContext& c) {
    return signalFunction(c, 0x80000000 | 0x40000000);
}

// struct sigaction as glibc has it: handler, mask (128 bytes), flags (int), restorer.
constexpr std::uint64_t actionMask = 8;
constexpr std::uint64_t actionFlags = 136;

std::uint64_t sigactionFunction(CallContext& c) {
    const std::int32_t signal = c.intArgument(0);
    const std::uint64_t action = c.argument(1);
    const std::uint64_t before = c.argument(2);
    if (!isSignal(signal)) {
        c.setError(einval);
        return intResult(-1);
    }
    std::uint64_t handler = 0;
    std::uint32_t flags = 0;
    CallRequest call(c, Call::Sigaction);
    call.value(signal);
    if (action != 0) {
        handler = c.get<std::uint64_t>(action);
        const auto mask = c.get<std::uint64_t>(action + actionMask);
        flags = c.get<std::uint32_t>(action + actionFlags);
        call.in(actionBytes(handler, flags, mask));
    } else {
        call.value(0);
    }
    if (before != 0)
        call.outBytes(32);
    else
        call.value(0);
    if (call.make() < 0)
        return intResult(-1);
    SignalHandler& kept = c.library().handlers[static_cast<std::size_t>(signal)];
    if (before != 0) {
        std::uint64_t mask = 0;
        if (call.returned(0).size() >= 32)
            std::memcpy(&mask, call.returned(0).data() + 24, 8);
        c.put(before, kept.address);
        c.put(before + actionMask, mask);
        c.put(before + actionFlags, kept.flags);
    }
    if (action != 0)
        kept = {handler, flags};
    return 0;
}

std::uint64_t sigprocmaskFunction(CallContext& c) {
    CallRequest call(c, Call::Sigprocmask);
    call.value(c.intArgument(0));
    call.in(c.argument(1), c.argument(1) != 0 ? setBytes : 0);
    call.out(c.argument(2), c.argument(2) != 0 ? setBytes : 0);
    return intResult(call.make());
}
std::uint64_t sigpendingFunction(CallContext& c) {
    CallRequest call(c, Call::Sigpending);
    return intResult(call.out(c.argument(0), setBytes).make());
}
std::uint64_t sigsuspendFunction(CallContext& c) {
    CallRequest call(c, Call::Sigsuspend);
    return intResult(call.in(c.argument(0), setBytes).value(setBytes).make());
}
std::uint64_t pauseFunction(CallContext& c) {
    CallRequest call(c, Call::Pause);
    return intResult(call.make());
}
std::uint64_t killFunction(CallContext& c) {
    CallRequest call(c, Call::Kill);
    return intResult(call.value(c.intArgument(0)).value(c.intArgument(1)).make());
}
std::uint64_t killpgFunction(CallContext& c) {
    CallRequest call(c, Call::Kill);
    return intResult(call.value(-c.intArgument(0)).value(c.intArgument(1)).make());
}
std::uint64_t raiseFunction(CallContext& c) {
    CallRequest call(c, Call::Kill);
    return intResult(call.value(c.process().id).value(c.intArgument(0)).make());
}
std::uint64_t alarmFunction(CallContext& c) {
    CallRequest call(c, Call::Alarm);
    return intResult(call.value(c.argument(0) & 0xFFFFFFFF).make());
}

// stack_t: address, flags (int), size.
std::uint64_t sigaltstackFunction(CallContext& c) {
    constexpr std::uint64_t stackBytes = 24;
    constexpr std::uint32_t disabled = 2;
    CallRequest call(c, Call::Sigaltstack);
    const std::uint64_t given = c.argument(0);
    Bytes stack;
    if (given != 0) {
        stack = c.bytes(given, stackBytes);
        call.in(stack);
    } else {
        call.value(0);
    }
    call.out(c.argument(1), c.argument(1) != 0 ? stackBytes : 0);
    if (call.make() < 0)
        return intResult(-1);
    if (given != 0) {
        std::uint32_t flags = 0;
        std::memcpy(&c.library().alternateStack, stack.data(), 8);
        std::memcpy(&flags, stack.data() + 8, 4);
        std::memcpy(&c.library().alternateSize, stack.data() + 16, 8);
        if ((flags & disabled) != 0)
            c.library().alternateStack = 0;
    }
    return 0;
}

// --- sets: 128 bytes, of which the kernel has 8

void putSet(CallContext& c, std::uint64_t set, std::uint64_t value) {
    Bytes bytes(128);
    std::memcpy(bytes.data(), &value, 8);
    if (value == ~std::uint64_t{0})
        std::fill(bytes.begin(), bytes.end(), std::uint8_t{0xFF});
    c.write(set, bytes);
}
std::uint64_t sigemptysetFunction(CallContext& c) {
    putSet(c, c.argument(0), 0);
    return 0;
}
std::uint64_t sigfillsetFunction(CallContext& c) {
    putSet(c, c.argument(0), ~std::uint64_t{0} & ~(std::uint64_t{3} << 31)); // without glibc's own 32 and 33
    return 0;
}
template <bool adds>
std::uint64_t changeSet(CallContext& c) {
    const std::int32_t signal = c.intArgument(1);
    if (!isSignal(signal)) {
        c.setError(einval);
        return intResult(-1);
    }
    const auto set = c.get<std::uint64_t>(c.argument(0));
    const std::uint64_t bit = std::uint64_t{1} << (signal - 1);
    c.put(c.argument(0), adds ? set | bit : set & ~bit);
    return 0;
}
std::uint64_t sigismemberFunction(CallContext& c) {
    const std::int32_t signal = c.intArgument(1);
    if (!isSignal(signal)) {
        c.setError(einval);
        return intResult(-1);
    }
    return c.get<std::uint64_t>(c.argument(0)) >> (signal - 1) & 1;
}
std::uint64_t sigisemptysetFunction(CallContext& c) {
    return c.get<std::uint64_t>(c.argument(0)) == 0;
}
template <bool isOr>
std::uint64_t combineSets(CallContext& c) {
    const auto a = c.get<std::uint64_t>(c.argument(1));
    const auto b = c.get<std::uint64_t>(c.argument(2));
    putSet(c, c.argument(0), isOr ? a | b : a & b);
    return 0;
}
std::uint64_t siginterruptFunction(CallContext& c) {
    const std::int32_t signal = c.intArgument(0);
    if (!isSignal(signal)) {
        c.setError(einval);
        return intResult(-1);
    }
    SignalHandler kept = c.library().handlers[static_cast<std::size_t>(signal)];
    kept.flags = c.intArgument(1) != 0 ? kept.flags & ~restart : kept.flags | restart;
    CallRequest call(c, Call::Sigaction);
    call.value(signal).in(actionBytes(kept.address, kept.flags, 0)).value(0).make();
    c.library().handlers[static_cast<std::size_t>(signal)] = kept;
    return 0;
}

// --- setjmp and longjmp. All that a jump needs stands in the jmp_buf, and is checked before it is trusted.

struct JumpPoint {
    std::uint64_t magic = 0;
    std::uint64_t serial = 0; // of the frame
    std::uint32_t depth = 0;
    std::uint32_t instruction = 0; // of the call of setjmp
    std::uint64_t stack = 0;
    std::uint64_t interruptions = 0;
    std::uint64_t check = 0;
    std::uint64_t base = 0;
    std::uint64_t memory = 0;
    std::int32_t savesMask = 0;
    std::int32_t padding = 0;
    std::uint64_t mask = 0;
};
static_assert(sizeof(JumpPoint) <= 200);

constexpr std::uint64_t jumpMagic = 0x4A554D5020484552;

std::uint64_t checkOf(const JumpPoint& p) {
    return jumpMagic ^ p.serial ^ (std::uint64_t{p.depth} << 32) ^ p.instruction ^ (p.stack << 8) ^ p.interruptions ^
           (p.base << 16) ^ (p.memory << 4);
}

std::uint64_t setJump(CallContext& c, bool savesMask) {
    ProcessState& process = c.process();
    JumpPoint point;
    if (savesMask) {
        CallRequest call(c, Call::Sigprocmask);
        call.value(0).value(0).outBytes(setBytes).makeQuietly();
        if (call.returned(0).size() >= setBytes)
            std::memcpy(&point.mask, call.returned(0).data(), setBytes);
        point.savesMask = 1;
    }
    point.magic = jumpMagic;
    point.serial = process.frames.empty() ? 0 : process.frames.back().serial;
    point.depth = static_cast<std::uint32_t>(process.frames.size());
    point.instruction = process.instruction;
    point.stack = process.stackPointer;
    point.interruptions = process.interruptions.size();
    point.base = process.base;
    point.memory = process.memory;
    point.check = checkOf(point);
    c.write(c.argument(0), &point, sizeof point);
    return 0;
}
std::uint64_t setjmpFunction(CallContext& c) {
    return setJump(c, false);
}
std::uint64_t sigsetjmpFunction(CallContext& c) {
    return setJump(c, c.intArgument(1) != 0);
}

bool isValid(const ProcessState& process, const Code& code, const JumpPoint& point) {
    if (point.magic != jumpMagic || point.check != checkOf(point) || point.depth == 0 ||
        point.depth > process.frames.size() || point.interruptions > process.interruptions.size())
        return false;
    const Activation& frame = process.frames[point.depth - 1];
    const CodeFunction& function = code.functions[frame.function];
    const std::uint64_t end = point.base + function.registers;
    const bool isInStack = process.isStackPaged || (process.stack.covers(point.memory, function.frameBytes) &&
                                                    process.stack.startsIn(point.stack));
    if (end > process.registers.size() || !isInStack || point.stack > point.memory)
        return false;
    return frame.serial == point.serial && point.instruction >= function.entry && point.instruction < function.end;
}

std::uint64_t longjmpFunction(CallContext& c) {
    ProcessState& process = c.process();
    const Code& code = c.interpreter().code();
    const Bytes bytes = c.bytes(c.argument(0), sizeof(JumpPoint));
    JumpPoint point;
    std::memcpy(&point, bytes.data(), sizeof point);
    if (!isValid(process, code, point))
        abortWith(c, "*** longjmp causes uninitialized stack frame ***: terminated\n");
    if (point.savesMask != 0) {
        constexpr std::int32_t setMask = 2;
        Bytes mask(setBytes);
        std::memcpy(mask.data(), &point.mask, setBytes);
        CallRequest call(c, Call::Sigprocmask);
        call.value(setMask).in(mask).value(0).makeQuietly();
    }
    const std::int32_t given = c.intArgument(1);
    process.frames.resize(point.depth);
    while (process.interruptions.size() > point.interruptions) {
        process.stackFloor = process.interruptions.back().stackFloor;
        process.interruptions.pop_back();
    }
    process.base = static_cast<std::uint32_t>(point.base);
    process.memory = point.memory;
    process.stackPointer = point.stack;
    const Instruction& instruction = code.instructions[point.instruction];
    process.registers[process.base + instruction.a] =
        static_cast<std::uint64_t>(static_cast<std::int64_t>(given == 0 ? 1 : given));
    process.instruction = point.instruction + 1;
    throw HasJumped{};
}

} // namespace

std::vector<Native> signalFunctions() {
    return {{"signal", bsdSignalFunction},
            {"bsd_signal", bsdSignalFunction},
            {"sysv_signal", sysvSignalFunction},
            {"sigaction", sigactionFunction},
            {"sigprocmask", sigprocmaskFunction},
            {"pthread_sigmask", sigprocmaskFunction},
            {"sigpending", sigpendingFunction},
            {"sigsuspend", sigsuspendFunction},
            {"pause", pauseFunction},
            {"kill", killFunction},
            {"killpg", killpgFunction},
            {"raise", raiseFunction},
            {"alarm", alarmFunction},
            {"sigaltstack", sigaltstackFunction},
            {"sigemptyset", sigemptysetFunction},
            {"sigfillset", sigfillsetFunction},
            {"sigaddset", changeSet<true>},
            {"sigdelset", changeSet<false>},
            {"sigismember", sigismemberFunction},
            {"sigisemptyset", sigisemptysetFunction},
            {"sigorset", combineSets<true>},
            {"sigandset", combineSets<false>},
            {"siginterrupt", siginterruptFunction},
            {"setjmp", setjmpFunction},
            {"_setjmp", setjmpFunction},
            {"sigsetjmp", sigsetjmpFunction},
            {"__sigsetjmp", sigsetjmpFunction},
            {"longjmp", longjmpFunction},
            {"_longjmp", longjmpFunction},
            {"siglongjmp", longjmpFunction}};
}

} // namespace faultline
