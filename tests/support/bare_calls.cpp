// The system calls of the machine of bare bytes: their arguments, and which part answers them.
#include "tests/support/bare_answers.h"
#include "tests/support/bare_description.h"

#include <algorithm>

namespace faultline::testing {

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
    case Call::Waitid:
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

} // namespace faultline::testing
