#include "simulator/kernel/program_operations.h"

#include "simulator/kernel/system_call.h"

#include <algorithm>

namespace faultline {

namespace {

std::int64_t asNumber(std::span<const std::uint8_t> bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 8); ++i)
        number |= std::uint64_t{bytes[i]} << (8 * i);
    return static_cast<std::int64_t>(number);
}

/// One bulk or plain access being performed.
struct Performing {
    Kernel& kernel;
    Task& process;
    const Operation& operation;
    Outcome& outcome;

    Event& tell(EventKind kind) {
        Event& event = kernel.recorder.tell(kind, operation.target.address);
        event.count = operation.length;
        return event;
    }
    /// The length of the next piece: up to the end of a page of either range.
    std::uint64_t piece(std::uint64_t done, bool withSource) const {
        std::uint64_t length = operation.length - done;
        if (operation.target.onMachine)
            length = std::min(length, restOfPage(kernel, operation.target.address + done));
        if (withSource && operation.source.onMachine)
            length = std::min(length, restOfPage(kernel, operation.source.address + done));
        return length;
    }
    /// As piece(), for the bytes before `end` (copying backwards).
    std::uint64_t pieceBefore(std::uint64_t end) const {
        std::uint64_t length = end;
        const auto limit = [&](const Range& range) {
            const std::uint64_t behind = (range.address + end) % kernel.pageSize;
            if (range.onMachine)
                length = std::min(length, behind == 0 ? kernel.pageSize : behind);
        };
        limit(operation.target);
        limit(operation.source);
        return length;
    }
    Touched fetch(const Range& range, std::uint64_t done, std::span<std::uint8_t> into) {
        if (range.onMachine)
            return loadBytes(kernel, process, range.address + done, into);
        const std::size_t given = done < operation.data.size() ? operation.data.size() - done : 0;
        std::copy_n(operation.data.begin() +
                        static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(done, operation.data.size())),
                    std::min(into.size(), given), into.begin());
        return {};
    }
};

bool stopped(const Touched& touched) {
    return touched.signal || touched.refused;
}

Touched load(Performing& p) {
    p.tell(EventKind::ProgramLoads);
    std::array<std::uint8_t, 16> value{};
    const std::span<std::uint8_t> into(value.data(), std::min<std::size_t>(p.operation.length, 16));
    const Touched touched = loadBytes(p.kernel, p.process, p.operation.target.address, into);
    if (stopped(touched))
        return touched;
    p.outcome.value = value;
    p.tell(EventKind::ProgramGets).value = asNumber(into);
    return touched;
}

Touched store(Performing& p) {
    const std::span<const std::uint8_t> bytes(p.operation.value.data(), std::min<std::size_t>(p.operation.length, 16));
    p.tell(EventKind::ProgramStores).value = asNumber(bytes);
    const Touched touched = storeBytes(p.kernel, p.process, p.operation.target.address, bytes);
    if (!stopped(touched) && !p.kernel.recorder.story.empty() &&
        p.kernel.recorder.story.back().kind == EventKind::Repeats)
        p.kernel.recorder.story.back().value = asNumber(bytes);
    return touched;
}

std::uint64_t updated(const Operation& operation, std::uint64_t old, std::uint64_t operand) {
    switch (operation.update) {
    case AtomicUpdate::Exchange:
    case AtomicUpdate::CompareExchange:
        return operand;
    case AtomicUpdate::Add:
        return old + operand;
    case AtomicUpdate::Subtract:
        return old - operand;
    case AtomicUpdate::And:
        return old & operand;
    case AtomicUpdate::Or:
        return old | operand;
    case AtomicUpdate::Xor:
        return old ^ operand;
    case AtomicUpdate::DecrementIfPositive:
        return old - 1;
    }
    return old;
}

Touched atomic(Performing& p) {
    const Operation& operation = p.operation;
    const Address address = operation.target.address;
    p.tell(EventKind::ProgramUpdates);
    const std::size_t length = std::min<std::size_t>(operation.length, 8);
    const std::span<std::uint8_t> old(p.outcome.value.data(), length);
    Touched touched;
    // Even where nothing is stored in the end, the instruction asks to store.
    for (std::uint64_t done = 0; done < length; done += restOfPage(p.kernel, address + done)) {
        touched = touch(p.kernel, p.process, address + done, true);
        if (stopped(touched))
            return touched;
    }
    loadBytes(p.kernel, p.process, address, old);
    const bool spent = operation.update == AtomicUpdate::DecrementIfPositive && asNumber(old) == 0;
    const auto expected = std::span<const std::uint8_t>(operation.value).subspan(8, length);
    const bool differs =
        operation.update == AtomicUpdate::CompareExchange && !std::equal(old.begin(), old.end(), expected.begin());
    if (!spent && !differs) {
        const auto operand = getNumber<std::uint64_t>(operation.value, 0);
        std::array<std::uint8_t, 8> made{};
        putNumber(std::span<std::uint8_t>(made), 0,
                  updated(operation, static_cast<std::uint64_t>(asNumber(old)), operand));
        touched = storeBytes(p.kernel, p.process, address, std::span<const std::uint8_t>(made).first(length));
    }
    p.tell(EventKind::ProgramGets).value = asNumber(old);
    return touched;
}

Touched copyPiece(Performing& p, std::uint64_t at, std::uint64_t length) {
    Bytes bytes(length);
    Touched touched = p.fetch(p.operation.source, at, bytes);
    if (stopped(touched))
        return touched;
    if (p.operation.target.onMachine)
        return storeBytes(p.kernel, p.process, p.operation.target.address + at, bytes);
    std::copy(bytes.begin(), bytes.end(), p.outcome.data.begin() + static_cast<std::ptrdiff_t>(at));
    return touched;
}

Touched copy(Performing& p) {
    const Operation& operation = p.operation;
    p.tell(EventKind::ProgramCopies).other = operation.source.address;
    if (!operation.target.onMachine)
        p.outcome.data.resize(operation.length);
    for (std::uint64_t done = 0; done < operation.length;) {
        const std::uint64_t length = operation.backwards ? p.pieceBefore(operation.length - done) : p.piece(done, true);
        const Touched touched = copyPiece(p, operation.backwards ? operation.length - done - length : done, length);
        if (stopped(touched))
            return touched;
        done += length;
        p.outcome.result = static_cast<std::int64_t>(done);
    }
    return {};
}

Touched fill(Performing& p) {
    p.tell(EventKind::ProgramFills).value = p.operation.byte;
    for (std::uint64_t done = 0; done < p.operation.length;) {
        const Bytes bytes(p.piece(done, false), p.operation.byte);
        const Touched touched = storeBytes(p.kernel, p.process, p.operation.target.address + done, bytes);
        if (stopped(touched))
            return touched;
        done += bytes.size();
        p.outcome.result = static_cast<std::int64_t>(done);
    }
    return {};
}

Touched compare(Performing& p) {
    p.tell(EventKind::ProgramCompares).other = p.operation.source.address;
    for (std::uint64_t done = 0; done < p.operation.length;) {
        const std::uint64_t length = p.piece(done, true);
        Bytes source(length), target(length);
        Touched touched = p.fetch(p.operation.source, done, source);
        if (!stopped(touched))
            touched = p.fetch(p.operation.target, done, target);
        if (stopped(touched))
            return touched;
        for (std::size_t i = 0; i < length; ++i) {
            if (target[i] != source[i]) {
                p.outcome.result = static_cast<int>(target[i]) - static_cast<int>(source[i]);
                return {};
            }
            if (p.operation.untilNul && target[i] == 0)
                return {};
        }
        done += length;
    }
    return {};
}

Touched scan(Performing& p) {
    p.tell(EventKind::ProgramScans);
    Bytes& data = p.outcome.data;
    bool found = false;
    while (!found && data.size() < p.operation.length) {
        Bytes piece(p.piece(data.size(), false));
        const Touched touched = loadBytes(p.kernel, p.process, p.operation.target.address + data.size(), piece);
        if (stopped(touched))
            return touched;
        const auto at = std::find(piece.begin(), piece.end(), p.operation.byte);
        found = at != piece.end();
        data.insert(data.end(), piece.begin(), found ? at + 1 : at);
    }
    p.outcome.result = static_cast<std::int64_t>(data.size());
    for (Event& event : p.kernel.recorder.story)
        if (event.kind == EventKind::ProgramScans)
            event.count = data.size();
    return {};
}

} // namespace

Touched performProgramOperation(Kernel& kernel, Task& process, const Operation& operation, Outcome& outcome) {
    Performing performing{kernel, process, operation, outcome};
    switch (operation.kind) {
    case OperationKind::Load:
        return load(performing);
    case OperationKind::Store:
        return store(performing);
    case OperationKind::Copy:
        return copy(performing);
    case OperationKind::Fill:
        return fill(performing);
    case OperationKind::Compare:
        return compare(performing);
    case OperationKind::Scan:
        return scan(performing);
    case OperationKind::Atomic:
        return atomic(performing);
    case OperationKind::Call:
        break;
    }
    return {};
}

} // namespace faultline
