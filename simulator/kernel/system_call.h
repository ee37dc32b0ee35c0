#pragma once

#include "simulator/kernel/kernel.h"
#include "simulator/machine/outcome.h"

#include <optional>
#include <span>
#include <string>

namespace faultline {

/// What a system call came to.
struct CallEnd {
    enum class State : std::uint8_t { Done, Blocked, Ended, Refused };
    State state = State::Done;
    std::int64_t result = 0;
    std::int32_t error = 0;
    Blocked waitsFor;                               ///< Blocked
    bool restarts = true;                           ///< Blocked: asked for again after a handler under SA_RESTART
    ProcessId holder = 0;                           ///< Blocked: who holds the lock that is waited for
    std::uint64_t futexObject = 0, futexOffset = 0; ///< Blocked: the futex waited on

    static CallEnd done(std::int64_t result) { return {State::Done, result, 0, {}, true, 0, 0, 0}; }
    static CallEnd failed(std::int32_t error) { return {State::Done, -1, error, {}, true, 0, 0, 0}; }
    static CallEnd blocked(WaitsFor what, std::string on, bool restarts = true) {
        return {State::Blocked, 0, 0, {what, std::move(on)}, restarts, 0, 0, 0};
    }
    static CallEnd ended() { return {State::Ended, 0, 0, {}, true, 0, 0, 0}; }
    /// It meets the worker's own ranges.
    static CallEnd refused() { return {State::Refused, -1, 0, {}, true, 0, 0, 0}; }
};

/// A place for each argument that a call may write: what was in it for InOut, nothing yet for Out.
std::vector<Bytes> placesToReturn(const Operation& operation);

/// One system call being made: its arguments, wherever they lie, and where its results go.
class SystemCall {
public:
    SystemCall(Kernel& made, Task& caller, const Operation& asked, const Given& told, Outcome& comes)
        : kernel(made), process(caller), operation(asked), given(told), outcome(comes) {
        outcome.returned = placesToReturn(asked);
    }

    Kernel& kernel;
    Task& process;
    const Operation& operation;
    const Given& given;
    Outcome& outcome;

    std::uint64_t value(std::size_t index) const { return operation.argument(index); }
    std::int32_t number(std::size_t index) const { return static_cast<std::int32_t>(value(index)); }
    std::uint32_t bits(std::size_t index) const { return static_cast<std::uint32_t>(value(index)); }
    /// A null pointer.
    bool null(std::size_t index) const;
    /// It points into the machine's memory, not into the interpreter's.
    bool onMachine(std::size_t index) const;

    /// `size` bytes that the argument points to; nothing: EFAULT.
    std::optional<Bytes> in(std::size_t index, std::uint64_t size);
    /// Up to `into.size()` bytes from `offset` on; gives how many could be read.
    std::size_t read(std::size_t index, std::uint64_t offset, std::span<std::uint8_t> into);
    /// Whether the byte at `offset` can be read without a fault.
    bool readsWithoutFault(std::size_t index, std::uint64_t offset) const;
    /// Writes bytes where the argument points to, from `offset` on; gives how many could be written.
    std::size_t write(std::size_t index, std::uint64_t offset, std::span<const std::uint8_t> bytes);
    /// All of them; false: EFAULT.
    bool out(std::size_t index, std::span<const std::uint8_t> bytes) { return write(index, 0, bytes) == bytes.size(); }
    /// A path or name, read as the kernel reads one: 8 bytes at a time. `error` is EFAULT or ENAMETOOLONG where empty.
    std::optional<std::string> string(std::size_t index, std::int32_t& error, std::size_t most = 4096);
    /// What the kernel machine saw written to an Out argument, if it is told.
    const Bytes* givenArgument(std::size_t index) const;

    /// The open file behind a descriptor, or nullptr.
    std::shared_ptr<OpenFile> file(std::int32_t descriptor) const;
    /// The operation was blocked before and is tried again.
    bool resumed() const { return process.waiting.has_value(); }
    Event& tell(EventKind kind) { return kernel.recorder.tell(kind); }

private:
    const CallArgument* at(std::size_t index) const;
    Bytes* returnedAt(std::size_t index);
};

/// Little-endian bytes of a number, and back.
template <class T>
void putNumber(std::span<std::uint8_t> bytes, std::size_t offset, T number) {
    for (std::size_t i = 0; i < sizeof(T); ++i)
        bytes[offset + i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (8 * i));
}
template <class T>
T getNumber(std::span<const std::uint8_t> bytes, std::size_t offset) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        number |= std::uint64_t{bytes[offset + i]} << (8 * i);
    return static_cast<T>(number);
}

} // namespace faultline
