#pragma once

#include "simulator/machine/operation.h"

#include <string_view>

namespace faultline {

/// A signal as siginfo_t tells it. Numbers and codes are x86-64 Linux's.
struct Signal {
    std::int32_t number = 0; ///< 0: none
    std::int32_t code = 0;   ///< si_code: SEGV_MAPERR 1, SEGV_ACCERR 2, BUS_ADRERR 2, SI_USER 0, SI_KERNEL 0x80 …
    Address address = 0;     ///< si_addr of SIGSEGV, SIGBUS, SIGFPE
    ProcessId sender = 0;    ///< si_pid of a signal sent by kill

    explicit operator bool() const { return number != 0; }
    bool operator==(const Signal&) const = default;
};

/// "SIGSEGV"; "signal 77" for a number without a name.
std::string_view signalName(std::int32_t number);
/// "SEGV_MAPERR", "BUS_ADRERR", "SI_USER"; empty where the code has no name of its own.
std::string_view signalCodeName(const Signal& signal);

} // namespace faultline
