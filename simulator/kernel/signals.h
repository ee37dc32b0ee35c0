#pragma once

#include "simulator/kernel/system_call.h"
#include "simulator/machine/machine.h"

namespace faultline {

// Signals: kernel/signal.c of Linux for processes of one thread.

/// Sends a signal: it becomes pending, unless it is ignored (and not blocked) or pending already.
void sendSignal(Kernel& kernel, Task& process, const Signal& signal);
/// A signal that the process's own access has raised: it is delivered at once; blocked or ignored, it kills. Signalled
/// or Ended.
Status forceSignal(Kernel& kernel, Task& process, const Signal& signal, Outcome& outcome);
/// Whether a signal is pending that is not blocked.
bool signalWaits(const Task& process);
/// Delivers what is pending and not blocked, as on the way back to the program. True: the process has ended by it.
bool deliverSignals(Kernel& kernel, Task& process, Outcome& outcome);
/// Of the signals that wait, whether the handler that would run first lets an interrupted call begin again
/// (SA_RESTART).
bool restartsCall(const Task& process);

/// The process ends: by exit with a status, or by a signal. Its memory and descriptors go, its parent is told.
void endTask(Kernel& kernel, Task& process, std::int32_t status, const Signal& signal);

CallEnd callSigaction(SystemCall& call);
CallEnd callSigprocmask(SystemCall& call);
CallEnd callSigpending(SystemCall& call);
CallEnd callSigsuspend(SystemCall& call);
CallEnd callPause(SystemCall& call);
CallEnd callSigaltstack(SystemCall& call);
CallEnd callSigreturn(SystemCall& call);
CallEnd callKill(SystemCall& call);

} // namespace faultline
