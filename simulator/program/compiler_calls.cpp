// Calls and variable arguments.
#include <algorithm>

#include "simulator/program/command.h"
#include "simulator/program/compiler_function.h"

namespace faultline {

namespace {

std::uint64_t variadicSize(const Type* type) {
    return isRecord(type) ? (sizeOf(type) + 7) / 8 * 8 : 8;
}

// Of struct __va_list_tag: where the next argument lies.
constexpr std::int64_t nextArgument = 8;

} // namespace

Register FunctionCompiler::call(const Call& node, const Type* type, Target target) {
    if (!node.function)
        return callCompiled(node, type, std::nullopt, target);
    const std::string& name = node.function->name;
    if (const auto number = program_.compiledFunction(*node.function))
        return callCompiled(node, type, number, target);
    if ((name == "alloca" || name == "__builtin_alloca") && !node.arguments.empty()) {
        const Register to = targetOr(target);
        Temporaries temporaries(*this);
        emit(Opcode::AllocateStack, to, value(*node.arguments[0]), 0, 16);
        return to;
    }
    return callNative(node, type, target);
}

// A struct passed by value is the callee's: its own copy.
Register FunctionCompiler::passRecord(const Expression& argument, Register to) {
    Temporaries temporaries(*this);
    const Register from = value(argument);
    const std::uint64_t bytes = sizeOf(argument.type);
    const std::int64_t offset = frameMemory(std::max<std::uint64_t>(bytes, 1), alignmentOf(argument.type));
    emit(Opcode::FrameAddress, to, 0, 0, offset);
    if (bytes)
        emit(Opcode::CopyBytes, to, from, 0, static_cast<std::int64_t>(bytes));
    return to;
}

// The callee's registers begin where the temporaries end: its arguments are written in place.
Register FunctionCompiler::callCompiled(const Call& node, const Type* type, std::optional<std::uint32_t> number,
                                        Target target) {
    const SourcePlace callPlace = place_;
    const Type* functionType = node.function                  ? node.function->type
                               : isPointer(node.callee->type) ? node.callee->type->element
                                                              : node.callee->type;
    const std::size_t fixed = functionType->isVariadic
                                  ? std::min(functionType->parameters.size(), node.arguments.size())
                                  : node.arguments.size();
    const Register result = targetOr(target);
    Temporaries temporaries(*this);
    Register callee = 0;
    if (!number)
        callee = temporary();
    const std::uint32_t window = next_;
    Register area = 0;
    if (functionType->isVariadic)
        area = temporary();
    if (isRecord(type)) {
        const Register where = temporary();
        emit(Opcode::FrameAddress, where, 0, 0,
             frameMemory(std::max<std::uint64_t>(sizeOf(type), 1), alignmentOf(type)));
    }
    std::vector<Register> arguments(fixed);
    for (Register& argument : arguments)
        argument = temporary();
    if (functionType->isVariadic)
        passVariadic(node, fixed, area);
    for (std::size_t i = fixed; i-- > 0;) {
        Temporaries inner(*this);
        if (isRecord(node.arguments[i]->type))
            passRecord(*node.arguments[i], arguments[i]);
        else
            value(*node.arguments[i], arguments[i]);
    }
    if (!number) {
        Temporaries inner(*this);
        value(*node.callee, callee);
    }
    place_ = callPlace;
    if (next_ == window)
        temporary(); // the result's place
    if (number)
        emit(Opcode::Call, window, 0, 0, *number);
    else
        emit(Opcode::CallPointer, window, callee, static_cast<std::uint32_t>(std::min<std::size_t>(fixed, 64)));
    if (!isVoid(type))
        move(result, static_cast<Register>(window));
    return result;
}

std::uint64_t FunctionCompiler::variadicBytes(const Call& node, std::size_t fixed) const {
    std::uint64_t bytes = 0;
    for (std::size_t i = fixed; i < node.arguments.size(); ++i)
        bytes += variadicSize(node.arguments[i]->type);
    return bytes;
}

// Arguments behind the fixed ones go to memory, 8 bytes each, structs as they are.
void FunctionCompiler::passVariadic(const Call& node, std::size_t fixed, Register area) {
    const std::int64_t start = frameMemory(std::max<std::uint64_t>(variadicBytes(node, fixed), 8), 16);
    std::int64_t at = start + static_cast<std::int64_t>(variadicBytes(node, fixed));
    for (std::size_t i = node.arguments.size(); i-- > fixed;) {
        Temporaries inner(*this);
        const Expression& argument = *node.arguments[i];
        at -= static_cast<std::int64_t>(variadicSize(argument.type));
        const Register given = value(argument);
        if (isRecord(argument.type))
            copyRecord({Place::Kind::Frame, 0, 0, at}, given, sizeOf(argument.type));
        else
            storeTo({Place::Kind::Frame, 0, 0, at}, {8, false, false, false}, given);
    }
    emit(Opcode::FrameAddress, area, 0, 0, start);
}

Register FunctionCompiler::callNative(const Call& node, const Type* type, Target target) {
    const SourcePlace callPlace = place_;
    const auto number = program_.native(node.function->name);
    checkCommand(node);
    if (!number)
        program_.error(callPlace, "'" + node.function->name + "' is not known here");
    const Register result = targetOr(target);
    Temporaries temporaries(*this);
    const std::uint32_t window = next_;
    std::vector<Register> arguments(node.arguments.size());
    for (Register& argument : arguments)
        argument = temporary();
    for (std::size_t i = arguments.size(); i-- > 0;) {
        Temporaries inner(*this);
        if (isRecord(node.arguments[i]->type))
            passRecord(*node.arguments[i], arguments[i]);
        else
            value(*node.arguments[i], arguments[i]);
    }
    if (next_ == window)
        temporary();
    place_ = callPlace;
    NativeCall native;
    native.function = number.value_or(0);
    native.arguments = static_cast<std::uint16_t>(std::min<std::size_t>(arguments.size(), 0xFFFF));
    native.label = node.resultName;
    if (node.format) {
        native.formatArgument = static_cast<std::uint16_t>(*node.format);
        native.format = node.formatText;
    }
    emit(Opcode::CallNative, window, 0, 0, program_.addNativeCall(std::move(native)));
    if (!isVoid(type)) // what a missing prototype takes for an int is cut to one
        convertScalar(static_cast<Register>(window),
                      node.function->type->isOldStyle ? Scalar{8, true, false, false} : scalarOf(type), scalarOf(type),
                      result);
    return result;
}

// system() of a literal that it does not know is an error before the first step.
void FunctionCompiler::checkCommand(const Call& node) {
    if (node.function->name != "system" || node.arguments.empty() || isPrelude_)
        return;
    const Expression* given = node.arguments[0].get();
    while (const auto* converted = std::get_if<Convert>(&given->node))
        given = converted->operand.get();
    const auto* taken = std::get_if<AddressOf>(&given->node);
    const auto* literal = taken ? std::get_if<StringLocation>(&taken->location->node) : nullptr;
    if (!literal)
        return;
    const std::string& text = program_.literal(literal->literal);
    if (!parseCommand(std::string_view(text).substr(0, text.find('\0'))))
        program_.error(node.arguments[0]->place, "system: this command is not built in",
                       "only cat FILE, grep WORD FILE and cat FILE | grep WORD are");
}

Register FunctionCompiler::variadic(const VariadicAccess& node, const Type* type, Target target) {
    const Scalar word = {8, false, false, false};
    const Register to = targetOr(target);
    Temporaries temporaries(*this);
    if (node.operation == VariadicOperation::End) {
        effect(*node.list);
        return to;
    }
    const Place list = pointedTo(*node.list);
    const Place next = offsetBy(list, nextArgument);
    if (node.operation == VariadicOperation::Start) {
        if (variadicArea_)
            storeTo(next, word, *variadicArea_);
        return to;
    }
    const Register at = temporary();
    if (node.operation == VariadicOperation::Copy) {
        loadFrom(offsetBy(pointedTo(*node.source), nextArgument), word, at);
        storeTo(next, word, at);
        return to;
    }
    loadFrom(next, word, at);
    const Register after = temporary();
    emit(Opcode::Add64Imm, after, at, 0, static_cast<std::int64_t>(variadicSize(type)));
    storeTo(next, word, after);
    if (isRecord(type)) {
        move(to, at);
        return to;
    }
    Scalar scalar = scalarOf(type);
    if (scalar.bytes == 16)
        scalar.bytes = 8; // passed as a double
    return loadFrom({Place::Kind::At, at, 0, 0}, scalar, to);
}

} // namespace faultline
