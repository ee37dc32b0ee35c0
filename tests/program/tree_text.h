// A checked expression as text, so that tests can say what a line of C becomes: "load(int a) + int 1".
#pragma once

#include <string>

#include "simulator/program/checker.h"
#include "simulator/program/syntax.h"

namespace faultline::test {

class TreeText {
public:
    static std::string of(const Expression& expression) {
        return std::visit([&](const auto& node) { return text(expression, node); }, expression.node);
    }

private:
    static std::string of(const ExpressionPointer& expression) { return expression ? of(*expression) : "nothing"; }
    static std::string type(const Expression& expression) { return toString(expression.type); }

    static std::string text(const Expression&, const VariableLocation& node) {
        return node.variable->name.empty() ? "hidden" : node.variable->name;
    }
    static std::string text(const Expression&, const Dereference& node) { return "*" + of(node.pointer); }
    static std::string text(const Expression&, const MemberLocation& node) {
        return of(node.base) + "." + (node.member->name.empty() ? "anonymous" : node.member->name);
    }
    static std::string text(const Expression&, const StringLocation&) { return "string"; }
    static std::string text(const Expression&, const InitialisedLocation& node) {
        return "initialised{" + of(node.initialiser) + "}";
    }
    static std::string text(const Expression& expression, const IntegerConstant& node) {
        const bool isNegative = isSigned(expression.type);
        return type(expression) + " " +
               (isNegative ? std::to_string(static_cast<std::int64_t>(node.value)) : std::to_string(node.value));
    }
    static std::string text(const Expression& expression, const FloatingConstant& node) {
        std::string digits = std::to_string(node.value);
        return type(expression) + " " + digits.substr(0, digits.find('.') + 3);
    }
    static std::string text(const Expression&, const FunctionAddress& node) { return "&" + node.function->name; }
    static std::string text(const Expression&, const AddressOf& node) { return "&(" + of(node.location) + ")"; }
    static std::string text(const Expression&, const Load& node) { return "load(" + of(node.location) + ")"; }
    static std::string text(const Expression& expression, const Convert& node) {
        return "(" + type(expression) + ")" + of(node.operand);
    }
    static std::string text(const Expression&, const Unary& node) {
        return std::string(node.operation == UnaryOperator::Negate       ? "-"
                           : node.operation == UnaryOperator::Complement ? "~"
                                                                         : "!") +
               of(node.operand);
    }
    static std::string text(const Expression&, const Binary& node) {
        return "(" + of(node.left) + " " + std::string(textOf(node.operation)) + " " + of(node.right) + ")";
    }
    static std::string text(const Expression&, const Logical& node) {
        return "(" + of(node.left) + (node.isAnd ? " && " : " || ") + of(node.right) + ")";
    }
    static std::string text(const Expression&, const Conditional& node) {
        return "(" + of(node.condition) + " ? " + of(node.whenTrue) + " : " + of(node.whenFalse) + ")";
    }
    static std::string text(const Expression&, const Comma& node) {
        return "(" + of(node.left) + ", " + of(node.right) + ")";
    }
    static std::string text(const Expression&, const PointerOffset& node) {
        return "(" + of(node.pointer) + " + " + of(node.index) + " * " + std::to_string(node.scale) + " bytes)";
    }
    static std::string text(const Expression&, const PointerDifference& node) {
        return "((" + of(node.left) + " - " + of(node.right) + ") / " + std::to_string(node.scale) + " bytes)";
    }
    static std::string text(const Expression&, const Assign& node) {
        return of(node.location) + " = " + of(node.value);
    }
    static std::string text(const Expression&, const CompoundAssign& node) {
        const std::string scale = node.scale == 1 ? "" : " * " + std::to_string(node.scale) + " bytes";
        return of(node.location) + " " + std::string(textOf(node.operation)) + "= " + of(node.value) + scale + " as " +
               toString(node.computationType) + (node.yieldsOldValue ? ", old value" : "");
    }
    static std::string text(const Expression&, const Call& node) {
        std::string result = node.function != nullptr ? node.function->name : "(" + of(node.callee) + ")";
        result += "(";
        for (std::size_t i = 0; i < node.arguments.size(); ++i) {
            result += (i == 0 ? "" : ", ") + of(node.arguments[i]);
        }
        return result + ")" + (node.resultName.empty() ? "" : " named " + node.resultName);
    }
    static std::string text(const Expression& expression, const VariadicAccess& node) {
        switch (node.operation) {
        case VariadicOperation::Start:
            return "va_start(" + of(node.list) + ")";
        case VariadicOperation::Argument:
            return "va_arg(" + of(node.list) + ", " + type(expression) + ")";
        case VariadicOperation::End:
            return "va_end(" + of(node.list) + ")";
        case VariadicOperation::Copy:
            break;
        }
        return "va_copy(" + of(node.list) + ", " + of(node.source) + ")";
    }
    static std::string text(const Expression& expression, const AtomicUpdate& node) {
        return "atomic(" + of(node.pointer) + ", " + of(node.value) + ", " + of(node.expected) + ") as " +
               type(expression);
    }
    static std::string of(const Initialiser& initialiser) {
        std::string result = initialiser.clearsFirst ? "clear" : "";
        for (const InitialiserItem& item : initialiser.items) {
            result += (result.empty() ? "" : ", ") + std::to_string(item.offset) + ": " +
                      (item.value ? of(item.value) : "\"" + item.bytes + "\"");
        }
        return result;
    }

public:
    // The last statement of main: its expression, or what its declaration stores.
    static std::string ofLastStatement(const CheckedProgram& program) {
        const auto& block = std::get<BlockStatement>(program.main->body->node);
        const Statement& last = block.statements.back();
        if (const auto* expression = std::get_if<ExpressionStatement>(&last.node)) {
            return of(expression->expression);
        }
        const auto& declaration = std::get<DeclareVariable>(last.node);
        return declaration.initialiser ? of(*declaration.initialiser)
                                       : "declare " + toString(declaration.variable->type, declaration.variable->name);
    }
};

} // namespace faultline::test
