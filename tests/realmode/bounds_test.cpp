// A program can take no more of the computer than it may, and what holds it is tried by its effect.
#include "tests/realmode/machine_support.h"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sys/ipc.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <thread>
#include <unistd.h>

namespace faultline::test {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t MiB = 1u << 20;

Operation fill(Address address, std::uint64_t length) {
    Operation operation;
    operation.kind = OperationKind::Fill;
    operation.target.address = address;
    operation.length = length;
    operation.byte = 1;
    return operation;
}

bool has(const Asker& asker, const std::string& layer) {
    const std::string text = asker.machine.confinement();
    return text.substr(0, text.find(';')).find(layer) != std::string::npos;
}

TEST(Bounds, AProgramThatTakesTooMuchMemoryIsStopped) {
    KernelMachine::Options options;
    options.mostMemory = 64 * MiB;
    Asker asker(emptySetup(), options);
    const Address p = asker.map(1024 * MiB, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    EXPECT_EQ(asker.perform(fill(p, 16 * MiB)).status, Status::Done);
    Status last = Status::Done; // all at once, or in many operations
    for (std::uint64_t at = 0; at < 1024 * MiB && last == Status::Done; at += 256 * MiB)
        last = asker.perform(fill(p + at, 256 * MiB)).status;
    EXPECT_EQ(last, Status::Failed);
    EXPECT_NE(asker.failure.find("of memory, and 64 MiB is the most"), std::string::npos) << asker.failure;
}

TEST(Bounds, MemoryOfFilesCountsToo) {
    KernelMachine::Options options;
    options.mostMemory = 64 * MiB;
    Asker asker(emptySetup(), options);
    const auto file = asker.call(Call::MemfdCreate, {text("m"), number(0)}).outcome.result;
    ASSERT_GE(file, 0);
    const auto descriptor = static_cast<std::uint64_t>(file);
    asker.call(Call::Fallocate, {number(descriptor), number(0), number(0), number(128 * MiB)});
    std::this_thread::sleep_for(30ms); // it is looked at every 20 ms
    EXPECT_EQ(asker.call(Call::Getpid, {}).status, Status::Failed);
    EXPECT_NE(asker.failure.find("of memory"), std::string::npos) << asker.failure;
}

TEST(Bounds, AProgramThatFillsTheDiskIsStopped) {
    KernelMachine::Options options;
    options.mostDisk = 64 * MiB;
    Asker asker(emptySetup(), options);
    EXPECT_EQ(asker.open("large", O_RDWR | O_CREAT), 3);
    EXPECT_EQ(asker.call(Call::Ftruncate, {number(3), number(1024 * MiB)}).status,
              Status::Done); // a hole takes nothing
    std::this_thread::sleep_for(30ms);
    EXPECT_EQ(asker.call(Call::Getpid, {}).status, Status::Done);
    asker.call(Call::Fallocate, {number(3), number(0), number(0), number(128 * MiB)});
    std::this_thread::sleep_for(30ms);
    EXPECT_EQ(asker.call(Call::Getpid, {}).status, Status::Failed);
    EXPECT_NE(asker.failure.find("of the disk, and 64 MiB is the most"), std::string::npos) << asker.failure;
}

TEST(Bounds, ProcessorTimeIsLimitedAndTheProgramDoesNotSeeIt) {
    KernelMachine::Options options;
    options.processorTime = 1s;
    Asker asker(emptySetup(), options);
    rlimit own{};
    ASSERT_EQ(::getrlimit(RLIMIT_CPU, &own), 0);
    const Performed asked = asker.call(Call::Getrlimit, {number(RLIMIT_CPU), CallArgument::out(sizeof own)});
    ASSERT_EQ(asked.outcome.returned.size(), 1u);
    rlimit seen{};
    std::memcpy(&seen, asked.outcome.returned[0].data(), sizeof seen);
    EXPECT_EQ(seen.rlim_cur, own.rlim_cur);
    EXPECT_EQ(seen.rlim_max, own.rlim_max);

    const Address p = asker.map(64 * MiB, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
    Status last = Status::Done;
    Operation compare; // with itself, which takes the worker long and nobody else
    compare.kind = OperationKind::Compare;
    compare.target.address = compare.source.address = p;
    compare.length = 64 * MiB;
    for (int i = 0; i < 100000 && last == Status::Done; ++i)
        last = asker.perform(compare).status;
    EXPECT_EQ(last, Status::Failed);
    EXPECT_NE(asker.failure.find("1 s of processor time"), std::string::npos) << asker.failure;
}

TEST(Bounds, ALimitThatTheProgramSetsItselfHolds) {
    Asker asker;
    rlimit wanted{RLIM_INFINITY, RLIM_INFINITY};
    ASSERT_EQ(::getrlimit(RLIMIT_CORE, &wanted), 0);
    wanted.rlim_cur = wanted.rlim_max;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&wanted);
    const Bytes limits(bytes, bytes + sizeof wanted);
    EXPECT_EQ(asker.call(Call::Setrlimit, {number(RLIMIT_CORE), CallArgument::in(limits)}).outcome.result, 0);
    const Performed asked = asker.call(Call::Getrlimit, {number(RLIMIT_CORE), CallArgument::out(sizeof wanted)});
    EXPECT_EQ(asked.outcome.returned.at(0), limits);
    const std::string real = "/proc/" + std::to_string(asker.machine.pidOf(firstProcess)) + "/limits";
    std::ifstream file(real);
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("Max core file size")) {
            EXPECT_NE(line.find(" 0 "), std::string::npos) << line; // no core file all the same
        }
}

// As under a limit of the user's processes (fork(2), EAGAIN).
TEST(Bounds, ManyProcessesAreRefusedByFork) {
    Asker asker;
    Performed last;
    int made = 0;
    for (; made < 100; ++made) {
        last = asker.call(Call::Fork, {});
        if (last.outcome.error)
            break;
    }
    EXPECT_EQ(made, 31 - 1) << asker.failure; // with the first
    EXPECT_EQ(last.status, Status::Done);
    EXPECT_EQ(last.outcome.error, EAGAIN);
}

TEST(Separate, SystemVMemoryOfTheUserIsNotThere) {
    Asker asker;
    if (!has(asker, "System V memory of its own"))
        GTEST_SKIP() << asker.machine.confinement();
    const key_t key = 0x46000000 + ::getpid() % 0xffffff;
    const int outside = ::shmget(key, 4096, IPC_CREAT | IPC_EXCL | 0600);
    ASSERT_GE(outside, 0);
    EXPECT_EQ(
        asker.call(Call::Shmget, {number(static_cast<std::uint64_t>(key)), number(4096), number(0)}).outcome.error,
        ENOENT);
    ::shmctl(outside, IPC_RMID, nullptr);
}

TEST(Separate, TheNetworkIsAnEmptyOne) {
    Asker asker;
    if (!has(asker, "network"))
        GTEST_SKIP() << asker.machine.confinement();
    const std::string worker = "/proc/" + std::to_string(asker.machine.pidOf(firstProcess)) + "/ns/net";
    std::error_code error;
    EXPECT_NE(std::filesystem::read_symlink(worker, error), std::filesystem::read_symlink("/proc/self/ns/net"));
    EXPECT_FALSE(error) << error.message();
}

TEST(Separate, IdsStayTheUsersOwn) {
    Asker asker;
    EXPECT_EQ(asker.call(Call::Getuid, {}).outcome.result, ::getuid());
    EXPECT_EQ(asker.call(Call::Getegid, {}).outcome.result, ::getegid());
    EXPECT_EQ(asker.call(Call::Getpid, {}).outcome.result, firstProcess);
}

/// Sets the flag a little later.
std::jthread interruptSoon(const std::shared_ptr<std::atomic<bool>>& flag) {
    return std::jthread([flag] {
        std::this_thread::sleep_for(50ms);
        flag->store(true);
    });
}

TEST(Interrupt, ALongOperationIsGivenUp) {
    const auto flag = std::make_shared<std::atomic<bool>>(false);
    KernelMachine::Options options;
    options.interrupt = flag;
    options.mostMemory = 1024 * 1024 * MiB;
    Asker asker(emptySetup(), options);
    const Address p = asker.map(4096 * MiB, readWrite, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE);
    const std::jthread soon = interruptSoon(flag);
    EXPECT_EQ(asker.perform(fill(p, 4096 * MiB)).status, Status::Failed);
    EXPECT_NE(asker.failure.find("interrupted"), std::string::npos) << asker.failure;
}

TEST(Interrupt, AnOperationOfManyPiecesIsGivenUp) {
    const auto flag = std::make_shared<std::atomic<bool>>(false);
    KernelMachine::Options options;
    options.interrupt = flag;
    Asker asker(emptySetup(), options);
    EXPECT_EQ(asker.open("hole", O_RDWR | O_CREAT), 3);
    asker.call(Call::Ftruncate, {number(3), number(4096 * MiB)});
    const Address p = asker.map(4096 * MiB, PROT_READ, MAP_SHARED, 3);
    Operation scan;
    scan.kind = OperationKind::Scan;
    scan.target.address = p;
    scan.length = 4096 * MiB;
    scan.byte = 1;
    const std::jthread soon = interruptSoon(flag);
    EXPECT_EQ(asker.perform(scan).status, Status::Failed);
    EXPECT_NE(asker.failure.find("interrupted"), std::string::npos) << asker.failure;
}

TEST(Interrupt, ShortOperationsAreNot) {
    const auto flag = std::make_shared<std::atomic<bool>>(true);
    KernelMachine::Options options;
    options.interrupt = flag;
    Asker asker(emptySetup(), options);
    for (int i = 0; i < 100; ++i)
        ASSERT_EQ(asker.call(Call::Getpid, {}).status, Status::Done) << asker.failure;
}

} // namespace
} // namespace faultline::test
