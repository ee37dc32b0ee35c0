#pragma once

#include "realmode/kernel_machine.h"
#include "realmode/probes/parameters.h"
#include "simulator/kernel/simulated_machine.h"
#include "simulator/run/run.h"
#include "simulator/sources/program_source.h"

#include <gtest/gtest.h>
#include <string>

namespace faultline::test {

/// A small C program with the files that it finds.
struct SmallProgram {
    std::string text;
    std::vector<SetupFile> files;
    std::vector<std::string> arguments;
    bool cold = false;
};

/// What a run of it starts from. `source` is null where the text has errors, which are then told as a failed test.
struct Startable {
    std::unique_ptr<ProgramSource> source;
    Setup setup;
};

/// This kernel's parameters, read once; nothing, and a failed test, where they cannot be.
inline const Parameters* kernelParameters() {
    static const Result<Parameters> parameters = readParameters();
    if (!parameters)
        ADD_FAILURE() << parameters.failure().message();
    return parameters ? &parameters.value() : nullptr;
}

inline Startable startable(const SmallProgram& program) {
    Startable made;
    const Parameters* parameters = kernelParameters();
    if (!parameters)
        return made;
    made.setup.parameters = *parameters;
    made.setup.arguments = program.arguments;
    made.setup.arguments.insert(made.setup.arguments.begin(), "program");
    made.setup.files = program.files;
    made.setup.cold = program.cold;
    ProgramSource::Input input;
    input.sources = {{"program.c", program.text}};
    input.arguments = made.setup.arguments;
    input.parameters = *parameters;
    ProgramSource::Created created = ProgramSource::create(input);
    for (const Diagnostic& diagnostic : created.diagnostics)
        if (!created.source)
            ADD_FAILURE() << diagnostic.message;
    if (created.source)
        made.setup.image = created.source->image();
    made.source = std::move(created.source);
    return made;
}

/// The program on both machines, in step; `real` takes the kernel machine's place. Null, and a failed test, where it
/// cannot be started.
inline std::unique_ptr<Run> runOfBoth(const SmallProgram& program, std::unique_ptr<Machine> real) {
    const Startable made = startable(program);
    if (!made.source)
        return nullptr;
    std::vector<std::unique_ptr<Machine>> machines;
    machines.push_back(std::make_unique<SimulatedMachine>());
    machines.push_back(std::move(real));
    auto run = Run::start(*made.source, made.setup, std::move(machines));
    if (!run) {
        ADD_FAILURE() << run.failure().message();
        return nullptr;
    }
    return std::move(run.value());
}

inline std::string textOf(const std::vector<Difference>& differences) {
    std::string text;
    for (const Difference& one : differences)
        text += "step " + std::to_string(one.step) + ": " + one.field + ": simulated " + one.simulated + ", real " +
                one.real + "\n";
    return text;
}

} // namespace faultline::test
