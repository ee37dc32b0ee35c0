#include "realmode/worker/bulk.h"

#include "realmode/worker/access.h"
#include "realmode/worker/state.h"

namespace faultline::worker {

namespace {

std::uint8_t bounce[2][pageSize]; // one piece of each range

std::uint64_t address(const void* pointer) {
    return reinterpret_cast<std::uint64_t>(pointer);
}
std::uint64_t toPageEnd(std::uint64_t at) {
    return pageSize - at % pageSize;
}
std::uint64_t smaller(std::uint64_t a, std::uint64_t b) {
    return a < b ? a : b;
}

/// Bytes from the start of a page of either range up to the end `at` bytes into them, at most.
std::uint64_t pieceBefore(std::uint64_t at, std::uint64_t target, std::uint64_t source) {
    const std::uint64_t t = (target + at) % pageSize, s = (source + at) % pageSize;
    return smaller(at, smaller(t ? t : pageSize, s ? s : pageSize));
}

/// Fetches a piece of the program's memory, or of the channel's data, into the worker's own page.
int fetch(std::uint8_t* to, bool isData, std::uint64_t from, std::uint64_t count) {
    if (isData) {
        memcpy(to, state.channel->data() + from, count);
        return 0;
    }
    return copyBytes(address(to), from, count);
}

int put(bool isData, std::uint64_t to, const std::uint8_t* from, std::uint64_t count) {
    if (isData) {
        memcpy(state.channel->data() + to, from, count);
        return 0;
    }
    return copyBytes(to, address(from), count);
}

// Ranges in the channel's data have no pages that matter: they are placed as if at the other's addresses.
std::uint64_t pagesOf(bool isData, std::uint64_t own, std::uint64_t other) {
    return isData ? other : own;
}

} // namespace

void bulkCopy(const Request& request, Reply& reply) {
    const std::uint64_t target = pagesOf(request.targetIsData, request.address, request.source);
    const std::uint64_t source = pagesOf(request.sourceIsData, request.source, request.address);
    std::uint64_t done = 0;
    while (done < request.length) {
        std::uint64_t at = done;
        std::uint64_t piece = 0;
        if (request.backwards) {
            piece = pieceBefore(request.length - done, target, source);
            at = request.length - done - piece;
        } else {
            piece = smaller(request.length - done, smaller(toPageEnd(target + at), toPageEnd(source + at)));
        }
        if (fetch(bounce[0], request.sourceIsData, request.source + at, piece) ||
            put(request.targetIsData, request.address + at, bounce[0], piece))
            break;
        done += piece;
    }
    reply.progress = done;
    reply.result = static_cast<std::int64_t>(done);
}

void bulkFill(const Request& request, Reply& reply) {
    std::uint64_t done = 0;
    while (done < request.length) {
        const std::uint64_t piece = smaller(request.length - done, toPageEnd(request.address + done));
        if (fillBytes(request.address + done, request.byte, piece))
            break;
        done += piece;
    }
    reply.progress = done;
    reply.result = static_cast<std::int64_t>(done);
}

void bulkCompare(const Request& request, Reply& reply) {
    const std::uint64_t target = pagesOf(request.targetIsData, request.address, request.source);
    const std::uint64_t source = pagesOf(request.sourceIsData, request.source, request.address);
    std::uint64_t done = 0;
    while (done < request.length) {
        const std::uint64_t piece =
            smaller(request.length - done, smaller(toPageEnd(target + done), toPageEnd(source + done)));
        if (fetch(bounce[1], request.sourceIsData, request.source + done, piece) ||
            fetch(bounce[0], request.targetIsData, request.address + done, piece))
            break;
        for (std::uint64_t i = 0; i < piece; ++i) {
            const int order = bounce[0][i] - bounce[1][i];
            if (order != 0 || (request.untilNul && bounce[0][i] == 0)) {
                reply.progress = done + i;
                reply.result = order;
                return;
            }
        }
        done += piece;
    }
    reply.progress = done;
}

void bulkScan(const Request& request, Reply& reply) {
    std::uint64_t done = 0;
    bool found = false;
    while (done < request.length && !found) {
        std::uint64_t piece = smaller(request.length - done, toPageEnd(request.address + done));
        if (fetch(bounce[0], false, request.address + done, piece))
            break;
        for (std::uint64_t i = 0; i < piece; ++i) {
            if (bounce[0][i] == request.byte) {
                piece = i + 1;
                found = true;
                break;
            }
        }
        memcpy(state.channel->data() + done, bounce[0], piece);
        done += piece;
    }
    reply.progress = done;
    reply.result = static_cast<std::int64_t>(done);
    reply.value[0] = found;
}

} // namespace faultline::worker
