// A C program as a source of operations.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/machine/parameters.h"
#include "simulator/program/diagnostic.h"
#include "simulator/program/interpreter.h"
#include "simulator/sources/source.h"

namespace faultline {

/// Runs a C program's processes: holds the state of each as plain data, so that a copy of it costs what they hold.
class ProgramSource : public Source {
public:
    struct Input {
        std::vector<SourceFile> sources; ///< translation units
        /// Finds the file that `#include "name"` in the file `includer` means; may be empty: there are none.
        std::function<std::optional<SourceFile>(std::string_view name, std::string_view includer)> findHeader;
        std::vector<std::string> arguments; ///< argv, the program's name first
        Parameters parameters;              ///< where the image and the stack lie, the size of a page
        bool pagedStack = false;            ///< locals, parameters and argv lie on the machine, too
    };
    struct Created {
        std::unique_ptr<ProgramSource> source; ///< null: the text has errors
        std::vector<SourceFile> files;         ///< SourcePlace::file counts in these; headers included
        std::vector<Diagnostic> diagnostics;   ///< errors and warnings, in order of their places
    };
    /// Checks and compiles the text; the first process is about to call main.
    static Created create(const Input& input);

    const Image& image() const override { return *image_; }
    Yield advance(ProcessId process, std::uint64_t instructions, bool stopAtStatement) override;
    void give(ProcessId process, const Outcome& outcome) override;
    void retry(ProcessId process) override;
    void deliver(ProcessId process, std::span<const Signal> signals) override;
    void end(ProcessId process) override;
    Position position(ProcessId process) const override;
    SourcePlace nextPlace(ProcessId process, bool atStatement) const override;
    std::uint64_t statementsBegun(ProcessId process) const override;
    std::vector<Variable> variables(ProcessId process, const Snapshot& snapshot) const override;
    std::unique_ptr<Source> clone() const override;

    const Code& code() const { return interpreter_->code(); }

private:
    ProgramSource(std::shared_ptr<const Interpreter> interpreter, std::shared_ptr<const Image> image);

    std::shared_ptr<const Interpreter> interpreter_;
    std::shared_ptr<const Image> image_;
    std::map<ProcessId, ProcessState> processes_;
    TextError error_; // yielded last
};

} // namespace faultline
