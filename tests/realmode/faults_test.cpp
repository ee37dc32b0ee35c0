// Counts and page states of single accesses, as measured on many kernels and written down with their sources in
// Documentation/admin-guide/mm/pagemap.rst and mmap(2). The kernel itself is the oracle here: these tests hold what it
// does against what the kernel machine shows.
#include "tests/realmode/machine_support.h"
#include "tests/realmode/profile.h"

#include <unistd.h>

namespace faultline::test {

namespace {

struct Counts {
    std::uint32_t minor = 0, major = 0;
    bool operator==(const Counts&) const = default;
};

Counts countsOf(const Performed& performed) {
    return {performed.outcome.minor, performed.outcome.major};
}

void PrintTo(const Counts& counts, std::ostream* out) {
    *out << counts.minor << "+" << counts.major;
}

std::vector<std::uint64_t> presentPages(const Asker& asker, Address start, std::uint64_t count) {
    std::vector<std::uint64_t> present;
    for (const auto& [page, entry] : asker.machine.snapshot().processes.at(firstProcess).pages)
        if (page >= start / 4096 && page < start / 4096 + count)
            present.push_back(page - start / 4096);
    return present;
}

TEST(Faults, AnonymousPageComesWithItsFirstStore) {
    Asker asker;
    const Address p = asker.map(8 * 4096, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    EXPECT_EQ(countsOf(asker.store(p + 4096, 7)), (Counts{1, 0}));
    EXPECT_EQ(countsOf(asker.store(p + 4097, 7)), (Counts{0, 0}));
    EXPECT_EQ(asker.stateOf(p + 4096), PageState::Anonymous);
    EXPECT_EQ(presentPages(asker, p, 8), (std::vector<std::uint64_t>{1}));
    EXPECT_EQ(asker.byteAt(p + 4096), 7);
    EXPECT_EQ(asker.machine.snapshot().processes.at(firstProcess).facts.minor, 1u);
}

TEST(Faults, ZeroPageCostsASecondFaultWhereTheKernelHasOne) {
    Asker asker;
    const Address p = asker.map(4096, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    EXPECT_EQ(countsOf(asker.load(p)), (Counts{1, 0}));
    const bool zero = asker.stateOf(p) == PageState::Zero;
    EXPECT_TRUE(zero || asker.stateOf(p) == PageState::Anonymous);
    EXPECT_EQ(countsOf(asker.store(p, 1)), (Counts{zero ? 1u : 0u, 0}));
    EXPECT_EQ(asker.stateOf(p), PageState::Anonymous);
}

TEST(Faults, LoadOfAWarmFileMapsItsNeighbours) {
    Asker asker(emptySetup({fileOf("warm", 64 * 4096)}));
    const std::int64_t fd = asker.open("warm");
    const Address p = asker.map(64 * 4096, readWrite, MAP_SHARED, fd);
    EXPECT_EQ(asker.stateOf(p), PageState::Cached);
    EXPECT_EQ(countsOf(asker.load(p + 20 * 4096)), (Counts{1, 0}));
    const auto present = presentPages(asker, p, 64);
    ASSERT_FALSE(present.empty());
    EXPECT_EQ(countsOf(asker.load(p + present.front() * 4096)), (Counts{0, 0}));
    EXPECT_EQ(asker.byteAt(p + 20 * 4096), 'x');
    EXPECT_EQ(countsOf(asker.store(p + 20 * 4096, 'y')), (Counts{1, 0})); // write-protected until now
    EXPECT_EQ(countsOf(asker.store(p + 20 * 4096, 'z')), (Counts{0, 0}));
    EXPECT_EQ(asker.byteAt(p + 20 * 4096), 'z');
}

TEST(Faults, StoreToAFileMapsThatPageAlone) {
    Asker asker(emptySetup({fileOf("warm", 64 * 4096)}));
    const Address p = asker.map(64 * 4096, readWrite, MAP_SHARED, asker.open("warm"));
    EXPECT_EQ(countsOf(asker.store(p + 5 * 4096, 'y')), (Counts{1, 0}));
    EXPECT_EQ(presentPages(asker, p, 64), (std::vector<std::uint64_t>{5}));
}

TEST(Faults, PrivateStoreMakesACopyAndLeavesTheFile) {
    Asker asker(emptySetup({fileOf("warm", 2 * 4096)}));
    const std::int64_t fd = asker.open("warm");
    const Address p = asker.map(2 * 4096, readWrite, MAP_PRIVATE, fd);
    const Address shared = asker.map(2 * 4096, PROT_READ, MAP_SHARED, fd);
    EXPECT_EQ(countsOf(asker.load(p)), (Counts{1, 0}));
    EXPECT_EQ(countsOf(asker.store(p, 'y')), (Counts{1, 0}));
    EXPECT_EQ(asker.stateOf(p), PageState::Copy);
    EXPECT_EQ(asker.stateOf(p + 4096), PageState::File);
    EXPECT_EQ(asker.load(shared).outcome.value[0], 'x');
    EXPECT_EQ(asker.byteAt(p), 'y');
    EXPECT_EQ(asker.byteAt(p + 1), 'x');
    EXPECT_EQ(asker.byteAt(shared), 'x');
}

TEST(Faults, ColdFileIsReadFromTheDisk) {
    auto setup = emptySetup({fileOf("cold", 8 * 4096)});
    setup.cold = true;
    Asker asker(setup);
    const Snapshot& now = asker.machine.snapshot();
    EXPECT_EQ(now.files.at(2).pages.at(3).cached, profile().cachestat ? Seen::No : Seen::NotVisible);
    const Address p = asker.map(8 * 4096, PROT_READ, MAP_SHARED, asker.open("cold", O_RDONLY));
    EXPECT_EQ(asker.stateOf(p), PageState::None);
    EXPECT_EQ(countsOf(asker.load(p)), (Counts{0, 1}));
    EXPECT_EQ(now.files.at(2).pages.at(0).cached, Seen::Yes);
}

TEST(Faults, AccessOverAPageEndFaultsOnBoth) {
    Asker asker;
    const Address p = asker.map(2 * 4096, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    EXPECT_EQ(countsOf(asker.store(p + 4092, 0x1122334455667788, 8)), (Counts{2, 0}));
    EXPECT_EQ(asker.byteAt(p + 4092), 0x88);
    EXPECT_EQ(asker.byteAt(p + 4096), 0x44);
    EXPECT_EQ(asker.load(p + 4096, 4).outcome.value[3], 0x11);
}

TEST(Faults, TruncationTakesPagesAndContentsAway) {
    Asker asker(emptySetup({fileOf("file", 3 * 4096)}));
    const std::int64_t fd = asker.open("file");
    const Address p = asker.map(3 * 4096, readWrite, MAP_SHARED, fd);
    for (int page = 0; page < 3; ++page)
        asker.store(p + static_cast<Address>(page) * 4096 + 200, 'y');
    asker.call(Call::Ftruncate, {number(3), number(100)});
    EXPECT_EQ(presentPages(asker, p, 3), (std::vector<std::uint64_t>{0}));
    EXPECT_EQ(asker.byteAt(p + 99), 'x');
    EXPECT_EQ(asker.byteAt(p + 200), 0); // the tail is zeroed
    const auto& file = asker.machine.snapshot().files.at(2);
    EXPECT_EQ(file.facts.size, 100u);
    EXPECT_EQ(file.pages.size(), 1u);
}

TEST(Faults, WriteIsSeenThroughAMapping) {
    Asker asker(emptySetup({fileOf("file", 2 * 4096)}));
    const std::int64_t fd = asker.open("file");
    const Address p = asker.map(2 * 4096, PROT_READ, MAP_SHARED, fd);
    asker.load(p);
    const Performed wrote = asker.call(Call::Pwrite, {number(static_cast<std::uint64_t>(fd)),
                                                      CallArgument::in(Bytes(6, 'w')), number(6), number(4093)});
    EXPECT_EQ(wrote.outcome.result, 6); // cut at the page end, and whole all the same
    EXPECT_EQ(asker.byteAt(p + 4093), 'w');
    EXPECT_EQ(asker.byteAt(p + 4096 + 2), 'w');
    EXPECT_EQ(asker.byteAt(p + 4096 + 3), 'x');
}

TEST(Faults, CallsIntoUntouchedMemoryFaultInTheKernel) {
    Asker asker(emptySetup({fileOf("file", 4096)}));
    const std::int64_t fd = asker.open("file");
    const Address p = asker.map(2 * 4096, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    const Performed got =
        asker.call(Call::Read, {number(static_cast<std::uint64_t>(fd)), number(p + 4000), number(200)});
    EXPECT_EQ(got.outcome.result, 200);
    EXPECT_EQ(countsOf(got), (Counts{2, 0}));
    EXPECT_EQ(asker.byteAt(p + 4000), 'x');
    EXPECT_EQ(asker.byteAt(p + 4199), 'x');
    EXPECT_EQ(asker.byteAt(p + 4200), 0);
}

TEST(Faults, BulkOperationsTouchPagesInOrder) {
    Asker asker;
    const Address p = asker.map(8 * 4096, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    Operation fill;
    fill.kind = OperationKind::Fill;
    fill.target.address = p + 100;
    fill.length = 2 * 4096;
    fill.byte = 'f';
    const Performed filled = asker.perform(fill);
    EXPECT_EQ(filled.outcome.result, 2 * 4096);
    EXPECT_EQ(countsOf(filled), (Counts{3, 0}));
    EXPECT_EQ(asker.byteAt(p + 99), 0);
    EXPECT_EQ(asker.byteAt(p + 100), 'f');

    Operation copy;
    copy.kind = OperationKind::Copy;
    copy.source.address = p + 100;
    copy.target.address = p + 4 * 4096;
    copy.length = 4096;
    EXPECT_EQ(countsOf(asker.perform(copy)), (Counts{1, 0}));
    EXPECT_EQ(asker.byteAt(p + 4 * 4096 + 4095), 'f');

    Operation scan;
    scan.kind = OperationKind::Scan;
    scan.target.address = p + 100;
    scan.length = ~std::uint64_t{0} >> 1;
    scan.byte = 0;
    const Performed scanned = asker.perform(scan);
    EXPECT_EQ(scanned.outcome.result, 2 * 4096 + 1); // the NUL is read too
    ASSERT_EQ(scanned.outcome.data.size(), 2u * 4096 + 1);
    EXPECT_EQ(scanned.outcome.data.back(), 0);

    Operation compare;
    compare.kind = OperationKind::Compare;
    compare.target.address = p + 100;
    compare.source = {false, 0};
    compare.data = Bytes(10, 'f');
    compare.data[7] = 'g';
    compare.length = 10;
    EXPECT_LT(asker.perform(compare).outcome.result, 0);
    std::swap(compare.target, compare.source); // the other way round
    EXPECT_GT(asker.perform(compare).outcome.result, 0);
    compare.data[7] = 'f';
    EXPECT_EQ(asker.perform(compare).outcome.result, 0);
}

TEST(Faults, AtomicUpdatesGiveTheOldValue) {
    Asker asker;
    const Address p = asker.map(4096, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    const auto update = [&](AtomicUpdate how, std::uint64_t operand, std::uint64_t expected = 0) {
        Operation operation;
        operation.kind = OperationKind::Atomic;
        operation.update = how;
        operation.target.address = p;
        operation.length = 4;
        std::memcpy(operation.value.data(), &operand, 8);
        std::memcpy(operation.value.data() + 8, &expected, 8);
        const Performed performed = asker.perform(operation);
        std::uint32_t old = 0;
        std::memcpy(&old, performed.outcome.value.data(), 4);
        return old;
    };
    EXPECT_EQ(update(AtomicUpdate::Add, 5), 0u);
    EXPECT_EQ(update(AtomicUpdate::Subtract, 1), 5u);
    EXPECT_EQ(update(AtomicUpdate::CompareExchange, 9, 4), 4u);
    EXPECT_EQ(update(AtomicUpdate::CompareExchange, 1, 4), 9u);
    EXPECT_EQ(update(AtomicUpdate::Exchange, 1), 9u);
    EXPECT_EQ(update(AtomicUpdate::DecrementIfPositive, 0), 1u);
    EXPECT_EQ(update(AtomicUpdate::DecrementIfPositive, 0), 0u);
    EXPECT_EQ(asker.byteAt(p), 0);
}

TEST(Faults, MappingsSplitAndKeepTheirLabel) {
    Asker asker;
    Operation map;
    map.kind = OperationKind::Call;
    map.call = Call::Mmap;
    map.label = "region";
    map.arguments = {number(0),     number(4 * 4096), number(readWrite), number(MAP_PRIVATE | MAP_ANONYMOUS),
                     number(~0ull), number(0)};
    const auto p = static_cast<Address>(asker.perform(map).outcome.result);
    asker.call(Call::Mprotect, {number(p + 4096), number(4096), number(PROT_READ)});
    const auto& mappings = asker.machine.snapshot().processes.at(firstProcess).mappings;
    ASSERT_EQ(mappings.size(), 3u);
    EXPECT_EQ(mappings.at(p + 4096).protection, protectRead);
    EXPECT_EQ(mappings.at(p + 2 * 4096).label, "region");
    EXPECT_EQ(asker.call(Call::Mprotect, {number(p + 1), number(4096), number(PROT_READ)}).outcome.error, EINVAL);
}

TEST(Faults, TheHeapIsTheProgramsAlone) {
    Asker asker;
    const auto start = static_cast<Address>(asker.call(Call::Brk, {number(0)}).outcome.result);
    EXPECT_EQ(static_cast<Address>(asker.call(Call::Brk, {number(start + 8192)}).outcome.result), start + 8192);
    const auto& mappings = asker.machine.snapshot().processes.at(firstProcess).mappings;
    ASSERT_TRUE(mappings.contains(start));
    EXPECT_EQ(mappings.at(start).end, start + 8192);
    EXPECT_EQ(mappings.at(start).name, "[heap]");
}

TEST(Faults, WorkersOwnMemoryIsRefused) {
    Asker asker;
    const Performed refused = asker.store(0x10000000, 1);
    EXPECT_EQ(refused.status, Status::Failed);
    EXPECT_NE(asker.failure.find("keeps for itself"), std::string::npos) << asker.failure;
}

} // namespace

} // namespace faultline::test
