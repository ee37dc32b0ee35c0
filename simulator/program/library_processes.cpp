// Processes: ending, forking, waiting, identities, system().
#include "simulator/program/library_processes.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "simulator/program/command.h"
#include "simulator/program/library.h"
#include "simulator/program/library_formats.h"
#include "simulator/program/library_streams.h"

namespace faultline {

namespace {

constexpr std::int32_t sigabrt = 6;

[[noreturn]] void endProcess(CallContext& c, std::int32_t status) {
    for (;;) {
        CallRequest call(c, Call::ExitGroup);
        call.value(status & 0xFF).makeQuietly(); // nothing comes back from this
    }
}

[[noreturn]] void abortProcess(CallContext& c) {
    constexpr std::int32_t unblock = 1;
    Bytes mask(8);
    mask[0] = 1u << (sigabrt - 1);
    CallRequest open(c, Call::Sigprocmask);
    open.value(unblock).in(mask).value(0).makeQuietly();
    CallRequest kill(c, Call::Kill);
    kill.value(c.process().id).value(sigabrt).makeQuietly();
    // A handler has returned, or the signal is ignored: glibc takes the default and tries again.
    CallRequest action(c, Call::Sigaction);
    action.value(sigabrt).in(Bytes(32)).value(0).makeQuietly();
    CallRequest again(c, Call::Kill);
    again.value(c.process().id).value(sigabrt).makeQuietly();
    endProcess(c, 127);
}

} // namespace

void abortWith(CallContext& c, const std::string& message) {
    putBytes(c, c.stream(2), message);
    abortProcess(c);
}

// Each function is taken from the list before it runs: one that calls exit goes on with the rest.
void exitWith(CallContext& c, std::int32_t status) {
    LibraryState& library = c.library();
    library.isExiting = true;
    if (!library.atExit.empty()) {
        const auto [function, argument] = library.atExit.back();
        library.atExit.pop_back();
        c.process().progress.clear();
        throw NeedsFunction{function, {static_cast<std::uint64_t>(static_cast<std::int64_t>(status)), argument}};
    }
    flushAll(c);
    endProcess(c, status);
}

namespace {

std::uint64_t exitFunction(CallContext& c) {
    exitWith(c, c.intArgument(0));
}
std::uint64_t endNowFunction(CallContext& c) {
    endProcess(c, c.intArgument(0));
}
std::uint64_t abortFunction(CallContext& c) {
    abortProcess(c);
}

std::uint64_t atexitFunction(CallContext& c) {
    c.library().atExit.emplace_back(c.argument(0), 0);
    return 0;
}
std::uint64_t onExitFunction(CallContext& c) {
    c.library().atExit.emplace_back(c.argument(0), c.argument(1));
    return 0;
}

// __assert_fail(expression, file, line, function)
std::uint64_t assertFunction(CallContext& c) {
    const std::string name = c.programName();
    const std::string expression = c.text(c.argument(0));
    const std::string file = c.text(c.argument(1));
    const std::string function = c.argument(3) != 0 ? c.text(c.argument(3)) + ": " : "";
    abortWith(c, name + ": " + file + ":" + std::to_string(c.intArgument(2)) + ": " + function + "Assertion `" +
                     expression + "' failed.\n");
}

// --- err and errx, which end the program

[[noreturn]] void fail(CallContext& c, std::size_t formatAt, std::optional<std::int32_t> error,
                       const FormatArguments& given) {
    if (!c.library().isExiting) {
        std::string text = c.programName() + ": ";
        const bool hasFormat = c.argument(formatAt) != 0;
        if (hasFormat)
            text += formatText(c.format(formatAt), given).value_or("");
        if (error)
            text += (hasFormat ? ": " : "") + errorText(*error);
        putBytes(c, c.stream(2), text + "\n");
        c.keepStreams();
        c.checkpoint(); // what exit calls must not say it again
        c.library().isExiting = true;
    }
    exitWith(c, c.intArgument(0));
}

std::uint64_t errFunction(CallContext& c) {
    fail(c, 1, c.error(), argumentsFrom(c, 2));
}
std::uint64_t errxFunction(CallContext& c) {
    fail(c, 1, std::nullopt, argumentsFrom(c, 2));
}
std::uint64_t errcFunction(CallContext& c) {
    fail(c, 2, c.intArgument(1), argumentsFrom(c, 3));
}
std::uint64_t verrFunction(CallContext& c) {
    fail(c, 1, c.error(), argumentsOfList(c, c.argument(2)));
}
std::uint64_t verrxFunction(CallContext& c) {
    fail(c, 1, std::nullopt, argumentsOfList(c, c.argument(2)));
}

// error(status, errnum, format, …)
std::uint64_t errorFunction(CallContext& c) {
    if (!c.library().isExiting) {
        flushStream(c, c.stream(1));
        std::string text = c.programName() + ": " + formatText(c.format(2), argumentsFrom(c, 3)).value_or("");
        if (c.intArgument(1) != 0)
            text += ": " + errorText(c.intArgument(1));
        putBytes(c, c.stream(2), text + "\n");
    }
    if (c.intArgument(0) != 0) {
        c.keepStreams();
        c.checkpoint();
        c.library().isExiting = true;
        exitWith(c, c.intArgument(0));
    }
    return 0;
}

// --- fork and wait

std::uint64_t forkFunction(CallContext& c) {
    CallRequest call(c, Call::Fork);
    return intResult(call.make());
}

constexpr std::uint64_t statusBytes = 4;
constexpr std::uint64_t usageBytes = 144;

std::int64_t waitFor(CallContext& c, std::int32_t process, std::uint64_t status, std::int32_t options,
                     std::uint64_t usage) {
    CallRequest call(c, Call::Wait4);
    call.value(process)
        .out(status, status != 0 ? statusBytes : 0)
        .value(options)
        .out(usage, usage != 0 ? usageBytes : 0);
    return call.make();
}
std::uint64_t waitFunction(CallContext& c) {
    return intResult(waitFor(c, -1, c.argument(0), 0, 0));
}
std::uint64_t waitpidFunction(CallContext& c) {
    return intResult(waitFor(c, c.intArgument(0), c.argument(1), c.intArgument(2), 0));
}
std::uint64_t wait3Function(CallContext& c) {
    return intResult(waitFor(c, -1, c.argument(0), c.intArgument(1), c.argument(2)));
}
std::uint64_t wait4Function(CallContext& c) {
    return intResult(waitFor(c, c.intArgument(0), c.argument(1), c.intArgument(2), c.argument(3)));
}

// waitid(kind, id, information, options). Its last argument, the kernel's own, is a struct rusage; all processes of a
// run are one group.
std::uint64_t waitidFunction(CallContext& c) {
    constexpr std::int32_t all = 0, ofGroup = 2;
    constexpr std::uint64_t informationBytes = 28, gapAt = 12, behindGap = 16;
    std::int32_t kind = c.intArgument(0);
    const std::int32_t id = c.intArgument(1);
    if (kind == ofGroup && (id == 0 || id == firstProcess))
        kind = all;
    const std::uint64_t information = c.argument(2);
    CallRequest wait(c, Call::Waitid);
    wait.value(kind).value(id);
    if (information != 0)
        wait.outBytes(informationBytes);
    else
        wait.value(0);
    const std::int64_t result = wait.value(c.intArgument(3)).value(0).make();
    if (information != 0) { // zeros after an error, too; the gap between the fields stays as it was
        const Bytes told = result < 0 ? Bytes(informationBytes) : wait.returned(0);
        c.write(information, Bytes(told.begin(), told.begin() + gapAt));
        c.write(information + behindGap, Bytes(told.begin() + behindGap, told.end()));
    }
    return intResult(result);
}

template <Call number>
std::uint64_t plainCall(CallContext& c) {
    CallRequest call(c, number);
    return intResult(call.make());
}

// All processes of a run are one group, the first one's.
std::uint64_t groupFunction(CallContext&) {
    return firstProcess;
}

std::uint64_t schedYieldFunction(CallContext& c) {
    return plainCall<Call::SchedYield>(c);
}

// --- system: a child that runs a built-in command

std::uint64_t systemFunction(CallContext& c) {
    if (c.argument(0) == 0)
        return 1;
    const std::string text = c.text(c.argument(0));
    const auto command = parseCommand(text);
    if (!command) {
        putBytes(c, c.stream(2), "sh: 1: only cat FILE, grep WORD FILE and cat FILE | grep WORD are built in\n");
        return intResult(127 << 8);
    }
    c.library().command = *command;
    CallRequest fork(c, Call::ForkEmpty);
    const std::size_t word = text.find_first_not_of(" \t");
    fork.label(text.substr(word, text.find_first_of(" \t", word) - word));
    const std::int64_t child = fork.make();
    if (child < 0)
        return intResult(-1);
    CallRequest wait(c, Call::Wait4);
    if (wait.value(child).outBytes(statusBytes).value(0).value(0).make() < 0)
        return intResult(-1);
    const Bytes& status = wait.returned(0);
    std::int32_t result = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(status.size(), 4); ++i)
        result |= status[i] << (8 * i);
    return intResult(result);
}

} // namespace

std::vector<Native> processFunctions() {
    return {{"exit", exitFunction},
            {"_exit", endNowFunction},
            {"_Exit", endNowFunction},
            {"quick_exit", endNowFunction},
            {"abort", abortFunction},
            {"atexit", atexitFunction},
            {"on_exit", onExitFunction},
            {"__assert_fail", assertFunction},
            {"err", errFunction},
            {"errx", errxFunction},
            {"errc", errcFunction},
            {"verr", verrFunction},
            {"verrx", verrxFunction},
            {"error", errorFunction},
            {"fork", forkFunction},
            {"vfork", forkFunction},
            {"wait", waitFunction},
            {"waitpid", waitpidFunction},
            {"wait3", wait3Function},
            {"wait4", wait4Function},
            {"waitid", waitidFunction},
            {"getpid", plainCall<Call::Getpid>},
            {"getppid", plainCall<Call::Getppid>},
            {"getuid", plainCall<Call::Getuid>},
            {"geteuid", plainCall<Call::Geteuid>},
            {"getgid", plainCall<Call::Getgid>},
            {"getegid", plainCall<Call::Getegid>},
            {"gettid", plainCall<Call::Getpid>},
            {"getpgrp", groupFunction},
            {"getpgid", groupFunction},
            {"getsid", groupFunction},
            {"sched_yield", schedYieldFunction},
            {"system", systemFunction}};
}

} // namespace faultline
