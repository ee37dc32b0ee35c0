// What is asked about the system and the environment.
#include "simulator/program/call_context.h"
#include "simulator/program/library.h"
#include "simulator/program/library_heap.h"
#include "simulator/program/library_streams.h"
#include "simulator/program/memory_layout.h"

namespace faultline {

namespace {

constexpr std::int32_t einval = 22;

std::uint64_t errnoLocationFunction(CallContext& c) {
    return c.ownAddress(layout::errorNumber);
}
std::uint64_t getpagesizeFunction(CallContext& c) {
    return c.pageSize();
}

std::uint64_t sysconfFunction(CallContext& c) {
    constexpr std::int64_t posixVersion = 200809;
    switch (c.intArgument(0)) {
    case 0:
        return 2097152; // _SC_ARG_MAX
    case 2:
        return 100; // _SC_CLK_TCK
    case 3:
        return 65536; // _SC_NGROUPS_MAX
    case 4:
        return 1024; // _SC_OPEN_MAX
    case 5:
        return 16; // _SC_STREAM_MAX
    case 30:
        return c.pageSize();
    case 33:
        return 2147483647; // _SC_SEM_VALUE_MAX
    case 43:
        return 2048; // _SC_LINE_MAX
    case 60:
        return 1024; // _SC_IOV_MAX
    case 71:
    case 72:
        return c.intArgument(0) == 71 ? 256 : 32;
    case 83:
    case 84:
        return 1; // one processor: processes take turns
    case 85:
        return (24ull << 30) / c.pageSize();
    case 86:
        return (16ull << 30) / c.pageSize();
    case 87:
        return 2147483647;
    case 180:
        return 64; // _SC_HOST_NAME_MAX
    case 188:
        return 32768;
    case 190:
        return 64;
    case 32:
    case 1:
        return longResult(-1); // no limit
    default:
        if (c.intArgument(0) >= 0 && c.intArgument(0) < 250)
            return posixVersion;
        c.setError(einval);
        return longResult(-1);
    }
}

// The address of a variable's value in the environment, or 0.
std::uint64_t findVariable(CallContext& c, const std::string& name) {
    for (std::uint64_t at = c.variable("environ"); at != 0; at += 8) {
        const auto entry = c.get<std::uint64_t>(at);
        if (entry == 0)
            break;
        if (c.text(entry).starts_with(name + "="))
            return entry + name.size() + 1;
    }
    return 0;
}
std::uint64_t getenvFunction(CallContext& c) {
    return findVariable(c, c.text(c.argument(0)));
}

// The environment without a variable.
std::vector<std::uint64_t> otherEntries(CallContext& c, const std::string& name) {
    std::vector<std::uint64_t> entries;
    for (std::uint64_t at = c.variable("environ"); at != 0; at += 8) {
        const auto entry = c.get<std::uint64_t>(at);
        if (entry == 0)
            break;
        if (!c.text(entry).starts_with(name + "="))
            entries.push_back(entry);
    }
    return entries;
}

// A new environment in the heap, in which the entry (if it is not 0) stands for that variable.
std::uint64_t changeEnvironment(CallContext& c, const std::string& name, std::uint64_t entry) {
    std::vector<std::uint64_t> entries = otherEntries(c, name);
    if (entry != 0)
        entries.push_back(entry);
    entries.push_back(0);
    Allocation allocation(c, 8 * entries.size());
    if (allocation.address() == 0)
        return intResult(-1);
    c.write(allocation.address(), entries.data(), 8 * entries.size());
    c.setVariable("environ", allocation.address());
    allocation.commit();
    return 0;
}

std::uint64_t setenvFunction(CallContext& c) {
    ensureHeap(c);
    const std::string name = c.text(c.argument(0));
    if (name.empty() || name.find('=') != std::string::npos) {
        c.setError(einval);
        return intResult(-1);
    }
    const bool exists = findVariable(c, name) != 0;
    if (exists && c.intArgument(2) == 0)
        return 0;
    const std::string text = name + "=" + c.text(c.argument(1));
    // The array of entries goes behind the text, in one block.
    std::vector<std::uint64_t> entries = otherEntries(c, name);
    const std::uint64_t arrayBytes = 8 * (entries.size() + 2);
    Allocation block(c, arrayBytes + text.size() + 1);
    if (block.address() == 0)
        return intResult(-1);
    entries.push_back(block.address() + arrayBytes);
    entries.push_back(0);
    c.write(block.address(), entries.data(), 8 * entries.size());
    c.writeText(block.address() + arrayBytes, text);
    c.setVariable("environ", block.address());
    block.commit();
    return 0;
}
std::uint64_t unsetenvFunction(CallContext& c) {
    ensureHeap(c);
    return changeEnvironment(c, c.text(c.argument(0)), 0);
}
std::uint64_t putenvFunction(CallContext& c) {
    ensureHeap(c);
    const std::string text = c.text(c.argument(0));
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos)
        return changeEnvironment(c, text, 0);
    return changeEnvironment(c, text.substr(0, equals), c.argument(0));
}

// --- limits and usage

std::uint64_t getrlimitFunction(CallContext& c) {
    CallRequest call(c, Call::Getrlimit);
    return intResult(call.value(c.intArgument(0)).out(c.argument(1), 16).make());
}
std::uint64_t setrlimitFunction(CallContext& c) {
    CallRequest call(c, Call::Setrlimit);
    return intResult(call.value(c.intArgument(0)).in(c.argument(1), 16).make());
}
std::uint64_t prlimitFunction(CallContext& c) { // of the process itself
    if (c.argument(3) != 0) {
        CallRequest get(c, Call::Getrlimit);
        if (get.value(c.intArgument(1)).out(c.argument(3), 16).make() < 0)
            return intResult(-1);
    }
    if (c.argument(2) == 0)
        return 0;
    CallRequest set(c, Call::Setrlimit);
    return intResult(set.value(c.intArgument(1)).in(c.argument(2), 16).make());
}
std::uint64_t getrusageFunction(CallContext& c) {
    constexpr std::uint64_t usageBytes = 144;
    CallRequest call(c, Call::Getrusage);
    return intResult(call.value(c.intArgument(0)).out(c.argument(1), usageBytes).make());
}
std::uint64_t syncFunction(CallContext& c) {
    CallRequest call(c, Call::Sync);
    call.makeQuietly();
    return 0;
}

std::uint64_t gethostnameFunction(CallContext& c) {
    constexpr std::uint64_t namesBytes = 390;
    constexpr std::size_t fieldBytes = 65;
    CallRequest call(c, Call::Uname);
    if (call.outBytes(namesBytes).make() < 0)
        return intResult(-1);
    std::string name;
    for (std::size_t i = fieldBytes; i < call.returned(0).size() && call.returned(0)[i] != 0; ++i)
        name.push_back(static_cast<char>(call.returned(0)[i]));
    c.writeText(c.argument(0), name.substr(0, c.argument(1) > 0 ? c.argument(1) - 1 : 0));
    return 0;
}

std::uint64_t setlocaleFunction(CallContext& c) {
    if (c.argument(1) != 0) {
        const std::string name = c.text(c.argument(1));
        if (!name.empty() && name != "C" && name != "POSIX")
            return 0;
    }
    return c.ownText(layout::smallText + 0x40, "C", 8);
}

std::uint64_t pathconfFunction(CallContext& c) {
    switch (c.intArgument(1)) {
    case 0:
        return 127; // _PC_LINK_MAX … of most file systems
    case 3:
        return 255; // _PC_NAME_MAX
    case 4:
        return 4096; // _PC_PATH_MAX
    case 5:
        return 4096; // _PC_PIPE_BUF
    default:
        return longResult(-1);
    }
}
std::uint64_t clearenvFunction(CallContext& c) {
    c.setVariable("environ", 0);
    return 0;
}
std::uint64_t pagesOfMemory(CallContext& c) {
    return (24ull << 30) / c.pageSize();
}
std::uint64_t numberOfProcessors(CallContext&) {
    return 1;
}
std::uint64_t descriptorTableSize(CallContext&) {
    return 1024;
}
std::uint64_t nothing(CallContext&) {
    return 0;
}

} // namespace

std::vector<Native> systemFunctions() {
    return {{"__errno_location", errnoLocationFunction},
            {"getpagesize", getpagesizeFunction},
            {"sysconf", sysconfFunction},
            {"getenv", getenvFunction},
            {"secure_getenv", getenvFunction},
            {"setenv", setenvFunction},
            {"unsetenv", unsetenvFunction},
            {"putenv", putenvFunction},
            {"getrlimit", getrlimitFunction},
            {"setrlimit", setrlimitFunction},
            {"prlimit", prlimitFunction},
            {"getrusage", getrusageFunction},
            {"sync", syncFunction},
            {"gethostname", gethostnameFunction},
            {"setlocale", setlocaleFunction},
            {"get_nprocs", numberOfProcessors},
            {"get_nprocs_conf", numberOfProcessors},
            {"getdtablesize", descriptorTableSize},
            {"pathconf", pathconfFunction},
            {"fpathconf", pathconfFunction},
            {"clearenv", clearenvFunction},
            {"get_phys_pages", pagesOfMemory},
            {"get_avphys_pages", pagesOfMemory},
            {"getpriority", nothing},
            {"nice", nothing},
            {"sched_getscheduler", nothing},
            {"sched_get_priority_max", nothing},
            {"sched_get_priority_min", nothing},
            {"at_quick_exit", nothing},
            {"sched_getcpu", nothing}};
}

} // namespace faultline
