#include "simulator/sources/program_source.h"

#include <algorithm>
#include <cassert>

#include "simulator/program/build.h"
#include "simulator/sources/program_variables.h"

namespace faultline {

namespace {

std::uint64_t wholePages(std::uint64_t bytes, std::uint64_t pageSize) {
    return (bytes + pageSize - 1) / pageSize * pageSize;
}

Segment segmentOf(const CodeSegment& from, std::uint64_t pageSize) {
    Segment segment;
    segment.start = from.start;
    segment.size = wholePages(from.size, pageSize);
    segment.bytes = from.bytes;
    switch (from.kind) {
    case CodeSegment::Kind::Code:
        segment.kind = Segment::Kind::Code;
        segment.protection = protectRead | protectExecute;
        break;
    case CodeSegment::Kind::Literals:
        segment.kind = Segment::Kind::Literals;
        segment.protection = protectRead;
        break;
    case CodeSegment::Kind::Data:
        segment.kind = Segment::Kind::Data;
        segment.protection = protectRead | protectWrite;
        break;
    case CodeSegment::Kind::Bss:
        segment.kind = Segment::Kind::Bss;
        segment.protection = protectRead | protectWrite;
        break;
    }
    return segment;
}

Image imageOf(const Code& code, const std::string& name, std::uint64_t pageSize) {
    Image image;
    image.name = name;
    for (const CodeSegment& segment : code.segments)
        if (segment.size > 0)
            image.segments.push_back(segmentOf(segment, pageSize));
    image.end = code.end;
    return image;
}

// Below the addresses that the interpreter's stack, or the kernel machine's worker's, may come to have: there mmap
// gives nothing out. In a space of less than 4 GiB, of which the interpreter's stack is no part, at its top.
void placePagedStack(Interpreter::Settings& settings, const Parameters& parameters) {
    constexpr std::uint64_t most = 8ull << 20;
    constexpr std::uint64_t mostKept = 64ull << 20;
    constexpr std::uint64_t guard = 1ull << 20; // as the kernel keeps below a stack
    const auto down = [&](std::uint64_t bytes) { return bytes - bytes % parameters.pageSize; };
    if (parameters.stackTop > parameters.userEnd) {
        settings.pagedStackTop = parameters.userEnd;
        settings.pagedStackSize = std::min(most, down(parameters.userEnd / 8));
        return;
    }
    settings.pagedStackTop = down(parameters.stackTop - std::min(parameters.stackSize, mostKept) - guard);
    settings.pagedStackSize = down(std::min(parameters.stackSize, most));
}

// The reason why argv does not fit, or nothing.
std::optional<Diagnostic> tooManyArguments(const std::vector<std::string>& arguments, std::uint64_t stackSize) {
    std::uint64_t bytes = 0;
    for (const std::string& argument : arguments)
        bytes += argument.size() + 1 + 8;
    if (bytes <= stackSize / 4)
        return std::nullopt;
    return Diagnostic{Severity::Error,
                      {0, 1, 1},
                      "the arguments are longer than the " + std::to_string(stackSize / 4) +
                          " bytes they may take of the stack",
                      "give fewer or shorter ones"};
}

} // namespace

ProgramSource::ProgramSource(std::shared_ptr<const Interpreter> interpreter, std::shared_ptr<const Image> image)
    : interpreter_(std::move(interpreter)), image_(std::move(image)) {}

ProgramSource::Created ProgramSource::create(const Input& input) {
    BuildInput text;
    text.sources = input.sources;
    text.findHeader = input.findHeader;
    text.imageStart = input.parameters.imageStart;
    text.pageSize = input.parameters.pageSize;
    text.stackTop = input.parameters.stackTop;
    text.pagedStack = input.pagedStack;
    BuiltProgram built = build(text);
    Created created{nullptr, std::move(built.files), std::move(built.diagnostics)};
    if (!built.code)
        return created;
    Interpreter::Settings settings;
    settings.stackTop = input.parameters.stackTop;
    settings.stackSize = input.parameters.stackSize;
    settings.pageSize = input.parameters.pageSize;
    if (input.pagedStack)
        placePagedStack(settings, input.parameters);
    const std::uint64_t room = settings.pagedStackTop != 0 ? settings.pagedStackSize : settings.stackSize;
    if (auto tooMany = tooManyArguments(input.arguments, room)) {
        created.diagnostics.push_back(std::move(*tooMany));
        return created;
    }
    auto interpreter = std::make_shared<const Interpreter>(built.code, settings);
    const std::string name = input.arguments.empty() ? "program" : input.arguments[0];
    auto image = std::make_shared<const Image>(imageOf(*built.code, name, input.parameters.pageSize));
    created.source = std::unique_ptr<ProgramSource>(new ProgramSource(interpreter, std::move(image)));
    created.source->processes_.emplace(firstProcess, interpreter->start(input.arguments));
    return created;
}

Yield ProgramSource::advance(ProcessId process, std::uint64_t instructions, bool stopAtStatement) {
    ProcessState& state = processes_.at(process);
    switch (interpreter_->advance(state, instructions, stopAtStatement)) {
    case Stopped::Operation:
        return {Yielded::Operation, &state.operation};
    case Stopped::Statement:
        return {Yielded::Statement};
    case Stopped::Refused:
        error_ = {state.refusal.place, state.refusal.message, state.refusal.advice};
        return {Yielded::Error, nullptr, &error_};
    case Stopped::Budget:
        break;
    }
    return {Yielded::Budget};
}

// A child is its parent as it stood at the call, with the result 0; that of system() starts afresh.
void ProgramSource::give(ProcessId process, const Outcome& outcome) {
    ProcessState& state = processes_.at(process);
    if (outcome.child != 0) {
        const bool isCommand = state.operation.call == Call::ForkEmpty;
        ProcessState child = isCommand ? interpreter_->startCommand(state, state.library.command) : state;
        child.id = outcome.child;
        if (!isCommand) {
            Outcome inChild = outcome;
            inChild.result = 0;
            inChild.child = 0;
            interpreter_->give(child, inChild);
        }
        processes_.insert_or_assign(outcome.child, std::move(child));
    }
    interpreter_->give(processes_.at(process), outcome);
}

void ProgramSource::retry(ProcessId process) {
    interpreter_->retry(processes_.at(process));
}

void ProgramSource::deliver(ProcessId process, std::span<const Signal> signals) {
    interpreter_->deliver(processes_.at(process), signals);
}

void ProgramSource::end(ProcessId process) {
    processes_.erase(process);
}

std::uint64_t ProgramSource::statementsBegun(ProcessId process) const {
    const auto known = processes_.find(process);
    return known == processes_.end() ? 0 : known->second.statements;
}

Position ProgramSource::position(ProcessId process) const {
    const auto known = processes_.find(process);
    if (known == processes_.end())
        return {};
    const ProcessState& state = known->second;
    Position position;
    position.place = interpreter_->placeOf(state);
    position.depth = interpreter_->depthOf(state);
    position.statements = state.statements;
    position.instructions = state.instructions;
    return position;
}

// What is left of a statement after its operation asks for nothing: a copy goes on until something is asked for.
SourcePlace ProgramSource::nextPlace(ProcessId process, bool atStatement) const {
    constexpr std::uint64_t mostAhead = 100'000; // a program may compute for ever
    const auto known = processes_.find(process);
    if (known == processes_.end())
        return {};
    const SourcePlace here = interpreter_->placeOf(known->second);
    if (known->second.hasEnded || (atStatement && known->second.stoppedAtStatement))
        return here;
    ProcessState ahead = known->second;
    switch (interpreter_->advance(ahead, mostAhead, atStatement)) {
    case Stopped::Operation:
        return ahead.operation.place;
    case Stopped::Statement:
        return interpreter_->placeOf(ahead);
    case Stopped::Refused:
        return ahead.refusal.place;
    case Stopped::Budget:
        break;
    }
    return here;
}

std::vector<Variable> ProgramSource::variables(ProcessId process, const Snapshot& snapshot) const {
    const auto known = processes_.find(process);
    if (known == processes_.end())
        return {};
    return variablesOf(*interpreter_, known->second, process, snapshot);
}

std::unique_ptr<Source> ProgramSource::clone() const {
    return std::unique_ptr<Source>(new ProgramSource(*this));
}

} // namespace faultline
