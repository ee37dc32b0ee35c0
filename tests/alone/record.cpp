#include "tests/alone/record.h"

#include <istream>

namespace faultline {
namespace {

using nlohmann::json;

Step readStep(const json& from) {
    Step step;
    step.kind = static_cast<StepKind>(from.at("kind").get<int>());
    step.status = static_cast<Status>(from.at("status").get<int>());
    step.process = from.at("process").get<ProcessId>();
    step.time = from.at("time").get<std::uint64_t>();
    step.instructions = from.at("instructions").get<std::uint64_t>();
    readJson(from.at("operation"), step.operation);
    readJson(from.at("outcome"), step.outcome);
    readJson(from.at("changes"), step.delta.changes);
    return step;
}

QuietStep readQuiet(const json& from) {
    QuietStep step;
    step.process = from.at(0).get<ProcessId>();
    step.place = {from.at(1).get<std::uint32_t>(), from.at(2).get<std::uint32_t>(), from.at(3).get<std::uint32_t>()};
    step.access.store = from.at(4).get<int>() != 0;
    step.access.length = from.at(5).get<std::uint8_t>();
    step.access.address = from.at(6).get<Address>();
    step.access.value = from.at(7).get<std::uint64_t>();
    if (step.access.store)
        step.access.old = from.at(8).get<std::uint64_t>();
    return step;
}

} // namespace

Record readRecord(std::istream& lines) {
    Record record;
    std::size_t simulated = 0;
    for (std::string text; std::getline(lines, text);) {
        const json line = json::parse(text);
        const bool ours = line.value("lane", std::size_t{0}) == simulated;
        if (line.contains("setup")) {
            for (const json& file : line.at("files"))
                record.files.push_back({file.at("name").get<std::string>(), file.at("text").get<std::string>()});
            record.sources = line.at("sources").get<std::size_t>();
            readJson(line.at("setup"), record.setup);
            simulated = line.at("machines").at(0) == "simulated" ? 0 : 1;
        } else if (line.contains("snapshot") && ours) {
            readJson(line.at("snapshot"), record.first);
        } else if (line.contains("step")) {
            Step step = readStep(line.at("step"));
            if (ours)
                record.steps.push_back({std::move(step), {}});
            else
                record.real.push_back(std::move(step));
        } else if (line.contains("quiet") && ours) {
            for (const json& one : line.at("quiet"))
                record.steps.push_back({std::nullopt, readQuiet(one)});
        } else if (line.contains("end")) {
            readJson(line.at("choices"), record.choices);
        }
    }
    return record;
}

} // namespace faultline
