#pragma once

#include "simulator/machine/machine.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <sys/types.h>

namespace faultline {

/// The real kernel as a machine: a worker process performs the operations, and what they changed is read back from
/// /proc and by a few system calls. Everything works as an ordinary user.
///
/// Names: /tmp/X leads to tmp/X in scratch, /dev/shm/X and shm_open's into a private folder of /dev/shm. Other
/// absolute paths are not there, /dev/null and /dev/zero apart. Where a path that is rewritten lies in the program's
/// memory the kernel still reads the program's own bytes first, so that faults count the same.
class KernelMachine : public Machine {
public:
    struct Options {
        /// An operation that neither ends nor goes on for so long: the machine gives up.
        std::chrono::milliseconds patience{10000};
        /// The same of one that goes on, and on.
        std::chrono::milliseconds longest{120000};
        /// Set from any thread: an operation that has taken 100 ms is given up, and with it the machine.
        std::shared_ptr<const std::atomic<bool>> interrupt;
        bool confine = true;
        std::uint64_t mostMemory = 0; ///< bytes that the program may take; 0: half of what is free at the start
        std::uint64_t mostDisk = 0;   ///< the same of the disk
        std::chrono::seconds processorTime{std::chrono::hours(24)}; ///< of each process
    };

    KernelMachine();
    explicit KernelMachine(Options options);
    ~KernelMachine() override;

    MachineKind kind() const override { return MachineKind::Real; }
    Result<Snapshot> start(const Setup& setup) override;
    Performed perform(ProcessId process, const Operation& operation, const Given& given) override;
    bool performQuietly(ProcessId process, QuietAccess& access) override;
    std::vector<Settled> settle() override;
    void supply(std::span<const std::uint8_t> input, bool end) override;
    Performed end(ProcessId process) override;
    const Snapshot& snapshot() const override;
    std::vector<FileContents> files() override;

    /// The real pid of a process, 0 where it is no more: for tests, and for who wants to look with other tools.
    pid_t pidOf(ProcessId process) const;
    /// The program's directory, and the kind of file system that it lies on.
    std::string scratch() const;
    std::string scratchKind() const;
    /// The private folder of /dev/shm; empty where there is none.
    std::string sharedMemory() const;
    /// "confined: files, system calls, …; not available: …; the program's files are on ext4": the layers, each as it
    /// was found to hold, and the kind of file system that the scratch folder lies on.
    std::string confinement() const;
    /// What the worker itself occupies and what the kernel mapped at start; valid after start().
    Parameters measuredLayout() const;

    struct Parts;

private:
    std::unique_ptr<Parts> parts_;
};

} // namespace faultline
