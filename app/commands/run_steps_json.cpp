#include "app/commands/run_steps_json.h"

#include <array>
#include <sstream>

namespace faultline {

namespace {

constexpr std::size_t inMemory = 1 << 20; ///< bytes of text before they go to the file

bool sameButNumber(const Step& a, const Step& b) {
    return a.process == b.process && a.operation == b.operation && a.outcome.result == b.outcome.result &&
           a.outcome.error == b.outcome.error && a.outcome.minor == b.outcome.minor &&
           a.outcome.major == b.outcome.major && a.outcome.signal == b.outcome.signal;
}

} // namespace

StepsText::StepsText(const std::vector<SourceFile>& files) : files_(&files), file_(std::tmpfile()) {}

void StepsText::readNew(const History& history) {
    const std::size_t last = history.stepCount();
    std::optional<std::size_t> ended;
    const bool all = history.forEach(read_ + 1, last, [&](const Step& step) {
        if (step.process == firstProcess && step.status == Status::Ended)
            ended = step.number;
        note(step);
        return true;
    });
    folded_ |= !all;
    read_ = last;
    if (ended)
        beforeEnd_ = history.at(*ended - 1);
}

void StepsText::note(const Step& step) {
    minor_ += step.outcome.minor;
    major_ += step.outcome.major;
    // An operation that waits stands where it ended; signals that came besides are no operation.
    if (step.status == Status::Blocked || step.kind == StepKind::Arrived || step.kind == StepKind::Ended)
        return;
    if (kept_ && sameButNumber(*kept_, step)) {
        ++repeated_;
        return;
    }
    if (kept_)
        write(*kept_, repeated_);
    kept_ = step;
    repeated_ = 0;
}

void StepsText::write(const Step& step, std::size_t repeated) {
    std::ostringstream text;
    JsonWriter json(text);
    const Operation& operation = step.operation;
    json.beginObject().member("step", step.number).member("process", step.process);
    const bool placed = operation.place.line != 0 && operation.place.file < files_->size();
    json.key("file");
    placed ? json.value((*files_)[operation.place.file].name) : json.null();
    json.key("line");
    placed ? json.value(operation.place.line) : json.null();
    json.key("operation").beginObject().member("kind", kindName(operation));
    const bool isCall = operation.kind == OperationKind::Call;
    json.key("address");
    isCall || !operation.target.onMachine ? json.null() : json.address(operation.target.address);
    json.key("length");
    isCall ? json.null() : json.value(operation.length);
    json.endObject();
    json.member("result", step.outcome.result).member("errno", step.outcome.error);
    json.key("faults").beginObject().member("minor", step.outcome.minor).member("major", step.outcome.major);
    json.endObject().key("signal");
    signal(json, step.outcome.signal);
    json.member("repeated", repeated).endObject();
    text_ += any_ ? "," : "";
    text_ += text.view();
    any_ = true;
    if (text_.size() >= inMemory)
        store();
}

void StepsText::signal(JsonWriter& json, const Signal& signal) {
    if (!signal) {
        json.null();
        return;
    }
    json.beginObject().member("name", signalName(signal.number));
    const std::string_view code = signalCodeName(signal);
    json.key("code");
    code.empty() ? json.value(std::to_string(signal.code)) : json.value(code);
    json.key("address").address(signal.address);
    json.endObject();
}

/// Where no such file can be had, the text stays in memory.
void StepsText::store() {
    if (!file_)
        return;
    failed_ |= std::fwrite(text_.data(), 1, text_.size(), file_.get()) != text_.size();
    text_.clear();
}

std::optional<Failure> StepsText::finish() {
    if (kept_)
        write(*kept_, repeated_);
    kept_.reset();
    if (file_)
        failed_ |= std::fflush(file_.get()) != 0;
    if (failed_)
        return Failure{"the steps do not fit on the disk", "--json", "stop the run earlier with --max-steps"};
    if (folded_)
        return Failure{"steps were let go of before they were written", "--json", ""};
    return std::nullopt;
}

void StepsText::writeTo(std::ostream& out) const {
    if (file_) {
        std::rewind(file_.get());
        std::array<char, 65536> bytes;
        while (const std::size_t got = std::fread(bytes.data(), 1, bytes.size(), file_.get()))
            out.write(bytes.data(), static_cast<std::streamsize>(got));
    }
    out << text_;
}

} // namespace faultline
