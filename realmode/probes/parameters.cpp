#include "realmode/probes/parameters.h"

#include "realmode/descriptor.h"
#include "realmode/probes/proc_text.h"
#include "realmode/worker/protocol.h"

#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/utsname.h>

namespace faultline {

namespace {

using worker::pageSize;
constexpr std::uint64_t warmPages = 512;                       ///< more than any usual fault-around
constexpr std::uint64_t holePages = 16384, holeTouched = 8192; ///< more than any usual readahead, touched in the middle
constexpr std::uint64_t oneWritePages = 128;
constexpr std::uint64_t capabilityIpcLock = 1ull << 14;

CallArgument number(std::uint64_t value) {
    return CallArgument::number(value);
}

/// Asks the throw-away machine. The first failure stays, and later questions answer 0.
class Prober {
public:
    explicit Prober(KernelMachine& machine) : machine_(machine) {}

    Outcome perform(const Operation& operation) {
        if (failure)
            return {};
        Performed performed = machine_.perform(firstProcess, operation, {});
        if (performed.status == Status::Failed)
            failure = performed.failure;
        return std::move(performed.outcome);
    }
    Outcome call(Call which, std::vector<CallArgument> arguments) {
        Operation operation;
        operation.kind = OperationKind::Call;
        operation.call = which;
        operation.arguments = std::move(arguments);
        return perform(operation);
    }
    void load(Address address) {
        Operation operation;
        operation.target.address = address;
        operation.length = 1;
        perform(operation);
    }
    Address map(std::uint64_t length, std::uint64_t flags, std::uint64_t descriptor) {
        return static_cast<Address>(call(Call::Mmap, {number(0), number(length), number(PROT_READ), number(flags),
                                                      number(descriptor), number(0)})
                                        .result);
    }
    std::uint64_t open(const std::string& name, int flags) {
        Bytes path(name.begin(), name.end());
        path.push_back(0);
        return static_cast<std::uint64_t>(
            call(Call::Open, {CallArgument::in(path), number(static_cast<std::uint64_t>(flags)), number(0600)}).result);
    }
    std::uint64_t limit(int resource) {
        const Outcome outcome =
            call(Call::Getrlimit, {number(static_cast<std::uint64_t>(resource)), CallArgument::out(sizeof(rlimit))});
        rlimit value{RLIM_INFINITY, RLIM_INFINITY};
        if (!outcome.returned.empty() && outcome.returned[0].size() == sizeof value)
            std::memcpy(&value, outcome.returned[0].data(), sizeof value);
        return value.rlim_cur;
    }
    std::uint64_t pagesPresent(Address start, std::uint64_t length) const {
        const auto& pages = machine_.snapshot().processes.at(firstProcess).pages;
        return static_cast<std::uint64_t>(
            std::distance(pages.lower_bound(start / pageSize), pages.lower_bound((start + length) / pageSize)));
    }

    std::optional<Failure> failure;

private:
    KernelMachine& machine_;
};

bool hasZeroPage(KernelMachine& machine, Prober& prober) {
    const Address p = prober.map(pageSize, MAP_PRIVATE | MAP_ANONYMOUS, ~0ull);
    prober.load(p);
    const bool zero = machine.snapshot().stateOf(firstProcess, p / pageSize) == PageState::Zero;
    prober.call(Call::Munmap, {number(p), number(pageSize)});
    return zero;
}

std::uint64_t faultAroundBytes(Prober& prober) {
    const std::uint64_t file = prober.open("warm", O_RDONLY);
    const Address p = prober.map(warmPages * pageSize, MAP_SHARED, file);
    prober.load(p + warmPages / 2 * pageSize);
    const std::uint64_t present = prober.pagesPresent(p, warmPages * pageSize);
    prober.call(Call::Munmap, {number(p), number(warmPages * pageSize)});
    prober.call(Call::Close, {number(file)});
    return present * pageSize;
}

std::uint64_t readaheadFromSystem(const std::string& scratch) {
    struct stat facts {};
    if (::stat(scratch.c_str(), &facts) != 0)
        return 0;
    const std::string text = readWhole("/sys/class/bdi/" + std::to_string(major(facts.st_dev)) + ":" +
                                       std::to_string(minor(facts.st_dev)) + "/read_ahead_kb");
    return std::strtoull(text.c_str(), nullptr, 10) * 1024;
}

/// By touching one page in the middle of a large hole: the pages that come into the cache are the readahead's.
std::uint64_t readaheadBytes(KernelMachine& machine, Prober& prober) {
    if (machine.snapshot().notVisible.contains(Field::PageCache))
        return readaheadFromSystem(machine.scratch());
    const std::uint64_t file = prober.open("hole", O_RDWR | O_CREAT);
    prober.call(Call::Ftruncate, {number(file), number(holePages * pageSize)});
    const Address p = prober.map(holePages * pageSize, MAP_SHARED, file);
    prober.load(p + holeTouched * pageSize);
    std::uint64_t cached = 0;
    for (const auto& [id, one] : machine.snapshot().files)
        if (one.facts.name == "hole")
            cached = one.pages.size();
    prober.call(Call::Munmap, {number(p), number(holePages * pageSize)});
    prober.call(Call::Close, {number(file)});
    return cached * pageSize;
}

/// Whether one write of many pages makes a folio that a fault maps whole.
bool hasLargeFolios(KernelMachine& machine, Prober& prober, std::uint64_t faultAround) {
    const OwnedDescriptor file(
        ::open((machine.scratch() + "/large").c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    const Bytes bytes(oneWritePages * pageSize, 'x');
    if (!file || ::pwrite(file.number(), bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()) ||
        ::pwrite(file.number(), bytes.data(), 8 * pageSize, oneWritePages * pageSize) < 0)
        return false;
    const std::uint64_t opened = prober.open("large", O_RDONLY);
    const Address p = prober.map(oneWritePages * pageSize, MAP_SHARED, opened);
    prober.load(p);
    return prober.pagesPresent(p, oneWritePages * pageSize) * pageSize > faultAround;
}

std::uint64_t numberIn(const std::string& path) {
    return std::strtoull(readWhole(path).c_str(), nullptr, 10);
}

std::uint64_t fieldOf(const std::string& text, const char* name, int base) {
    const std::size_t at = text.find(name);
    return at == std::string::npos ? 0 : std::strtoull(text.c_str() + at + std::strlen(name), nullptr, base);
}

void readSystem(Parameters& parameters, pid_t worker) {
    utsname names{};
    ::uname(&names);
    parameters.kernel = std::string(names.sysname) + " " + names.release;
    const std::string memory = readWhole("/proc/meminfo");
    parameters.memory = fieldOf(memory, "MemTotal:", 10) * 1024;
    parameters.swap = fieldOf(memory, "SwapTotal:", 10) * 1024;
    parameters.overcommit = static_cast<std::uint8_t>(numberIn("/proc/sys/vm/overcommit_memory"));
    if (const std::uint64_t most = numberIn("/proc/sys/vm/max_map_count"))
        parameters.maxMappings = most;
    if (const std::uint64_t lowest = numberIn("/proc/sys/vm/mmap_min_addr"))
        parameters.mmapMinimum = lowest;
    const std::string status = readWhole("/proc/" + std::to_string(worker) + "/status");
    parameters.mayLockMemory = (fieldOf(status, "CapEff:", 16) & capabilityIpcLock) != 0;
}

} // namespace

Result<Parameters> readParameters(const KernelMachine::Options& options) {
    KernelMachine machine(options);
    Setup setup;
    setup.image.name = "parameters";
    setup.files = {{"warm", Bytes(warmPages * pageSize, 'x'), 0600, false}};
    auto first = machine.start(setup);
    if (!first)
        return first.failure();
    Parameters parameters = machine.measuredLayout();
    readSystem(parameters, machine.pidOf(firstProcess));
    Prober prober(machine);
    parameters.stackSize = prober.limit(RLIMIT_STACK);
    parameters.limitAddressSpace = prober.limit(RLIMIT_AS);
    parameters.limitData = prober.limit(RLIMIT_DATA);
    parameters.limitFileSize = prober.limit(RLIMIT_FSIZE);
    parameters.limitLocked = prober.limit(RLIMIT_MEMLOCK);
    parameters.limitDescriptors = prober.limit(RLIMIT_NOFILE);
    parameters.user = static_cast<std::uint32_t>(prober.call(Call::Getuid, {}).result);
    parameters.group = static_cast<std::uint32_t>(prober.call(Call::Getgid, {}).result);
    parameters.zeroPage = hasZeroPage(machine, prober);
    parameters.faultAround = faultAroundBytes(prober);
    parameters.readahead = readaheadBytes(machine, prober);
    parameters.largeFolios = hasLargeFolios(machine, prober, parameters.faultAround);
    parameters.transparentHugePages = false; // the worker runs with them off
    if (prober.failure)
        return *prober.failure;
    return parameters;
}

} // namespace faultline
