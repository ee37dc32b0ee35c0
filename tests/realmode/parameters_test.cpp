#include "realmode/probes/parameters.h"

#include "tests/realmode/machine_support.h"

#include <fstream>
#include <unistd.h>

namespace faultline::test {

namespace {

TEST(Parameters, AreThoseOfThisKernel) {
    const auto read = readParameters();
    ASSERT_TRUE(read) << read.failure().message();
    const Parameters& parameters = read.value();
    EXPECT_TRUE(parameters.kernel.starts_with("Linux ")) << parameters.kernel;
    EXPECT_EQ(parameters.memory % 4096, 0u);
    EXPECT_GT(parameters.memory, 64u << 20);
    EXPECT_EQ(parameters.user, ::getuid());
    EXPECT_EQ(parameters.mayLockMemory, ::getuid() == 0);
    EXPECT_EQ(parameters.stackSize, 8u << 20);
    // debugfs has the number, for root only; what was measured is a power of two of whole pages in any case.
    std::ifstream debug("/sys/kernel/debug/fault_around_bytes");
    std::uint64_t faultAround = 0;
    if (debug >> faultAround) {
        EXPECT_EQ(parameters.faultAround, faultAround);
    }
    EXPECT_GE(parameters.faultAround, 4096u);
    EXPECT_EQ(parameters.faultAround & (parameters.faultAround - 1), 0u);
    EXPECT_GE(parameters.readahead, 4096u);
}

TEST(Parameters, SayWhereTheFirstMappingAndTheHeapWillBe) {
    const auto read = readParameters();
    ASSERT_TRUE(read) << read.failure().message();
    const Parameters& parameters = read.value();
    Asker asker;
    const Address p = asker.map(3 * 4096, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    EXPECT_EQ(p + 3 * 4096, parameters.mmapTop);
    EXPECT_EQ(static_cast<Address>(asker.call(Call::Brk, {number(0)}).outcome.result), parameters.heapStart);
    ASSERT_EQ(parameters.reserved.size(), 2u); // the worker, and its stack
    EXPECT_EQ(parameters.reserved[0].end, parameters.heapStart);
    EXPECT_EQ(parameters.reserved[1].end, parameters.stackTop);
}

} // namespace

} // namespace faultline::test
