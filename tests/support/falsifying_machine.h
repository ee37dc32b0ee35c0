#pragma once

#include "simulator/machine/machine.h"

#include <memory>

namespace faultline {

/// What a FalsifyingMachine tells wrongly.
enum class Falsified : std::uint8_t {
    Result,
    Errno,
    SignalNumber,
    SignalCode,
    SignalAddress,
    Minor,
    Major,
    Value,
    MappingStart,
    MappingEnd,
    MappingProtection,
    MappingShared,
    MappingOffset,
    MappingFile,
    PageState,
    Residency,
    Output,
    FileContents,
    ExitStatus,
};
inline constexpr Falsified lastFalsified = Falsified::ExitStatus;

/// A machine that tells what another one does, with one thing falsified once: at the first chance. A comparison
/// that sees anything must report exactly that.
class FalsifyingMachine : public Machine {
public:
    FalsifyingMachine(std::unique_ptr<Machine> honest, Falsified what) : honest_(std::move(honest)), what_(what) {}

    std::string_view name() const override { return honest_->name(); }
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
    void falsifyDelta(Delta& delta);
    bool falsifyMapping(MappingChange& made);

    std::unique_ptr<Machine> honest_;
    Falsified what_;
    Snapshot snapshot_; ///< as told
    bool lied_ = false;
};

} // namespace faultline
