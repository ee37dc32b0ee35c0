#include "realmode/call_kinds.h"
#include "realmode/machine_parts.h"
#include "realmode/signal_structs.h"
#include "realmode/waitid_fields.h"

#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/shm.h>

namespace faultline {

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

void KernelMachine::Parts::noteWaitedFor(ProcessId child) {
    const auto found = snapshot.processes.find(child);
    if (found == snapshot.processes.end() || !found->second.facts.ended)
        return; // news of a stop
    ProcessFacts facts = found->second.facts;
    facts.waitedFor = true;
    readBack.setFacts(child, facts);
}

void KernelMachine::Parts::translateIds(const Operation& operation, Outcome& outcome) {
    switch (operation.call) {
    case Call::Getpid:
        outcome.result = virtualId(static_cast<pid_t>(outcome.result));
        break;
    case Call::Getppid: { // the first process, and one whose parent has ended, are the keeper's: to a program, init's
        const ProcessId parent = virtualId(static_cast<pid_t>(outcome.result));
        outcome.result = parent ? parent : 1;
        break;
    }
    case Call::Wait4:
        if (outcome.result > 0) {
            const ProcessId child = virtualId(static_cast<pid_t>(outcome.result));
            outcome.result = child;
            noteWaitedFor(child);
        }
        break;
    case Call::Waitid:
        if (!outcome.returned.empty() && outcome.returned[0].size() >= WaitidFields::size) {
            WaitidFields fields = WaitidFields::from(outcome.returned[0].data());
            if (fields.pid != 0)
                fields.pid = virtualId(fields.pid);
            fields.into(outcome.returned[0]);
            if ((operation.argument(3) & WNOWAIT) == 0)
                noteWaitedFor(fields.pid);
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

} // namespace faultline
