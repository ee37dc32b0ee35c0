#include "realmode/machine_parts.h"
#include "realmode/names.h"
#include "realmode/probes/proc_text.h"
#include "realmode/worker/signals.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/stat.h>

namespace faultline {

namespace {

constexpr std::uint64_t pageSize = 4096;
constexpr std::uint64_t noSuchProcess = 0x3fffffff; ///< above every kernel's pid_max: ESRCH
constexpr std::uint64_t cLibraryAction = 152;       ///< size of the C library's struct sigaction

std::uint64_t word(const Bytes& bytes, std::size_t at) {
    std::uint64_t value = 0;
    if (at < bytes.size())
        std::memcpy(&value, bytes.data() + at, std::min<std::size_t>(8, bytes.size() - at));
    return value;
}

/// The C library's struct sigaction (handler, 128 bytes of mask, flags, restorer) or the kernel's (handler, flags,
/// restorer, mask), by its size, as the kernel's.
worker::KernelAction kernelAction(const Bytes& bytes) {
    if (bytes.size() < cLibraryAction)
        return {word(bytes, 0), word(bytes, 8), word(bytes, 16), word(bytes, 24)};
    return {word(bytes, 0), word(bytes, 136) & 0xffffffffu, word(bytes, 144), word(bytes, 8)};
}

Bytes asProgramWants(const worker::KernelAction& action, std::uint64_t size) {
    Bytes bytes(size, 0);
    const auto put = [&bytes](std::size_t at, const void* from, std::size_t count) {
        if (at + count <= bytes.size())
            std::memcpy(bytes.data() + at, from, count);
    };
    put(0, &action.handler, 8);
    if (size < cLibraryAction) {
        put(8, &action.flags, 8);
        put(16, &action.restorer, 8);
        put(24, &action.mask, 8);
    } else {
        put(8, &action.mask, 8);
        put(136, &action.flags, 4);
        put(144, &action.restorer, 8);
    }
    return bytes;
}

bool isSignalCall(Call call) {
    return call == Call::Sigaction || call == Call::Sigprocmask || call == Call::Sigreturn ||
           call == Call::Sigsuspend || call == Call::Sigpending || call == Call::Sigaltstack;
}

worker::Kind signalKind(Call call) {
    switch (call) {
    case Call::Sigaction:
        return worker::Kind::Sigaction;
    case Call::Sigprocmask:
        return worker::Kind::Sigprocmask;
    case Call::Sigreturn:
        return worker::Kind::Sigreturn;
    case Call::Sigsuspend:
        return worker::Kind::Sigsuspend;
    case Call::Sigaltstack:
        return worker::Kind::Sigaltstack;
    default:
        return worker::Kind::Sigpending;
    }
}

/// Results that are the kernel's own numbers.
bool isGivenResult(Call call) {
    switch (call) {
    case Call::Getuid:
    case Call::Getgid:
    case Call::Geteuid:
    case Call::Getegid:
    case Call::Shmget:
    case Call::Getppid:
        return true;
    default:
        return false;
    }
}

/// Calls whose Out arguments hold numbers of the kernel's own.
bool isGivenArgument(Call call) {
    switch (call) {
    case Call::Stat:
    case Call::Lstat:
    case Call::Fstat:
    case Call::Getrusage:
    case Call::Shmctl:
    case Call::Uname:
    case Call::Getcwd:
    case Call::Wait4:
        return true;
    default:
        return false;
    }
}

/// The kernel has left Out arguments alone.
bool wroteNothing(const Operation& operation, const Outcome& outcome) {
    switch (operation.call) {
    case Call::Wait4:
        return outcome.result <= 0;
    case Call::Fcntl:
        return outcome.error != 0 || (operation.argument(1) != F_GETLK && operation.argument(1) != F_OFD_GETLK);
    default:
        return outcome.error != 0;
    }
}

/// One empty entry for each Out or InOut argument: nothing has been written through them yet.
std::vector<Bytes> nothingReturned(const Operation& operation) {
    return std::vector<Bytes>(static_cast<std::size_t>(
        std::count_if(operation.arguments.begin(), operation.arguments.end(), [](const CallArgument& argument) {
            return argument.form == CallArgument::Form::Out || argument.form == CallArgument::Form::InOut;
        })));
}

std::uint32_t kernelNumber(Call call) {
    if (call == Call::ShmOpen)
        return static_cast<std::uint32_t>(Call::Open);
    if (call == Call::ShmUnlink)
        return static_cast<std::uint32_t>(Call::Unlink);
    return static_cast<std::uint32_t>(call);
}

/// Lays arguments out in a channel's data.
class DataLayout {
public:
    explicit DataLayout(worker::Channel& channel) : channel_(channel) {}

    worker::Argument room(std::uint64_t size) {
        const worker::Argument at{true, end_};
        end_ = (end_ + size + 15) / 16 * 16;
        return at;
    }
    worker::Argument bytes(std::span<const std::uint8_t> bytes, std::uint64_t size) {
        const worker::Argument at = room(size);
        if (end_ <= worker::dataRoom && !bytes.empty())
            std::memcpy(channel_.data() + at.value, bytes.data(), std::min<std::size_t>(bytes.size(), size));
        return at;
    }
    worker::Argument text(const std::string& text) {
        return bytes({reinterpret_cast<const std::uint8_t*>(text.c_str()), text.size() + 1}, text.size() + 1);
    }
    std::uint64_t end() const { return end_; }
    bool fits() const { return end_ <= worker::dataRoom; }

private:
    worker::Channel& channel_;
    std::uint64_t end_ = 0;
};

std::string textOf(std::span<const std::uint8_t> bytes) {
    return std::string(bytes.begin(), std::find(bytes.begin(), bytes.end(), 0));
}

/// The bytes behind a pointer argument before the call: those that travel with it, or what the snapshot knows of
/// the program's memory. Looking faults nothing in.
Bytes behind(const CallArgument& argument, const ReadBack& readBack, ProcessId process, std::uint64_t size) {
    if (argument.form != CallArgument::Form::Value)
        return argument.bytes;
    Bytes bytes(size, 0);
    if (argument.value == 0 || !readBack.known(process, argument.value, bytes))
        return {};
    return bytes;
}

} // namespace

std::optional<Failure> KernelMachine::Parts::prepareCall(RealProcess& process, const Operation& operation,
                                                         worker::Request& request) {
    const CallTraits traits = traitsOf(operation.call);
    DataLayout layoutOfData(*process.channel);
    request.kind = isSignalCall(operation.call) ? signalKind(operation.call) : worker::Kind::Call;
    request.call = kernelNumber(operation.call);
    request.cutAtPages = operation.call == Call::Write || operation.call == Call::Pwrite;
    for (std::size_t i = 0; i < operation.arguments.size() && i < 6; ++i) {
        const CallArgument& argument = operation.arguments[i];
        const bool isPath = traits.paths[0] == static_cast<int>(i) || traits.paths[1] == static_cast<int>(i);
        if (isPath) {
            // A path is at most 4096 bytes; what the program's own literals hold is known without touching them.
            std::string path;
            if (argument.form != CallArgument::Form::Value) {
                path = textOf(argument.bytes);
            } else {
                for (std::uint8_t byte = 0; path.size() < 4096; path += static_cast<char>(byte))
                    if (!readBack.known(process.id, argument.value + path.size(), std::span(&byte, 1)) || byte == 0)
                        break;
            }
            const bool isShm = operation.call == Call::ShmOpen || operation.call == Call::ShmUnlink;
            if (isShm) // shm_open ignores leading slashes and takes one name (shm_open(3))
                path = "/dev/shm/" + path.substr(std::min(path.find_first_not_of('/'), path.size()));
            const std::string leadsTo = rewritten(path, folders);
            if (argument.form == CallArgument::Form::Value && leadsTo == path && !isShm) {
                request.arguments[i].value = argument.value;
            } else {
                if (argument.form == CallArgument::Form::Value)
                    request.touch = argument.value;
                request.arguments[i] = layoutOfData.text(leadsTo);
            }
            continue;
        }
        switch (argument.form) {
        case CallArgument::Form::Value:
            request.arguments[i].value = argument.value;
            break;
        case CallArgument::Form::In:
            request.arguments[i] = layoutOfData.bytes(argument.bytes, argument.bytes.size());
            break;
        case CallArgument::Form::Out:
            request.arguments[i] = layoutOfData.room(argument.size);
            break;
        case CallArgument::Form::InOut:
            request.arguments[i] =
                layoutOfData.bytes(argument.bytes, std::max<std::uint64_t>(argument.size, argument.bytes.size()));
            break;
        }
        if (!layoutOfData.fits())
            return Failure{"A system call passes more than 2 MiB from or to a local array.", kindName(operation).data(),
                           "Make the array static, or allocate it."};
    }
    const auto& arguments = operation.arguments;
    const auto pidArgument = [&](std::size_t index) {
        const auto id = static_cast<ProcessId>(operation.argument(index));
        if (id <= 0) { // the group, or -1, which the filter knows in 32 bits
            request.arguments[index].value = static_cast<std::uint32_t>(id);
            return;
        }
        const RealProcess* target = find(id);
        request.arguments[index].value = target ? static_cast<std::uint64_t>(target->pid) : noSuchProcess;
    };
    switch (operation.call) {
    case Call::Kill:
    case Call::Wait4:
        pidArgument(0);
        break;
    case Call::Sigaction: {
        request.arguments[1] = request.arguments[2] = {};
        if (arguments.size() > 1 && (arguments[1].form != CallArgument::Form::Value || arguments[1].value)) {
            const worker::KernelAction action =
                kernelAction(behind(arguments[1], readBack, process.id, cLibraryAction));
            request.arguments[1] =
                layoutOfData.bytes({reinterpret_cast<const std::uint8_t*>(&action), sizeof action}, sizeof action);
        }
        if (arguments.size() > 2 && (arguments[2].form != CallArgument::Form::Value || arguments[2].value))
            request.arguments[2] = layoutOfData.room(sizeof(worker::KernelAction));
        break;
    }
    case Call::Sigprocmask:
    case Call::Sigsuspend:
    case Call::Sigpending:
        for (std::size_t i = operation.call == Call::Sigprocmask ? 1 : 0; i < arguments.size() && i < 3; ++i) {
            request.arguments[i] = {};
            if (arguments[i].form == CallArgument::Form::Value && (!arguments[i].value || arguments[i].value < 4096))
                continue; // NULL, or the size of a set
            Bytes mask = behind(arguments[i], readBack, process.id, 8);
            mask.resize(8);
            request.arguments[i] = layoutOfData.bytes(mask, 8);
        }
        break;
    case Call::ShmOpen: // shm_open adds these (shm_open(3))
        request.arguments[1].value |= O_CLOEXEC | O_NOFOLLOW;
        break;
    case Call::Sigaltstack: // structs in the program's memory are passed through the channel, too
        for (std::size_t i = 0; i < arguments.size() && i < 2; ++i)
            if (arguments[i].form == CallArgument::Form::Value && arguments[i].value)
                request.arguments[i] = layoutOfData.bytes(behind(arguments[i], readBack, process.id, 24), 24);
        break;
    case Call::Fcntl:
        if (operation.argument(1) == F_SETOWN)
            pidArgument(2);
        break;
    default:
        break;
    }
    request.dataEnd = layoutOfData.end();
    if (!layoutOfData.fits())
        return Failure{"A system call passes more than 2 MiB from or to a local array.", kindName(operation).data(),
                       "Make the array static, or allocate it."};
    return std::nullopt;
}

Performed KernelMachine::Parts::performCall(RealProcess& process, const Operation& operation) {
    worker::Request request;
    if (operation.call == Call::Read)
        terminal.pump();
    if (auto refused = prepareCall(process, operation, request))
        return fail(*refused);
    if (operation.call == Call::Kill)
        if (RealProcess* target = find(static_cast<ProcessId>(operation.argument(0))))
            target->lastSent = {static_cast<std::int32_t>(operation.argument(1)), SI_USER, 0, process.id};
    process.post(request);
    const CallTraits traits = traitsOf(operation.call);
    stirred |= traits.processes;
    switch (wait(process, traits.mayBlock)) {
    case Waited::Answered:
        return finishCall(process, operation);
    case Waited::Over:
        return workerOver(process, {}, {});
    case Waited::TooLong:
        return tooLong(process);
    case Waited::Asleep:
        break;
    }
    Performed performed;
    performed.status = Status::Blocked;
    process.blocked = operation;
    readBack.into(performed.delta);
    ProcessFacts facts = snapshot.processes.at(process.id).facts;
    facts.blocked = Blocked{waitsFor(process, operation)};
    readBack.setFacts(process.id, facts);
    takeWritten(performed.outcome);
    performed.outcome.returned = nothingReturned(operation);
    Event event;
    event.kind = EventKind::Blocks;
    event.process = process.id;
    event.text = facts.blocked->on;
    performed.outcome.story.push_back(std::move(event));
    return performed;
}

std::string KernelMachine::Parts::waitsFor(const RealProcess& process, const Operation& operation) {
    const auto nameOfFile = [&]() -> std::string {
        const FileId file = readBack.fileOfDescriptor(process, operation.argument(0));
        return file ? snapshot.files.at(file).facts.name : "a pipe";
    };
    switch (operation.call) {
    case Call::Read:
        return operation.argument(0) == 0 ? "standard input" : nameOfFile();
    case Call::Write:
        return nameOfFile();
    case Call::Fcntl:
    case Call::Flock:
        return "a lock on " + nameOfFile();
    case Call::Wait4: {
        const auto id = static_cast<ProcessId>(operation.argument(0));
        return id > 0 ? std::to_string(id) + " to end" : "a child to end";
    }
    case Call::Futex:
        return "a semaphore";
    case Call::Pause:
    case Call::Sigsuspend:
        return "a signal";
    default:
        return std::string(kindName(operation));
    }
}

Performed KernelMachine::Parts::finishCall(RealProcess& process, const Operation& operation) {
    Performed performed;
    Outcome& outcome = performed.outcome;
    const worker::Reply reply = process.channel->reply;
    readBack.into(performed.delta);
    if (reply.refused >= 0)
        return fail({"The program asked for system call " + std::to_string(reply.refused) +
                         ", which its confinement does not allow.",
                     std::string(kindName(operation)), "Leave the call out."});
    Event called;
    called.kind = EventKind::ProgramCalls;
    called.call = operation.call;
    called.process = process.id;
    outcome.story.push_back(std::move(called));
    count(process, outcome);
    outcome.result = reply.result;
    const bool unlikeErrno = operation.call == Call::Brk; // gives the break, never an error
    if (!unlikeErrno && reply.result < 0 && reply.result > -4096) {
        outcome.result = -1;
        outcome.error = static_cast<std::int32_t>(-reply.result);
    }
    takeReturned(process, operation, outcome);
    translateIds(operation, outcome);
    outcome.delivered = takeSignals(process);
    readBackCall(process, operation, outcome);
    ProcessFacts facts = snapshot.processes.at(process.id).facts;
    facts.blocked.reset();
    facts.minor += outcome.minor;
    facts.major += outcome.major;
    readBack.setFacts(process.id, facts);
    if (isGivenResult(operation.call))
        outcome.given.result = outcome.result;
    takeWritten(outcome);
    if (reply.again) {
        performed.status = Status::Signalled;
        outcome.result = 0;
        outcome.error = 0;
        outcome.returned = nothingReturned(operation);
        return performed;
    }
    Event returns;
    returns.kind = EventKind::Returns;
    returns.call = operation.call;
    returns.process = process.id;
    returns.value = outcome.result;
    returns.error = outcome.error;
    outcome.story.push_back(std::move(returns));
    return performed;
}

void KernelMachine::Parts::takeReturned(RealProcess& process, const Operation& operation, Outcome& outcome) {
    const worker::Request& request = process.channel->request;
    for (std::size_t i = 0; i < operation.arguments.size() && i < 6; ++i) {
        const CallArgument& argument = operation.arguments[i];
        const bool returns = argument.form == CallArgument::Form::Out || argument.form == CallArgument::Form::InOut;
        Bytes bytes;
        if (returns) {
            const std::uint64_t size = std::max<std::uint64_t>(argument.size, argument.bytes.size());
            const std::uint8_t* from = process.channel->data() + request.arguments[i].value;
            if (!request.arguments[i].isData) {
                bytes = argument.bytes;
            } else if (operation.call == Call::Sigaction) {
                worker::KernelAction action;
                std::memcpy(&action, from, sizeof action);
                bytes = outcome.error ? Bytes(size, 0) : asProgramWants(action, size);
            } else if (isSignalCall(operation.call) && operation.call != Call::Sigaltstack) {
                bytes.assign(from, from + std::min<std::uint64_t>(size, 8));
                bytes.resize(size);
            } else {
                bytes.assign(from, from + size);
                // What the kernel has not filled stays out: of a read, only the bytes read.
                if ((operation.call == Call::Read || operation.call == Call::Pread) && outcome.result >= 0)
                    bytes.resize(static_cast<std::size_t>(outcome.result));
            }
            if (wroteNothing(operation, outcome))
                bytes.clear();
            if (operation.call == Call::Getcwd && outcome.result > 0)
                bytes.resize(std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(outcome.result)));
            if (operation.call == Call::Getrusage && bytes.size() >= sizeof(struct rusage))
                ownFaults(process, operation, bytes);
            outcome.returned.push_back(bytes);
        }
        if (isGivenArgument(operation.call) && outcome.error == 0) {
            outcome.given.arguments.resize(operation.arguments.size());
            if (returns)
                outcome.given.arguments[i] = bytes;
        }
    }
}

void KernelMachine::Parts::ownFaults(const RealProcess& process, const Operation& operation, Bytes& bytes) {
    struct rusage usage;
    std::memcpy(&usage, bytes.data(), sizeof usage);
    usage.ru_minflt = usage.ru_majflt = 0;
    const bool children = static_cast<std::int32_t>(operation.argument(0)) == RUSAGE_CHILDREN;
    for (const auto& [id, one] : snapshot.processes) {
        const bool counts = children ? one.facts.parent == process.id && one.facts.waitedFor : id == process.id;
        usage.ru_minflt += counts ? static_cast<long>(one.facts.minor) : 0;
        usage.ru_majflt += counts ? static_cast<long>(one.facts.major) : 0;
    }
    std::memcpy(bytes.data(), &usage, sizeof usage);
}

void KernelMachine::Parts::translateIds(const Operation& operation, Outcome& outcome) {
    switch (operation.call) {
    case Call::Getpid:
    case Call::Getppid:
        outcome.result = virtualId(static_cast<pid_t>(outcome.result));
        break;
    case Call::Wait4:
        if (outcome.result > 0) {
            const ProcessId child = virtualId(static_cast<pid_t>(outcome.result));
            outcome.result = child;
            const auto found = snapshot.processes.find(child);
            if (found != snapshot.processes.end() && found->second.facts.ended) {
                ProcessFacts facts = found->second.facts;
                facts.waitedFor = true;
                readBack.setFacts(child, facts);
            }
        }
        break;
    case Call::Shmctl: // who made it and who used it last: struct shmid_ds has their ids behind its times
        if (!outcome.returned.empty() && outcome.returned[0].size() == sizeof(struct shmid_ds)) {
            struct shmid_ds facts;
            std::memcpy(&facts, outcome.returned[0].data(), sizeof facts);
            facts.shm_cpid = virtualId(facts.shm_cpid);
            facts.shm_lpid = virtualId(facts.shm_lpid);
            std::memcpy(outcome.returned[0].data(), &facts, sizeof facts);
        }
        break;
    case Call::Fcntl: {
        const auto command = static_cast<int>(operation.argument(1));
        constexpr std::size_t ownerAt = 24; // l_pid in struct flock
        if (command == F_GETLK && !outcome.returned.empty() && outcome.returned[0].size() >= ownerAt + 4) {
            std::int32_t owner = 0;
            std::memcpy(&owner, outcome.returned[0].data() + ownerAt, 4);
            if (owner > 0)
                owner = virtualId(owner);
            std::memcpy(outcome.returned[0].data() + ownerAt, &owner, 4);
        }
        if (command == F_GETOWN && outcome.result > 0)
            outcome.result = virtualId(static_cast<pid_t>(outcome.result));
        break;
    }
    default:
        break;
    }
}

void KernelMachine::Parts::readBackCall(RealProcess& process, const Operation& operation, Outcome& outcome) {
    const CallTraits traits = traitsOf(operation.call);
    const bool ok = outcome.error == 0;
    const auto result = static_cast<Address>(outcome.result);
    if (traits.mappings) {
        Labelled labelled;
        if (ok && (operation.call == Call::Mmap || operation.call == Call::Mremap)) {
            const std::size_t length = operation.call == Call::Mmap ? 1 : 2;
            labelled = {result, result + (operation.argument(length) + pageSize - 1) / pageSize * pageSize,
                        operation.label};
            if (operation.call == Call::Mmap)
                readBack.replaced(process.id, labelled.start, labelled.end);
        } else if (ok && operation.call == Call::Shmat) {
            labelled = {result, result + 1, operation.label};
        }
        readBack.mappings(process, labelled);
    }
    if (ok && traits.opens)
        readBack.fileOfDescriptor(process, result);
    const bool touchesFiles = traits.mappings || traits.names || traits.descriptor >= 0 ||
                              operation.call == Call::Msync || outcome.minor || outcome.major;
    if (touchesFiles)
        readBackFiles(process, operation, outcome);
    if (touchesFiles || traits.closes)
        readBack.allPages();
    if (traits.closes)
        readBack.goneFiles();
    for (const WrittenThrough& through : traits.writes) {
        if (through.pointer < 0 || !ok)
            continue;
        const auto index = static_cast<std::size_t>(through.pointer);
        if (index >= operation.arguments.size() || operation.arguments[index].form != CallArgument::Form::Value)
            continue;
        const std::uint64_t length = through.length >= 0 ? operation.argument(static_cast<std::size_t>(through.length))
                                     : through.length == -2 ? result
                                                            : through.bytes;
        if (operation.argument(index))
            readBack.bytes(process, operation.argument(index), length);
    }
}

void KernelMachine::Parts::readBackFiles(RealProcess& process, const Operation& operation, const Outcome& outcome) {
    const CallTraits traits = traitsOf(operation.call);
    std::map<FileId, std::uint64_t> sizes;
    for (const auto& [id, file] : snapshot.files)
        sizes[id] = file.facts.size;
    readBack.facts();
    for (const auto& [id, size] : sizes)
        if (!snapshot.files.at(id).facts.gone)
            readBack.file(id, operation.call == Call::Msync);
    for (const auto& [id, size] : sizes) {
        const std::uint64_t now = snapshot.files.at(id).facts.size;
        if (now < size)
            readBack.tailZeroed(id);
        if (now != size)
            readBack.fileBytes(id, std::min(size, now) / pageSize * pageSize, std::min(size, now) + pageSize);
    }
    if (!traits.contents || traits.descriptor < 0 || outcome.error)
        return;
    const std::uint64_t descriptor = operation.argument(static_cast<std::size_t>(traits.descriptor));
    const FileId file = readBack.fileOfDescriptor(process, descriptor);
    if (!file)
        return;
    const auto length = static_cast<std::uint64_t>(std::max<std::int64_t>(outcome.result, 0));
    const std::uint64_t size = snapshot.files.at(file).facts.size;
    if (operation.call == Call::Write) {
        const std::uint64_t end = positionOf(process, descriptor).value_or(size);
        readBack.fileBytes(file, end - std::min(end, length), end);
    } else if (operation.call == Call::Pwrite) {
        const std::uint64_t start = std::min(operation.argument(3), size - std::min(size, length)); // O_APPEND: the end
        readBack.fileBytes(file, start, std::max(operation.argument(3) + length, size));
    } else if (operation.call == Call::Fallocate) {
        readBack.file(file, true);
        readBack.fileBytes(file, 0, size);
    }
}

std::optional<std::uint64_t> KernelMachine::Parts::positionOf(const RealProcess& process, std::uint64_t descriptor) {
    const std::string text =
        readWhole("/proc/" + std::to_string(process.pid) + "/fdinfo/" + std::to_string(descriptor));
    if (!text.starts_with("pos:"))
        return std::nullopt;
    return std::strtoull(text.c_str() + 4, nullptr, 10);
}

} // namespace faultline
