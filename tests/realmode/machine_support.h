#pragma once

#include "realmode/kernel_machine.h"

#include <cstring>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <string>
#include <sys/mman.h>

namespace faultline::test {

/// A program without text: tests ask for its operations themselves.
inline Setup emptySetup(std::vector<SetupFile> files = {}) {
    Setup setup;
    setup.image.name = "test";
    setup.files = std::move(files);
    setup.arguments = {"test"};
    return setup;
}

inline SetupFile fileOf(std::string name, std::size_t size, std::uint8_t byte = 'x') {
    return {std::move(name), Bytes(size, byte), 0644, false};
}

inline CallArgument text(const std::string& words) {
    Bytes bytes(words.begin(), words.end());
    bytes.push_back(0);
    return CallArgument::in(std::move(bytes));
}
inline CallArgument number(std::uint64_t value) {
    return CallArgument::number(value);
}

/// Asks one machine for operations and keeps a snapshot of its own by the deltas alone, which must always be the
/// machine's.
class Asker {
public:
    explicit Asker(Setup setup = emptySetup(), KernelMachine::Options options = {}) : machine(options) {
        auto first = machine.start(setup);
        if (!first) {
            ADD_FAILURE() << first.failure().message();
            return;
        }
        byDeltas = first.value();
    }

    Performed perform(const Operation& operation, ProcessId process = firstProcess) {
        Performed performed = machine.perform(process, operation, {});
        performed.delta.applyTo(byDeltas);
        EXPECT_TRUE(byDeltas == machine.snapshot()) << "the deltas don't lead to the snapshot";
        if (performed.failure)
            failure = performed.failure->message();
        return performed;
    }
    Performed call(Call which, std::vector<CallArgument> arguments, ProcessId process = firstProcess) {
        Operation operation;
        operation.kind = OperationKind::Call;
        operation.call = which;
        operation.arguments = std::move(arguments);
        return perform(operation, process);
    }
    Performed load(Address address, std::uint64_t length = 1, ProcessId process = firstProcess) {
        Operation operation;
        operation.kind = OperationKind::Load;
        operation.target.address = address;
        operation.length = length;
        return perform(operation, process);
    }
    Performed store(Address address, std::uint64_t value, std::uint64_t length = 1, ProcessId process = firstProcess) {
        Operation operation;
        operation.kind = OperationKind::Store;
        operation.target.address = address;
        operation.length = length;
        std::memcpy(operation.value.data(), &value, 8);
        return perform(operation, process);
    }
    std::vector<Settled> settle() {
        std::vector<Settled> settled = machine.settle();
        for (const Settled& one : settled)
            one.performed.delta.applyTo(byDeltas);
        EXPECT_TRUE(byDeltas == machine.snapshot()) << "the deltas don't lead to the snapshot";
        return settled;
    }

    std::int64_t open(const std::string& name, int flags = O_RDWR, int mode = 0644) {
        return call(Call::Open,
                    {text(name), number(static_cast<std::uint64_t>(flags)), number(static_cast<std::uint64_t>(mode))})
            .outcome.result;
    }
    Address map(std::uint64_t length, int protection, int flags, std::int64_t descriptor = -1, std::uint64_t offset = 0,
                Address hint = 0) {
        return static_cast<Address>(
            call(Call::Mmap, {number(hint), number(length), number(static_cast<std::uint64_t>(protection)),
                              number(static_cast<std::uint64_t>(flags)), number(static_cast<std::uint64_t>(descriptor)),
                              number(offset)})
                .outcome.result);
    }

    PageState stateOf(Address address, ProcessId process = firstProcess) const {
        return machine.snapshot().stateOf(process, address / 4096);
    }
    std::uint8_t byteAt(Address address, ProcessId process = firstProcess) const {
        const Snapshot& now = machine.snapshot();
        const auto& pages = now.processes.at(process).pages;
        const auto page = pages.find(address / 4096);
        if (page == pages.end()) {
            ADD_FAILURE() << "no page there";
            return 0;
        }
        return now.contents.byteAt(page->second.content, address % 4096);
    }

    KernelMachine machine;
    Snapshot byDeltas;
    std::string failure;
};

constexpr int readWrite = PROT_READ | PROT_WRITE;

} // namespace faultline::test
