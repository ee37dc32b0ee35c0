#pragma once

#include "simulator/sources/source.h"

#include <map>
#include <memory>

namespace faultline {

/// One thing that a scripted process does: runs so many instructions, then asks for an operation.
struct ScriptLine {
    std::uint64_t instructions = 1;
    Operation operation;
};

/// A source that yields the operations of a script, one a statement, in order; when the script is over, ExitGroup with
/// the number of calls that had an errno. A child goes on after the fork, in the same script or, if there is one, in
/// `childScript`. The place's line of an operation is its number in the script, from 1.
class ScriptedSource : public Source {
public:
    explicit ScriptedSource(std::vector<ScriptLine> script, std::vector<ScriptLine> childScript = {});

    const Image& image() const override { return image_; }
    Yield advance(ProcessId process, std::uint64_t instructions, bool stopAtStatement) override;
    void give(ProcessId process, const Outcome& outcome) override;
    void retry(ProcessId process) override;
    void deliver(ProcessId process, std::span<const Signal> signals) override;
    void end(ProcessId process) override;
    Position position(ProcessId process) const override;
    /// "sum" of the values loaded so far, "signals" delivered so far.
    std::vector<Variable> variables(ProcessId process, const Snapshot& snapshot) const override;
    std::unique_ptr<Source> clone() const override;

private:
    struct State {
        std::shared_ptr<const std::vector<ScriptLine>> script;
        std::size_t next = 0;
        std::uint64_t runOfNext = 0; ///< instructions already run before the next operation
        std::uint64_t instructions = 0;
        std::uint64_t errors = 0;
        std::uint64_t sum = 0;
        std::uint64_t signals = 0;
        bool stopped = false; ///< at the statement of the next operation
        bool asked = false;
        Operation exit;
    };

    Image image_;
    std::shared_ptr<const std::vector<ScriptLine>> childScript_;
    std::map<ProcessId, State> states_;
};

// Operations for scripts.
Operation loadAt(Address address, std::uint64_t length = 1);
Operation storeAt(Address address, std::uint64_t value, std::uint64_t length = 1);
Operation callOf(Call call, std::vector<CallArgument> arguments = {});
Operation writeText(std::string_view text, std::uint64_t descriptor = 1);
Operation sleepFor(std::uint64_t seconds);

} // namespace faultline
