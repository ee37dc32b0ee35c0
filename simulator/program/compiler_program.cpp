#include "simulator/program/compiler_program.h"

#include <algorithm>
#include <cassert>

#include "simulator/program/compiler_function.h"
#include "simulator/program/memory_layout.h"

namespace faultline {

namespace {

std::uint64_t roundUp(std::uint64_t value, std::uint64_t unit) {
    return (value + unit - 1) / unit * unit;
}

bool isZero(const Variable& variable) {
    return variable.relocations.empty() &&
           std::all_of(variable.bytes.begin(), variable.bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

CodeSegment::Kind segmentOf(const Variable& variable) {
    if (containsConst(variable.type) && !hasQualifier(variable.type, qualifierVolatile))
        return CodeSegment::Kind::Literals;
    return isZero(variable) ? CodeSegment::Kind::Bss : CodeSegment::Kind::Data;
}

// Names that the linker defines: their addresses are ends of segments.
bool isLinkerName(std::string_view name) {
    return name == "etext" || name == "edata" || name == "end" || name == "_etext" || name == "_edata" ||
           name == "_end" || name == "__executable_start" || name == "__bss_start";
}

} // namespace

ProgramCompiler::ProgramCompiler(const CheckedProgram& program, const CheckedProgram* builtIn,
                                 const CompileOptions& options)
    : program_(program), builtIn_(builtIn), options_(options) {}

std::vector<const CheckedProgram*> ProgramCompiler::programs() const {
    std::vector<const CheckedProgram*> both = {&program_};
    if (builtIn_)
        both.push_back(builtIn_);
    return both;
}

Compiled ProgramCompiler::run() {
    for (const SourceFile& file : program_.files)
        code_.files.push_back(file.name);
    numberFunctions();
    layOut();
    makeStubs();
    for (const CheckedProgram* program : programs())
        for (const auto& function : program->functions)
            if (function->body)
                FunctionCompiler(*this, *function, functionNumbers_.at(function.get()), program == builtIn_).run();
    fillSegments();
    showGlobals();
    if (hasErrors(diagnostics_))
        return {nullptr, std::move(diagnostics_)};
    return {std::make_shared<const Code>(std::move(code_)), std::move(diagnostics_)};
}

void ProgramCompiler::numberFunctions() {
    for (const CheckedProgram* program : programs())
        for (const auto& function : program->functions) {
            if (!function->body)
                continue;
            const auto number = static_cast<std::uint32_t>(code_.functions.size());
            functionNumbers_[function.get()] = number;
            if (program == builtIn_)
                builtInFunctions_.emplace(function->name, number);
            code_.functions.emplace_back().name = function->name;
        }
    assert(program_.main && functionNumbers_.contains(program_.main));
    code_.main = functionNumbers_.at(program_.main);
}

std::optional<std::uint32_t> ProgramCompiler::compiledFunction(const Function& function) const {
    if (const auto known = functionNumbers_.find(&function); known != functionNumbers_.end())
        return known->second;
    if (const auto known = builtInFunctions_.find(function.name); known != builtInFunctions_.end())
        return known->second;
    return std::nullopt;
}

std::uint64_t ProgramCompiler::addressOf(const Function& function) {
    if (const auto number = compiledFunction(function))
        return code_.addressOf(*number);
    auto known = nativeAddresses_.find(function.name);
    if (known == nativeAddresses_.end()) {
        const auto number = native(function.name);
        if (!number)
            return 0;
        known = nativeAddresses_.emplace(function.name, code_.addressableNatives.size()).first;
        code_.addressableNatives.push_back(*number);
    }
    return code_.addressOf(static_cast<std::uint32_t>(code_.functions.size()) + known->second);
}

// The code's size is known before any code is: each function has functionSpacing bytes, and so has each library
// function that is used.
void ProgramCompiler::layOut() {
    std::uint64_t slots = 0;
    for (const CheckedProgram* program : programs())
        slots += program->functions.size();
    const std::uint64_t page = options_.pageSize;
    code_.codeStart = options_.imageStart;
    code_.segments.resize(4);
    std::uint64_t next = options_.imageStart;
    const auto begin = [&](CodeSegment::Kind kind) -> CodeSegment& {
        CodeSegment& segment = code_.segments[static_cast<std::size_t>(kind)];
        segment.kind = kind;
        next = roundUp(next, page);
        segment.start = next;
        return segment;
    };
    const auto finish = [&](CodeSegment& segment) { segment.size = next - segment.start; };
    const auto place = [&](CodeSegment::Kind kind) {
        for (const CheckedProgram* program : programs())
            for (const auto& variable : program->globals)
                if (!variable->isLibrary && segmentOf(*variable) == kind) {
                    next = roundUp(next, std::max<std::uint64_t>(variable->alignment, 1));
                    variableAddresses_[variable.get()] = next;
                    next += std::max<std::uint64_t>(variable->size, 1);
                }
    };
    CodeSegment& code = begin(CodeSegment::Kind::Code);
    next += std::max<std::uint64_t>(slots, 1) * Code::functionSpacing;
    finish(code);
    CodeSegment& literals = begin(CodeSegment::Kind::Literals);
    for (std::size_t i = 0; i < programs().size(); ++i)
        for (const std::string& literal : programs()[i]->literals) {
            next = roundUp(next, literal.size() >= 32 ? 8 : 1);
            literalAddresses_[i].push_back(next);
            next += literal.size();
        }
    place(CodeSegment::Kind::Literals);
    finish(literals);
    CodeSegment& data = begin(CodeSegment::Kind::Data);
    place(CodeSegment::Kind::Data);
    finish(data);
    CodeSegment& bss = begin(CodeSegment::Kind::Bss);
    place(CodeSegment::Kind::Bss);
    finish(bss);
    code_.end = roundUp(next, page);
}

std::uint64_t ProgramCompiler::addressOfLiteral(const Function* user, std::uint32_t literal) const {
    const bool isBuiltIn = builtIn_ && user &&
                           std::any_of(builtIn_->functions.begin(), builtIn_->functions.end(),
                                       [&](const auto& f) { return f.get() == user; });
    return literalAddresses_[isBuiltIn ? 1 : 0].at(literal);
}

std::uint64_t ProgramCompiler::addressOf(const Variable& variable) {
    if (const auto known = variableAddresses_.find(&variable); known != variableAddresses_.end())
        return known->second;
    if (isLinkerName(variable.name)) {
        const bool text = variable.name.ends_with("etext");
        const bool start = variable.name == "__executable_start";
        const bool data = variable.name.ends_with("edata") || variable.name == "__bss_start";
        const CodeSegment& segment = code_.segments[text ? 0 : data ? 2 : 3];
        return start ? options_.imageStart : segment.start + segment.size;
    }
    if (const auto address = layout::variableAddress(variable.name, options_.stackTop))
        return *address;
    error(variable.place, "'" + variable.name + "' is not known here",
          "of the C library's variables stdin, stdout, stderr, errno, environ and getopt's can be used");
    return 0;
}

void ProgramCompiler::fillSegments() {
    for (CodeSegment& segment : code_.segments) {
        if (segment.kind == CodeSegment::Kind::Bss)
            continue;
        segment.bytes.assign(segment.size, segment.kind == CodeSegment::Kind::Code ? 0xCC : 0);
    }
    CodeSegment& literals = code_.segments[1];
    for (std::size_t i = 0; i < programs().size(); ++i)
        for (std::size_t k = 0; k < programs()[i]->literals.size(); ++k)
            std::copy(programs()[i]->literals[k].begin(), programs()[i]->literals[k].end(),
                      literals.bytes.begin() + static_cast<std::ptrdiff_t>(literalAddresses_[i][k] - literals.start));
    for (const CheckedProgram* program : programs())
        relocate(*program);
}

void ProgramCompiler::relocate(const CheckedProgram& program) {
    for (const auto& variable : program.globals) {
        if (variable->isLibrary || segmentOf(*variable) == CodeSegment::Kind::Bss)
            continue;
        CodeSegment& segment = code_.segments[static_cast<std::size_t>(segmentOf(*variable))];
        const std::uint64_t at = variableAddresses_.at(variable.get()) - segment.start;
        const std::size_t count = std::min<std::size_t>(variable->bytes.size(), segment.bytes.size() - at);
        std::copy_n(variable->bytes.begin(), count, segment.bytes.begin() + static_cast<std::ptrdiff_t>(at));
        for (const Relocation& relocation : variable->relocations) {
            std::uint64_t value = static_cast<std::uint64_t>(relocation.addend);
            if (relocation.variable)
                value += addressOf(*relocation.variable);
            else if (relocation.function)
                value += addressOf(*relocation.function);
            else if (relocation.literal)
                value += literalAddresses_[&program == builtIn_ ? 1 : 0].at(*relocation.literal);
            for (std::size_t i = 0; i < 8 && at + relocation.offset + i < segment.bytes.size(); ++i)
                segment.bytes[at + relocation.offset + i] = static_cast<std::uint8_t>(value >> (8 * i));
        }
    }
}

void ProgramCompiler::makeStubs() {
    const auto exitNumber = native("exit");
    assert(exitNumber);
    const std::uint32_t exitCall = addNativeCall({*exitNumber, 1, {}, std::nullopt, {}});
    constexpr std::uint16_t behindArguments = 8; // whose registers the call leaves alone
    code_.stubs.start = static_cast<std::uint32_t>(code_.instructions.size());
    if (options_.pagedStack)
        emit({Opcode::CallNative, behindArguments, 0, 0,
              addNativeCall({*native(stackMapper), 0, "[stack]", std::nullopt, {}})},
             {});
    emit({Opcode::Call, 0, 0, 0, code_.main}, program_.main->place);
    emit({Opcode::CallNative, 0, 0, 0, exitCall}, program_.main->end);
    code_.stubs.signal = emit(
        {Opcode::CallNative, behindArguments, 0, 0, addNativeCall({*native(signalFramer), 0, {}, std::nullopt, {}})},
        {});
    code_.stubs.handler = emit({Opcode::CallPointer, 0, 7, 3, 0}, {});
    code_.stubs.sigreturn = emit({Opcode::Sigreturn}, {});
    code_.stubs.callBack = emit({Opcode::CallPointer, 0, 7, 3, 0}, {});
    code_.stubs.callReturn = emit({Opcode::CallReturned}, {});
    code_.stubs.command = emit({Opcode::CallPointer, 0, 7, 0, 0}, {});
    emit({Opcode::CallNative, 0, 0, 0, exitCall}, {});
    emit({Opcode::Trap}, {});
}

void ProgramCompiler::showGlobals() {
    for (const auto& variable : program_.globals)
        if (!variable->isLibrary && !variable->name.empty() && variable->storage == Storage::Global)
            code_.globals.push_back({variable->name,
                                     shown(variable->type),
                                     VariablePlace::Machine,
                                     addressOf(*variable),
                                     variable->place,
                                     {},
                                     {}});
}

void ProgramCompiler::error(SourcePlace place, std::string message, std::string advice) {
    diagnostics_.push_back({Severity::Error, place, std::move(message), std::move(advice)});
}

std::uint32_t ProgramCompiler::addNativeCall(NativeCall call) {
    code_.nativeCalls.push_back(std::move(call));
    return static_cast<std::uint32_t>(code_.nativeCalls.size() - 1);
}

std::uint32_t ProgramCompiler::emit(Instruction instruction, SourcePlace place) {
    code_.instructions.push_back(instruction);
    code_.places.push_back(place);
    return static_cast<std::uint32_t>(code_.instructions.size() - 1);
}

Compiled compile(const CheckedProgram& program, const CheckedProgram* builtIn, const CompileOptions& options) {
    return ProgramCompiler(program, builtIn, options).run();
}

} // namespace faultline
