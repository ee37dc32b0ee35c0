#pragma once

#include "realmode/worker/protocol.h"

namespace faultline::worker {

/// The kernel's struct sigaction on x86-64.
struct KernelAction {
    std::uint64_t handler = 0;
    std::uint64_t flags = 0;
    std::uint64_t restorer = 0;
    std::uint64_t mask = 0;
};
static_assert(sizeof(KernelAction) == 32);

/// The worker's own handlers on its alternate stack: SIGSEGV, SIGBUS and SIGSYS. Also in a forked child.
void armSignals();

// What the program asks for. Results as the kernel's.
std::int64_t setAction(int signal, const KernelAction* action, KernelAction* old);
std::int64_t setMask(int how, const std::uint64_t* set, std::uint64_t* old);
/// A handler of the program has returned: the mask that it found is put back.
std::int64_t returnFromHandler();
std::int64_t suspend(std::uint64_t mask);
std::uint64_t pending();
/// stack_t on both sides; either may be nullptr.
std::int64_t setAlternateStack(const void* stack, void* old);

/// Signals caught since the last call go onto the mask stack, the first on top, and its mask holds from now on.
void enterHandlers();

/// Ends the worker by the signal's default action.
[[noreturn]] void dieBy(int signal);

} // namespace faultline::worker
