#pragma once

#include "simulator/machine/machine.h"

#include <memory>

namespace faultline {

struct Kernel;

/// The simulated machine: hardware whose every translation can be seen, and a kernel that behaves as Linux 6.18 does on
/// x86-64. What it shows is complete: nothing is "not visible".
class SimulatedMachine final : public Machine {
public:
    SimulatedMachine();
    ~SimulatedMachine() override;

    MachineKind kind() const override { return MachineKind::Simulated; }
    Result<Snapshot> start(const Setup& setup) override;
    Performed perform(ProcessId process, const Operation& operation, const Given& given) override;
    bool performQuietly(ProcessId process, QuietAccess& access) override;
    std::vector<Settled> settle() override;
    void supply(std::span<const std::uint8_t> input, bool end) override;
    Performed end(ProcessId process) override;
    const Snapshot& snapshot() const override;
    std::vector<FileContents> files() override;

    /// The whole snapshot made anew from the machine's structures; equal to snapshot(). For tests.
    Snapshot photographed() const;

private:
    std::unique_ptr<Kernel> kernel_;
};

} // namespace faultline
