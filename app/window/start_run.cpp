// Starting a program, and opening a saved run.
#include "app/window/open_run.h"

#include "app/session/hardware_options.h"

#include <atomic>

namespace faultline {
namespace {

Result<std::unique_ptr<Run>> startMachines(const Program& program, MachineChoice choice, const RunOptions& options,
                                           QString& aboutReal) {
    auto machines = makeMachines(choice, options.interrupt);
    if (!machines)
        return machines.failure();
    const Machine& last = *machines.value().back();
    auto run = Run::start(*program.source, program.origin.setup, std::move(machines.value()), options);
    if (run)
        aboutReal = QString::fromStdString(confinementOf(last));
    return run;
}

} // namespace

StartedRun startRun(const ProgramText& text, const StartOptions& wanted, std::stop_token stop) {
    StartedRun started;
    MachineChoice choice = wanted.machines;
    started.realWanted = choice != MachineChoice::Simulated;
    const Result<Hardware> hardware = hardwareOf(text.options.hardware);
    if (!hardware) {
        started.failure = hardware.failure();
        return started;
    }
    Result<Parameters> parameters = parametersFor(choice);
    if (!parameters && choice == MachineChoice::Both) {
        started.withoutReal = QString::fromStdString(parameters.failure().message());
        choice = MachineChoice::Simulated;
        parameters = parametersFor(choice);
    }
    if (!parameters) {
        started.failure = parameters.failure();
        return started;
    }
    Result<Program> program = makeProgram(text, parameters.value(), hardware.value());
    if (!program) {
        started.failure = program.failure();
        return started;
    }
    started.files = program.value().files;
    started.diagnostics = program.value().diagnostics;
    if (!program.value().source)
        return started;
    RunOptions options;
    options.interrupt = std::make_shared<std::atomic<bool>>(false);
    options.replay = wanted.replay;
    options.history.memoryLimit = wanted.historyBytes / (choice == MachineChoice::Both ? 2 : 1);
    auto run = startMachines(program.value(), choice, options, started.aboutReal);
    if (!run && choice == MachineChoice::Both) {
        started.withoutReal = QString::fromStdString(run.failure().message());
        run = startMachines(program.value(), MachineChoice::Simulated, options, started.aboutReal);
    }
    if (!run) {
        started.failure = run.failure();
        return started;
    }
    if (wanted.toStep > 0) {
        Until until;
        until.steps = wanted.toStep;
        started.replayed = run.value()->runUntil(until, stop) == StopReason::Reached;
    }
    started.run = std::make_unique<OpenRun>(std::move(program.value()), std::move(run.value()));
    started.run->setOptions(text.options);
    return started;
}

StartedRun openSavedRun(const std::string& path, std::size_t historyBytes, const GoesOn& goesOn) {
    StartedRun started;
    HistoryOptions history;
    history.memoryLimit = historyBytes / 2; // how many machines there are is known when it has been read
    Result<SavedRun> saved = readRun(path, history, goesOn);
    if (!saved) {
        started.failure = saved.failure();
        return started;
    }
    SavedRun& read = saved.value();
    // The program serves to show the variables of the past; the steps are there without it.
    Result<Program> remade = remakeProgram(read.origin);
    Program program;
    if (remade)
        program = std::move(remade.value());
    if (program.files.empty())
        program.files = read.origin.files;
    program.origin = read.origin;
    started.files = program.files;
    std::unique_ptr<Source> source = program.source ? program.source->clone() : nullptr;
    auto run = Run::opened(std::move(read.lanes), std::move(source), std::move(read.differences),
                           std::move(read.choices), read.status);
    started.run = std::make_unique<OpenRun>(std::move(program), std::move(run));
    return started;
}

} // namespace faultline
