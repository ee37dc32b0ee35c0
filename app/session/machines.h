#pragma once

#include "simulator/machine/machine.h"

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

enum class MachineChoice : std::uint8_t { Simulated, Real, Both };

std::optional<MachineChoice> machineChoiceNamed(std::string_view name); ///< "simulated", "real", "both"
std::string_view nameOf(MachineChoice choice);

/// The parameters for these machines: this kernel's where the real machine takes part, else the fixed ones. Or why this
/// kernel can't be asked.
Result<Parameters> parametersFor(MachineChoice choice);

/// The machines, the simulated one first. Or why there can't be a real one here.
/// `interrupt`: RunOptions::interrupt, by which the real one gives up an operation that takes long; may be null.
Result<std::vector<std::unique_ptr<Machine>>> makeMachines(MachineChoice choice,
                                                           std::shared_ptr<std::atomic<bool>> interrupt = {});

/// How the real machine's worker is confined, once it has started: "confined: files, system calls, …; not available:
/// …". Empty for the simulated one.
std::string confinementOf(const Machine& machine);

} // namespace faultline
