#include "app/commands/run_options.h"

#include "app/commands/messages.h"
#include "simulator/hardware/presets.h"
#include "simulator/policies/registry.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <sstream>

namespace faultline {

namespace {

/// The hardware that --preset and its kin describe. Or what is wrong with it.
Result<Hardware> hardwareOf(const std::string& preset, std::uint64_t pageSize, std::uint64_t frames,
                            const std::string& policy, const std::string& tlb) {
    Hardware hardware;
    if (!preset.empty()) {
        const auto named = hardwarePreset(preset);
        if (!named) {
            std::string known;
            for (const std::string_view name : hardwarePresetNames())
                known += (known.empty() ? "" : ", ") + std::string(name);
            return Failure{"there is no preset '" + preset + "'", "--preset", "choose one of " + known};
        }
        hardware = *named;
    }
    if (pageSize != 0) {
        if (pageSize < 16 || (pageSize & (pageSize - 1)) != 0)
            return Failure{"a page size is a power of two, 16 or more", "--page-size", ""};
        hardware.pageSize = pageSize;
    }
    if (frames != 0)
        hardware.frames = frames;
    if (!policy.empty()) {
        if (!makePolicy(policy))
            return Failure{"there is no policy '" + policy + "'", "--policy", ""};
        hardware.policy = policy;
    }
    if (!tlb.empty()) {
        std::uint32_t entries = 0, ways = 0;
        char comma = 0;
        std::istringstream in(tlb);
        in >> entries;
        if (in && in >> comma && comma == ',')
            in >> ways;
        else if (in.eof() && entries != 0)
            ways = std::min(entries, hardware.tlbWays), in.clear();
        if (!in || entries == 0 || ways == 0 || entries % ways != 0 || entries > 65536)
            return Failure{"'" + tlb + "' is no TLB", "--tlb",
                           "write ENTRIES or ENTRIES,WAYS; the ways divide the entries"};
        hardware.tlbEntries = entries;
        hardware.tlbWays = ways;
    }
    return hardware;
}

} // namespace

std::variant<RunRequest, Saying> readRunOptions(const std::vector<std::string>& arguments) {
    RunRequest request;
    auto ownEnd = std::find(arguments.begin(), arguments.end(), "--");
    if (ownEnd != arguments.end()) {
        request.program.argumentsGiven = true;
        request.program.arguments.assign(ownEnd + 1, arguments.end());
    }
    std::string machine = "both", preset, policy, tlb;
    std::uint64_t pageSize = 0, frames = 0;
    CLI::App app{"Runs a C program on the simulated machine and on the real kernel, and compares them.",
                 "faultline run"};
    app.footer(
        "Behind -- stand the program's arguments. Its standard output, standard error and exit status are its own; "
        "128 and a signal's number where a signal ended it.\n"
        "Status 2: it could not be run. Status 3: the machines differ. The last line on stderr then begins "
        "'faultline: '.");
    app.add_option("PROGRAM.c", request.programs, "The program's C files")->required();
    app.add_option("--machine", machine, "simulated, real or both")->capture_default_str();
    app.add_option("-I", request.program.includeFolders, "Folder to look in for headers in quotes")
        ->allow_extra_args(false);
    app.add_option("--with", request.program.with, "File, or folder whose contents, the program should find")
        ->allow_extra_args(false);
    app.add_option("--keep", request.program.keep, "Copy the program's files at the end to this folder");
    app.add_flag("--cold", request.program.cold, "Files are not in the page cache at the start");
    app.add_flag("--paged-stack", request.program.pagedStack, "The stack lies on the machine, too");
    app.add_option("--max-steps", request.maxSteps, "Stop after so many operations");
    app.add_flag("--story", request.story, "Tell what happens, a line an event, on stderr");
    app.add_flag("--json", request.json, "Print one JSON document instead of the program's output");
    app.add_option("--profile", request.kernelProfile)->group(""); // for tests
    const std::string alone = "Simulated machine alone";
    app.add_option("--preset", preset, "Hardware: textbook, x86-32, x86-64, sv39, arm64-16k, arm64-64k")->group(alone);
    app.add_option("--page-size", pageSize, "Bytes of a page")->group(alone);
    app.add_option("--frames", frames, "Frames of physical memory")->group(alone);
    app.add_option("--policy", policy, "Page replacement policy")->group(alone);
    app.add_option("--tlb", tlb, "TLB: ENTRIES or ENTRIES,WAYS")->group(alone);

    std::vector<std::string> reversed(std::make_reverse_iterator(ownEnd), arguments.rend());
    try {
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        return Saying{exitGood, app.help()};
    } catch (const CLI::ParseError& error) {
        return Saying{exitNotRun, std::string(error.what()) + "; faultline run --help tells more"};
    }
    const auto choice = machineChoiceNamed(machine);
    if (!choice)
        return Saying{exitNotRun, "--machine: '" + machine + "' is none of simulated, real, both"};
    request.machine = *choice;
    const bool special = !preset.empty() || pageSize != 0 || frames != 0 || !policy.empty() || !tlb.empty();
    if (special && request.machine != MachineChoice::Simulated)
        return Saying{exitNotRun,
                      "--preset, --page-size, --frames, --policy and --tlb are for --machine simulated alone: "
                      "the real machine is as it is"};
    Result<Hardware> hardware = hardwareOf(preset, pageSize, frames, policy, tlb);
    if (!hardware)
        return Saying{exitNotRun, hardware.failure().message()};
    request.hardware = std::move(hardware.value());
    return request;
}

} // namespace faultline
