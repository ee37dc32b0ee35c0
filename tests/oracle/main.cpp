// The kernel as the oracle of the simulated machine: machine-made programs on both, compared after every operation.
// A program that makes them disagree is shortened and written as a C program. Exit status 0: they always agreed.
#include "realmode/probes/parameters.h"
#include "tests/oracle/c_program.h"
#include "tests/oracle/generator.h"
#include "tests/oracle/reducer.h"
#include "tests/oracle/report.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace faultline {
namespace {

struct OracleOptions {
    std::uint64_t programs = 100;
    std::uint64_t seed = 1;
    std::uint64_t operations = 150;
    std::uint64_t seconds = 0; ///< 0: no limit
    std::string keep;          ///< folder for the C programs; empty: they are printed
    bool verbose = false;
    KernelMachine::Options machine;
};

constexpr const char* usage = "Usage: oracle [--programs N] [--seed S] [--operations N] [--seconds N] [--keep DIR]\n"
                              "              [--verbose]\n";

std::optional<OracleOptions> optionsFrom(int count, char** words) {
    OracleOptions options;
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        if (word == "--verbose") {
            options.verbose = true;
            continue;
        }
        if (i + 1 == count)
            return std::nullopt;
        const std::string value = words[++i];
        const std::uint64_t number = std::strtoull(value.c_str(), nullptr, 10);
        if (word == "--programs")
            options.programs = number;
        else if (word == "--seed")
            options.seed = number;
        else if (word == "--operations")
            options.operations = number;
        else if (word == "--seconds")
            options.seconds = number;
        else if (word == "--keep")
            options.keep = value;
        else
            return std::nullopt;
    }
    return options;
}

class Campaign {
public:
    Campaign(OracleOptions options, Parameters parameters)
        : options_(std::move(options)), parameters_(std::move(parameters)) {}

    bool run() {
        const auto began = std::chrono::steady_clock::now();
        const auto elapsed = [&] {
            return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        };
        for (std::uint64_t i = 0; i < options_.programs; ++i) {
            if (options_.seconds && elapsed() > static_cast<double>(options_.seconds))
                break;
            one(options_.seed + i);
        }
        std::fputs(report_.table(elapsed()).c_str(), stdout);
        return report_.clean();
    }

private:
    void one(std::uint64_t seed) {
        Generator generator(seed, parameters_);
        Sequence sequence{seed, generator.setup(), {}};
        std::optional<Disagreement> found;
        {
            MachinePair machines(options_.machine);
            found = machines.start(sequence.setup);
            const auto opening = Generator::opening(sequence.setup);
            for (std::size_t i = 0; !found && i < options_.operations && !machines.over(); ++i) {
                sequence.steps.push_back(i < opening.size() ? opening[i]
                                                            : generator.next(machines.snapshot(), machines.alive()));
                found = machines.perform(sequence.steps.back());
                report_.count(sequence.steps.back(), machines.came());
                if (options_.verbose)
                    std::printf("%s %s\n", describe(sequence.steps.back()).c_str(), machines.came().text.c_str());
            }
            if (!found)
                found = machines.finish();
        }
        report_.countSequence();
        if (!found)
            return;
        if (const auto rule = found->rule(); !rule.empty())
            report_.countRule(rule);
        else
            tell(sequence);
    }

    /// The kernel may have raced with us: only what comes again is a difference.
    void tell(const Sequence& sequence) {
        const auto again = performAgain(sequence, options_.machine);
        if (!again || !again->rule().empty()) {
            report_.countRace();
            std::printf("seed %llu: different once, equal when run again\n",
                        static_cast<unsigned long long>(sequence.seed));
            return;
        }
        Sequence shortest = reduced(sequence, *again, options_.machine);
        const auto last = performAgain(shortest, options_.machine);
        if (!last) {
            report_.countRace();
            return;
        }
        if (!shortest.steps.empty())
            report_.countDifference(shortest.steps.back());
        std::string comment = "Seed " + std::to_string(sequence.seed) + ": the machines differ after the last step.";
        for (const Difference& difference : last->differences)
            comment += "\n" + difference.field + ": simulated " + difference.simulated + ", real " + difference.real;
        const std::string text = asCProgram(shortest, comment);
        if (options_.keep.empty())
            std::printf("%s\n", text.c_str());
        else
            keep(shortest, text);
        std::fflush(stdout);
    }

    void keep(const Sequence& sequence, const std::string& text) {
        const std::filesystem::path folder =
            std::filesystem::path(options_.keep) / ("seed-" + std::to_string(sequence.seed));
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "program.c") << text;
        for (const SetupFile& file : sequence.setup.files)
            std::ofstream(folder / file.name, std::ios::binary)
                .write(reinterpret_cast<const char*>(file.bytes.data()),
                       static_cast<std::streamsize>(file.bytes.size()));
        std::printf("seed %llu: different, see %s\n", static_cast<unsigned long long>(sequence.seed),
                    (folder / "program.c").c_str());
    }

    OracleOptions options_;
    Parameters parameters_;
    OracleReport report_;
};

} // namespace
} // namespace faultline

int main(int count, char** words) {
    const auto options = faultline::optionsFrom(count, words);
    if (!options) {
        std::fputs(faultline::usage, stderr);
        return 2;
    }
    const auto parameters = faultline::readParameters(options->machine);
    if (!parameters) {
        std::fprintf(stderr, "oracle: %s\n", parameters.failure().message().c_str());
        return 2;
    }
    return faultline::Campaign(*options, parameters.value()).run() ? 0 : 1;
}
