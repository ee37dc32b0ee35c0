#include "app/session/machines.h"

#include "realmode/kernel_machine.h"
#include "realmode/probes/parameters.h"
#include "simulator/kernel/simulated_machine.h"

namespace faultline {

std::optional<MachineChoice> machineChoiceNamed(std::string_view name) {
    for (const MachineChoice choice : {MachineChoice::Simulated, MachineChoice::Real, MachineChoice::Both})
        if (nameOf(choice) == name)
            return choice;
    return std::nullopt;
}

std::string_view nameOf(MachineChoice choice) {
    switch (choice) {
    case MachineChoice::Simulated:
        return "simulated";
    case MachineChoice::Real:
        return "real";
    case MachineChoice::Both:
        break;
    }
    return "both";
}

Result<Parameters> parametersFor(MachineChoice choice) {
    if (choice == MachineChoice::Simulated)
        return Parameters{};
    return readParameters();
}

Result<std::vector<std::unique_ptr<Machine>>> makeMachines(MachineChoice choice,
                                                           std::shared_ptr<std::atomic<bool>> interrupt) {
    std::vector<std::unique_ptr<Machine>> machines;
    if (choice != MachineChoice::Real)
        machines.push_back(std::make_unique<SimulatedMachine>());
    if (choice != MachineChoice::Simulated) {
        KernelMachine::Options options;
        options.interrupt = std::move(interrupt);
        machines.push_back(std::make_unique<KernelMachine>(std::move(options)));
    }
    return machines;
}

std::string confinementOf(const Machine& machine) {
    const auto* real = dynamic_cast<const KernelMachine*>(&machine);
    return real ? real->confinement() : std::string();
}

} // namespace faultline
