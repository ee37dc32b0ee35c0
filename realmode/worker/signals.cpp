#include "realmode/worker/signals.h"

#include "realmode/worker/access.h"
#include "realmode/worker/state.h"
#include "realmode/worker/system_call.h"

#include <errno.h>
#include <signal.h>
#include <ucontext.h>

namespace faultline::worker {

namespace {

constexpr std::uint64_t bitOf(int signal) {
    return std::uint64_t{1} << (signal - 1);
}
/// Never blocked and never left to the kernel: an access may raise them at any time, and the worker must live on.
/// What the program thinks of their blocking is kept in `shadowMask`.
constexpr std::uint64_t ownSignals = bitOf(SIGSEGV) | bitOf(SIGBUS) | bitOf(SIGSYS) | bitOf(inputEndSignal);
constexpr std::uint64_t restorerFlag = 0x04000000;

KernelAction actions[65]; // as the program set them
std::uint64_t shadowMask = 0;
std::uint64_t shadowPending = 0; // of ownSignals, sent while the program blocks them
Caught shadowCaught[65];
std::uint64_t maskStack[caughtRoom]; // masks that handlers now running put back
std::uint32_t maskDepth = 0;
alignas(16) std::uint8_t alternateStack[65536];
stack_t programStack{nullptr, SS_DISABLE, 0}; // what the program believes

void useAlternateStack() {
    stack_t stack{};
    stack.ss_sp = alternateStack;
    stack.ss_size = sizeof alternateStack;
    systemCall(SYS_sigaltstack, &stack, 0);
}

bool handles(int signal) {
    return actions[signal].handler > 1;
} // neither SIG_DFL nor SIG_IGN

std::uint64_t realMask() {
    std::uint64_t mask = 0;
    systemCall(SYS_rt_sigprocmask, SIG_BLOCK, 0, &mask, 8);
    return mask;
}

void putMask(std::uint64_t mask) {
    shadowMask = mask & ownSignals;
    const std::uint64_t real = mask & ~ownSignals;
    systemCall(SYS_rt_sigprocmask, SIG_SETMASK, &real, 0, 8);
}

void record(const Caught& one) {
    Channel& channel = *state.channel;
    const std::uint32_t count = channel.caught.load(std::memory_order_relaxed);
    channel.signals[count % caughtRoom] = one;
    channel.caught.store(count + 1, std::memory_order_release);
}

void onSignal(int signal, siginfo_t* info, void* context);

void install(int signal, const KernelAction& asked) {
    KernelAction real = asked;
    real.flags |= SA_SIGINFO | SA_ONSTACK | restorerFlag;
    real.restorer = reinterpret_cast<std::uint64_t>(&signalReturn);
    real.handler = reinterpret_cast<std::uint64_t>(&onSignal);
    real.mask &= ~ownSignals;
    if (bitOf(signal) & ownSignals)
        real.flags = (real.flags | SA_NODEFER) & ~static_cast<std::uint64_t>(SA_RESETHAND);
    systemCall(SYS_rt_sigaction, signal, &real, 0, 8);
}

bool inside(std::uint64_t at, const char* begin, const char* end) {
    return at >= reinterpret_cast<std::uint64_t>(begin) && at < reinterpret_cast<std::uint64_t>(end);
}

Caught describe(int signal, const siginfo_t* info, std::uint64_t before, std::uint64_t now) {
    Caught one;
    one.signal = signal;
    one.code = info->si_code;
    if (info->si_code > 0 && (bitOf(signal) & (ownSignals | bitOf(SIGFPE) | bitOf(SIGILL) | bitOf(SIGTRAP))))
        one.address = reinterpret_cast<std::uint64_t>(info->si_addr);
    else
        one.sender = info->si_pid;
    one.maskBefore = before;
    one.maskDuring = now | (actions[signal].mask & ownSignals);
    if ((bitOf(signal) & ownSignals) && !(actions[signal].flags & SA_NODEFER))
        one.maskDuring |= bitOf(signal);
    return one;
}

void forgetOnce(int signal) {
    if (actions[signal].flags & SA_RESETHAND) {
        actions[signal].handler = 0; // the kernel keeps the flags
        if (bitOf(signal) & ownSignals)
            install(signal, {});
    }
}

/// An access of the program raised it: the reply tells, and the access ends there.
void onAccessSignal(int signal, const siginfo_t* info, ucontext_t* context, std::uint64_t before) {
    Reply& reply = state.channel->reply;
    reply.signal = signal;
    reply.code = info->si_code;
    reply.address = reinterpret_cast<std::uint64_t>(info->si_addr);
    // A quiet access that raises a signal is asked for again, loudly; a look that raises one has seen nothing.
    const Kind kind = state.channel->request.kind;
    const bool quiet = kind == Kind::Quiet || kind == Kind::Peek;
    reply.fatal = quiet || !handles(signal) || (shadowMask & bitOf(signal));
    context->uc_mcontext.gregs[REG_RIP] = reinterpret_cast<greg_t>(accessFault);
    context->uc_mcontext.gregs[REG_EFL] &= ~0x400; // direction flag
    if (reply.fatal)
        return;
    record(describe(signal, info, before, realMask() | shadowMask));
    forgetOnce(signal);
}

/// SIGSEGV or SIGBUS that somebody sent.
bool leaveToShadow(int signal, const siginfo_t* info, std::uint64_t before) {
    if (!(bitOf(signal) & ownSignals))
        return false;
    if (shadowMask & bitOf(signal)) {
        shadowPending |= bitOf(signal);
        shadowCaught[signal] = describe(signal, info, before, before);
        return true;
    }
    if (actions[signal].handler == 1) // SIG_IGN
        return true;
    if (!handles(signal))
        dieBy(signal);
    return false;
}

void onSignal(int signal, siginfo_t* info, void* opaque) {
    auto* context = static_cast<ucontext_t*>(opaque);
    auto& mask = *reinterpret_cast<std::uint64_t*>(&context->uc_sigmask);
    const auto at = static_cast<std::uint64_t>(context->uc_mcontext.gregs[REG_RIP]);
    const std::uint64_t before = mask | shadowMask;
    if (signal == inputEndSignal)
        return; // only wakes
    if (signal == SIGSYS && info->si_code == 1) {
        state.channel->reply.refused = info->si_syscall;
        context->uc_mcontext.gregs[REG_RAX] = -ENOSYS;
        return;
    }
    if ((signal == SIGSEGV || signal == SIGBUS) && info->si_code > 0) {
        if (!inside(at, accessBegin, accessEnd))
            dieBy(signal); // a mistake of the worker's own
        onAccessSignal(signal, info, context, before);
    } else {
        if (leaveToShadow(signal, info, before))
            return;
        record(describe(signal, info, before, realMask() | shadowMask));
        forgetOnce(signal);
    }
    // Several signals at once lie on the stack as frames, the last one on top, and each begins here; only the lowest
    // returns into the worker. Its mask becomes the one under which the first handler of the program runs.
    if (at == reinterpret_cast<std::uint64_t>(&onSignal))
        return;
    Channel& channel = *state.channel;
    if (channel.taken != channel.caught.load(std::memory_order_relaxed))
        mask |= channel.signals[channel.taken % caughtRoom].maskDuring & ~ownSignals;
    if (at == reinterpret_cast<std::uint64_t>(programCallBegin)) {
        context->uc_mcontext.gregs[REG_RIP] = reinterpret_cast<greg_t>(programCallDone);
        context->uc_mcontext.gregs[REG_RAX] = restartLater;
    }
}

void raiseShadow() {
    for (const int signal : {SIGSEGV, SIGBUS}) {
        if (!(shadowPending & bitOf(signal)) || (shadowMask & bitOf(signal)))
            continue;
        shadowPending &= ~bitOf(signal);
        if (actions[signal].handler == 1)
            continue;
        if (!handles(signal))
            dieBy(signal);
        Caught one = shadowCaught[signal];
        one.maskBefore = realMask() | shadowMask;
        one.maskDuring = one.maskBefore | actions[signal].mask | bitOf(signal);
        record(one);
        forgetOnce(signal);
    }
}

} // namespace

void armSignals() {
    useAlternateStack();
    for (const int signal : {SIGSEGV, SIGBUS, SIGSYS, inputEndSignal})
        install(signal, {});
}

std::int64_t setAction(int signal, const KernelAction* action, KernelAction* old) {
    if (signal < 1 || signal > 64 || (action && (signal == SIGKILL || signal == SIGSTOP)))
        return -EINVAL;
    const KernelAction before = actions[signal];
    if (action) {
        actions[signal] = *action;
        actions[signal].mask &= ~(bitOf(SIGKILL) | bitOf(SIGSTOP));
        if (signal == inputEndSignal)
            return 0;
        if ((bitOf(signal) & ownSignals) || action->handler > 1) {
            install(signal, actions[signal]);
        } else {
            KernelAction real = *action;
            real.flags |= restorerFlag;
            real.restorer = reinterpret_cast<std::uint64_t>(&signalReturn);
            systemCall(SYS_rt_sigaction, signal, &real, 0, 8);
        }
    }
    if (old)
        *old = before;
    return 0;
}

std::int64_t setMask(int how, const std::uint64_t* set, std::uint64_t* old) {
    const std::uint64_t before = realMask() | shadowMask;
    std::uint64_t now = before;
    if (set && how == SIG_BLOCK)
        now |= *set;
    else if (set && how == SIG_UNBLOCK)
        now &= ~*set;
    else if (set && how == SIG_SETMASK)
        now = *set;
    else if (set)
        return -EINVAL;
    now &= ~(bitOf(SIGKILL) | bitOf(SIGSTOP));
    if (set) {
        putMask(now);
        raiseShadow();
    }
    if (old)
        *old = before;
    return 0;
}

std::int64_t returnFromHandler() {
    if (maskDepth == 0)
        return -EINVAL;
    putMask(maskStack[--maskDepth]);
    raiseShadow();
    return 0;
}

std::int64_t suspend(std::uint64_t mask) {
    const std::uint64_t shadowBefore = shadowMask;
    shadowMask = mask & ownSignals;
    const std::uint64_t real = mask & ~ownSignals;
    raiseShadow();
    const std::int64_t result = programSystemCall(SYS_rt_sigsuspend, asArgument(&real), 8, 0, 0, 0, 0);
    shadowMask = shadowBefore;
    return result;
}

std::int64_t setAlternateStack(const void* stack, void* old) {
    const stack_t before = programStack;
    if (stack) {
        // The kernel judges it; then the worker's own is put back, on which its handlers run.
        const std::int64_t result = systemCall(SYS_sigaltstack, stack, 0);
        useAlternateStack();
        if (result < 0)
            return result;
        memcpy(&programStack, stack, sizeof programStack);
        if (programStack.ss_flags & SS_DISABLE)
            programStack = {nullptr, SS_DISABLE, 0};
    }
    if (old)
        memcpy(old, &before, sizeof before);
    return 0;
}

std::uint64_t pending() {
    std::uint64_t mask = 0;
    systemCall(SYS_rt_sigpending, &mask, 8);
    return mask | shadowPending;
}

void enterHandlers() {
    Channel& channel = *state.channel;
    const std::uint32_t first = channel.taken;
    const std::uint32_t end = channel.caught.load(std::memory_order_relaxed);
    if (first == end)
        return;
    for (std::uint32_t i = end; i != first; --i) {
        if (maskDepth == caughtRoom) { // handlers left by siglongjmp: the oldest will never return
            memmove(maskStack, maskStack + 1, sizeof maskStack - sizeof maskStack[0]);
            --maskDepth;
        }
        maskStack[maskDepth++] = channel.signals[(i - 1) % caughtRoom].maskBefore;
    }
    channel.taken = end;
    putMask(channel.signals[first % caughtRoom].maskDuring);
}

void dieBy(int signal) {
    KernelAction byDefault;
    byDefault.flags = restorerFlag;
    byDefault.restorer = reinterpret_cast<std::uint64_t>(&signalReturn);
    systemCall(SYS_rt_sigaction, signal, &byDefault, 0, 8);
    const std::uint64_t bit = bitOf(signal);
    systemCall(SYS_rt_sigprocmask, SIG_UNBLOCK, &bit, 0, 8);
    const std::int64_t self = systemCall(SYS_getpid);
    systemCall(SYS_tgkill, self, self, signal);
    for (;;)
        systemCall(SYS_exit_group, 128 + signal);
}

} // namespace faultline::worker
