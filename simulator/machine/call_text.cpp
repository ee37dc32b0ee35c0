#include "simulator/machine/call_text.h"

#include <array>
#include <cstdio>
#include <span>
#include <string_view>

#include <fcntl.h>
#include <sys/mman.h>

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

constexpr std::array protections = {FlagName{PROT_READ, "PROT_READ"}, FlagName{PROT_WRITE, "PROT_WRITE"},
                                    FlagName{PROT_EXEC, "PROT_EXEC"}};
constexpr std::array mapFlagNames = {
    FlagName{MAP_SHARED, "MAP_SHARED"},       FlagName{MAP_PRIVATE, "MAP_PRIVATE"},
    FlagName{MAP_FIXED, "MAP_FIXED"},         FlagName{MAP_ANONYMOUS, "MAP_ANONYMOUS"},
    FlagName{MAP_NORESERVE, "MAP_NORESERVE"}, FlagName{MAP_POPULATE, "MAP_POPULATE"},
    FlagName{MAP_LOCKED, "MAP_LOCKED"},       FlagName{MAP_FIXED_NOREPLACE, "MAP_FIXED_NOREPLACE"},
    FlagName{MAP_GROWSDOWN, "MAP_GROWSDOWN"}, FlagName{MAP_STACK, "MAP_STACK"}};
constexpr std::array syncFlags = {FlagName{MS_ASYNC, "MS_ASYNC"}, FlagName{MS_INVALIDATE, "MS_INVALIDATE"},
                                  FlagName{MS_SYNC, "MS_SYNC"}};
constexpr std::array openFlags = {FlagName{O_RDWR, "O_RDWR"},   FlagName{O_WRONLY, "O_WRONLY"},
                                  FlagName{O_CREAT, "O_CREAT"}, FlagName{O_EXCL, "O_EXCL"},
                                  FlagName{O_TRUNC, "O_TRUNC"}, FlagName{O_APPEND, "O_APPEND"}};

std::string numberText(std::uint64_t value) {
    constexpr std::uint64_t looksLikeAddress = 0x10000;
    const auto number = static_cast<std::int64_t>(value);
    if (number < 0 || value < looksLikeAddress)
        return std::to_string(number);
    char text[32];
    std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value));
    return text;
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
