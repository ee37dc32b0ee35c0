// Statements.
#include <algorithm>
#include <limits>

#include "simulator/program/compiler_function.h"

namespace faultline {

void FunctionCompiler::statement(const Statement& statement) {
    Temporaries temporaries(*this);
    place_ = statement.place;
    std::visit([&](const auto& node) { run(statement, node); }, statement.node);
}

// Where a debugger may stop. None in functions of our own.
void FunctionCompiler::mark(std::uint32_t id, SourcePlace place) {
    place_ = place;
    if (!isBuiltIn_)
        emit(Opcode::Statement, 0, 0, 0, id);
}

void FunctionCompiler::run(const Statement&, const EmptyStatement&) {}

void FunctionCompiler::run(const Statement& owner, const ExpressionStatement& node) {
    mark(owner.id, owner.place);
    if (node.expression)
        effect(*node.expression);
}

void FunctionCompiler::run(const Statement& owner, const DeclareVariable& node) {
    if (node.byteLength) {
        mark(owner.id, owner.place);
        const Place at = placeOf(*node.variable);
        const Register bytes = value(*node.byteLength);
        emit(Opcode::AllocateStack, at.base, bytes, 0,
             static_cast<std::int64_t>(std::max<std::uint64_t>(16, node.variable->alignment)));
        return;
    }
    if (!node.initialiser)
        return;
    mark(owner.id, owner.place);
    initialise(placeOf(*node.variable), node.variable->size, *node.initialiser);
}

void FunctionCompiler::run(const Statement&, const BlockStatement& node) {
    const bool isStackScope = holdsVariableLength(node);
    if (isStackScope) {
        const Register saved = temporary();
        emit(Opcode::SaveStack, saved);
        stackScopes_.push_back({&node, saved});
    }
    for (const Statement& inner : node.statements)
        statement(inner);
    if (isStackScope) {
        place_ = node.end;
        emit(Opcode::RestoreStack, stackScopes_.back().saved);
        stackScopes_.pop_back();
    }
}

void FunctionCompiler::run(const Statement& owner, const IfStatement& node) {
    const Label otherwise = newLabel();
    mark(owner.id, owner.place);
    condition(*node.condition, otherwise, false);
    statement(*node.then);
    if (node.otherwise) {
        const Label end = newLabel();
        jump(Opcode::Jump, 0, 0, end);
        bind(otherwise);
        statement(*node.otherwise);
        bind(end);
    } else {
        bind(otherwise);
    }
}

// The condition stands below the body: one jump a round.
void FunctionCompiler::run(const Statement& owner, const WhileStatement& node) {
    const Label body = newLabel();
    const Label test = newLabel();
    const Label end = newLabel();
    jump(Opcode::Jump, 0, 0, test);
    bind(body);
    exits_.push_back({end, test, stackScopes_.size()});
    statement(*node.body);
    exits_.pop_back();
    bind(test);
    mark(owner.id, owner.place);
    condition(*node.condition, body, true);
    bind(end);
}

void FunctionCompiler::run(const Statement& owner, const DoStatement& node) {
    const Label body = newLabel();
    const Label test = newLabel();
    const Label end = newLabel();
    bind(body);
    exits_.push_back({end, test, stackScopes_.size()});
    statement(*node.body);
    exits_.pop_back();
    bind(test);
    mark(owner.id, node.condition->place);
    condition(*node.condition, body, true);
    bind(end);
}

void FunctionCompiler::run(const Statement& owner, const ForStatement& node) {
    const Label body = newLabel();
    const Label step = newLabel();
    const Label end = newLabel();
    for (const Statement& initial : node.initial)
        statement(initial);
    if (node.condition) {
        place_ = node.condition->place;
        condition(*node.condition, end, false);
    }
    bind(body);
    exits_.push_back({end, step, stackScopes_.size()});
    statement(*node.body);
    exits_.pop_back();
    bind(step);
    mark(owner.id, owner.place);
    if (node.step)
        effect(*node.step);
    if (node.condition)
        condition(*node.condition, body, true);
    else
        jump(Opcode::Jump, 0, 0, body);
    bind(end);
}

void FunctionCompiler::run(const Statement& owner, const SwitchStatement& node) {
    mark(owner.id, owner.place);
    const Label end = newLabel();
    SwitchTable table;
    table.otherwise = node.otherwise ? functionLabels_[*node.otherwise] : end;
    for (const SwitchCase& entry : node.cases)
        table.sparse.emplace_back(entry.value, functionLabels_[entry.label]);
    std::sort(table.sparse.begin(), table.sparse.end());
    if (!table.sparse.empty()) {
        const auto width = static_cast<std::uint64_t>(table.sparse.back().first) -
                           static_cast<std::uint64_t>(table.sparse.front().first);
        if (width < 4 * table.sparse.size() + 16) {
            table.lowest = table.sparse.front().first;
            table.dense.assign(width + 1, table.otherwise);
            for (const auto& [caseValue, label] : table.sparse)
                table.dense[static_cast<std::uint64_t>(caseValue) - static_cast<std::uint64_t>(table.lowest)] = label;
            table.sparse.clear();
        }
    }
    {
        Temporaries temporaries(*this);
        const Register chosen = value(*node.value);
        auto& switches = program_.code().switches;
        emit(Opcode::Switch, chosen, 0, 0, static_cast<std::int64_t>(switches.size()));
        switchTables_.push_back(static_cast<std::uint32_t>(switches.size()));
        switches.push_back(std::move(table));
    }
    exits_.push_back({end, std::nullopt, stackScopes_.size()});
    statement(*node.body);
    exits_.pop_back();
    bind(end);
}

void FunctionCompiler::run(const Statement&, const LabelledStatement& node) {
    for (const LabelId label : node.labels)
        bind(functionLabels_[label]);
    if (node.statement)
        statement(*node.statement);
}

// The stack as it was before the stack scopes from `depth` on.
void FunctionCompiler::leaveStackScopes(std::size_t depth) {
    if (depth < stackScopes_.size())
        emit(Opcode::RestoreStack, stackScopes_[depth].saved);
}

void FunctionCompiler::run(const Statement& owner, const GotoStatement& node) {
    mark(owner.id, owner.place);
    const std::vector<const BlockStatement*>& around = labelBlocks_[node.label];
    std::size_t common = 0;
    while (common < around.size() && common < stackScopes_.size() && around[common] == stackScopes_[common].block)
        ++common;
    leaveStackScopes(common);
    jump(Opcode::Jump, 0, 0, functionLabels_[node.label]);
}

void FunctionCompiler::run(const Statement& owner, const BreakStatement&) {
    mark(owner.id, owner.place);
    const auto exit = std::find_if(exits_.rbegin(), exits_.rend(), [](const Exit& e) { return e.breakTo.has_value(); });
    if (exit == exits_.rend())
        return;
    leaveStackScopes(exit->stackScopes);
    jump(Opcode::Jump, 0, 0, *exit->breakTo);
}

void FunctionCompiler::run(const Statement& owner, const ContinueStatement&) {
    mark(owner.id, owner.place);
    const auto exit =
        std::find_if(exits_.rbegin(), exits_.rend(), [](const Exit& e) { return e.continueTo.has_value(); });
    if (exit == exits_.rend())
        return;
    leaveStackScopes(exit->stackScopes);
    jump(Opcode::Jump, 0, 0, *exit->continueTo);
}

void FunctionCompiler::run(const Statement& owner, const ReturnStatement& node) {
    mark(owner.id, owner.place);
    if (!node.value) {
        emit(Opcode::Return, 0, targetOr(std::nullopt));
        return;
    }
    if (resultAddress_ && isRecord(node.value->type)) {
        const Register from = value(*node.value);
        if (const std::uint64_t bytes = sizeOf(node.value->type))
            emit(Opcode::CopyBytes, *resultAddress_, from, 0, static_cast<std::int64_t>(bytes));
        emit(Opcode::Return, 0, *resultAddress_);
        return;
    }
    if (isVoid(node.value->type)) {
        effect(*node.value);
        emit(Opcode::Return, 0, targetOr(std::nullopt));
        return;
    }
    emit(Opcode::Return, 0, value(*node.value));
}

} // namespace faultline
