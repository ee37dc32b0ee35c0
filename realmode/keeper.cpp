#include "realmode/keeper.h"

#include "realmode/worker_path.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <poll.h>
#include <sched.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>

namespace faultline {

using namespace std::chrono_literals;

namespace {

bool copyPath(char (&to)[worker::pathRoom], const std::string& from) {
    if (from.size() >= worker::pathRoom)
        return false;
    std::memcpy(to, from.c_str(), from.size() + 1);
    return true;
}

/// The descriptor moved above the numbers that the keeper is given, so that giving one never overwrites another.
OwnedDescriptor above(int number) {
    return OwnedDescriptor(::fcntl(number, F_DUPFD_CLOEXEC, 16));
}

pid_t spawnKeeper(const std::string& path, const int (&given)[4]) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    int target = worker::keeperSocket;
    for (const int number : given)
        ::posix_spawn_file_actions_adddup2(&actions, number, target++);
    ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDWR, 0);
    ::posix_spawn_file_actions_adddup2(&actions, 0, 1);
    ::posix_spawn_file_actions_adddup2(&actions, 0, 2);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t defaults;
    ::sigfillset(&defaults);
    ::sigdelset(&defaults, SIGKILL);
    ::sigdelset(&defaults, SIGSTOP);
    ::posix_spawnattr_setsigdefault(&attributes, &defaults);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    char name[] = "faultline-worker", role[] = "keeper";
    char* const arguments[] = {name, role, nullptr};
    char* const environment[] = {nullptr};
    pid_t pid = -1;
    const int error = ::posix_spawn(&pid, path.c_str(), &actions, &attributes, arguments, environment);
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    errno = error;
    return error ? -1 : pid;
}

std::uint32_t spinCycles() {
    cpu_set_t processors;
    CPU_ZERO(&processors);
    const bool known = ::sched_getaffinity(0, sizeof processors, &processors) == 0;
    return known && CPU_COUNT(&processors) < 2 ? 0 : 100000;
}

} // namespace

Result<std::unique_ptr<Keeper>> Keeper::start(const Folders& folders, int terminal, int errors,
                                              const std::function<void(worker::Launch&)>& prepare) {
    const std::string path = workerPath();
    if (path.empty())
        return Failure{"The program faultline-worker was not found.", "beside faultline",
                       "Install faultline completely, or name the worker in FAULTLINE_WORKER."};
    std::unique_ptr<Keeper> keeper(new Keeper);
    keeper->memory_ = OwnedDescriptor(::memfd_create("faultline", MFD_CLOEXEC));
    int ends[2] = {-1, -1};
    if (!keeper->memory_ || ::ftruncate(keeper->memory_.number(), worker::sharedSize) != 0 ||
        ::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return Failure{std::string("The kernel machine cannot be started: ") + std::strerror(errno), "memfd_create",
                       ""};
    keeper->socket_ = OwnedDescriptor(ends[0]);
    OwnedDescriptor theirs(ends[1]);
    void* at = ::mmap(nullptr, worker::sharedSize, PROT_READ | PROT_WRITE, MAP_SHARED, keeper->memory_.number(), 0);
    if (at == MAP_FAILED)
        return Failure{std::string("The kernel machine cannot be started: ") + std::strerror(errno), "mmap", ""};
    keeper->shared_ = static_cast<std::uint8_t*>(at);
    auto* launch = new (keeper->shared_) worker::Launch;
    for (std::uint32_t slot = 1; slot < worker::slotCount; ++slot)
        new (keeper->shared_ + worker::slotSize * slot) worker::Channel;
    if (!copyPath(launch->worker, path) || !copyPath(launch->home, folders.home) ||
        !copyPath(launch->scratch, folders.scratch) || !copyPath(launch->terminal, folders.terminal) ||
        !copyPath(launch->shmFolder, folders.sharedMemory))
        return Failure{"The name of a folder is too long.", folders.home, "Set XDG_CACHE_HOME to a shorter one."};
    launch->spinCycles = spinCycles();
    prepare(*launch);
    const OwnedDescriptor socket = above(theirs.number()), memory = above(keeper->memory_.number()),
                          terminalCopy = above(terminal), errorsCopy = above(errors);
    keeper->pid_ = spawnKeeper(path, {socket.number(), memory.number(), terminalCopy.number(), errorsCopy.number()});
    if (keeper->pid_ < 0)
        return Failure{std::string("faultline-worker cannot be started: ") + std::strerror(errno), path, ""};
    theirs.close();
    if (!keeper->waitUntilReady())
        return keeper->whyNotReady();
    return keeper;
}

bool Keeper::waitUntilReady() {
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (std::chrono::steady_clock::now() < until) {
        if (channel(1).pid.load() > 0 && firstWorker_ > 0)
            return true;
        hear();
        if (closed_ || (firstWorker_ > 0 && ended_.contains(firstWorker_)) || launch().failedAt.load())
            return false;
        std::this_thread::sleep_for(50us);
    }
    return false;
}

Failure Keeper::whyNotReady() {
    constexpr const char* stages[] = {"it ended before it was ready",
                                      "starting",
                                      "mapping the memory it shares",
                                      "entering the program's directory",
                                      "opening the program's image",
                                      "mapping the program's image",
                                      "confining itself",
                                      "executing faultline-worker"};
    const auto stage = static_cast<std::size_t>(launch().failedAt.load());
    std::string what = "The worker did not start: ";
    what += stage < std::size(stages) ? stages[stage] : "unknown";
    if (const int error = launch().failedError.load(); error > 0)
        what += std::string(": ") + std::strerror(error);
    return Failure{what, workerPath(), ""};
}

Keeper::~Keeper() {
    socket_.close();
    if (pid_ > 0)
        while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR)
            ;
    if (shared_)
        ::munmap(shared_, worker::sharedSize);
}

void Keeper::hear() {
    worker::KeeperNews news;
    for (;;) {
        const ssize_t got = ::recv(socket_.number(), &news, sizeof news, MSG_DONTWAIT);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
            closed_ = true;
        if (got != sizeof news)
            return;
        if (news.what == worker::KeeperNews::What::Started)
            firstWorker_ = news.pid;
        else
            ended_[news.pid] = news.status;
    }
}

std::optional<int> Keeper::statusOf(pid_t pid) {
    hear();
    const auto found = ended_.find(pid);
    return found == ended_.end() ? std::nullopt : std::optional<int>(found->second);
}

bool Keeper::alive() {
    hear();
    return !closed_;
}

} // namespace faultline
