// All that the interpreter knows of one process: plain data, copied by fork and by checkpoints.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "simulator/machine/operation.h"
#include "simulator/machine/signal.h"
#include "simulator/program/heap.h"
#include "simulator/program/stack.h"
#include "simulator/program/stream.h"

namespace faultline {

// A function that has been called and has not returned.
struct Activation {
    std::uint32_t function = 0;
    std::uint32_t returnTo = 0; // the instruction in the caller that runs next
    std::uint32_t callerBase = 0;
    std::uint64_t callerMemory = 0;
    std::uint64_t callerStack = 0;
    std::uint64_t serial = 0; // no two calls have the same
};

// What a library function has been told so far by the operations it asked for. It is run from its start again each
// time it is told more; see call_context.h.
struct RecordedReply {
    std::int64_t result = 0;
    std::int32_t error = 0;
    std::array<std::uint8_t, 16> value{};
    Bytes data;
    std::vector<Bytes> returned;
};

struct NativeProgress {
    std::vector<RecordedReply> replies;
    std::vector<std::uint64_t> callResults; // of the program's functions that it called

    void clear() {
        replies.clear();
        callResults.clear();
    }
};

// What was under way when a handler, or a function that a library function calls, was entered.
struct Interruption {
    std::uint32_t instruction = 0;
    std::uint32_t base = 0;
    std::uint64_t memory = 0;
    std::uint64_t stack = 0;
    std::uint32_t depth = 0; // frames below it
    bool isSignal = false;
    std::uint64_t stackFloor = 0;
    Signal signal; // that is handled
    NativeProgress progress;
};

struct SignalHandler {
    std::uint64_t address = 0; // SIG_DFL 0, SIG_IGN 1
    std::uint32_t flags = 0;
};

// The C library's state, apart from what lies in the stack (memory_layout.h).
struct LibraryState {
    std::vector<Stream> streams; // stdin, stdout, stderr first; FILE addresses are made from the index
    Heap heap;
    std::array<SignalHandler, 65> handlers{};
    std::vector<std::pair<std::uint64_t, std::uint64_t>> atExit; // function, argument
    std::array<std::int32_t, 31> random{};                       // glibc's TYPE_3 generator
    std::uint32_t randomFront = 3;
    std::uint32_t randomRear = 0;
    std::uint64_t random48 = 0x1234ABCD330E;
    std::uint64_t tokens = 0;     // strtok's place
    std::int32_t optionPlace = 0; // getopt: within a cluster of short options
    std::int32_t optionIndex = 1; // … the argument that it last left off at
    std::int32_t firstNonOption = 1;
    std::int32_t lastNonOption = 1;
    std::uint64_t awaitedSignals = 0; // by sigwait and its kin, a bit each: not for handlers
    Signal takenSignal;               // … the one that came
    std::uint64_t spareSignals = 0;   // … others that came before the mask was closed again
    std::size_t takenAfter = 0;       // … when so many of its operations had been answered
    std::uint64_t alternateStack = 0; // sigaltstack's; 0: none
    std::uint64_t alternateSize = 0;
    std::vector<std::string> command; // of the system() that is under way, as its child runs it
    bool isExiting = false;
    Bytes startTexts;                 // argv, the environment and their texts: what a paged stack begins with
    std::uint32_t temporaryNames = 0; // mkstemp, tmpfile
    std::vector<std::pair<std::uint64_t, std::string>> semaphores; // open named ones: address, name
};

// What the text asks for and may not, known only when it is reached.
struct RefusedText {
    SourcePlace place;
    std::string message; // empty: nothing was refused
    std::string advice;
};

enum class Awaited : std::uint8_t {
    No,
    Access, // the instruction's load, store, copy, clear or atomic update
    Native, // an operation of a library function
    Raised, // the process has sent itself a signal for what the instruction did; the instruction is tried again
    Sigreturn,
};

struct ProcessState {
    ProcessId id = firstProcess;
    std::vector<std::uint64_t> registers;
    Stack stack;
    std::vector<Activation> frames;
    std::vector<Interruption> interruptions;
    std::uint32_t instruction = 0;
    std::uint32_t base = 0;   // of the running function's registers
    std::uint64_t memory = 0; // address of its frame's bytes
    std::uint64_t stackPointer = 0;
    bool isStackPaged = false;      // its frames lie on the machine; `stack` holds the C library's own things alone
    std::uint64_t stackFloor = 0;   // no frame may reach below; lower on an alternate stack
    std::uint64_t statements = 0;   // begun so far
    std::uint64_t instructions = 0; // run so far
    std::uint64_t serial = 0;       // of the last frame
    bool stoppedAtStatement = false;
    bool hasEnded = false;
    RefusedText refusal;
    Signal raised;                // what the instruction did wrong, as siginfo_t is to tell it
    std::uint32_t dyingSteps = 0; // operations made to end it so
    std::int32_t dyingOf = 0;     // a signal that its handler cannot be run for: the process ends of it
    Awaited waiting = Awaited::No;
    NativeProgress progress; // of the library function that is called now
    LibraryState library;
    Operation operation;
    bool operationIsPlain = true; // nothing in it besides what a load or store needs
};

} // namespace faultline
