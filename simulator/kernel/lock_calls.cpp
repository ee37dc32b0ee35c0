#include "simulator/kernel/file_calls.h"

#include <algorithm>
#include <set>

namespace faultline {

using namespace linux_values;

namespace {

constexpr std::uint64_t toTheEnd = ~std::uint64_t{0} >> 1;

/// struct flock of x86-64: type 2, whence 2, (4 unused), start 8, length 8, pid 4.
constexpr std::size_t flockSize = 32, typeAt = 0, whenceAt = 2, startAt = 8, lengthAt = 16, pidAt = 24;

struct LockRequest {
    std::int16_t type = lockNone;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};

/// Reads and checks a struct flock; an errno, or 0 with the request filled in (flock64_to_posix_lock).
std::int32_t readRequest(const Bytes& bytes, const OpenFile& file, LockRequest& request) {
    const auto whence = getNumber<std::int16_t>(bytes, whenceAt);
    auto start = getNumber<std::int64_t>(bytes, startAt);
    const auto length = getNumber<std::int64_t>(bytes, lengthAt);
    request.type = getNumber<std::int16_t>(bytes, typeAt);
    if (request.type < lockRead || request.type > lockNone)
        return einval;
    if (whence == seekCurrent)
        start += static_cast<std::int64_t>(file.position);
    else if (whence == seekEnd)
        start += static_cast<std::int64_t>(file.inode->size);
    else if (whence != seekSet)
        return einval;
    std::int64_t last = static_cast<std::int64_t>(toTheEnd);
    if (length > 0) {
        last = start + length - 1;
    } else if (length < 0) {
        last = start - 1;
        start += length;
    }
    if (start < 0)
        return einval;
    request.first = static_cast<std::uint64_t>(start);
    request.last = static_cast<std::uint64_t>(last);
    return 0;
}

const RecordLock* conflict(const Inode& inode, ProcessId owner, const LockRequest& request) {
    for (const RecordLock& lock : inode.recordLocks)
        if (lock.owner != owner && lock.first <= request.last && request.first <= lock.last &&
            (lock.write || request.type == lockWrite))
            return &lock;
    return nullptr;
}

/// Sets the range to the type for the owner: cuts what it had there, then joins equal neighbours.
void setLock(Inode& inode, ProcessId owner, const LockRequest& request) {
    std::vector<RecordLock> locks;
    for (const RecordLock& lock : inode.recordLocks) {
        if (lock.owner != owner || lock.last < request.first || request.last < lock.first) {
            locks.push_back(lock);
            continue;
        }
        if (lock.first < request.first)
            locks.push_back({owner, lock.write, lock.first, request.first - 1});
        if (request.last < lock.last)
            locks.push_back({owner, lock.write, request.last + 1, lock.last});
    }
    if (request.type != lockNone) {
        RecordLock made{owner, request.type == lockWrite, request.first, request.last};
        std::erase_if(locks, [&](const RecordLock& lock) {
            const bool touches = lock.owner == owner && lock.write == made.write &&
                                 (lock.last == toTheEnd || lock.last + 1 >= made.first) &&
                                 (made.last == toTheEnd || lock.first <= made.last + 1);
            if (touches) {
                made.first = std::min(made.first, lock.first);
                made.last = std::max(made.last, lock.last);
            }
            return touches;
        });
        locks.push_back(made);
    }
    inode.recordLocks = std::move(locks);
}

/// Whether waiting for `holder` would close a circle: it waits, at last, for `asker` (posix_locks_deadlock).
bool wouldDeadlock(const Kernel& kernel, ProcessId asker, ProcessId holder) {
    std::set<ProcessId> seen;
    while (seen.insert(holder).second) {
        const auto found = kernel.processes.find(holder);
        if (found == kernel.processes.end() || !found->second.waiting)
            return false;
        const Waiting& waiting = *found->second.waiting;
        if (waiting.operation.call != Call::Fcntl || waiting.lockHolder == 0)
            return false;
        holder = waiting.lockHolder;
        if (holder == asker)
            return true;
    }
    return false;
}

CallEnd getLock(SystemCall& call, const OpenFile& file, Bytes bytes, LockRequest request) {
    const RecordLock* lock = conflict(*file.inode, call.process.id, request);
    const std::span<std::uint8_t> out(bytes);
    if (!lock) {
        putNumber(out, typeAt, lockNone);
    } else {
        putNumber(out, typeAt, lock->write ? lockWrite : lockRead);
        putNumber(out, whenceAt, static_cast<std::int16_t>(seekSet));
        putNumber(out, startAt, lock->first);
        putNumber(out, lengthAt, lock->last == toTheEnd ? std::uint64_t{0} : lock->last - lock->first + 1);
        putNumber(out, pidAt, lock->owner);
    }
    return call.out(2, bytes) ? CallEnd::done(0) : CallEnd::failed(efault);
}

} // namespace

CallEnd recordLock(SystemCall& call, OpenFile& file) {
    const auto bytes = call.in(2, flockSize);
    if (!bytes)
        return CallEnd::failed(efault);
    if (!file.inode)
        return CallEnd::failed(einval);
    LockRequest request;
    if (const std::int32_t error = readRequest(*bytes, file, request))
        return CallEnd::failed(error);
    if (call.number(1) == fGetLock)
        return request.type == lockNone ? CallEnd::failed(einval) : getLock(call, file, *bytes, request);
    if ((request.type == lockRead && !file.readable()) || (request.type == lockWrite && !file.writable()))
        return CallEnd::failed(ebadf);
    if (request.type != lockNone) {
        if (const RecordLock* lock = conflict(*file.inode, call.process.id, request)) {
            if (call.number(1) == fSetLock)
                return CallEnd::failed(eagain);
            if (!call.resumed() && wouldDeadlock(call.kernel, call.process.id, lock->owner))
                return CallEnd::failed(edeadlk);
            CallEnd end = CallEnd::blocked(WaitsFor::Lock, "a lock on " + file.inode->name);
            end.holder = lock->owner;
            if (call.resumed())
                call.process.waiting->lockHolder = lock->owner;
            return end;
        }
    }
    setLock(*file.inode, call.process.id, request);
    Event& event = call.tell(request.type == lockNone ? EventKind::UnlocksRange : EventKind::LocksRange);
    event.file = file.inode->id;
    event.index = request.first;
    event.count = request.last == toTheEnd ? 0 : request.last - request.first + 1;
    event.write = request.type == lockWrite;
    return CallEnd::done(0);
}

CallEnd callFlock(SystemCall& call) {
    const auto file = call.file(call.number(0));
    if (!file || (file->flags & oPath))
        return CallEnd::failed(ebadf);
    const std::int32_t operation = call.number(1) & ~flockNonBlock;
    if (operation != flockShared && operation != flockExclusive && operation != flockUnlock)
        return CallEnd::failed(einval);
    if (!file->inode)
        return CallEnd::failed(einval);
    auto& locks = file->inode->fileLocks;
    if (operation == flockUnlock) {
        std::erase_if(locks, [&](const FileLock& lock) { return lock.owner == file.get(); });
        return CallEnd::done(0);
    }
    const bool write = operation == flockExclusive;
    const bool taken = std::any_of(locks.begin(), locks.end(), [&](const FileLock& lock) {
        return lock.owner != file.get() && (lock.write || write);
    });
    // To change the kind of a lock, the old one is given up first (flock_lock_inode).
    const auto held =
        std::find_if(locks.begin(), locks.end(), [&](const FileLock& lock) { return lock.owner == file.get(); });
    if (held != locks.end() && held->write == write)
        return CallEnd::done(0);
    std::erase_if(locks, [&](const FileLock& lock) { return lock.owner == file.get(); });
    if (taken) {
        if (call.number(1) & flockNonBlock)
            return CallEnd::failed(eagain);
        return CallEnd::blocked(WaitsFor::Lock, "a lock on " + file->inode->name);
    }
    locks.push_back({file.get(), write});
    return CallEnd::done(0);
}

} // namespace faultline
