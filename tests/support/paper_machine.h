#pragma once

#include "simulator/machine/machine.h"

#include <deque>
#include <map>
#include <set>

namespace faultline {

/// A machine just large enough to test what stands on machines: a private anonymous mapping and a shared mapping of a
/// file in every process, demand paging on both, fork, wait, exit, kill, terminal input and output. Its rules are its
/// own; no kernel is its oracle.
class PaperMachine : public Machine {
public:
    static constexpr Address anonymousStart = 0x1000000;
    static constexpr Address fileStart = 0x2000000;
    static constexpr std::uint64_t pages = 4096; ///< of the anonymous mapping; the file has 4
    static constexpr FileId dataFile = 7;

    explicit PaperMachine(MachineKind kind = MachineKind::Simulated) : kind_(kind) {}

    MachineKind kind() const override { return kind_; }
    Result<Snapshot> start(const Setup& setup) override;
    Performed perform(ProcessId process, const Operation& operation, const Given& given) override;
    bool performQuietly(ProcessId process, QuietAccess& access) override;
    std::vector<Settled> settle() override;
    void supply(std::span<const std::uint8_t> input, bool end) override;
    Performed end(ProcessId process) override;
    const Snapshot& snapshot() const override { return snapshot_; }
    std::vector<FileContents> files() override;

private:
    Performed access(ProcessId process, const Operation& operation);
    Performed call(ProcessId process, const Operation& operation);
    Performed fork(ProcessId process);
    Performed kill(ProcessId process, const Operation& operation);
    void touch(ProcessId process, std::uint64_t page, bool write, Performed& performed);
    void endNow(ProcessId process, std::int32_t status, Signal signal, Delta& delta);
    void setBlocked(ProcessId process, std::optional<Blocked> blocked, Delta& delta);
    std::optional<Performed> tryRead(ProcessId process, std::uint64_t room);
    std::optional<Performed> tryWait(ProcessId process);
    ContentId newContent() { return nextContent_++; }

    MachineKind kind_;
    Snapshot snapshot_;
    ContentId nextContent_ = 1;
    ProcessId nextProcess_ = firstProcess + 1;
    std::deque<std::uint8_t> input_;
    bool inputEnded_ = false;
    std::map<ProcessId, Operation> waiting_;
    std::set<std::pair<ProcessId, std::int32_t>> handled_; ///< signals with a handler: set by Sigaction
    std::vector<std::pair<ProcessId, Signal>> pending_;    ///< sent to others
};

} // namespace faultline
