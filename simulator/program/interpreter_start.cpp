// What a process is made of before its first instruction.
#include <cassert>

#include "simulator/program/interpreter.h"
#include "simulator/program/memory_layout.h"
#include "simulator/program/random.h"

namespace faultline {

namespace {

constexpr std::uint32_t firstRegisters = 256;

std::uint64_t roundDown(std::uint64_t value, std::uint64_t unit) {
    return value / unit * unit;
}

Stream standardStream(std::int32_t descriptor, bool isInput, Buffering buffering) {
    Stream stream;
    stream.isOpen = true;
    stream.canRead = isInput;
    stream.canWrite = !isInput;
    stream.buffering = buffering;
    stream.capacity = 1024; // what glibc takes for a terminal
    stream.descriptor = descriptor;
    return stream;
}

std::string baseName(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

} // namespace

void Interpreter::makeLibrary(ProcessState& process) const {
    LibraryState& library = process.library;
    library.streams = {standardStream(0, true, Buffering::Line), standardStream(1, false, Buffering::Line),
                       standardStream(2, false, Buffering::None)};
    seedRandom(library, 1);
    for (std::uint64_t i = 0; i < 3; ++i) {
        constexpr std::string_view names[] = {"stdin", "stdout", "stderr"};
        process.stack.put(*layout::variableAddress(names[i], settings_.stackTop),
                          layout::libraryStart(settings_.stackTop) + layout::streams + i * layout::streamSize);
    }
    process.stack.put<std::int32_t>(*layout::variableAddress("optind", settings_.stackTop), 1);
    process.stack.put<std::int32_t>(*layout::variableAddress("opterr", settings_.stackTop), 1);
    process.stack.put<std::int32_t>(*layout::variableAddress("optopt", settings_.stackTop), '?');
}

// Puts texts and the array of their addresses (with a null behind) on the stack; gives the array's address and theirs.
std::vector<std::uint64_t> Interpreter::pushTexts(ProcessState& process, Stack& stack,
                                                  const std::vector<std::string>& texts) const {
    std::vector<std::uint64_t> addresses(texts.size());
    for (std::size_t i = texts.size(); i-- > 0;) {
        process.stackPointer -= texts[i].size() + 1;
        stack.write(process.stackPointer, texts[i].c_str(), texts[i].size() + 1);
        addresses[i] = process.stackPointer;
    }
    process.stackPointer = roundDown(process.stackPointer, 16) - roundDown(8 * texts.size() + 8 + 15, 16);
    for (std::size_t i = 0; i < texts.size(); ++i)
        stack.put(process.stackPointer + 8 * i, addresses[i]);
    stack.put<std::uint64_t>(process.stackPointer + 8 * texts.size(), 0);
    addresses.insert(addresses.begin(), process.stackPointer);
    return addresses;
}

ProcessState Interpreter::start(const std::vector<std::string>& arguments) const {
    ProcessState process;
    process.stack = Stack(settings_.stackTop, settings_.stackSize);
    process.stackFloor = process.stack.bottom();
    process.registers.assign(firstRegisters, 0);
    process.stackPointer = layout::libraryStart(settings_.stackTop);
    Stack paged;
    if (settings_.pagedStackTop != 0) {
        process.isStackPaged = true;
        process.stackPointer = settings_.pagedStackTop;
        process.stackFloor = settings_.pagedStackTop - settings_.pagedStackSize;
        paged = Stack(settings_.pagedStackTop, settings_.pagedStackSize);
    }
    Stack& stack = process.isStackPaged ? paged : process.stack;
    process.memory = process.stackPointer;
    makeLibrary(process);
    const std::vector<std::uint64_t> environment =
        pushTexts(process, stack,
                  {"HOME=/home/student", "LANG=C", "LOGNAME=student", "PATH=/usr/local/bin:/usr/bin:/bin",
                   "PWD=/home/student", "SHELL=/bin/sh", "TERM=xterm", "TZ=UTC", "USER=student"});
    const std::vector<std::uint64_t> values = pushTexts(process, stack, arguments);
    process.registers[0] = arguments.size();
    process.registers[1] = values[0];
    process.registers[2] = environment[0];
    const auto setVariable = [&](std::string_view name, std::uint64_t value) {
        process.stack.put(*layout::variableAddress(name, settings_.stackTop), value);
    };
    setVariable("environ", environment[0]);
    if (!arguments.empty()) {
        setVariable("program_invocation_name", values[1]);
        setVariable("program_invocation_short_name", values[1] + arguments[0].size() - baseName(arguments[0]).size());
    }
    if (process.isStackPaged) { // the start-up code puts them there
        process.library.startTexts.resize(settings_.pagedStackTop - process.stackPointer);
        paged.read(process.stackPointer, process.library.startTexts.data(), process.library.startTexts.size());
    }
    process.instruction = code_->stubs.start;
    return process;
}

ProcessState Interpreter::startCommand(const ProcessState& parent, const std::vector<std::string>& words) const {
    ProcessState process;
    process.id = parent.id;
    process.statements = parent.statements;
    process.instructions = parent.instructions;
    process.stack = Stack(settings_.stackTop, settings_.stackSize);
    process.stackFloor = process.stack.bottom();
    process.registers.assign(firstRegisters, 0);
    process.stackPointer = layout::libraryStart(settings_.stackTop);
    process.memory = process.stackPointer;
    makeLibrary(process);
    const std::vector<std::uint64_t> values = pushTexts(process, process.stack, words);
    process.registers[0] = words.size();
    process.registers[1] = values[0];
    const auto function = code_->functionNamed(words.at(0));
    assert(function);
    process.registers[7] = code_->addressOf(*function);
    process.instruction = code_->stubs.command;
    return process;
}

} // namespace faultline
