#pragma once

#include "simulator/machine/machine.h"

#include <functional>
#include <memory>

namespace faultline {

/// What a FalsifyingMachine tells wrongly.
enum class Falsified : std::uint8_t {
    Result,
    Errno,
    SignalNumber,
    SignalCode,
    SignalAddress,
    Delivered, ///< the code of a signal that goes to a handler
    Minor,
    Major,
    Value,
    QuietValue,
    DataRead,
    BytesReturned,
    Child,
    StatusBlocked, ///< what is done is told to wait
    StatusEnded,   ///< what is done, or waits, is told to have ended the process
    SettledResult,
    SettledHeldBack, ///< what has ended is never told
    MappingStart,
    MappingEnd,
    MappingProtection,
    MappingShared,
    MappingOffset,
    MappingFile,
    MappingExtra,
    MappingMissing,
    PageState,
    PageMissing,
    Residency,
    FileSize,
    Output,
    ErrorOutput,
    FileContents,
    FileMissing,
    ExitStatus,
    EndedBy,
};

/// A machine that tells what another one does, with one thing falsified once: at the first chance. A comparison
/// that sees anything must report exactly that.
class FalsifyingMachine : public Machine {
public:
    using When = std::function<bool(const Operation&)>;

    /// `when`: only at such an operation; empty: at any. What settle() and files() tell is falsified at any.
    FalsifyingMachine(std::unique_ptr<Machine> honest, Falsified what, When when = {})
        : honest_(std::move(honest)), what_(what), when_(std::move(when)) {}

    MachineKind kind() const override { return honest_->kind(); }
    Result<Snapshot> start(const Setup& setup) override;
    Performed perform(ProcessId process, const Operation& operation, const Given& given) override;
    bool performQuietly(ProcessId process, QuietAccess& access) override;
    std::vector<Settled> settle() override;
    void supply(std::span<const std::uint8_t> input, bool end) override { honest_->supply(input, end); }
    Performed end(ProcessId process) override;
    const Snapshot& snapshot() const override { return snapshot_; }
    std::vector<FileContents> files() override;

    bool hasLied() const { return lied_; }

private:
    void falsifyOutcome(Outcome& outcome);
    void falsifyBytes(Outcome& outcome);
    void falsifyStatus(Performed& performed);
    void falsifyDelta(Delta& delta);
    bool falsifyChange(Change& made);
    bool falsifyMapping(MappingChange& made);
    bool falsifyPage(PageChange& made) const;
    bool falsifyProcess(ProcessChange& made) const;
    void falsifySettled(std::vector<Settled>& settled);
    /// A child that was told under another number is the honest one's all the same.
    ProcessId honestId(ProcessId told) const { return told == toldChild_ ? child_ : told; }

    std::unique_ptr<Machine> honest_;
    Falsified what_;
    When when_;
    Snapshot snapshot_; ///< as told
    ProcessId toldChild_ = 0, child_ = 0;
    bool lied_ = false;
};

} // namespace faultline
