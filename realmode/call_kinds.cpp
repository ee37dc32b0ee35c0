#include "realmode/call_kinds.h"

#include <algorithm>
#include <fcntl.h>

namespace faultline {

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

std::uint32_t kernelNumber(Call call) {
    if (call == Call::ShmOpen)
        return static_cast<std::uint32_t>(Call::Open);
    if (call == Call::ShmUnlink)
        return static_cast<std::uint32_t>(Call::Unlink);
    return static_cast<std::uint32_t>(call);
}

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

bool isGivenArgument(Call call) {
    switch (call) {
    case Call::Stat:
    case Call::Lstat:
    case Call::Fstat:
    case Call::Getrusage:
    case Call::Ioctl:
    case Call::Getrlimit:
    case Call::Shmctl:
    case Call::Uname:
    case Call::Getcwd:
    case Call::Wait4:
    case Call::Waitid:
        return true;
    default:
        return false;
    }
}

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

std::vector<Bytes> nothingReturned(const Operation& operation) {
    return std::vector<Bytes>(static_cast<std::size_t>(
        std::count_if(operation.arguments.begin(), operation.arguments.end(), [](const CallArgument& argument) {
            return argument.form == CallArgument::Form::Out || argument.form == CallArgument::Form::InOut;
        })));
}

} // namespace faultline
