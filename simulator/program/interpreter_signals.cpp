// Signals: running the program's handlers, and raising what an instruction does wrong.
#include <algorithm>

#include "simulator/program/interpreter.h"

namespace faultline {

namespace {

constexpr std::int32_t sigsegv = 11;
constexpr std::uint32_t onStack = 0x08000000;      // SA_ONSTACK
constexpr std::uint32_t resetHandler = 0x80000000; // SA_RESETHAND
constexpr std::uint64_t redZone = 128;
constexpr std::uint64_t contextBytes = 968;         // ucontext_t
constexpr std::uint64_t informationBytes = 128;     // siginfo_t
constexpr std::uint64_t roomForHandler = 64 * 1024; // below this much an alternate stack is used, if there is one

// siginfo_t as the kernel lays it out.
void putInformation(Stack& stack, std::uint64_t at, const Signal& signal) {
    const Bytes zeros(informationBytes);
    stack.write(at, zeros.data(), zeros.size());
    stack.put(at, signal.number);
    stack.put(at + 8, signal.code);
    if (signal.sender != 0 || signal.code <= 0) {
        stack.put(at + 16, signal.sender);
        stack.put<std::int32_t>(at + 20, 0);
    } else {
        stack.put(at + 16, signal.address);
    }
}

} // namespace

// A signal that was raised before and has run no handler since is blocked or ignored: the kernel takes the default
// then.
void Interpreter::raise(ProcessState& process, const Signal& raised) const {
    const std::int32_t signal = raised.number;
    if (process.raised.number == signal && process.dyingOf == 0)
        process.dyingOf = signal;
    process.raised = raised;
    clearOperation(process);
    Operation& operation = process.operation;
    operation.kind = OperationKind::Call;
    operation.place = placeOf(process);
    process.operationIsPlain = false;
    process.waiting = Awaited::Raised;
    const CallArgument number = CallArgument::number(static_cast<std::uint64_t>(signal));
    if (process.dyingOf == signal && process.dyingSteps == 0) {
        process.library.handlers[static_cast<std::size_t>(signal)] = {};
        operation.call = faultline::Call::Sigaction;
        operation.arguments = {number, CallArgument::in(Bytes(32)), CallArgument::number(0)};
    } else if (process.dyingOf == signal && process.dyingSteps == 1) {
        constexpr std::uint64_t unblock = 1;
        Bytes mask(8);
        mask[static_cast<std::size_t>(signal - 1) / 8] = static_cast<std::uint8_t>(1u << ((signal - 1) % 8));
        operation.call = faultline::Call::Sigprocmask;
        operation.arguments = {CallArgument::number(unblock), CallArgument::in(std::move(mask)),
                               CallArgument::number(0)};
    } else {
        operation.call = faultline::Call::Kill;
        operation.arguments = {CallArgument::number(static_cast<std::uint64_t>(process.id)), number};
    }
    process.dyingSteps += process.dyingOf == signal ? 1 : 0;
}

void Interpreter::deliver(ProcessState& process, std::span<const Signal> signals) const {
    process.waiting = Awaited::No;
    // The first one's handler runs first: it is entered last.
    for (auto signal = signals.rbegin(); signal != signals.rend(); ++signal)
        interrupt(process, *signal);
}

void Interpreter::interrupt(ProcessState& process, const Signal& delivered) const {
    Signal signal = delivered;
    if (process.raised && process.raised.number == delivered.number && delivered.sender == process.id)
        signal = process.raised;
    process.raised = {};
    if (signal.number <= 0 || signal.number >= static_cast<std::int32_t>(process.library.handlers.size()))
        return;
    SignalHandler& handler = process.library.handlers[static_cast<std::size_t>(signal.number)];
    const SignalHandler chosen = handler;
    if (chosen.address <= 1)
        return;
    Interruption interruption;
    interruption.instruction = process.instruction;
    interruption.base = process.base;
    interruption.memory = process.memory;
    interruption.stack = process.stackPointer;
    interruption.depth = static_cast<std::uint32_t>(process.frames.size());
    interruption.isSignal = true;
    const std::uint64_t needed = redZone + contextBytes + informationBytes + roomForHandler;
    if (process.stackPointer - process.stackFloor < needed || process.stackPointer < process.stackFloor) {
        if ((chosen.flags & onStack) == 0 || process.library.alternateStack == 0 ||
            process.stackFloor != process.stack.bottom()) {
            process.dyingOf = sigsegv; // no room for its frame
            return;
        }
        interruption.onAlternateStack = true;
        process.stackFloor = process.stack.bottom() - Stack::reserve + 4096;
        process.stackPointer = process.stack.bottom() - 4096;
    }
    const std::uint64_t context = (process.stackPointer - redZone - contextBytes) / 16 * 16;
    const std::uint64_t information = context - informationBytes;
    process.stack.growTo(information);
    putInformation(process.stack, information, signal);
    process.stackPointer = information;
    const std::uint32_t base = process.base + registersInUse(process);
    if (process.registers.size() < base + 64u)
        process.registers.resize(2 * process.registers.size() + 64);
    process.registers[base] = static_cast<std::uint64_t>(signal.number);
    process.registers[base + 1] = information;
    process.registers[base + 2] = context;
    if ((chosen.flags & resetHandler) != 0)
        handler = {};
    interruption.progress = std::move(process.progress);
    process.progress.clear();
    process.interruptions.push_back(std::move(interruption));
    const auto function = code_->functionAt(chosen.address);
    if (function && *function < code_->functions.size()) {
        if (!enter(process, *function, base, code_->stubs.sigreturn)) {
            process.waiting = Awaited::No;
            process.instruction = code_->stubs.sigreturn;
            process.dyingOf = sigsegv;
        }
        return;
    }
    // A library function as a handler (exit, abort), or no function at all: called as the program would.
    process.registers[base + 7] = chosen.address;
    process.base = base;
    process.instruction = code_->stubs.handler;
}

} // namespace faultline
