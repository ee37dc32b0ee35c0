#pragma once

#include "realmode/call_traits.h"
#include "realmode/consumption.h"
#include "realmode/keeper.h"
#include "realmode/kernel_machine.h"
#include "realmode/read_back.h"
#include "realmode/terminal.h"

#include <bitset>
#include <chrono>
#include <unordered_map>

namespace faultline {

class DataLayout;

/// What came of waiting for a worker.
enum class Waited { Answered, Asleep, Over, TooLong };

struct KernelMachine::Parts {
    explicit Parts(Options asked) : options(std::move(asked)) {}
    ~Parts();

    // machine_start.cpp
    Result<Snapshot> start(const Setup& setup);
    std::optional<Failure> makeFiles(const Setup& setup, Delta& delta);
    std::optional<Failure> makeImage(const Image& image, Delta& delta);
    void readLayout();
    void sayWhatIsNotVisible();
    /// What of it this kernel shows all the same, and by which of its interfaces.
    void findWhatIsVisible(RealProcess& process);
    /// Watches where the process faults, if that is allowed. A forked one is to do nothing before.
    void sampleFaults(RealProcess& process);

    // kernel_machine.cpp
    Performed performAny(RealProcess& process, const Operation& operation);

    // machine_access.cpp
    Performed performAccess(RealProcess& process, const Operation& operation);
    Waited runAccess(RealProcess& process, const Operation& operation, Outcome& outcome, std::uint64_t& done);
    Waited runPiece(RealProcess& process, const Operation& operation, std::uint64_t done, std::uint64_t piece,
                    Outcome& outcome);
    /// The addresses of the faults of an access, as events.
    void tellFaults(RealProcess& process, Outcome& outcome);
    void readBackAccess(RealProcess& process, const Operation& operation, Outcome& outcome, std::uint64_t done);
    void readBackFault(RealProcess& process, Address address, std::uint64_t length);
    /// An access has gone through: the next ones to its page can go quietly.
    void noteQuiet(RealProcess& process, const Operation& operation);
    bool quietly(RealProcess& process, QuietAccess& access);

    // machine_ask.cpp
    /// The worker fills `answer` on its own account: no fault of it is counted. false: it isn't at rest, or can't.
    bool ask(RealProcess& process, worker::Kind kind, Address address, std::uint64_t length,
             std::span<std::uint8_t> answer);
    /// mincore(2) by the worker: a byte a page.
    bool askResidency(RealProcess& process, Address start, std::span<std::uint8_t> pages);
    /// Bytes of pages that are present and may be read. Returns how many.
    std::size_t askBytes(RealProcess& process, Address address, std::span<std::uint8_t> bytes);

    // machine_call.cpp
    Performed performCall(RealProcess& process, const Operation& operation);
    // machine_call_arguments.cpp
    /// false: shm_open's name is none.
    bool preparePath(const RealProcess& process, const Operation& operation, std::size_t index, DataLayout& data,
                     worker::Request& request);
    /// A virtual id becomes the kernel's.
    void preparePid(const Operation& operation, std::size_t index, worker::Request& request);
    void prepareSignalCall(const RealProcess& process, const Operation& operation, DataLayout& data,
                           worker::Request& request);
    std::optional<Failure> prepareCall(RealProcess& process, const Operation& operation, worker::Request& request);
    /// The call has been answered: result, memory written, signals, and what it changed.
    Performed finishCall(RealProcess& process, const Operation& operation);
    void takeReturned(RealProcess& process, const Operation& operation, Outcome& outcome);
    /// getrusage counts the program's own faults, not the worker's.
    void ownFaults(const RealProcess& process, const Operation& operation, Bytes& bytes);
    void noteWaitedFor(ProcessId child);
    void translateIds(const Operation& operation, Outcome& outcome);
    void readBackCall(RealProcess& process, const Operation& operation, Outcome& outcome);
    void readBackFiles(RealProcess& process, const Operation& operation, const Outcome& outcome);
    std::optional<std::uint64_t> positionOf(const RealProcess& process, std::uint64_t descriptor);
    /// What a blocked call waits for, in words.
    Blocked waitsFor(const RealProcess& process, const Operation& operation);
    bool isOfTerminal(const RealProcess& process, std::uint64_t descriptor) const;

    // machine_processes.cpp
    Performed performFork(RealProcess& process, const Operation& operation);
    /// For system(): the child starts with an empty map, and the parent's pages are not made to be copied.
    void keepFromChild(RealProcess& process, bool keep);
    Performed performExit(RealProcess& process, const Operation& operation);
    Performed end(RealProcess& process);
    /// A kill that names a process asleep in a call. What it does there is told by settle().
    Performed sendFromOutside(RealProcess& process, const Operation& operation);
    /// The worker is no more: as the program's doing (Ended), or as something that should not be (Failed).
    Performed workerOver(RealProcess& process, Outcome outcome, Delta delta);
    /// A worker that is no more though nothing has been asked for since all were found still. What the kernel shows of
    /// the others' memory from then on would be no answer of the program's.
    std::optional<Performed> killedFromOutside();
    void endProcess(RealProcess& process, std::int32_t status, Signal signal, Delta& delta);
    Performed dieBySignal(RealProcess& process, Outcome outcome, Delta delta);

    // machine_settle.cpp
    std::vector<Settled> settle();
    /// Waits until the process is asleep, at rest or over, and tells what has come of it. Whether it has run.
    bool settleOne(RealProcess& process, std::vector<Settled>& settled);
    Standing waitUntilStill(RealProcess& process, bool& inTime);

    // machine_wait.cpp
    /// TooLong: `whyGivenUp` says why.
    Waited wait(RealProcess& process, bool mayBlock);
    /// Whether the operation under way must be given up: `ran` is when the process was last seen to go on.
    bool giveUp(const RealProcess& process, std::chrono::steady_clock::time_point ran);
    /// Takes what the terminals hold. Whether there was anything.
    bool drain();
    void takeWritten(Outcome& outcome);
    std::vector<Signal> takeSignals(RealProcess& process);
    std::optional<int> statusOf(RealProcess& process);
    std::optional<int> statusSeenByParent(const RealProcess& process);
    Performed fail(Failure failure, Outcome outcome = {}, Delta delta = {});
    Performed tooLong(const RealProcess& process);

    /// A call, a fork or an end may have taken pages or write-protected them.
    void forgetQuiet();
    /// The kernel writes pages back some seconds after they were stored to: looked for before a step, at most
    /// every 50 ms.
    void lookForOwnWork(Delta& delta, Given& given);
    // machine_own_work.cpp
    /// Told by an access's faults: they were on pages that nothing but the kernel's own work can have taken.
    void deduceOwnWork(RealProcess& process, const Operation& operation, std::uint64_t start, std::uint64_t length,
                       Outcome& outcome);
    std::uint64_t faultsExplained(const RealProcess& process, const Operation& operation, std::uint64_t start,
                                  std::uint64_t length) const;
    /// The pages of the range have been stored to.
    void noteStoredTo(RealProcess& process, Address start, std::uint64_t length);
    /// After a call has been read back: what it did itself is not the kernel's own work.
    void takeOwnWorkOf(const RealProcess& process, const Operation& operation, Outcome& outcome);
    void forgetStoredTo();
    /// Those alone that the kernel has written back or taken: the others are still writable.
    void forgetStoredTo(const Given& given);
    // machine_still_read.cpp
    /// Given::stillRead, by what the operation has changed.
    void tellStillRead(const RealProcess& process, const Delta& delta, Outcome& outcome);

    RealProcess* find(ProcessId id);
    ProcessId virtualId(pid_t pid) const;
    void count(RealProcess& process, Outcome& outcome);
    /// Passes standard input on, and its end to readers that are asleep.
    void feedTerminal();

    Options options;
    Folders folders;
    Terminal terminal, errors;
    std::unique_ptr<Keeper> keeper;
    Snapshot snapshot;
    FileBook files;
    RealProcesses processes;
    ReadBack readBack{snapshot, files, processes};
    Parameters layout; ///< heapStart, mmapTop, initial, reserved, as found
    std::string imageName;
    std::uint64_t faultAround = 0; ///< bytes, as the set-up has it

    std::unordered_map<pid_t, ProcessId> byPid;
    ProcessId nextProcess = firstProcess;
    std::bitset<worker::slotCount> slots;
    std::vector<Written> written; ///< drained and not yet given out
    std::vector<std::pair<Address, Address>> keptFromChild;
    bool started = false;
    bool stirred = false; ///< processes may have been woken, signalled or ended since settle()
    Given givenNext;      ///< found by settle(), which gives nothing itself: goes with the next operation
    std::chrono::steady_clock::time_point lastLook{}; ///< for what the kernel does on its own account
    Consumption consumption;
    std::chrono::steady_clock::time_point operationStart{};
    bool programBoundsTime = false;    ///< it has set its own limit of processor time
    std::optional<Failure> whyGivenUp; ///< why the operation under way is given up
    std::optional<Failure> failure;
};

} // namespace faultline
