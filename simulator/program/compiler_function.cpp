#include "simulator/program/compiler_function.h"

#include <algorithm>
#include <cassert>

namespace faultline {

namespace {

constexpr std::uint32_t maximumRegisters = 0xFF00;
constexpr std::uint32_t maximumVariablesInRegisters = 0xC000;

std::uint64_t roundUp(std::uint64_t value, std::uint64_t unit) {
    return (value + unit - 1) / unit * unit;
}

bool declaresVariableLength(const Statement& statement) {
    if (const auto* declared = std::get_if<DeclareVariable>(&statement.node))
        return declared->byteLength != nullptr;
    if (const auto* labelled = std::get_if<LabelledStatement>(&statement.node))
        return labelled->statement && declaresVariableLength(*labelled->statement);
    return false;
}

} // namespace

bool holdsVariableLength(const BlockStatement& block) {
    return std::any_of(block.statements.begin(), block.statements.end(), declaresVariableLength);
}

Scalar scalarOf(const Type* type) {
    Scalar scalar;
    switch (representation(type)) {
    case TypeKind::Bool:
        return {1, false, false, true};
    case TypeKind::Float:
        return {4, true, true, false};
    case TypeKind::Double:
        return {8, true, true, false};
    case TypeKind::LongDouble:
        return {16, true, true, false};
    case TypeKind::Pointer:
    case TypeKind::Array:
    case TypeKind::Function:
    case TypeKind::Struct:
    case TypeKind::Union:
    case TypeKind::Void:
        return {8, false, false, false}; // an address
    default:
        scalar.bytes = static_cast<std::uint8_t>(sizeOf(type));
        scalar.isSigned = isSigned(type);
        return scalar;
    }
}

FunctionCompiler::FunctionCompiler(ProgramCompiler& program, const Function& function, std::uint32_t number,
                                   bool isBuiltIn)
    : program_(program), function_(function), number_(number), isPrelude_(isBuiltIn),
      isBuiltIn_(isBuiltIn || function.isBuiltIn), place_(function.place) {}

void FunctionCompiler::run() {
    CodeFunction& entry = program_.code().functions[number_];
    entry.entry = static_cast<std::uint32_t>(program_.code().instructions.size());
    entry.isBuiltIn = isBuiltIn_;
    entry.isVariadic = function_.type->isVariadic;
    entry.place = function_.place;
    entry.endPlace = function_.end;
    placeParameters();
    placeVariables();
    for (std::size_t i = 0; i < function_.labels.size(); ++i)
        functionLabels_.push_back(newLabel());
    labelBlocks_.resize(function_.labels.size());
    collectLabels(*function_.body);
    prologue();
    statement(*function_.body);
    place_ = function_.end;
    const Register result = temporary();
    emit(Opcode::Constant, result, 0, 0, 0);
    emit(Opcode::Return, 0, result);
    finish();
}

// Registers 0 and up: the variadic arguments' address, the result's address (each if there is one), the parameters.
void FunctionCompiler::placeParameters() {
    if (function_.type->isVariadic)
        variadicArea_ = temporary();
    if (isRecord(function_.type->element))
        resultAddress_ = temporary();
    for (const Variable* parameter : function_.parameters) {
        const Register reg = temporary();
        if (isRecord(parameter->type))
            variables_[parameter] = {Place::Kind::At, reg, 0, 0};
        else
            variables_[parameter] = {Place::Kind::InRegister, reg, 0, 0};
    }
}

// With a paged stack what the text names is memory; the compiler's own variables and the library's are registers.
bool FunctionCompiler::isMemory(const Variable& variable) const {
    return variable.isAddressTaken || (program_.isStackPaged() && !isBuiltIn_ && !variable.name.empty());
}

void FunctionCompiler::placeVariables() {
    for (const auto& variable : function_.locals) {
        const bool isScalarType = isScalar(variable->type);
        const bool isKnown = variables_.contains(variable.get());
        const bool inRegister = isScalarType && !isMemory(*variable) && next_ < maximumVariablesInRegisters;
        if (isKnown)
            continue; // a parameter: prologue() moves those whose address is taken
        if (isVariableLength(variable->type))
            variables_[variable.get()] = {Place::Kind::At, temporary(), 0, 0};
        else if (inRegister)
            variables_[variable.get()] = {Place::Kind::InRegister, temporary(), 0, 0};
        else
            variables_[variable.get()] = {Place::Kind::Frame, 0, 0,
                                          frameMemory(std::max<std::uint64_t>(variable->size, 1), variable->alignment)};
    }
}

void FunctionCompiler::collectLabels(const Statement& statement) {
    const auto into = [&](const StatementPointer& inner) {
        if (inner)
            collectLabels(*inner);
    };
    if (const auto* block = std::get_if<BlockStatement>(&statement.node)) {
        const bool isStackScope = holdsVariableLength(*block);
        if (isStackScope)
            collecting_.push_back(block);
        for (const Statement& inner : block->statements)
            collectLabels(inner);
        if (isStackScope)
            collecting_.pop_back();
    } else if (const auto* labelled = std::get_if<LabelledStatement>(&statement.node)) {
        for (const LabelId label : labelled->labels)
            labelBlocks_[label] = collecting_;
        into(labelled->statement);
    } else if (const auto* branch = std::get_if<IfStatement>(&statement.node)) {
        into(branch->then);
        into(branch->otherwise);
    } else if (const auto* loop = std::get_if<WhileStatement>(&statement.node)) {
        into(loop->body);
    } else if (const auto* again = std::get_if<DoStatement>(&statement.node)) {
        into(again->body);
    } else if (const auto* counted = std::get_if<ForStatement>(&statement.node)) {
        into(counted->body);
    } else if (const auto* chosen = std::get_if<SwitchStatement>(&statement.node)) {
        into(chosen->body);
    }
}

void FunctionCompiler::prologue() {
    for (const Variable* parameter : function_.parameters) {
        const Place passed = variables_.at(parameter);
        if (passed.kind != Place::Kind::InRegister || !isMemory(*parameter))
            continue;
        const Place kept = {Place::Kind::Frame, 0, 0, frameMemory(parameter->size, parameter->alignment)};
        storeTo(kept, scalarOf(parameter->type), passed.base);
        variables_[parameter] = kept;
    }
}

void FunctionCompiler::finish() {
    Code& code = program_.code();
    for (const std::uint32_t at : jumps_) {
        Instruction& instruction = code.instructions[at];
        const bool isPacked = nameOf(instruction.opcode).ends_with("Imm");
        const auto label = isPacked ? static_cast<Label>(static_cast<std::uint64_t>(instruction.imm) >> 32)
                                    : static_cast<Label>(instruction.imm);
        assert(labels_[label] >= 0);
        const auto target = static_cast<std::uint32_t>(labels_[label]);
        instruction.imm =
            isPacked ? Instruction::pack(static_cast<std::int32_t>(instruction.imm), target) : std::int64_t{target};
    }
    const auto resolve = [&](std::uint32_t& label) {
        assert(labels_[label] >= 0);
        label = static_cast<std::uint32_t>(labels_[label]);
    };
    for (const std::uint32_t number : switchTables_) {
        SwitchTable& table = code.switches[number];
        for (std::uint32_t& target : table.dense)
            resolve(target);
        for (auto& [caseValue, target] : table.sparse)
            resolve(target);
        resolve(table.otherwise);
    }
    CodeFunction& entry = code.functions[number_];
    entry.end = static_cast<std::uint32_t>(code.instructions.size());
    entry.registers = most_ + 1;
    // As under gcc -O0: the return address, the caller's frame pointer, and the locals that live in registers here.
    entry.frameBytes = roundUp(frameBytes_ + 16 + 8 * function_.locals.size(), 16);
    entry.alignment = alignment_;
    if (most_ >= maximumRegisters)
        program_.error(function_.place, "the function '" + function_.name + "' is too large",
                       "cut it into smaller ones");
    showVariables();
}

void FunctionCompiler::showVariables() {
    std::vector<ShownVariable> shown;
    for (const auto& variable : function_.locals) {
        if (variable->name.empty())
            continue;
        const Place at = variables_.at(variable.get());
        ShownVariable entry;
        entry.name = variable->name;
        entry.type = program_.shown(variable->type);
        entry.at = at.kind == Place::Kind::InRegister ? VariablePlace::Register
                   : at.kind == Place::Kind::Frame    ? VariablePlace::Frame
                                                      : VariablePlace::Indirect;
        entry.where = at.kind == Place::Kind::Frame ? static_cast<std::uint64_t>(at.offset) : at.base;
        if (isVariableLength(variable->type) && variable->type->lengthHolder)
            if (const auto holder = variables_.find(variable->type->lengthHolder);
                holder != variables_.end() && holder->second.kind == Place::Kind::InRegister)
                program_.code().types[entry.type].lengthRegister = holder->second.base;
        const Scope& scope = function_.scopes.at(variable->scope);
        entry.declared = variable->place;
        entry.scopeBegin = scope.begin;
        entry.scopeEnd = variable->storage == Storage::Parameter ? function_.end : scope.end;
        shown.push_back(std::move(entry));
    }
    program_.code().functions[number_].variables = std::move(shown);
}

Register FunctionCompiler::temporary() {
    const std::uint32_t taken = next_;
    if (next_ < maximumRegisters)
        ++next_;
    most_ = std::max(most_, next_);
    return static_cast<Register>(taken);
}

std::int64_t FunctionCompiler::frameMemory(std::uint64_t bytes, std::uint64_t alignment) {
    alignment_ = std::max(alignment_, alignment);
    frameBytes_ = roundUp(frameBytes_, std::max<std::uint64_t>(alignment, 1));
    const std::uint64_t at = frameBytes_;
    frameBytes_ += bytes;
    return static_cast<std::int64_t>(at);
}

std::uint32_t FunctionCompiler::emit(Opcode opcode, std::uint32_t a, std::uint32_t b, std::uint32_t c,
                                     std::int64_t imm) {
    return program_.emit(
        {opcode, static_cast<std::uint16_t>(a), static_cast<std::uint16_t>(b), static_cast<std::uint16_t>(c), imm},
        isPrelude_ ? SourcePlace{} : place_);
}

FunctionCompiler::Label FunctionCompiler::newLabel() {
    labels_.push_back(-1);
    return static_cast<Label>(labels_.size() - 1);
}

void FunctionCompiler::bind(Label label) {
    labels_[label] = static_cast<std::int64_t>(program_.code().instructions.size());
}

void FunctionCompiler::jump(Opcode opcode, Register a, Register b, Label label) {
    jumps_.push_back(emit(opcode, a, b, 0, label));
}

void FunctionCompiler::jumpConstant(Opcode opcode, Register a, std::int32_t constant, Label label) {
    jumps_.push_back(emit(opcode, a, 0, 0, Instruction::pack(constant, label)));
}

void FunctionCompiler::move(Register to, Register from) {
    if (to != from)
        emit(Opcode::Move, to, from);
}

} // namespace faultline
