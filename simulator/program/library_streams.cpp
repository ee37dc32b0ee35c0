// FILE streams: buffers, opening and closing, positions.
#include "simulator/program/library_streams.h"

#include <algorithm>

#include "simulator/program/library.h"

namespace faultline {

namespace {

constexpr std::int32_t ebadf = 9;
constexpr std::int32_t einval = 22;
constexpr std::uint64_t openWrite = 1, openReadWrite = 2, openCreate = 0100, openExclusive = 0200, openTruncate = 01000,
                        openAppend = 02000, openCloseOnExec = 02000000;

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

namespace {

struct OpenMode {
    std::uint64_t flags = 0;
    bool reads = false;
    bool writes = false;
};

std::optional<OpenMode> parseMode(const std::string& mode) {
    OpenMode result;
    if (mode.empty())
        return std::nullopt;
    const bool plus = mode.find('+') != std::string::npos;
    switch (mode[0]) {
    case 'r':
        result.reads = true;
        break;
    case 'w':
        result.flags = openCreate | openTruncate;
        result.writes = true;
        break;
    case 'a':
        result.flags = openCreate | openAppend;
        result.writes = true;
        break;
    default:
        return std::nullopt;
    }
    if (mode.find('x') != std::string::npos)
        result.flags |= openExclusive;
    if (mode.find('e') != std::string::npos)
        result.flags |= openCloseOnExec;
    if (plus) {
        result.reads = result.writes = true;
        result.flags |= openReadWrite;
    } else if (result.writes) {
        result.flags |= openWrite;
    }
    return result;
}

Stream madeStream(const OpenMode& mode, std::int32_t descriptor) {
    Stream stream;
    stream.isOpen = true;
    stream.canRead = mode.reads;
    stream.canWrite = mode.writes;
    stream.appends = (mode.flags & openAppend) != 0;
    stream.descriptor = descriptor;
    return stream;
}

std::uint64_t fopenFunction(CallContext& c) {
    const auto mode = parseMode(c.text(c.argument(1)));
    if (!mode) {
        c.setError(einval);
        return 0;
    }
    CallRequest call(c, Call::Open);
    call.text(c.argument(0)).value(mode->flags).value(std::uint64_t{0666});
    const std::int64_t descriptor = call.make();
    if (descriptor < 0)
        return 0;
    return c.fileAddress(c.openStream(madeStream(*mode, static_cast<std::int32_t>(descriptor))));
}

std::uint64_t fdopenFunction(CallContext& c) {
    const auto mode = parseMode(c.text(c.argument(1)));
    if (!mode) {
        c.setError(einval);
        return 0;
    }
    constexpr std::int32_t getFlags = 3;
    CallRequest call(c, Call::Fcntl);
    if (call.value(c.intArgument(0)).value(getFlags).value(0).make() < 0)
        return 0;
    return c.fileAddress(c.openStream(madeStream(*mode, c.intArgument(0))));
}

std::uint64_t freopenFunction(CallContext& c) {
    const auto mode = parseMode(c.text(c.argument(1)));
    Stream& stream = streamArgument(c, 2);
    if (!mode) {
        c.setError(einval);
        return 0;
    }
    flushStream(c, stream);
    const std::int32_t old = stream.descriptor;
    CallRequest close(c, Call::Close);
    close.value(old).makeQuietly();
    CallRequest open(c, Call::Open);
    std::int64_t descriptor = open.text(c.argument(0)).value(mode->flags).value(std::uint64_t{0666}).make();
    if (descriptor < 0) {
        stream.isOpen = false;
        return 0;
    }
    if (descriptor != old) { // the same number, as for stdout
        CallRequest duplicate(c, Call::Dup2);
        if (duplicate.value(descriptor).value(old).makeQuietly() >= 0) {
            CallRequest closeOther(c, Call::Close);
            closeOther.value(descriptor).makeQuietly();
            descriptor = old;
        }
    }
    stream = madeStream(*mode, static_cast<std::int32_t>(descriptor));
    return c.argument(2);
}

std::uint64_t fcloseFunction(CallContext& c) {
    Stream& stream = streamArgument(c, 0);
    if (!stream.isOpen)
        return intResult(-1);
    bool done = flushStream(c, stream);
    if (!stream.input.empty())
        dropInput(c, stream);
    CallRequest call(c, Call::Close);
    done = call.value(stream.descriptor).make() >= 0 && done;
    stream = Stream{};
    return intResult(done ? 0 : -1);
}

std::uint64_t fflushFunction(CallContext& c) {
    if (c.argument(0) == 0)
        return intResult(flushAll(c) ? 0 : -1);
    Stream& stream = streamArgument(c, 0);
    if (!stream.input.empty())
        dropInput(c, stream);
    return intResult(flushStream(c, stream) ? 0 : -1);
}

std::int64_t seek(CallContext& c, Stream& stream, std::int64_t offset, std::int32_t whence) {
    flushStream(c, stream);
    if (whence == 1)
        offset -= static_cast<std::int64_t>(stream.input.size()) - stream.inputUsed;
    CallRequest call(c, Call::Lseek);
    const std::int64_t result = call.value(stream.descriptor).value(offset).value(whence).make();
    if (result < 0)
        return -1;
    stream.input.clear();
    stream.inputUsed = 0;
    stream.atEnd = false;
    return 0;
}

std::uint64_t fseekFunction(CallContext& c) {
    return intResult(seek(c, streamArgument(c, 0), static_cast<std::int64_t>(c.argument(1)), c.intArgument(2)));
}

std::uint64_t rewindFunction(CallContext& c) {
    Stream& stream = streamArgument(c, 0);
    seek(c, stream, 0, 0);
    stream.hasError = false;
    return 0;
}

std::int64_t tell(CallContext& c, Stream& stream) {
    CallRequest call(c, Call::Lseek);
    const std::int32_t whence = stream.appends && !stream.output.empty() ? 2 : 1;
    const std::int64_t at = call.value(stream.descriptor).value(0).value(whence).make();
    if (at < 0)
        return -1;
    return at - (static_cast<std::int64_t>(stream.input.size()) - stream.inputUsed) +
           static_cast<std::int64_t>(stream.output.size());
}

std::uint64_t ftellFunction(CallContext& c) {
    return longResult(tell(c, streamArgument(c, 0)));
}

std::uint64_t fgetposFunction(CallContext& c) {
    const std::int64_t at = tell(c, streamArgument(c, 0));
    if (at < 0)
        return intResult(-1);
    c.put(c.argument(1), at);
    return 0;
}

std::uint64_t fsetposFunction(CallContext& c) {
    const auto at = c.get<std::int64_t>(c.argument(1));
    return intResult(seek(c, streamArgument(c, 0), at, 0));
}

std::uint64_t setBuffering(CallContext& c, std::int32_t mode, std::uint64_t size) {
    Stream& stream = streamArgument(c, 0);
    if (mode < 0 || mode > 2)
        return intResult(-1);
    if (mode == 2 && !stream.output.empty())
        flushStream(c, stream);
    stream.buffering = mode == 0 ? Buffering::Full : mode == 1 ? Buffering::Line : Buffering::None;
    if (size > 0 && mode != 2)
        stream.capacity = static_cast<std::uint32_t>(std::min<std::uint64_t>(size, 1u << 20));
    return 0;
}

std::uint64_t setvbufFunction(CallContext& c) {
    // Without a buffer of the program's the size does not count.
    return setBuffering(c, c.intArgument(2), c.argument(1) != 0 ? c.argument(3) : 0);
}
std::uint64_t setbufFunction(CallContext& c) {
    setBuffering(c, c.argument(1) != 0 ? 0 : 2, c.argument(1) != 0 ? 8192 : 0);
    return 0;
}
std::uint64_t setbufferFunction(CallContext& c) {
    setBuffering(c, c.argument(1) != 0 ? 0 : 2, c.argument(2));
    return 0;
}
std::uint64_t setlinebufFunction(CallContext& c) {
    setBuffering(c, 1, 0);
    return 0;
}

std::uint64_t feofFunction(CallContext& c) {
    return streamArgument(c, 0).atEnd;
}
std::uint64_t ferrorFunction(CallContext& c) {
    return streamArgument(c, 0).hasError;
}
std::uint64_t clearerrFunction(CallContext& c) {
    Stream& stream = streamArgument(c, 0);
    stream.atEnd = stream.hasError = false;
    return 0;
}
std::uint64_t filenoFunction(CallContext& c) {
    const Stream& stream = streamArgument(c, 0);
    if (!stream.isOpen) {
        c.setError(ebadf);
        return intResult(-1);
    }
    return intResult(stream.descriptor);
}

std::uint64_t tmpfileFunction(CallContext& c) {
    CallRequest call(c, Call::MemfdCreate);
    const std::int64_t descriptor = call.text(std::string_view("tmpfile")).value(0).make();
    if (descriptor < 0)
        return 0;
    return c.fileAddress(c.openStream(madeStream({openReadWrite, true, true}, static_cast<std::int32_t>(descriptor))));
}

std::uint64_t nothing(CallContext&) {
    return 0;
}

} // namespace

std::vector<Native> streamFunctions() {
    return {{"fopen", fopenFunction},
            {"fopen64", fopenFunction},
            {"fdopen", fdopenFunction},
            {"freopen", freopenFunction},
            {"fclose", fcloseFunction},
            {"fflush", fflushFunction},
            {"fflush_unlocked", fflushFunction},
            {"fseek", fseekFunction},
            {"fseeko", fseekFunction},
            {"ftell", ftellFunction},
            {"ftello", ftellFunction},
            {"rewind", rewindFunction},
            {"fgetpos", fgetposFunction},
            {"fsetpos", fsetposFunction},
            {"setvbuf", setvbufFunction},
            {"setbuf", setbufFunction},
            {"setbuffer", setbufferFunction},
            {"setlinebuf", setlinebufFunction},
            {"feof", feofFunction},
            {"feof_unlocked", feofFunction},
            {"ferror", ferrorFunction},
            {"ferror_unlocked", ferrorFunction},
            {"clearerr", clearerrFunction},
            {"fileno", filenoFunction},
            {"tmpfile", tmpfileFunction},
            {"flockfile", nothing},
            {"funlockfile", nothing},
            {"ftrylockfile", nothing}};
}

} // namespace faultline
