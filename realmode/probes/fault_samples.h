#pragma once

#include "realmode/descriptor.h"
#include "simulator/machine/operation.h"
#include "simulator/machine/result.h"

#include <sys/types.h>
#include <vector>

namespace faultline {

/// The addresses of a process's own page faults, in their order: the kernel's software event PAGE_FAULTS with a sample
/// of each (perf_event_open(2)), read from a ring that only this process maps, so the watched one is not disturbed.
/// Faults that the kernel itself takes, in a system call, give no sample; an access that ends in a signal gives one,
/// and getrusage doesn't count it.
class FaultSamples {
public:
    /// Of one process; a child that it forks needs its own. Failure: why this kernel or user is not allowed to.
    static Result<FaultSamples> of(pid_t pid);
    FaultSamples() = default;
    FaultSamples(FaultSamples&& other) noexcept;
    FaultSamples& operator=(FaultSamples&& other) noexcept;
    ~FaultSamples();

    explicit operator bool() const { return static_cast<bool>(event_); }
    /// Leaves out what has been sampled so far.
    void forget();
    /// Appends the addresses sampled since the last call, also while the process runs.
    void take(std::vector<Address>& addresses);
    /// Of a process at rest from which all has been taken: for how many faults the ring had no room since the last
    /// call.
    std::uint64_t lost();

private:
    bool map(std::size_t pages);
    std::uint64_t written() const;
    std::uint64_t counted() const;

    OwnedDescriptor event_;
    void* ring_ = nullptr; ///< a page that describes it, then its data
    std::size_t dataSize_ = 0;
    std::uint64_t read_ = 0; ///< bytes
    std::uint64_t seen_ = 0; ///< faults taken, forgotten or lost
    bool wasFull_ = false;
};

} // namespace faultline
