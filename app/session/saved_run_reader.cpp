#include "app/session/saved_run.h"

#include "app/session/describe_run.h"
#include "app/session/read_described.h"
#include "app/session/session_file.h"

namespace faultline {

namespace {

using nlohmann::json;

void require(bool holds, const char* what) {
    if (!holds)
        throw std::runtime_error(what);
}

template <class Enum>
Enum enumIn(const json& number, Enum last) {
    const int value = number.get<int>();
    require(value >= 0 && value <= static_cast<int>(last), "a number is out of its range");
    return static_cast<Enum>(value);
}

/// What Delta relies on and a damaged file may not keep: bytes stay within their page.
void check(const Delta& delta, std::uint64_t pageSize) {
    for (const Change& made : delta.changes)
        if (const auto* bytes = std::get_if<ContentChange>(&made)) {
            require(bytes->content != zeroContent && bytes->content != unknownContent, "bytes of no page");
            for (const Bytes* side : {&bytes->before, &bytes->after})
                require(side->size() <= pageSize && bytes->offset <= pageSize - side->size(), "bytes beyond a page");
        }
}

class RunReader {
public:
    explicit RunReader(HistoryOptions options) : options_(options) {}
    void line(std::string_view text);
    Result<SavedRun> take(const std::string& path);
    std::size_t steps() const { return current_ ? current_->stepCount() : 0; } ///< read of the lane at hand

private:
    void origin(const json& line);
    void beginLane(const json& line);
    void step(const json& line);
    void quiet(const json& line);
    void rest(const json& line);
    void kept();

    HistoryOptions options_;
    SavedRun run_;
    Snapshot present_;           ///< of the lane that is read
    History* current_ = nullptr; ///< its history
    bool complete_ = false;
};

void RunReader::line(std::string_view text) {
    const json parsed = json::parse(text);
    require(parsed.is_object(), "a line is no object");
    if (parsed.contains("setup"))
        origin(parsed);
    else if (parsed.contains("snapshot"))
        beginLane(parsed);
    else if (parsed.contains("step"))
        step(parsed.at("step"));
    else if (parsed.contains("quiet"))
        quiet(parsed.at("quiet"));
    else if (parsed.contains("end"))
        rest(parsed);
}

void RunReader::origin(const json& line) {
    for (const json& file : line.at("files"))
        run_.origin.files.push_back({file.at("name").get<std::string>(), file.at("text").get<std::string>()});
    run_.origin.sources = line.value("sources", run_.origin.files.size());
    require(run_.origin.sources <= run_.origin.files.size(), "more programs than files");
    run_.origin.pagedStack = line.value("paged_stack", false);
    readJson(line.at("setup"), run_.origin.setup);
    for (const json& name : line.at("machines")) {
        const auto kind = machineKindNamed(name.get<std::string>());
        require(kind.has_value(), "a machine of no known kind");
        run_.lanes.push_back({*kind, nullptr});
    }
    require(!run_.lanes.empty() && run_.lanes.size() <= 2, "not one machine or two");
    require(run_.lanes.size() == 1 || run_.lanes[0].machine != run_.lanes[1].machine, "one machine twice");
}

void RunReader::beginLane(const json& line) {
    const auto index = line.at("lane").get<std::size_t>();
    require(index < run_.lanes.size() && !run_.lanes[index].history, "a machine that isn't there");
    present_ = Snapshot();
    readJson(line.at("snapshot"), present_);
    require(present_.pageSize >= 16 && present_.pageSize <= (1u << 30), "no page size");
    for (const auto& [id, page] : present_.contents)
        require(page->size() == present_.pageSize, "a page of another size");
    HistoryOptions options = options_;
    options.firstMoment = line.value("first_moment", std::size_t{0});
    run_.lanes[index].history = std::make_unique<History>(present_, options);
    for (const json& piece : line.value("output", json::array())) {
        OutputPiece output;
        output.step = piece.at(0).get<std::size_t>();
        output.written.stream = piece.at(1).get<std::uint8_t>();
        readJson(piece.at(2), output.written.bytes);
        run_.lanes[index].history->append(std::move(output));
    }
    current_ = run_.lanes[index].history.get();
}

void RunReader::kept() {
    if (current_->wantsCheckpoint())
        current_->checkpoint(present_);
}

void RunReader::step(const json& line) {
    require(current_ != nullptr, "a step before its machine");
    Step step;
    step.kind = enumIn(line.at("kind"), StepKind::Ended);
    step.status = enumIn(line.at("status"), Status::Failed);
    step.process = line.at("process").get<ProcessId>();
    step.time = line.value("time", std::uint64_t{0});
    step.instructions = line.value("instructions", std::uint64_t{0});
    readJson(line.at("operation"), step.operation);
    readJson(line.at("outcome"), step.outcome);
    readJson(line.at("changes"), step.delta.changes);
    check(step.delta, present_.pageSize);
    step.delta.applyTo(present_);
    current_->append(std::move(step));
    kept();
}

void RunReader::quiet(const json& line) {
    require(current_ != nullptr, "a step before its machine");
    std::vector<QuietStep> steps;
    for (const json& one : line) {
        QuietStep step;
        step.process = one.at(0).get<ProcessId>();
        step.place = {one.at(1).get<std::uint32_t>(), one.at(2).get<std::uint32_t>(), one.at(3).get<std::uint32_t>()};
        step.access.store = one.at(4).get<int>() != 0;
        step.access.length = one.at(5).get<std::uint8_t>();
        step.access.address = one.at(6).get<Address>();
        step.access.value = one.at(7).get<std::uint64_t>();
        if (step.access.store)
            step.access.old = one.at(8).get<std::uint64_t>();
        require(step.access.length >= 1 && step.access.length <= 8, "an access of no such length");
        applyQuietStore(present_, step, false);
        steps.push_back(step);
    }
    current_->append(steps);
    kept();
}

void RunReader::rest(const json& line) {
    readJson(line.at("differences"), run_.differences);
    readJson(line.at("choices"), run_.choices);
    const json& status = line.at("status");
    run_.status.state = enumIn(status.at("state"), RunState::StepLimit);
    run_.status.message = status.at("message").get<std::string>();
    run_.status.exitStatus = status.at("exit_status").get<std::int32_t>();
    readJson(status.at("ended_by"), run_.status.endedBy);
    readJson(status.at("ended_in"), run_.status.endedIn);
    complete_ = true;
}

Result<SavedRun> RunReader::take(const std::string& path) {
    bool whole = complete_ && !run_.lanes.empty();
    for (const RecordedLane& lane : run_.lanes)
        whole = whole && lane.history;
    if (!whole)
        return Failure{"is damaged: its end is missing", path, "take another copy of it"};
    return std::move(run_);
}

} // namespace

Result<SavedRun> readRun(const std::string& path, HistoryOptions options, const GoesOn& goesOn) {
    RunReader reader(options);
    bool stopped = false;
    auto failure = readSessionFile(path, [&](std::string_view text) {
        stopped = goesOn && !goesOn(reader.steps(), 0);
        require(!stopped, "stopped");
        reader.line(text);
    });
    if (stopped)
        return Failure{"was not opened: it was stopped", path, ""};
    if (failure)
        return *failure;
    return reader.take(path);
}

} // namespace faultline
