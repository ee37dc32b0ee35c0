#pragma once

#include "realmode/descriptor.h"
#include "realmode/probes/fault_samples.h"
#include "realmode/standing.h"
#include "realmode/worker/protocol.h"
#include "simulator/machine/machine.h"

#include <array>
#include <optional>
#include <set>
#include <sys/types.h>

namespace faultline {

/// A worker as the kernel machine knows it: one process of the program.
struct RealProcess {
    RealProcess(ProcessId id, pid_t pid, std::uint32_t slot, worker::Channel& channel);

    ProcessId id = 0;
    pid_t pid = 0;
    std::uint32_t slot = 0; ///< of its channel in the shared memory
    worker::Channel* channel = nullptr;
    StandingLook standing;
    std::uint64_t runsSeen = 0;    ///< Standing::runs when it was last seen asleep
    OwnedDescriptor maps;          ///< /proc/PID/maps
    OwnedDescriptor pagemap;       ///< /proc/PID/pagemap
    OwnedDescriptor memory;        ///< /proc/PID/mem; none where not allowed
    FaultSamples faults;           ///< none where not allowed
    std::vector<Address> faulted;  ///< by the operation that is being performed
    std::uint32_t posted = 0;      ///< requests given to the worker
    std::uint32_t signalsSeen = 0; ///< of those it has caught
    bool over = false;
    std::optional<Operation> blocked; ///< the operation that it is asleep in
    Signal lastSent;                  ///< sent by a process of the program, and perhaps its end
    bool exits = false;               ///< ExitGroup has been asked for
    std::int32_t exitStatus = 0;

    /// Pages known to be in memory, by their number modulo the table's size. Forgotten whenever something may have
    /// taken or write-protected a page.
    struct QuietPage {
        std::uint64_t page = ~std::uint64_t{0};
        ContentId content = unknownContent;
        bool writable = false;
    };
    std::array<QuietPage, 1024> quiet;
    bool quietInUse = false;
    /// Pages of shared mappings of files that a store has gone through to: a store to one of them faults only if the
    /// kernel has written it back since.
    std::set<std::uint64_t> storedTo;
    QuietPage& quietPage(std::uint64_t page) { return quiet[page % quiet.size()]; }
    void forgetQuiet();

    void post(const worker::Request& request);
    /// The same for a quiet access, without the fields that it doesn't use.
    void postQuiet(const QuietAccess& access);
    bool answered() const;
};

} // namespace faultline
