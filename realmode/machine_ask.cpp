// What older kernels tell of a process only to itself is asked of its worker, while that is at rest.
#include "realmode/machine_parts.h"

#include <algorithm>

namespace faultline {

namespace {

using worker::pageSize;

bool atRest(const RealProcess& process) {
    return !process.over && !process.blocked && process.answered();
}

} // namespace

bool KernelMachine::Parts::ask(RealProcess& process, worker::Kind kind, Address address, std::uint64_t length,
                               std::span<std::uint8_t> answer) {
    if (!atRest(process))
        return false;
    const worker::Reply earlier = process.channel->reply; // of the operation whose effects are being read back
    worker::Request request;
    request.kind = kind;
    request.address = address;
    request.length = length;
    request.dataEnd = answer.size();
    operationStart = std::chrono::steady_clock::now();
    process.post(request);
    const bool told = wait(process, false) == Waited::Answered && process.channel->reply.result == 0;
    if (told)
        std::copy_n(process.channel->data(), answer.size(), answer.begin());
    process.channel->reply = earlier;
    return told;
}

bool KernelMachine::Parts::askResidency(RealProcess& process, Address start, std::span<std::uint8_t> pages) {
    for (std::size_t done = 0; done < pages.size();) {
        const std::size_t piece = std::min<std::size_t>(pages.size() - done, worker::dataRoom);
        if (!ask(process, worker::Kind::Residency, start + done * pageSize, piece * pageSize,
                 pages.subspan(done, piece)))
            return false;
        done += piece;
    }
    return true;
}

std::size_t KernelMachine::Parts::askBytes(RealProcess& process, Address address, std::span<std::uint8_t> bytes) {
    for (std::size_t done = 0; done < bytes.size();) {
        const std::size_t piece = std::min<std::size_t>(bytes.size() - done, worker::dataRoom / 2);
        if (!ask(process, worker::Kind::Peek, address + done, piece, bytes.subspan(done, piece)))
            return done;
        done += piece;
    }
    return bytes.size();
}

} // namespace faultline
