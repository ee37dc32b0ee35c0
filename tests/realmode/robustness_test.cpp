// What can go wrong with a worker is a message, and nothing is left behind.
#include "tests/realmode/machine_support.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace faultline::test {

namespace {

using namespace std::chrono_literals;

bool lives(pid_t pid) {
    return ::kill(pid, 0) == 0;
}

bool goesAway(pid_t pid) {
    for (int i = 0; i < 500 && lives(pid); ++i)
        std::this_thread::sleep_for(10ms);
    return !lives(pid);
}

/// It is no more, or only waits to be reaped.
bool ends(pid_t pid) {
    for (int i = 0; i < 500; ++i, std::this_thread::sleep_for(10ms)) {
        std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
        std::string number, name, state;
        if (!(stat >> number >> name >> state) || state == "Z" || state == "X")
            return true;
    }
    return false;
}

bool goesAway(const std::string& path) {
    for (int i = 0; i < 500 && std::filesystem::exists(path); ++i)
        std::this_thread::sleep_for(10ms);
    return !std::filesystem::exists(path);
}

pid_t parentOf(pid_t pid) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("PPid:"))
            return std::stoi(line.substr(5));
    return 0;
}

std::string homeOf(const KernelMachine& machine) {
    return std::filesystem::path(machine.scratch()).parent_path().string();
}

/// A program of some steps: opens, sizes, maps, stores, forks, waits.
std::vector<Status> runScript(KernelMachine& machine, int killBefore, std::string& failure) {
    std::vector<Status> statuses;
    Address p = 0;
    const auto ask = [&](ProcessId process, Operation operation) {
        if (static_cast<int>(statuses.size()) == killBefore)
            ::kill(machine.pidOf(firstProcess), SIGKILL);
        Performed performed = machine.perform(process, operation, {});
        statuses.push_back(performed.status);
        if (performed.failure)
            failure = performed.failure->message();
        return performed.outcome;
    };
    const auto call = [&](ProcessId process, Call which, std::vector<CallArgument> arguments) {
        Operation operation;
        operation.kind = OperationKind::Call;
        operation.call = which;
        operation.arguments = std::move(arguments);
        return ask(process, operation);
    };
    const auto store = [&](ProcessId process) {
        Operation operation;
        operation.kind = OperationKind::Store;
        operation.target.address = p;
        operation.length = 1;
        return ask(process, operation);
    };
    call(1000, Call::Open, {text("file"), number(O_RDWR | O_CREAT), number(0644)});
    call(1000, Call::Ftruncate, {number(3), number(4096)});
    p = static_cast<Address>(
        call(1000, Call::Mmap, {number(0), number(4096), number(readWrite), number(MAP_SHARED), number(3), number(0)})
            .result);
    store(1000);
    call(1000, Call::Fork, {});
    if (statuses.back() == Status::Done) {
        store(1001);
        call(1001, Call::ExitGroup, {number(0)});
    }
    if (statuses.back() != Status::Failed)
        call(1000, Call::Wait4, {number(~0ull), CallArgument::out(4), number(0), number(0)});
    if (statuses.back() != Status::Failed)
        call(1000, Call::ExitGroup, {number(0)});
    return statuses;
}

TEST(Robustness, AWorkerKilledBeforeAnyStepIsAMessage) {
    int k = 0;
    for (bool reached = true; reached; ++k) {
        std::string home, failure;
        pid_t worker = 0, keeper = 0;
        {
            KernelMachine machine;
            ASSERT_TRUE(machine.start(emptySetup()));
            home = homeOf(machine);
            worker = machine.pidOf(firstProcess);
            keeper = parentOf(worker);
            const auto statuses = runScript(machine, k, failure);
            reached = static_cast<int>(statuses.size()) > k;
            if (reached) {
                EXPECT_EQ(statuses.back(), Status::Failed) << "killed before step " << k;
                EXPECT_NE(failure.find("killed by SIGKILL"), std::string::npos) << failure;
            }
        }
        EXPECT_FALSE(lives(worker));
        EXPECT_FALSE(lives(keeper));
        EXPECT_FALSE(std::filesystem::exists(home));
    }
    EXPECT_GE(k, 9); // all steps have been tried
}

TEST(Robustness, NothingIsLeftWhenTheAppIsKilled) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t app = ::fork();
    if (app == 0) {
        KernelMachine machine;
        if (!machine.start(emptySetup()))
            ::_exit(1);
        Operation fork;
        fork.kind = OperationKind::Call;
        fork.call = Call::Fork;
        machine.perform(firstProcess, fork, {});
        const std::string line = std::to_string(machine.pidOf(1000)) + " " + std::to_string(machine.pidOf(1001)) + " " +
                                 homeOf(machine) + "\n";
        (void)!::write(ends[1], line.data(), line.size());
        for (;;)
            ::pause();
    }
    ::close(ends[1]);
    std::string line;
    for (char byte = 0; ::read(ends[0], &byte, 1) == 1 && byte != '\n';)
        line += byte;
    ::close(ends[0]);
    std::istringstream words(line);
    pid_t first = 0, second = 0;
    std::string home;
    words >> first >> second >> home;
    ASSERT_GT(first, 0);
    ASSERT_GT(second, 0);
    EXPECT_TRUE(lives(first));
    ::kill(app, SIGKILL);
    ::waitpid(app, nullptr, 0);
    EXPECT_TRUE(goesAway(first));
    EXPECT_TRUE(goesAway(second));
    EXPECT_TRUE(goesAway(home));
}

TEST(Robustness, NothingIsLeftWhenTheKeeperIsKilled) {
    pid_t worker = 0;
    std::string home;
    {
        KernelMachine machine;
        ASSERT_TRUE(machine.start(emptySetup()));
        worker = machine.pidOf(firstProcess);
        home = homeOf(machine);
        ::kill(parentOf(worker), SIGKILL);
        EXPECT_TRUE(ends(worker)); // its parent's death is a signal to it
        std::string failure;
        EXPECT_EQ(runScript(machine, -1, failure).back(), Status::Failed);
        EXPECT_FALSE(failure.empty());
    }
    EXPECT_TRUE(goesAway(worker));
    EXPECT_TRUE(goesAway(home));
}

TEST(Robustness, AWorkerThatHangsIsGivenUp) {
    KernelMachine::Options options;
    options.patience = 200ms;
    Asker asker(emptySetup(), options);
    ::kill(asker.machine.pidOf(firstProcess), SIGSTOP);
    const Performed asked = asker.call(Call::Getpid, {});
    EXPECT_EQ(asked.status, Status::Failed);
    EXPECT_NE(asker.failure.find("has not ended the operation"), std::string::npos) << asker.failure;
}

TEST(Robustness, SharedSegmentsAreRemovedAtTheEnd) {
    std::int64_t id = -1;
    {
        Asker asker;
        id = asker.call(Call::Shmget, {number(IPC_PRIVATE), number(4096), number(IPC_CREAT | 0600)}).outcome.result;
        ASSERT_GE(id, 0) << asker.failure;
        const Performed attached =
            asker.call(Call::Shmat, {number(static_cast<std::uint64_t>(id)), number(0), number(0)});
        const auto p = static_cast<Address>(attached.outcome.result);
        EXPECT_EQ(asker.store(p, 5).outcome.minor, 1u);
        EXPECT_EQ(asker.stateOf(p), PageState::File);
        EXPECT_EQ(asker.byteAt(p), 5);
    }
    shmid_ds facts{};
    EXPECT_EQ(::shmctl(static_cast<int>(id), IPC_STAT, &facts), -1);
}

TEST(Robustness, NamesOfSharedMemoryLeadIntoAPrivateFolder) {
    Asker asker;
    const Performed opened =
        asker.call(Call::ShmOpen, {text("/robustness-test"), number(O_RDWR | O_CREAT), number(0600)});
    ASSERT_EQ(opened.outcome.result, 3);
    EXPECT_FALSE(std::filesystem::exists("/dev/shm/robustness-test"));
    EXPECT_NE(asker.machine.snapshot().fileNamed("/robustness-test"), nullptr);
    EXPECT_EQ(asker.call(Call::ShmUnlink, {text("/robustness-test")}).outcome.result, 0);
}

TEST(Robustness, FilesHaveTheProgramsNamesThoughTheCacheIsBehindALink) {
    std::string folder = (std::filesystem::temp_directory_path() / "faultline-link-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    std::filesystem::create_directory(folder + "/real");
    std::filesystem::create_directory_symlink(folder + "/real", folder + "/link");
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const std::string before = cache ? cache : "";
    ::setenv("XDG_CACHE_HOME", (folder + "//link/").c_str(), 1);
    {
        Asker asker(emptySetup({fileOf("file", 4096)}));
        const Address p = asker.map(4096, PROT_READ, MAP_SHARED, asker.open("file", O_RDONLY));
        const Mapping* mapping = asker.machine.snapshot().mappingAt(firstProcess, p);
        ASSERT_NE(mapping, nullptr) << asker.failure;
        EXPECT_EQ(mapping->name, "file");
    }
    cache ? ::setenv("XDG_CACHE_HOME", before.c_str(), 1) : ::unsetenv("XDG_CACHE_HOME");
    std::filesystem::remove_all(folder);
}

TEST(Robustness, TemporaryNamesLeadIntoScratch) {
    Asker asker;
    EXPECT_EQ(asker.open("/tmp/robustness-test", O_RDWR | O_CREAT), 3);
    EXPECT_FALSE(std::filesystem::exists("/tmp/robustness-test"));
    const auto files = asker.machine.files();
    ASSERT_EQ(files.size(), 1u);
    EXPECT_EQ(files[0].name, "/tmp/robustness-test"); // as the program knows it
}

TEST(Confinement, AProgramSeesItsOwnFilesAlone) {
    Asker asker;
    if (asker.machine.confinement().find("confined: files") == std::string::npos)
        GTEST_SKIP() << asker.machine.confinement();
    EXPECT_EQ(asker.call(Call::Open, {text("/etc/passwd"), number(O_RDONLY), number(0)}).outcome.error, ENOENT);
    EXPECT_EQ(asker.call(Call::Open, {text("../image"), number(O_RDONLY), number(0)}).outcome.error, EACCES);
    EXPECT_EQ(asker.call(Call::Mkdir, {text("../../robustness-test"), number(0700)}).outcome.error, EACCES);
    EXPECT_EQ(asker.open("/dev/null"), 3);
    EXPECT_EQ(asker.open("/dev/zero"), 4);
    EXPECT_EQ(asker.open("own", O_RDWR | O_CREAT), 5);
    EXPECT_EQ(asker.call(Call::Truncate, {text("own"), number(10)}).outcome.result, 0);
    EXPECT_EQ(asker.call(Call::Rename, {text("own"), text("other")}).outcome.result, 0);
    EXPECT_NE(asker.machine.snapshot().fileNamed("other"), nullptr);
}

TEST(Confinement, SignalsReachTheProgramsOwnProcessesAlone) {
    Asker asker;
    EXPECT_EQ(asker.call(Call::Kill, {number(static_cast<std::uint64_t>(::getpid())), number(0)}).outcome.error, ESRCH);
    EXPECT_EQ(asker.call(Call::Kill, {number(~0ull), number(0)}).outcome.error, EPERM);
}

TEST(Confinement, OrdinaryUserNeedsNoWritableHome) {
    if (::getuid() != 0)
        GTEST_SKIP() << "needs root to become another user";
    const pid_t child = ::fork();
    if (child == 0) {
        ::setenv("HOME", "/proc", 1);
        ::unsetenv("XDG_CACHE_HOME");
        if (::setgid(65534) != 0 || ::setuid(65534) != 0)
            ::_exit(2);
        if (::access(FAULTLINE_BINARY_DIR, X_OK) != 0)
            ::_exit(3);
        KernelMachine machine;
        const auto first = machine.start(emptySetup({fileOf("a", 5000)}));
        if (!first) {
            std::fputs(first.failure().message().c_str(), stderr);
            ::_exit(1);
        }
        ::_exit(0); // without taking leave: the keeper removes what there is
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    if (WEXITSTATUS(status) == 3)
        GTEST_SKIP() << "the worker can't be reached by an ordinary user here";
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

} // namespace

} // namespace faultline::test
