#include "simulator/program/syntax.h"

#include <algorithm>

namespace faultline {
inline namespace syntax {

namespace {

template <typename... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>; // clang 14 needs it said

std::uint32_t depth(const ExpressionPointer& expression) {
    return expression ? expression->depth : 0;
}

std::uint32_t depth(const Initialiser& initialiser) {
    std::uint32_t deepest = 0;
    for (const InitialiserItem& item : initialiser.items) {
        deepest = std::max(deepest, depth(item.value));
    }
    return deepest;
}

std::uint32_t depth(const Call& call) {
    std::uint32_t deepest = depth(call.callee);
    for (const ExpressionPointer& argument : call.arguments) {
        deepest = std::max(deepest, depth(argument));
    }
    return deepest;
}

} // namespace

std::uint32_t depthOf(const ExpressionNode& node) {
    const std::uint32_t below =
        std::visit(Overloaded{
                       [](const VariableLocation&) { return 0U; },
                       [](const Dereference& n) { return depth(n.pointer); },
                       [](const MemberLocation& n) { return depth(n.base); },
                       [](const StringLocation&) { return 0U; },
                       [](const InitialisedLocation& n) { return depth(n.initialiser); },
                       [](const IntegerConstant&) { return 0U; },
                       [](const FloatingConstant&) { return 0U; },
                       [](const FunctionAddress&) { return 0U; },
                       [](const AddressOf& n) { return depth(n.location); },
                       [](const Load& n) { return depth(n.location); },
                       [](const Convert& n) { return depth(n.operand); },
                       [](const Unary& n) { return depth(n.operand); },
                       [](const Binary& n) { return std::max(depth(n.left), depth(n.right)); },
                       [](const Logical& n) { return std::max(depth(n.left), depth(n.right)); },
                       [](const Conditional& n) {
                           return std::max({depth(n.condition), depth(n.whenTrue), depth(n.whenFalse)});
                       },
                       [](const Comma& n) { return std::max(depth(n.left), depth(n.right)); },
                       [](const PointerOffset& n) { return std::max(depth(n.pointer), depth(n.index)); },
                       [](const PointerDifference& n) { return std::max(depth(n.left), depth(n.right)); },
                       [](const Assign& n) { return std::max(depth(n.location), depth(n.value)); },
                       [](const CompoundAssign& n) { return std::max(depth(n.location), depth(n.value)); },
                       [](const Call& n) { return depth(n); },
                       [](const VariadicAccess& n) { return std::max(depth(n.list), depth(n.source)); },
                       [](const AtomicUpdate& n) {
                           return std::max({depth(n.pointer), depth(n.value), depth(n.expected)});
                       },
                   },
                   node);
    return below + 1;
}

bool isLocation(const Expression& expression) {
    return expression.node.index() <= 4;
}

} // namespace syntax
} // namespace faultline
