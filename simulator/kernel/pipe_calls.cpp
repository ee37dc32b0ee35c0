#include "simulator/kernel/file_calls.h"
#include "simulator/kernel/open_files.h"
#include "simulator/kernel/signals.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace faultline {

using namespace linux_values;

CallEnd callPipe(SystemCall& call) {
    const std::int32_t reader = freeDescriptor(call.process);
    const std::int32_t writer = reader < 0 ? -1 : freeDescriptor(call.process, reader + 1);
    if (writer < 0)
        return CallEnd::failed(emfile);
    std::array<std::uint8_t, 8> bytes{};
    putNumber(std::span<std::uint8_t>(bytes), 0, reader);
    putNumber(std::span<std::uint8_t>(bytes), 4, writer);
    if (!call.out(0, bytes))
        return CallEnd::failed(efault);
    const auto pipe = std::make_shared<Pipe>();
    call.process.descriptors[reader] = {openPipe(pipe, false, 0), false};
    call.process.descriptors[writer] = {openPipe(pipe, true, 0), false};
    return CallEnd::done(0);
}

CallEnd readPipe(SystemCall& call, OpenFile& file) {
    Pipe& pipe = *file.pipe;
    const std::uint64_t length = call.value(2);
    if (length == 0)
        return CallEnd::done(0);
    if (pipe.empty()) {
        if (pipe.writers == 0)
            return CallEnd::done(0);
        return (file.flags & oNonBlock) ? CallEnd::failed(eagain) : CallEnd::blocked(WaitsFor::Pipe, "bytes in a pipe");
    }
    std::uint64_t done = 0;
    while (done < length && !pipe.empty()) {
        Pipe::Buffer& buffer = pipe.filled.front();
        const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(length - done, buffer.left()));
        const std::size_t copied = call.write(1, done, std::span(buffer.bytes).subspan(buffer.start, wanted));
        if (copied < wanted) // what was copied of this buffer stays in the pipe, too
            break;
        buffer.start += copied;
        done += copied;
        if (buffer.left() == 0)
            pipe.filled.pop_front();
    }
    return done == 0 ? CallEnd::failed(efault) : CallEnd::done(static_cast<std::int64_t>(done));
}

namespace {

/// Fills the last buffer with the odd part of a write, if all of it fits there. Gives how many bytes; nothing: EFAULT.
std::optional<std::uint64_t> mergeOddPart(SystemCall& call, Pipe& pipe, std::uint64_t length) {
    const std::uint64_t odd = length % Pipe::bufferSize;
    if (odd == 0 || pipe.empty() || pipe.filled.back().bytes.size() + odd > Pipe::bufferSize)
        return 0;
    Bytes bytes(odd);
    bytes.resize(call.read(1, 0, bytes));
    if (bytes.size() < odd)
        return std::nullopt;
    Bytes& last = pipe.filled.back().bytes;
    last.insert(last.end(), bytes.begin(), bytes.end());
    return odd;
}

} // namespace

CallEnd writePipe(SystemCall& call, OpenFile& file) {
    Pipe& pipe = *file.pipe;
    const std::uint64_t length = call.value(2);
    std::uint64_t done = call.resumed() ? call.process.waiting->progress : 0;
    if (length == 0)
        return CallEnd::done(0);
    bool begins = !call.resumed();
    while (done < length) {
        if (pipe.readers == 0) {
            sendSignal(call.kernel, call.process, {sigPipe, siUser, 0, call.process.id});
            return done > 0 ? CallEnd::done(static_cast<std::int64_t>(done)) : CallEnd::failed(epipe);
        }
        if (std::exchange(begins, false)) {
            const auto merged = mergeOddPart(call, pipe, length);
            if (!merged)
                return CallEnd::failed(efault);
            done += *merged;
            continue;
        }
        if (pipe.full()) {
            if (file.flags & oNonBlock)
                return done > 0 ? CallEnd::done(static_cast<std::int64_t>(done)) : CallEnd::failed(eagain);
            if (call.resumed())
                call.process.waiting->progress = done;
            CallEnd end = CallEnd::blocked(WaitsFor::Pipe, "room in a pipe");
            end.result = static_cast<std::int64_t>(done);
            return end;
        }
        const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(length - done, Pipe::bufferSize));
        Bytes bytes(wanted);
        bytes.resize(call.read(1, done, bytes));
        if (bytes.size() < wanted) // a buffer is filled whole or not at all
            return done > 0 ? CallEnd::done(static_cast<std::int64_t>(done)) : CallEnd::failed(efault);
        pipe.filled.push_back({0, std::move(bytes)});
        done += wanted;
    }
    return CallEnd::done(static_cast<std::int64_t>(done));
}

} // namespace faultline
