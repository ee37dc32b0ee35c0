#include "simulator/run/comparison.h"

#include "simulator/machine/hex.h"
#include "simulator/run/named_differences.h"
#include "simulator/run/snapshot_comparison.h"

#include <algorithm>
#include <cstdio>

namespace faultline {

namespace {

std::string hexBytes(std::span<const std::uint8_t> bytes) {
    constexpr std::size_t shown = 32;
    std::string text;
    for (std::size_t i = 0; i < std::min(bytes.size(), shown); ++i) {
        char byte[4];
        std::snprintf(byte, sizeof byte, "%02x", bytes[i]);
        text += (i ? " " : "") + std::string(byte);
    }
    return bytes.size() > shown ? text + " … (" + std::to_string(bytes.size()) + " bytes)" : text;
}

/// Of the two byte strings, what is worth showing: a stretch around the first byte in which they differ.
std::pair<std::string, std::string> differingBytes(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
    const auto split = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    const auto at = static_cast<std::size_t>(split.first - a.begin());
    const std::size_t from = at - std::min<std::size_t>(at, 4);
    const auto show = [&](std::span<const std::uint8_t> bytes) {
        return std::to_string(bytes.size()) + " bytes, from " + std::to_string(from) + ": " +
               hexBytes(bytes.subspan(std::min(from, bytes.size())));
    };
    return {show(a), show(b)};
}

std::string textOf(const Signal& signal) {
    if (!signal)
        return "none";
    std::string text(signalName(signal.number));
    const std::string_view code = signalCodeName(signal);
    text += code.empty() ? " (code " + std::to_string(signal.code) + ")" : " (" + std::string(code) + ")";
    return text + " at " + hex(signal.address);
}

std::string textOf(const std::vector<Signal>& signals) {
    std::string text;
    for (const Signal& signal : signals)
        text += (text.empty() ? "" : ", ") + textOf(signal);
    return text.empty() ? "none" : text;
}

std::string_view textOf(Status status) {
    switch (status) {
    case Status::Done:
        return "done";
    case Status::Blocked:
        return "waits";
    case Status::Signalled:
        return "signalled";
    case Status::Ended:
        return "ended";
    case Status::Failed:
        return "failed";
    }
    return "";
}

std::string textOf(const CallArgument& argument) {
    switch (argument.form) {
    case CallArgument::Form::Value:
        return argument.value < 4096 ? std::to_string(argument.value) : hex(argument.value);
    case CallArgument::Form::Out:
        return "room for " + std::to_string(argument.size);
    case CallArgument::Form::In:
    case CallArgument::Form::InOut:
        break;
    }
    std::string text;
    for (const std::uint8_t byte : argument.bytes) {
        if (byte == 0 && &byte == &argument.bytes.back())
            break;
        if (byte < 0x20 || byte > 0x7e)
            return "[" + hexBytes(argument.bytes) + "]";
        text += static_cast<char>(byte);
    }
    return "\"" + text + "\"";
}

bool endsProcess(const Step& step) {
    return step.status == Status::Ended;
}

} // namespace

std::string describeOperation(const Operation& operation) {
    std::string text(kindName(operation));
    if (operation.kind == OperationKind::Call) {
        text += "(";
        for (std::size_t i = 0; i < operation.arguments.size(); ++i)
            text += (i ? ", " : "") + textOf(operation.arguments[i]);
        return text + ")";
    }
    text += " " + std::to_string(operation.length) + (operation.length == 1 ? " byte" : " bytes");
    if (operation.target.onMachine)
        text += " at " + hex(operation.target.address);
    return text;
}

void Comparison::note(std::vector<Difference>& found, Difference difference) {
    const Key key{difference.process, difference.field};
    const auto standing = standing_.find(key);
    if (difference.simulated == difference.real) {
        if (standing != standing_.end())
            standing_.erase(standing);
        return;
    }
    std::pair<std::string, std::string> sides{difference.simulated, difference.real};
    if (standing != standing_.end() && standing->second == sides)
        return;
    standing_[key] = std::move(sides);
    found.push_back(std::move(difference));
}

std::vector<Difference> Comparison::start(const Snapshot& simulated, const Snapshot& real) {
    std::vector<Difference> found;
    for (Difference& difference : compareSnapshots(simulated, real, 0))
        note(found, std::move(difference));
    return found;
}

void Comparison::outcome(std::vector<Difference>& found, const Step& simulated, const Step& real) {
    const Outcome& ours = simulated.outcome;
    const Outcome& theirs = real.outcome;
    const auto compare = [&](const char* field, std::string a, std::string b) {
        if (a != b)
            found.push_back({real.number, real.process, field, std::move(a), std::move(b), {}, 0, {}});
    };
    if (simulated.status != real.status)
        compare("status", std::string(textOf(simulated.status)), std::string(textOf(real.status)));
    if (ours.result != theirs.result)
        compare("result", std::to_string(ours.result), std::to_string(theirs.result));
    if (ours.error != theirs.error)
        compare("errno", std::to_string(ours.error), std::to_string(theirs.error));
    if (ours.signal.number != theirs.signal.number || ours.signal.code != theirs.signal.code ||
        ours.signal.address != theirs.signal.address)
        compare("signal", textOf(ours.signal), textOf(theirs.signal));
    if (ours.delivered != theirs.delivered)
        compare("signals delivered", textOf(ours.delivered), textOf(theirs.delivered));
    if (ours.minor != theirs.minor)
        compare("faults.minor", std::to_string(ours.minor), std::to_string(theirs.minor));
    if (ours.major != theirs.major)
        compare("faults.major", std::to_string(ours.major), std::to_string(theirs.major));
    if (ours.value != theirs.value)
        compare("value", hexBytes(ours.value), hexBytes(theirs.value));
    if (ours.child != theirs.child)
        compare("child", std::to_string(ours.child), std::to_string(theirs.child));
    const auto bytes = [&](const char* field, const Bytes& a, const Bytes& b) {
        if (a != b) {
            auto [left, right] = differingBytes(a, b);
            compare(field, std::move(left), std::move(right));
        }
    };
    bytes("bytes read", ours.data, theirs.data);
    // A call that failed has returned nothing: an empty entry and none are the same.
    static const Bytes none;
    for (std::size_t i = 0; i < std::max(ours.returned.size(), theirs.returned.size()); ++i)
        bytes("bytes returned", i < ours.returned.size() ? ours.returned[i] : none,
              i < theirs.returned.size() ? theirs.returned[i] : none);
}

/// Output is compared as a stream: how it is cut into steps is no difference, only bytes that differ are, and at the
/// end what one machine alone has written.
void Comparison::output(std::vector<Difference>& found, const Step& simulated, const Step& real) {
    if (simulated.outcome.written == real.outcome.written && unmatched_.empty())
        return;
    for (const Written& written : simulated.outcome.written) {
        Bytes& waiting = unmatched_[written.stream].first;
        waiting.insert(waiting.end(), written.bytes.begin(), written.bytes.end());
    }
    for (const Written& written : real.outcome.written) {
        Bytes& waiting = unmatched_[written.stream].second;
        waiting.insert(waiting.end(), written.bytes.begin(), written.bytes.end());
    }
    for (auto stream = unmatched_.begin(); stream != unmatched_.end();) {
        auto& [ours, theirs] = stream->second;
        const auto same = static_cast<std::ptrdiff_t>(std::min(ours.size(), theirs.size()));
        if (!std::equal(ours.begin(), ours.begin() + same, theirs.begin())) {
            auto [left, right] = differingBytes(ours, theirs);
            const char* field = stream->first == 1 ? "output" : "error output";
            found.push_back({real.number, real.process, field, std::move(left), std::move(right), {}, 0, {}});
        }
        ours.erase(ours.begin(), ours.begin() + same);
        theirs.erase(theirs.begin(), theirs.begin() + same);
        stream = ours.empty() && theirs.empty() ? unmatched_.erase(stream) : std::next(stream);
    }
}

std::vector<Difference> Comparison::step(const StepSide& simulated, const StepSide& real) {
    std::vector<Difference> found;
    outcome(found, *simulated.step, *real.step);
    output(found, *simulated.step, *real.step);

    TouchedFacts touched;
    touched.add(simulated.step->delta, *simulated.snapshot);
    touched.add(real.step->delta, *real.snapshot);
    if (touched.empty())
        return found;
    for (Compared& compared : compareTouched(touched, *simulated.snapshot, *real.snapshot))
        note(found, {real.step->number,
                     compared.process,
                     std::move(compared.field),
                     std::move(compared.simulated),
                     std::move(compared.real),
                     {},
                     compared.address,
                     {}});
    if (endsProcess(*simulated.step) && endsProcess(*real.step))
        std::erase_if(standing_, [&](const auto& entry) {
            return entry.first.first == real.step->process && entry.first.second != "process";
        });
    const std::string_view rule = ruleFor(found);
    for (Difference& difference : found)
        difference.rule = rule;
    return found;
}

std::vector<Difference> Comparison::end(std::size_t step, const std::vector<FileContents>& simulated,
                                        const std::vector<FileContents>& real) {
    std::vector<Difference> found;
    const auto add = [&](std::string field, std::string a, std::string b) {
        found.push_back({step, 0, std::move(field), std::move(a), std::move(b), {}, 0, {}});
    };
    for (const auto& [stream, waiting] : unmatched_) {
        auto [left, right] = differingBytes(waiting.first, waiting.second);
        add(stream == 1 ? "output" : "error output", std::move(left), std::move(right));
    }
    unmatched_.clear();

    std::map<std::string, std::pair<const Bytes*, const Bytes*>> files;
    for (const FileContents& file : simulated)
        files[file.name].first = &file.bytes;
    for (const FileContents& file : real)
        files[file.name].second = &file.bytes;
    for (const auto& [name, sides] : files) {
        const auto& [ours, theirs] = sides;
        if (!ours || !theirs)
            add("file " + name, ours ? "there" : "not there", theirs ? "there" : "not there");
        else if (*ours != *theirs) {
            auto [left, right] = differingBytes(*ours, *theirs);
            add("file " + name, std::move(left), std::move(right));
        }
    }
    return found;
}

Difference Comparison::parting(std::size_t step, ProcessId process, std::string simulated, std::string real) {
    return {step, process, "the runs part here", std::move(simulated), std::move(real), {}, 0, {}};
}

} // namespace faultline
