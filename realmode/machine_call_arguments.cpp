#include "realmode/call_kinds.h"
#include "realmode/data_layout.h"
#include "realmode/machine_parts.h"
#include "realmode/names.h"
#include "realmode/signal_structs.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/wait.h>

namespace faultline {

namespace {

constexpr std::uint64_t tmpfileBit = 020000000;     ///< __O_TMPFILE without O_DIRECTORY
constexpr std::uint64_t noSuchProcess = 0x3fffffff; ///< above every kernel's pid_max: ESRCH
constexpr std::uint64_t smallestPointer = 4096;

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

bool isPointer(const std::vector<CallArgument>& arguments, std::size_t index) {
    return index < arguments.size() && (arguments[index].form != CallArgument::Form::Value || arguments[index].value);
}

worker::Argument laidOut(const CallArgument& argument, DataLayout& data) {
    switch (argument.form) {
    case CallArgument::Form::In:
        return data.bytes(argument.bytes, argument.bytes.size());
    case CallArgument::Form::Out:
        return data.room(argument.size);
    case CallArgument::Form::InOut:
        return data.bytes(argument.bytes, std::max<std::uint64_t>(argument.size, argument.bytes.size()));
    default:
        return {false, argument.value};
    }
}

} // namespace

bool KernelMachine::Parts::preparePath(const RealProcess& process, const Operation& operation, std::size_t index,
                                       DataLayout& data, worker::Request& request) {
    const CallArgument& argument = operation.arguments[index];
    const bool inMemory = argument.form == CallArgument::Form::Value;
    std::string path;
    if (!inMemory) {
        path = textOf(argument.bytes);
    } else { // what the program's own literals hold is known without touching them; a path is at most 4096 bytes
        for (std::uint8_t byte = 0; path.size() < 4096; path += static_cast<char>(byte))
            if (!readBack.known(process.id, argument.value + path.size(), std::span(&byte, 1)) || byte == 0)
                break;
    }
    const bool isShm = operation.call == Call::ShmOpen || operation.call == Call::ShmUnlink;
    bool isName = true;
    if (isShm) { // shm_open ignores leading slashes and takes one name (shm_open(3))
        const std::string name = path.substr(std::min(path.find_first_not_of('/'), path.size()));
        isName = !name.empty() && name.find('/') == std::string::npos;
        path = "/dev/shm/" + name;
    }
    const std::string leadsTo = rewritten(path, folders);
    if (inMemory && leadsTo == path && !isShm) {
        request.arguments[index].value = argument.value;
        return true;
    }
    if (inMemory)
        request.touch = argument.value;
    request.arguments[index] = data.text(leadsTo);
    return isName;
}

void KernelMachine::Parts::preparePid(const Operation& operation, std::size_t index, worker::Request& request) {
    const auto id = static_cast<ProcessId>(operation.argument(index));
    if (id <= 0) { // the group, or -1, which the filter knows in 32 bits
        request.arguments[index].value = static_cast<std::uint32_t>(id);
        return;
    }
    const RealProcess* target = find(id);
    request.arguments[index].value = target ? static_cast<std::uint64_t>(target->pid) : noSuchProcess;
}

void KernelMachine::Parts::prepareSignalCall(const RealProcess& process, const Operation& operation, DataLayout& data,
                                             worker::Request& request) {
    const auto& arguments = operation.arguments;
    if (operation.call == Call::Sigaction) {
        request.arguments[1] = request.arguments[2] = {};
        if (isPointer(arguments, 1)) {
            const worker::KernelAction action =
                kernelAction(behind(arguments[1], readBack, process.id, cLibraryAction));
            request.arguments[1] =
                data.bytes({reinterpret_cast<const std::uint8_t*>(&action), sizeof action}, sizeof action);
        }
        if (isPointer(arguments, 2))
            request.arguments[2] = data.room(sizeof(worker::KernelAction));
        return;
    }
    // Masks and stacks that lie in the program's memory are passed through the channel, too.
    const bool isStack = operation.call == Call::Sigaltstack;
    const std::uint64_t size = isStack ? 24 : 8;
    for (std::size_t i = operation.call == Call::Sigprocmask ? 1 : 0; i < arguments.size() && i < 3; ++i) {
        const bool isNumber = arguments[i].form == CallArgument::Form::Value && arguments[i].value < smallestPointer;
        if (!isNumber) {
            Bytes bytes = behind(arguments[i], readBack, process.id, size);
            bytes.resize(size);
            request.arguments[i] = data.bytes(bytes, size);
        } else {
            request.arguments[i] = {}; // NULL, or the size of a set
        }
    }
}

std::optional<Failure> KernelMachine::Parts::prepareCall(RealProcess& process, const Operation& operation,
                                                         worker::Request& request) {
    const CallTraits traits = traitsOf(operation.call);
    DataLayout data(*process.channel);
    request.kind = isSignalCall(operation.call) ? signalKind(operation.call) : worker::Kind::Call;
    request.call = kernelNumber(operation.call);
    bool isName = true;
    request.cutAtPages = operation.call == Call::Write || operation.call == Call::Pwrite;
    for (std::size_t i = 0; i < operation.arguments.size() && i < 6; ++i) {
        const bool isPath = traits.paths[0] == static_cast<int>(i) || traits.paths[1] == static_cast<int>(i);
        if (isPath)
            isName = preparePath(process, operation, i, data, request) && isName;
        else
            request.arguments[i] = laidOut(operation.arguments[i], data);
    }
    if (isSignalCall(operation.call))
        prepareSignalCall(process, operation, data, request);
    if (operation.call == Call::Kill || operation.call == Call::Wait4)
        preparePid(operation, 0, request);
    if (operation.call == Call::Waitid && operation.argument(0) == P_PID)
        preparePid(operation, 1, request);
    if (operation.call == Call::Fcntl && operation.argument(1) == F_SETOWN)
        preparePid(operation, 2, request);
    if (operation.call == Call::ShmOpen) { // shm_open adds these (shm_open(3))
        request.arguments[1].value |= O_CLOEXEC | O_NOFOLLOW;
        if (!isName)
            request.arguments[1].value = tmpfileBit; // the C library says EINVAL; so does the kernel of this bit alone
    }
    request.dataEnd = data.end();
    if (!data.fits())
        return Failure{"A system call passes more than 2 MiB from or to a local array.",
                       std::string(kindName(operation)), "Make the array static, or allocate it."};
    return std::nullopt;
}

} // namespace faultline
