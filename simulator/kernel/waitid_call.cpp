// waitid: what wait4 tells, as fields of siginfo_t; and it can look without collecting.
#include "simulator/kernel/process_calls.h"

namespace faultline {

using namespace linux_values;

namespace {

constexpr std::int32_t waitStopped = 2, waitExited = 4, waitNoReap = 0x01000000;
constexpr std::int32_t otherWaitFlags = static_cast<std::int32_t>(0xe0000000); // __WNOTHREAD, __WALL, __WCLONE
constexpr std::int32_t idAll = 0, idProcess = 1, idGroup = 2, idDescriptor = 3;
constexpr std::int32_t childSignal = 17, continueSignal = 18;

/// What is told of a child: si_code and si_status.
struct News {
    std::int32_t code = 0;
    std::int32_t status = 0;
};

std::optional<News> newsOf(const Task& child, std::int32_t options) {
    constexpr std::int32_t exited = 1, killed = 2, dumped = 3, stopped = 5, continued = 6; // CLD_…
    constexpr std::int32_t dumpedBit = 0x80;
    const ProcessFacts& facts = child.facts;
    if (facts.ended) {
        if (!(options & waitExited))
            return std::nullopt;
        if (!facts.endedBy)
            return News{exited, facts.exitStatus & 0xff};
        const bool dumps = (facts.endedBy.number & dumpedBit) != 0;
        return News{dumps ? dumped : killed, facts.endedBy.number & ~dumpedBit};
    }
    if (child.stopped() && child.tellsStop && (options & waitStopped))
        return News{stopped, child.stoppedBy};
    if (child.tellsContinue && (options & waitContinued))
        return News{continued, continueSignal};
    return std::nullopt;
}

/// The fields that the kernel fills: all zero where there is no news.
bool tell(SystemCall& call, ProcessId child, const News& news) {
    if (call.null(2))
        return true;
    constexpr std::size_t size = 28, uidAt = 20;
    Bytes bytes(size);
    if (child != 0) {
        std::uint32_t user = call.kernel.parameters.user;
        if (const Bytes* given = call.givenArgument(2); given && given->size() == size)
            user = getNumber<std::uint32_t>(*given, uidAt);
        const std::span<std::uint8_t> fields(bytes);
        putNumber(fields, 0, childSignal);
        putNumber(fields, 8, news.code);
        putNumber(fields, 16, child);
        putNumber(fields, uidAt, user);
        putNumber(fields, 24, news.status);
    }
    return call.out(2, bytes);
}

/// What is wrong with the arguments, or 0 (kernel_waitid_prepare).
std::int32_t refusal(const SystemCall& call) {
    const std::int32_t kind = call.number(0), id = call.number(1), options = call.number(3);
    constexpr std::int32_t states = waitExited | waitStopped | waitContinued;
    if ((options & ~(states | waitNoHang | waitNoReap | otherWaitFlags)) != 0 || (options & states) == 0)
        return einval;
    switch (kind) {
    case idAll:
        return 0;
    case idProcess:
        return id > 0 ? 0 : einval;
    case idGroup:
        return id >= 0 ? 0 : einval;
    case idDescriptor:
        return id < 0 ? einval : ebadf; // no descriptor here is one of a process
    default:
        return einval;
    }
}

bool isMeant(const SystemCall& call, const Task& child) {
    const std::int32_t kind = call.number(0), id = call.number(1);
    if (child.facts.parent != call.process.id || child.facts.waitedFor)
        return false;
    return kind == idProcess ? child.id == id : kind == idAll || id == 0 || id == firstProcess;
}

void collect(SystemCall& call, Task& child) {
    if (!child.facts.ended) {
        child.tellsStop = child.tellsContinue = false;
        return;
    }
    child.facts.waitedFor = true;
    call.kernel.recorder.processTouched(child.id);
    call.process.childrenMinor += child.facts.minor + child.childrenMinor;
    call.process.childrenMajor += child.facts.major + child.childrenMajor;
}

} // namespace

CallEnd callWaitid(SystemCall& call) {
    const std::int32_t options = call.number(3);
    if (const std::int32_t error = refusal(call))
        return CallEnd::failed(error);
    bool any = false;
    for (auto& [id, child] : call.kernel.processes) {
        if (!isMeant(call, child))
            continue;
        // An end that isn't asked for is not waited for either: nothing else can come of that child.
        any |= !child.facts.ended || (options & waitExited) != 0;
        const auto news = newsOf(child, options);
        if (!news)
            continue;
        if (!(options & waitNoReap))
            collect(call, child);
        return tell(call, id, *news) ? CallEnd::done(0) : CallEnd::failed(efault);
    }
    if (!any)
        return CallEnd::failed(echild);
    if (options & waitNoHang)
        return tell(call, 0, {}) ? CallEnd::done(0) : CallEnd::failed(efault);
    const bool one = call.number(0) == idProcess;
    return CallEnd::blocked(WaitsFor::Process, one ? std::to_string(call.number(1)) + " to end" : "a child to end");
}

} // namespace faultline
