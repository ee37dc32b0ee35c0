#include "app/commands/run_json.h"

#include "simulator/machine/json_writer.h"

#include <optional>

namespace faultline {

namespace {

std::string_view nameOf(RunState state) {
    switch (state) {
    case RunState::Ready:
    case RunState::WaitsForInput:
        return "not ended";
    case RunState::Ended:
        return "ended";
    case RunState::Deadlock:
        return "deadlock";
    case RunState::Failed:
        return "failed";
    case RunState::StepLimit:
        return "step limit";
    }
    return "failed";
}

class RunDocument {
public:
    RunDocument(std::ostream& out, const Run& run, const RunOrigin& origin, const std::vector<StepsText>& steps,
                const std::string& confinement)
        : out_(out), json_(out), run_(run), origin_(origin), steps_(steps), confinement_(confinement) {}

    void write(int exit);

private:
    void machine(std::size_t lane);
    void totals(const StepsText& steps, const Snapshot& last);
    void mappings(const Snapshot& snapshot);
    void pages(const Snapshot& snapshot, const Mapping& mapping);
    void ending(const Snapshot& last);
    void differences();

    std::ostream& out_;
    JsonWriter json_;
    const Run& run_;
    const RunOrigin& origin_;
    const std::vector<StepsText>& steps_;
    const std::string& confinement_;
};

void RunDocument::write(int exit) {
    json_.beginObject().member("format", "faultline-run/1").key("exit");
    run_.status().state == RunState::Ended ? json_.value(exit) : json_.null();
    json_.member("state", nameOf(run_.status().state));
    json_.key("machines").beginArray();
    for (std::size_t i = 0; i < run_.laneCount(); ++i)
        machine(i);
    json_.endArray();
    differences();
    json_.endObject();
}

void RunDocument::machine(std::size_t lane) {
    const History& history = run_.history(lane);
    const Snapshot last = history.at(history.stepCount()).value();
    const bool real = run_.machineKind(lane) == MachineKind::Real;
    json_.beginObject().member("machine", nameOf(run_.machineKind(lane))).key("preset");
    real ? json_.null() : json_.value(origin_.setup.hardware.preset);
    json_.key("not_visible").beginObject();
    for (const auto& [field, reason] : last.notVisible)
        json_.member(nameOf(field), reason);
    json_.endObject();
    json_.key("confinement");
    real ? json_.value(confinement_) : json_.null();
    const StepsText& steps = steps_[lane];
    json_.key("steps").beginArray();
    steps.writeTo(out_);
    json_.endArray();
    totals(steps, last);
    mappings(steps.beforeEnd() ? *steps.beforeEnd() : last);
    json_.member("output", history.output(history.stepCount(), 1));
    json_.member("errors", history.output(history.stepCount(), 2));
    json_.member("output_dropped", history.outputDropped());
    ending(last);
    json_.endObject();
}

void RunDocument::totals(const StepsText& steps, const Snapshot& last) {
    json_.key("totals").beginObject().key("faults").beginObject();
    json_.member("minor", steps.minorFaults()).member("major", steps.majorFaults()).endObject().key("tlb");
    if (last.notVisible.contains(Field::Tlb))
        json_.null();
    else
        json_.beginObject().member("hits", last.counters.tlbHits).member("misses", last.counters.tlbMisses).endObject();
    json_.endObject();
}

void RunDocument::mappings(const Snapshot& snapshot) {
    json_.key("mappings").beginArray();
    if (const Process* process = snapshot.process(firstProcess))
        for (const auto& [start, mapping] : process->mappings) {
            json_.beginObject().key("start").address(mapping.start).key("end").address(mapping.end);
            std::string permissions;
            permissions += mapping.protection & protectRead ? 'r' : '-';
            permissions += mapping.protection & protectWrite ? 'w' : '-';
            permissions += mapping.protection & protectExecute ? 'x' : '-';
            json_.member("permissions", permissions).member("shared", mapping.shared).member("offset", mapping.offset);
            json_.key("file");
            const File* file = snapshot.file(mapping.file);
            file ? json_.value(file->facts.name) : json_.null();
            pages(snapshot, mapping);
            json_.endObject();
        }
    json_.endArray();
}

/// Page states in address order, equal neighbours counted together. Stretches without entry and file are one step.
void RunDocument::pages(const Snapshot& snapshot, const Mapping& mapping) {
    json_.key("pages").beginArray();
    const Process& process = *snapshot.process(firstProcess);
    const std::uint64_t end = mapping.end / snapshot.pageSize;
    std::optional<PageState> state;
    std::uint64_t count = 0;
    const auto flush = [&] {
        if (state)
            json_.beginArray().value(nameOf(*state)).value(count).endArray();
    };
    for (std::uint64_t page = mapping.start / snapshot.pageSize; page < end;) {
        std::uint64_t many = 1;
        const auto entry = process.pages.lower_bound(page);
        if (mapping.file == 0 && (entry == process.pages.end() || entry->first != page))
            many = std::min(end, entry == process.pages.end() ? end : entry->first) - page;
        const PageState here = snapshot.stateOf(firstProcess, page);
        if (state != here) {
            flush();
            state = here;
            count = 0;
        }
        count += many;
        page += many;
    }
    flush();
    json_.endArray();
}

void RunDocument::ending(const Snapshot& last) {
    const Process* process = last.process(firstProcess);
    const bool ended = process && process->facts.ended;
    json_.key("exit");
    ended && !process->facts.endedBy ? json_.value(process->facts.exitStatus) : json_.null();
    json_.key("signal");
    ended && process->facts.endedBy ? json_.value(signalName(process->facts.endedBy.number)) : json_.null();
}

void RunDocument::differences() {
    json_.key("differences").beginArray();
    for (const Difference& difference : run_.differences()) {
        json_.beginObject().member("step", difference.step).member("process", difference.process);
        json_.member("field", difference.field).member("simulated", difference.simulated);
        json_.member("real", difference.real).key("rule");
        difference.rule.empty() ? json_.null() : json_.value(difference.rule);
        json_.endObject();
    }
    json_.endArray();
}

} // namespace

void writeRunJson(std::ostream& out, const Run& run, const RunOrigin& origin, const std::vector<StepsText>& steps,
                  const std::string& confinement, int exit) {
    RunDocument(out, run, origin, steps, confinement).write(exit);
    out << '\n';
}

} // namespace faultline
