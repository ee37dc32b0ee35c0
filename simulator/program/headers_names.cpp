#include "simulator/program/headers_names.h"

#include <algorithm>
#include <array>

namespace faultline {

namespace {

// Insertions, deletions, changes and swaps of neighbours that turn a into b; gives up above `limit`.
std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit) {
    if (a.size() > b.size() + limit || b.size() > a.size() + limit) {
        return limit + 1;
    }
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> previous(b.size() + 1);
    std::vector<std::size_t> current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        previous[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            current[j] = std::min({previous[j] + 1, current[j - 1] + 1, change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                current[j] = std::min(current[j], before[j - 2] + 1);
            }
        }
        std::swap(before, previous);
        std::swap(previous, current);
    }
    return previous[b.size()];
}

struct RefusedNames {
    std::string_view names; // separated by spaces; one ending in '*' stands for all that begin so
    std::string_view message;
    std::string_view advice;
};

constexpr std::array<RefusedNames, 14> refused = {{
    {"pthread_* thrd_* mtx_* cnd_* tss_* call_once", "threads are not supported", "use fork and a MAP_SHARED mapping"},
    {"semget semop semctl semtimedop msgget msgsnd msgrcv msgctl mq_*", "not supported",
     "use sem_init(…, 1, …) in a shared mapping, or a pipe"},
    {"socket bind listen accept accept4 connect send recv sendto recvfrom sendmsg recvmsg socketpair getsockname "
     "getpeername getaddrinfo gethostbyname inet_* htons htonl ntohs ntohl setsockopt getsockopt shutdown poll ppoll "
     "select pselect epoll_*",
     "no network", "use pipe or a mapping"},
    {"execl execlp execle execv execve execvp execvpe fexecve execveat posix_spawn posix_spawnp popen pclose",
     "a program cannot start another one", "call a function in the child"},
    {"syscall ioctl userfaultfd clone clone3 ptrace process_vm_readv process_vm_writev",
     "raw system calls are not supported", "call mmap, … by name"},
    {"_Generic", "_Generic is not supported here", "use a function"},
    {"_Complex _Imaginary __complex__", "complex numbers are not supported here", "use two doubles"},
    {"wchar_t wint_t wprintf wcslen wcscpy mbstowcs wcstombs mbtowc wctomb", "wide characters are not supported here",
     "use char"},
    {"__sync_* __atomic_*", "this is a builtin of gcc", "use <stdatomic.h>"},
    {"asm __asm __asm__", "inline assembly is not C", "write it in C"},
    {"setuid setgid seteuid setegid setreuid setregid setresuid setresgid getpwent getpwnam getpwuid getgrnam getgrgid "
     "setgroups getlogin",
     "the program has one user", "getuid and getgid give it"},
    {"io_* aio_* eventfd signalfd timerfd_create timer_create inotify_init mount umount reboot chroot sethostname "
     "sched_setscheduler unshare setns pidfd_open",
     "this part of Linux is not simulated", "simulated are memory, files, processes, pipes and signals"},
    {"dlopen dlsym dlclose", "a program cannot load another one", "put the functions into the program"},
    {"__int128 __int128_t __uint128_t _Decimal32 _Decimal64 _Float128 __float128", "this type is not C",
     "use long or double"},
}};

bool contains(std::string_view names, std::string_view name) {
    while (!names.empty()) {
        const std::string_view word = names.substr(0, names.find(' '));
        names.remove_prefix(std::min(names.size(), word.size() + 1));
        if (word == name || (word.ends_with('*') && name.starts_with(word.substr(0, word.size() - 1)))) {
            return true;
        }
    }
    return false;
}

} // namespace

std::string_view nearestName(std::string_view name, const std::vector<std::string_view>& candidates) {
    const std::size_t limit = name.size() < 3 ? 0 : name.size() < 6 ? 1 : 2;
    if (name.size() > 60) {
        return {};
    }
    std::string_view best;
    std::size_t bestDistance = limit + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t distance = editDistance(name, candidate, limit);
        if (distance < bestDistance && distance > 0) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

Refusal refusalOf(std::string_view name) {
    for (const RefusedNames& group : refused) {
        if (contains(group.names, name)) {
            return {std::string(group.message), std::string(group.advice)};
        }
    }
    return {};
}

std::string adviceForHeader(std::string_view header) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> known = {{
        {"threads.h", "pthread_create"},
        {"sys/socket.h netinet/in.h arpa/inet.h netdb.h poll.h sys/poll.h sys/select.h sys/epoll.h sys/un.h", "socket"},
        {"sys/sem.h sys/msg.h mqueue.h", "semget"},
        {"wchar.h wctype.h uchar.h", "wchar_t"},
        {"complex.h", "_Complex"},
        {"sys/syscall.h sys/ioctl.h sys/ptrace.h linux/userfaultfd.h spawn.h linux/sched.h", "syscall"},
    }};
    for (const auto& [headers, name] : known) {
        if (contains(headers, header)) {
            const Refusal refusal = refusalOf(name);
            return refusal.message + ": " + refusal.advice;
        }
    }
    return {};
}

} // namespace faultline
