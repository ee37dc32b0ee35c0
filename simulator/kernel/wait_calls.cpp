// wait4 and waitid: what they tell of a child, as a status or as fields of siginfo_t.
#include "simulator/kernel/process_calls.h"

namespace faultline {

using namespace linux_values;

namespace {

constexpr std::int32_t waitExited = 4, waitNoReap = 0x01000000;
constexpr std::int32_t otherWaitFlags = static_cast<std::int32_t>(0xe0000000); // __WNOTHREAD, __WALL, __WCLONE
constexpr std::int32_t idAll = 0, idProcess = 1, idGroup = 2, idDescriptor = 3;
constexpr std::int32_t childSignal = 17, continueSignal = 18;
constexpr std::int32_t codeExited = 1, codeKilled = 2, codeDumped = 3, codeStopped = 5, codeContinued = 6; // CLD_…
constexpr std::int32_t dumpedBit = 0x80;

/// What is told of a child: si_code and si_status.
struct News {
    std::int32_t code = 0;
    std::int32_t status = 0;
};

/// `options`: WEXITED, WUNTRACED (which is WSTOPPED), WCONTINUED.
std::optional<News> newsOf(const Task& child, std::int32_t options) {
    const ProcessFacts& facts = child.facts;
    if (facts.ended) {
        if (!(options & waitExited))
            return std::nullopt;
        if (!facts.endedBy)
            return News{codeExited, facts.exitStatus & 0xff};
        const bool dumps = (facts.endedBy.number & dumpedBit) != 0;
        return News{dumps ? codeDumped : codeKilled, facts.endedBy.number & ~dumpedBit};
    }
    if (child.stopped() && child.tellsStop && (options & waitUntraced))
        return News{codeStopped, child.stoppedBy};
    if (child.tellsContinue && (options & waitContinued))
        return News{codeContinued, continueSignal};
    return std::nullopt;
}

/// As a status (W_EXITCODE, W_STOPCODE, __W_CONTINUED).
std::int32_t statusOf(const News& news) {
    switch (news.code) {
    case codeExited:
        return news.status << 8;
    case codeStopped:
        return news.status << 8 | 0x7f;
    case codeContinued:
        return 0xffff;
    default:
        return news.status | (news.code == codeDumped ? dumpedBit : 0);
    }
}

bool isWaitedFor(const SystemCall& call, const Task& child) {
    return child.facts.parent == call.process.id && !child.facts.waitedFor;
}

/// It is told once.
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

CallEnd blockedOn(bool one, std::int32_t id) {
    return CallEnd::blocked(WaitsFor::Process, one ? std::to_string(id) + " to end" : "a child to end");
}

/// The fields that waitid fills: all zero where there is no news.
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
    constexpr std::int32_t states = waitExited | waitUntraced | waitContinued;
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

} // namespace

CallEnd callWait4(SystemCall& call) {
    const std::int32_t wanted = call.number(0);
    const std::int32_t options = call.number(2);
    if (options & ~(waitNoHang | waitUntraced | waitContinued | otherWaitFlags))
        return CallEnd::failed(einval);
    bool any = false;
    for (auto& [id, child] : call.kernel.processes) {
        const bool meant = wanted > 0 ? id == wanted : wanted == -1 || wanted == 0 || wanted == -firstProcess;
        if (!meant || !isWaitedFor(call, child))
            continue;
        any = true;
        const auto news = newsOf(child, options | waitExited);
        if (!news)
            continue;
        collect(call, child);
        Bytes status(4);
        putNumber(std::span<std::uint8_t>(status), 0, statusOf(*news));
        if (!call.null(1) && !call.out(1, status))
            return CallEnd::failed(efault);
        const std::uint64_t minor = child.facts.minor + child.childrenMinor;
        const std::uint64_t major = child.facts.major + child.childrenMajor;
        if (!call.null(3) && !call.out(3, usage(call, 3, minor, major)))
            return CallEnd::failed(efault);
        return CallEnd::done(id);
    }
    if (!any)
        return CallEnd::failed(echild);
    if (options & waitNoHang)
        return CallEnd::done(0);
    return blockedOn(wanted > 0, wanted);
}

CallEnd callWaitid(SystemCall& call) {
    const std::int32_t kind = call.number(0), wanted = call.number(1), options = call.number(3);
    if (const std::int32_t error = refusal(call))
        return CallEnd::failed(error);
    bool any = false;
    for (auto& [id, child] : call.kernel.processes) {
        const bool meant = kind == idProcess ? id == wanted : kind == idAll || wanted == 0 || wanted == firstProcess;
        if (!meant || !isWaitedFor(call, child))
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
    return blockedOn(kind == idProcess, wanted);
}

} // namespace faultline
