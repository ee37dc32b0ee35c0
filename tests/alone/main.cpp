// The simulator without the real machine: from the parameters, the given values and the choices of a record it makes
// the steps of the record again. simulator_alone RECORD: exit 0, or 1 and the first step that is another.
#include "simulator/kernel/simulated_machine.h"
#include "simulator/sources/program_source.h"
#include "tests/alone/record.h"

#include <fstream>
#include <iostream>

namespace faultline {
namespace {

/// The simulated machine, handed what the real one was given. An access is quiet where it was quiet in the record: the
/// real machine has its own reasons to take the long way.
class FedMachine final : public Machine {
public:
    explicit FedMachine(const Record& record) : record_(record), real_(record.real) {}

    MachineKind kind() const override { return inner_.kind(); }
    Result<Snapshot> start(const Setup& setup) override { return inner_.start(setup); }
    Performed perform(ProcessId process, const Operation& operation, const Given&) override {
        const RecordedStep* expected = next();
        // A signal that the clock raises is no step of the program's.
        const bool asked = expected && expected->whole && expected->whole->process == process &&
                           expected->whole->operation == operation;
        return inner_.perform(process, operation, asked ? given() : Given{});
    }
    bool performQuietly(ProcessId process, QuietAccess& access) override {
        const RecordedStep* expected = next();
        if (expected && expected->whole)
            return false;
        ++next_;
        return inner_.performQuietly(process, access);
    }
    std::vector<Settled> settle() override { return inner_.settle(); }
    void supply(std::span<const std::uint8_t> input, bool end) override { inner_.supply(input, end); }
    Performed end(ProcessId process) override { return inner_.end(process); }
    const Snapshot& snapshot() const override { return inner_.snapshot(); }
    std::vector<FileContents> files() override { return inner_.files(); }

private:
    /// The step of the record that the machine is asked for next.
    const RecordedStep* next() {
        while (next_ < record_.steps.size() && record_.steps[next_].whole &&
               record_.steps[next_].whole->kind != StepKind::Performed)
            ++next_;
        return next_ < record_.steps.size() ? &record_.steps[next_] : nullptr;
    }
    Given given() {
        const Operation& operation = record_.steps[next_++].whole->operation;
        while (!real_.empty() && (real_.front().kind != StepKind::Performed || !(real_.front().operation == operation)))
            real_.pop_front();
        if (real_.empty())
            return {};
        const Given found = std::move(real_.front().outcome.given);
        real_.pop_front();
        return found;
    }

    const Record& record_;
    std::deque<Step> real_;
    SimulatedMachine inner_;
    std::size_t next_ = 0;
};

std::unique_ptr<Source> compiled(const Record& record) {
    ProgramSource::Input input;
    input.sources.assign(record.files.begin(), record.files.begin() + static_cast<std::ptrdiff_t>(record.sources));
    input.findHeader = [&](std::string_view name, std::string_view) -> std::optional<SourceFile> {
        for (const SourceFile& file : record.files)
            if (file.name.ends_with(name))
                return file;
        return std::nullopt;
    };
    input.arguments = record.setup.arguments;
    input.parameters = record.setup.parameters;
    return ProgramSource::create(input).source;
}

int differs(std::size_t step, const std::string& what) {
    std::cout << "step " << step << ": " << what << '\n';
    return 1;
}

int compare(const Record& record, const History& history) {
    if (!(history.at(0) == record.first))
        return differs(0, "another first snapshot");
    std::size_t number = 0;
    int status = 0;
    history.forEachKept(1, history.stepCount(), [&](const Step* whole, const QuietStep* quiet) {
        if (number == record.steps.size()) {
            status = differs(number + 1, "more steps than the record has");
            return false;
        }
        const RecordedStep& expected = record.steps[number++];
        if ((whole != nullptr) != expected.whole.has_value()) {
            status = differs(number, "quiet on one side alone");
        } else if (whole) {
            Step step = *whole;
            step.number = 0;
            if (!(step.operation == expected.whole->operation))
                status = differs(number, "another operation");
            else if (!(step.outcome == expected.whole->outcome))
                status = differs(number, "another outcome");
            else if (!(step.delta == expected.whole->delta))
                status = differs(number, "another delta");
            else if (!(step == *expected.whole))
                status = differs(number, "another step");
        } else if (quiet->process != expected.quiet.process || quiet->place != expected.quiet.place ||
                   !(operationOf(*quiet) == operationOf(expected.quiet)) ||
                   quiet->access.value != expected.quiet.access.value ||
                   quiet->access.old != expected.quiet.access.old) {
            status = differs(number, "another access");
        }
        return status == 0;
    });
    if (status == 0 && number < record.steps.size())
        return differs(number + 1, "fewer steps than the record has");
    return status;
}

int replay(const char* path) {
    std::ifstream lines(path);
    const Record record = readRecord(lines);
    const std::unique_ptr<Source> source = compiled(record);
    if (!source)
        return differs(0, "the program has errors");
    std::vector<std::unique_ptr<Machine>> machines;
    machines.push_back(std::make_unique<FedMachine>(record));
    RunOptions options;
    options.replay = record.choices;
    auto run = Run::start(*source, record.setup, std::move(machines), options);
    if (!run)
        return differs(0, run.failure().message());
    run.value()->runUntil({}, {});
    const int status = compare(record, run.value()->history(0));
    std::cout << record.steps.size() << " steps\n";
    return status;
}

} // namespace
} // namespace faultline

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "simulator_alone RECORD\n";
        return 2;
    }
    try {
        return faultline::replay(arguments[1]);
    } catch (const std::exception& error) {
        std::cerr << "simulator_alone: " << error.what() << '\n';
        return 2;
    }
}
