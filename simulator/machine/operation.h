#pragma once

#include "simulator/machine/call.h"
#include "simulator/machine/source_place.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace faultline {

using Address = std::uint64_t;
/// Virtual process id: 1000 is the first process, 1001 its first child, and so on, on every machine.
using ProcessId = std::int32_t;
using Bytes = std::vector<std::uint8_t>;

inline constexpr ProcessId firstProcess = 1000;

enum class OperationKind : std::uint8_t { Load, Store, Copy, Fill, Compare, Scan, Atomic, Call };

/// Read-modify-write in one access that no other process can come between (C11 7.17.7).
enum class AtomicUpdate : std::uint8_t {
    Exchange,
    CompareExchange, ///< stores `operand` if the old value equals `expected`
    Add,
    Subtract,
    And,
    Or,
    Xor,
    DecrementIfPositive, ///< sem_trywait's heart: nothing is stored where the old value is 0
};

/// A range of bytes that a bulk operation reads or writes: on the machine, or in the interpreter's own memory (locals),
/// which is always resident and is no machine's business. For the latter `address` is 0 and the bytes travel along.
struct Range {
    bool onMachine = true;
    Address address = 0; ///< first byte, on the machine

    bool operator==(const Range&) const = default;
};

/// One argument of a system call.
struct CallArgument {
    enum class Form : std::uint8_t {
        Value, ///< a number, or an address on the machine: passed as it stands
        In,    ///< a pointer into the interpreter's memory that the kernel reads: `bytes` is what it points to
        Out,   ///< a pointer into the interpreter's memory that the kernel writes: up to `size` bytes
        InOut, ///< both: `bytes` in, as many out
    };
    Form form = Form::Value;
    std::uint64_t value = 0;
    Bytes bytes;
    std::uint64_t size = 0; ///< Out: bytes of room

    static CallArgument number(std::uint64_t value) { return {Form::Value, value, {}, 0}; }
    static CallArgument in(Bytes bytes) { return {Form::In, 0, std::move(bytes), 0}; }
    static CallArgument out(std::uint64_t size) { return {Form::Out, 0, {}, size}; }
    bool operator==(const CallArgument&) const = default;
};

/// What one process asks of its machine.
///
/// Load, Store, Atomic: `length` bytes (1 to 16; Atomic 1, 2, 4, 8) at `target.address`. They may cross a page end.
/// Copy: `length` bytes from `source` to `target`. Fill: `length` bytes of `byte` at `target`.
/// Compare: `target` with `source`, up to the first difference (result <0, 0, >0, as memcmp) or, with `untilNul`, a NUL
/// in both (strcmp). Scan: from `target`, up to and including the first `byte` or `length` bytes; the bytes read are
/// the outcome's data (strlen, printf("%s"), memchr). Bulk operations touch pages in order, in pieces that end where a
/// page of either range ends; of each piece the source is touched before the target. `backwards` copies from the last
/// piece to the first (memmove into higher addresses).
struct Operation {
    OperationKind kind = OperationKind::Load;
    AtomicUpdate update = AtomicUpdate::Exchange;
    Call call = Call::Read;
    std::uint8_t byte = 0;
    bool untilNul = false;
    bool backwards = false;
    Range target;
    Range source;
    std::uint64_t length = 0;
    std::array<std::uint8_t, 16> value{}; ///< Store: the bytes; Atomic: operand in 0–7, expected in 8–15
    Bytes data;                           ///< Copy, Compare: the bytes of the range that is not on the machine
    std::vector<CallArgument> arguments;  ///< Call: at most 6
    SourcePlace place;
    /// Call: what the program names the result ("p" in `p = mmap(…)`), so that a mapping can be shown by its name.
    std::string label;

    bool operator==(const Operation&) const = default;

    bool isAccess() const { return kind == OperationKind::Load || kind == OperationKind::Store; }
    std::uint64_t argument(std::size_t index) const { return index < arguments.size() ? arguments[index].value : 0; }
};

/// "load", "store", "copy", "fill", "compare", "scan", "atomic", or the call's name: the JSON's `kind`.
std::string_view kindName(const Operation& operation);

} // namespace faultline
