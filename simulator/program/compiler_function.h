// Compiles one function.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "simulator/program/compiler_program.h"

namespace faultline {

using Register = std::uint16_t;

// Where a location's bytes are.
struct Place {
    enum class Kind : std::uint8_t { InRegister, At, Indexed, Frame, Global };
    Kind kind = Kind::InRegister;
    Register base = 0;       // Register, At, Indexed
    Register index = 0;      // Indexed
    std::int64_t offset = 0; // At, Frame: bytes; Indexed: scale; Global: address
};

// How a scalar is kept in a register and in memory.
struct Scalar {
    std::uint8_t bytes = 8;
    bool isSigned = false;
    bool isFloating = false;
    bool isBool = false;

    bool isFloat() const { return isFloating && bytes == 4; }
    bool isDouble() const { return isFloating && bytes != 4; } // long double, too
    bool operator==(const Scalar&) const = default;
};

Scalar scalarOf(const Type* type);

class FunctionCompiler {
public:
    FunctionCompiler(ProgramCompiler& program, const Function& function, std::uint32_t number, bool isBuiltIn);
    void run();

private:
    using Label = std::uint32_t;
    using Target = std::optional<Register>;

    // A constant or a register: the right operand of an instruction.
    struct Operand {
        bool isConstant = false;
        Register reg = 0;
        std::int64_t constant = 0;
    };

    // Gives back the temporaries taken in a block.
    class Temporaries {
    public:
        explicit Temporaries(FunctionCompiler& compiler) : compiler_(compiler), next_(compiler.next_) {}
        ~Temporaries() { compiler_.next_ = next_; }
        Temporaries(const Temporaries&) = delete;
        Temporaries& operator=(const Temporaries&) = delete;

    private:
        FunctionCompiler& compiler_;
        std::uint32_t next_;
    };

    // --- compiler_function.cpp
    bool isMemory(const Variable& variable) const;
    void placeVariables();
    void placeParameters();
    void collectLabels(const Statement& statement);
    void prologue();
    void finish();
    void showVariables();
    Register temporary();
    Register targetOr(Target target) { return target ? *target : temporary(); }
    std::int64_t frameMemory(std::uint64_t bytes, std::uint64_t alignment);
    std::uint32_t emit(Opcode opcode, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0,
                       std::int64_t imm = 0);
    Label newLabel();
    void bind(Label label);
    void jump(Opcode opcode, Register a, Register b, Label label);
    void jumpConstant(Opcode opcode, Register a, std::int32_t constant, Label label);
    void move(Register to, Register from);

    // --- compiler_expressions.cpp: values of any type; structs are given as the register of their address
    Register value(const Expression& expression, Target target = std::nullopt);
    void effect(const Expression& expression); // the value is not wanted
    Operand operand(const Expression& expression);
    void condition(const Expression& expression, Label label, bool jumpIf);
    Register convert(Register from, const Type* fromType, const Type* toType, Target target);
    Register convertScalar(Register from, Scalar fromScalar, Scalar toScalar, Target target);
    Register conversion(const Convert& node, const Type* type, Target target);
    Register unary(const Unary& node, const Type* type, Target target);
    Register logical(const Expression& expression, Target target);
    Register conditional(const Conditional& node, const Type* type, Target target);
    Register pointerOffset(const PointerOffset& node, Target target);
    Register pointerDifference(const PointerDifference& node, Target target);

    // --- compiler_operators.cpp
    Register binary(const Binary& node, Target target);
    void emitBinary(BinaryOperator operation, Scalar scalar, Register to, Register left, Operand right);
    bool branchOnComparison(const Binary& node, Label label, bool jumpIf);
    Register assign(const Assign& node, Target target);
    Register assignRecord(const Assign& node);
    Register compoundAssign(const CompoundAssign& node, Target target, bool isWanted);
    Register compoundInRegister(const CompoundAssign& node, Register variable, Operand right, Target target,
                                bool isWanted);
    Register compoundAtomic(const CompoundAssign& node, Operand right, Target target);
    Register computed(const CompoundAssign& node, Register old, Operand right, Target target);
    Operand scaled(const CompoundAssign& node);
    Register atomicUpdate(const AtomicUpdate& node, const Type* type, Target target);
    void atomicCompareExchange(const AtomicUpdate& node, Register to);

    // --- compiler_locations.cpp
    Place place(const Expression& location);
    Place placeOf(const Variable& variable);
    Place pointedTo(const Expression& pointer);
    Place offsetBy(Place place, std::int64_t offset);
    Register address(const Place& place, Target target = std::nullopt);
    Register loadFrom(const Place& place, Scalar scalar, Target target);
    void storeTo(const Place& place, Scalar scalar, Register value);
    Register load(const Expression& location, const Type* type, Target target);
    Register loadBitField(const Place& place, const Member& member, Target target);
    Register storeBitField(const Place& place, const Member& member, Register value, Target target);
    void initialise(const Place& object, std::uint64_t size, const Initialiser& initialiser);
    void initialiseItem(const Place& object, const InitialiserItem& item);
    void copyRecord(const Place& to, Register fromAddress, std::uint64_t bytes);
    const Member* bitFieldOf(const Expression& location) const;

    // --- compiler_calls.cpp
    Register call(const Call& node, const Type* type, Target target);
    Register callCompiled(const Call& node, const Type* type, std::optional<std::uint32_t> number, Target target);
    Register callNative(const Call& node, const Type* type, Target target);
    void checkCommand(const Call& node);
    void passVariadic(const Call& node, std::size_t fixed, Register area);
    std::uint64_t variadicBytes(const Call& node, std::size_t fixed) const;
    Register passRecord(const Expression& argument, Register to);
    Register variadic(const VariadicAccess& node, const Type* type, Target target);

    // --- compiler_statements.cpp
    void statement(const Statement& statement);
    void mark(std::uint32_t id, SourcePlace place);
    void run(const Statement& owner, const ExpressionStatement& node);
    void run(const Statement& owner, const DeclareVariable& node);
    void run(const Statement& owner, const BlockStatement& node);
    void run(const Statement& owner, const IfStatement& node);
    void run(const Statement& owner, const WhileStatement& node);
    void run(const Statement& owner, const DoStatement& node);
    void run(const Statement& owner, const ForStatement& node);
    void run(const Statement& owner, const SwitchStatement& node);
    void run(const Statement& owner, const LabelledStatement& node);
    void run(const Statement& owner, const GotoStatement& node);
    void run(const Statement& owner, const BreakStatement& node);
    void run(const Statement& owner, const ContinueStatement& node);
    void run(const Statement& owner, const ReturnStatement& node);
    void run(const Statement& owner, const EmptyStatement& node);
    void leaveStackScopes(std::size_t depth);

    struct Exit { // where break and continue go
        std::optional<Label> breakTo;
        std::optional<Label> continueTo;
        std::size_t stackScopes;
    };
    struct StackScope { // a block that holds variable-length arrays
        const BlockStatement* block;
        Register saved; // the stack pointer before
    };

    ProgramCompiler& program_;
    const Function& function_;
    std::uint32_t number_;
    bool isPrelude_; // of our own text, which no place of the program stands for
    bool isBuiltIn_;
    SourcePlace place_; // of what is compiled now
    std::uint32_t next_ = 0;
    std::uint32_t most_ = 0;
    std::uint64_t frameBytes_ = 0;
    std::uint64_t alignment_ = 16;
    std::optional<Register> variadicArea_;
    std::optional<Register> resultAddress_;
    std::unordered_map<const Variable*, Place> variables_;
    std::vector<std::int64_t> labels_;                            // instruction, -1: not bound yet
    std::vector<std::uint32_t> jumps_;                            // instructions whose target is a label
    std::vector<std::uint32_t> switchTables_;                     // whose targets are labels
    std::vector<Label> functionLabels_;                           // by LabelId
    std::vector<std::vector<const BlockStatement*>> labelBlocks_; // by LabelId: the stack scopes it lies in
    std::vector<const BlockStatement*> collecting_;
    std::vector<Exit> exits_;
    std::vector<StackScope> stackScopes_;
};

// True if the block itself declares a variable-length array.
bool holdsVariableLength(const BlockStatement& block);

} // namespace faultline
