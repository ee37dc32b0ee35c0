// Bytes from one file to another, and names that the library makes up or works out.
#include <algorithm>
#include <cstring>

#include "simulator/program/call_context.h"
#include "simulator/program/library.h"
#include "simulator/program/library_heap.h"

namespace faultline {

namespace {

constexpr std::int32_t einval = 22;
constexpr std::uint64_t pieceBytes = 1 << 16;

// An end of a transfer: at the place that an off_t of the program's says, or (address 0) where the descriptor stands.
struct TransferEnd {
    std::int32_t descriptor;
    std::uint64_t placeAddress;
    std::uint64_t place;

    TransferEnd(CallContext& c, std::int32_t fd, std::uint64_t at)
        : descriptor(fd), placeAddress(at), place(at != 0 ? c.get<std::uint64_t>(at) : 0) {}
    void moveOn(CallContext& c, std::uint64_t bytes) const {
        if (placeAddress != 0)
            c.put(placeAddress, place + bytes);
    }
};

std::int64_t take(CallContext& c, const TransferEnd& from, std::uint64_t done, std::uint64_t length, Bytes& bytes) {
    CallRequest call(c, from.placeAddress != 0 ? Call::Pread : Call::Read);
    call.value(from.descriptor).outBytes(length).value(length);
    if (from.placeAddress != 0)
        call.value(from.place + done);
    const std::int64_t result = call.make();
    bytes = call.returned(0);
    bytes.resize(static_cast<std::size_t>(std::max<std::int64_t>(result, 0)));
    return result;
}

std::int64_t put(CallContext& c, const TransferEnd& to, std::uint64_t done, Bytes bytes) {
    CallRequest call(c, to.placeAddress != 0 ? Call::Pwrite : Call::Write);
    const std::uint64_t length = bytes.size();
    call.value(to.descriptor).in(std::move(bytes)).value(length);
    if (to.placeAddress != 0)
        call.value(to.place + done);
    return call.make();
}

// By reads and writes, a piece after the other.
std::uint64_t transfer(CallContext& c, const TransferEnd& from, const TransferEnd& to, std::uint64_t length) {
    std::uint64_t done = 0;
    while (done < length) {
        Bytes bytes;
        const std::uint64_t wanted = std::min(pieceBytes, length - done);
        const std::int64_t got = take(c, from, done, wanted, bytes);
        const std::int64_t given = got > 0 ? put(c, to, done, std::move(bytes)) : got;
        if (given < 0 && done == 0)
            return longResult(-1);
        done += static_cast<std::uint64_t>(std::max<std::int64_t>(given, 0));
        if (given < static_cast<std::int64_t>(wanted))
            break;
    }
    from.moveOn(c, done);
    to.moveOn(c, done);
    return longResult(static_cast<std::int64_t>(done));
}

// copy_file_range(from, &fromOffset, to, &toOffset, length, flags)
std::uint64_t copyFileRangeFunction(CallContext& c) {
    const TransferEnd from(c, c.intArgument(0), c.argument(1));
    const TransferEnd to(c, c.intArgument(2), c.argument(3));
    if (c.intArgument(5) != 0) {
        c.setError(einval);
        return longResult(-1);
    }
    return transfer(c, from, to, c.argument(4));
}
// sendfile(to, from, &offset, length)
std::uint64_t sendfileFunction(CallContext& c) {
    const TransferEnd to(c, c.intArgument(0), 0);
    return transfer(c, TransferEnd(c, c.intArgument(1), c.argument(2)), to, c.argument(3));
}

// A text in memory of its own, as glibc allocates it.
std::uint64_t allocated(CallContext& c, const std::string& text) {
    Allocation allocation(c, text.size() + 1);
    if (allocation.address() != 0)
        c.writeText(allocation.address(), text);
    allocation.commit();
    return allocation.address();
}

std::optional<std::string> workingFolder(CallContext& c) {
    constexpr std::uint64_t most = 4096;
    CallRequest call(c, Call::Getcwd);
    if (call.outBytes(most).value(most).make() < 0)
        return std::nullopt;
    const Bytes& bytes = call.returned(0);
    return std::string(bytes.begin(), std::find(bytes.begin(), bytes.end(), std::uint8_t{0}));
}

std::uint64_t getcwdFunction(CallContext& c) {
    if (c.argument(0) == 0) {
        ensureHeap(c);
        const auto folder = workingFolder(c);
        return folder ? allocated(c, *folder) : 0;
    }
    if (c.argument(1) == 0)
        return c.setError(EINVAL), 0;
    const auto folder = workingFolder(c);
    if (!folder)
        return 0;
    if (folder->size() >= c.argument(1))
        return c.setError(ERANGE), 0;
    c.writeText(c.argument(0), *folder);
    return c.argument(0);
}

// Without "." and "..": there are no symbolic links.
std::string withoutDots(const std::string& path) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string part = path.substr(at, end - at);
        if (part == ".." && !parts.empty())
            parts.pop_back();
        else if (!part.empty() && part != "." && part != "..")
            parts.push_back(part);
        at = end + 1;
    }
    std::string result;
    for (const std::string& part : parts)
        result += "/" + part;
    return result.empty() ? "/" : result;
}

std::uint64_t realpathFunction(CallContext& c) {
    constexpr std::uint64_t statBytes = 144;
    if (c.argument(0) == 0) {
        c.setError(einval);
        return 0;
    }
    if (c.argument(1) == 0)
        ensureHeap(c);
    std::string path = c.text(c.argument(0));
    CallRequest call(c, Call::Stat);
    if (call.text(std::string_view(path)).outBytes(statBytes).make() < 0)
        return 0;
    if (!path.starts_with('/')) {
        const auto folder = workingFolder(c);
        if (!folder)
            return 0;
        path = *folder + "/" + path;
    }
    path = withoutDots(path);
    if (c.argument(1) == 0)
        return allocated(c, path);
    c.writeText(c.argument(1), path);
    return c.argument(1);
}

} // namespace

std::vector<Native> transferFunctions() {
    return {{"copy_file_range", copyFileRangeFunction},
            {"sendfile", sendfileFunction},
            {"getcwd", getcwdFunction},
            {"get_current_dir_name", getcwdFunction},
            {"realpath", realpathFunction}};
}

} // namespace faultline
