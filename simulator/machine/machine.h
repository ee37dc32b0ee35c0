#pragma once

#include "simulator/machine/delta.h"
#include "simulator/machine/machine_kind.h"
#include "simulator/machine/outcome.h"
#include "simulator/machine/result.h"
#include "simulator/machine/setup.h"

#include <optional>
#include <span>
#include <vector>

namespace faultline {

enum class Status : std::uint8_t {
    Done,      ///< the operation has ended (with an error, perhaps); `outcome.delivered` may name handlers to run next
    Blocked,   ///< it waits: settle() tells when it has ended
    Signalled, ///< it was not done: run the handlers that `outcome.delivered` names, then ask for it again
    Ended,     ///< the process is no more: it called exit, or `outcome.signal` ended it
    Failed,    ///< the machine could not do it and can do no more: see `failure`
};

struct Performed {
    Status status = Status::Done;
    Outcome outcome;
    Delta delta;
    std::optional<Failure> failure;
};

/// What has happened to a process besides its own operations.
struct Settled {
    ProcessId process = 0;
    /// true: its blocked operation has ended (Done, Signalled, Ended). false: it was not blocked, or still is, and
    /// signals are pending (Signalled, to run handlers) or have ended it (Ended).
    bool operationEnded = false;
    Performed performed;
};

/// A file at the end of a run, as read.
struct FileContents {
    std::string name;
    Bytes bytes;
    bool operator==(const FileContents&) const = default;
};

/// A quiet access: a load or store of 1 to 8 bytes that takes no fault and changes nothing but bytes.
struct QuietAccess {
    bool store = false;
    std::uint8_t length = 1;
    Address address = 0;
    std::uint64_t value = 0; ///< little-endian; store: what to write
    std::uint64_t old = 0;   ///< store: what was there
};

/// A machine performs the operations of processes and shows what they changed. It never schedules, knows no program
/// text, and knows no window. Calls come from one thread at a time.
class Machine {
public:
    virtual ~Machine() = default;

    virtual MachineKind kind() const = 0;
    /// Makes the first process (firstProcess) with the image mapped. Gives the first snapshot, or why it cannot be.
    /// Once only.
    virtual Result<Snapshot> start(const Setup& setup) = 0;
    /// Performs one operation of a process that is neither blocked nor ended.
    virtual Performed perform(ProcessId process, const Operation& operation, const Given& given) = 0;
    /// Tries an access the short way. true: it was done, took no fault, and changed nothing that a snapshot shows but
    /// the bytes stored; the snapshot is as if by perform(). false: nothing was done; call perform().
    virtual bool performQuietly(ProcessId process, QuietAccess& access) = 0;
    /// Blocked operations that have ended and signals that have come since the last call, in process order.
    virtual std::vector<Settled> settle() = 0;
    /// More standard input; `end`: and no more after it. Readers that waited for it are told by settle().
    virtual void supply(std::span<const std::uint8_t> input, bool end) = 0;
    /// Ends a process by force (reset, step limit): SIGKILL.
    virtual Performed end(ProcessId process) = 0;
    /// The present: the first snapshot with every delta since.
    virtual const Snapshot& snapshot() const = 0;
    /// All regular files with a name as they are now, in order of their names, for the comparison and for --keep.
    virtual std::vector<FileContents> files() = 0;
};

} // namespace faultline
