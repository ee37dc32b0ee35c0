#include "simulator/machine/call_text.h"

#include "simulator/machine/hex.h"

#include <array>
#include <span>
#include <string_view>

namespace faultline {

namespace {

struct FlagName {
    std::uint64_t flag;
    std::string_view name;
};

std::string joined(std::uint64_t value, std::span<const FlagName> names, std::string_view none) {
    std::string text;
    for (const auto& [flag, name] : names) {
        if ((value & flag) != flag)
            continue;
        text += (text.empty() ? "" : " | ") + std::string(name);
        value &= ~flag;
    }
    if (value != 0 || text.empty())
        text += value == 0 ? std::string(none) : (text.empty() ? "" : " | ") + std::to_string(value);
    return text;
}

// Linux on x86-64 (asm-generic/mman-common.h, asm-generic/fcntl.h): the numbers that a program's calls carry.
constexpr std::array protections = {FlagName{1, "PROT_READ"}, FlagName{2, "PROT_WRITE"}, FlagName{4, "PROT_EXEC"}};
constexpr std::array mapFlagNames = {FlagName{1, "MAP_SHARED"},         FlagName{2, "MAP_PRIVATE"},
                                     FlagName{0x10, "MAP_FIXED"},       FlagName{0x20, "MAP_ANONYMOUS"},
                                     FlagName{0x4000, "MAP_NORESERVE"}, FlagName{0x8000, "MAP_POPULATE"},
                                     FlagName{0x2000, "MAP_LOCKED"},    FlagName{0x100000, "MAP_FIXED_NOREPLACE"},
                                     FlagName{0x100, "MAP_GROWSDOWN"},  FlagName{0x20000, "MAP_STACK"}};
constexpr std::array syncFlags = {FlagName{1, "MS_ASYNC"}, FlagName{2, "MS_INVALIDATE"}, FlagName{4, "MS_SYNC"}};
constexpr std::array openFlags = {FlagName{2, "O_RDWR"},    FlagName{1, "O_WRONLY"},    FlagName{0100, "O_CREAT"},
                                  FlagName{0200, "O_EXCL"}, FlagName{01000, "O_TRUNC"}, FlagName{02000, "O_APPEND"}};

std::string numberText(std::uint64_t value) {
    constexpr std::uint64_t looksLikeAddress = 0x10000;
    const auto number = static_cast<std::int64_t>(value);
    if (number < 0 || value < looksLikeAddress)
        return std::to_string(number);
    return hex(value);
}

std::string bytesText(const CallArgument& argument) {
    constexpr std::size_t most = 32;
    std::string text = "\"";
    for (const std::uint8_t byte : argument.bytes) {
        if (byte == 0)
            break;
        if (text.size() > most)
            return text + "…\"";
        if (byte == '\n')
            text += "\\n";
        else
            text += byte >= 32 && byte < 127 ? static_cast<char>(byte) : '?';
    }
    return text + "\"";
}

std::string argumentText(const Operation& operation, std::size_t index) {
    const CallArgument& argument = operation.arguments[index];
    if (argument.form == CallArgument::Form::In)
        return bytesText(argument);
    if (argument.form != CallArgument::Form::Value)
        return "&…";
    const std::uint64_t value = argument.value;
    if ((operation.call == Call::Mmap || operation.call == Call::Mprotect) && index == 2)
        return joined(value, protections, "PROT_NONE");
    if (operation.call == Call::Mmap && index == 3)
        return joined(value, mapFlagNames, "0");
    if (operation.call == Call::Msync && index == 2)
        return joined(value, syncFlags, "0");
    if (operation.call == Call::Open && index == 1)
        return joined(value, openFlags, "O_RDONLY");
    if ((operation.call == Call::Mmap && index == 4) || operation.call == Call::Kill)
        return std::to_string(static_cast<std::int32_t>(value));
    return numberText(value);
}

} // namespace

std::string callText(const Operation& operation) {
    std::string text;
    for (std::size_t i = 0; i < operation.arguments.size(); ++i)
        text += (i == 0 ? "" : ", ") + argumentText(operation, i);
    return text;
}

} // namespace faultline
