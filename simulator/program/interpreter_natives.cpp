// Calling library functions.
#include "simulator/program/call_context.h"
#include "simulator/program/interpreter.h"
#include "simulator/program/library.h"

namespace faultline {

bool Interpreter::callNative(ProcessState& process, const NativeCall& call, std::uint32_t window) const {
    CallContext context(*this, process, call, window);
    try {
        const std::uint64_t result = natives()[call.function].run(context);
        context.keepStreams();
        process.registers[window] = result;
        process.progress.clear();
        ++process.instruction;
        return true;
    } catch (const NeedsOperation&) {
        process.waiting = Awaited::Native;
        return false;
    } catch (const Refused& refused) {
        process.refusal = {context.place(), refused.message, refused.advice};
        return false;
    } catch (const HasJumped&) {
        context.keepStreams();
        process.progress.clear();
        return true;
    } catch (const NeedsFunction& needed) {
        return callBack(process, needed.address, needed.arguments);
    }
}

// The function is entered as if by an interruption, on whose end the library function is run again.
bool Interpreter::callBack(ProcessState& process, std::uint64_t address,
                           const std::vector<std::uint64_t>& arguments) const {
    Interruption interruption;
    interruption.instruction = process.instruction;
    interruption.base = process.base;
    interruption.memory = process.memory;
    interruption.stack = process.stackPointer;
    interruption.stackFloor = process.stackFloor;
    interruption.depth = static_cast<std::uint32_t>(process.frames.size());
    const std::uint32_t base = process.base + registersInUse(process);
    if (process.registers.size() < base + 64u)
        process.registers.resize(2 * process.registers.size() + 64);
    for (std::size_t i = 0; i < arguments.size(); ++i)
        process.registers[base + i] = arguments[i];
    const auto function = code_->functionAt(address);
    if (function && *function < code_->functions.size()) {
        if (!enter(process, *function, base, code_->stubs.callReturn))
            return false;
    } else {
        process.registers[base + 7] = address;
        process.base = base;
        process.instruction = code_->stubs.callBack;
    }
    interruption.progress = std::move(process.progress);
    process.progress.clear();
    process.interruptions.push_back(std::move(interruption));
    return true;
}

} // namespace faultline
