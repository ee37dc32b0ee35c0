#include "app/commands/run_command.h"

#include "app/commands/messages.h"
#include "app/commands/run_json.h"
#include "app/commands/run_options.h"
#include "app/commands/run_story.h"
#include "app/session/kept_files.h"
#include "app/session/program.h"
#include "app/session/scratch_files.h"
#include "realmode/kernel_profile.h"

#include <array>
#include <cerrno>
#include <iostream>
#include <unistd.h>

namespace faultline {

namespace {

/// One headless run, from its request to its exit status.
class HeadlessRun {
public:
    explicit HeadlessRun(RunRequest request) : request_(std::move(request)) {}
    int perform();

private:
    bool prepare();
    void go();
    void passOutputOn();
    void feedInput();
    int report();
    bool writeDocument(int exit);
    int programExit() const;
    bool sayEnding();

    RunRequest request_;
    Program program_;
    std::unique_ptr<Run> run_;
    std::size_t written_ = 0;      ///< pieces of output passed on
    std::vector<StepsText> steps_; ///< for --json, by lane
    std::string confinement_;      ///< of the real machine's worker
    StoryTeller story_;
};

bool HeadlessRun::prepare() {
    Result<ProgramText> text = readProgram(request_.programs, request_.program);
    if (!text)
        return complain(text.failure().message()), false;
    request_.program = text.value().options;
    if (auto failure = chooseMachine(request_))
        return complain(failure->message()), false;
    Result<Parameters> parameters = parametersFor(request_.machine);
    if (!parameters)
        return complain(parameters.failure().message()), false;
    Result<Program> program = makeProgram(text.value(), parameters.value(), request_.hardware);
    if (!program)
        return complain(program.failure().message()), false;
    program_ = std::move(program.value());
    if (!program_.source) {
        writeError(render(program_.diagnostics, program_.files));
        return complain("the program has errors and was not run"), false;
    }
    writeError(render(program_.diagnostics, program_.files)); // warnings
    auto machines = makeMachines(request_.machine);
    if (!machines)
        return complain(machines.failure().message()), false;
    const Machine* real = request_.machine == MachineChoice::Simulated ? nullptr : machines.value().back().get();
    RunOptions options;
    options.maxSteps = request_.maxSteps;
    options.history.keepNothing = !request_.json && !request_.story;
    // What is told is told as it comes: no more need be kept than the steps between two looks.
    options.history.memoryLimit = std::size_t{256} << 20;
    auto run = Run::start(*program_.source, program_.origin.setup, std::move(machines.value()), options);
    if (!run)
        return complain(run.failure().message()), false;
    run_ = std::move(run.value());
    confinement_ = real ? confinementOf(*real) : std::string();
    for (std::size_t lane = 0; request_.json && lane < run_->laneCount(); ++lane)
        steps_.emplace_back(program_.files);
    return true;
}

void HeadlessRun::passOutputOn() {
    if (request_.story)
        story_.tellNew(*run_);
    for (std::size_t lane = 0; lane < steps_.size(); ++lane)
        steps_[lane].readNew(run_->history(lane));
    if (request_.json)
        return;
    for (const OutputPiece& piece : run_->history(run_->leadingLane()).outputPieces(written_)) {
        const std::string_view bytes(reinterpret_cast<const char*>(piece.written.bytes.data()),
                                     piece.written.bytes.size());
        piece.written.stream == 2 ? writeError(bytes) : writeOut(bytes);
        written_ = piece.index + 1;
    }
}

/// Standard input is read only when the program waits for it, and once for both machines. It goes in by whole lines, as
/// a terminal gives it; a rest without a line's end goes in together with the end.
void HeadlessRun::feedInput() {
    std::vector<std::uint8_t> input;
    std::array<std::uint8_t, 4096> bytes;
    bool end = false;
    while (!end && (input.empty() || input.back() != '\n')) {
        const ssize_t got = ::read(STDIN_FILENO, bytes.data(), bytes.size());
        if (got < 0 && errno == EINTR)
            continue;
        end = got <= 0;
        if (got > 0)
            input.insert(input.end(), bytes.begin(), bytes.begin() + got);
    }
    run_->supply(input, end);
}

void HeadlessRun::go() {
    Until until;
    until.output = true;
    if (request_.story || request_.json)
        until.steps = 4096; // before they fold
    for (;;) {
        const StopReason reason = run_->runUntil(until, {});
        passOutputOn();
        if (reason == StopReason::Reached)
            continue;
        if (run_->status().state != RunState::WaitsForInput)
            return;
        feedInput();
        passOutputOn();
    }
}

int HeadlessRun::programExit() const {
    const RunStatus status = run_->status();
    return status.endedBy ? exitSignal + status.endedBy.number : status.exitStatus & 0xff;
}

/// false: it can't be written, and that has been said.
bool HeadlessRun::writeDocument(int exit) {
    std::optional<Failure> failure;
    for (StepsText& steps : steps_)
        if (auto one = steps.finish())
            failure = std::move(one);
    if (failure) {
        complain(failure->message());
        return false;
    }
    writeRunJson(std::cout, *run_, program_.origin, steps_, confinement_, exit);
    std::cout.flush();
    if (const std::size_t dropped = run_->history(run_->leadingLane()).outputDropped())
        writeError("the document has the last of the program's output; the first " + std::to_string(dropped) +
                   " bytes are left out\n");
    return true;
}

/// The line about the signal that ended the program.
bool HeadlessRun::sayEnding() {
    const RunStatus status = run_->status();
    if (!status.endedBy)
        return false;
    writeError(signalLine(status.endedBy, status.endedIn, program_.files) + "\n");
    return true;
}

int HeadlessRun::report() {
    const RunStatus status = run_->status();
    const int exit = programExit();
    if (!request_.program.keep.empty()) {
        const std::vector<FileContents> files = run_->files(run_->leadingLane());
        if (auto failure = request_.program.keptByUs ? replaceKept(files, request_.program.keep)
                                                     : keepFiles(files, request_.program.keep)) {
            complain(failure->message());
            return exitNotRun;
        }
    }
    if (request_.json && !writeDocument(exit))
        return exitNotRun;
    sayEnding();
    const std::vector<Difference> differences = run_->differences();
    for (const Difference& difference : differences)
        writeError(differenceLine(difference, program_.files) + "\n");
    if (status.textError) {
        const TextError& error = *status.textError;
        writeError(render(Diagnostic{Severity::Error, error.place, error.message, error.advice}, program_.files));
        complain("the program was ended by an error in its text");
        return exitNotRun;
    }
    if (status.state != RunState::Ended) {
        const SourcePlace& place = status.endedIn.place;
        const bool hasPlace = status.state == RunState::Failed && place.line != 0;
        if (hasPlace)
            writeError(render(Diagnostic{Severity::Error, place, status.message, {}}, program_.files));
        complain(hasPlace ? "the machine did not do what the program asked for" : status.message);
        return exitNotRun;
    }
    if (!differences.empty()) {
        complain(differences.size() == 1 ? "the machines differ in one thing"
                                         : "the machines differ in " + std::to_string(differences.size()) + " things");
        return exitDiffers;
    }
    return exit;
}

int HeadlessRun::perform() {
    if (!prepare())
        return exitNotRun;
    story_.use(program_.files);
    go();
    return report();
}

} // namespace

int runCommand(const std::vector<std::string>& arguments) {
    auto read = readRunOptions(arguments);
    if (const auto* saying = std::get_if<Saying>(&read)) {
        saying->status == exitGood ? writeOut(saying->text) : complain(saying->text);
        return saying->status;
    }
    auto& request = std::get<RunRequest>(read);
    if (!request.kernelProfile.empty())
        if (const auto failure = pretendKernel(request.kernelProfile)) {
            complain(failure->message());
            return exitNotRun;
        }
    return HeadlessRun(std::move(request)).perform();
}

} // namespace faultline
