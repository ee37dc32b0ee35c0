// The loop that runs instructions.
#include "simulator/program/arithmetic.h"
#include "simulator/program/interpreter.h"

namespace faultline {

using namespace arithmetic;

namespace {

std::uint32_t switchTarget(const SwitchTable& table, U value) {
    if (!table.dense.empty()) {
        const U index = value - static_cast<U>(table.lowest);
        return index < table.dense.size() ? table.dense[index] : table.otherwise;
    }
    std::size_t low = 0;
    std::size_t high = table.sparse.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (table.sparse[middle].first < asSigned(value))
            low = middle + 1;
        else
            high = middle;
    }
    return low < table.sparse.size() && table.sparse[low].first == asSigned(value) ? table.sparse[low].second
                                                                                   : table.otherwise;
}

constexpr std::int32_t sigill = 4;
constexpr std::int32_t sigfpe = 8;
constexpr std::int32_t sigsegv = 11;

} // namespace

// One large function, since that is what makes it fast: the registers of the loop are locals of it.
Stopped Interpreter::run(ProcessState& process, std::uint64_t& left, bool stopAtStatement) const {
    const Instruction* const first = code_->instructions.data();
    const Instruction* pc = first + process.instruction;
    U* r = nullptr;
    std::uint8_t* frame = nullptr; // the frame's bytes
    std::uint8_t* host = nullptr;  // of the lowest byte of the stack
    U lowest = 0;
    U size = 0;
    U address = 0;

    const auto unpack = [&] {
        r = process.registers.data() + process.base;
        lowest = process.stack.lowest();
        size = process.stack.size();
        host = process.stack.data();
        frame = host + (process.memory - lowest);
    };
    const auto pack = [&] { process.instruction = static_cast<std::uint32_t>(pc - first); };
    unpack();

    for (;;) {
        if (left == 0) {
            pack();
            return Stopped::Budget;
        }
        --left;
        const Instruction& i = *pc;
        switch (i.opcode) {
        case Opcode::Trap:
            pack();
            raise(process, {sigill, 2, code_->codeStart, 0}); // ILL_ILLOPN
            return Stopped::Operation;
        case Opcode::Statement:
            if (stopAtStatement && !process.stoppedAtStatement) {
                process.stoppedAtStatement = true;
                ++left;
                pack();
                return Stopped::Statement;
            }
            process.stoppedAtStatement = false;
            ++process.statements;
            ++pc;
            continue;
        case Opcode::Move:
            r[i.a] = r[i.b];
            ++pc;
            continue;
        case Opcode::Constant:
            r[i.a] = static_cast<U>(i.imm);
            ++pc;
            continue;
        case Opcode::FrameAddress:
            r[i.a] = process.memory + static_cast<U>(i.imm);
            ++pc;
            continue;
        case Opcode::IndexAddress:
            r[i.a] = r[i.b] + r[i.c] * static_cast<U>(i.imm);
            ++pc;
            continue;
        case Opcode::Jump:
            pc = first + i.imm;
            continue;
        case Opcode::JumpIf:
            pc = r[i.a] != 0 ? first + i.imm : pc + 1;
            continue;
        case Opcode::JumpIfNot:
            pc = r[i.a] == 0 ? first + i.imm : pc + 1;
            continue;
        case Opcode::Switch:
            pc = first + switchTarget(code_->switches[static_cast<std::size_t>(i.imm)], r[i.a]);
            continue;
        case Opcode::Call: {
            pack();
            if (!enter(process, static_cast<std::uint32_t>(i.imm), process.base + i.a, process.instruction + 1))
                return Stopped::Operation;
            pc = first + process.instruction;
            unpack();
            continue;
        }
        case Opcode::CallPointer: {
            pack();
            const auto function = code_->functionAt(r[i.b]);
            if (!function) { // fetching from there: not mapped, or not executable
                askAccess(process, i, r[i.b], 1, false, 0);
                process.waiting = Awaited::Raised;
                if (process.stack.startsIn(r[i.b]) || r[i.b] - code_->codeStart < code_->end - code_->codeStart)
                    raise(process, {sigsegv, 2, r[i.b], 0}); // SEGV_ACCERR
                return Stopped::Operation;
            }
            if (*function < code_->functions.size()) {
                if (!enter(process, *function, process.base + i.a, process.instruction + 1))
                    return Stopped::Operation;
            } else {
                NativeCall call;
                call.function = code_->addressableNatives[*function - code_->functions.size()];
                call.arguments = i.c;
                if (!callNative(process, call, process.base + i.a))
                    return Stopped::Operation;
            }
            pc = first + process.instruction;
            unpack();
            continue;
        }
        case Opcode::CallNative:
            pack();
            if (!callNative(process, code_->nativeCalls[static_cast<std::size_t>(i.imm)], process.base + i.a))
                return Stopped::Operation;
            pc = first + process.instruction;
            unpack();
            continue;
        case Opcode::Return: {
            const U result = r[i.b];
            r[0] = result;
            const Activation& ended = process.frames.back();
            pc = first + ended.returnTo;
            process.base = ended.callerBase;
            process.memory = ended.callerMemory;
            process.stackPointer = ended.callerStack;
            process.frames.pop_back();
            r = process.registers.data() + process.base;
            frame = host + (process.memory - lowest);
            continue;
        }
        case Opcode::CopyBytes:
            pack();
            if (!copyBytes(process, i))
                return Stopped::Operation;
            unpack();
            ++pc;
            continue;
        case Opcode::ClearBytes:
            pack();
            if (!clearBytes(process, i))
                return Stopped::Operation;
            unpack();
            ++pc;
            continue;
        case Opcode::AllocateStack: {
            const U bytes = r[i.b];
            const U alignment = static_cast<U>(i.imm);
            const U room = process.stackPointer - process.stackFloor;
            if (bytes >= room || room - bytes < alignment) { // touching it would
                pack();
                askAccess(process, i, process.stackFloor - 8, 8, true, 0);
                process.waiting = Awaited::Raised;
                return Stopped::Operation;
            }
            process.stackPointer = (process.stackPointer - bytes) & ~(alignment - 1);
            if (!process.isStackPaged)
                process.stack.growTo(process.stackPointer);
            unpack();
            r[i.a] = process.stackPointer;
            ++pc;
            continue;
        }
        case Opcode::SaveStack:
            r[i.a] = process.stackPointer;
            ++pc;
            continue;
        case Opcode::RestoreStack:
            if (r[i.a] <= process.memory && r[i.a] >= process.stackFloor)
                process.stackPointer = r[i.a];
            ++pc;
            continue;
        case Opcode::Atomic:
            pack();
            if (!updateAtomically(process, i))
                return Stopped::Operation;
            unpack();
            ++pc;
            continue;
        case Opcode::Sigreturn: {
            pack();
            clearOperation(process);
            process.operation.kind = OperationKind::Call;
            process.operation.call = faultline::Call::Sigreturn;
            process.operation.place = placeOf(process);
            process.operationIsPlain = false;
            process.waiting = Awaited::Sigreturn;
            return Stopped::Operation;
        }
        case Opcode::CallReturned: {
            // r[0] of the function that has returned lies behind the registers of the one that was interrupted.
            Interruption interruption = std::move(process.interruptions.back());
            process.interruptions.pop_back();
            process.base = interruption.base;
            process.memory = interruption.memory;
            process.stackPointer = interruption.stack;
            const U result = process.registers[process.base + registersInUse(process)];
            process.progress = std::move(interruption.progress);
            process.progress.callResults.push_back(result);
            pc = first + interruption.instruction;
            unpack();
            continue;
        }

#define BINARY(name, expression)                                                                                       \
    case Opcode::name: {                                                                                               \
        const U x = r[i.b];                                                                                            \
        const U y = r[i.c];                                                                                            \
        r[i.a] = (expression);                                                                                         \
        ++pc;                                                                                                          \
        continue;                                                                                                      \
    }                                                                                                                  \
    case Opcode::name##Imm: {                                                                                          \
        const U x = r[i.b];                                                                                            \
        const U y = static_cast<U>(i.imm);                                                                             \
        r[i.a] = (expression);                                                                                         \
        ++pc;                                                                                                          \
        continue;                                                                                                      \
    }
            BINARY(AddI32, signed32(x + y))
            BINARY(AddU32, unsigned32(x + y))
            BINARY(Add64, x + y)
            BINARY(SubI32, signed32(x - y))
            BINARY(SubU32, unsigned32(x - y))
            BINARY(Sub64, x - y)
            BINARY(MulI32, signed32(x * y))
            BINARY(MulU32, unsigned32(x * y))
            BINARY(Mul64, x * y)
            BINARY(ShlI32, signed32(x << (y & 31)))
            BINARY(ShlU32, unsigned32(x << (y & 31)))
            BINARY(Shl64, x << (y & 63))
            BINARY(SarI32, static_cast<U>(asSigned(x) >> (y & 31)))
            BINARY(ShrU32, x >> (y & 31))
            BINARY(Sar64, static_cast<U>(asSigned(x) >> (y & 63)))
            BINARY(Shr64, x >> (y & 63))
            BINARY(And, x & y)
            BINARY(Or, x | y)
            BINARY(Xor, x ^ y)
            BINARY(Equal, x == y)
            BINARY(NotEqual, x != y)
            BINARY(LessS, asSigned(x) < asSigned(y))
            BINARY(LessEqualS, asSigned(x) <= asSigned(y))
            BINARY(GreaterS, asSigned(x) > asSigned(y))
            BINARY(GreaterEqualS, asSigned(x) >= asSigned(y))
            BINARY(LessU, x < y)
            BINARY(LessEqualU, x <= y)
            BINARY(GreaterU, x > y)
            BINARY(GreaterEqualU, x >= y)
#undef BINARY

#define DIVIDE(name, type, function)                                                                                   \
    case Opcode::name:                                                                                                 \
        if (!divides<type>(r[i.b], r[i.c]))                                                                            \
            goto divisionFault;                                                                                        \
        r[i.a] = function<type>(r[i.b], r[i.c]);                                                                       \
        ++pc;                                                                                                          \
        continue;                                                                                                      \
    case Opcode::name##Imm:                                                                                            \
        if (!divides<type>(r[i.b], static_cast<U>(i.imm)))                                                             \
            goto divisionFault;                                                                                        \
        r[i.a] = function<type>(r[i.b], static_cast<U>(i.imm));                                                        \
        ++pc;                                                                                                          \
        continue;
            DIVIDE(DivI32, std::int32_t, quotient)
            DIVIDE(DivU32, std::uint32_t, quotient)
            DIVIDE(DivI64, std::int64_t, quotient)
            DIVIDE(DivU64, std::uint64_t, quotient)
            DIVIDE(RemI32, std::int32_t, remainderOf)
            DIVIDE(RemU32, std::uint32_t, remainderOf)
            DIVIDE(RemI64, std::int64_t, remainderOf)
            DIVIDE(RemU64, std::uint64_t, remainderOf)
#undef DIVIDE

#define FLOATING(name, convert, expression)                                                                            \
    case Opcode::name: {                                                                                               \
        const auto x = convert(r[i.b]);                                                                                \
        const auto y = convert(r[i.c]);                                                                                \
        r[i.a] = (expression);                                                                                         \
        ++pc;                                                                                                          \
        continue;                                                                                                      \
    }
            FLOATING(AddF64, asDouble, bits(x + y))
            FLOATING(SubF64, asDouble, bits(x - y))
            FLOATING(MulF64, asDouble, bits(x * y))
            FLOATING(DivF64, asDouble, bits(x / y))
            FLOATING(AddF32, asFloat, bits(x + y))
            FLOATING(SubF32, asFloat, bits(x - y))
            FLOATING(MulF32, asFloat, bits(x * y))
            FLOATING(DivF32, asFloat, bits(x / y))
            FLOATING(EqualF64, asDouble, x == y)
            FLOATING(NotEqualF64, asDouble, x != y)
            FLOATING(LessF64, asDouble, x < y)
            FLOATING(LessEqualF64, asDouble, x <= y)
#undef FLOATING

#define UNARY(name, expression)                                                                                        \
    case Opcode::name: {                                                                                               \
        const U x = r[i.b];                                                                                            \
        r[i.a] = (expression);                                                                                         \
        ++pc;                                                                                                          \
        continue;                                                                                                      \
    }
            UNARY(NegI32, signed32(0 - x))
            UNARY(NegU32, unsigned32(0 - x))
            UNARY(Neg64, 0 - x)
            UNARY(NegF32, bits(-asFloat(x)))
            UNARY(NegF64, bits(-asDouble(x)))
            UNARY(Complement64, ~x)
            UNARY(ComplementU32, unsigned32(~x))
            UNARY(IsZero, x == 0)
            UNARY(IsNotZero, x != 0)
            UNARY(IsNotZeroF64, asDouble(x) != 0)
            UNARY(Extend8, static_cast<U>(static_cast<I>(static_cast<std::int8_t>(x))))
            UNARY(Extend16, static_cast<U>(static_cast<I>(static_cast<std::int16_t>(x))))
            UNARY(Extend32, signed32(x))
            UNARY(Cut8, static_cast<std::uint8_t>(x))
            UNARY(Cut16, static_cast<std::uint16_t>(x))
            UNARY(Cut32, unsigned32(x))
            UNARY(I64ToF64, bits(static_cast<double>(asSigned(x))))
            UNARY(U64ToF64, bits(static_cast<double>(x)))
            UNARY(I64ToF32, bits(static_cast<float>(asSigned(x))))
            UNARY(U64ToF32, bits(static_cast<float>(x)))
            UNARY(F64ToI64, toSigned64(asDouble(x)))
            UNARY(F64ToU64, toUnsigned64(asDouble(x)))
            UNARY(F64ToI32, toSigned32(asDouble(x)))
            UNARY(F32ToF64, bits(static_cast<double>(asFloat(x))))
            UNARY(F64ToF32, bits(static_cast<float>(asDouble(x))))
#undef UNARY

#define BRANCH(name, expression)                                                                                       \
    case Opcode::Jump##name: {                                                                                         \
        const U x = r[i.a];                                                                                            \
        const U y = r[i.b];                                                                                            \
        pc = (expression) ? first + i.imm : pc + 1;                                                                    \
        continue;                                                                                                      \
    }                                                                                                                  \
    case Opcode::Jump##name##Imm: {                                                                                    \
        const U x = r[i.a];                                                                                            \
        const U y = signed32(static_cast<U>(i.imm));                                                                   \
        pc = (expression) ? first + (i.imm >> 32) : pc + 1;                                                            \
        continue;                                                                                                      \
    }
            BRANCH(Equal, x == y)
            BRANCH(NotEqual, x != y)
            BRANCH(LessS, asSigned(x) < asSigned(y))
            BRANCH(LessEqualS, asSigned(x) <= asSigned(y))
            BRANCH(GreaterS, asSigned(x) > asSigned(y))
            BRANCH(GreaterEqualS, asSigned(x) >= asSigned(y))
            BRANCH(LessU, x < y)
            BRANCH(LessEqualU, x <= y)
            BRANCH(GreaterU, x > y)
            BRANCH(GreaterEqualU, x >= y)
#undef BRANCH

#define LOAD(name, type, bytes)                                                                                        \
    case Opcode::Load##name##Indexed:                                                                                  \
        address = r[i.b] + r[i.c] * static_cast<U>(i.imm);                                                             \
        goto load##name;                                                                                               \
    case Opcode::Load##name##At:                                                                                       \
        address = r[i.b] + static_cast<U>(i.imm);                                                                      \
        load##name : if (address - lowest <= size - bytes) [[likely]] {                                                \
            r[i.a] = extended(loadHost<type>(host + (address - lowest)));                                              \
            ++pc;                                                                                                      \
            continue;                                                                                                  \
        }                                                                                                              \
        if (process.stack.covers(address, bytes))                                                                      \
            goto growStack;                                                                                            \
        pack();                                                                                                        \
        askAccess(process, i, address, bytes, false, 0);                                                               \
        return Stopped::Operation;                                                                                     \
    case Opcode::Load##name##Frame:                                                                                    \
        r[i.a] = extended(loadHost<type>(frame + i.imm));                                                              \
        ++pc;                                                                                                          \
        continue;                                                                                                      \
    case Opcode::Load##name##Global:                                                                                   \
        pack();                                                                                                        \
        askAccess(process, i, static_cast<U>(i.imm), bytes, false, 0);                                                 \
        return Stopped::Operation;
            LOAD(I8, std::int8_t, 1)
            LOAD(U8, std::uint8_t, 1)
            LOAD(I16, std::int16_t, 2)
            LOAD(U16, std::uint16_t, 2)
            LOAD(I32, std::int32_t, 4)
            LOAD(U32, std::uint32_t, 4)
            LOAD(W64, std::uint64_t, 8)
            LOAD(LongDouble, std::uint64_t, 16)
#undef LOAD

#define STORE(name, type, bytes)                                                                                       \
    case Opcode::Store##name##Indexed:                                                                                 \
        address = r[i.b] + r[i.c] * static_cast<U>(i.imm);                                                             \
        goto store##name;                                                                                              \
    case Opcode::Store##name##At:                                                                                      \
        address = r[i.b] + static_cast<U>(i.imm);                                                                      \
        store##name : if (address - lowest <= size - bytes) [[likely]] {                                               \
            storeHost<type>(host + (address - lowest), r[i.a]);                                                        \
            ++pc;                                                                                                      \
            continue;                                                                                                  \
        }                                                                                                              \
        if (process.stack.covers(address, bytes))                                                                      \
            goto growStack;                                                                                            \
        pack();                                                                                                        \
        askAccess(process, i, address, bytes, true, r[i.a]);                                                           \
        return Stopped::Operation;                                                                                     \
    case Opcode::Store##name##Frame:                                                                                   \
        storeHost<type>(frame + i.imm, r[i.a]);                                                                        \
        ++pc;                                                                                                          \
        continue;                                                                                                      \
    case Opcode::Store##name##Global:                                                                                  \
        pack();                                                                                                        \
        askAccess(process, i, static_cast<U>(i.imm), bytes, true, r[i.a]);                                             \
        return Stopped::Operation;
            STORE(8, std::uint8_t, 1)
            STORE(16, std::uint16_t, 2)
            STORE(32, std::uint32_t, 4)
            STORE(64, std::uint64_t, 8)
            STORE(LongDouble, std::uint64_t, 16)
#undef STORE

        case Opcode::Count:
            pack();
            raise(process, {sigill, 2, code_->codeStart, 0}); // ILL_ILLOPN
            return Stopped::Operation;
        }
        continue;

    growStack: // the instruction is tried again
        process.stack.growTo(address);
        unpack();
        continue;

    divisionFault:
        pack();
        raise(process, {sigfpe, 1, code_->codeStart, 0}); // FPE_INTDIV
        return Stopped::Operation;
    }
}

} // namespace faultline
