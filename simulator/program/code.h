// The compact code of a C program: what the compiler makes and the interpreter runs.
//
// A register machine. A function's frame is a window of 64-bit registers (its parameters first, then the locals whose
// address is never taken, then temporaries) and a piece of the stack's bytes for the other locals. Registers hold
// values extended from their C type to 64 bits (by its sign), float in the low 32 bits, double and long double as
// double. Knows neither the tree nor the machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "simulator/machine/source_place.h"
#include "simulator/program/opcode.h"

namespace faultline {

// One instruction. What a, b, c and imm mean stands beside each opcode.
struct Instruction {
    Opcode opcode = Opcode::Trap;
    std::uint16_t a = 0;
    std::uint16_t b = 0;
    std::uint16_t c = 0;
    std::int64_t imm = 0;

    // Compare-and-branch with a constant: the constant in the low half, the target in the high half.
    static std::int64_t pack(std::int32_t constant, std::uint32_t target) {
        return static_cast<std::int64_t>((static_cast<std::uint64_t>(target) << 32) |
                                         static_cast<std::uint32_t>(constant));
    }
};

// How a variable's bytes are to be read, for showing it. Types are numbered; see Code::types.
using TypeNumber = std::uint32_t;

enum class ShownKind : std::uint8_t {
    Void,
    Bool,
    Character,
    Signed,
    Unsigned,
    Enumeration,
    Float,
    Double,
    LongDouble,
    Pointer,
    Array,
    Record,
    Function,
};

struct ShownMember {
    std::string name; // empty: anonymous
    TypeNumber type = 0;
    std::uint64_t offset = 0;
    bool isBitField = false;
    std::uint8_t bitOffset = 0;
    std::uint8_t bitWidth = 0;
};

struct ShownType {
    ShownKind kind = ShownKind::Void;
    bool isSigned = false; // Character, Enumeration; bit-fields
    std::string name;      // as C writes it
    std::uint64_t size = 0;
    TypeNumber element = 0;                      // Array
    std::uint64_t length = 0;                    // Array
    std::optional<std::uint16_t> lengthRegister; // Array of variable length: the register that holds the length
    std::vector<ShownMember> members;            // Record
    std::vector<std::pair<std::int64_t, std::string>> enumerators;
};

enum class VariablePlace : std::uint8_t {
    Register, // `where` is its register
    Frame,    // `where` is its offset in the frame's bytes
    Indirect, // `where` is the register that holds its address
    Machine,  // `where` is its address: globals and statics
};

struct ShownVariable {
    std::string name;
    TypeNumber type = 0;
    VariablePlace at = VariablePlace::Register;
    std::uint64_t where = 0;
    SourcePlace declared;
    SourcePlace scopeBegin; // seen from `declared` to `scopeEnd`
    SourcePlace scopeEnd;
};

struct CodeFunction {
    std::string name;
    std::uint32_t entry = 0; // index of its first instruction
    std::uint32_t end = 0;   // behind its last one
    std::uint32_t registers = 0;
    std::uint64_t frameBytes = 0; // of stack, a multiple of 16
    std::uint64_t alignment = 16; // of the frame's bytes
    bool isBuiltIn = false;       // a debugger passes over it
    bool isVariadic = false;
    SourcePlace place;
    SourcePlace endPlace;
    std::vector<ShownVariable> variables;
};

// A call of a library function that is written in C++.
struct NativeCall {
    std::uint32_t function = 0;                  // index in the library's table
    std::uint16_t arguments = 0;                 // how many are given
    std::string label;                           // the name of what is given the result
    std::optional<std::uint16_t> formatArgument; // a literal format: which argument …
    std::string format;                          // … and its text
};

// A switch: where to go for a value.
struct SwitchTable {
    std::int64_t lowest = 0;
    std::vector<std::uint32_t> dense;                           // by value - lowest; or, if that would be too long:
    std::vector<std::pair<std::int64_t, std::uint32_t>> sparse; // by value
    std::uint32_t otherwise = 0;
};

struct CodeSegment {
    enum class Kind : std::uint8_t { Code, Literals, Data, Bss };
    Kind kind = Kind::Code;
    std::uint64_t start = 0;
    std::uint64_t size = 0; // bytes, before rounding to pages
    std::vector<std::uint8_t> bytes;
};

// Fixed places in the code, made by the compiler.
struct CodeStubs {
    std::uint32_t start = 0;      // calls main, then exit
    std::uint32_t sigreturn = 0;  // where a signal handler returns to
    std::uint32_t callReturn = 0; // where a function returns to that a library function has called
    std::uint32_t signal = 0;     // puts a handler's frame on a paged stack, then does what `handler` does
    std::uint32_t handler = 0;    // calls a signal handler that is a library function: its address is in r[7]
    std::uint32_t callBack = 0;   // calls a library function for a library function: its address is in r[7]
    std::uint32_t command = 0;    // calls the built-in command of system(), then exit
};

// A whole program. Immutable once made; shared by all processes.
struct Code {
    std::vector<Instruction> instructions;
    std::vector<SourcePlace> places; // of each instruction
    std::vector<CodeFunction> functions;
    std::vector<NativeCall> nativeCalls;
    std::vector<std::uint32_t> addressableNatives; // native functions whose address is taken; behind `functions`
    std::vector<SwitchTable> switches;
    std::vector<ShownType> types;
    std::vector<ShownVariable> globals;
    std::vector<CodeSegment> segments;
    std::vector<std::string> files; // names, by SourcePlace::file
    std::uint64_t codeStart = 0;    // address of function 0; each has functionSpacing bytes
    std::uint64_t end = 0;          // behind bss, page-aligned
    std::uint32_t main = 0;
    CodeStubs stubs;

    static constexpr std::uint64_t functionSpacing = 16;

    std::uint64_t addressOf(std::uint32_t function) const { return codeStart + function * functionSpacing; }
    // The function at an address; functions.size() and up are addressableNatives. Nothing: no function begins there.
    std::optional<std::uint32_t> functionAt(std::uint64_t address) const;
    // The function that holds an instruction; nothing: a stub.
    const CodeFunction* functionHolding(std::uint32_t instruction) const;
    std::optional<std::uint32_t> functionNamed(std::string_view name) const;
};

} // namespace faultline
