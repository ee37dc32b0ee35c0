// How many accesses a second the simulated machine does: quiet ones, performed ones that hit the TLB, first touches of
// anonymous memory, and loads that walk because the TLB is too small.
#include "simulator/kernel/linux_values.h"
#include "simulator/kernel/simulated_machine.h"

#include <chrono>
#include <cstdio>

namespace faultline {
namespace {

using namespace linux_values;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t page = 4096;

Address mapMemory(SimulatedMachine& machine, std::uint64_t length) {
    Operation operation;
    operation.kind = OperationKind::Call;
    operation.call = Call::Mmap;
    for (const std::uint64_t value : {std::uint64_t{0}, length, protRead | protWrite, mapPrivate | mapAnonymous,
                                      ~std::uint64_t{0}, std::uint64_t{0}})
        operation.arguments.push_back(CallArgument::number(value));
    return static_cast<Address>(machine.perform(firstProcess, operation, {}).outcome.result);
}

Operation accessTo(Address address, bool store) {
    Operation operation;
    operation.kind = store ? OperationKind::Store : OperationKind::Load;
    operation.target.address = address;
    operation.length = 8;
    return operation;
}

template <class Work>
void row(const char* what, std::uint64_t count, const Work& work) {
    const auto start = Clock::now();
    for (std::uint64_t i = 0; i < count; ++i)
        work(i);
    const std::chrono::duration<double> took = Clock::now() - start;
    std::printf("%-44s %12.2f million/s\n", what, static_cast<double>(count) / took.count() / 1e6);
}

int run() {
    SimulatedMachine machine;
    Setup setup;
    setup.image.name = "benchmark";
    setup.image.end = 0x400000;
    if (!machine.start(setup))
        return 1;
    constexpr std::uint64_t big = 100u << 20;
    const Address memory = mapMemory(machine, big);
    row("first stores, one a page, 100 MiB", big / page,
        [&](std::uint64_t i) { machine.perform(firstProcess, accessTo(memory + i * page, true), {}); });
    row("loads that miss in the TLB", 200'000, [&](std::uint64_t i) {
        machine.perform(firstProcess, accessTo(memory + i * 97 % (big / page) * page, false), {});
    });
    row("performed loads that hit", 1'000'000,
        [&](std::uint64_t) { machine.perform(firstProcess, accessTo(memory, false), {}); });
    machine.perform(firstProcess, accessTo(memory, true), {});
    QuietAccess access{false, 8, memory, 0, 0};
    std::uint64_t quiet = 0;
    row("quiet loads", 10'000'000, [&](std::uint64_t i) {
        access.address = memory + i % 512 * 8;
        quiet += machine.performQuietly(firstProcess, access) ? 1 : 0;
    });
    access.store = true;
    row("quiet stores", 10'000'000, [&](std::uint64_t i) {
        access.address = memory + i % 512 * 8;
        access.value = i;
        quiet += machine.performQuietly(firstProcess, access) ? 1 : 0;
    });
    std::printf("%llu of 20000000 accesses were quiet\n", static_cast<unsigned long long>(quiet));
    return 0;
}

} // namespace
} // namespace faultline

int main() {
    return faultline::run();
}
