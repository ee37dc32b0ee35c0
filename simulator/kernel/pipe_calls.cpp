#include "simulator/kernel/file_calls.h"
#include "simulator/kernel/open_files.h"
#include "simulator/kernel/signals.h"

#include <algorithm>

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
    if (pipe.bytes.empty()) {
        if (pipe.writers == 0)
            return CallEnd::done(0);
        return (file.flags & oNonBlock) ? CallEnd::failed(eagain) : CallEnd::blocked("bytes in a pipe");
    }
    const auto count = static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(length, pipe.bytes.size()));
    const Bytes bytes(pipe.bytes.begin(), pipe.bytes.begin() + count);
    const std::size_t copied = call.write(1, 0, bytes);
    if (copied == 0)
        return CallEnd::failed(efault);
    pipe.bytes.erase(pipe.bytes.begin(), pipe.bytes.begin() + static_cast<std::ptrdiff_t>(copied));
    return CallEnd::done(static_cast<std::int64_t>(copied));
}

CallEnd writePipe(SystemCall& call, OpenFile& file) {
    Pipe& pipe = *file.pipe;
    const std::uint64_t length = call.value(2);
    std::uint64_t done = call.resumed() ? call.process.waiting->progress : 0;
    if (length == 0)
        return CallEnd::done(0);
    while (done < length) {
        if (pipe.readers == 0) {
            if (done > 0)
                break;
            sendSignal(call.kernel, call.process, {sigPipe, siUser, 0, call.process.id});
            return CallEnd::failed(epipe);
        }
        const std::uint64_t room = Pipe::capacity - pipe.bytes.size();
        const bool atomic = length <= Pipe::atomicWrite; // PIPE_BUF: all or nothing
        if (room == 0 || (atomic && room < length)) {
            if (file.flags & oNonBlock)
                return done > 0 ? CallEnd::done(static_cast<std::int64_t>(done)) : CallEnd::failed(eagain);
            if (call.resumed())
                call.process.waiting->progress = done;
            CallEnd end = CallEnd::blocked("room in a pipe");
            end.result = static_cast<std::int64_t>(done);
            return end;
        }
        Bytes bytes(std::min({length - done, room, call.kernel.pageSize}));
        bytes.resize(call.read(1, done, bytes));
        if (bytes.empty())
            return done > 0 ? CallEnd::done(static_cast<std::int64_t>(done)) : CallEnd::failed(efault);
        pipe.bytes.insert(pipe.bytes.end(), bytes.begin(), bytes.end());
        done += bytes.size();
    }
    return CallEnd::done(static_cast<std::int64_t>(done));
}

} // namespace faultline
