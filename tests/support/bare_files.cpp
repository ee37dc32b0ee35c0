// Opening, reading, writing and locking files on the machine of bare bytes.
#include "tests/support/bare_answers.h"
#include "tests/support/bare_description.h"

#include <algorithm>

namespace faultline::testing {

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

} // namespace faultline::testing
