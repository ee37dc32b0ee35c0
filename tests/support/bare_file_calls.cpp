// The calls on files of the machine of bare bytes.
#include "tests/support/bare_answers.h"
#include "tests/support/bare_description.h"

#include <algorithm>

namespace faultline::testing {

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
    case Call::SyncFileRange:
    case Call::Fadvise:
        return gave(0);
    default:
        return failed(enosys);
    }
}

} // namespace faultline::testing
