#include "tests/support/scripted_source.h"

#include <algorithm>
#include <cassert>

namespace faultline {

ScriptedSource::ScriptedSource(std::vector<ScriptLine> script, std::vector<ScriptLine> childScript) {
    const auto number = [](std::vector<ScriptLine>& lines) {
        std::uint32_t line = 0;
        for (ScriptLine& one : lines)
            one.operation.place = {0, ++line, 1};
        return std::make_shared<const std::vector<ScriptLine>>(std::move(lines));
    };
    if (!childScript.empty())
        childScript_ = number(childScript);
    states_[firstProcess].script = number(script);
}

Yield ScriptedSource::advance(ProcessId process, std::uint64_t instructions, bool stopAtStatement) {
    State& state = states_.at(process);
    assert(!state.asked || state.runOfNext == 0);
    if (stopAtStatement && !state.stopped && state.runOfNext == 0) {
        state.stopped = true;
        return {Yielded::Statement, nullptr};
    }
    const bool over = state.next >= state.script->size();
    const std::uint64_t needed = over ? 1 : (*state.script)[state.next].instructions;
    const std::uint64_t now = std::min(instructions, needed - state.runOfNext);
    state.runOfNext += now;
    state.instructions += now;
    if (state.runOfNext < needed)
        return {Yielded::Budget, nullptr};
    state.asked = true;
    if (!over)
        return {Yielded::Operation, &(*state.script)[state.next].operation};
    state.exit = callOf(Call::ExitGroup, {CallArgument::number(state.errors)});
    return {Yielded::Operation, &state.exit};
}

void ScriptedSource::give(ProcessId process, const Outcome& outcome) {
    State& state = states_.at(process);
    assert(state.asked);
    state.asked = state.stopped = false;
    state.runOfNext = 0;
    const bool isCall =
        state.next < state.script->size() && (*state.script)[state.next].operation.kind == OperationKind::Call;
    state.errors += isCall && outcome.error != 0;
    for (std::size_t i = 0; i < 8; ++i)
        state.sum += std::uint64_t{outcome.value[i]} << (8 * i);
    ++state.next;
    if (outcome.child != 0) {
        State child = state;
        if (childScript_) {
            child.script = childScript_;
            child.next = 0;
        }
        states_[outcome.child] = child;
    }
}

void ScriptedSource::retry(ProcessId process) {
    State& state = states_.at(process);
    state.asked = false;
}

void ScriptedSource::deliver(ProcessId process, std::span<const Signal> signals) {
    states_.at(process).signals += signals.size();
}

void ScriptedSource::end(ProcessId process) {
    states_.erase(process);
}

Position ScriptedSource::position(ProcessId process) const {
    const State& state = states_.at(process);
    return {{0, static_cast<std::uint32_t>(state.next + 1), 1}, 1, state.next, state.instructions};
}

std::vector<Variable> ScriptedSource::variables(ProcessId process, const Snapshot&) const {
    const State& state = states_.at(process);
    std::vector<Variable> variables(2);
    variables[0].name = "sum";
    variables[0].value = std::to_string(state.sum);
    variables[1].name = "signals";
    variables[1].value = std::to_string(state.signals);
    return variables;
}

std::unique_ptr<Source> ScriptedSource::clone() const {
    return std::make_unique<ScriptedSource>(*this);
}

Operation loadAt(Address address, std::uint64_t length) {
    Operation operation;
    operation.kind = OperationKind::Load;
    operation.target.address = address;
    operation.length = length;
    return operation;
}

Operation storeAt(Address address, std::uint64_t value, std::uint64_t length) {
    Operation operation = loadAt(address, length);
    operation.kind = OperationKind::Store;
    for (std::size_t i = 0; i < 8; ++i)
        operation.value[i] = static_cast<std::uint8_t>(value >> (8 * i));
    return operation;
}

Operation callOf(Call call, std::vector<CallArgument> arguments) {
    Operation operation;
    operation.kind = OperationKind::Call;
    operation.call = call;
    operation.arguments = std::move(arguments);
    return operation;
}

Operation writeText(std::string_view text, std::uint64_t descriptor) {
    return callOf(Call::Write, {CallArgument::number(descriptor), CallArgument::in(Bytes(text.begin(), text.end()))});
}

Operation sleepFor(std::uint64_t seconds) {
    Bytes wanted(16, 0);
    for (std::size_t i = 0; i < 8; ++i)
        wanted[i] = static_cast<std::uint8_t>(seconds >> (8 * i));
    return callOf(Call::Nanosleep, {CallArgument::in(wanted), CallArgument::number(0)});
}

} // namespace faultline
