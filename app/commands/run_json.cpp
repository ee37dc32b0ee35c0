#include "app/commands/run_json.h"

#include "simulator/machine/json_writer.h"

#include <optional>

namespace faultline {

namespace {

class RunDocument {
public:
    RunDocument(std::ostream& out, const Run& run, const RunOrigin& origin, const std::vector<SourceFile>& files)
        : json_(out), run_(run), origin_(origin), files_(files) {}

    void write(int exit);

private:
    void machine(std::size_t lane);
    void steps(const History& history);
    void step(const Step& step, std::size_t repeated);
    void signal(const Signal& signal);
    void totals(const History& history, const Snapshot& last);
    void mappings(const Snapshot& snapshot);
    void pages(const Snapshot& snapshot, const Mapping& mapping);
    void ending(const Snapshot& last);
    void differences();
    std::size_t lastMomentOfFirst(const History& history) const;

    JsonWriter json_;
    const Run& run_;
    const RunOrigin& origin_;
    const std::vector<SourceFile>& files_;
    struct {
        std::uint64_t minor = 0, major = 0;
    } faults_;
};

void RunDocument::write(int exit) {
    json_.beginObject().member("format", "faultline-run/1").member("exit", exit);
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
    const bool real = run_.machineName(lane) == "real";
    json_.beginObject().member("machine", run_.machineName(lane)).key("preset");
    real ? json_.null() : json_.value(origin_.setup.hardware.preset);
    json_.key("not_visible").beginObject();
    for (const auto& [field, reason] : last.notVisible)
        json_.member(nameOf(field), reason);
    json_.endObject();
    steps(history);
    totals(history, last);
    mappings(history.at(lastMomentOfFirst(history)).value());
    json_.member("output", history.output(history.stepCount(), 1));
    json_.member("errors", history.output(history.stepCount(), 2));
    ending(last);
    json_.endObject();
}

/// The moment before the first process ended: after it there are no mappings to tell of.
std::size_t RunDocument::lastMomentOfFirst(const History& history) const {
    std::size_t moment = history.stepCount();
    for (const StepMark& mark : history.marks())
        if (mark.process == firstProcess)
            moment = mark.step;
    const Snapshot last = history.at(history.stepCount()).value();
    const Process* process = last.process(firstProcess);
    if (process && !process->facts.ended)
        return history.stepCount();
    return moment > history.firstMoment() ? moment - 1 : moment;
}

bool sameButNumber(const Step& a, const Step& b) {
    return a.process == b.process && a.operation == b.operation && a.outcome.result == b.outcome.result &&
           a.outcome.error == b.outcome.error && a.outcome.minor == b.outcome.minor &&
           a.outcome.major == b.outcome.major && a.outcome.signal == b.outcome.signal;
}

void RunDocument::steps(const History& history) {
    faults_ = {};
    json_.key("steps").beginArray();
    std::optional<Step> kept;
    std::size_t repeated = 0;
    const auto flush = [&] {
        if (kept)
            step(*kept, repeated);
    };
    history.forEach(history.firstMoment() + 1, history.stepCount(), [&](const Step& next) {
        faults_.minor += next.outcome.minor;
        faults_.major += next.outcome.major;
        // An operation that waits stands where it ended; signals that came besides are no operation.
        if (next.status == Status::Blocked || next.kind == StepKind::Arrived || next.kind == StepKind::Ended)
            return true;
        if (kept && sameButNumber(*kept, next)) {
            ++repeated;
            return true;
        }
        flush();
        kept = next;
        repeated = 0;
        return true;
    });
    flush();
    json_.endArray();
}

void RunDocument::step(const Step& step, std::size_t repeated) {
    const Operation& operation = step.operation;
    json_.beginObject().member("step", step.number).member("process", step.process);
    const bool placed = operation.place.line != 0 && operation.place.file < files_.size();
    json_.key("file");
    placed ? json_.value(files_[operation.place.file].name) : json_.null();
    json_.key("line");
    placed ? json_.value(operation.place.line) : json_.null();
    json_.key("operation").beginObject().member("kind", kindName(operation));
    const bool isCall = operation.kind == OperationKind::Call;
    json_.key("address");
    isCall || !operation.target.onMachine ? json_.null() : json_.address(operation.target.address);
    json_.key("length");
    isCall ? json_.null() : json_.value(operation.length);
    json_.endObject();
    json_.member("result", step.outcome.result).member("errno", step.outcome.error);
    json_.key("faults").beginObject().member("minor", step.outcome.minor).member("major", step.outcome.major);
    json_.endObject().key("signal");
    signal(step.outcome.signal);
    json_.member("repeated", repeated).endObject();
}

void RunDocument::signal(const Signal& signal) {
    if (!signal) {
        json_.null();
        return;
    }
    json_.beginObject().member("name", signalName(signal.number));
    const std::string_view code = signalCodeName(signal);
    json_.key("code");
    code.empty() ? json_.value(std::to_string(signal.code)) : json_.value(code);
    json_.key("address").address(signal.address);
    json_.endObject();
}

void RunDocument::totals(const History&, const Snapshot& last) {
    json_.key("totals").beginObject().key("faults").beginObject();
    json_.member("minor", faults_.minor).member("major", faults_.major).endObject().key("tlb");
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

void writeRunJson(std::ostream& out, const Run& run, const RunOrigin& origin, const std::vector<SourceFile>& files,
                  int exit) {
    RunDocument(out, run, origin, files).write(exit);
    out << '\n';
}

} // namespace faultline
