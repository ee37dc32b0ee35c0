#include "simulator/program/interpreter.h"

#include <algorithm>
#include <cassert>

namespace faultline {

namespace {

constexpr std::uint32_t spareRegisters = 64; // a call with too few arguments reads, a stub has, so many more

std::uint64_t roundDown(std::uint64_t value, std::uint64_t unit) {
    return value / unit * unit;
}

} // namespace

Interpreter::Interpreter(std::shared_ptr<const Code> code, Settings settings)
    : code_(std::move(code)), settings_(settings) {}

// A register window for the function that is entered from here lies behind these.
std::uint32_t Interpreter::registersInUse(const ProcessState& process) const {
    // A stub that is interrupted has taken some, too.
    return process.frames.empty()
               ? spareRegisters
               : std::max(spareRegisters, code_->functions[process.frames.back().function].registers);
}

Stopped Interpreter::advance(ProcessState& process, std::uint64_t instructions, bool stopAtStatement) const {
    assert(!process.hasEnded);
    if (!process.refusal.message.empty())
        return Stopped::Refused;
    if (process.waiting != Awaited::No) // asked again without an answer: the same operation
        return Stopped::Operation;
    if (process.dyingOf != 0) {
        raise(process, {process.dyingOf, 0x80, 0, 0});
        return Stopped::Operation;
    }
    std::uint64_t left = instructions;
    const Stopped stopped = run(process, left, stopAtStatement);
    process.instructions += instructions - left;
    return process.refusal.message.empty() ? stopped : Stopped::Refused;
}

void Interpreter::clearOperation(ProcessState& process) const {
    process.operation = Operation{};
    process.operationIsPlain = true;
}

void Interpreter::askAccess(ProcessState& process, const Instruction& instruction, std::uint64_t address,
                            unsigned bytes, bool isStore, std::uint64_t value) const {
    if (!process.operationIsPlain)
        clearOperation(process);
    Operation& operation = process.operation;
    operation.kind = isStore ? OperationKind::Store : OperationKind::Load;
    operation.target.address = address;
    operation.length = bytes;
    if (isStore) {
        operation.value = {};
        for (unsigned i = 0; i < std::min(bytes, 8u); ++i)
            operation.value[i] = static_cast<std::uint8_t>(value >> (8 * i));
    }
    const auto at = static_cast<std::size_t>(&instruction - code_->instructions.data());
    operation.place = code_->places[at];
    const CodeFunction* function = process.frames.empty() ? nullptr : &code_->functions[process.frames.back().function];
    if (!function || function->isBuiltIn)
        operation.place = placeOf(process);
    process.waiting = Awaited::Access;
}

bool Interpreter::copyBytes(ProcessState& process, const Instruction& instruction) const {
    const std::uint64_t* r = process.registers.data() + process.base;
    const std::uint64_t to = r[instruction.a];
    const std::uint64_t from = r[instruction.b];
    const auto length = static_cast<std::uint64_t>(instruction.imm);
    const bool toStack = process.stack.covers(to, length);
    const bool fromStack = process.stack.covers(from, length);
    Bytes bytes;
    if (fromStack) {
        bytes.resize(length);
        process.stack.read(from, bytes.data(), length);
        if (toStack) {
            process.stack.write(to, bytes.data(), length);
            return true;
        }
    }
    clearOperation(process);
    Operation& operation = process.operation;
    operation.kind = OperationKind::Copy;
    operation.length = length;
    operation.target = toStack ? Range{false, 0} : Range{true, to};
    operation.source = fromStack ? Range{false, 0} : Range{true, from};
    operation.data = std::move(bytes);
    operation.place = placeOf(process);
    process.operationIsPlain = false;
    process.waiting = Awaited::Access;
    return false;
}

bool Interpreter::clearBytes(ProcessState& process, const Instruction& instruction) const {
    const std::uint64_t to = process.registers[process.base + instruction.a];
    const auto length = static_cast<std::uint64_t>(instruction.imm);
    if (process.stack.covers(to, length)) {
        const Bytes zeros(length);
        process.stack.write(to, zeros.data(), length);
        return true;
    }
    clearOperation(process);
    Operation& operation = process.operation;
    operation.kind = OperationKind::Fill;
    operation.length = length;
    operation.target = {true, to};
    operation.place = placeOf(process);
    process.operationIsPlain = false;
    process.waiting = Awaited::Access;
    return false;
}

namespace {

std::uint64_t updated(AtomicKind kind, std::uint64_t old, std::uint64_t operand, std::uint64_t expected) {
    switch (kind) {
    case AtomicKind::Exchange:
        return operand;
    case AtomicKind::CompareExchange:
        return old == expected ? operand : old;
    case AtomicKind::Add:
        return old + operand;
    case AtomicKind::Subtract:
        return old - operand;
    case AtomicKind::And:
        return old & operand;
    case AtomicKind::Or:
        return old | operand;
    case AtomicKind::Xor:
        return old ^ operand;
    }
    return old;
}

std::uint64_t cut(std::uint64_t value, unsigned bytes, bool isSigned) {
    const unsigned unused = 64 - 8 * bytes;
    if (unused == 0)
        return value;
    return isSigned ? static_cast<std::uint64_t>(static_cast<std::int64_t>(value << unused) >> unused)
                    : value << unused >> unused;
}

std::uint64_t fromBytes(const std::array<std::uint8_t, 16>& bytes, unsigned count) {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < count && i < 8; ++i)
        value |= std::uint64_t{bytes[i]} << (8 * i);
    return value;
}

} // namespace

bool Interpreter::updateAtomically(ProcessState& process, const Instruction& instruction) const {
    std::uint64_t* r = process.registers.data() + process.base;
    const auto mode = static_cast<std::uint64_t>(instruction.imm);
    const auto kind = static_cast<AtomicKind>(mode & 0xFF);
    const auto bytes = static_cast<unsigned>(mode >> 8 & 0xFF);
    const bool isSigned = (mode >> 16 & 1) != 0;
    const std::uint64_t address = r[instruction.b];
    const std::uint64_t operand = r[instruction.c];
    const std::uint64_t expected = kind == AtomicKind::CompareExchange ? r[instruction.c + 1] : 0;
    if (process.stack.covers(address, bytes)) {
        std::uint64_t old = 0;
        process.stack.read(address, &old, bytes);
        const std::uint64_t made = updated(kind, old, operand, cut(expected, bytes, false));
        process.stack.write(address, &made, bytes);
        r[instruction.a] = cut(old, bytes, isSigned);
        return true;
    }
    clearOperation(process);
    Operation& operation = process.operation;
    constexpr AtomicUpdate updates[] = {AtomicUpdate::Exchange, AtomicUpdate::CompareExchange,
                                        AtomicUpdate::Add,      AtomicUpdate::Subtract,
                                        AtomicUpdate::And,      AtomicUpdate::Or,
                                        AtomicUpdate::Xor};
    operation.kind = OperationKind::Atomic;
    operation.update = updates[static_cast<std::size_t>(kind)];
    operation.length = bytes;
    operation.target = {true, address};
    for (unsigned i = 0; i < bytes; ++i) {
        operation.value[i] = static_cast<std::uint8_t>(operand >> (8 * i));
        operation.value[8 + i] = static_cast<std::uint8_t>(expected >> (8 * i));
    }
    operation.place = placeOf(process);
    process.operationIsPlain = false;
    process.waiting = Awaited::Access;
    return false;
}

namespace {

// What a load gives: by the opcode's kind of value.
std::uint64_t loaded(Opcode opcode, const std::array<std::uint8_t, 16>& bytes) {
    const auto kind = (static_cast<unsigned>(opcode) - static_cast<unsigned>(Opcode::LoadI8At)) / 4;
    switch (kind) {
    case 0:
        return cut(bytes[0], 1, true);
    case 1:
        return bytes[0];
    case 2:
        return cut(fromBytes(bytes, 2), 2, true);
    case 3:
        return fromBytes(bytes, 2);
    case 4:
        return cut(fromBytes(bytes, 4), 4, true);
    case 5:
        return fromBytes(bytes, 4);
    default:
        return fromBytes(bytes, 8);
    }
}

} // namespace

// The machine has done the access: what is left is to take its value, and the instruction is over.
void Interpreter::finishAccess(ProcessState& process, const Outcome& outcome) const {
    const Instruction& instruction = code_->instructions[process.instruction];
    std::uint64_t* r = process.registers.data() + process.base;
    if (process.operation.kind == OperationKind::Load) {
        r[instruction.a] = loaded(instruction.opcode, outcome.value);
    } else if (process.operation.kind == OperationKind::Atomic) {
        const auto mode = static_cast<std::uint64_t>(instruction.imm);
        const auto bytes = static_cast<unsigned>(mode >> 8 & 0xFF);
        r[instruction.a] = cut(fromBytes(outcome.value, bytes), bytes, (mode >> 16 & 1) != 0);
    } else if (process.operation.kind == OperationKind::Copy && !process.operation.target.onMachine) {
        const std::uint64_t length = std::min<std::uint64_t>(outcome.data.size(), process.operation.length);
        process.stack.write(r[instruction.a], outcome.data.data(), length);
    }
    ++process.instruction;
}

void Interpreter::give(ProcessState& process, const Outcome& outcome) const {
    const Awaited waiting = process.waiting;
    process.waiting = Awaited::No;
    switch (waiting) {
    case Awaited::Access:
        finishAccess(process, outcome);
        break;
    case Awaited::Native:
        process.progress.replies.push_back(
            {outcome.result, outcome.error, outcome.value, outcome.data, outcome.returned});
        break;
    case Awaited::Sigreturn: {
        assert(!process.interruptions.empty());
        Interruption interruption = std::move(process.interruptions.back());
        process.interruptions.pop_back();
        process.instruction = interruption.instruction;
        process.base = interruption.base;
        process.memory = interruption.memory;
        process.stackPointer = interruption.stack;
        process.progress = std::move(interruption.progress);
        process.stackFloor = interruption.stackFloor;
        break;
    }
    case Awaited::Raised:
        if (process.operation.kind == OperationKind::Load) // the fetch from where no function begins has met memory
            process.refusal = {
                process.operation.place,
                "the program calls memory that it has mapped, where none of its functions begins",
                "Faultline runs C, not machine code that a program has made. Under cc this is SIGSEGV, or "
                "with PROT_EXEC whatever the bytes there do."};
        break;
    case Awaited::No:
        break;
    }
}

void Interpreter::retry(ProcessState& process) const {
    process.waiting = Awaited::No;
}

// Makes the frame of a function whose registers begin at `base`, its arguments in them. False: the stack has run out,
// which is an access below it.
bool Interpreter::enter(ProcessState& process, std::uint32_t function, std::uint32_t base,
                        std::uint32_t returnTo) const {
    const CodeFunction& entered = code_->functions[function];
    const std::uint64_t room = process.stackPointer - process.stackFloor;
    if (entered.frameBytes + entered.alignment > room || process.stackPointer < process.stackFloor) {
        askAccess(process, code_->instructions[process.instruction], process.stackFloor - 8, 8, true, 0);
        process.waiting = Awaited::Raised;
        return false;
    }
    const std::uint64_t memory = roundDown(process.stackPointer - entered.frameBytes, entered.alignment);
    if (!process.isStackPaged)
        process.stack.growTo(memory);
    const std::size_t needed = std::size_t{base} + entered.registers + 2 * spareRegisters;
    if (process.registers.size() < needed)
        process.registers.resize(std::max(needed, 2 * process.registers.size()));
    process.frames.push_back(
        {function, returnTo, process.base, process.memory, process.stackPointer, ++process.serial});
    process.base = base;
    process.memory = memory;
    process.stackPointer = memory;
    process.instruction = entered.entry;
    return true;
}

SourcePlace Interpreter::placeOf(const ProcessState& process) const {
    std::uint32_t at = process.instruction;
    if (!code_->functionHolding(at) && !process.interruptions.empty() &&
        process.interruptions.back().depth == process.frames.size())
        at = process.interruptions.back().instruction; // a stub that is about to call a handler
    for (std::size_t depth = process.frames.size(); depth > 0; --depth) {
        const Activation& frame = process.frames[depth - 1];
        if (!code_->functions[frame.function].isBuiltIn && code_->functionHolding(at))
            return code_->places[at];
        at = frame.returnTo > 0 ? frame.returnTo - 1 : 0;
        if (frame.returnTo == code_->stubs.callReturn || frame.returnTo == code_->stubs.sigreturn)
            for (auto i = process.interruptions.rbegin(); i != process.interruptions.rend(); ++i)
                if (i->depth == depth - 1) {
                    at = i->instruction;
                    break;
                }
    }
    return code_->places[at];
}

std::uint32_t Interpreter::depthOf(const ProcessState& process) const {
    std::uint32_t depth = 0;
    for (const Activation& frame : process.frames)
        depth += code_->functions[frame.function].isBuiltIn ? 0 : 1;
    return depth;
}

} // namespace faultline
