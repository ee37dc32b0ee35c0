#include "tests/oracle/machine_pair.h"

#include <algorithm>

namespace faultline {

namespace {

Difference note(std::string field, std::string simulated, std::string real) {
    Difference made;
    made.field = std::move(field);
    made.simulated = std::move(simulated);
    made.real = std::move(real);
    return made;
}

std::string_view wordFor(Status status) {
    switch (status) {
    case Status::Done:
        return "done";
    case Status::Blocked:
        return "blocked";
    case Status::Signalled:
        return "signalled";
    case Status::Ended:
        return "ended";
    case Status::Failed:
        break;
    }
    return "refused";
}

Step recordOf(std::size_t number, const OracleStep& step, Performed performed) {
    Step record;
    record.number = number;
    record.process = step.process;
    record.operation = step.operation;
    record.status = performed.status;
    record.outcome = std::move(performed.outcome);
    record.delta = std::move(performed.delta);
    return record;
}

Came summaryOf(const Performed& performed) {
    const Outcome& outcome = performed.outcome;
    Came came{outcome.error, outcome.signal, outcome.major, {}};
    came.text = "-> " + std::to_string(outcome.result);
    if (outcome.error)
        came.text += " errno " + std::to_string(outcome.error);
    if (outcome.minor || outcome.major)
        came.text += " faults " + std::to_string(outcome.minor) + "+" + std::to_string(outcome.major);
    if (outcome.signal)
        came.text += " signal " + std::to_string(outcome.signal.number) + "/" + std::to_string(outcome.signal.code);
    if (performed.failure)
        came.text += " refused: " + performed.failure->message();
    return came;
}

} // namespace

std::string Disagreement::kind() const {
    if (differences.empty())
        return {};
    const Difference& first = differences.front();
    const std::string kind = first.field.substr(0, first.field.find(' '));
    return kind == "status" ? kind + " " + first.simulated + " " + first.real : kind;
}

std::string Disagreement::rule() const {
    if (differences.empty())
        return {};
    const std::string& rule = differences.front().rule;
    const bool same = std::all_of(differences.begin(), differences.end(),
                                  [&](const Difference& difference) { return difference.rule == rule; });
    return same ? rule : std::string();
}

std::optional<Disagreement> MachinePair::start(const Setup& setup) {
    auto real = real_.start(setup);
    if (!real)
        return Disagreement{0, {note("start", "", real.failure().message())}};
    auto simulated = simulated_.start(setup);
    if (!simulated)
        return Disagreement{0, {note("start", simulated.failure().message(), "")}};
    alive_ = {firstProcess};
    auto found = comparison_.start(simulated.value(), real.value());
    if (found.empty())
        return std::nullopt;
    return Disagreement{0, std::move(found)};
}

std::optional<Disagreement> MachinePair::perform(const OracleStep& step) {
    const std::size_t number = steps_++;
    came_ = {};
    if (over() || std::find(alive_.begin(), alive_.end(), step.process) == alive_.end())
        return std::nullopt;
    Performed real = real_.perform(step.process, step.operation, {});
    Performed simulated = simulated_.perform(step.process, step.operation, real.outcome.given);
    came_ = summaryOf(real);
    if (real.failure && simulated.failure) {
        over_ = true;
        return std::nullopt;
    }
    std::vector<Difference> found;
    if (simulated.status != real.status)
        found.push_back(note("status", std::string(wordFor(simulated.status)), std::string(wordFor(real.status))));
    const Performed outline = {simulated.status, simulated.outcome, {}, std::nullopt};
    compare(step, std::move(simulated), std::move(real), found);
    if (found.empty()) {
        follow(step.process, outline);
        settle(found);
    }
    if (found.empty() && !(simulated_.snapshot() == simulated_.photographed()))
        found.push_back(note("photograph", "the snapshot kept by deltas", "the machine's own structures"));
    if (found.empty())
        return std::nullopt;
    return Disagreement{number, std::move(found)};
}

void MachinePair::compare(const OracleStep& step, Performed simulated, Performed real, std::vector<Difference>& found) {
    const std::size_t delivered = real.outcome.delivered.size();
    if (simulated.outcome.delivered.size() != delivered)
        found.push_back(
            note("handlers", std::to_string(simulated.outcome.delivered.size()), std::to_string(delivered)));
    Step a = recordOf(steps_, step, std::move(simulated)), b = recordOf(steps_, step, std::move(real));
    if (a.outcome.error && a.outcome.error == b.outcome.error)
        a.outcome.returned = b.outcome.returned; // what a failed call leaves in its arguments is nobody's
    auto more = comparison_.step({&a, &simulated_.snapshot()}, {&b, &real_.snapshot()});
    found.insert(found.end(), more.begin(), more.end());
}

void MachinePair::follow(ProcessId process, const Performed& performed) {
    if (performed.status == Status::Ended)
        std::erase(alive_, process);
    if (performed.outcome.child)
        alive_.push_back(performed.outcome.child);
    if (performed.status != Status::Ended)
        returnFrom(process, performed.outcome.delivered.size());
}

void MachinePair::returnFrom(ProcessId process, std::size_t handlers) {
    const Operation sigreturn = callOf(Call::Sigreturn, {});
    for (std::size_t i = 0; i < handlers; ++i) {
        simulated_.perform(process, sigreturn, {});
        real_.perform(process, sigreturn, {});
    }
}

void MachinePair::settle(std::vector<Difference>& found) {
    const auto real = real_.settle();
    const auto simulated = simulated_.settle();
    if (real.size() != simulated.size())
        found.push_back(note("settled", std::to_string(simulated.size()), std::to_string(real.size())));
    for (const Settled& settled : simulated)
        follow(settled.process, settled.performed);
}

std::optional<Disagreement> MachinePair::finish() {
    auto found = comparison_.end(steps_, simulated_.files(), real_.files());
    if (found.empty())
        return std::nullopt;
    return Disagreement{steps_ ? steps_ - 1 : 0, std::move(found)};
}

} // namespace faultline
