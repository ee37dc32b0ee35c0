// Signals: running the program's handlers, and raising what an instruction does wrong.
#include <algorithm>

#include "simulator/program/interpreter.h"
#include "simulator/program/signal_frame.h"

namespace faultline {

namespace {

constexpr std::int32_t sigbus = 7;
constexpr std::int32_t sigsegv = 11;
constexpr std::uint32_t onStack = 0x08000000;      // SA_ONSTACK
constexpr std::uint32_t resetHandler = 0x80000000; // SA_RESETHAND
constexpr std::uint64_t redZone = 128;
constexpr std::uint64_t roomForHandler = 64 * 1024; // below this much an alternate stack is used, if there is one

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
        operation.label = signalCodeName(raised); // "FPE_INTDIV": it stands for what the instruction did
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

// Chooses the stack that a handler's frame goes on. False: there is no room on it.
bool Interpreter::makeRoomForHandler(ProcessState& process, const SignalHandler& chosen) const {
    const LibraryState& library = process.library;
    const bool hasAlternate = (chosen.flags & onStack) != 0 && library.alternateStack != 0;
    std::uint64_t needed = redZone + signalFrameBytes + 16;
    const auto fits = [&] {
        return process.stackPointer >= process.stackFloor && process.stackPointer - process.stackFloor >= needed;
    };
    if (process.isStackPaged) {
        const bool isOnIt = process.stackPointer > library.alternateStack &&
                            process.stackPointer - library.alternateStack <= library.alternateSize;
        if (hasAlternate && !isOnIt) {
            process.stackFloor = library.alternateStack;
            process.stackPointer = library.alternateStack + library.alternateSize;
        }
        return fits();
    }
    needed += roomForHandler;
    if (fits())
        return true;
    if (!hasAlternate || process.stackFloor != process.stack.bottom())
        return false;
    process.stackFloor = process.stack.bottom() - Stack::reserve + 4096;
    process.stackPointer = process.stack.bottom() - 4096;
    return true;
}

// Did putting a handler's frame on the stack raise it?
bool Interpreter::isOfSignalFrame(const ProcessState& process, const Signal& signal) const {
    const bool isFault = (signal.number == sigsegv || signal.number == sigbus) && signal.code > 0;
    return isFault && process.instruction == code_->stubs.signal &&
           signal.address - process.stackPointer < signalFrameBytes;
}

void Interpreter::interrupt(ProcessState& process, const Signal& delivered) const {
    Signal signal = delivered;
    if (process.raised && process.raised.number == delivered.number && delivered.sender == process.id)
        signal = process.raised;
    process.raised = {};
    if (signal.number <= 0 || signal.number >= static_cast<std::int32_t>(process.library.handlers.size()))
        return;
    Interruption interruption;
    interruption.instruction = process.instruction;
    interruption.base = process.base;
    interruption.memory = process.memory;
    interruption.stack = process.stackPointer;
    interruption.depth = static_cast<std::uint32_t>(process.frames.size());
    interruption.isSignal = true;
    interruption.stackFloor = process.stackFloor;
    interruption.signal = signal;
    if ((process.library.awaitedSignals >> (signal.number - 1) & 1) != 0) { // by sigwait: no handler's
        LibraryState& library = process.library;
        if (library.takenSignal) { // a second one: to be sent again
            library.spareSignals |= std::uint64_t{1} << (signal.number - 1);
        } else {
            library.takenSignal = signal;
            library.takenAfter = process.progress.replies.size();
        }
        interruption.progress = std::move(process.progress);
        process.progress.clear();
        process.interruptions.push_back(std::move(interruption));
        process.instruction = code_->stubs.sigreturn;
        return;
    }
    SignalHandler& handler = process.library.handlers[static_cast<std::size_t>(signal.number)];
    const SignalHandler chosen = handler;
    if (chosen.address <= 1)
        return;
    if (isOfSignalFrame(process, signal) || !makeRoomForHandler(process, chosen)) {
        process.dyingOf = sigsegv; // no room for its frame
        return;
    }
    const std::uint64_t context = (process.stackPointer - redZone - contextBytes) / 16 * 16;
    const std::uint64_t information = context - informationBytes;
    process.stackPointer = information;
    if (!process.isStackPaged) {
        const Bytes frame = signalFrame(signal);
        process.stack.write(information, frame.data(), frame.size());
    }
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
    if (!process.isStackPaged && function && *function < code_->functions.size()) {
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
    process.instruction = process.isStackPaged ? code_->stubs.signal : code_->stubs.handler;
}

} // namespace faultline
