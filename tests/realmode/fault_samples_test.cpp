// Where a process faults, and in which order, by the kernel's software event. Not on every kernel is an ordinary user
// allowed to ask.
#include "realmode/probes/fault_samples.h"

#include "tests/realmode/machine_support.h"

#include <csignal>
#include <sys/wait.h>

namespace faultline::test {

namespace {

constexpr std::uint64_t pageSize = 4096;

/// The addresses that the story of an outcome tells of, each on its own.
std::vector<Address> faultsIn(const Outcome& outcome) {
    std::vector<Address> addresses;
    for (const Event& event : outcome.story)
        if (event.kind == EventKind::RaisesFault)
            for (std::uint64_t i = 0; i < event.count; ++i)
                addresses.push_back(i == 0 ? event.address : (event.address / pageSize + i) * pageSize);
    return addresses;
}

class FaultSamplesTest : public testing::Test {
protected:
    void SetUp() override {
        const auto hidden = asker.machine.snapshot().notVisible.find(Field::FaultAddresses);
        if (hidden != asker.machine.snapshot().notVisible.end())
            GTEST_SKIP() << hidden->second;
    }
    Address anonymous(std::uint64_t pages) {
        return asker.map(pages * pageSize, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    }
    Performed fill(Address address, std::uint64_t length) {
        Operation operation;
        operation.kind = OperationKind::Fill;
        operation.target.address = address;
        operation.length = length;
        operation.byte = 7;
        return asker.perform(operation);
    }

    Asker asker{emptySetup({fileOf("file", 40 * pageSize)})};
};

TEST_F(FaultSamplesTest, HaveTheExactAddressOfEachFaultAndNothingWhereThereIsNone) {
    const Address p = anonymous(4);
    EXPECT_EQ(faultsIn(asker.store(p + 4097, 1).outcome), std::vector<Address>{p + 4097});
    EXPECT_TRUE(faultsIn(asker.store(p + 4098, 1).outcome).empty());
    EXPECT_TRUE(faultsIn(asker.load(p + 4097).outcome).empty());
}

TEST_F(FaultSamplesTest, AnAccessOverTheEndOfAPageFaultsTwiceInTheOrderOfAddresses) {
    const Address p = anonymous(4);
    const Performed stored = asker.store(p + 4092, 1, 8);
    EXPECT_EQ(stored.outcome.minor, 2u);
    EXPECT_EQ(faultsIn(stored.outcome), (std::vector<Address>{p + 4092, p + 4096}));
}

TEST_F(FaultSamplesTest, PagesThatFaultAroundMapsAreNotAmongThem) {
    const Address p = asker.map(40 * pageSize, readWrite, MAP_SHARED, asker.open("file"));
    const Performed loaded = asker.load(p + 20 * pageSize);
    EXPECT_EQ(faultsIn(loaded.outcome), std::vector<Address>{p + 20 * pageSize});
    EXPECT_EQ(loaded.outcome.minor, 1u);
    const Performed stored = asker.store(p + 20 * pageSize + 5, 1); // write-protect fault
    EXPECT_EQ(faultsIn(stored.outcome), std::vector<Address>{p + 20 * pageSize + 5});
}

TEST_F(FaultSamplesTest, AreAsManyAsTheKernelCountsHoweverManyThereAre) {
    for (const std::uint64_t pages : {3, 300, 3000}) {
        const Address p = anonymous(pages);
        const Performed filled = fill(p + 8, pages * pageSize - 8);
        EXPECT_EQ(filled.outcome.minor, pages);
        std::uint64_t listed = 0, lost = 0;
        for (const Event& event : filled.outcome.story)
            if (event.kind == EventKind::RaisesFault)
                (event.address ? listed : lost) += event.count;
        EXPECT_EQ(listed + lost, pages);
        EXPECT_EQ(faultsIn(filled.outcome).front(), p + 8);
    }
}

TEST_F(FaultSamplesTest, AnAccessThatEndsInASignalHasItsFaultWhichIsNotCounted) {
    const Address p = asker.map(pageSize, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS);
    const Performed stored = asker.store(p + 3, 1);
    EXPECT_EQ(stored.outcome.signal.number, SIGSEGV);
    EXPECT_EQ(stored.outcome.minor + stored.outcome.major, 0u);
    EXPECT_EQ(faultsIn(stored.outcome), std::vector<Address>{p + 3});
}

TEST_F(FaultSamplesTest, FaultsThatTheKernelTakesInACallAreCountedAlone) {
    const Address p = anonymous(2);
    const std::int64_t file = asker.open("file");
    const Performed read =
        asker.call(Call::Read, {number(static_cast<std::uint64_t>(file)), number(p), number(2 * pageSize)});
    EXPECT_EQ(read.outcome.minor, 2u);
    EXPECT_TRUE(faultsIn(read.outcome).empty());
    EXPECT_TRUE(faultsIn(asker.store(p, 1).outcome).empty()); // nor are they told of later
}

TEST_F(FaultSamplesTest, AForkedChildHasItsOwn) {
    const Address p = anonymous(2);
    asker.store(p, 1);
    const ProcessId child = asker.call(Call::Fork, {}).outcome.child;
    ASSERT_NE(child, 0);
    const Performed stored = asker.store(p + 9, 1, 1, child);
    EXPECT_EQ(stored.outcome.minor, 1u);
    EXPECT_EQ(faultsIn(stored.outcome), std::vector<Address>{p + 9});
    EXPECT_EQ(faultsIn(asker.store(p + 10, 1).outcome), std::vector<Address>{p + 10}); // the parent's, copied or reused
}

TEST_F(FaultSamplesTest, TheWorkersOwnFaultsNeverAppear) {
    const Parameters::Reserved own = asker.machine.measuredLayout().reserved.at(0);
    const Address p = anonymous(600);
    for (int i = 0; i < 600; ++i) {
        const Performed stored = asker.store(p + static_cast<Address>(i) * pageSize, 1);
        for (const Address address : faultsIn(stored.outcome)) {
            EXPECT_TRUE(address < own.start || address >= own.end);
            EXPECT_EQ(address, p + static_cast<Address>(i) * pageSize);
        }
    }
}

TEST(FaultSamples, OfAProcessThatIsNotThereAreRefusedWithTheReason) {
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    ::waitpid(child, nullptr, 0);
    const auto samples = FaultSamples::of(child);
    ASSERT_FALSE(samples);
    EXPECT_FALSE(samples.failure().what.empty());
}

} // namespace

} // namespace faultline::test
