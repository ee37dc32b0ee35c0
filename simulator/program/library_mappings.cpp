// Mappings and shared memory: thin over the system calls.
#include "simulator/program/call_context.h"
#include "simulator/program/library.h"

namespace faultline {

namespace {

// Calls that change or ask about pages: a local that the interpreter keeps has none of the machine's.
void needPages(CallContext& c, std::uint64_t address, std::string_view function) {
    if (c.process().isStackPaged || !c.onStack(address))
        return;
    c.refuse("a local variable or an argument of main is kept by Faultline, not in pages of the machine: '" +
                 std::string(function) + "' has nothing to work on",
             "run with --paged-stack, or give it memory of mmap, malloc or a global variable");
}

// The call with its arguments as they stand.
template <Call number, std::size_t count>
std::uint64_t passOn(CallContext& c) {
    CallRequest call(c, number);
    for (std::size_t i = 0; i < count; ++i)
        call.value(c.argument(i));
    return longResult(call.make());
}
template <Call number, std::size_t count>
std::uint64_t ofPages(CallContext& c) {
    needPages(c, c.argument(0), nameOf(number));
    return passOn<number, count>(c);
}

// mmap(address, length, protection, flags, descriptor, offset)
std::uint64_t mmapFunction(CallContext& c) {
    CallRequest call(c, Call::Mmap);
    call.value(c.argument(0)).value(c.argument(1)).value(c.intArgument(2)).value(c.intArgument(3));
    return longResult(call.value(c.intArgument(4)).value(c.argument(5)).make());
}

std::uint64_t mremapFunction(CallContext& c) {
    needPages(c, c.argument(0), "mremap");
    CallRequest call(c, Call::Mremap);
    for (std::size_t i = 0; i < 5; ++i)
        call.value(c.argument(i));
    return longResult(call.make());
}

std::uint64_t mincoreFunction(CallContext& c) {
    needPages(c, c.argument(0), "mincore");
    const std::uint64_t pages = (c.argument(1) + c.pageSize() - 1) / c.pageSize();
    CallRequest call(c, Call::Mincore);
    return intResult(call.value(c.argument(0)).value(c.argument(1)).out(c.argument(2), pages).make());
}

std::uint64_t posixMadviseFunction(CallContext& c) {
    needPages(c, c.argument(0), "posix_madvise");
    constexpr std::int32_t dontNeed = 4; // POSIX_MADV_DONTNEED throws nothing away in glibc
    if (c.intArgument(2) == dontNeed)
        return 0;
    CallRequest call(c, Call::Madvise);
    call.value(c.argument(0)).value(c.argument(1)).value(c.intArgument(2));
    return call.makeQuietly() < 0 ? intResult(call.error()) : 0;
}

std::uint64_t shmOpenFunction(CallContext& c) {
    constexpr std::uint64_t closeOnExec = 02000000; // as glibc adds
    CallRequest call(c, Call::ShmOpen);
    call.text(c.argument(0)).value(c.argument(1) | closeOnExec).value(c.argument(2));
    return intResult(call.make());
}
std::uint64_t shmUnlinkFunction(CallContext& c) {
    CallRequest call(c, Call::ShmUnlink);
    return intResult(call.text(c.argument(0)).make());
}

std::uint64_t memfdFunction(CallContext& c) {
    CallRequest call(c, Call::MemfdCreate);
    return intResult(call.text(c.argument(0)).value(c.argument(1)).make());
}

// --- System V

constexpr std::uint64_t statBytes = 144;
constexpr std::uint64_t shmidBytes = 112;

std::uint64_t shmgetFunction(CallContext& c) {
    CallRequest call(c, Call::Shmget);
    return intResult(call.value(c.intArgument(0)).value(c.argument(1)).value(c.intArgument(2)).make());
}
std::uint64_t shmatFunction(CallContext& c) {
    CallRequest call(c, Call::Shmat);
    return longResult(call.value(c.intArgument(0)).value(c.argument(1)).value(c.intArgument(2)).make());
}
std::uint64_t shmctlFunction(CallContext& c) {
    CallRequest call(c, Call::Shmctl);
    call.value(c.intArgument(0)).value(c.intArgument(1)).inOut(c.argument(2), c.argument(2) != 0 ? shmidBytes : 0);
    return intResult(call.make());
}
// The key is made of the file's inode and device and the project's number.
std::uint64_t ftokFunction(CallContext& c) {
    CallRequest call(c, Call::Stat);
    if (call.text(c.argument(0)).outBytes(statBytes).make() < 0)
        return intResult(-1);
    const Bytes& stat = call.returned(0);
    if (stat.size() < 16)
        return intResult(-1);
    const std::uint32_t device = stat[0];
    const std::uint32_t inode = stat[8] | static_cast<std::uint32_t>(stat[9]) << 8;
    return intResult(
        static_cast<std::int32_t>(inode | device << 16 | static_cast<std::uint32_t>(c.argument(1) & 0xFF) << 24));
}

} // namespace

std::vector<Native> mappingFunctions() {
    return {{"mmap", mmapFunction},
            {"mmap64", mmapFunction},
            {"munmap", ofPages<Call::Munmap, 2>},
            {"mprotect", ofPages<Call::Mprotect, 3>},
            {"msync", ofPages<Call::Msync, 3>},
            {"madvise", ofPages<Call::Madvise, 3>},
            {"mlock", ofPages<Call::Mlock, 2>},
            {"munlock", ofPages<Call::Munlock, 2>},
            {"mlock2", ofPages<Call::Mlock2, 3>},
            {"mlockall", passOn<Call::Mlockall, 1>},
            {"munlockall", passOn<Call::Munlockall, 0>},
            {"mremap", mremapFunction},
            {"mincore", mincoreFunction},
            {"posix_madvise", posixMadviseFunction},
            {"shm_open", shmOpenFunction},
            {"shm_unlink", shmUnlinkFunction},
            {"memfd_create", memfdFunction},
            {"shmget", shmgetFunction},
            {"shmat", shmatFunction},
            {"shmdt", passOn<Call::Shmdt, 1>},
            {"shmctl", shmctlFunction},
            {"ftok", ftokFunction}};
}

} // namespace faultline
