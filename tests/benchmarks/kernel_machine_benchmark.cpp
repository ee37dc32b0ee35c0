// What a step on the kernel machine costs beside the operation itself, and how many quiet accesses it does a second.
// Prints a table; run it on an idle machine with two processors.
#include "realmode/kernel_machine.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <sys/mman.h>
#include <vector>

namespace {

using namespace faultline;
using Clock = std::chrono::steady_clock;

double microseconds(Clock::duration time) {
    return std::chrono::duration<double, std::micro>(time).count();
}

void medianOf(const char* what, int rounds, const std::function<void(int)>& step) {
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const auto start = Clock::now();
        step(i);
        times.push_back(microseconds(Clock::now() - start));
    }
    std::sort(times.begin(), times.end());
    std::printf("%-44s %9.1f us  (99 %%: %.1f us)\n", what, times[times.size() / 2], times[times.size() * 99 / 100]);
}

Operation call(Call which, std::initializer_list<std::uint64_t> arguments) {
    Operation operation;
    operation.kind = OperationKind::Call;
    operation.call = which;
    for (const std::uint64_t value : arguments)
        operation.arguments.push_back(CallArgument::number(value));
    return operation;
}

Operation access(OperationKind kind, Address address, std::uint64_t length) {
    Operation operation;
    operation.kind = kind;
    operation.target.address = address;
    operation.length = length;
    operation.value[0] = 1;
    return operation;
}

void quietly(KernelMachine& machine, const char* what, bool store, Address start, std::uint64_t pages) {
    constexpr int count = 1000000;
    int refused = 0;
    const auto begin = Clock::now();
    for (int i = 0; i < count; ++i) {
        QuietAccess one{store, 8, start + static_cast<Address>(i) % pages * 4096 + 64, 7, 0};
        refused += machine.performQuietly(firstProcess, one) ? 0 : 1;
    }
    const double seconds = microseconds(Clock::now() - begin) / 1e6;
    std::printf("%-44s %9.0f a second (%d refused)\n", what, count / seconds, refused);
}

} // namespace

int main() {
    KernelMachine machine;
    Setup setup;
    setup.image.name = "benchmark";
    if (const auto first = machine.start(setup); !first) {
        std::printf("%s\n", first.failure().message().c_str());
        return 1;
    }
    constexpr std::uint64_t pages = 256;
    const auto map = [&] {
        return static_cast<Address>(machine
                                        .perform(firstProcess,
                                                 call(Call::Mmap, {0, pages * 4096, PROT_READ | PROT_WRITE,
                                                                   MAP_PRIVATE | MAP_ANONYMOUS, ~0ull, 0}),
                                                 {})
                                        .outcome.result);
    };
    const Address p = map();
    medianOf("store that faults (anonymous page)", pages, [&](int i) {
        machine.perform(firstProcess, access(OperationKind::Store, p + static_cast<Address>(i) * 4096, 8), {});
    });
    medianOf("load that takes no fault, by perform()", 20000, [&](int i) {
        machine.perform(firstProcess, access(OperationKind::Load, p + static_cast<Address>(i) % pages * 4096, 8), {});
    });
    medianOf("getpid", 20000, [&](int) { machine.perform(firstProcess, call(Call::Getpid, {}), {}); });
    medianOf("mprotect of one page and back", 1000, [&](int i) {
        machine.perform(firstProcess, call(Call::Mprotect, {p, 4096, static_cast<std::uint64_t>(i % 2 ? 1 : 3)}), {});
    });
    machine.perform(firstProcess, call(Call::Mprotect, {p, 4096, 3}), {});
    for (Address page = 0; page < pages; ++page) // makes them known, the kernel machine has forgotten them by the calls
        machine.perform(firstProcess, access(OperationKind::Store, p + page * 4096, 8), {});
    quietly(machine, "loads of pages known present", false, p, pages);
    quietly(machine, "stores to pages known writable", true, p, pages);
}
