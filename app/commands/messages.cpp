#include "app/commands/messages.h"

#include "simulator/machine/hex.h"

#include <cerrno>
#include <unistd.h>

namespace faultline {

namespace {

void writeTo(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t done = ::write(descriptor, text.data(), text.size());
        if (done < 0 && errno != EINTR)
            return; // nobody reads any more
        if (done > 0)
            text.remove_prefix(static_cast<std::size_t>(done));
    }
}

/// The process sent the signal to itself for what an instruction did that no machine is asked for. Its code is then the
/// label, which is no variable's name: signal.h defines it as a macro.
bool isOfInstruction(const Operation& last) {
    if (last.kind != OperationKind::Call || last.call != Call::Kill || last.label.empty())
        return false;
    for (const std::int32_t code : {1, 2})
        if (signalCodeName({static_cast<std::int32_t>(last.argument(1)), code, 0, 0}) == last.label)
            return true;
    return false;
}

} // namespace

void writeOut(std::string_view text) {
    writeTo(STDOUT_FILENO, text);
}

void writeError(std::string_view text) {
    writeTo(STDERR_FILENO, text);
}

void complain(std::string_view text) {
    writeError("faultline: " + std::string(text) + "\n");
}

std::string placeText(const SourcePlace& place, const std::vector<SourceFile>& files) {
    if (place.line == 0 || place.file >= files.size())
        return {};
    return files[place.file].name + ":" + std::to_string(place.line);
}

std::string signalLine(const Signal& signal, const Operation& last, const std::vector<SourceFile>& files) {
    std::string line(signalName(signal.number));
    if (isOfInstruction(last)) {
        const std::string at = placeText(last.place, files);
        return line + " (" + last.label + ")" + (at.empty() ? "" : " at " + at) +
               (last.label.starts_with("FPE_") ? ": division by zero, or its result is too large"
                                               : ": the program goes on where no function begins");
    }
    if (const std::string_view code = signalCodeName(signal); !code.empty())
        line += " (" + std::string(code) + ")";
    const std::string place = placeText(last.place, files);
    line += place.empty() ? ":" : " at " + place + ":";
    if (signal.sender != 0)
        return line + " sent by process " + std::to_string(signal.sender);
    constexpr std::int32_t sigill = 4, sigtrap = 5, sigbus = 7, sigfpe = 8, sigsegv = 11;
    const bool ofAddress = signal.number == sigsegv || signal.number == sigbus || signal.number == sigfpe ||
                           signal.number == sigill || signal.number == sigtrap;
    if (ofAddress && last.kind != OperationKind::Call) {
        line += " " + std::string(kindName(last)) + " of " + std::to_string(last.length) +
                (last.length == 1 ? " byte" : " bytes");
        return line + " at address " + hex(signal.address);
    }
    return line + (ofAddress ? " address " + hex(signal.address) : " the program was ended");
}

std::string differenceLine(const Difference& difference, const std::vector<SourceFile>& files) {
    std::string line = placeText(difference.place, files);
    if (!line.empty())
        line += ": ";
    line += "step " + std::to_string(difference.step);
    if (difference.process != 0)
        line += ", process " + std::to_string(difference.process);
    line += ": " + difference.field + ": simulated " + difference.simulated + ", real " + difference.real;
    if (!difference.rule.empty())
        line += " (" + difference.rule + ")";
    return line;
}

} // namespace faultline
