// The system calls of the machine of bare bytes.
#include "tests/support/bare_description.h"
#include "tests/support/bare_machine.h"

#include <algorithm>
#include <cstring>

namespace faultline::testing {

namespace {

constexpr std::int32_t enoent = 2, ebadf = 9, echild = 10, eagain = 11, enomem = 12, eacces = 13, efault = 14,
                       eexist = 17, enotdir = 20, eisdir = 21, einval = 22, enotty = 25, espipe = 29, epipe = 32,
                       enosys = 38, enotempty = 39, etimedout = 110;
constexpr std::uint64_t page = BareMemory::page;

Outcome failed(std::int32_t error) {
    Outcome outcome;
    outcome.result = -1;
    outcome.error = error;
    return outcome;
}
Outcome gave(std::int64_t result) {
    Outcome outcome;
    outcome.result = result;
    return outcome;
}

std::uint64_t roundUp(std::uint64_t value) {
    return (value + page - 1) / page * page;
}

template <class T>
T fieldOf(const Bytes& bytes, std::size_t at) {
    T value{};
    if (at + sizeof value <= bytes.size())
        std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}
template <class T>
void setField(Bytes& bytes, std::size_t at, T value) {
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

std::string plainName(std::string name) {
    while (name.starts_with("./"))
        name.erase(0, 2);
    return name;
}

} // namespace

std::string BareMachine::text(Process& process, const CallArgument& argument) {
    std::string result;
    if (argument.form == CallArgument::Form::Value) {
        std::uint64_t done = 0;
        std::uint8_t byte = 1;
        for (Address at = argument.value; !process.memory.read(at, {&byte, 1}, done) && byte != 0; ++at)
            result.push_back(static_cast<char>(byte));
        return result;
    }
    for (const std::uint8_t byte : argument.bytes) {
        if (byte == 0)
            break;
        result.push_back(static_cast<char>(byte));
    }
    return result;
}

Bytes BareMachine::in(Process& process, const CallArgument& argument, std::uint64_t length, bool& failure) {
    failure = false;
    if (argument.form != CallArgument::Form::Value)
        return argument.bytes;
    Bytes bytes(length);
    std::uint64_t done = 0;
    if (process.memory.read(argument.value, bytes, done)) {
        bytes.resize(done);
        failure = done == 0 && length > 0;
    }
    return bytes;
}

bool BareMachine::out(Process& process, const CallArgument& argument, const Bytes& bytes, Outcome& outcome) {
    if (argument.form == CallArgument::Form::Out || argument.form == CallArgument::Form::InOut) {
        outcome.returned.push_back(bytes);
        return true;
    }
    if (argument.value == 0)
        return true;
    std::uint64_t done = 0;
    return !process.memory.write(argument.value, bytes, done);
}

int BareMachine::lowestDescriptor(const Process& process, int from) const {
    int number = from;
    while (process.descriptors.contains(number))
        ++number;
    return number;
}

BareMachine::Answer BareMachine::call(ProcessId id, Process& process, const Operation& operation) {
    switch (operation.call) {
    case Call::Mmap:
    case Call::Munmap:
    case Call::Mprotect:
    case Call::Mremap:
    case Call::Msync:
    case Call::Madvise:
    case Call::Mincore:
    case Call::Mlock:
    case Call::Munlock:
    case Call::Mlockall:
    case Call::Munlockall:
    case Call::Brk:
    case Call::Shmget:
    case Call::Shmat:
    case Call::Shmdt:
    case Call::Shmctl:
        return memoryCall(process, operation);
    case Call::Sigaction:
    case Call::Sigprocmask:
    case Call::Sigreturn:
    case Call::Sigpending:
    case Call::Sigsuspend:
    case Call::Sigaltstack:
    case Call::Pause:
    case Call::Nanosleep:
    case Call::Alarm:
    case Call::Getpid:
    case Call::Getppid:
    case Call::Getuid:
    case Call::Geteuid:
    case Call::Getgid:
    case Call::Getegid:
    case Call::Fork:
    case Call::ForkEmpty:
    case Call::ExitGroup:
    case Call::Wait4:
    case Call::Kill:
    case Call::SchedYield:
    case Call::Time:
    case Call::ClockGettime:
    case Call::Gettimeofday:
    case Call::Futex:
    case Call::Getrusage:
    case Call::Getrlimit:
    case Call::Setrlimit:
    case Call::Uname:
        return processCall(id, process, operation);
    default:
        return fileCall(id, process, operation);
    }
}

// --- memory

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

// --- files

Outcome BareMachine::open(Process& process, const std::string& path, std::uint64_t flags, std::uint64_t mode) {
    constexpr std::uint64_t create = 0100, exclusive = 0200, truncate = 01000, directory = 0200000;
    auto description = std::make_shared<BareDescription>();
    description->flags = flags;
    if (path == "/dev/null" || path == "/dev/zero") {
        description->kind = path == "/dev/null" ? BareDescription::Kind::Null : BareDescription::Kind::Zero;
    } else {
        auto known = files_.find(path);
        if (const auto slash = path.rfind('/'); known == files_.end() && slash != std::string::npos)
            if (const auto folder = files_.find(path.substr(0, slash));
                folder != files_.end() && !folder->second->folder)
                return failed(enotdir);
        if (known == files_.end()) {
            if ((flags & create) == 0 || path.empty())
                return failed(enoent);
            const auto slash = path.rfind('/');
            if (slash != std::string::npos && !path.starts_with("/") && !files_.contains(path.substr(0, slash)))
                return failed(enoent);
            auto file = std::make_shared<BareFile>();
            file->name = path;
            file->mode = static_cast<std::uint32_t>(mode & 07777 & ~process.creationMask);
            file->number = nextFile_++;
            known = files_.emplace(path, file).first;
        } else {
            if ((flags & (create | exclusive)) == (create | exclusive))
                return failed(eexist);
            if (known->second->folder && (flags & 3) != 0)
                return failed(eisdir);
            if (!known->second->folder && (flags & directory) != 0)
                return failed(enotdir);
            if ((flags & truncate) != 0 && (flags & 3) != 0)
                known->second->resize(0);
        }
        description->file = known->second;
    }
    const int number = lowestDescriptor(process);
    process.descriptors[number] = description;
    return gave(number);
}

BareMachine::Answer BareMachine::readFrom(Process& process, const Operation& operation) {
    const auto known = process.descriptors.find(static_cast<int>(operation.argument(0)));
    if (known == process.descriptors.end() || !known->second->canRead())
        return failed(ebadf);
    BareDescription& d = *known->second;
    const bool isPositioned = operation.call == Call::Pread;
    const std::uint64_t length = operation.argument(2);
    Bytes bytes;
    std::uint64_t position = isPositioned ? operation.argument(3) : d.position;
    switch (d.kind) {
    case BareDescription::Kind::Terminal: {
        const std::uint64_t count = std::min<std::uint64_t>(length, input_.size());
        bytes.assign(input_.begin(), input_.begin() + static_cast<std::ptrdiff_t>(count));
        break;
    }
    case BareDescription::Kind::Pipe:
        if (d.pipe->bytes.empty() && !d.writers.expired()) {
            if (d.flags & 04000)
                return failed(eagain);
            return std::nullopt;
        }
        bytes.assign(d.pipe->bytes.begin(), d.pipe->bytes.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(
                                                                        length, d.pipe->bytes.size())));
        break;
    case BareDescription::Kind::File:
        if (d.file->folder)
            return failed(eisdir);
        if (position < d.file->size)
            bytes.assign(d.file->bytes.begin() + static_cast<std::ptrdiff_t>(position),
                         d.file->bytes.begin() +
                             static_cast<std::ptrdiff_t>(std::min(d.file->size, position + length)));
        break;
    case BareDescription::Kind::Zero:
        bytes.resize(length);
        break;
    case BareDescription::Kind::Null:
        break;
    }
    Outcome outcome;
    outcome.result = static_cast<std::int64_t>(bytes.size());
    if (!bytes.empty() && !out(process, operation.arguments.at(1), bytes, outcome))
        return failed(efault);
    if (bytes.empty() && operation.arguments.at(1).form != CallArgument::Form::Value)
        outcome.returned.emplace_back();
    if (d.kind == BareDescription::Kind::Terminal)
        input_.erase(0, bytes.size());
    if (d.kind == BareDescription::Kind::Pipe)
        d.pipe->bytes.erase(0, bytes.size());
    if (!isPositioned)
        d.position += bytes.size();
    return outcome;
}

Outcome BareMachine::writeTo(ProcessId id, Process& process, const Operation& operation) {
    const auto known = process.descriptors.find(static_cast<int>(operation.argument(0)));
    if (known == process.descriptors.end() || !known->second->canWrite())
        return failed(ebadf);
    BareDescription& d = *known->second;
    bool failure = false;
    const Bytes bytes = in(process, operation.arguments.at(1), operation.argument(2), failure);
    if (failure)
        return failed(efault);
    const std::string written(bytes.begin(), bytes.end());
    switch (d.kind) {
    case BareDescription::Kind::Terminal:
        (d.number == 2 ? result_.errors : result_.output) += written;
        break;
    case BareDescription::Kind::Pipe: {
        bool hasReader = false;
        for (const auto& [other, owner] : processes_)
            for (const auto& [number, description] : owner.descriptors)
                hasReader = hasReader || (description->pipe == d.pipe && description->canRead());
        if (!hasReader) {
            send(id, {13, 0, 0, id});
            return failed(epipe);
        }
        d.pipe->bytes += written;
        break;
    }
    case BareDescription::Kind::File: {
        std::uint64_t position = operation.call == Call::Pwrite ? operation.argument(3) : d.position;
        if ((d.flags & 02000) != 0)
            position = d.file->size;
        if (position + bytes.size() > d.file->size)
            d.file->resize(position + bytes.size());
        std::copy(bytes.begin(), bytes.end(), d.file->bytes.begin() + static_cast<std::ptrdiff_t>(position));
        if (operation.call != Call::Pwrite)
            d.position = position + bytes.size();
        break;
    }
    default:
        break;
    }
    return gave(static_cast<std::int64_t>(bytes.size()));
}

Outcome BareMachine::statOf(const std::shared_ptr<BareFile>& file, std::int64_t kind) {
    Outcome outcome;
    Bytes bytes(144);
    const bool isTerminal = kind == 1;
    setField<std::uint64_t>(bytes, 0, 1);
    setField<std::uint64_t>(bytes, 8, file ? file->number : 3);
    setField<std::uint64_t>(bytes, 16, file ? file->links : 1);
    const std::uint32_t type = isTerminal ? 0020000 : kind == 2 ? 0010000 : file && file->folder ? 0040000 : 0100000;
    setField<std::uint32_t>(bytes, 24, type | (file ? file->mode : 0620));
    setField<std::uint32_t>(bytes, 28, 1000);
    setField<std::uint32_t>(bytes, 32, 1000);
    setField<std::uint64_t>(bytes, 48, file ? file->size : 0);
    setField<std::uint64_t>(bytes, 56, 4096);
    setField<std::uint64_t>(bytes, 64, file ? (file->size + 4095) / 4096 * 8 : 0);
    outcome.data = std::move(bytes);
    return outcome;
}

BareMachine::Answer BareMachine::lock(ProcessId id, Process& process, const Operation& operation) {
    const auto known = process.descriptors.find(static_cast<int>(operation.argument(0)));
    if (known == process.descriptors.end() || !known->second->file)
        return failed(ebadf);
    bool failure = false;
    const Bytes flock = in(process, operation.arguments.at(2), 32, failure);
    const auto type = fieldOf<std::int16_t>(flock, 0);
    const auto whence = fieldOf<std::int16_t>(flock, 2);
    std::int64_t start = fieldOf<std::int64_t>(flock, 8);
    const auto length = fieldOf<std::int64_t>(flock, 16);
    const BareFile* file = known->second->file.get();
    if (whence == 1)
        start += static_cast<std::int64_t>(known->second->position);
    if (whence == 2)
        start += static_cast<std::int64_t>(file->size);
    const std::int64_t end = length == 0 ? INT64_MAX : start + length;
    const auto conflict = std::find_if(locks_.begin(), locks_.end(), [&](const RecordLock& held) {
        return held.file == file && held.owner != id && held.start < end && start < held.end &&
               (held.write || type == 1);
    });
    const std::uint64_t command = operation.argument(1);
    if (command == 5) { // F_GETLK
        Outcome outcome;
        Bytes answer = flock;
        if (conflict == locks_.end()) {
            setField<std::int16_t>(answer, 0, 2);
        } else {
            setField<std::int16_t>(answer, 0, conflict->write ? 1 : 0);
            setField<std::int16_t>(answer, 2, 0);
            setField<std::int64_t>(answer, 8, conflict->start);
            setField<std::int64_t>(answer, 16, conflict->end == INT64_MAX ? 0 : conflict->end - conflict->start);
            setField<std::int32_t>(answer, 24, conflict->owner);
        }
        out(process, operation.arguments.at(2), answer, outcome);
        return outcome;
    }
    if (type != 2 && conflict != locks_.end()) {
        if (command == 7)
            return std::nullopt;
        return failed(eagain);
    }
    std::vector<RecordLock> kept;
    for (const RecordLock& held : locks_) {
        if (held.file != file || held.owner != id || held.end <= start || end <= held.start) {
            kept.push_back(held);
            continue;
        }
        if (held.start < start)
            kept.push_back({held.file, id, held.start, start, held.write});
        if (held.end > end)
            kept.push_back({held.file, id, end, held.end, held.write});
    }
    locks_ = std::move(kept);
    if (type != 2)
        locks_.push_back({file, id, start, end, type == 1});
    return gave(0);
}

BareMachine::Answer BareMachine::fileCall(ProcessId id, Process& process, const Operation& operation) {
    const auto descriptor = process.descriptors.find(static_cast<int>(operation.argument(0)));
    const bool isOpen = descriptor != process.descriptors.end();
    const auto name = [&](std::size_t index) { return plainName(text(process, operation.arguments.at(index))); };
    switch (operation.call) {
    case Call::Read:
    case Call::Pread:
        return readFrom(process, operation);
    case Call::Write:
    case Call::Pwrite:
        return writeTo(id, process, operation);
    case Call::Open:
        return open(process, name(0), operation.argument(1), operation.argument(2));
    case Call::Creat:
        return open(process, name(0), 01101, operation.argument(1));
    case Call::ShmOpen: {
        const std::string given = name(0);
        return open(process, "/dev/shm/" + (given.starts_with("/") ? given.substr(1) : given), operation.argument(1),
                    operation.argument(2));
    }
    case Call::ShmUnlink:
    case Call::Unlink: {
        std::string path = name(0);
        if (operation.call == Call::ShmUnlink)
            path = "/dev/shm/" + (path.starts_with("/") ? path.substr(1) : path);
        const auto known = files_.find(path);
        if (known == files_.end())
            return failed(enoent);
        if (known->second->folder)
            return failed(eisdir);
        --known->second->links;
        files_.erase(known);
        return gave(0);
    }
    case Call::Mkdir: {
        if (files_.contains(name(0)))
            return failed(eexist);
        auto folder = std::make_shared<BareFile>();
        folder->folder = true;
        folder->mode = static_cast<std::uint32_t>(operation.argument(1) & 0777 & ~process.creationMask);
        folder->number = nextFile_++;
        files_[name(0)] = folder;
        return gave(0);
    }
    case Call::Rmdir: {
        const auto known = files_.find(name(0));
        if (known == files_.end())
            return failed(enoent);
        if (!known->second->folder)
            return failed(enotdir);
        for (const auto& [path, file] : files_)
            if (path.starts_with(name(0) + "/"))
                return failed(enotempty);
        files_.erase(known);
        return gave(0);
    }
    case Call::Rename:
    case Call::Link: {
        const auto known = files_.find(name(0));
        if (known == files_.end())
            return failed(enoent);
        if (operation.call == Call::Link && files_.contains(name(1)))
            return failed(eexist);
        const auto file = known->second;
        if (operation.call == Call::Rename)
            files_.erase(known);
        else
            ++file->links;
        files_[name(1)] = file;
        return gave(0);
    }
    case Call::Access:
        return files_.contains(name(0)) || name(0) == "." || name(0) == "/dev/null" ? gave(0) : failed(enoent);
    case Call::Chmod: {
        const auto known = files_.find(name(0));
        if (known == files_.end())
            return failed(enoent);
        known->second->mode = static_cast<std::uint32_t>(operation.argument(1));
        return gave(0);
    }
    case Call::Stat:
    case Call::Lstat: {
        const auto known = files_.find(name(0));
        if (known == files_.end())
            return failed(enoent);
        Outcome made = statOf(known->second, 0);
        Outcome outcome;
        return out(process, operation.arguments.at(1), made.data, outcome) ? outcome : failed(efault);
    }
    case Call::Truncate: {
        const auto known = files_.find(name(0));
        if (known == files_.end())
            return failed(enoent);
        known->second->resize(operation.argument(1));
        return gave(0);
    }
    case Call::Umask: {
        const std::uint32_t before = process.creationMask;
        process.creationMask = static_cast<std::uint32_t>(operation.argument(0) & 0777);
        return gave(before);
    }
    case Call::Getcwd: {
        Outcome outcome;
        const std::string path = "/scratch";
        Bytes bytes(path.begin(), path.end());
        bytes.push_back(0);
        outcome.result = static_cast<std::int64_t>(bytes.size());
        return out(process, operation.arguments.at(0), bytes, outcome) ? outcome : failed(efault);
    }
    case Call::Pipe: {
        auto pipe = std::make_shared<BarePipe>();
        auto reader = std::make_shared<BareDescription>();
        auto writer = std::make_shared<BareDescription>();
        reader->kind = writer->kind = BareDescription::Kind::Pipe;
        reader->pipe = writer->pipe = pipe;
        writer->flags = 1;
        writer->writes = std::make_shared<char>();
        reader->writers = writer->writes;
        const int first = lowestDescriptor(process);
        process.descriptors[first] = reader;
        const int second = lowestDescriptor(process);
        process.descriptors[second] = writer;
        Bytes bytes(8);
        setField<std::int32_t>(bytes, 0, first);
        setField<std::int32_t>(bytes, 4, second);
        Outcome outcome;
        return out(process, operation.arguments.at(0), bytes, outcome) ? outcome : failed(efault);
    }
    case Call::MemfdCreate: {
        auto description = std::make_shared<BareDescription>();
        description->flags = 2;
        description->file = std::make_shared<BareFile>();
        description->file->number = nextFile_++;
        const int number = lowestDescriptor(process);
        process.descriptors[number] = description;
        return gave(number);
    }
    case Call::Sync:
        return gave(0);
    default:
        break;
    }
    if (!isOpen)
        return failed(ebadf);
    BareDescription& d = *descriptor->second;
    switch (operation.call) {
    case Call::Close:
        if (d.file)
            std::erase_if(locks_,
                          [&](const RecordLock& held) { return held.owner == id && held.file == d.file.get(); });
        process.descriptors.erase(descriptor);
        return gave(0);
    case Call::Dup: {
        const int number = lowestDescriptor(process);
        process.descriptors[number] = descriptor->second;
        return gave(number);
    }
    case Call::Dup2: {
        const auto to = static_cast<int>(operation.argument(1));
        const auto kept = descriptor->second;
        process.descriptors[to] = kept;
        return gave(to);
    }
    case Call::Lseek: {
        if (!d.file)
            return failed(espipe);
        const auto offset = static_cast<std::int64_t>(operation.argument(1));
        const std::uint64_t whence = operation.argument(2);
        const std::int64_t base = whence == 0   ? 0
                                  : whence == 1 ? static_cast<std::int64_t>(d.position)
                                                : static_cast<std::int64_t>(d.file->size);
        if (base + offset < 0 || whence > 2)
            return failed(einval);
        d.position = static_cast<std::uint64_t>(base + offset);
        return gave(base + offset);
    }
    case Call::Fstat: {
        const std::int64_t kind = d.kind == BareDescription::Kind::Terminal ? 1
                                  : d.kind == BareDescription::Kind::Pipe   ? 2
                                                                            : 0;
        Outcome made = statOf(d.file, kind);
        Outcome outcome;
        return out(process, operation.arguments.at(1), made.data, outcome) ? outcome : failed(efault);
    }
    case Call::Ftruncate:
        if (!d.file || !d.canWrite() || static_cast<std::int64_t>(operation.argument(1)) < 0)
            return failed(einval);
        d.file->resize(operation.argument(1));
        return gave(0);
    case Call::Fallocate:
        if (d.file && operation.argument(2) + operation.argument(3) > d.file->size)
            d.file->resize(operation.argument(2) + operation.argument(3));
        return gave(0);
    case Call::Fchmod:
        if (d.file)
            d.file->mode = static_cast<std::uint32_t>(operation.argument(1));
        return gave(0);
    case Call::Ioctl: {
        if (d.kind != BareDescription::Kind::Terminal)
            return failed(enotty);
        Outcome outcome;
        out(process, operation.arguments.at(2), Bytes(60), outcome);
        return outcome;
    }
    case Call::Flock: {
        if (!d.file)
            return failed(ebadf);
        const std::uint64_t kind = operation.argument(1);
        // One lock a file, held by an open file description: its address stands for it.
        const auto holder = static_cast<ProcessId>(reinterpret_cast<std::uintptr_t>(&d) >> 4 & 0x7FFFFFFF);
        if ((kind & 8) != 0) {
            if (d.file->exclusiveLock == holder)
                d.file->exclusiveLock = 0;
            return gave(0);
        }
        if (d.file->exclusiveLock != 0 && d.file->exclusiveLock != holder) {
            if ((kind & 4) != 0)
                return failed(eagain);
            return std::nullopt;
        }
        if ((kind & 2) != 0)
            d.file->exclusiveLock = holder;
        return gave(0);
    }
    case Call::Fcntl: {
        const std::uint64_t command = operation.argument(1);
        if (command >= 5 && command <= 7)
            return lock(id, process, operation);
        if (command == 0 || command == 1030) {
            const int number = lowestDescriptor(process, static_cast<int>(operation.argument(2)));
            process.descriptors[number] = descriptor->second;
            return gave(number);
        }
        if (command == 1)
            return gave(process.closesOnExec[descriptor->first] ? 1 : 0);
        if (command == 2) {
            process.closesOnExec[descriptor->first] = (operation.argument(2) & 1) != 0;
            return gave(0);
        }
        if (command == 3)
            return gave(static_cast<std::int64_t>(d.flags & ~std::uint64_t{01300}) | 0100000);
        if (command == 4)
            d.flags = (d.flags & 3) | operation.argument(2);
        return gave(0);
    }
    case Call::Fsync:
    case Call::Fdatasync:
    case Call::Fadvise:
        return gave(0);
    default:
        return failed(enosys);
    }
}

// --- processes, signals, time

Outcome BareMachine::fork(ProcessId id, Process& process, bool isEmpty) {
    const ProcessId child = nextProcess_++;
    Process made = process;
    made.parent = id;
    made.pending.clear();
    made.blocked = false;
    made.alarmAt.reset();
    made.memory = isEmpty ? BareMemory() : process.memory.forked();
    if (isEmpty)
        made.handlers = {};
    processes_[child] = std::move(made);
    Outcome outcome;
    outcome.result = child;
    outcome.child = child;
    return outcome;
}

BareMachine::Answer BareMachine::wait(ProcessId id, const Operation& operation) {
    Process& process = processes_.at(id);
    const auto wanted = static_cast<std::int64_t>(operation.argument(0));
    bool hasChild = false;
    for (auto& [childId, child] : processes_) {
        if (child.parent != id || (wanted > 0 && wanted != childId))
            continue;
        hasChild = true;
        if (!child.ended)
            continue;
        Outcome outcome;
        outcome.result = childId;
        Bytes status(4);
        setField<std::int32_t>(status, 0, child.status);
        out(process, operation.arguments.at(1), status, outcome);
        if (operation.arguments.at(3).form != CallArgument::Form::Value)
            outcome.returned.emplace_back(144);
        child.parent = 0; // it is gone
        return outcome;
    }
    if (!hasChild)
        return failed(echild);
    if ((operation.argument(2) & 1) != 0) {
        Outcome outcome;
        if (operation.arguments.at(1).form != CallArgument::Form::Value)
            outcome.returned.emplace_back();
        return outcome;
    }
    return std::nullopt;
}

BareMachine::Answer BareMachine::processCall(ProcessId id, Process& process, const Operation& operation) {
    const std::uint64_t first = operation.argument(0);
    const auto setWhenGiven = [&](std::size_t index, const Bytes& bytes, Outcome& outcome) {
        const CallArgument& argument = operation.arguments.at(index);
        if (argument.form != CallArgument::Form::Value || argument.value != 0)
            out(process, argument, bytes, outcome);
    };
    bool failure = false;
    switch (operation.call) {
    case Call::Sigaction: {
        if (first == 9 || first == 19)
            return failed(einval);
        Handler& handler = process.handlers.at(first);
        Bytes before(32);
        setField(before, 0, handler.address);
        setField(before, 8, handler.flags);
        setField(before, 24, handler.mask);
        Outcome outcome;
        setWhenGiven(2, before, outcome);
        if (operation.arguments.at(1).form != CallArgument::Form::Value) {
            const Bytes& given = operation.arguments[1].bytes;
            handler = {fieldOf<std::uint64_t>(given, 0), fieldOf<std::uint64_t>(given, 8),
                       fieldOf<std::uint64_t>(given, 24)};
        }
        return outcome;
    }
    case Call::Sigprocmask: {
        Bytes before(8);
        setField(before, 0, process.mask);
        const CallArgument& set = operation.arguments.at(1);
        if (set.form != CallArgument::Form::Value || set.value != 0) {
            const auto given = fieldOf<std::uint64_t>(in(process, set, 8, failure), 0);
            process.mask = first == 0 ? process.mask | given : first == 1 ? process.mask & ~given : given;
        }
        Outcome outcome;
        setWhenGiven(2, before, outcome);
        return outcome;
    }
    case Call::Sigreturn:
        if (!process.savedMasks.empty()) {
            process.mask = process.savedMasks.back();
            process.savedMasks.pop_back();
        }
        return gave(0);
    case Call::Sigpending: {
        std::uint64_t set = 0;
        for (const Signal& signal : process.pending)
            set |= std::uint64_t{1} << (signal.number - 1);
        Bytes bytes(8);
        setField(bytes, 0, set);
        Outcome outcome;
        out(process, operation.arguments.at(0), bytes, outcome);
        return outcome;
    }
    case Call::Sigsuspend:
        if (!process.blocked) {
            process.suspendedMask = process.mask;
            process.mask = fieldOf<std::uint64_t>(in(process, operation.arguments.at(0), 8, failure), 0);
        }
        return std::nullopt;
    case Call::Pause:
        return std::nullopt;
    case Call::Nanosleep: {
        const Bytes& wanted = operation.arguments.at(0).bytes;
        if (!process.wakeAt)
            process.wakeAt =
                clock_ + fieldOf<std::uint64_t>(wanted, 0) * 1000000000 + fieldOf<std::uint64_t>(wanted, 8);
        if (clock_ < *process.wakeAt)
            return std::nullopt;
        Outcome outcome;
        outcome.returned.emplace_back(16);
        return outcome;
    }
    case Call::Alarm: {
        const std::int64_t left =
            process.alarmAt ? static_cast<std::int64_t>((*process.alarmAt - clock_ + 999999999) / 1000000000) : 0;
        process.alarmAt.reset();
        if (first != 0)
            process.alarmAt = clock_ + first * 1000000000;
        return gave(left);
    }
    case Call::Getpid:
        return gave(id);
    case Call::Getppid:
        return gave(process.parent == 0 ? 1 : process.parent);
    case Call::Getuid:
    case Call::Geteuid:
    case Call::Getgid:
    case Call::Getegid:
        return gave(1000);
    case Call::Fork:
        return fork(id, process, false);
    case Call::ForkEmpty:
        return fork(id, process, true);
    case Call::ExitGroup:
        finish(id, static_cast<std::int32_t>(first & 0xFF) << 8);
        return gave(0);
    case Call::Wait4:
        return wait(id, operation);
    case Call::Kill: {
        const auto to = static_cast<ProcessId>(first);
        const auto number = static_cast<std::int32_t>(operation.argument(1));
        if (number < 0 || number > 64)
            return failed(einval);
        if (to > 0 && (!processes_.contains(to) || (processes_.at(to).parent == 0 && processes_.at(to).ended)) &&
            to != id)
            return failed(3); // ESRCH
        for (const auto& [other, owner] : std::map(processes_))
            if ((other == to || to <= 0) && number != 0 && !owner.ended)
                send(other, {number, 0, 0, id});
        return gave(0);
    }
    case Call::SchedYield:
        return gave(0);
    case Call::Time:
        return gave(static_cast<std::int64_t>(1735689600 + clock_ / 1000000000));
    case Call::ClockGettime:
    case Call::Gettimeofday: {
        const bool isPlain = operation.call == Call::Gettimeofday;
        Bytes bytes(16);
        setField<std::uint64_t>(bytes, 0, 1735689600 + clock_ / 1000000000);
        setField<std::uint64_t>(bytes, 8, clock_ % 1000000000 / (isPlain ? 1000 : 1));
        Outcome outcome;
        out(process, operation.arguments.at(isPlain ? 0 : 1), bytes, outcome);
        return outcome;
    }
    case Call::Futex: {
        if ((operation.argument(1) & 0x7F) != 0)
            return gave(1); // sleepers look again by themselves
        Bytes value(4);
        std::uint64_t done = 0;
        if (process.memory.read(first, value, done))
            return failed(efault);
        if (fieldOf<std::uint32_t>(value, 0) != static_cast<std::uint32_t>(operation.argument(2)))
            return process.blocked ? gave(0) : failed(eagain);
        const CallArgument& timeout = operation.arguments.at(3);
        if (timeout.form != CallArgument::Form::Value) {
            if (!process.wakeAt)
                process.wakeAt = clock_ + fieldOf<std::uint64_t>(timeout.bytes, 0) * 1000000000 +
                                 fieldOf<std::uint64_t>(timeout.bytes, 8);
            if (clock_ >= *process.wakeAt)
                return failed(etimedout);
        }
        return std::nullopt;
    }
    case Call::Getrlimit: {
        Bytes bytes(16, 0xFF);
        Outcome outcome;
        out(process, operation.arguments.at(1), bytes, outcome);
        return outcome;
    }
    case Call::Getrusage: {
        Outcome outcome;
        out(process, operation.arguments.at(1), Bytes(144), outcome);
        return outcome;
    }
    case Call::Uname: {
        Outcome outcome;
        Bytes bytes(390);
        std::memcpy(bytes.data(), "Linux", 5);
        out(process, operation.arguments.at(0), bytes, outcome);
        return outcome;
    }
    default:
        return gave(0);
    }
}

} // namespace faultline::testing
