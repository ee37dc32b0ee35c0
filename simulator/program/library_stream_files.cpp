// FILE streams: opening and closing, positions, kinds of buffering.
#include "simulator/program/library.h"
#include "simulator/program/library_streams.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::int32_t ebadf = 9;
constexpr std::int32_t einval = 22;
constexpr std::uint64_t openWrite = 1, openReadWrite = 2, openCreate = 0100, openExclusive = 0200, openTruncate = 01000,
                        openAppend = 02000, openCloseOnExec = 02000000;

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
