// Runs compact code. Knows no machine: it asks for operations and is given their outcomes.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "simulator/machine/outcome.h"
#include "simulator/program/code.h"
#include "simulator/program/process_state.h"

namespace faultline {

enum class Stopped : std::uint8_t {
    Operation, // ProcessState::operation waits for its outcome
    Budget,    // so many instructions have been run
    Statement, // the next statement begins
    Refused,   // ProcessState::refusal says what the text may not ask for; the process can't go on
};

class Interpreter {
public:
    struct Settings {
        std::uint64_t stackTop = 0x7ffffffff000;
        std::uint64_t stackSize = 8ull << 20; // bytes
        std::uint64_t pagedStackTop = 0;      // of the stack on the machine; 0: frames are the interpreter's own
        std::uint64_t pagedStackSize = 0;     // bytes
        std::uint64_t pageSize = 4096;
        std::int64_t startTime = 0; // seconds since 1970 that seed what must differ; given, so that runs repeat
    };

    Interpreter(std::shared_ptr<const Code> code, Settings settings);

    const Code& code() const { return *code_; }
    const Settings& settings() const { return settings_; }

    // A process that is about to call main.
    ProcessState start(const std::vector<std::string>& arguments) const;
    // A process that is about to run a built-in command of system() (design: an empty map, as after exec). `words` are
    // its arguments, the built-in function's name first.
    ProcessState startCommand(const ProcessState& parent, const std::vector<std::string>& words) const;

    // As Source::advance, give, retry and deliver, for one process.
    Stopped advance(ProcessState& process, std::uint64_t instructions, bool stopAtStatement) const;
    void give(ProcessState& process, const Outcome& outcome) const;
    void retry(ProcessState& process) const;
    void deliver(ProcessState& process, std::span<const Signal> signals) const;

    // The place in the program's own text where the process stands; functions called and not yet returned from.
    SourcePlace placeOf(const ProcessState& process) const;
    std::uint32_t depthOf(const ProcessState& process) const;

private:
    Stopped run(ProcessState& process, std::uint64_t& left, bool stopAtStatement) const;
    void askAccess(ProcessState& process, const Instruction& instruction, std::uint64_t address, unsigned bytes,
                   bool isStore, std::uint64_t value) const;
    bool copyBytes(ProcessState& process, const Instruction& instruction) const; // true: done
    bool clearBytes(ProcessState& process, const Instruction& instruction) const;
    bool updateAtomically(ProcessState& process, const Instruction& instruction) const;
    void finishAccess(ProcessState& process, const Outcome& outcome) const;
    bool enter(ProcessState& process, std::uint32_t function, std::uint32_t base, std::uint32_t returnTo) const;
    bool callNative(ProcessState& process, const NativeCall& call, std::uint32_t window) const; // false: it asks
    bool callBack(ProcessState& process, std::uint64_t address, const std::vector<std::uint64_t>& arguments) const;
    void interrupt(ProcessState& process, const Signal& delivered) const;
    bool makeRoomForHandler(ProcessState& process, const SignalHandler& chosen) const;
    bool isOfSignalFrame(const ProcessState& process, const Signal& signal) const;
    void raise(ProcessState& process, const Signal& signal) const; // asks to send it to itself
    void clearOperation(ProcessState& process) const;
    void makeLibrary(ProcessState& process) const;
    std::uint32_t registersInUse(const ProcessState& process) const;
    std::vector<std::uint64_t> pushTexts(ProcessState& process, Stack& stack,
                                         const std::vector<std::string>& texts) const;

    std::shared_ptr<const Code> code_;
    Settings settings_;
};

} // namespace faultline
