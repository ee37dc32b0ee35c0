// A stack that lies on the machine: how it comes to be there, and what the kernel would put on it for a handler.
#include "simulator/program/call_context.h"
#include "simulator/program/compiler.h"
#include "simulator/program/library.h"
#include "simulator/program/signal_frame.h"

namespace faultline {

namespace {

// Mapped whole and reserved only, as a stack that has grown as far as it may; then what exec puts on it.
std::uint64_t mapStack(CallContext& c) {
    constexpr std::int32_t readWrite = 3;
    constexpr std::int32_t flags =
        0x2 | 0x10 | 0x20 | 0x4000 | 0x20000; // private fixed anonymous, reserved only, stack
    const Interpreter::Settings& settings = c.interpreter().settings();
    CallRequest map(c, Call::Mmap);
    map.value(settings.pagedStackTop - settings.pagedStackSize).value(settings.pagedStackSize);
    map.value(readWrite).value(flags).value(-1).value(0).makeQuietly();
    c.write(settings.pagedStackTop - c.library().startTexts.size(), c.library().startTexts);
    return 0;
}

std::uint64_t writeSignalFrame(CallContext& c) {
    const ProcessState& process = c.process();
    c.write(process.stackPointer, signalFrame(process.interruptions.back().signal));
    return 0;
}

} // namespace

std::vector<Native> stackFunctions() {
    return {{stackMapper, mapStack}, {signalFramer, writeSignalFrame}};
}

} // namespace faultline
