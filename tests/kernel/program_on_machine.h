#pragma once

#include "simulator/kernel/linux_values.h"
#include "simulator/kernel/simulated_machine.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::tests {

using namespace linux_values;

/// A setup without an image: the tests ask for every mapping themselves. As on the measured machine: no zero page.
inline Setup plainSetup() {
    Setup setup;
    setup.parameters.zeroPage = false;
    setup.parameters.readahead = 8u << 20;
    setup.image.name = "program";
    setup.image.end = 0x400000;
    setup.image.segments = {{Segment::Kind::Code, 0x3ff000, 4096, protectRead | protectExecute, Bytes(16, 0x90)}};
    return setup;
}

inline Setup withFile(Setup setup, std::string name, Bytes bytes, bool cold = false) {
    setup.files.push_back({std::move(name), std::move(bytes), 0644, false});
    setup.cold = cold;
    return setup;
}

/// A program that asks a simulated machine for one operation after another. After each, what the machine shows is
/// checked against its own structures, and the delta is taken back and applied again.
class ProgramOnMachine {
public:
    static constexpr std::uint64_t page = 4096;

    explicit ProgramOnMachine(const Setup& setup = plainSetup()) {
        auto started = machine.start(setup);
        EXPECT_TRUE(started) << (started ? "" : started.failure().message());
        shown_ = started.value();
        EXPECT_EQ(shown_, machine.photographed());
    }

    SimulatedMachine machine;
    ProcessId process = firstProcess; ///< whose operations they are
    Performed last;                   ///< of the operation before
    Given given;                      ///< for the next operation

    const Performed& perform(const Operation& operation) {
        last = machine.perform(process, operation, given);
        given = {};
        follow(last.delta);
        return last;
    }
    std::vector<Settled> settle() {
        auto settled = machine.settle();
        for (const Settled& one : settled)
            follow(one.performed.delta, false);
        EXPECT_EQ(shown_, machine.snapshot());
        return settled;
    }
    void follow(const Delta& delta, bool check = true) {
        if (check) {
            Snapshot before = shown_;
            delta.applyTo(before);
            delta.takeBackFrom(before);
            EXPECT_EQ(before, shown_);
        }
        delta.applyTo(shown_);
        if (check) {
            EXPECT_EQ(shown_, machine.snapshot());
            EXPECT_EQ(machine.snapshot(), machine.photographed());
        }
    }

    // Accesses of one byte unless said.
    std::uint8_t load(Address address) { return static_cast<std::uint8_t>(load8(address, 1)); }
    std::uint64_t load8(Address address, std::uint64_t length = 8) {
        Operation operation;
        operation.kind = OperationKind::Load;
        operation.target.address = address;
        operation.length = length;
        perform(operation);
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < 8; ++i)
            value |= std::uint64_t{last.outcome.value[i]} << (8 * i);
        return value;
    }
    void store(Address address, std::uint8_t byte) {
        Operation operation;
        operation.kind = OperationKind::Store;
        operation.target.address = address;
        operation.length = 1;
        operation.value[0] = byte;
        perform(operation);
    }

    std::int64_t call(Call number, std::vector<CallArgument> arguments, std::string label = {}) {
        Operation operation;
        operation.kind = OperationKind::Call;
        operation.call = number;
        operation.arguments = std::move(arguments);
        operation.label = std::move(label);
        perform(operation);
        return last.outcome.result;
    }
    /// Arguments that are all numbers.
    std::int64_t call(Call number, std::initializer_list<std::uint64_t> numbers) {
        std::vector<CallArgument> arguments;
        for (const std::uint64_t value : numbers)
            arguments.push_back(CallArgument::number(value));
        return call(number, std::move(arguments));
    }
    static CallArgument text(std::string_view string) {
        Bytes bytes(string.begin(), string.end());
        bytes.push_back(0);
        return CallArgument::in(std::move(bytes));
    }
    std::int64_t open(std::string_view path, std::uint64_t flags = oReadWrite, std::uint64_t mode = 0644) {
        return call(Call::Open, {text(path), CallArgument::number(flags), CallArgument::number(mode)});
    }
    Address map(std::uint64_t length, std::uint64_t protection, std::uint64_t flags, std::int64_t descriptor = -1,
                std::uint64_t offset = 0, Address hint = 0) {
        return static_cast<Address>(
            call(Call::Mmap, {hint, length, protection, flags, static_cast<std::uint64_t>(descriptor), offset}));
    }
    Address anonymous(std::uint64_t length, std::uint64_t protection = protRead | protWrite) {
        return map(length, protection, mapPrivate | mapAnonymous);
    }
    std::int64_t write(std::int64_t descriptor, std::string_view bytes) {
        return call(Call::Write,
                    {CallArgument::number(static_cast<std::uint64_t>(descriptor)),
                     CallArgument::in(Bytes(bytes.begin(), bytes.end())), CallArgument::number(bytes.size())});
    }
    std::int32_t error() const { return last.outcome.error; }
    /// "minor+major" of the operation before.
    std::string faults() const { return std::to_string(last.outcome.minor) + "+" + std::to_string(last.outcome.major); }

    const faultline::Process& shown() const { return *machine.snapshot().process(process); }
    /// Page states of a range, a letter each: '-' none, c cached, F file, C copy, A anonymous, 0 zero page, S swapped.
    std::string pages(Address start, std::uint64_t count) const {
        constexpr std::string_view letters = "-cFCA0S?";
        std::string states;
        for (std::uint64_t i = 0; i < count; ++i)
            states += letters[static_cast<std::size_t>(machine.snapshot().stateOf(process, start / page + i))];
        return states;
    }
    std::vector<EventKind> events() const {
        std::vector<EventKind> kinds;
        for (const Event& event : last.outcome.story)
            kinds.push_back(event.kind);
        return kinds;
    }
    /// The list of mappings above the image, as "start-end rwxs offset" lines, starts relative to `base` in pages.
    std::string mappings(Address base) const {
        std::string text;
        for (const auto& [start, mapping] : shown().mappings) {
            if (start < 0x400000)
                continue;
            const auto at = [&](Address address) {
                return std::to_string((static_cast<std::int64_t>(address) - static_cast<std::int64_t>(base)) /
                                      static_cast<std::int64_t>(page));
            };
            text += at(start) + "-" + at(mapping.end) + " " + (mapping.protection & 1 ? "r" : "-") +
                    (mapping.protection & 2 ? "w" : "-") + (mapping.protection & 4 ? "x" : "-") +
                    (mapping.shared ? "s" : "p") + "\n";
        }
        return text;
    }

private:
    Snapshot shown_;
};

} // namespace faultline::tests
