#pragma once

#include "simulator/machine/machine.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace faultline {

/// Where a process stands in the source text.
struct Position {
    SourcePlace place;              ///< of the next statement or the operation asked for
    std::uint32_t depth = 0;        ///< functions called and not yet returned from; main is 1
    std::uint64_t statements = 0;   ///< begun so far: two equal numbers are one and the same statement
    std::uint64_t instructions = 0; ///< run so far

    bool operator==(const Position&) const = default;
};

/// A variable in scope, for the window. `lines` holds the members or elements of what is compound, indented.
struct Variable {
    std::string name;
    std::string type;  ///< as C writes it
    std::string value; ///< as C would write it; empty where the bytes are on the machine and not known
    Address address = 0;
    std::uint64_t size = 0; ///< bytes
    bool onMachine = false; ///< a global or static, or a local with --paged-stack: its bytes are the machine's
    std::uint32_t depth = 0;
};

enum class Yielded : std::uint8_t {
    Operation, ///< `operation` waits for its outcome: call give(), or retry() when it was not done
    Budget,    ///< the instructions allowed have been run; advance() goes on
    Statement, ///< the next statement begins (only if asked to stop there)
    Error,     ///< `error` says what the text may not ask for; the process can't go on
};

/// What is wrong with a program's text and is known only when it is reached.
struct TextError {
    SourcePlace place;
    std::string message; ///< what was met
    std::string advice;  ///< what to do instead; may be empty

    bool operator==(const TextError&) const = default;
};

struct Yield {
    Yielded what = Yielded::Budget;
    const Operation* operation = nullptr; ///< valid until the next call for this process
    const TextError* error = nullptr;     ///< likewise
};

/// Where operations come from. Holds the state of each process between operations as plain data and knows no machine:
/// from the same outcomes it yields the same operations again.
class Source {
public:
    virtual ~Source() = default;

    virtual const Image& image() const = 0;
    /// Runs the process until it asks for an operation, `instructions` have been run or, with `stopAtStatement`, the
    /// next statement begins. The last operation of a process is ExitGroup.
    virtual Yield advance(ProcessId process, std::uint64_t instructions, bool stopAtStatement) = 0;
    /// The outcome of the operation yielded last. A child made by fork (outcome.child) stands from now on beside its
    /// parent, with a result of 0.
    virtual void give(ProcessId process, const Outcome& outcome) = 0;
    /// The same operation will be yielded again (after a handler has run).
    virtual void retry(ProcessId process) = 0;
    /// Handlers of these signals run next, the first first. After each, the process yields Sigreturn.
    virtual void deliver(ProcessId process, std::span<const Signal> signals) = 0;
    /// The process is no more.
    virtual void end(ProcessId process) = 0;

    virtual Position position(ProcessId process) const = 0;
    /// The same as position().statements, for who asks often.
    virtual std::uint64_t statementsBegun(ProcessId process) const { return position(process).statements; }
    /// Where it goes on: at the operation that it asks for next or, with `atStatement`, at the statement that begins
    /// before that.
    virtual SourcePlace nextPlace(ProcessId process, bool atStatement) const {
        (void)atStatement;
        return position(process).place;
    }
    /// Variables in scope, innermost function first; `snapshot` holds the bytes of those on the machine.
    virtual std::vector<Variable> variables(ProcessId process, const Snapshot& snapshot) const = 0;
    /// A copy that goes its own way: for the second machine, for a checkpoint, for a choice made in the past.
    virtual std::unique_ptr<Source> clone() const = 0;
};

} // namespace faultline
