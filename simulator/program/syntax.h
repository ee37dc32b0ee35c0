// The checked tree of a C program: what the front end hands to the compiler.
//
// Nothing of C's rules is left to apply: names are resolved, every conversion is a node, constants are folded, offsets
// and scales are bytes. An expression is either a *location* (it denotes an object; evaluating it gives an address) or
// a *value*. A Load turns a location into the value stored there; nothing else reads memory implicitly, except
// CompoundAssign, AtomicUpdate and library calls. Values of struct and union type exist (Load, Call, Assign,
// Conditional, Comma, VaArg give them). Array values do not exist: an array is a location whose address is taken
// (AddressOf). Trees are at most maximumDepth deep, so walking them by recursion is safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "simulator/machine/source_place.h"
#include "simulator/program/diagnostic.h"
#include "simulator/program/type.h"

namespace faultline {
// A namespace of its own: Call, Variable and AtomicUpdate are also words of simulator/machine and simulator/sources. A
// file uses either those or these.
inline namespace syntax {

constexpr std::uint32_t maximumDepth = 1000; // of expressions within expressions, and of statements within statements

struct Expression;
struct Statement;
struct Variable;
struct Function;
using ExpressionPointer = std::unique_ptr<Expression>;
using StatementPointer = std::unique_ptr<Statement>;
using LabelId = std::uint32_t; // index in Function::labels

// --- Locations
// ---------------------------------------------------------------------------------------------------------

// The object of a variable. For a variable-length array: the memory that its DeclareVariable made.
struct VariableLocation {
    const Variable* variable;
};

// The object that a pointer value points to.
struct Dereference {
    ExpressionPointer pointer;
};

// A member of the struct or union at `base`, which is a location. For a bit-field see Member.
struct MemberLocation {
    ExpressionPointer base;
    const Member* member;
};

// An array of char among CheckedProgram::literals, its NUL included.
struct StringLocation {
    std::uint32_t literal;
};

// One step of an initialiser: store at `offset` within the object either `value` (converted to `type` already; into
// bit-field `bitField` if not null) or, if value is null, `bytes` (of a string literal; the rest of the array is zero).
struct InitialiserItem {
    std::uint64_t offset = 0;
    const Type* type = nullptr;
    const Member* bitField = nullptr;
    ExpressionPointer value;
    std::string bytes;
};

// In order of evaluation. Items after an item for the same place win.
struct Initialiser {
    bool clearsFirst = false; // the whole object is zero before the first item
    std::vector<InitialiserItem> items;
};

// Initialises the nameless local `variable`, then denotes it: compound literals, and struct values whose members are
// accessed. Done each time it is evaluated; the object lives until its scope ends.
struct InitialisedLocation {
    const Variable* variable;
    Initialiser initialiser;
};

// --- Values
// ------------------------------------------------------------------------------------------------------------

// Of integer, enum or pointer type; sign- or zero-extended from its type to 64 bits.
struct IntegerConstant {
    std::uint64_t value;
};

struct FloatingConstant {
    double value;
};

// The address of a function. Type: pointer to the function's type.
struct FunctionAddress {
    const Function* function;
};

// The address of a location: `&x`, and the conversion of an array to a pointer to its first element.
struct AddressOf {
    ExpressionPointer location;
};

// The value stored at a location. Volatile or atomic access: see the qualifiers of the location's type.
// Of a MemberLocation that is a bit-field: extracted, and extended by its type's sign.
struct Load {
    ExpressionPointer location;
};

// From operand->type to the type of the expression: between arithmetic types, pointers and integers; to _Bool (not
// zero); to void (value is dropped). Both are scalar, or the target is void.
struct Convert {
    ExpressionPointer operand;
};

enum class UnaryOperator : std::uint8_t { Negate, Complement, Not }; // Not gives int 0 or 1, of any scalar

struct Unary {
    UnaryOperator operation;
    ExpressionPointer operand;
};

enum class BinaryOperator : std::uint8_t {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    ShiftLeft,
    ShiftRight, // arithmetic for signed types
    And,
    Or,
    Xor,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
};

// Operands have the same type (qualifiers aside), arithmetic or, in comparisons, pointer; its sign decides. Comparisons
// give int. Shifts: the left type is the result's, the right one is any promoted integer type.
struct Binary {
    BinaryOperator operation;
    ExpressionPointer left;
    ExpressionPointer right;
};

// && and ||: operands are scalar, the right one is evaluated only if needed; gives int 0 or 1.
struct Logical {
    bool isAnd;
    ExpressionPointer left;
    ExpressionPointer right;
};

// condition ? whenTrue : whenFalse, both of the type of the expression (may be void, struct).
struct Conditional {
    ExpressionPointer condition;
    ExpressionPointer whenTrue;
    ExpressionPointer whenFalse;
};

// Both are evaluated, left first; the value is the right one's.
struct Comma {
    ExpressionPointer left; // of any type; its value is dropped
    ExpressionPointer right;
};

// pointer + index * scale, in bytes. The index has type long (signed); p - i has a negative scale. `&a[i]`, too.
struct PointerOffset {
    ExpressionPointer pointer;
    ExpressionPointer index;
    std::int64_t scale;
};

// (left - right) / scale, of type long.
struct PointerDifference {
    ExpressionPointer left;
    ExpressionPointer right;
    std::int64_t scale;
};

// Stores a value of the location's (unqualified) type; the value of the expression is what the location then holds (for
// a bit-field: cut to its width).
struct Assign {
    ExpressionPointer location;
    ExpressionPointer value;
};

// location = (type of location)((computationType)location OP value), with the location evaluated once. The value has
// the computation type (for shifts: its own promoted type). For pointers: operation Add, the computation type is the
// pointer type, and `value` is a long to be multiplied by `scale`. ++ and -- are such nodes, too; postfix ones yield
// the old value.
struct CompoundAssign {
    BinaryOperator operation;
    ExpressionPointer location;
    ExpressionPointer value;
    const Type* computationType;
    std::int64_t scale;
    bool yieldsOldValue;
};

// A call of `function` (known by name) or else of what the `callee` value points to. Arguments are converted already:
// to the parameter's type, or by the default promotions. They are evaluated from the last to the first, as gcc does.
struct Call {
    const Function* function = nullptr;
    ExpressionPointer callee;
    std::vector<ExpressionPointer> arguments;
    std::string resultName; // "p" in p = mmap(…), also with a cast or in a declaration; "a[1]", "s.base"; may be empty
    std::optional<std::uint32_t>
        format;                // the argument that is a format of the printf or scanf family, if it is a literal …
    std::string formatText;    // … and its text
    bool returnsTwice = false; // setjmp and its kin
};

// <stdarg.h>. `list` is a value: pointer to the 24-byte struct __va_list_tag, which is the compiler's to use.
enum class VariadicOperation : std::uint8_t { Start, Argument, End, Copy };

struct VariadicAccess {
    VariadicOperation operation;
    ExpressionPointer list;
    ExpressionPointer source; // Copy only: the list to copy from
};                            // Argument: the type of the expression is that of the argument

// <stdatomic.h>: one indivisible update of the integer or pointer that `pointer` points to.
enum class AtomicOperation : std::uint8_t { Load, Store, Exchange, Add, Subtract, And, Or, Xor, CompareExchange };

// Gives the old value (Store: void). CompareExchange: if *pointer equals *expected then *pointer = value and 1, else
// *expected = *pointer and 0; the expression's type is _Bool.
struct AtomicUpdate {
    AtomicOperation operation;
    ExpressionPointer pointer;
    ExpressionPointer value;    // null for Load; has the target's type; for pointers scaled to bytes, a long
    ExpressionPointer expected; // CompareExchange only: pointer to the expected value
};

using ExpressionNode =
    std::variant<VariableLocation, Dereference, MemberLocation, StringLocation, InitialisedLocation, IntegerConstant,
                 FloatingConstant, FunctionAddress, AddressOf, Load, Convert, Unary, Binary, Logical, Conditional,
                 Comma, PointerOffset, PointerDifference, Assign, CompoundAssign, Call, VariadicAccess, AtomicUpdate>;

struct Expression {
    const Type* type = nullptr; // of a value: never qualified, never an array or a function
    SourcePlace place;
    std::uint32_t depth = 1;
    ExpressionNode node;
};

// True for the first five kinds of node.
bool isLocation(const Expression& expression);

// One more than the depth of the deepest expression that the node contains.
std::uint32_t depthOf(const ExpressionNode& node);

// --- Statements
// --------------------------------------------------------------------------------------------------------

struct EmptyStatement {};

struct ExpressionStatement {
    ExpressionPointer expression;
};

// A declaration is reached: of a local with an initialiser or none (its value is then undetermined), or of a
// variable-length array: makes memory of `byteLength` bytes (unsigned long), which ends with the scope.
struct DeclareVariable {
    const Variable* variable;
    std::optional<Initialiser> initialiser;
    ExpressionPointer byteLength;
};

struct BlockStatement {
    std::uint32_t scope; // index in Function::scopes
    std::vector<Statement> statements;
    SourcePlace end; // the closing brace
};

struct IfStatement {
    ExpressionPointer condition; // scalar, here and below
    StatementPointer then;
    StatementPointer otherwise; // may be null
};

struct WhileStatement {
    ExpressionPointer condition;
    StatementPointer body;
};

struct DoStatement {
    StatementPointer body;
    ExpressionPointer condition;
};

struct ForStatement {
    std::uint32_t scope;
    std::vector<Statement> initial; // declarations, or an expression, or nothing
    ExpressionPointer condition;    // may be null
    ExpressionPointer step;         // may be null
    StatementPointer body;
};

struct SwitchCase {
    std::int64_t value; // in the type of the switch's value; as its 64-bit extension
    LabelId label;
};

// Jumps to the label of the case that equals the value, else to otherwise, else behind the body.
struct SwitchStatement {
    ExpressionPointer value; // promoted
    std::vector<SwitchCase> cases;
    std::optional<LabelId> otherwise;
    StatementPointer body;
};

// Labels (also case and default) before a statement.
struct LabelledStatement {
    std::vector<LabelId> labels;
    StatementPointer statement;
};

struct GotoStatement {
    LabelId label;
};

struct BreakStatement {}; // of the innermost loop or switch

struct ContinueStatement {}; // of the innermost loop

struct ReturnStatement {
    ExpressionPointer value; // converted to the function's result type; null if none
};

using StatementNode = std::variant<EmptyStatement, ExpressionStatement, DeclareVariable, BlockStatement, IfStatement,
                                   WhileStatement, DoStatement, ForStatement, SwitchStatement, LabelledStatement,
                                   GotoStatement, BreakStatement, ContinueStatement, ReturnStatement>;

struct Statement {
    std::uint32_t id = 0; // unique within the program
    SourcePlace place;    // of its first token
    StatementNode node;
};

// --- Named things
// ------------------------------------------------------------------------------------------------------

enum class Storage : std::uint8_t {
    Global,      // defined at file scope; also `extern` ones of the C library (isLibrary)
    StaticLocal, // lives as long as the program, seen in its scope only; also file-scope compound literals
    Local,
    Parameter,
};

// A piece of initial memory that is an address: that of a variable, a function or a literal (exactly one), plus addend.
// It fills the 8 bytes at `offset`.
struct Relocation {
    std::uint64_t offset = 0;
    const Variable* variable = nullptr;
    const Function* function = nullptr;
    std::optional<std::uint32_t> literal;
    std::int64_t addend = 0;
};

struct Variable {
    std::string name; // empty: made by the front end, not to be shown
    const Type* type = nullptr;
    Storage storage = Storage::Local;
    std::uint32_t id =
        0; // index in CheckedProgram::globals (Global, StaticLocal) or Function::locals (Local, Parameter)
    std::uint64_t size = 0; // bytes; more than the type's if a flexible array member is initialised; 0: variable length
    std::uint64_t alignment = 1; // as declared, at least the type's
    bool isAddressTaken = false; // its address escapes (always so for arrays); never means: may live in a register
    bool isLibrary = false;      // the C library's (stdin, environ, optarg …): the run defines it, by name
    bool isStatic = false;       // internal linkage
    std::uint32_t scope = 0;     // Local, Parameter, StaticLocal: index in Function::scopes
    const Function* function = nullptr; // … and whose
    SourcePlace place;                  // of its name
    // Global, StaticLocal: initial memory; empty bytes: all zero
    std::vector<std::uint8_t> bytes;
    std::vector<Relocation> relocations;
};

// A range of text in which names are visible. Scope 0 of a function holds its parameters; its body's is scope 1.
struct Scope {
    std::uint32_t parent = 0; // scope 0 is its own parent
    SourcePlace begin;        // '{', or the first token
    SourcePlace end;          // '}', or the last token
};

struct Label {
    std::string name; // empty for case and default
    SourcePlace place;
};

struct Function {
    std::string name;
    const Type* type = nullptr;
    SourcePlace place;      // of its name where it is defined, else declared
    SourcePlace end;        // the closing brace
    std::uint32_t id = 0;   // index in CheckedProgram::functions
    bool isLibrary = false; // no body: the C library's, native by name
    bool isBuiltIn = false; // its body is C text of a built-in header: a debugger passes over it
    bool isStatic = false;
    bool isNoReturn = false;
    std::vector<Variable*> parameters;
    std::vector<std::unique_ptr<Variable>> locals; // parameters first; all scopes
    std::vector<Scope> scopes;
    std::vector<Label> labels;
    StatementPointer body; // null: library. Falling off its end returns 0 from main, else an undetermined value
};

// A whole program, linked from its translation units. Immutable once made.
struct CheckedProgram {
    std::vector<SourceFile> files; // SourcePlace::file is an index here; the sources come first, in the order given
    TypeTable types;
    std::vector<std::unique_ptr<Function>> functions; // defined ones and the library's that are used
    std::vector<std::unique_ptr<Variable>> globals;   // in order of definition; library variables only if used
    std::vector<std::string> literals;                // bytes of string literals with their NUL, each once
    const Function* main = nullptr;
    std::vector<std::unique_ptr<Variable>>
        prototypeVariables;           // what types of prototypes refer to; nothing lives in them
    std::uint32_t statementCount = 0; // statement ids are below this
};

} // namespace syntax
} // namespace faultline
