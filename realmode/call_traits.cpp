#include "realmode/call_traits.h"

#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>

namespace faultline {

namespace {

constexpr WrittenThrough fixed(int pointer, std::size_t bytes) {
    return {static_cast<std::int8_t>(pointer), -1, static_cast<std::uint16_t>(bytes)};
}
constexpr WrittenThrough asResult(int pointer) {
    return {static_cast<std::int8_t>(pointer), -2, 0};
}

CallTraits ofFile(int descriptor, bool contents) {
    CallTraits traits;
    traits.descriptor = static_cast<std::int8_t>(descriptor);
    traits.contents = contents;
    traits.names = contents;
    return traits;
}

CallTraits ofPath(int first, int second = -1) {
    CallTraits traits;
    traits.paths = {static_cast<std::int8_t>(first), static_cast<std::int8_t>(second)};
    return traits;
}

CallTraits fileCall(Call call) {
    switch (call) {
    case Call::Read:
    case Call::Pread: {
        CallTraits traits = ofFile(0, false);
        traits.mayBlock = true;
        traits.writes[0] = asResult(1);
        return traits;
    }
    case Call::Write:
    case Call::Pwrite: {
        CallTraits traits = ofFile(0, true);
        traits.mayBlock = true;
        traits.processes = true;
        return traits;
    }
    case Call::Fstat: {
        CallTraits traits;
        traits.writes[0] = fixed(1, sizeof(struct stat));
        return traits;
    }
    case Call::Close: {
        CallTraits traits = ofFile(0, false);
        traits.closes = true;
        traits.processes = true; // a pipe's other end, a lock
        return traits;
    }
    case Call::Dup2: {
        CallTraits traits = ofFile(1, false);
        traits.closes = true;
        traits.processes = true;
        return traits;
    }
    case Call::Fcntl: {
        CallTraits traits;
        traits.mayBlock = true;
        traits.processes = true;
        traits.writes[0] = fixed(2, 32); // struct flock
        return traits;
    }
    case Call::Flock: {
        CallTraits traits;
        traits.mayBlock = true;
        traits.processes = true;
        return traits;
    }
    case Call::MemfdCreate: {
        CallTraits traits;
        traits.opens = true;
        return traits;
    }
    case Call::Pipe: {
        CallTraits traits;
        traits.writes[0] = fixed(0, 8);
        return traits;
    }
    case Call::Ioctl: {
        CallTraits traits;
        traits.writes[0] = fixed(2, 36); // the kernel's struct termios
        return traits;
    }
    case Call::Fsync:
    case Call::Fdatasync:
    case Call::Fadvise:
    case Call::SyncFileRange:
        return ofFile(0, false);
    case Call::Ftruncate:
    case Call::Fallocate:
        return ofFile(0, true);
    default:
        return {};
    }
}

CallTraits pathCall(Call call) {
    CallTraits traits = ofPath(0);
    switch (call) {
    case Call::Open:
    case Call::Creat:
    case Call::ShmOpen:
        traits.opens = true;
        traits.mayBlock = true;
        traits.names = true;
        return traits;
    case Call::Stat:
    case Call::Lstat:
        traits.writes[0] = fixed(1, sizeof(struct stat));
        return traits;
    case Call::Rename:
    case Call::Link:
        traits.paths[1] = 1;
        traits.names = traits.closes = true;
        return traits;
    case Call::Truncate:
    case Call::Unlink:
    case Call::ShmUnlink:
        traits.names = traits.closes = true;
        return traits;
    case Call::Access:
    case Call::Mkdir:
    case Call::Rmdir:
    case Call::Chmod:
        return traits;
    default:
        return {};
    }
}

CallTraits memoryCall(Call call) {
    CallTraits traits;
    traits.mappings = true;
    switch (call) {
    case Call::Munmap:
    case Call::Shmdt:
        traits.closes = true;
        return traits;
    case Call::Msync:
    case Call::Mincore:
        traits.mappings = false;
        if (call == Call::Mincore)
            traits.writes[0] = {2, 1, 0}; // a byte a page of the length: at most that many
        return traits;
    case Call::Mmap:
    case Call::Mprotect:
    case Call::Brk:
    case Call::Mremap:
    case Call::Madvise:
    case Call::Shmat:
    case Call::Mlock:
    case Call::Mlock2:
    case Call::Munlock:
    case Call::Mlockall:
    case Call::Munlockall:
        traits.closes = call == Call::Mmap || call == Call::Mremap;
        return traits;
    case Call::Shmctl:
        traits.mappings = false;
        traits.closes = true;
        traits.writes[0] = fixed(2, sizeof(struct shmid_ds));
        return traits;
    default:
        return {};
    }
}

CallTraits processCall(Call call) {
    CallTraits traits;
    switch (call) {
    case Call::Wait4:
        traits.mayBlock = true;
        traits.processes = true;
        traits.writes = {fixed(1, 4), fixed(3, sizeof(struct rusage))};
        return traits;
    case Call::Waitid:
        traits.mayBlock = true;
        traits.processes = true;
        traits.writes[0] = fixed(2, 28); // the fields of siginfo_t that waitid fills
        return traits;
    case Call::Pause:
    case Call::Sigsuspend:
    case Call::Nanosleep:
        traits.mayBlock = true;
        return traits;
    case Call::Futex:
        traits.mayBlock = true;
        traits.processes = true;
        return traits;
    case Call::Kill:
    case Call::Sigprocmask:
    case Call::Sigreturn:
    case Call::Fork:
    case Call::ForkEmpty:
    case Call::ExitGroup:
        traits.processes = true;
        return traits;
    case Call::Getcwd:
        traits.writes[0] = {0, 1, 0};
        return traits;
    case Call::Uname:
        traits.writes[0] = fixed(0, sizeof(struct utsname));
        return traits;
    case Call::Getrlimit:
    case Call::Getrusage:
        traits.writes[0] = fixed(1, call == Call::Getrlimit ? sizeof(struct rlimit) : sizeof(struct rusage));
        return traits;
    case Call::Sigaltstack:
        traits.writes[0] = fixed(1, 24);
        return traits;
    default:
        return traits;
    }
}

bool hasEffect(const CallTraits& traits) {
    return traits.mayBlock || traits.mappings || traits.opens || traits.names || traits.closes || traits.processes ||
           traits.descriptor >= 0 || traits.paths[0] >= 0 || traits.writes[0].pointer >= 0;
}

} // namespace

CallTraits traitsOf(Call call) {
    for (const auto& group : {fileCall, pathCall, memoryCall, processCall})
        if (const CallTraits traits = group(call); hasEffect(traits))
            return traits;
    return {};
}

} // namespace faultline
