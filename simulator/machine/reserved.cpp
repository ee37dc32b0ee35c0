#include "simulator/machine/reserved.h"

#include "simulator/machine/hex.h"

#include <algorithm>

namespace faultline {

namespace {

struct Span {
    Address start = 0;
    std::uint64_t length = 0;
};

constexpr std::uint64_t mapFixed = 0x10; // MAP_FIXED; a hint without it is only a hint

/// What a call names outright: [argument 0, argument 0 + argument 1).
bool namesRange(const Operation& operation) {
    switch (operation.call) {
    case Call::Mmap:
        return (operation.argument(3) & mapFixed) != 0;
    case Call::Munmap:
    case Call::Mprotect:
    case Call::Mremap:
    case Call::Madvise:
    case Call::Mlock:
    case Call::Mlock2:
    case Call::Munlock:
        return true;
    default:
        return false;
    }
}

} // namespace

std::optional<Failure> refusedAsReserved(const Parameters& parameters, const Operation& operation) {
    if (parameters.reserved.empty())
        return std::nullopt;
    Span spans[2];
    if (operation.kind != OperationKind::Call) {
        // A scan's or a comparison's length is a limit: where it ends is not known before.
        const bool isLimit = operation.kind == OperationKind::Scan || operation.kind == OperationKind::Compare;
        const std::uint64_t length = isLimit ? 1 : operation.length;
        if (operation.target.onMachine)
            spans[0] = {operation.target.address, length};
        if ((operation.kind == OperationKind::Copy || operation.kind == OperationKind::Compare) &&
            operation.source.onMachine)
            spans[1] = {operation.source.address, length};
    } else if (namesRange(operation)) {
        spans[0] = {operation.argument(0), operation.argument(1)};
    }
    for (const Span& span : spans)
        for (const Parameters::Reserved& range : parameters.reserved) {
            const Address end = span.start + std::min(span.length, ~Address{0} - span.start);
            if (span.length == 0 || span.start >= range.end || end <= range.start)
                continue;
            return Failure{"The program touches memory that Faultline keeps for itself.", hex(span.start),
                           "Use addresses that mmap, malloc or the program's own objects have given."};
        }
    return std::nullopt;
}

} // namespace faultline
