#include "simulator/program/call_context.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#include "simulator/program/memory_layout.h"

namespace faultline {

CallContext::CallContext(const Interpreter& interpreter, ProcessState& process, const NativeCall& call,
                         std::uint32_t window)
    : interpreter_(interpreter), process_(process), call_(call), window_(window), place_(interpreter.placeOf(process)) {
}

std::uint64_t CallContext::argument(std::size_t index) const {
    return index < call_.arguments ? process_.registers[window_ + index] : 0;
}

double CallContext::doubleArgument(std::size_t index) const {
    return std::bit_cast<double>(argument(index));
}

std::string CallContext::format(std::size_t index) {
    if (call_.formatArgument == index)
        return call_.format;
    return text(argument(index));
}

RecordedReply CallContext::perform(Operation operation) {
    if (used_ < process_.progress.replies.size())
        return process_.progress.replies[used_++];
    operation.place = place_;
    process_.operation = std::move(operation);
    process_.operationIsPlain = false;
    throw NeedsOperation{};
}

void CallContext::checkpoint() {
    auto& replies = process_.progress.replies;
    replies.erase(replies.begin(), replies.begin() + static_cast<std::ptrdiff_t>(used_));
    used_ = 0;
}

std::uint64_t CallContext::callFunction(std::uint64_t address, std::vector<std::uint64_t> arguments) {
    if (callsUsed_ < process_.progress.callResults.size())
        return process_.progress.callResults[callsUsed_++];
    throw NeedsFunction{address, std::move(arguments)};
}

void CallContext::runOverStack() {
    for (;;) {
        Operation operation;
        operation.kind = OperationKind::Store;
        operation.target = {true, process_.stack.top()};
        operation.length = 1;
        perform(std::move(operation)); // nothing is there
    }
}

std::string CallContext::text(std::uint64_t address, std::uint64_t limit) {
    std::string result;
    if (limit == 0)
        return result;
    if (process_.stack.startsIn(address)) {
        const Stack& stack = process_.stack;
        for (; result.size() < limit && address < stack.top(); ++address) {
            const char next = static_cast<char>(stack.get<std::uint8_t>(address));
            if (next == '\0')
                return result;
            result.push_back(next);
        }
        if (result.size() >= limit)
            return result;
        runOverStack();
    }
    Operation scan;
    scan.kind = OperationKind::Scan;
    scan.target = {true, address};
    scan.length = std::min<std::uint64_t>(limit, std::uint64_t{1} << 47);
    scan.byte = 0;
    const RecordedReply reply = perform(std::move(scan));
    for (const std::uint8_t byte : reply.data) {
        if (byte == 0)
            break;
        result.push_back(static_cast<char>(byte));
    }
    return result;
}

std::string CallContext::textUntil(std::uint64_t address, const std::function<bool(std::string_view)>& enough) {
    constexpr std::uint64_t smallestPage = 4096;
    if (process_.stack.startsIn(address))
        return text(address);
    for (std::string result;;) {
        const std::uint64_t room = smallestPage - (address + result.size()) % smallestPage;
        const std::string piece = text(address + result.size(), room);
        result += piece;
        if (piece.size() < room || enough(result))
            return result;
    }
}

Bytes CallContext::bytes(std::uint64_t address, std::uint64_t length) {
    Bytes result;
    if (length == 0)
        return result;
    if (onStack(address, length)) {
        result.resize(length);
        process_.stack.read(address, result.data(), length);
        return result;
    }
    if (runsOverStack(address, length))
        runOverStack();
    Operation copy;
    copy.kind = OperationKind::Copy;
    copy.target = {false, 0};
    copy.source = {true, address};
    copy.length = length;
    result = perform(std::move(copy)).data;
    result.resize(std::min<std::uint64_t>(length, std::uint64_t{1} << 32));
    return result;
}

void CallContext::write(std::uint64_t address, const void* bytes, std::uint64_t length) {
    if (length == 0)
        return;
    if (onStack(address, length)) {
        process_.stack.write(address, bytes, length);
        return;
    }
    if (runsOverStack(address, length))
        runOverStack();
    Operation copy;
    copy.kind = OperationKind::Copy;
    copy.target = {true, address};
    copy.source = {false, 0};
    copy.length = length;
    const auto* first = static_cast<const std::uint8_t*>(bytes);
    copy.data.assign(first, first + length);
    perform(std::move(copy));
}

void CallContext::writeText(std::uint64_t address, std::string_view text) {
    const std::string whole(text);
    write(address, whole.c_str(), whole.size() + 1);
}

void CallContext::load(std::uint64_t address, void* to, unsigned bytes) {
    if (onStack(address, bytes)) {
        process_.stack.read(address, to, bytes);
        return;
    }
    assert(bytes <= 16);
    Operation operation;
    operation.kind = OperationKind::Load;
    operation.target = {true, address};
    operation.length = bytes;
    const RecordedReply reply = perform(std::move(operation));
    std::memcpy(to, reply.value.data(), bytes);
}

void CallContext::store(std::uint64_t address, const void* from, unsigned bytes) {
    if (onStack(address, bytes)) {
        process_.stack.write(address, from, bytes);
        return;
    }
    assert(bytes <= 16);
    Operation operation;
    operation.kind = OperationKind::Store;
    operation.target = {true, address};
    operation.length = bytes;
    std::memcpy(operation.value.data(), from, bytes);
    perform(std::move(operation));
}

std::uint64_t CallContext::ownAddress(std::uint64_t offset) const {
    return layout::libraryStart(interpreter_.settings().stackTop) + offset;
}

std::int32_t CallContext::error() const {
    return process_.stack.get<std::int32_t>(ownAddress(layout::errorNumber));
}

void CallContext::setError(std::int32_t error) {
    process_.stack.put(ownAddress(layout::errorNumber), error);
}

std::uint64_t CallContext::variable(std::string_view name) const {
    return process_.stack.get<std::uint64_t>(*layout::variableAddress(name, interpreter_.settings().stackTop));
}

void CallContext::setVariable(std::string_view name, std::uint64_t value) {
    process_.stack.put(*layout::variableAddress(name, interpreter_.settings().stackTop), value);
}

std::uint64_t CallContext::ownText(std::uint64_t offset, std::string_view text, std::uint64_t room) {
    const std::string cut(text.substr(0, room - 1));
    process_.stack.write(ownAddress(offset), cut.c_str(), cut.size() + 1);
    return ownAddress(offset);
}

std::optional<std::size_t> CallContext::streamIndex(std::uint64_t file) const {
    const std::uint64_t first = ownAddress(layout::streams);
    if (file < first || (file - first) % layout::streamSize != 0)
        return std::nullopt;
    const std::uint64_t index = (file - first) / layout::streamSize;
    if (index >= process_.library.streams.size() || !process_.library.streams[index].isOpen)
        return std::nullopt;
    return index;
}

std::uint64_t CallContext::fileAddress(std::size_t index) const {
    return ownAddress(layout::streams) + index * layout::streamSize;
}

Stream& CallContext::stream(std::size_t index) {
    const auto known = streams_.find(index);
    if (known != streams_.end())
        return known->second;
    return streams_.emplace(index, process_.library.streams.at(index)).first->second;
}

// Only after the last operation.
std::size_t CallContext::openStream(Stream stream) {
    auto& streams = process_.library.streams;
    const auto unused = std::find_if(streams.begin() + 3, streams.end(), [](const Stream& s) { return !s.isOpen; });
    const auto index = static_cast<std::size_t>(unused - streams.begin());
    if (unused == streams.end())
        streams.push_back(std::move(stream));
    else
        *unused = std::move(stream);
    return index;
}

void CallContext::keepStreams() {
    for (auto& [index, stream] : streams_)
        process_.library.streams[index] = std::move(stream);
    streams_.clear();
}

std::string CallContext::programName() {
    return text(variable("program_invocation_short_name"));
}

CallRequest::CallRequest(CallContext& context, Call call) : context_(context) {
    operation_.kind = OperationKind::Call;
    operation_.call = call;
    operation_.label = context.label();
}

CallRequest& CallRequest::value(std::uint64_t number) {
    operation_.arguments.push_back(CallArgument::number(number));
    return *this;
}

CallRequest& CallRequest::text(std::uint64_t address) {
    if (!context_.onStack(address))
        return value(address);
    return text(context_.text(address));
}

CallRequest& CallRequest::text(std::string_view given) {
    Bytes bytes(given.begin(), given.end());
    bytes.push_back(0);
    return in(std::move(bytes));
}

CallRequest& CallRequest::in(std::uint64_t address, std::uint64_t size) {
    if (size == 0 || !context_.onStack(address, size))
        return value(address);
    return in(context_.bytes(address, size));
}

CallRequest& CallRequest::in(Bytes bytes) {
    operation_.arguments.push_back(CallArgument::in(std::move(bytes)));
    return *this;
}

// What can be no address of an object is passed as it stands, and is EFAULT.
bool CallRequest::travels(std::uint64_t address, std::uint64_t size) const {
    constexpr std::uint64_t userEnd = std::uint64_t{1} << 47;
    if (size == 0 || context_.onStack(address, size))
        return size != 0;
    const bool isData = operation_.call == Call::Read || operation_.call == Call::Pread ||
                        operation_.call == Call::Mincore || operation_.call == Call::Getcwd;
    return !isData && address >= context_.pageSize() && address < userEnd;
}

CallRequest& CallRequest::out(std::uint64_t address, std::uint64_t size) {
    if (!travels(address, size))
        return value(address);
    operation_.arguments.push_back(CallArgument::out(size));
    outs_.emplace_back(address, size);
    return *this;
}

CallRequest& CallRequest::inOut(Bytes bytes) {
    outs_.emplace_back(0, bytes.size());
    operation_.arguments.push_back({CallArgument::Form::InOut, 0, std::move(bytes), 0});
    return *this;
}

CallRequest& CallRequest::outBytes(std::uint64_t size) {
    operation_.arguments.push_back(CallArgument::out(size));
    outs_.emplace_back(0, size);
    return *this;
}

CallRequest& CallRequest::inOut(std::uint64_t address, std::uint64_t size) {
    if (!travels(address, size))
        return value(address);
    operation_.arguments.push_back({CallArgument::Form::InOut, 0, context_.bytes(address, size), size});
    outs_.emplace_back(address, size);
    return *this;
}

std::int64_t CallRequest::makeQuietly() {
    reply_ = context_.perform(operation_);
    reply_.returned.resize(std::max(reply_.returned.size(), outs_.size()));
    for (std::size_t i = 0; i < outs_.size(); ++i) {
        const auto [address, size] = outs_[i];
        Bytes& bytes = reply_.returned[i];
        if (bytes.size() > size)
            bytes.resize(size);
        // Of a child that has not ended, wait4 says nothing.
        const bool isSaid = reply_.result > 0 || (reply_.result == 0 && operation_.call != Call::Wait4);
        if (address != 0 && (isSaid || context_.onStack(address)))
            context_.write(address, bytes);
    }
    return reply_.result;
}

std::int64_t CallRequest::make() {
    const std::int64_t result = makeQuietly();
    if (reply_.error != 0)
        context_.setError(reply_.error);
    return result;
}

} // namespace faultline
