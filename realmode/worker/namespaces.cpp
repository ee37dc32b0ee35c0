#include "realmode/worker/namespaces.h"

#include "realmode/worker/protocol.h"
#include "realmode/worker/system_call.h"

#include <fcntl.h>
#include <sched.h>

namespace faultline::worker {

namespace {

bool writeFile(const char* path, const char* text, std::int64_t length) {
    const std::int64_t file = systemCall(SYS_open, path, O_WRONLY | O_CLOEXEC, 0);
    if (file < 0)
        return false;
    const bool whole = systemCall(SYS_write, file, text, length) == length;
    systemCall(SYS_close, file);
    return whole;
}

int putNumber(char* at, std::int64_t number) {
    char digits[24];
    int count = 0;
    do
        digits[count++] = static_cast<char>('0' + number % 10);
    while (number /= 10);
    for (int i = 0; i < count; ++i)
        at[i] = digits[count - 1 - i];
    return count;
}

/// "ID ID 1": the id is itself inside, too.
bool keepId(const char* path, std::int64_t id) {
    char line[64];
    int length = putNumber(line, id);
    line[length++] = ' ';
    length += putNumber(line + length, id);
    line[length++] = ' ';
    line[length++] = '1';
    return writeFile(path, line, length);
}

} // namespace

bool leaveNamespaces() {
    Launch& launch = *reinterpret_cast<Launch*>(sharedStart);
    const std::int64_t user = systemCall(SYS_geteuid), group = systemCall(SYS_getegid);
    const bool ordinary = user != 0;
    const int wanted = CLONE_NEWIPC | CLONE_NEWNET | (ordinary ? CLONE_NEWUSER : 0);
    if (systemCall(SYS_unshare, wanted) < 0) {
        launch.namespaces.store(Confined::NotAvailable);
        return true;
    }
    if (ordinary && !(keepId("/proc/self/uid_map", user) && writeFile("/proc/self/setgroups", "deny", 4) &&
                      keepId("/proc/self/gid_map", group))) {
        launch.namespaces.store(Confined::NotAvailable);
        return false;
    }
    launch.namespaces.store(Confined::Yes);
    return true;
}

} // namespace faultline::worker
