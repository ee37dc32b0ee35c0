// memcpy and its kin: one operation each where the machine's memory takes part.
#include <algorithm>
#include <cstring>

#include "simulator/program/call_context.h"
#include "simulator/program/library.h"

namespace faultline {

namespace {

void copy(CallContext& c, std::uint64_t to, std::uint64_t from, std::uint64_t length, bool mayOverlap) {
    if (length == 0)
        return;
    const bool toStack = c.onStack(to, length);
    const bool fromStack = c.onStack(from, length);
    if (toStack || fromStack) {
        c.write(to, c.bytes(from, length));
        return;
    }
    if (c.runsOverStack(to, length) || c.runsOverStack(from, length))
        c.runOverStack();
    Operation operation;
    operation.kind = OperationKind::Copy;
    operation.target = {true, to};
    operation.source = {true, from};
    operation.length = length;
    operation.backwards = mayOverlap && to > from && to - from < length;
    c.perform(std::move(operation));
}

std::uint64_t memcpyFunction(CallContext& c) {
    copy(c, c.argument(0), c.argument(1), c.argument(2), false);
    return c.argument(0);
}
std::uint64_t mempcpyFunction(CallContext& c) {
    return memcpyFunction(c) + c.argument(2);
}
std::uint64_t memmoveFunction(CallContext& c) {
    copy(c, c.argument(0), c.argument(1), c.argument(2), true);
    return c.argument(0);
}
std::uint64_t bcopyFunction(CallContext& c) {
    copy(c, c.argument(1), c.argument(0), c.argument(2), true);
    return 0;
}

void fill(CallContext& c, std::uint64_t to, std::uint8_t byte, std::uint64_t length) {
    if (length == 0)
        return;
    if (c.onStack(to, length)) {
        c.write(to, Bytes(length, byte));
        return;
    }
    if (c.runsOverStack(to, length))
        c.runOverStack();
    Operation operation;
    operation.kind = OperationKind::Fill;
    operation.target = {true, to};
    operation.length = length;
    operation.byte = byte;
    c.perform(std::move(operation));
}
std::uint64_t memsetFunction(CallContext& c) {
    fill(c, c.argument(0), static_cast<std::uint8_t>(c.argument(1)), c.argument(2));
    return c.argument(0);
}
std::uint64_t bzeroFunction(CallContext& c) {
    fill(c, c.argument(0), 0, c.argument(1));
    return 0;
}

std::uint64_t memcmpFunction(CallContext& c) {
    const std::uint64_t left = c.argument(0);
    const std::uint64_t right = c.argument(1);
    const std::uint64_t length = c.argument(2);
    if (length == 0)
        return 0;
    const bool leftOnStack = c.onStack(left, length);
    const bool rightOnStack = c.onStack(right, length);
    if (leftOnStack && rightOnStack) {
        const Bytes first = c.bytes(left, length);
        const Bytes second = c.bytes(right, length);
        const auto differ = std::mismatch(first.begin(), first.end(), second.begin());
        return differ.first == first.end() ? 0 : intResult(*differ.first - *differ.second);
    }
    if (c.runsOverStack(left, length) || c.runsOverStack(right, length))
        c.runOverStack();
    Operation operation;
    operation.kind = OperationKind::Compare;
    operation.target = {true, left};
    operation.source = {true, right};
    operation.length = length;
    if (leftOnStack) {
        operation.target = {false, 0};
        operation.data = c.bytes(left, length);
    } else if (rightOnStack) {
        operation.source = {false, 0};
        operation.data = c.bytes(right, length);
    }
    return intResult(c.perform(std::move(operation)).result);
}

// memchr stops at the byte: only what is before it is touched.
Bytes scanned(CallContext& c, std::uint64_t address, std::uint8_t byte, std::uint64_t length) {
    if (c.onStack(address, length))
        return c.bytes(address, length);
    if (c.runsOverStack(address, length)) // as far as the stack goes
        return c.bytes(address, c.process().stack.top() - address);
    Operation scan;
    scan.kind = OperationKind::Scan;
    scan.target = {true, address};
    scan.byte = byte;
    scan.length = length;
    return c.perform(std::move(scan)).data;
}

std::uint64_t memchrFunction(CallContext& c) {
    const auto byte = static_cast<std::uint8_t>(c.argument(1));
    if (c.argument(2) == 0)
        return 0;
    const std::uint64_t length = std::min<std::uint64_t>(c.argument(2), std::uint64_t{1} << 47);
    const Bytes bytes = scanned(c, c.argument(0), byte, length);
    const auto at = std::find(bytes.begin(), bytes.end(), byte);
    return at == bytes.end() ? 0 : c.argument(0) + static_cast<std::uint64_t>(at - bytes.begin());
}
std::uint64_t rawmemchrFunction(CallContext& c) {
    const auto byte = static_cast<std::uint8_t>(c.argument(1));
    const Bytes bytes = scanned(c, c.argument(0), byte, std::uint64_t{1} << 47);
    const auto at = std::find(bytes.begin(), bytes.end(), byte);
    return c.argument(0) + static_cast<std::uint64_t>(at - bytes.begin());
}
std::uint64_t memrchrFunction(CallContext& c) {
    const Bytes bytes = c.bytes(c.argument(0), c.argument(2));
    const auto at = std::find(bytes.rbegin(), bytes.rend(), static_cast<std::uint8_t>(c.argument(1)));
    return at == bytes.rend() ? 0 : c.argument(0) + static_cast<std::uint64_t>(bytes.rend() - at) - 1;
}
std::uint64_t memmemFunction(CallContext& c) {
    const Bytes bytes = c.bytes(c.argument(0), c.argument(1));
    const Bytes wanted = c.bytes(c.argument(2), c.argument(3));
    const auto at = std::search(bytes.begin(), bytes.end(), wanted.begin(), wanted.end());
    return at == bytes.end() && !wanted.empty() ? 0 : c.argument(0) + static_cast<std::uint64_t>(at - bytes.begin());
}
std::uint64_t memccpyFunction(CallContext& c) {
    const auto byte = static_cast<std::uint8_t>(c.argument(2));
    if (c.argument(3) == 0)
        return 0;
    Bytes bytes = scanned(c, c.argument(1), byte, c.argument(3));
    const auto at = std::find(bytes.begin(), bytes.end(), byte);
    const bool isFound = at != bytes.end();
    bytes.resize(static_cast<std::size_t>(at - bytes.begin()) + (isFound ? 1 : 0));
    c.write(c.argument(0), bytes);
    return isFound ? c.argument(0) + bytes.size() : 0;
}

} // namespace

std::vector<Native> memoryFunctions() {
    return {{"memcpy", memcpyFunction}, {"mempcpy", mempcpyFunction},     {"memmove", memmoveFunction},
            {"bcopy", bcopyFunction},   {"memset", memsetFunction},       {"explicit_bzero", bzeroFunction},
            {"bzero", bzeroFunction},   {"memcmp", memcmpFunction},       {"bcmp", memcmpFunction},
            {"memchr", memchrFunction}, {"rawmemchr", rawmemchrFunction}, {"memrchr", memrchrFunction},
            {"memmem", memmemFunction}, {"memccpy", memccpyFunction}};
}

} // namespace faultline
