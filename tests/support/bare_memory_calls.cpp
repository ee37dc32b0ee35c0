// The calls on memory of the machine of bare bytes.
#include "tests/support/bare_answers.h"
#include "tests/support/bare_description.h"

#include <algorithm>

namespace faultline::testing {

Outcome BareMachine::map(Process& process, const Operation& operation) {
    constexpr std::uint64_t fixed = 0x10, anonymous = 0x20;
    const std::uint64_t length = operation.argument(1);
    const auto protection = static_cast<std::uint8_t>(operation.argument(2));
    const std::uint64_t flags = operation.argument(3);
    const std::uint64_t offset = operation.argument(5);
    if (length == 0 || offset % page != 0 || ((flags & fixed) != 0 && operation.argument(0) % page != 0) ||
        (flags & 3) == 0)
        return failed(einval);
    if (length > 1ull << 40)
        return failed(enomem);
    Address start = operation.argument(0) / page * page;
    if ((flags & 0x100000) != 0) { // MAP_FIXED_NOREPLACE
        for (std::uint64_t at = 0; at < length; at += page)
            if (process.memory.at(start + at))
                return failed(eexist);
    } else if ((flags & fixed) == 0 && (start < 0x10000 || process.memory.covers(start, 1)))
        start = process.memory.freeRange(length);
    if ((flags & anonymous) != 0) {
        auto memory = std::make_shared<BareFile>();
        memory->sealedSize = false;
        process.memory.map(start, length, protection, (flags & 1) != 0, memory, 0);
        return gave(static_cast<std::int64_t>(start));
    }
    const auto known = process.descriptors.find(static_cast<int>(operation.argument(4)));
    if (known == process.descriptors.end())
        return failed(ebadf);
    const BareDescription& description = *known->second;
    if (description.kind == BareDescription::Kind::Zero) {
        auto memory = std::make_shared<BareFile>();
        memory->sealedSize = false;
        process.memory.map(start, length, protection, (flags & 1) != 0, memory, 0);
        return gave(static_cast<std::int64_t>(start));
    }
    if (!description.file || description.file->folder)
        return failed(19); // ENODEV
    if (!description.canRead() || ((flags & 1) != 0 && (protection & protectWrite) != 0 && !description.canWrite()))
        return failed(eacces);
    if ((flags & 1) != 0) {
        process.memory.map(start, length, protection, true, description.file, offset);
        process.memory.at(start)->mayWrite = description.canWrite();
    } else {
        auto copy = std::make_shared<BareFile>(*description.file);
        process.memory.map(start, length, protection, false, copy, offset);
        process.memory.at(start)->original = description.file;
    }
    return gave(static_cast<std::int64_t>(start));
}

BareMachine::Answer BareMachine::memoryCall(Process& process, const Operation& operation) {
    const std::uint64_t first = operation.argument(0);
    const std::uint64_t second = operation.argument(1);
    switch (operation.call) {
    case Call::Mmap:
        return map(process, operation);
    case Call::Munmap:
        if (first % page != 0 || second == 0)
            return failed(einval);
        process.memory.unmap(first, second);
        return gave(0);
    case Call::Mprotect:
        if (first % page != 0)
            return failed(einval);
        if (const BareMapping* mapping = process.memory.at(first);
            mapping && !mapping->mayWrite && (operation.argument(2) & protectWrite) != 0)
            return failed(eacces);
        return process.memory.protect(first, second, static_cast<std::uint8_t>(operation.argument(2))) ? gave(0)
                                                                                                       : failed(enomem);
    case Call::Mremap: {
        if (first % page != 0)
            return failed(einval);
        const BareMapping* found = process.memory.at(first);
        if (!found)
            return failed(efault);
        const BareMapping old = *found;
        const std::uint64_t oldLength = roundUp(second);
        const std::uint64_t newLength = roundUp(operation.argument(2));
        const std::uint64_t offset = old.offset + (first - process.memory.startOf(first));
        if (newLength <= oldLength) {
            if (newLength < oldLength)
                process.memory.unmap(first + newLength, oldLength - newLength);
            return gave(static_cast<std::int64_t>(first));
        }
        Address to = first;
        if (process.memory.at(first + oldLength) || process.memory.at(first + newLength - 1)) {
            if ((operation.argument(3) & 1) == 0)
                return failed(enomem);
            to = process.memory.freeRange(newLength);
        }
        process.memory.unmap(first, oldLength);
        process.memory.map(to, newLength, old.protection, old.shared, old.file, offset);
        return gave(static_cast<std::int64_t>(to));
    }
    case Call::Brk:
        if (first < process.breakStart)
            return gave(static_cast<std::int64_t>(process.breakEnd));
        if (roundUp(first) > roundUp(process.breakEnd))
            process.memory.mapPrivate(roundUp(process.breakEnd), roundUp(first) - roundUp(process.breakEnd),
                                      protectRead | protectWrite, Bytes(roundUp(first) - roundUp(process.breakEnd)));
        else if (roundUp(first) < roundUp(process.breakEnd))
            process.memory.unmap(roundUp(first), roundUp(process.breakEnd) - roundUp(first));
        process.breakEnd = first;
        return gave(static_cast<std::int64_t>(first));
    case Call::Msync:
        return first % page != 0 || (operation.argument(2) & 5) == 5 ? failed(einval)
               : process.memory.covers(first, second)                ? gave(0)
                                                                     : failed(enomem);
    case Call::Mincore: {
        if (!process.memory.covers(first, second))
            return failed(enomem);
        Outcome outcome;
        Bytes bytes;
        for (std::uint64_t at = 0; at < second; at += page)
            bytes.push_back(process.memory.isTouched(first + at) ? 1 : 0);
        out(process, operation.arguments.at(2), bytes, outcome);
        return outcome;
    }
    case Call::Madvise:
        if (first % page != 0)
            return failed(einval);
        if (operation.argument(2) == 4)
            process.memory.forget(first, second);
        return gave(0);
    case Call::Mlock: {
        if (!process.memory.covers(first, second))
            return failed(enomem);
        std::uint8_t byte = 0;
        std::uint64_t done = 0;
        for (std::uint64_t at = 0; at < second; at += page)
            static_cast<void>(process.memory.read(first + at, {&byte, 1}, done));
        return gave(0);
    }
    case Call::Shmget: {
        const auto key = static_cast<std::int64_t>(first);
        const std::int64_t identifier = key == 0 ? static_cast<std::int64_t>(segments_.size()) + 1000 : key;
        if (!segments_.contains(identifier)) {
            if (key != 0 && (operation.argument(2) & 01000) == 0)
                return failed(enoent);
            auto segment = std::make_shared<BareFile>();
            segment->resize(second);
            segments_[identifier] = segment;
        } else if ((operation.argument(2) & 02000) != 0) {
            return failed(eexist);
        }
        return gave(identifier);
    }
    case Call::Shmat: {
        const auto known = segments_.find(static_cast<std::int64_t>(first));
        if (known == segments_.end())
            return failed(einval);
        const Address at = second != 0 ? second : process.memory.freeRange(known->second->size);
        process.memory.map(at, known->second->size, protectRead | protectWrite, true, known->second, 0);
        return gave(static_cast<std::int64_t>(at));
    }
    case Call::Shmdt: {
        const BareMapping* mapping = process.memory.at(first);
        if (!mapping)
            return failed(einval);
        process.memory.unmap(first, mapping->end - first);
        return gave(0);
    }
    case Call::Shmctl:
        if (second == 2) { // IPC_STAT
            const auto known = segments_.find(static_cast<std::int64_t>(first));
            if (known == segments_.end())
                return failed(einval);
            Bytes bytes(112);
            setField(bytes, 48, known->second->size);
            std::uint64_t attached = 0;
            for (const auto& [id, owner] : processes_)
                attached += owner.memory.timesMapped(known->second.get());
            setField(bytes, 88, attached);
            Outcome outcome;
            return out(process, operation.arguments.at(2), bytes, outcome) ? outcome : failed(efault);
        }
        if (second == 0)
            segments_.erase(static_cast<std::int64_t>(first));
        return gave(0);
    default:
        return gave(0); // madvise, mlock and their kin change no bytes
    }
}

} // namespace faultline::testing
