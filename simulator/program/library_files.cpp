// Descriptors and files.
#include <algorithm>

#include "simulator/program/call_context.h"
#include "simulator/program/library.h"
#include "simulator/program/memory_layout.h"

namespace faultline {

namespace {

constexpr std::uint64_t statBytes = 144;
constexpr std::uint64_t flockBytes = 32;
constexpr std::uint64_t vectorBytes = 16;
constexpr std::uint64_t namesBytes = 390; // struct utsname
constexpr std::int32_t einval = 22;

std::uint64_t openFunction(CallContext& c) {
    CallRequest call(c, Call::Open);
    return intResult(call.text(c.argument(0)).value(c.argument(1) & 0xFFFFFFFF).value(c.argument(2)).make());
}
std::uint64_t openatFunction(CallContext& c) { // of AT_FDCWD or an absolute name, as all uses are
    CallRequest call(c, Call::Open);
    return intResult(call.text(c.argument(1)).value(c.argument(2) & 0xFFFFFFFF).value(c.argument(3)).make());
}
std::uint64_t creatFunction(CallContext& c) {
    CallRequest call(c, Call::Creat);
    return intResult(call.text(c.argument(0)).value(c.argument(1)).make());
}
std::uint64_t closeFunction(CallContext& c) {
    CallRequest call(c, Call::Close);
    return intResult(call.value(c.intArgument(0)).make());
}
std::uint64_t readFunction(CallContext& c) {
    CallRequest call(c, Call::Read);
    return longResult(call.value(c.intArgument(0)).out(c.argument(1), c.argument(2)).value(c.argument(2)).make());
}
std::uint64_t writeFunction(CallContext& c) {
    CallRequest call(c, Call::Write);
    return longResult(call.value(c.intArgument(0)).in(c.argument(1), c.argument(2)).value(c.argument(2)).make());
}
std::uint64_t preadFunction(CallContext& c) {
    CallRequest call(c, Call::Pread);
    call.value(c.intArgument(0)).out(c.argument(1), c.argument(2)).value(c.argument(2)).value(c.argument(3));
    return longResult(call.make());
}
std::uint64_t pwriteFunction(CallContext& c) {
    CallRequest call(c, Call::Pwrite);
    call.value(c.intArgument(0)).in(c.argument(1), c.argument(2)).value(c.argument(2)).value(c.argument(3));
    return longResult(call.make());
}

// readv and writev: one call for each piece, up to the first short one.
template <Call number>
std::uint64_t vectorCall(CallContext& c) {
    constexpr std::int32_t mostPieces = 1024; // UIO_MAXIOV
    if (c.intArgument(2) < 0 || c.intArgument(2) > mostPieces) {
        c.setError(einval);
        return longResult(-1);
    }
    std::int64_t total = 0;
    for (std::int32_t i = 0; i < c.intArgument(2); ++i) {
        const std::uint64_t at = c.argument(1) + vectorBytes * static_cast<std::uint64_t>(i);
        const auto base = c.get<std::uint64_t>(at);
        const auto length = c.get<std::uint64_t>(at + 8);
        if (length == 0)
            continue;
        CallRequest call(c, number);
        call.value(c.intArgument(0));
        const std::int64_t done = number == Call::Read ? call.out(base, length).value(length).make()
                                                       : call.in(base, length).value(length).make();
        if (done < 0)
            return total > 0 ? longResult(total) : longResult(-1);
        total += done;
        if (static_cast<std::uint64_t>(done) < length)
            break;
    }
    return longResult(total);
}

std::uint64_t lseekFunction(CallContext& c) {
    CallRequest call(c, Call::Lseek);
    return longResult(call.value(c.intArgument(0)).value(c.argument(1)).value(c.intArgument(2)).make());
}

template <Call number>
std::uint64_t statByName(CallContext& c) {
    CallRequest call(c, number);
    return intResult(call.text(c.argument(0)).out(c.argument(1), statBytes).make());
}
std::uint64_t fstatFunction(CallContext& c) {
    CallRequest call(c, Call::Fstat);
    return intResult(call.value(c.intArgument(0)).out(c.argument(1), statBytes).make());
}

template <Call number>
std::uint64_t ofName(CallContext& c) { // (path)
    CallRequest call(c, number);
    return intResult(call.text(c.argument(0)).make());
}
template <Call number>
std::uint64_t ofNameAndNumber(CallContext& c) { // (path, number)
    CallRequest call(c, number);
    return intResult(call.text(c.argument(0)).value(c.argument(1)).make());
}
// Those with a directory before the name: of AT_FDCWD or an absolute name, as all uses are.
template <Call number>
std::uint64_t atNameAndNumber(CallContext& c) {
    CallRequest call(c, number);
    return intResult(call.text(c.argument(1)).value(c.argument(2)).make());
}
std::uint64_t unlinkatFunction(CallContext& c) {
    constexpr std::uint64_t removeDirectory = 0x200;
    CallRequest call(c, (c.argument(2) & removeDirectory) != 0 ? Call::Rmdir : Call::Unlink);
    return intResult(call.text(c.argument(1)).make());
}
std::uint64_t fstatatFunction(CallContext& c) {
    constexpr std::uint64_t noFollow = 0x100;
    CallRequest call(c, (c.argument(3) & noFollow) != 0 ? Call::Lstat : Call::Stat);
    return intResult(call.text(c.argument(1)).out(c.argument(2), statBytes).make());
}
template <Call number>
std::uint64_t ofTwoNames(CallContext& c) {
    CallRequest call(c, number);
    return intResult(call.text(c.argument(0)).text(c.argument(1)).make());
}
template <Call number>
std::uint64_t ofDescriptor(CallContext& c) {
    CallRequest call(c, number);
    return intResult(call.value(c.intArgument(0)).make());
}
template <Call number>
std::uint64_t ofDescriptorAndNumber(CallContext& c) {
    CallRequest call(c, number);
    return intResult(call.value(c.intArgument(0)).value(c.argument(1)).make());
}

std::uint64_t dup2Function(CallContext& c) {
    CallRequest call(c, Call::Dup2);
    return intResult(call.value(c.intArgument(0)).value(c.intArgument(1)).make());
}

std::uint64_t pipeFunction(CallContext& c) {
    CallRequest call(c, Call::Pipe);
    return intResult(call.out(c.argument(0), 8).make());
}

std::int64_t setFlags(CallContext& c, std::int64_t descriptor, std::uint64_t flags) {
    constexpr std::int32_t setDescriptorFlags = 2, setStatusFlags = 4;
    constexpr std::uint64_t closeOnExec = 02000000;
    std::int64_t result = 0;
    if ((flags & closeOnExec) != 0) {
        CallRequest call(c, Call::Fcntl);
        result = call.value(descriptor).value(setDescriptorFlags).value(1).make();
    }
    if ((flags & ~closeOnExec) != 0 && result >= 0) {
        CallRequest call(c, Call::Fcntl);
        result = call.value(descriptor).value(setStatusFlags).value(flags & ~closeOnExec).make();
    }
    return result;
}
std::uint64_t pipe2Function(CallContext& c) {
    CallRequest call(c, Call::Pipe);
    if (call.outBytes(8).make() < 0)
        return intResult(-1);
    const Bytes ends = call.returned(0);
    c.write(c.argument(0), ends);
    for (std::size_t i = 0; i + 4 <= ends.size(); i += 4)
        setFlags(c, ends[i] | ends[i + 1] << 8, c.argument(1) & 0xFFFFFFFF);
    return 0;
}
std::uint64_t dup3Function(CallContext& c) {
    if (c.intArgument(0) == c.intArgument(1)) {
        c.setError(einval);
        return intResult(-1);
    }
    CallRequest call(c, Call::Dup2);
    const std::int64_t descriptor = call.value(c.intArgument(0)).value(c.intArgument(1)).make();
    if (descriptor >= 0)
        setFlags(c, descriptor, c.argument(2) & 0xFFFFFFFF);
    return intResult(descriptor);
}

std::uint64_t fcntlFunction(CallContext& c) {
    constexpr std::int32_t getLock = 5, setLock = 6, setLockWait = 7, openGetLock = 36, openSetLockWait = 38;
    const std::int32_t command = c.intArgument(1);
    CallRequest call(c, Call::Fcntl);
    call.value(c.intArgument(0)).value(command);
    if (command == getLock || command == openGetLock)
        call.inOut(c.argument(2), flockBytes);
    else if (command == setLock || command == setLockWait || (command > openGetLock && command <= openSetLockWait))
        call.in(c.argument(2), flockBytes);
    else
        call.value(c.argument(2));
    return intResult(call.make());
}
std::uint64_t lockfFunction(CallContext& c) {
    constexpr std::int32_t unlock = 0, lock = 1, test = 3; // 2: F_TLOCK
    constexpr std::int32_t setLock = 6, setLockWait = 7, getLock = 5;
    constexpr std::int32_t eacces = 13;
    constexpr std::uint8_t read = 0, write = 1, none = 2; // F_RDLCK, F_WRLCK, F_UNLCK
    const std::int32_t command = c.intArgument(1);
    Bytes bytes(flockBytes);
    bytes[0] = command == unlock ? none : command == test ? read : write; // as glibc asks
    bytes[2] = 1;                                                         // SEEK_CUR
    for (unsigned i = 0; i < 8; ++i)
        bytes[16 + i] = static_cast<std::uint8_t>(c.argument(2) >> (8 * i));
    if (command < 0 || command > test) {
        c.setError(einval);
        return intResult(-1);
    }
    CallRequest call(c, Call::Fcntl);
    call.value(c.intArgument(0));
    call.value(command == lock ? setLockWait : command == test ? getLock : setLock);
    if (command != test)
        return intResult(call.in(bytes).make());
    if (call.inOut(std::move(bytes)).make() < 0)
        return intResult(-1);
    if (!call.returned(0).empty() && call.returned(0)[0] == none)
        return 0;
    c.setError(eacces);
    return intResult(-1);
}

std::uint64_t isattyFunction(CallContext& c) {
    constexpr std::uint64_t getTerminal = 0x5401; // TCGETS
    constexpr std::uint64_t terminalBytes = 60;
    CallRequest call(c, Call::Ioctl);
    return call.value(c.intArgument(0)).value(getTerminal).outBytes(terminalBytes).make() < 0 ? 0 : 1;
}

std::uint64_t unameFunction(CallContext& c) {
    CallRequest call(c, Call::Uname);
    return intResult(call.out(c.argument(0), namesBytes).make());
}

// remove: a file's name, or an empty directory.
std::uint64_t removeFunction(CallContext& c) {
    constexpr std::int32_t eisdir = 21;
    CallRequest call(c, Call::Unlink);
    if (call.text(c.argument(0)).makeQuietly() >= 0)
        return 0;
    if (call.error() == eisdir) {
        CallRequest directory(c, Call::Rmdir);
        return intResult(directory.text(c.argument(0)).make());
    }
    c.setError(call.error());
    return intResult(-1);
}

std::uint64_t fallocateFunction(CallContext& c) {
    CallRequest call(c, Call::Fallocate);
    call.value(c.intArgument(0)).value(c.intArgument(1)).value(c.argument(2)).value(c.argument(3));
    return intResult(call.make());
}
std::uint64_t posixFallocateFunction(CallContext& c) {
    CallRequest call(c, Call::Fallocate);
    call.value(c.intArgument(0)).value(0).value(c.argument(1)).value(c.argument(2));
    return call.makeQuietly() < 0 ? intResult(call.error()) : 0;
}
std::uint64_t posixFadviseFunction(CallContext& c) {
    CallRequest call(c, Call::Fadvise);
    call.value(c.intArgument(0)).value(c.argument(1)).value(c.argument(2)).value(c.intArgument(3));
    return call.makeQuietly() < 0 ? intResult(call.error()) : 0;
}
std::uint64_t syncFileRangeFunction(CallContext& c) {
    CallRequest call(c, Call::SyncFileRange);
    call.value(c.intArgument(0)).value(c.argument(1)).value(c.argument(2)).value(c.intArgument(3));
    return intResult(call.make());
}

// The X's of a template by a number of the process's own: a name that repeats from run to run. Empty: no template.
std::string temporaryName(CallContext& c) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    std::string name = c.text(c.argument(0));
    if (name.size() < 6 || !name.ends_with("XXXXXX")) {
        c.setError(einval);
        return {};
    }
    std::uint64_t number = static_cast<std::uint64_t>(c.process().id) * 1000 + c.library().temporaryNames;
    for (std::size_t i = 0; i < 6; ++i) {
        name[name.size() - 1 - i] = letters[number % letters.size()];
        number /= letters.size();
    }
    return name;
}
std::uint64_t makeTemporary(CallContext& c, std::uint64_t flags) {
    constexpr std::uint64_t createNew = 0302; // O_RDWR | O_CREAT | O_EXCL
    const std::string name = temporaryName(c);
    if (name.empty())
        return intResult(-1);
    CallRequest call(c, Call::Open);
    const std::int64_t descriptor =
        call.text(std::string_view(name)).value(createNew | flags).value(std::uint64_t{0600}).make();
    c.writeText(c.argument(0), name); // only now: where it is run again, the template must still stand there
    ++c.library().temporaryNames;
    return intResult(descriptor);
}
std::uint64_t mkstempFunction(CallContext& c) {
    return makeTemporary(c, 0);
}
std::uint64_t mkostempFunction(CallContext& c) {
    return makeTemporary(c, c.argument(1) & ~std::uint64_t{3});
}
std::uint64_t mkdtempFunction(CallContext& c) {
    const std::string name = temporaryName(c);
    if (name.empty())
        return 0;
    CallRequest call(c, Call::Mkdir);
    const std::int64_t result = call.text(std::string_view(name)).value(std::uint64_t{0700}).make();
    c.writeText(c.argument(0), name);
    ++c.library().temporaryNames;
    return result < 0 ? 0 : c.argument(0);
}

} // namespace

std::vector<Native> fileFunctions() {
    return {{"open", openFunction},
            {"open64", openFunction},
            {"openat", openatFunction},
            {"creat", creatFunction},
            {"close", closeFunction},
            {"read", readFunction},
            {"write", writeFunction},
            {"pread", preadFunction},
            {"pread64", preadFunction},
            {"pwrite", pwriteFunction},
            {"pwrite64", pwriteFunction},
            {"readv", vectorCall<Call::Read>},
            {"writev", vectorCall<Call::Write>},
            {"lseek", lseekFunction},
            {"lseek64", lseekFunction},
            {"stat", statByName<Call::Stat>},
            {"lstat", statByName<Call::Lstat>},
            {"fstat", fstatFunction},
            {"access", ofNameAndNumber<Call::Access>},
            {"unlink", ofName<Call::Unlink>},
            {"rmdir", ofName<Call::Rmdir>},
            {"mkdir", ofNameAndNumber<Call::Mkdir>},
            {"chmod", ofNameAndNumber<Call::Chmod>},
            {"truncate", ofNameAndNumber<Call::Truncate>},
            {"mkdirat", atNameAndNumber<Call::Mkdir>},
            {"faccessat", atNameAndNumber<Call::Access>},
            {"unlinkat", unlinkatFunction},
            {"fstatat", fstatatFunction},
            {"rename", ofTwoNames<Call::Rename>},
            {"link", ofTwoNames<Call::Link>},
            {"remove", removeFunction},
            {"ftruncate", ofDescriptorAndNumber<Call::Ftruncate>},
            {"ftruncate64", ofDescriptorAndNumber<Call::Ftruncate>},
            {"fchmod", ofDescriptorAndNumber<Call::Fchmod>},
            {"flock", ofDescriptorAndNumber<Call::Flock>},
            {"umask", ofDescriptor<Call::Umask>},
            {"fsync", ofDescriptor<Call::Fsync>},
            {"fdatasync", ofDescriptor<Call::Fdatasync>},
            {"dup", ofDescriptor<Call::Dup>},
            {"dup2", dup2Function},
            {"pipe", pipeFunction},
            {"pipe2", pipe2Function},
            {"dup3", dup3Function},
            {"fcntl", fcntlFunction},
            {"lockf", lockfFunction},
            {"isatty", isattyFunction},
            {"uname", unameFunction},
            {"fallocate", fallocateFunction},
            {"posix_fallocate", posixFallocateFunction},
            {"posix_fadvise", posixFadviseFunction},
            {"sync_file_range", syncFileRangeFunction},
            {"mkstemp", mkstempFunction},
            {"mkostemp", mkostempFunction},
            {"mkdtemp", mkdtempFunction}};
}

} // namespace faultline
