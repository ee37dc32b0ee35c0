#include "app/session/saved_run.h"

#include "app/session/describe_run.h"
#include "app/session/read_described.h"
#include "app/session/session_file.h"

#include <sstream>

namespace faultline {

namespace {

constexpr std::size_t quietInALine = 1000;

class RunWriter {
public:
    RunWriter(const Run& run, const std::string& path, const GoesOn& goesOn)
        : run_(run), file_(path), goesOn_(goesOn) {}

    void origin(const RunOrigin& origin);
    bool lane(std::size_t index); ///< false: steps have been folded on the way
    void rest();
    std::optional<Failure> commit() { return file_.commit(); }
    bool stopped() const { return stopped_; }

private:
    template <class Write>
    void object(Write write) {
        std::ostringstream text;
        JsonWriter json(text);
        json.beginObject();
        write(json);
        json.endObject();
        file_.line(text.str());
    }
    void step(std::size_t lane, const Step& step);
    void quiet(std::size_t lane);

    const Run& run_;
    SessionFileWriter file_;
    const GoesOn& goesOn_;
    std::size_t done_ = 0; ///< steps
    bool stopped_ = false; ///< by who asked for it
    std::vector<QuietStep> pending_;
};

void RunWriter::origin(const RunOrigin& origin) {
    object([&](JsonWriter& json) {
        json.key("files").beginArray();
        for (const SourceFile& file : origin.files)
            json.beginObject().member("name", file.name).member("text", file.text).endObject();
        json.endArray().member("sources", origin.sources).member("paged_stack", origin.pagedStack);
        json.key("setup");
        writeJson(json, origin.setup);
        json.key("machines").beginArray();
        for (std::size_t i = 0; i < run_.laneCount(); ++i)
            json.value(nameOf(run_.machineKind(i)));
        json.endArray();
    });
}

void RunWriter::step(std::size_t lane, const Step& step) {
    quiet(lane);
    object([&](JsonWriter& json) {
        json.member("lane", lane).key("step").beginObject();
        json.member("kind", static_cast<int>(step.kind)).member("status", static_cast<int>(step.status));
        json.member("process", step.process).member("time", step.time).member("instructions", step.instructions);
        json.key("operation");
        writeJson(json, step.operation);
        json.key("outcome");
        writeJson(json, step.outcome);
        json.key("changes");
        writeJson(json, step.delta.changes);
        json.endObject();
    });
}

/// Quiet accesses travel as plain numbers, many in a line.
void RunWriter::quiet(std::size_t lane) {
    if (pending_.empty())
        return;
    object([&](JsonWriter& json) {
        json.member("lane", lane).key("quiet").beginArray();
        for (const QuietStep& step : pending_) {
            json.beginArray().value(step.process).value(step.place.file).value(step.place.line);
            json.value(step.place.column).value(step.access.store ? 1 : 0).value(step.access.length);
            json.value(step.access.address).value(step.access.value);
            if (step.access.store)
                json.value(step.access.old);
            json.endArray();
        }
        json.endArray();
    });
    pending_.clear();
}

bool RunWriter::lane(std::size_t index) {
    const History& history = run_.history(index);
    HistoryCursor cursor(history);
    const Snapshot& snapshot = cursor.at(history.firstMoment());
    const std::size_t first = cursor.moment();
    object([&](JsonWriter& json) {
        json.member("lane", index).member("first_moment", first).key("snapshot");
        writeJson(json, snapshot);
        // The output of steps that are no longer kept.
        json.key("output").beginArray();
        for (const OutputPiece& piece : history.outputPieces())
            if (piece.step <= first) {
                json.beginArray().value(piece.step).value(piece.written.stream);
                json.hex(piece.written.bytes).endArray();
            }
        json.endArray();
    });
    const std::size_t steps = history.stepCount() * run_.laneCount();
    const bool all =
        history.forEachKept(first + 1, history.stepCount(), [&](const Step* whole, const QuietStep* access) {
            if (whole)
                step(index, *whole);
            else
                pending_.push_back(*access);
            if (pending_.size() >= quietInALine)
                quiet(index);
            stopped_ = ++done_ % 1024 == 0 && goesOn_ && !goesOn_(done_, steps);
            return !stopped_;
        });
    quiet(index);
    return all;
}

void RunWriter::rest() {
    const RunStatus status = run_.status();
    object([&](JsonWriter& json) {
        json.key("differences");
        writeJson(json, run_.differences());
        json.key("choices");
        writeJson(json, run_.choicesUpTo(run_.stepCount() + 1));
        json.key("status").beginObject();
        json.member("state", static_cast<int>(status.state)).member("message", status.message);
        json.member("exit_status", status.exitStatus).key("ended_by");
        writeJson(json, status.endedBy);
        json.key("ended_in");
        writeJson(json, status.endedIn);
        json.endObject().member("end", true);
    });
}

} // namespace

std::optional<Failure> saveRun(const Run& run, const RunOrigin& origin, const std::string& path, const GoesOn& goesOn) {
    RunWriter writer(run, path, goesOn);
    writer.origin(origin);
    for (std::size_t i = 0; i < run.laneCount(); ++i)
        if (!writer.lane(i) || writer.stopped())
            return writer.stopped() ? Failure{"was not written: it was stopped", path, ""}
                                    : Failure{"the run can't be saved", path,
                                              "it goes on and lets go of its oldest steps: stop it first"};
    writer.rest();
    return writer.commit();
}

} // namespace faultline
