// The operations of the compact code.
#pragma once

#include <cstdint>
#include <string_view>

namespace faultline {

// r: registers of the frame. "imm" forms of binary operations take imm for r[c].
//
// Arithmetic of 32 bits gives a result extended to 64; that of 64 bits serves signed and unsigned alike where C's
// results do not differ.
// clang-format off
#define FAULTLINE_BINARY_OPCODES(X)                                                                                    \
    X(AddI32) X(AddU32) X(Add64) X(SubI32) X(SubU32) X(Sub64) X(MulI32) X(MulU32) X(Mul64) X(ShlI32) X(ShlU32)         \
    X(Shl64) X(SarI32) X(ShrU32) X(Sar64) X(Shr64) X(And) X(Or) X(Xor) X(Equal) X(NotEqual) X(LessS) X(LessEqualS)     \
    X(GreaterS) X(GreaterEqualS) X(LessU) X(LessEqualU) X(GreaterU) X(GreaterEqualU)

// These may raise SIGFPE.
#define FAULTLINE_DIVIDE_OPCODES(X) X(DivI32) X(DivU32) X(DivI64) X(DivU64) X(RemI32) X(RemU32) X(RemI64) X(RemU64)

#define FAULTLINE_FLOAT_OPCODES(X)                                                                                     \
    X(AddF64) X(SubF64) X(MulF64) X(DivF64) X(AddF32) X(SubF32) X(MulF32) X(DivF32) X(EqualF64) X(NotEqualF64)         \
    X(LessF64) X(LessEqualF64)

// r[a] = f(r[b])
#define FAULTLINE_UNARY_OPCODES(X)                                                                                     \
    X(NegI32) X(NegU32) X(Neg64) X(NegF32) X(NegF64) X(Complement64) X(ComplementU32) X(IsZero) X(IsNotZero)           \
    X(IsNotZeroF64) X(Extend8) X(Extend16) X(Extend32) X(Cut8) X(Cut16) X(Cut32) X(I64ToF64) X(U64ToF64) X(I64ToF32)   \
    X(U64ToF32) X(F64ToI64) X(F64ToU64) X(F64ToI32) X(F32ToF64) X(F64ToF32)

// Branches: r[a] with r[b], target imm; or r[a] with the constant in imm, target in imm (Instruction::pack).
#define FAULTLINE_BRANCH_OPCODES(X)                                                                                    \
    X(Equal) X(NotEqual) X(LessS) X(LessEqualS) X(GreaterS) X(GreaterEqualS) X(LessU) X(LessEqualU) X(GreaterU)        \
    X(GreaterEqualU)

// Loads and stores, each with four ways to give the address: At: r[b] + imm; Indexed: r[b] + r[c] * imm;
// Frame: offset imm in the frame's bytes; Global: address imm, never in the stack. The value is r[a].
#define FAULTLINE_LOAD_OPCODES(X) X(I8) X(U8) X(I16) X(U16) X(I32) X(U32) X(W64) X(LongDouble)
#define FAULTLINE_STORE_OPCODES(X) X(8) X(16) X(32) X(64) X(LongDouble)

// clang-format on

enum class Opcode : std::uint16_t {
    Trap,          // never meant to be reached: SIGILL
    Statement,     // a statement begins; imm: its id
    Move,          // r[a] = r[b]
    Constant,      // r[a] = imm
    FrameAddress,  // r[a] = address of the frame's bytes + imm
    IndexAddress,  // r[a] = r[b] + r[c] * imm
    Jump,          // to imm
    JumpIf,        // to imm if r[a] is not zero
    JumpIfNot,     // to imm if r[a] is zero
    Switch,        // by r[a]; imm: index of the table
    Call,          // function imm; its registers begin at r[a], where the result will be
    CallPointer,   // likewise; the function at address r[b]
    CallNative,    // likewise; imm: index in nativeCalls
    Return,        // r[b] is the result
    CopyBytes,     // from address r[b] to address r[a], imm bytes
    ClearBytes,    // address r[a], imm bytes
    AllocateStack, // r[a] = address of r[b] new bytes; imm: alignment
    SaveStack,     // r[a] = the stack pointer
    RestoreStack,  // the stack pointer = r[a]
    Atomic,        // r[a] = old value at address r[b]; operand r[c], expected r[c + 1]; imm: atomicMode()
    Sigreturn,     // a handler has returned
    CallReturned,  // a function that a library function called has returned r[0]
#define X(name) name, name##Imm,
    FAULTLINE_BINARY_OPCODES(X) FAULTLINE_DIVIDE_OPCODES(X)
#undef X
#define X(name) name,
        FAULTLINE_FLOAT_OPCODES(X) FAULTLINE_UNARY_OPCODES(X)
#undef X
#define X(name) Jump##name, Jump##name##Imm,
            FAULTLINE_BRANCH_OPCODES(X)
#undef X
#define X(name) Load##name##At, Load##name##Indexed, Load##name##Frame, Load##name##Global,
                FAULTLINE_LOAD_OPCODES(X)
#undef X
#define X(name) Store##name##At, Store##name##Indexed, Store##name##Frame, Store##name##Global,
                    FAULTLINE_STORE_OPCODES(X)
#undef X
                        Count,
};

// Opcode of the n-th form after another one; the enumeration keeps forms side by side.
constexpr Opcode form(Opcode opcode, unsigned n) {
    return static_cast<Opcode>(static_cast<unsigned>(opcode) + n);
}

enum class AtomicKind : std::uint8_t { Exchange, CompareExchange, Add, Subtract, And, Or, Xor };

// Atomic: what is done, to how many bytes, and whether the old value is extended by its sign.
constexpr std::int64_t atomicMode(AtomicKind kind, unsigned bytes, bool isSigned) {
    return static_cast<std::int64_t>(static_cast<unsigned>(kind) | (bytes << 8) | (isSigned ? 1u << 16 : 0u));
}

std::string_view nameOf(Opcode opcode);

} // namespace faultline
