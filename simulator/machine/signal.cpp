#include "simulator/machine/signal.h"

#include <array>
#include <string>

namespace faultline {

std::string_view signalName(std::int32_t number) {
    constexpr std::array<std::string_view, 32> names = {
        "",          "SIGHUP",  "SIGINT",    "SIGQUIT", "SIGILL",   "SIGTRAP", "SIGABRT", "SIGBUS",
        "SIGFPE",    "SIGKILL", "SIGUSR1",   "SIGSEGV", "SIGUSR2",  "SIGPIPE", "SIGALRM", "SIGTERM",
        "SIGSTKFLT", "SIGCHLD", "SIGCONT",   "SIGSTOP", "SIGTSTP",  "SIGTTIN", "SIGTTOU", "SIGURG",
        "SIGXCPU",   "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO",   "SIGPWR",  "SIGSYS"};
    if (number > 0 && number < static_cast<std::int32_t>(names.size()))
        return names[static_cast<std::size_t>(number)];
    return number >= 32 && number <= 64 ? "a real-time signal" : "no signal";
}

std::string_view signalCodeName(const Signal& signal) {
    constexpr std::int32_t sigill = 4, sigbus = 7, sigfpe = 8, sigsegv = 11, sigchld = 17;
    if (signal.code == 0x80)
        return "SI_KERNEL";
    if (signal.code == 0)
        return "SI_USER";
    if (signal.code == -6)
        return "SI_TKILL";
    if (signal.number == sigsegv)
        return signal.code == 1 ? "SEGV_MAPERR" : signal.code == 2 ? "SEGV_ACCERR" : "";
    if (signal.number == sigbus)
        return signal.code == 1 ? "BUS_ADRALN" : signal.code == 2 ? "BUS_ADRERR" : signal.code == 3 ? "BUS_OBJERR" : "";
    if (signal.number == sigill)
        return signal.code == 1 ? "ILL_ILLOPC" : signal.code == 2 ? "ILL_ILLOPN" : "";
    if (signal.number == sigfpe)
        return signal.code == 1 ? "FPE_INTDIV" : signal.code == 2 ? "FPE_INTOVF" : "";
    if (signal.number == sigchld)
        return signal.code == 1 ? "CLD_EXITED" : signal.code == 2 ? "CLD_KILLED" : "";
    return "";
}

} // namespace faultline
