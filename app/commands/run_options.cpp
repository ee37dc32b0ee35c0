#include "app/commands/run_options.h"

#include "app/commands/messages.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <sstream>

namespace faultline {

std::variant<RunRequest, Saying> readRunOptions(const std::vector<std::string>& arguments) {
    RunRequest request;
    auto ownEnd = std::find(arguments.begin(), arguments.end(), "--");
    if (ownEnd != arguments.end()) {
        request.program.argumentsGiven = true;
        request.program.arguments.assign(ownEnd + 1, arguments.end());
    }
    CLI::App app{"Runs a C program on the simulated machine and on the real kernel, and compares them.",
                 "faultline run"};
    app.footer(
        "Behind -- stand the program's arguments. Its standard output, standard error and exit status are its own; "
        "128 and a signal's number where a signal ended it.\n"
        "Status 2: it could not be run. Status 3: the machines differ. The last line on stderr then begins "
        "'faultline: '.");
    app.add_option("PROGRAM.c", request.programs, "The program's C files")->required();
    app.add_option("--machine", request.program.machine, "simulated, real or both (the default)");
    app.add_option("-I", request.program.includeFolders, "Folder to look in for headers in quotes")
        ->allow_extra_args(false);
    app.add_option("--with", request.program.with, "File, or folder whose contents, the program should find")
        ->allow_extra_args(false);
    app.add_option("--keep", request.program.keep, "Copy the program's files at the end to this folder");
    app.add_flag("--cold", request.program.cold, "Files are not in the page cache at the start");
    app.add_flag("--paged-stack", request.program.pagedStack, "The stack lies on the machine, too");
    app.add_option("--max-steps", request.maxSteps, "Stop after so many operations")->check(CLI::NonNegativeNumber);
    app.add_flag("--story", request.story, "Tell what happens, a line an event, on stderr");
    app.add_flag("--json", request.json, "Print one JSON document instead of the program's output");
    app.add_option("--profile", request.kernelProfile)->group(""); // for tests
    const std::string alone = "Simulated machine alone";
    HardwareOptions& hardware = request.program.hardware;
    app.add_option("--preset", hardware.preset, "Hardware: " + listOfPresets())->group(alone);
    app.add_option("--page-size", hardware.pageSize, "Bytes of a page")->group(alone);
    app.add_option("--frames", hardware.frames, "Frames of physical memory")
        ->check(CLI::Range(fewestFrames, mostFrames))
        ->group(alone);
    app.add_option("--policy", hardware.policy, "Page replacement policy: " + listOfPolicies())->group(alone);
    app.add_option("--tlb", hardware.tlb, "TLB: ENTRIES or ENTRIES,WAYS")->group(alone);

    std::vector<std::string> reversed(std::make_reverse_iterator(ownEnd), arguments.rend());
    try {
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        return Saying{exitGood, app.help()};
    } catch (const CLI::ParseError& error) {
        return Saying{exitNotRun, std::string(error.what()) + "; faultline run --help tells more"};
    }
    return request;
}

std::optional<Failure> chooseMachine(RunRequest& request) {
    if (!request.program.machine.empty()) {
        const auto choice = machineChoiceNamed(request.program.machine);
        if (!choice)
            return Failure{"'" + request.program.machine + "' is none of simulated, real, both", "--machine", ""};
        request.machine = *choice;
    }
    if (request.program.hardware.any() && request.machine != MachineChoice::Simulated)
        return Failure{"--preset, --page-size, --frames, --policy and --tlb are for --machine simulated alone: "
                       "the real machine is as it is",
                       "", ""};
    Result<Hardware> hardware = hardwareOf(request.program.hardware);
    if (!hardware)
        return hardware.failure();
    request.hardware = std::move(hardware.value());
    return std::nullopt;
}

} // namespace faultline
