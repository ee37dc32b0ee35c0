// The buffers of FILE streams.
#include "simulator/program/library_streams.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::int32_t ebadf = 9;

bool writeOut(CallContext& context, Stream& stream, std::string_view bytes) {
    while (!bytes.empty()) {
        CallRequest call(context, Call::Write);
        call.value(stream.descriptor).in(Bytes(bytes.begin(), bytes.end())).value(bytes.size());
        const std::int64_t written = call.make();
        if (written < 0) {
            stream.hasError = true;
            return false;
        }
        bytes.remove_prefix(std::min(bytes.size(), static_cast<std::size_t>(written)));
    }
    return true;
}

} // namespace

Stream& streamArgument(CallContext& context, std::size_t index) {
    const std::uint64_t file = context.argument(index);
    if (const auto known = context.streamIndex(file))
        return context.stream(*known);
    if (file < context.ownAddress(0)) // not one of ours: what C's code would do is read it
        context.get<std::uint64_t>(file);
    static thread_local Stream closed;
    closed = Stream{};
    return closed;
}

bool flushStream(CallContext& context, Stream& stream) {
    const std::string bytes = std::move(stream.output);
    stream.output.clear();
    return writeOut(context, stream, bytes);
}

// As _IO_new_file_xsputn: what fits is copied, whole blocks behind it go straight to the descriptor.
bool putBytes(CallContext& context, Stream& stream, std::string_view bytes) {
    if (!stream.canWrite) {
        context.setError(ebadf);
        stream.hasError = true;
        return false;
    }
    if (!stream.input.empty())
        dropInput(context, stream);
    if (stream.buffering == Buffering::None)
        return writeOut(context, stream, bytes);
    std::size_t room = stream.capacity - std::min<std::size_t>(stream.capacity, stream.output.size());
    bool mustFlush = false;
    if (stream.buffering == Buffering::Line) {
        const std::size_t newline = bytes.rfind('\n');
        if (newline != std::string_view::npos && room >= bytes.size()) {
            room = newline + 1;
            mustFlush = true;
        } else if (newline != std::string_view::npos) {
            mustFlush = true;
        }
    }
    const std::size_t copied = std::min(room, bytes.size());
    stream.output.append(bytes.substr(0, copied));
    bytes.remove_prefix(copied);
    if (!mustFlush && bytes.empty())
        return true;
    if (!flushStream(context, stream))
        return false;
    const std::size_t whole = bytes.size() - bytes.size() % stream.capacity;
    if (whole > 0 && !writeOut(context, stream, bytes.substr(0, whole)))
        return false;
    bytes.remove_prefix(whole);
    stream.output.append(bytes);
    if (stream.buffering == Buffering::Line && bytes.find('\n') != std::string_view::npos)
        return flushStream(context, stream);
    return true;
}

bool flushAll(CallContext& context) {
    bool done = true;
    for (std::size_t i = 0; i < context.streamCount(); ++i)
        if (context.library().streams[i].isOpen && !context.library().streams[i].output.empty())
            done = flushStream(context, context.stream(i)) && done;
    return done;
}

bool fillStream(CallContext& context, Stream& stream) {
    if (!stream.canRead) {
        context.setError(ebadf);
        stream.hasError = true;
        return false;
    }
    if (stream.atEnd && stream.descriptor != 0)
        return false;
    if (!stream.output.empty())
        flushStream(context, stream);
    if (stream.buffering != Buffering::Full) // a terminal is about to be read: what was asked of its user shows first
        if (const Stream& output = context.library().streams[1];
            output.isOpen && output.buffering == Buffering::Line && !output.output.empty())
            flushStream(context, context.stream(1));
    const std::uint64_t wanted = stream.buffering == Buffering::None ? 1 : stream.capacity;
    CallRequest call(context, Call::Read);
    call.value(stream.descriptor).outBytes(wanted).value(wanted);
    const std::int64_t count = call.make();
    if (count <= 0) {
        (count == 0 ? stream.atEnd : stream.hasError) = true;
        return false;
    }
    const Bytes& bytes = call.returned(0);
    const auto length = std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(count));
    stream.input.assign(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
    stream.inputUsed = 0;
    return length > 0;
}

std::optional<std::uint8_t> getByte(CallContext& context, Stream& stream) {
    if (stream.inputUsed >= stream.input.size() && !fillStream(context, stream))
        return std::nullopt;
    return static_cast<std::uint8_t>(stream.input[stream.inputUsed++]);
}

void dropInput(CallContext& context, Stream& stream) {
    const auto ahead = static_cast<std::int64_t>(stream.input.size()) - stream.inputUsed;
    stream.input.clear();
    stream.inputUsed = 0;
    if (ahead > 0) {
        CallRequest call(context, Call::Lseek);
        call.value(stream.descriptor).value(-ahead).value(1);
        call.makeQuietly();
    }
}

} // namespace faultline
