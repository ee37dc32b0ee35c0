// Builds checked expressions: applies C's rules of types and conversions, and says what breaks them.
//
// The functions take what they combine and give the result. A null pointer stands for an expression that was wrong and
// has been reported: whatever is built from it is null, too, so that one mistake is one message.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/program/checker_program.h"
#include "simulator/program/diagnostic.h"
#include "simulator/program/syntax.h"

namespace faultline {

class Checker {
public:
    Checker(ProgramBuilder& program, Reporter& reporter) : program_(&program), reporter_(&reporter) {}

    // The function whose body is read, and the scope in it; null at file level.
    void setFunction(Function* function) { function_ = function; }
    Function* function() const { return function_; }
    void setScope(std::uint32_t scope) { scope_ = scope; }
    std::uint32_t scope() const { return scope_; }

    TypeTable& types() { return program_->types(); }
    Reporter& reporter() { return *reporter_; }
    ProgramBuilder& program() { return *program_; }

    // A new local of the current function; without a name it is one that the front end needs.
    Variable* addLocal(std::string name, const Type* type, SourcePlace place, Storage storage = Storage::Local);

    // --- Conversions: checker_conversions.cpp
    ExpressionPointer make(const Type* type, SourcePlace place, ExpressionNode node);
    // The value of a location: loaded, or for arrays and functions their address.
    ExpressionPointer value(ExpressionPointer expression);
    // A value that is scalar, for conditions.
    ExpressionPointer condition(ExpressionPointer expression);
    ExpressionPointer promote(ExpressionPointer expression);
    // Between types for which that makes sense; adds nothing if there is nothing to do.
    ExpressionPointer convert(ExpressionPointer expression, const Type* type);
    // As by assignment: checks that it is allowed. `where` ends the message: "in this assignment".
    ExpressionPointer convertImplicitly(ExpressionPointer expression, const Type* type, const std::string& where);
    ExpressionPointer cast(ExpressionPointer expression, const Type* type, SourcePlace place);
    // An expression whose value is dropped.
    ExpressionPointer discard(ExpressionPointer expression);

    // --- Primary expressions and access: checker_access.cpp
    ExpressionPointer integer(std::uint64_t value, const Type* type, SourcePlace place);
    ExpressionPointer floating(double value, const Type* type, SourcePlace place);
    ExpressionPointer string(std::string_view bytes, SourcePlace place);
    ExpressionPointer variable(Variable* variable, const Type* type, SourcePlace place);
    ExpressionPointer functionName(Function* function, const Type* type, SourcePlace place);
    ExpressionPointer addressOf(ExpressionPointer operand, SourcePlace place);
    ExpressionPointer dereference(ExpressionPointer operand, SourcePlace place);
    ExpressionPointer subscript(ExpressionPointer base, ExpressionPointer index, SourcePlace place);
    ExpressionPointer member(ExpressionPointer base, std::string_view name, SourcePlace place);
    ExpressionPointer compoundLiteral(Variable* variable, Initialiser initialiser, SourcePlace place);
    // The size of a type as an unsigned long; computed if it has variable length.
    ExpressionPointer sizeOfType(const Type* type, SourcePlace place);
    ExpressionPointer alignmentOfType(const Type* type, SourcePlace place);

    // --- Operators: checker_operators.cpp
    ExpressionPointer unary(UnaryOperator operation, ExpressionPointer operand, SourcePlace place);
    ExpressionPointer plus(ExpressionPointer operand, SourcePlace place);
    ExpressionPointer binary(BinaryOperator operation, ExpressionPointer left, ExpressionPointer right,
                             SourcePlace place);
    ExpressionPointer logical(bool isAnd, ExpressionPointer left, ExpressionPointer right, SourcePlace place);
    ExpressionPointer conditional(ExpressionPointer condition, ExpressionPointer whenTrue, ExpressionPointer whenFalse,
                                  SourcePlace place);
    ExpressionPointer comma(ExpressionPointer left, ExpressionPointer right, SourcePlace place);

    // --- Assignments: checker_assignments.cpp
    ExpressionPointer assign(ExpressionPointer left, ExpressionPointer right, SourcePlace place);
    ExpressionPointer compoundAssign(BinaryOperator operation, ExpressionPointer left, ExpressionPointer right,
                                     SourcePlace place);
    ExpressionPointer increment(ExpressionPointer operand, bool isIncrement, bool isPostfix, SourcePlace place);
    // An assignment that the front end makes: the first value of a local that it needs.
    ExpressionPointer store(Variable* variable, ExpressionPointer value);

    // The value kept in a local: the store, and a load of it that comes later.
    std::pair<ExpressionPointer, ExpressionPointer> evaluatedOnce(ExpressionPointer expression);

    // --- Calls: checker_calls.cpp
    ExpressionPointer call(ExpressionPointer callee, std::vector<ExpressionPointer> arguments, SourcePlace place);
    ExpressionPointer variadic(VariadicOperation operation, ExpressionPointer list, ExpressionPointer source,
                               const Type* type, SourcePlace place);
    // name: "load", "store", "exchange", "add" …, as the built-in <stdatomic.h> writes it.
    ExpressionPointer atomic(std::string_view name, std::vector<ExpressionPointer> arguments, SourcePlace place);
    // If the value is a call's, notes what it is assigned to.
    static void nameResult(Expression& value, const std::string& name);

    ExpressionPointer error(SourcePlace place, std::string message, std::string advice = {});

private:
    ExpressionPointer pointerOffset(ExpressionPointer pointer, ExpressionPointer index, bool isNegative,
                                    SourcePlace place);
    ExpressionPointer pointerDifference(ExpressionPointer left, ExpressionPointer right, SourcePlace place);
    ExpressionPointer comparison(BinaryOperator operation, ExpressionPointer left, ExpressionPointer right,
                                 SourcePlace place);
    ExpressionPointer pointerComparison(BinaryOperator operation, ExpressionPointer left, ExpressionPointer right,
                                        SourcePlace place);
    ExpressionPointer compoundPointer(ExpressionPointer left, ExpressionPointer index, bool isNegative,
                                      bool yieldsOldValue, SourcePlace place);
    bool commonPointerType(const Expression& left, const Expression& right, SourcePlace place, const Type*& type);
    // The index scaled for elements of `element`, and the scale that is left to apply.
    ExpressionPointer scaledIndex(ExpressionPointer index, const Type* element, bool isNegative, std::int64_t& scale);
    bool checkPointerArithmetic(const Type* pointer, SourcePlace place);
    bool checkAssignable(const Expression& left, SourcePlace place);
    void checkFormatOf(const Call& call, bool scans);
    bool checkArguments(const Type* type, const std::string& name, std::size_t given, SourcePlace place);
    void checkPointerConversion(const Type* from, const Type* to, SourcePlace place, const std::string& where);
    void warnOfConstantDivisor(BinaryOperator operation, const Expression& right, SourcePlace place);
    void markAddressTaken(const Expression& location);
    ExpressionPointer materialised(ExpressionPointer value);
    bool isTemporary(const Expression& location) const;
    ExpressionPointer invalidOperands(std::string_view what, const Expression& left, const Expression& right,
                                      SourcePlace place);

    ProgramBuilder* program_;
    Reporter* reporter_;
    Function* function_ = nullptr;
    std::uint32_t scope_ = 0;
    std::set<const Variable*> temporaries_; // hold values of struct type whose members are accessed
};

// The operator as written.
std::string_view textOf(BinaryOperator operation);

// How a location is written, for labels and messages: "p", "a[1]", "s.base", "*p"; empty if that would be long.
std::string textOfLocation(const Expression& location);

} // namespace faultline
